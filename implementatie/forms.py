from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from accounts.models import Gebruiker
from trajecten.models import Lid
from ui.forms import Formulier, ModelFormulier
from ui.opmaak import zin

from .models import Implementatieactie, Prioritering


class BesluitForm(Formulier):
    """`versie` 0: there was no decision yet when this form was opened."""

    besluit = forms.ChoiceField(
        label="Wat besluit de proceseigenaar?",
        choices=[(keuze.value, zin(keuze.label)) for keuze in Prioritering.Besluit],
        widget=forms.RadioSelect,
    )
    reden = forms.CharField(
        label="Reden",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nodig bij niet overnemen. Bij later is een reden nodig, of een actie met een datum.",
    )

    def __init__(self, *args, prioritering=None, **kwargs):
        begin = {"versie": prioritering.versie if prioritering else 0}
        if prioritering:
            begin |= {"besluit": prioritering.besluit, "reden": prioritering.reden}
        super().__init__(*args, initial=begin, **kwargs)
        self.fields["versie"] = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self):
        gegeven = super().clean()
        if gegeven.get("besluit") == Prioritering.Besluit.NIET and not gegeven.get("reden", "").strip():
            self.add_error("reden", "Geef een reden waarom deze verbetering niet wordt overgenomen.")
        return gegeven

    @property
    def versie(self):
        return self.cleaned_data.get("versie") or 0


class PlaatsForm(Formulier):
    naar = forms.IntegerField(label="Naar plaats", widget=forms.NumberInput(attrs={"inputmode": "numeric"}))

    def __init__(self, *args, aantal=None, **kwargs):
        super().__init__(*args, **kwargs)
        if aantal:
            self.fields["naar"].help_text = f"Een getal van 1 tot en met {aantal}."
            self.fields["naar"].validators += [
                MinValueValidator(1, "Plaats 1 is de eerste plaats."),
                MaxValueValidator(aantal, f"Er zijn {aantal} plaatsen. Kies een getal van 1 tot en met {aantal}."),
            ]


class ActieForm(ModelFormulier):
    """An action: under an improvement, or for training or documentation."""

    class Meta:
        model = Implementatieactie
        fields = ["omschrijving", "actiehouder", "team", "start", "eind"]
        help_texts = {"team": "Leeg laten mag: dan vullen wij het team van de actiehouder in."}

    def __init__(self, *args, traject, **kwargs):
        super().__init__(*args, **kwargs)
        leden = Lid.objects.filter(traject=traject, tot=None).values("gebruiker")
        houder = self.fields["actiehouder"]
        houder.queryset = Gebruiker.objects.filter(pk__in=leden, is_active=True)
        houder.label_from_instance = lambda mens: f"{mens} ({mens.functie})" if mens.functie else str(mens)
        houder.empty_label = "Kies een persoon"
        houder.help_text = "Alleen mensen die in dit traject meedoen. Iemand toevoegen kan bij stap 1."
        self._verplicht("actiehouder", "start", "eind")

    def _verplicht(self, *namen):
        for naam in namen:
            veld = self.fields[naam]
            veld.required = True
            veld.error_messages["required"] = f"Vul in: {veld.label}."

    def clean(self):
        gegeven = super().clean()
        start, eind = gegeven.get("start"), gegeven.get("eind")
        if start and eind and eind < start:
            self.add_error("eind", "De einddatum ligt voor de begindatum. Kies een datum op of na de begindatum.")
        return gegeven

    def _post_clean(self):
        """The rules of an action stand in its actie; the model's own checks would say them a second time, in other words."""


class StandaardForm(ActieForm):
    """Training or documentation: an action, or why it is not needed."""

    class Meta(ActieForm.Meta):
        fields = [*ActieForm.Meta.fields, "niet_nodig"]
        labels = {"niet_nodig": "Of: niet nodig, omdat"}
        help_texts = ActieForm.Meta.help_texts | {
            "niet_nodig": "Vul dit alleen in als er geen actie komt. Laat de velden hierboven dan leeg."
        }
        widgets = {"niet_nodig": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for naam in ("omschrijving", "actiehouder", "start", "eind"):
            self.fields[naam].required = False

    def clean(self):
        gegeven = super().clean()
        velden = ("omschrijving", "actiehouder", "start", "eind")
        if gegeven.get("niet_nodig", "").strip():
            if any(gegeven.get(naam) for naam in velden):
                self.add_error("niet_nodig", "Kies: een reden waarom het niet nodig is, of een actie. Niet allebei.")
            return gegeven
        for naam in velden:
            if naam not in self.errors and not gegeven.get(naam):
                self.add_error(naam, f"Vul in: {self.fields[naam].label}.")
        return gegeven


class RedenForm(ModelFormulier):
    """Change the reason why training or documentation is not needed."""

    class Meta:
        model = Implementatieactie
        fields = ["niet_nodig"]
        labels = {"niet_nodig": "Niet nodig, omdat"}
        widgets = {"niet_nodig": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["niet_nodig"].required = True

    def _post_clean(self):
        """As in ActieForm."""
