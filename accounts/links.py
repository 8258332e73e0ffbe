"""The set-password link: 256 bits, nothing stored, worthless after use, after a sign-in, and after three days."""

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.http import int_to_base36

from .models import Gebruiker


class Wachtwoordlink(PasswordResetTokenGenerator):
    """Django's generator with the whole hash instead of half of it, bound to the person's generation and access."""

    key_salt = "accounts.links.Wachtwoordlink"

    def _make_token_with_timestamp(self, user, timestamp, secret):
        waarde = self._make_hash_value(user, timestamp)
        handtekening = salted_hmac(self.key_salt, waarde, secret=secret, algorithm="sha256").hexdigest()
        return f"{int_to_base36(timestamp)}-{handtekening}"

    def _make_hash_value(self, user, timestamp):
        return f"{super()._make_hash_value(user, timestamp)}{user.generatie}{user.is_active}"


_generator = Wachtwoordlink()
DAGEN_GELDIG = settings.PASSWORD_RESET_TIMEOUT // 86400


def adres_voor(gebruiker: Gebruiker) -> str:
    """Path of a fresh link with which this person, and nobody else, chooses a password."""
    return reverse("accounts:wachtwoord_kiezen", args=[gebruiker.pk, _generator.make_token(gebruiker)])


def wie_bij(gebruiker_id, sleutel: str) -> Gebruiker | None:
    """The person a link was made for, or None when it is wrong, used, withdrawn or too old."""
    gebruiker = Gebruiker.objects.filter(pk=gebruiker_id, is_active=True).first()
    return gebruiker if gebruiker and _generator.check_token(gebruiker, sleutel) else None
