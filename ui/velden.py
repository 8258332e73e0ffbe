"""One form field, made ready for `templates/ui/_veld.html`: which kind it is, its id's and its choices."""

from django.forms import widgets
from django.forms.boundfield import BoundWidget
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from django.utils.formats import sanitize_separators

from ui.iconen import GEZICHTEN, icoon

# A browser shows nothing at all for a value its own control does not understand. What was typed may never be lost,
# so a wrong value comes back in a plain text field.
_BEGRIJPT = {"date": parse_date, "time": parse_time, "datetime-local": parse_datetime, "number": float}


def _begrijpt_de_browser(soort, waarde):
    if waarde in (None, "") or not isinstance(waarde, str):
        return True
    try:
        return _BEGRIJPT[soort](sanitize_separators(waarde) if soort == "number" else waarde) is not None
    except (ValueError, TypeError):
        return False


def _kies_invoersoort(veld):
    """Give dates and numbers the control of the browser, unless the value sent in would vanish from it."""
    widget = veld.field.widget
    # DateTimeInput first: all three are siblings, not each other's children.
    for klasse, soort, opmaak in (
        (widgets.DateTimeInput, "datetime-local", "%Y-%m-%dT%H:%M"),
        (widgets.DateInput, "date", "%Y-%m-%d"),
        (widgets.TimeInput, "time", "%H:%M"),
    ):
        if isinstance(widget, klasse) and widget.input_type in ("text", soort):
            waarde = veld.data if veld.form.is_bound else None
            widget.format = opmaak
            widget.input_type = soort if _begrijpt_de_browser(soort, waarde) else "text"
    if isinstance(widget, widgets.NumberInput) and veld.form.is_bound and not _begrijpt_de_browser("number", veld.data):
        widget.input_type = "text"


def _soort(widget):
    if isinstance(widget, widgets.CheckboxSelectMultiple | widgets.RadioSelect):
        return "groep"
    if isinstance(widget, widgets.CheckboxInput):
        return "vinkje"
    return "invoer"


def _keuzes(veld, stijl):
    """The radios or checkboxes of a group, each with its label and, for faces, the face."""
    widget = veld.field.widget
    attrs = {**widget.attrs, "id": veld.auto_id or veld.html_name}
    if veld.field.disabled:
        attrs["disabled"] = True
    for onderdeel in widget.subwidgets(veld.html_name, veld.value(), attrs=attrs):
        keuze = BoundWidget(widget, onderdeel, veld.form.renderer)
        if onderdeel["value"] == "" and isinstance(widget, widgets.RadioSelect):
            continue  # the "---------" of a model field is no choice on screen
        gezicht = icoon(GEZICHTEN[str(onderdeel["value"])]) if stijl == "gezichten" else ""
        yield {"invoer": keuze.tag(), "id": keuze.id_for_label, "label": keuze.choice_label, "gezicht": gezicht}


def veld_context(veld, stijl="", label=None, verborgen_label=False, kort=False):
    """What the field template needs. `stijl` is "", "rij" or "gezichten"."""
    _kies_invoersoort(veld)
    soort = _soort(veld.field.widget)
    sleutel = veld.auto_id or veld.html_name
    beschreven = []
    if veld.help_text:
        beschreven.append(f"{sleutel}_helptext")
    if veld.errors:
        beschreven.append(f"{sleutel}_error")
    eigen = veld.field.widget.attrs.get("aria-describedby")
    beschreven_door = " ".join(([eigen] if eigen else []) + beschreven)
    context = {
        "veld": veld,
        "soort": soort,
        "sleutel": sleutel,
        "id": veld.id_for_label or sleutel,
        "label": veld.label if label is None else label,
        "niet_verplicht": not veld.field.required and soort != "vinkje" and not veld.field.disabled,
        "beschreven_door": beschreven_door,
        "fouten": veld.errors,
        "stijl": stijl,
        "verborgen_label": verborgen_label,
        "kort": kort,
    }
    if soort == "groep":
        context["keuzes"] = list(_keuzes(veld, stijl))
    else:
        attrs = {"aria-describedby": beschreven_door} if beschreven_door else {}
        context["invoer"] = veld.as_widget(attrs=attrs)
    return context


def eerste_id(veld):
    """The id a link in the error summary goes to: the field, or the first choice of a group."""
    sleutel = veld.auto_id or veld.html_name
    return f"{sleutel}_0" if _soort(veld.field.widget) == "groep" else (veld.id_for_label or sleutel)
