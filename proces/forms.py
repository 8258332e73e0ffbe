from django import forms

from ui.forms import Formulier, ModelFormulier
from ui.opmaak import zin

from .models import Controle, Processtap, Procesversie


class StapForm(ModelFormulier):
    class Meta:
        model = Processtap
        fields = ("wat", "wie", "kanaal", "systeem", "duur", "duur_eenheid", "knelpunt", "verspilling")
        widgets = {
            "wie": forms.TextInput(attrs={"list": "eerder-wie"}),
            "kanaal": forms.TextInput(attrs={"list": "eerder-kanaal"}),
            "systeem": forms.TextInput(attrs={"list": "eerder-systeem"}),
            "knelpunt": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["duur"].min_value = 0
        self.fields["verspilling"].choices = [("", "Geen"), *Processtap.Verspilling.choices]

    def clean_duur(self):
        duur = self.cleaned_data["duur"]
        if duur is not None and duur < 0:
            raise forms.ValidationError("Een doorlooptijd kan niet lager zijn dan 0.")
        return duur


class NieuweStapForm(StapForm):
    """The row at the bottom of the table: one line per field, so that Enter means next step."""

    class Meta(StapForm.Meta):
        widgets = StapForm.Meta.widgets | {"knelpunt": forms.TextInput()}


class PlaatsForm(Formulier):
    naar = forms.IntegerField(label="Verplaats naar plaats", min_value=1)


class WijzeForm(Formulier):
    wijze = forms.ChoiceField(
        label="Hoe controleren we het proces?",
        choices=[(waarde, zin(woorden)) for waarde, woorden in Procesversie.Wijze.choices],
        widget=forms.RadioSelect,
    )


class AntwoordForm(Formulier):
    klopt = forms.TypedChoiceField(
        label="Klopt de beschrijving",
        choices=[("ja", "Ja, zo gaat het nu"), ("nee", "Nee, er klopt iets niet of er ontbreekt iets")],
        coerce=lambda waarde: waarde == "ja",
        widget=forms.RadioSelect,
    )
    opmerking = forms.CharField(
        label="Opmerking", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wat klopt er niet, of wat ontbreekt er? Noem zo mogelijk het nummer van de stap.",
    )  # fmt: skip

    def clean(self):
        gegevens = super().clean()
        if gegevens.get("klopt") is False and not gegevens.get("opmerking") and "opmerking" in gegevens:
            self.add_error("opmerking", "Schrijf op wat er niet klopt of ontbreekt.")
        return gegevens


class VerwerkForm(ModelFormulier):
    class Meta:
        model = Controle
        fields = ("verwerking",)
        labels = {"verwerking": "Wat is ermee gedaan"}
        widgets = {"verwerking": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["verwerking"].required = True
        self.fields["verwerking"].error_messages["required"] = "Schrijf op wat er met de opmerking is gedaan."


class ParkeerForm(Formulier):
    titel = forms.CharField(label="Idee", max_length=250)
    processtap = forms.ModelChoiceField(
        label="Hoort bij processtap",
        queryset=Processtap.objects.none(),
        required=False,
        empty_label="Geen stap in het bijzonder",
    )

    def __init__(self, *args, versie, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["processtap"].queryset = Processtap.objects.filter(procesversie=versie)
