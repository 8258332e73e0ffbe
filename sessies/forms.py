from django import forms

from trajecten.models import Lid, Opdracht, Traject
from ui.forms import Formulier, ModelFormulier

from .models import Agendapunt, Sessie

VAKKEN_VAN_DE_OPDRACHT = (
    ("Waarom en wat", ("aanleiding", "doelstelling", "resultaat")),
    ("Afbakening", ("scope", "buiten_scope", "relaties")),
    ("Aanpak", ("aanpak", "budget", "risicos", "geldig_tot")),
    ("Het klantproces", ("kanalen", "hoofdstappen", "eigenaar_uitvoering", "eigenaar_management", "eigenaar_directie")),
)


class OpdrachtForm(ModelFormulier):
    class Meta:
        model = Opdracht
        fields = [veld for _, velden in VAKKEN_VAN_DE_OPDRACHT for veld in velden]
        widgets = {
            naam: forms.Textarea(attrs={"rows": 3})
            for naam in fields
            if naam not in ("geldig_tot", "eigenaar_uitvoering", "eigenaar_management", "eigenaar_directie")
        }
        help_texts = {
            "doelstelling": "Wat moet er voor de inwoner beter worden? Zonder doelstelling kan de opdracht niet worden bevestigd.",
            "buiten_scope": "Schrijf ook op wat u niet doet.",
            "kanalen": "Langs welke weg komt de klant het liefst: online, telefoon, balie of post?",
            "hoofdstappen": "Ongeveer zeven stappen, elk op een eigen regel.",
            "geldig_tot": "Tot wanneer geldt deze opdracht?",
        }

    def vakken(self):
        """The fields under their headings."""
        return [(kop, [self[naam] for naam in velden]) for kop, velden in VAKKEN_VAN_DE_OPDRACHT]


def ingevulde_vakken(opdracht) -> list:
    """What of the assignment has been written, under the same headings as the form."""
    vakken = []
    for kop, namen in VAKKEN_VAN_DE_OPDRACHT:
        velden = [
            (opdracht._meta.get_field(naam).verbose_name, getattr(opdracht, naam))
            for naam in namen
            if getattr(opdracht, naam)
        ]
        if velden:
            vakken.append((kop, velden))
    return vakken


class KlantreiscoachForm(Formulier):
    reden = forms.CharField(
        label="Waarom is er geen klantreiscoach?", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class VoorrangForm(ModelFormulier):
    class Meta:
        model = Traject
        fields = ["impact_klant", "kans_misgaan", "volume_per_jaar", "minuten_per_zaak"]
        help_texts = {
            "impact_klant": "1 is klein, 5 is heel groot.",
            "kans_misgaan": "1 is klein, 5 is heel groot.",
            "minuten_per_zaak": "Alleen de tijd dat iemand eraan werkt.",
        }


class PlanForm(ModelFormulier):
    """Plan a session."""

    agenda = forms.CharField(
        label="Agenda",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Zet elk punt op een eigen regel.",
    )

    class Meta:
        model = Sessie
        fields = ["soort", "datum", "vorm"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _verplicht(self.fields["datum"])

    def clean_agenda(self):
        regels = self.cleaned_data["agenda"].splitlines()
        if te_lang := [regel for regel in regels if len(regel.strip()) > 300]:
            raise forms.ValidationError(f"Een agendapunt mag 300 tekens lang zijn. Dit punt is te lang: {te_lang[0][:60]}…")
        return regels


class VerzetForm(ModelFormulier):
    class Meta:
        model = Sessie
        fields = ["datum", "vorm"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _verplicht(self.fields["datum"])


class LidKeuze(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, lid):
        return f"{lid.gebruiker}, {lid.get_rol_display().lower()}"


class VastlegForm(ModelFormulier):
    """A session that was held: when, who was there, what was said."""

    aanwezigen = LidKeuze(queryset=Lid.objects.none(), label="Wie waren er?", required=False)
    aantal = forms.IntegerField(
        label="Aantal deelnemers",
        min_value=0,
        max_value=9999,
        required=False,
        help_text="Leeg laten mag: dan tellen we wie u aanvinkt.",
    )

    class Meta:
        model = Sessie
        fields = ["soort", "datum", "vorm", "notitie"]

    def __init__(self, *args, traject, **kwargs):
        super().__init__(*args, **kwargs)
        _verplicht(self.fields["datum"])
        self.fields["aanwezigen"].queryset = self._leden(traject)
        if not self.instance._state.adding:
            del self.fields["soort"]
            self.initial["aanwezigen"] = [rij.lid_id for rij in self.instance.aanwezigen.all()]
            self.initial["aantal"] = self.instance.aantal_deelnemers
        self.order_fields(["soort", "datum", "vorm", "aanwezigen", "aantal", "notitie"])

    def _leden(self, traject):
        """Who is in the project group now, and who was there then but has left since."""
        leden = Lid.objects.filter(traject=traject, tot=None)
        if not self.instance._state.adding:
            leden |= Lid.objects.filter(traject=traject, pk__in=self.instance.aanwezigen.values("lid"))
        return leden.select_related("gebruiker")


class OverslaForm(Formulier):
    soort = forms.ChoiceField(label="Soort", choices=Sessie.Soort.choices)
    reden = forms.CharField(
        label="Waarom slaat u deze sessie over?", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class AgendapuntForm(Formulier):
    tekst = forms.CharField(label="Nieuw agendapunt", max_length=300)


class UitkomstForm(ModelFormulier):
    class Meta:
        model = Agendapunt
        fields = ["tekst", "uitkomst"]


def _verplicht(veld):
    veld.required = True
    veld.error_messages["required"] = "Vul een datum in, bijvoorbeeld 24-09-2026."
