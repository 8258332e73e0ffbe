"""The template tags of the design system; `docs/ontwerpsysteem.md` shows each of them in use."""

from django import template
from django.forms import BaseForm
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import mark_safe

from ui import opmaak
from ui.iconen import icoon as teken
from ui.velden import eerste_id, veld_context

register = template.Library()

for naam_ in ("datum", "datum_kort", "tijdstip", "over_dagen", "getal", "euro", "zin", "in_beeld"):
    register.filter(naam_, getattr(opmaak, naam_))

SOORTEN = {"goed": "vinkje", "let_op": "klok", "fout": "waarschuwing", "info": "stip", "neutraal": "streep"}
MELDING_ICONEN = {"goed": "vinkje", "let_op": "waarschuwing", "fout": "fout", "info": "info", "neutraal": "info"}
# A column of the track is narrow; a browser without a Dutch dictionary breaks only where it is told it may.
AFBREEKBAAR = ("imple|men|tatie|plan", "service|formule", "verbeter|plan", "project|groep")
STANDEN = {"klaar": "vinkje", "overgeslagen": "streep"}


@register.simple_tag
def icoon(naam):
    """An inline SVG, hidden from screen readers."""
    return teken(naam)


@register.simple_tag
def status(soort, woord, icoon_naam=""):
    """Badge with icon and word. Kinds: goed, let_op, fout, info, neutraal."""
    return format_html('<span class="status status-{}">{}{}</span>', soort, teken(icoon_naam or SOORTEN[soort]), woord)


class BlokNode(template.Node):
    """A tag with content between begin and end; `maak` turns content and arguments into HTML."""

    def __init__(self, inhoud, argumenten, maak):
        self.nodelist, self.argumenten, self.maak = inhoud, argumenten, maak

    def render(self, context):
        inhoud = self.nodelist.render(context)
        return self.maak(context, inhoud, *[argument.resolve(context) for argument in self.argumenten])


def _blok(einde, maak):
    def lees(parser, token):
        argumenten = [parser.compile_filter(deel) for deel in token.split_contents()[1:]]
        inhoud = parser.parse((einde,))
        parser.delete_first_token()
        return BlokNode(inhoud, argumenten, maak)

    return lees


def _melding(context, inhoud, soort, zin=""):
    kop = format_html("<b>{}</b> ", zin) if zin else ""
    return format_html(
        '<div class="melding melding-{}">{}<div class="melding-tekst">{}{}</div></div>',
        soort,
        teken(MELDING_ICONEN[soort]),
        kop,
        mark_safe(inhoud),  # noqa: S308 - rendered by the template engine, so escaped there
    )


def _vang(context, inhoud, naam):
    """Keep what is inside under a name, so that one block can fill both the title and the heading."""
    # Rendered by the template engine, so escaped there.
    context.dicts[0][naam] = mark_safe(inhoud.strip())  # noqa: S308
    context.dicts[0][f"{naam}_kaal"] = mark_safe(" ".join(strip_tags(inhoud).split()))  # noqa: S308
    return ""


register.tag("melding", _blok("eindmelding", _melding))
register.tag("vang", _blok("eindvang", _vang))


@register.inclusion_tag("ui/_veld.html")
def veld(gebonden_veld, stijl="", label=None, verborgen_label=False, kort=False):
    """A whole form field: label, help, error, control."""
    return veld_context(gebonden_veld, stijl, label, verborgen_label, kort)


def _alle_formulieren(delen):
    """Forms as they are; a formset (anything with `forms`) as its forms."""
    for deel in delen:
        if isinstance(deel, BaseForm):
            yield deel
        elif deel:
            yield from deel.forms


def _met_naam(label, fout):
    """Away from its field an error must say which field it is about."""
    if str(label).lower() in fout.lower():
        return fout
    label = opmaak.zin(label)
    return f"{label} {fout}" if label.endswith("?") else f"{label}: {fout[:1].lower()}{fout[1:]}"


@register.inclusion_tag("ui/_foutsamenvatting.html")
def foutsamenvatting(*delen):
    """Everything that is wrong with the form(s), each with a link to its field. Nothing when all is well."""
    fouten = []
    for deel in delen:
        algemeen = getattr(deel, "non_form_errors", None)
        fouten += [("", fout) for fout in (algemeen() if algemeen else [])]
    for form in _alle_formulieren(delen):
        fouten += [("", fout) for fout in form.non_field_errors()]
        for naam, regels in form.errors.items():
            if naam in form.fields and not form[naam].is_hidden:
                fouten += [(eerste_id(form[naam]), _met_naam(form[naam].label, regel)) for regel in regels]
            elif naam in form.fields:
                fouten += [("", regel) for regel in regels]
    return {"fouten": fouten}


@register.simple_tag
def leeg(zin, adres="", tekst=""):
    """Empty state: one sentence and, if given, one action."""
    actie = format_html('<a class="knop knop-secundair" href="{}">{}</a>', adres, tekst) if adres and tekst else ""
    return format_html('<div class="leeg">{}<p>{}</p>{}</div>', teken("straat"), zin, actie)


def _breekbaar(titel):
    """The title with soft hyphens where its long words may break."""
    for delen in AFBREEKBAAR:
        heel, zacht = delen.replace("|", ""), delen.replace("|", "\u00ad")
        titel = titel.replace(heel, zacht).replace(heel.capitalize(), zacht.capitalize())
    return titel


@register.inclusion_tag("ui/_spoor.html")
def spoor(traject, kort=False, huidig=None):
    """The track of ten. `kort=True`: one slim row for step pages; `huidig` is the step of this page."""
    # `stand` is the track as kept on the traject; a view that computed a fresh one hands it over as `spoor`.
    regels = getattr(traject, "spoor", None) or traject.stand
    stappen = [
        {
            **stap,
            "icoon": teken(STANDEN[stap["stand"]]) if stap["stand"] in STANDEN else "",
            "titel_kort": _breekbaar(stap["titel"]),
        }
        for stap in regels
    ]
    return {
        "stappen": stappen,
        "kort": kort,
        "hier": huidig,
        "klaar": sum(stap["stand"] == "klaar" for stap in stappen),
        "aantal": len(stappen),
        "nu": next((stap for stap in stappen if stap.get("is_huidig")), None),
        "gesloten": [stap for stap in stappen if stap.get("reden") and stap["stand"] == "gesloten"],
        "gepasseerd": [stap for stap in stappen if stap.get("reden") and stap["stand"] != "gesloten"],
    }


@register.simple_tag
def spoor_mini(standen):
    """Ten small marks for a row of a list, with the same in words for screen readers."""
    standen = [stand["stand"] if isinstance(stand, dict) else stand for stand in standen]
    woorden = f"{standen.count('klaar')} van {len(standen)} stappen klaar"
    bezig = [str(nummer) for nummer, stand in enumerate(standen, start=1) if stand == "bezig"]
    if bezig:
        woorden += f", bezig met stap {' en '.join(bezig)}"
    tekens = format_html_join("", '<i class="{}"></i>', ((stand,) for stand in standen))
    return format_html('<span class="spoor-mini"><span class="verborgen">{}</span>{}</span>', woorden, tekens)


@register.simple_tag
def nog_nodig(lijst):
    """What this step still lacks, as a list; one quiet line when it lacks nothing."""
    lijst = list(lijst or [])
    if not lijst:
        return format_html('<p class="nog-nodig nog-nodig-klaar">{}Alles wat deze stap vraagt, is er.</p>', teken("vinkje"))
    regels = format_html_join("", "<li>{}</li>", ((regel,) for regel in lijst))
    return format_html('<div class="nog-nodig"><p>{}<b>Nog nodig:</b></p><ul>{}</ul></div>', teken("taken"), regels)


@register.simple_tag
def voortgang(gedaan, totaal, woord):
    """A progress bar with its words: "7 van 12 beoordeeld"."""
    return format_html(
        '<p class="voortgang"><progress value="{}" max="{}" aria-label="{} van {} {}"></progress>'
        '<span aria-hidden="true">{} van {} {}</span></p>',
        gedaan, totaal or 1, gedaan, totaal, woord, gedaan, totaal, woord,
    )  # fmt: skip
