from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import Gebruiker
from accounts.queries import GLOBALE_RECHTEN
from ui.forms import Formulier, ModelFormulier

NIEUW = forms.PasswordInput(attrs={"autocomplete": "new-password"})


class InlogForm(AuthenticationForm):
    """Django's form, with a user name or an e-mail address in the first field."""

    error_messages = {
        "invalid_login": "Deze naam en dit wachtwoord horen niet bij elkaar. Kijk of u een typfout hebt gemaakt.",
        "inactive": "U hebt geen toegang meer tot Wasstraat. Vraag het de functioneel beheerder.",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        naam, wachtwoord = self.fields["username"], self.fields["password"]
        naam.label, wachtwoord.label = "gebruikersnaam of e-mailadres", "wachtwoord"
        naam.max_length = None  # an address may be longer than a user name
        naam.widget.attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "maxlength": 254}
        naam.error_messages["required"] = "Vul uw gebruikersnaam of e-mailadres in."
        wachtwoord.error_messages["required"] = "Vul uw wachtwoord in."

    def clean_username(self):
        """The throttle counts per person, whichever of the two names is typed."""
        return Gebruiker.objects.inlognaam(self.cleaned_data["username"].strip())


class WachtwoordForm(Formulier):
    """Choose a new password, twice."""

    wachtwoord_nieuw = forms.CharField(
        label="nieuw wachtwoord",
        strip=False,
        widget=NIEUW,
        max_length=200,
        help_text="Minstens 12 tekens. Een korte zin is goed te onthouden en moeilijk te raden.",
    )
    wachtwoord_herhaal = forms.CharField(label="nog een keer", strip=False, widget=NIEUW, max_length=200)

    def __init__(self, *args, gebruiker, **kwargs):
        super().__init__(*args, **kwargs)
        self.gebruiker = gebruiker

    def clean_wachtwoord_nieuw(self):
        validate_password(self.cleaned_data["wachtwoord_nieuw"], self.gebruiker)
        return self.cleaned_data["wachtwoord_nieuw"]

    def clean(self):
        nieuw = self.cleaned_data.get("wachtwoord_nieuw")
        if nieuw and nieuw != self.cleaned_data.get("wachtwoord_herhaal"):
            self.add_error("wachtwoord_herhaal", "De twee wachtwoorden zijn niet gelijk. Typ ze allebei opnieuw.")
        return self.cleaned_data


class EigenWachtwoordForm(WachtwoordForm):
    wachtwoord_nu = forms.CharField(
        label="wachtwoord van nu",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ["wachtwoord_nu"]

    def clean_wachtwoord_nu(self):
        if not self.gebruiker.check_password(self.cleaned_data["wachtwoord_nu"]):
            raise ValidationError("Dit is niet uw wachtwoord van nu.")
        return self.cleaned_data["wachtwoord_nu"]


class MijnGegevensForm(ModelFormulier):
    class Meta:
        model = Gebruiker
        fields = ["naam", "functie"]


class MensForm(ModelFormulier):
    """A person, as the administrator sees him. Who has no e-mail address needs a user name."""

    username = forms.CharField(
        label="gebruikersnaam",
        required=False,
        max_length=150,
        validators=Gebruiker._meta.get_field("username").validators,
        help_text="Alleen nodig voor wie geen e-mailadres heeft.",
        error_messages={"invalid": "Gebruik alleen letters, cijfers en @ . + - _"},
    )
    email = forms.EmailField(
        label="e-mailadres",
        required=False,
        max_length=150,
        help_text="Hiermee logt deze persoon in. Hier komen ook de berichten.",
        error_messages={"invalid": "Vul een e-mailadres in, bijvoorbeeld j.smit@gemeente.nl."},
    )

    class Meta:
        model = Gebruiker
        fields = ["naam", "email", "username", "functie", "team", "is_extern"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.username == self.instance.email:
            self.initial["username"] = ""  # made from the address, and goes along with it

    def clean(self):
        super().clean()
        if not self.cleaned_data.get("email") and not self.cleaned_data.get("username") and not self.errors:
            self.add_error("email", "Vul een e-mailadres in, of anders een gebruikersnaam.")
        elif not self.cleaned_data.get("username"):
            self.cleaned_data["username"] = self.cleaned_data.get("email", "")
        return self.cleaned_data


class RechtenForm(Formulier):
    rechten = forms.MultipleChoiceField(
        label="rechten in de hele organisatie",
        required=False,
        choices=list(GLOBALE_RECHTEN.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text="Wat iemand in een traject mag, hangt af van de rol in dat traject. Die rol geeft de projectleider.",
    )


class ZoekForm(forms.Form):
    zoek = forms.CharField(label="zoek een naam, team of e-mailadres", required=False, max_length=100)
