from django import forms

from ui.forms import Formulier, ModelFormulier
from verbeterplan.forms import met_hoofdletter, soms_nodig

from .models import Verwerking


class VerwerkForm(ModelFormulier):
    """The answer to one remark. `nieuwe_titel` lets an improvement grow from the alternative of the specialist."""

    use_required_attribute = False
    nieuwe_titel = forms.CharField(
        label="nieuwe verbetering uit deze opmerking",
        required=False,
        max_length=250,
        help_text="Groeit hieruit een andere verbetering? Geef haar een titel. U besluit erover in stap 6.",
    )

    class Meta:
        model = Verwerking
        fields = ("verwerking", "motivering")
        widgets = {"verwerking": forms.RadioSelect, "motivering": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["verwerking"].label = "Wat doen we met deze opmerking?"
        self.fields["verwerking"].error_messages["required"] = "Kies wat u met deze opmerking doet."
        self.fields["verwerking"].choices = met_hoofdletter(Verwerking.Waarde.choices)
        soms_nodig(self.fields["motivering"])
        if self.instance._state.adding:
            self.fields["versie"] = forms.IntegerField(widget=forms.HiddenInput, initial=0)
        elif self.instance.verbetering_id:
            del self.fields["nieuwe_titel"]

    def clean(self):
        gegevens = super().clean() or self.cleaned_data
        if (
            gegevens.get("verwerking") not in (None, Verwerking.Waarde.OVERGENOMEN)
            and not gegevens.get("motivering", "").strip()
        ):
            self.add_error("motivering", "Schrijf op waarom u de opmerking niet of niet helemaal overneemt.")
        return gegevens


class OverruleForm(Formulier):
    reden = forms.CharField(
        label="waarom gaat deze verbetering toch door", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class BesluitForm(Formulier):
    """Every decision sends the hash of the text that was on the screen."""

    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    toelichting = forms.CharField(
        label="toelichting", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("auto_id", f"{type(self).__name__.removesuffix('Form').lower()}_%s")
        super().__init__(*args, **kwargs)
        self.fields["sha256"].error_messages["required"] = "Lees het plan en besluit opnieuw."


class TerugForm(BesluitForm):
    toelichting = forms.CharField(label="wat moet er anders", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class AkkoordForm(BesluitForm):
    use_required_attribute = False
    toelichting = None
    akkoord = forms.TypedChoiceField(
        label="bent u akkoord met deze versie?",
        choices=[("ja", "Akkoord"), ("nee", "Niet akkoord")],
        coerce=lambda waarde: waarde == "ja",
        widget=forms.RadioSelect,
    )
    opmerking = forms.CharField(
        label="opmerking",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nodig als u niet akkoord bent.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["akkoord"].error_messages["required"] = "Kies: akkoord of niet akkoord."
        soms_nodig(self.fields["opmerking"])

    def clean(self):
        gegevens = super().clean() or self.cleaned_data
        if gegevens.get("akkoord") is False and not gegevens.get("opmerking", "").strip():
            self.add_error("opmerking", "Schrijf op waarom u niet akkoord bent.")
        return gegevens
