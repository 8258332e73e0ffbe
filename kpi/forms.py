from datetime import date

from django import forms

from berichten import klok
from ui.forms import Formulier, ModelFormulier
from ui.opmaak import datum as in_woorden

from .acties import OUDSTE_METING, naam_bezet
from .models import Kpi, Meting


class KpiForm(ModelFormulier):
    class Meta:
        model = Kpi
        fields = (
            "naam", "thema", "operator", "norm", "eenheid", "streefwaarde", "eigenaar", "bron", "meetmethode", "frequentie",
            "nulmeting_gepland",
        )  # fmt: skip
        labels = {"meetmethode": "Hoe meten we het", "nulmeting_gepland": "Datum van de nulmeting"}
        help_texts = {
            "eenheid": "",
            "naam": "Wat willen we weten? Bijvoorbeeld: aanvragen die online zijn ingediend.",
            "streefwaarde": "Waar u aan het eind van dit traject wilt staan, als dat iets anders is dan de norm.",
            "eigenaar": "Een functie, een team of een naam. Die mensen mogen zelf metingen invoeren.",
            "nulmeting_gepland": "Vul in wanneer er gemeten wordt, als er nog geen nulmeting is.",
        }
        widgets = {
            "eenheid": forms.TextInput(attrs={"list": "eenheden"}),
            "eigenaar": forms.TextInput(attrs={"list": "eigenaren"}),
            "meetmethode": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, traject, **kwargs):
        super().__init__(*args, **kwargs)
        self.traject = traject
        self.fields["operator"].choices = [("", "Kies"), *Kpi.Operator.choices]
        self.fields["thema"].choices = [("", "Geen"), *Kpi.Thema.choices]

    def clean_naam(self):
        naam = self.cleaned_data["naam"]
        if (dubbel := naam_bezet(self.traject, naam)) and dubbel.pk != self.instance.pk:
            raise forms.ValidationError(f"Er is al een KPI met deze naam: KPI {dubbel.nummer}. Kies een andere naam.")
        return naam

    def clean(self):
        gegevens = super().clean()
        for veld in ("norm", "streefwaarde"):
            if bezwaar := Kpi(eenheid=gegevens.get("eenheid", "")).bezwaar(gegevens.get(veld)):
                self.add_error(veld, bezwaar)
        gepland = gegevens.get("nulmeting_gepland")
        if gepland and not OUDSTE_METING <= gepland <= date(klok.vandaag().year + 5, 12, 31):
            self.add_error("nulmeting_gepland", f"De datum {in_woorden(gepland)} ligt te ver weg. Kijk of het jaar klopt.")
        return gegevens


class MetingForm(ModelFormulier):
    class Meta:
        model = Meting
        fields = ("fase", "datum", "waarde", "n", "bron", "opmerking")
        help_texts = {
            "waarde": "Was het niet te meten? Laat de waarde dan leeg en schrijf bij de opmerking waarom.",
            "n": "Op hoeveel zaken of antwoorden rust dit cijfer?",
            "bron": "",
        }
        widgets = {"opmerking": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, kpi, **kwargs):
        kwargs.setdefault("initial", {"datum": klok.vandaag(), "bron": kpi.bron})
        super().__init__(*args, **kwargs)
        self.kpi = kpi
        self.bestaand = {(meting.fase, meting.datum) for meting in kpi.metingen.all()}
        heeft_nul = any(fase == Meting.Fase.NUL for fase, _ in self.bestaand)
        keuzes = [keuze for keuze in Meting.Fase.choices if not (heeft_nul and keuze[0] == Meting.Fase.NUL)]
        self.fields["fase"].choices = keuzes
        self.fields["fase"].initial = keuzes[0][0]
        self.fields["waarde"].label = f"Waarde ({kpi.eenheid})"

    def clean_datum(self):
        datum = self.cleaned_data["datum"]
        if datum > klok.vandaag():
            raise forms.ValidationError("Deze datum ligt in de toekomst. Vul een meting pas in als er gemeten is.")
        if datum < OUDSTE_METING:
            raise forms.ValidationError("Deze datum ligt te ver terug. Kijk of het jaar klopt.")
        return datum

    def clean(self):
        gegevens = super().clean()
        if (gegevens.get("fase"), gegevens.get("datum")) in self.bestaand:
            self.add_error("datum", f"Op deze dag is al een {Meting.Fase(gegevens['fase']).label} vastgelegd.")
        if bezwaar := self.kpi.bezwaar(gegevens.get("waarde")):
            self.add_error("waarde", bezwaar)
        if "waarde" in gegevens and gegevens["waarde"] is None and not gegevens.get("opmerking"):
            self.add_error("waarde", "Vul een waarde in. Kon er niet gemeten worden? Schrijf dan bij de opmerking waarom.")
        return gegevens


class IntrekForm(Formulier):
    reden = forms.CharField(
        label="Waarom klopt deze meting niet", max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="De reden en het oude cijfer blijven in het logboek staan.",
    )  # fmt: skip


class IdeeForm(Formulier):
    titel = forms.CharField(label="Wat kan er beter", max_length=250)
    omschrijving = forms.CharField(
        label="Toelichting", max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Wat gaan we anders doen, en voor wie?",
    )  # fmt: skip
