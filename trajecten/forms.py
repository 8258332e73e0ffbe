from django import forms

from ui.forms import Formulier


class OpmerkingForm(Formulier):
    tekst = forms.CharField(
        label="Uw opmerking", max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "id": "opmerking-tekst"})
    )


class RedenForm(Formulier):
    reden = forms.CharField(
        label="Reden", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), help_text="De reden blijft bij het traject staan."
    )
