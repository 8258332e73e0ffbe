from django import forms

from trajecten.stap import alle
from ui.forms import Formulier, ModelFormulier

from .acties import STAPPEN_VAN_HERKOMST
from .models import Herkomst, Verbetering


def stapkeuzes() -> list[tuple[int, str]]:
    """The steps in which an idea can be born, by number and title."""
    return [(stap.nummer, f"Stap {stap.nummer}: {stap.titel}") for stap in alle() if stap.nummer in STAPPEN_VAN_HERKOMST]


class TekstForm(ModelFormulier):
    class Meta:
        model = Verbetering
        fields = ("titel", "omschrijving", "voor_inwoner")
        widgets = {"omschrijving": forms.Textarea(attrs={"rows": 4}), "voor_inwoner": forms.Textarea(attrs={"rows": 3})}
        labels = {"titel": "Wat kan er beter"}


class HerkomstVelden(forms.Form):
    stap = forms.TypedChoiceField(label="In welke stap kwam dit naar voren", coerce=int)
    toelichting = forms.CharField(
        label="Waaruit bleek dat",
        required=False,
        max_length=300,
        help_text="Bijvoorbeeld: genoemd in sessie 1, of in een interview.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stap"].choices = [("", "Kies een stap"), *stapkeuzes()]


class HerkomstForm(Formulier, HerkomstVelden):
    def __init__(self, *args, verbetering, **kwargs):
        super().__init__(*args, **kwargs)
        self.verbetering = verbetering

    def clean(self):
        gegevens = super().clean()
        herkomst = {"stap": gegevens.get("stap"), "toelichting": gegevens.get("toelichting", "")}
        if Herkomst.objects.filter(verbetering=self.verbetering, **herkomst).exists():
            self.add_error("stap", "Deze herkomst staat er al. Kies een andere stap of schrijf een andere toelichting.")
        return gegevens


class NieuwForm(TekstForm, HerkomstVelden):
    field_order = ("titel", "stap", "toelichting", "omschrijving", "voor_inwoner")


class ZoekForm(forms.Form):
    """Filters of the list; a wrong value is no error but no filter."""

    zoek = forms.CharField(label="Zoek", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"}))
    stap = forms.TypedChoiceField(label="Ontstaan in", required=False, coerce=int, empty_value=None)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stap"].choices = [("", "Alle stappen"), *stapkeuzes()]
