from django import forms

from kpi.models import Kpi
from ui.forms import Formulier, ModelFormulier
from verbeteringen.models import Verbetering

from .acties import termijn_voorstel
from .models import Keuze

EFFECT = [
    ("", "Nog niet bepaald"),
    (1, "1: heel klein"),
    (2, "2: klein"),
    (3, "3: redelijk"),
    (4, "4: groot"),
    (5, "5: heel groot"),
]
MOEITE = [
    ("", "Nog niet bepaald"),
    (1, "1: heel weinig"),
    (2, "2: weinig"),
    (3, "3: redelijk"),
    (4, "4: veel"),
    (5, "5: heel veel"),
]
VOORSTEL = "voorstel"


def soms_nodig(*velden):
    """Fields that are needed in some cases only: not marked "niet verplicht"; the form itself says when one is missing."""
    for veld in velden:
        keur = veld.validate
        veld.required = True
        veld.validate = lambda waarde, veld=veld, keur=keur: None if waarde in veld.empty_values else keur(waarde)


def met_hoofdletter(keuzes) -> list:
    """Choices as they stand beside a radio button."""
    return [(waarde, woord[:1].upper() + woord[1:]) for waarde, woord in keuzes]


class BesluitVelden:
    """What "opnemen" and "niet opnemen" ask, said at the field itself (the actie refuses it too)."""

    def clean(self):
        gegevens = super().clean() or self.cleaned_data
        besluit = gegevens.get("besluit")
        if besluit == Keuze.Besluit.OPNEMEN and not gegevens.get("termijn") and "termijn" not in self.errors:
            self.add_error("termijn", "Kies een termijn: quick win of lange termijn.")
        if besluit in (Keuze.Besluit.NIET_OPNEMEN, Keuze.Besluit.PARKEREN) and not gegevens.get("reden", "").strip():
            self.add_error("reden", "Schrijf op waarom deze verbetering niet in het plan komt.")
        return gegevens


class KeuzeForm(BesluitVelden, ModelFormulier):
    """The decision about one idea."""

    use_required_attribute = False
    effect = forms.TypedChoiceField(
        label="effect voor de inwoner", choices=EFFECT, coerce=int, empty_value=None, required=False
    )
    moeite = forms.TypedChoiceField(label="moeite", choices=MOEITE, coerce=int, empty_value=None, required=False)

    class Meta:
        model = Keuze
        fields = (
            "besluit", "reden", "effect", "moeite", "termijn", "kpis", "team", "trekker", "kosten_eenmalig", "kosten_jaarlijks",
            "aanpassing",
        )  # fmt: skip
        widgets = {
            "besluit": forms.RadioSelect,
            "termijn": forms.RadioSelect,
            "kpis": forms.CheckboxSelectMultiple,
            "reden": forms.Textarea(attrs={"rows": 2}),
            "aanpassing": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "kpis": "Op welke cijfers moet u dit straks terugzien?",
            "aanpassing": "Wat is er anders na de opmerkingen van de specialisten?",
        }

    def __init__(self, *args, traject, is_getoetst=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["besluit"].label = "Wat doen we met deze verbetering?"
        self.fields["besluit"].error_messages["required"] = "Kies wat u met deze verbetering doet."
        self.fields["besluit"].choices = met_hoofdletter(Keuze.Besluit.choices)
        self.fields["termijn"].choices = met_hoofdletter(Keuze.Termijn.choices)
        soms_nodig(self.fields["reden"], self.fields["termijn"])
        self.fields["kpis"].queryset = Kpi.objects.filter(traject=traject)
        self.fields["kpis"].required = False
        for naam in ("kosten_eenmalig", "kosten_jaarlijks"):
            self.fields[naam].min_value = 0
        if self.instance._state.adding:
            self.fields["versie"] = forms.IntegerField(widget=forms.HiddenInput, initial=0)
        if not is_getoetst:
            del self.fields["aanpassing"]
        self.fields["termijn"].help_text = self._voorstel()

    def _voorstel(self) -> str:
        regel = "Voorstel bij effect 3 of meer en moeite 2 of minder: quick win. Anders: lange termijn."
        voorstel = termijn_voorstel(self.instance.effect, self.instance.moeite)
        return f"{regel} Hier is het voorstel: {Keuze.Termijn(voorstel).label}." if voorstel else regel


class KeuzesForm(BesluitVelden, Formulier):
    """One decision for several ideas at once."""

    use_required_attribute = False
    verbeteringen = forms.ModelMultipleChoiceField(label="verbeteringen", queryset=Verbetering.objects.none())
    besluit = forms.ChoiceField(label="besluit", choices=[("", "Kies"), *Keuze.Besluit.choices])
    termijn = forms.ChoiceField(
        label="termijn", required=False, choices=[("", "Kies"), (VOORSTEL, "volgens het voorstel"), *Keuze.Termijn.choices]
    )
    reden = forms.CharField(label="reden", required=False, max_length=2000)

    def __init__(self, *args, traject, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["verbeteringen"].error_messages["required"] = "Kruis eerst een of meer verbeteringen aan."
        self.fields["verbeteringen"].queryset = Verbetering.objects.filter(traject=traject)
        soms_nodig(self.fields["reden"], self.fields["termijn"])

    @property
    def keuzes(self) -> list[dict]:
        """The rows for `kies_meer`; "volgens het voorstel" is worked out per idea."""
        gegevens = self.cleaned_data
        bekend = {keuze.verbetering_id: keuze for keuze in Keuze.objects.filter(verbetering__in=gegevens["verbeteringen"])}
        rijen = []
        for verbetering in gegevens["verbeteringen"]:
            rij = {"verbetering": verbetering, "besluit": gegevens["besluit"]}
            if gegevens["besluit"] != Keuze.Besluit.OPNEMEN:
                rij["reden"] = gegevens["reden"]
            elif gegevens["termijn"] == VOORSTEL:
                keuze = bekend.get(verbetering.pk)
                rij["termijn"] = termijn_voorstel(keuze.effect, keuze.moeite) if keuze else ""
            else:
                rij["termijn"] = gegevens["termijn"]
            rijen.append(rij)
        return rijen
