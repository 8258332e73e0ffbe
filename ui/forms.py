"""The two kinds of form of the house. Every form carries a key against double sending; an edit also carries its version."""

import uuid
from datetime import date
from decimal import Decimal

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

# Outside these years a date is a typing error, and working days or reminders counted from it fall off the calendar.
EERSTE_DAG, LAATSTE_DAG = date(1900, 1, 1), date(2199, 12, 31)
GEEN_JAAR = "Kijk of het jaar klopt: vul een datum in van 1900 tot 2200."


class DatumVeld(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class GetalVeld(forms.TextInput):
    """A decimal number as people write it: 95 and 12,5, not 95,000 (which reads as ninety-five thousand)."""

    def format_value(self, value):
        if isinstance(value, Decimal) and value.is_finite():
            return f"{value.normalize():f}".replace(".", ",")
        return super().format_value(value)


def _alleen_mogelijke(veld):
    """Django asks the database for every number that was sent; one that no database can hold is simply no choice."""
    clean = veld.clean

    def schoon(waarden):
        for waarde in waarden if isinstance(waarden, list | tuple) else ():
            if isinstance(waarde, str) and waarde.lstrip("-").isdecimal() and len(waarde) > 18:
                raise forms.ValidationError(veld.error_messages["invalid_choice"], "invalid_choice", {"value": waarde[:20]})
        return clean(waarden)

    return schoon


class Basis:
    """What both kinds share."""

    def _richt_in(self):
        self.fields["sleutel"] = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)
        for veld in self.fields.values():
            if isinstance(veld, forms.DateField):
                veld.widget = DatumVeld(veld.widget.attrs)
                veld.input_formats = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
                veld.error_messages["invalid"] = "Vul een datum in, bijvoorbeeld 24-09-2026."
                veld.validators += [MinValueValidator(EERSTE_DAG, GEEN_JAAR), MaxValueValidator(LAATSTE_DAG, GEEN_JAAR)]
            elif isinstance(veld, forms.DecimalField):
                veld.localize = True
                veld.widget = GetalVeld({**veld.widget.attrs, "inputmode": "decimal"})
                veld.widget.is_localized = True
                veld.error_messages["invalid"] = "Vul een getal in, bijvoorbeeld 12,5."
            elif isinstance(veld, forms.ModelMultipleChoiceField):
                veld.clean = _alleen_mogelijke(veld)
            elif isinstance(veld, forms.IntegerField):
                veld.error_messages["invalid"] = "Vul een heel getal in."
            if veld.required:
                veld.error_messages["required"] = f"Vul in: {veld.label or 'dit veld'}."

    def clean_sleutel(self):
        """A missing or broken key gets a new one: the form is then simply handled."""
        return self.cleaned_data.get("sleutel") or uuid.uuid4()

    @property
    def gegevens(self) -> dict:
        """What the user filled in, without the technical fields."""
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if naam not in ("sleutel", "versie")}


class Formulier(Basis, forms.Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._richt_in()


class ModelFormulier(Basis, forms.ModelForm):
    """A ModelForm that is never saved itself: the view hands `gegevens` (and `versie`) to an actie."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._richt_in()
        if hasattr(self._meta.model, "versie") and not self.instance._state.adding:
            self.fields["versie"] = forms.IntegerField(widget=forms.HiddenInput, initial=self.instance.versie)

    @property
    def versie(self) -> int:
        return self.cleaned_data["versie"]
