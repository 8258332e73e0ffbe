from django import forms
from django.utils.text import slugify

from berichten import klok
from berichten.werkdagen import plus_werkdagen
from trajecten.models import Lid
from trajecten.rollen import rolnaam
from ui.forms import Formulier, ModelFormulier
from verbeterplan.forms import met_hoofdletter, soms_nodig

from .models import Discipline, Oordeel

WERKDAGEN = 15  # proposal for the deadline; three weeks is customary, no source prescribes it


class VraagForm(Formulier):
    """Per improvement: which disciplines look at it, or why none has to. Made for sixty rows: only names, no queries per row."""

    deadline = forms.DateField(label="uiterste datum")
    toelichting = forms.CharField(
        label="toelichting voor de specialisten", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, traject, regels, **kwargs):
        super().__init__(*args, **kwargs)
        self.regels = regels
        self.fields["deadline"].initial = plus_werkdagen(klok.vandaag(), WERKDAGEN)
        leden = list(Lid.objects.filter(traject=traject, tot=None, gebruiker__is_active=True).select_related("gebruiker"))
        leiders = {lid.gebruiker_id for lid in leden if lid.rol == "projectleider"}
        self.wie = {}
        for lid in leden:
            if lid.gebruiker_id not in leiders:
                self.wie.setdefault(lid.rol, []).append(lid.gebruiker)
        self.disciplines = list(Discipline.objects.filter(is_actief=True))
        self.te_vragen = [discipline for discipline in self.disciplines if discipline.rol in self.wie]
        self.zonder_mens = [(d, rolnaam(d.rol).lower()) for d in self.disciplines if d.rol not in self.wie]
        for discipline in self.te_vragen:
            mensen = [(str(mens.pk), str(mens)) for mens in self.wie[discipline.rol]]
            self.fields[f"wie_{discipline.pk}"] = forms.ChoiceField(label=discipline.naam, choices=mensen)
        keuzes = [(str(discipline.pk), discipline.naam) for discipline in self.te_vragen]
        for regel in regels:
            self.fields[f"toets_{regel.pk}"] = forms.MultipleChoiceField(
                label=f"{regel.code}: wie kijkt ernaar", choices=keuzes, required=False, widget=forms.CheckboxSelectMultiple
            )
            self.fields[f"vrij_{regel.pk}"] = forms.CharField(
                label=f"{regel.code}: geen toets nodig, want", required=False, max_length=1000
            )

    def clean_deadline(self):
        if self.cleaned_data["deadline"] < klok.vandaag():
            raise forms.ValidationError("Kies een datum van vandaag of later.")
        return self.cleaned_data["deadline"]

    def clean(self):
        gegevens = super().clean() or self.cleaned_data
        gekozen = [regel for regel in self.regels if gegevens.get(f"toets_{regel.pk}")]
        vrij = [regel for regel in self.regels if gegevens.get(f"vrij_{regel.pk}", "").strip()]
        for regel in gekozen:
            if regel in vrij:
                self.add_error(f"vrij_{regel.pk}", "Kies een discipline, of schrijf een reden op. Niet allebei.")
        if not gekozen and not vrij and not self.errors:
            raise forms.ValidationError("Kies per verbetering een discipline, of schrijf op waarom een toets niet nodig is.")
        return gegevens

    @property
    def velden_per_regel(self):
        """(regel, field of the disciplines, field of the reason) for the page."""
        return [(regel, self[f"toets_{regel.pk}"], self[f"vrij_{regel.pk}"]) for regel in self.regels]

    @property
    def velden_per_discipline(self):
        return [self[f"wie_{discipline.pk}"] for discipline in self.te_vragen]

    @property
    def vraag(self) -> dict:
        """The arguments for `vraag_aan`."""
        gegevens = self.cleaned_data
        opdracht = []
        for discipline in self.te_vragen:
            regels = [regel for regel in self.regels if str(discipline.pk) in gegevens[f"toets_{regel.pk}"]]
            if regels:
                mensen = self.wie[discipline.rol]
                wie = next((mens for mens in mensen if str(mens.pk) == gegevens.get(f"wie_{discipline.pk}")), mensen[0])
                opdracht.append((discipline, wie, regels))
        return {
            "deadline": gegevens["deadline"],
            "toelichting": gegevens["toelichting"],
            "opdracht": opdracht,
            "vrijstellingen": [
                (r, gegevens[f"vrij_{r.pk}"].strip()) for r in self.regels if gegevens[f"vrij_{r.pk}"].strip()
            ],
        }


class OordeelForm(ModelFormulier):
    """The verdict on one improvement. Many of these stand on one page, so every id carries the number of the row."""

    use_required_attribute = False

    class Meta:
        model = Oordeel
        fields = ("oordeel", "opmerking", "grondslag", "alternatief", "kosten_eenmalig", "kosten_jaarlijks", "weken")
        widgets = {
            "oordeel": forms.RadioSelect,
            "opmerking": forms.Textarea(attrs={"rows": 3}),
            "alternatief": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "opmerking": "Nodig, behalve bij akkoord en niet van toepassing. Bij voorwaarden: schrijf hier de voorwaarde."
        }

    def __init__(self, *args, regel, **kwargs):
        super().__init__(*args, auto_id=f"r{regel.pk}_%s", **kwargs)
        self.fields["oordeel"].label = f"Uw oordeel over {regel.code}"
        self.fields["oordeel"].choices = met_hoofdletter(Oordeel.Waarde.choices)
        soms_nodig(self.fields["opmerking"])
        self.fields["oordeel"].error_messages["required"] = f"Kies een oordeel over {regel.code}."
        for naam in ("kosten_eenmalig", "kosten_jaarlijks"):
            self.fields[naam].min_value = 0
        if self.instance._state.adding:
            self.fields["versie"] = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def clean(self):
        gegevens = super().clean() or self.cleaned_data
        zonder = (Oordeel.Waarde.AKKOORD, Oordeel.Waarde.NVT)
        if gegevens.get("oordeel") and gegevens["oordeel"] not in zonder and not gegevens.get("opmerking", "").strip():
            self.add_error("opmerking", "Leg uw oordeel uit. Alleen bij akkoord en niet van toepassing hoeft dat niet.")
        return gegevens

    @property
    def heeft_meer(self) -> bool:
        """Open the part with ground, alternative and costs when something stands in it or is wrong with it."""
        meer = ("grondslag", "alternatief", "kosten_eenmalig", "kosten_jaarlijks", "weken")
        return any(self[naam].value() not in (None, "") or self[naam].errors for naam in meer)


class RedenForm(Formulier):
    reden = forms.CharField(label="reden", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class BewijsForm(Formulier):
    bewijs = forms.CharField(
        label="waaruit blijkt dat aan de voorwaarde is voldaan", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class DisciplineForm(ModelFormulier):
    class Meta:
        model = Discipline
        fields = ("naam", "rol", "vragen", "volgorde", "is_actief")
        widgets = {"vragen": forms.Textarea(attrs={"rows": 12})}
        help_texts = {
            "rol": "Wie deze rol in een traject heeft, kan als specialist worden gevraagd.",
            "vragen": "Deze vragen helpen de specialist bij het beoordelen. Zet elke vraag op een eigen regel.",
            "volgorde": "Een lager getal staat eerder in de lijst.",
            "is_actief": "Uit: deze discipline kan niet meer worden gevraagd. Oude oordelen blijven staan.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["naam"].validators.append(self._naam_wordt_code)

    def _naam_wordt_code(self, naam):
        if not slugify(naam):
            raise forms.ValidationError("Geef een naam met letters of cijfers.")

    @property
    def code(self) -> str:
        return slugify(self.cleaned_data["naam"]).replace("-", "_")[:40]
