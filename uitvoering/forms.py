from django import forms

from berichten import klok
from ui.forms import Formulier, ModelFormulier
from ui.opmaak import zin

from .models import Evaluatie, Evaluatiemoment, Voortgang

VAK = {"rows": 3}


class VoortgangForm(Formulier):
    """A check-in of twenty seconds: one tap, one sentence."""

    kleur = forms.ChoiceField(label="Hoe staat het ervoor?", choices=Voortgang.Kleur, widget=forms.RadioSelect)
    zin = forms.CharField(
        label="In een zin", max_length=300, help_text="Bijvoorbeeld: het formulier staat klaar om te testen."
    )
    geblokkeerd_door = forms.CharField(label="Wat houdt het tegen?", max_length=300, required=False)
    bewijs = forms.CharField(
        label="Waaraan ziet u dat het klaar is?",
        max_length=2000,
        required=False,
        help_text="Een zin of een adres. Nodig als de actie gereed is.",
    )

    def __init__(self, *args, mag_vervallen=False, **kwargs):
        super().__init__(*args, **kwargs)
        weg = () if mag_vervallen else (Voortgang.Kleur.VERVALLEN,)
        self.fields["kleur"].choices = [(kleur.value, zin(kleur.label)) for kleur in Voortgang.Kleur if kleur not in weg]

    def clean(self):
        gegeven = super().clean()
        if gegeven.get("kleur") == Voortgang.Kleur.GEREED and not gegeven.get("bewijs"):
            self.add_error("bewijs", "Vul in waaraan u ziet dat het klaar is. Zonder bewijs is een actie niet gereed.")
        return gegeven


class MomentForm(ModelFormulier):
    class Meta:
        model = Evaluatiemoment
        fields = ["datum", "deelnemers", "agenda"]
        widgets = {"deelnemers": forms.Textarea(attrs=VAK), "agenda": forms.Textarea(attrs=VAK)}

    def clean_datum(self):
        datum = self.cleaned_data["datum"]
        if datum < klok.vandaag() and datum != self.instance.datum:
            raise forms.ValidationError("Deze datum is voorbij. Kies vandaag of een latere datum.")
        return datum


class EvaluatieForm(ModelFormulier):
    volgende = forms.DateField(
        label="Volgende evaluatie op", required=False, help_text="Wij plannen dit moment dan meteen voor u."
    )

    class Meta:
        model = Evaluatie
        fields = ["gehouden_op", "conclusie", "gedaan", "baten", "lessen", "besluit", "vervolg"]
        widgets = {
            naam: forms.Textarea(attrs={"rows": 4}) for naam in ("conclusie", "gedaan", "baten", "lessen", "vervolg")
        } | {"besluit": forms.RadioSelect}
        help_texts = {
            "conclusie": "Wat zeggen de cijfers samen? Schrijf ook op wat u nog niet weet.",
            "baten": "Vergelijk met wat u verwachtte. Niet meetbaar is ook een antwoord.",
            "lessen": "Wat behouden we, wat veranderen we, waar stoppen we mee?",
        }

    def clean_gehouden_op(self):
        datum = self.cleaned_data["gehouden_op"]
        if datum > klok.vandaag():
            raise forms.ValidationError("De evaluatie moet al gehouden zijn. Kies vandaag of een eerdere datum.")
        return datum

    def clean(self):
        gegeven = super().clean()
        gehouden, volgende = gegeven.get("gehouden_op"), gegeven.get("volgende")
        if gehouden and volgende and volgende <= gehouden:
            self.add_error("volgende", "De volgende evaluatie moet na deze evaluatie liggen.")
        return gegeven


class AfsluitForm(Formulier):
    reden = forms.CharField(label="Reden of toelichting", required=False, max_length=2000, widget=forms.Textarea(attrs=VAK))

    def __init__(self, *args, is_geevalueerd=True, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_geevalueerd:
            veld = self.fields["reden"]
            veld.label, veld.required = "Waarom sluit u af zonder evaluatie?", True
            veld.error_messages["required"] = "Geef een reden waarom u zonder evaluatie afsluit."
