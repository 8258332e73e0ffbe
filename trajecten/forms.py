from contextlib import suppress

from django import forms
from django.conf import settings

from accounts.models import Gebruiker
from ui.forms import Formulier, ModelFormulier

from .acties import STARTROLLEN
from .lijst import Keuze, decodeer
from .models import Lid, Traject
from .rollen import EEN_TEGELIJK, ROLLEN, rolnaam


class LijstForm(forms.Form):
    """The filters of the list; a GET form, so without key or version."""

    zoek = forms.CharField(
        label="Zoek in titel of product", max_length=100, required=False, widget=forms.TextInput({"type": "search"})
    )
    stap = forms.TypedChoiceField(
        label="Stap",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Alle stappen"), *[(nummer, f"Stap {nummer}") for nummer in range(1, 11)]],
    )
    status = forms.ChoiceField(
        label="Status", required=False, choices=[("", "Alle"), ("lopend", "Lopend"), ("afgesloten", "Afgesloten")]
    )
    sorteer = forms.ChoiceField(
        label="Volgorde",
        required=False,
        choices=[("", "Laatst gewijzigd"), ("titel", "Titel"), ("stap", "Stap"), ("wacht", "Wacht het langst")],
    )
    wacht = forms.BooleanField(label="Wacht op mij", required=False)

    def keuze(self) -> Keuze:
        """What was asked; a value that does not exist counts as not asked."""
        self.is_valid()
        gegeven = self.cleaned_data
        sorteer = gegeven.get("sorteer") or "gewijzigd"
        return Keuze(
            zoek=gegeven.get("zoek", ""),
            stap=gegeven.get("stap"),
            status=gegeven.get("status", ""),
            wacht_op_mij=gegeven.get("wacht", False),
            sorteer=sorteer,
            na=decodeer(self.data["na"], sorteer) if self.data.get("na") else None,
        )


class TrajectForm(ModelFormulier):
    class Meta:
        model = Traject
        fields = ["titel", "organisatie", "product", "klantvraag"]


class NieuwForm(TrajectForm):
    rol = forms.ChoiceField(label="Mijn rol in dit traject", choices=[(rol, rolnaam(rol)) for rol in STARTROLLEN])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].initial = settings.ORGANISATIE_NAAM
        self.order_fields(["titel", "product", "klantvraag", "organisatie", "rol"])


class OpmerkingForm(Formulier):
    tekst = forms.CharField(
        label="Uw opmerking", max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "id": "opmerking-tekst"})
    )


class RedenForm(Formulier):
    """A decision that needs a reason."""

    reden = forms.CharField(
        label="Reden",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De reden blijft bij het traject staan.",
    )


class PersoonVeld(forms.ModelChoiceField):
    """Someone out of the people that were found; the label tells people with the same name apart."""

    widget = forms.RadioSelect

    def label_from_instance(self, mens):
        bij = ", ".join(deel for deel in (mens.functie, mens.team, mens.email) if deel)
        return f"{mens} ({bij})" if bij else str(mens)


class MetPersoon:
    """A form that chooses a person: only those found are offered, and only an active person is accepted."""

    def bied_aan(self, gevonden):
        gekozen = self.data.get("gebruiker", "") if self.is_bound else ""
        veld = self.fields["gebruiker"]
        veld.queryset = Gebruiker.objects.filter(is_active=True)
        with suppress(forms.ValidationError):  # not an id at all: the field says so itself
            gevonden = [*gevonden, *veld.queryset.filter(pk=gekozen or None).exclude(pk__in=[mens.pk for mens in gevonden])]
        veld.choices = [(mens.pk, veld.label_from_instance(mens)) for mens in gevonden]


class LidForm(MetPersoon, ModelFormulier):
    gebruiker = PersoonVeld(queryset=Gebruiker.objects.none(), label="Wie")

    class Meta:
        model = Lid
        fields = ["rol", "functie", "team", "is_extern", "capaciteit_uren"]
        help_texts = {
            "functie": "Leeg laten mag: dan nemen we de functie over die we kennen.",
            "team": "De teammanager van dit team zegt de uren toe.",
            "capaciteit_uren": "Hoeveel uur is er nodig voor het hele traject?",
        }

    def __init__(self, *args, traject, gevonden=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["gebruiker", "rol", "functie", "team", "is_extern", "capaciteit_uren"])
        self.bied_aan(gevonden)
        # These two never come twice: once someone has the role it changes hands (draag_over).
        bezet = set(Lid.objects.filter(traject=traject, tot=None, rol__in=EEN_TEGELIJK).values_list("rol", flat=True))
        self.fields["rol"].choices = [
            ("", "Kies een rol"),
            *((rol, naam) for rol, (_, naam) in ROLLEN.items() if rol not in bezet),
        ]

    def clean(self):
        gegeven = super().clean()
        if mens := gegeven.get("gebruiker"):
            gegeven["functie"] = gegeven.get("functie") or mens.functie
            gegeven["team"] = gegeven.get("team") or mens.team
        return gegeven


class LidWijzigForm(ModelFormulier):
    class Meta:
        model = Lid
        fields = ["functie", "team", "is_extern", "capaciteit_uren"]
        help_texts = LidForm.Meta.help_texts | {"functie": ""}


class OverdraagForm(MetPersoon, Formulier):
    gebruiker = PersoonVeld(queryset=Gebruiker.objects.none(), label="Wie neemt de rol over")

    def __init__(self, *args, gevonden=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.bied_aan(gevonden)


class LogForm(forms.Form):
    """The filters of the logbook; a GET form."""

    wie = forms.ModelChoiceField(label="Wie", queryset=Gebruiker.objects.none(), required=False, empty_label="Iedereen")
    weigeringen = forms.BooleanField(label="Alleen wat niet mocht", required=False)

    def __init__(self, *args, mensen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wie"].queryset = mensen
