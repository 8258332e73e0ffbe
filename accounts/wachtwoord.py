"""Django's checks of a new password, with sentences in plain Dutch (Django's own translation lags behind)."""

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)


class LangGenoeg(MinimumLengthValidator):
    def get_error_message(self):
        return f"Dit wachtwoord is te kort. Gebruik minstens {self.min_length} tekens."


class NietVeelGebruikt(CommonPasswordValidator):
    def get_error_message(self):
        return "Dit wachtwoord kiezen te veel mensen. Kies iets wat moeilijker te raden is."


class LijktNietOpMij(UserAttributeSimilarityValidator):
    DEFAULT_USER_ATTRIBUTES = ("username", "naam", "email")

    def __init__(self):
        super().__init__(user_attributes=self.DEFAULT_USER_ATTRIBUTES)

    def get_error_message(self):
        return "Dit wachtwoord lijkt te veel op uw naam of e-mailadres."
