from django import forms

from klantreis.forms import EersteOfVolgende
from ui.forms import ModelFormulier

from . import queries
from .models import Afspraak, Beoordeling, Formule, Koppeling
from .vragen import VRAGEN


class FormuleKeuze(forms.ModelChoiceField):
    def label_from_instance(self, formule):
        return f"{formule.naam}. {formule.waarvoor}"


class KoppelingForm(EersteOfVolgende):
    class Meta:
        model = Koppeling
        fields = ["formule", "motivering"]
        help_texts = {"motivering": "Past het product ook bij een andere formule? Schrijf dan op waarom deze leidend is."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["formule"] = FormuleKeuze(
            queries.te_kiezen(self.instance.formule_id),
            label="Welke formule past bij dit product?",
            empty_label=None,
            widget=forms.RadioSelect,
            error_messages={
                "required": "Kies een serviceformule.",
                "invalid_choice": "Deze formule is niet meer te kiezen.",
            },
        )
        self.order_fields(self.Meta.fields)


class BeoordelingForm(EersteOfVolgende):
    """One P from both sides; the guiding questions are the help texts."""

    class Meta:
        model = Beoordeling
        fields = ["extern", "intern", "oordeel", "toelichting", "bewust_geaccepteerd"]
        labels = {
            "extern": "Buiten: wat wil de klant?",
            "intern": "Binnen: hoe is het nu geregeld?",
            "oordeel": "Komt dat met elkaar overeen?",
            "bewust_geaccepteerd": "Laat u een verschil bewust bestaan? Schrijf op waarom.",
        }
        help_texts = {"bewust_geaccepteerd": "Vul dit alleen in als u het verschil niet gaat oplossen."}

    def __init__(self, *args, p, **kwargs):
        super().__init__(*args, **kwargs)
        _, self.fields["extern"].help_text, self.fields["intern"].help_text = VRAGEN[p]
        self.fields["oordeel"] = forms.ChoiceField(
            label=self.fields["oordeel"].label,
            choices=[(waarde, woord.capitalize()) for waarde, woord in Beoordeling.Oordeel.choices],
            widget=forms.RadioSelect,
            error_messages={"required": "Kies een oordeel."},
        )
        self.order_fields(self.Meta.fields)

    def clean(self):
        gegeven = super().clean()
        if gegeven.get("oordeel") == Beoordeling.Oordeel.KOMT_OVEREEN and gegeven.get("bewust_geaccepteerd", "").strip():
            self.add_error(
                "bewust_geaccepteerd", "Uw oordeel is dat het overeenkomt. Dan is er geen verschil om te laten bestaan."
            )
        return gegeven


class FormuleForm(ModelFormulier):
    class Meta:
        model = Formule
        fields = ["naam", "klantrol", "waarvoor", "kernwaarden", "herkomst"]
        help_texts = {
            "klantrol": "In welke rol ontmoet de klant de gemeente? Bijvoorbeeld klant, partner of onderdaan.",
            "herkomst": "Wat is landelijk vastgesteld, en wat is een eigen voorstel?",
        }


class AfspraakForm(ModelFormulier):
    class Meta:
        model = Afspraak
        fields = ["soort", "p", "tekst"]
        labels = {"p": "Bij welke P?"}
        help_texts = {"tekst": "Een zekerheid schrijft u in de woorden van de klant: Ik regel het online."}


class AfspraakWijzigForm(AfspraakForm):
    class Meta(AfspraakForm.Meta):
        fields = ["p", "tekst"]
