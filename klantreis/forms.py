from django import forms

from ui.forms import Formulier, ModelFormulier
from verbeteringen.models import Verbetering

from .models import Aanname, Activiteit, Citaat, Ervaring, Fase, IdealeStap, Klantreis, Persona, Respondent

UITLEG = {
    Klantreis.Type.EIGEN_ONDERZOEK: "Eigen onderzoek met interviews. U spreekt ongeveer tien klanten en tekent hun reis.",
    Klantreis.Type.ATELIER: "Klantreisatelier. In twee dagen van analyse naar een ideale reis, met klanten erbij.",
    Klantreis.Type.BESTAANDE_FEEDBACK: "Bestaande feedback. U gebruikt wat klanten al eerder lieten weten.",
    Klantreis.Type.OVERGENOMEN: "Klantreis van een andere gemeente. U neemt een reis over die al is gemaakt.",
    Klantreis.Type.OVERGESLAGEN: "Overslaan. U haalt de stem van de klant niet op.",
}
KANALEN = ("website", "e-formulier", "e-mail", "telefoon", "balie", "brief", "huisbezoek", "app", "derden")


class EersteOfVolgende(ModelFormulier):
    """A form for a thing that may not be there yet: without a version whoever is second gets the merge screen."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        begin = None if self.instance._state.adding else self.instance.versie
        self.fields["versie"] = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=begin)

    @property
    def versie(self) -> int | None:
        return self.cleaned_data.get("versie")


class KeuzeForm(EersteOfVolgende):
    """How the voice of the klant is heard; what the alternatives need is asked here and enforced by the actie."""

    herkomst_adres = forms.URLField(
        label="Adres van die klantreis",
        required=False,
        assume_scheme="https",
        max_length=200,
        help_text="Een link, als die er is.",
    )
    mogelijk = Klantreis.Type.values

    class Meta:
        model = Klantreis
        fields = ["type", "motivering", "bronnen", "herkomst_gemeente", "herkomst_adres", "doelgroep", "onderzoeksvraag"]
        labels = {"type": "Hoe haalt u de stem van de klant op?"}
        help_texts = {
            "motivering": "Nodig als u geen eigen onderzoek doet. De proceseigenaar leest dit en besluit.",
            "bronnen": "Bij bestaande feedback: waar komt die vandaan? Bijvoorbeeld klachten of een tevredenheidsonderzoek.",
            "herkomst_gemeente": "Bij een klantreis van een andere gemeente.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["type"] = forms.ChoiceField(
            label=self.fields["type"].label,
            choices=[(waarde, UITLEG[waarde]) for waarde in self.mogelijk],
            widget=forms.RadioSelect,
            error_messages={"required": "Kies hoe u de stem van de klant ophaalt."},
        )
        self.order_fields(self.Meta.fields)

    def clean(self):
        gegeven = super().clean()
        if gegeven.get("type") in Klantreis.ZONDER_EIGEN_ONDERZOEK and not gegeven.get("motivering", "").strip():
            self.add_error(
                "motivering", "Schrijf op waarom u geen eigen onderzoek doet. De proceseigenaar leest dit en besluit."
            )
        herkomst = (
            gegeven.get("herkomst_gemeente", "").strip() or gegeven.get("herkomst_adres") or "herkomst_adres" in self.errors
        )
        if gegeven.get("type") == Klantreis.Type.OVERGENOMEN and not herkomst:
            self.add_error("herkomst_gemeente", "Schrijf op van welke gemeente de klantreis komt, of geef het adres.")
        return gegeven


class VoorstelForm(KeuzeForm):
    """What a projectleider may propose when there is no klantreiscoach."""

    mogelijk = Klantreis.ZONDER_EIGEN_ONDERZOEK

    class Meta(KeuzeForm.Meta):
        fields = ["type", "motivering", "bronnen", "herkomst_gemeente", "herkomst_adres"]


class PersonaForm(ModelFormulier):
    class Meta:
        model = Persona
        fields = ["naam", "leeftijd", "situatie", "doel", "behoefte", "frustratie", "digitaal", "citaat"]
        help_texts = {"naam": "Een verzonnen naam. Een persona is nooit een echt mens."}


class FaseForm(ModelFormulier):
    class Meta:
        model = Fase
        fields = ["naam"]
        help_texts = {"naam": "Bijvoorbeeld: oriënteren, aanvragen, wachten, besluit."}


class ErvaringForm(ModelFormulier):
    """A new experience names its phase (an existing one or a new one); a change chooses from the phases there are."""

    class Meta:
        model = Ervaring
        fields = ["persona", "handeling", "kanaal", "emotie", "gedachte", "citaat", "is_moment_of_truth"]
        labels = {"emotie": "Hoe voelt dat?", "persona": "Welke persona?"}
        help_texts = {
            "handeling": "Bijvoorbeeld: zoekt op de website.",
            "citaat": "Alleen een uitspraak waaruit niemand te herkennen is.",
        }
        widgets = {"kanaal": forms.TextInput({"list": "kanalen", "autocomplete": "off"})}

    def __init__(self, *args, reis, **kwargs):
        super().__init__(*args, **kwargs)
        self.kanalen, self.fasen = KANALEN, reis.fases.order_by("volgorde")
        self.fields["persona"].queryset = reis.personas.all()
        self.fields["persona"].empty_label = "Geen persona"
        self.fields["emotie"] = forms.TypedChoiceField(
            label="Hoe voelt dat?",
            coerce=int,
            choices=Ervaring.Emotie.choices,
            widget=forms.RadioSelect,
            error_messages={"required": "Kies een van de gezichten.", "invalid_choice": "Kies een van de gezichten."},
        )
        if self.instance._state.adding:
            self.fields["fase"] = forms.CharField(
                label="In welke fase?",
                max_length=80,
                help_text="Kies een fase die er al is, of schrijf een nieuwe.",
                widget=forms.TextInput({"list": "fasen", "autocomplete": "off"}),
                error_messages={"required": "Schrijf op in welke fase dit gebeurt."},
            )
        else:
            self.fields["fase"] = forms.ModelChoiceField(
                self.fasen, label="Fase", empty_label=None, initial=self.instance.fase_id
            )
        self.order_fields(["fase", *self.Meta.fields])


class IdealeStapForm(ModelFormulier):
    class Meta:
        model = IdealeStap
        fields = ["tekst"]


class AannameForm(ModelFormulier):
    class Meta:
        model = Aanname
        fields = ["tekst", "uitkomst"]
        labels = {"tekst": "Wat denken we over de klant?"}


class ActiviteitForm(ModelFormulier):
    class Meta:
        model = Activiteit
        fields = ["soort", "datum", "aantal", "notitie"]
        help_texts = {"aantal": "Bijvoorbeeld het aantal interviews of klachten."}


class RespondentForm(ModelFormulier):
    class Meta:
        model = Respondent
        fields = ["pseudoniem", "klantsoort", "kenmerken", "toestemming_op", "verwijderen_na"]
        help_texts = {
            "klantsoort": "Bijvoorbeeld inwoner, ondernemer of organisatie.",
            "verwijderen_na": "Na deze dag verwijdert Wasstraat de respondent en alle uitspraken.",
        }


class CitaatForm(ModelFormulier):
    class Meta:
        model = Citaat
        fields = ["tekst", "ervaring"]
        help_texts = {"tekst": "Laat namen, adressen en andere herleidbare gegevens weg."}

    def __init__(self, *args, reis, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ervaring"].queryset = Ervaring.objects.filter(fase__klantreis=reis)
        self.fields["ervaring"].empty_label = "Geen ervaring"


class IdeeForm(ModelFormulier):
    class Meta:
        model = Verbetering
        fields = ["titel", "omschrijving", "voor_inwoner"]
        labels = {"titel": "Wat kan beter?"}


class KoppelForm(Formulier):
    """Choose an improvement that is in the register already."""

    verbetering = forms.ModelChoiceField(Verbetering.objects.none(), label="Verbetering", empty_label="Kies een verbetering")

    def __init__(self, *args, traject, al_gekoppeld=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["verbetering"].queryset = Verbetering.objects.filter(traject=traject).exclude(pk__in=al_gekoppeld)


class PlaatsForm(forms.Form):
    """The place of a row, sent by the buttons omhoog and omlaag."""

    plaats = forms.IntegerField(min_value=0, max_value=32_000)


class VersieForm(forms.Form):
    """The version on the screen of whoever decides."""

    versie = forms.IntegerField(min_value=1)
