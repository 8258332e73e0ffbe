"""What someone typed before the session ended, made readable. The form itself is sent again to the page it came from."""

from urllib.parse import urlsplit

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.urls import Resolver404, resolve

TECHNISCH = ("sleutel", "versie")  # sent along, not shown
TECHNISCH_BEGIN = ("kies_", "hun_")


def onthouden_invoer(request) -> dict | None:
    """`adres`, `verborgen` (all names and values) and `velden` (labels and values to read), or None when there is nothing.

    Only for the person who typed it, and only to a page of our own.
    """
    hervat = request.session.get("hervat")
    van = request.session.get("hervat_van")
    if not hervat or (van and van != str(request.user.pk)):
        return None
    plek = _plek(hervat["adres"])
    if plek is None:
        return None
    modellen = _modellen(plek)
    velden = [
        (_label(naam, modellen), _in_woorden(naam, waarde, modellen))
        for naam, waarde in hervat["velden"]
        if waarde and naam not in TECHNISCH and not naam.startswith(TECHNISCH_BEGIN) and "_FORMS" not in naam
    ]
    return {"adres": hervat["adres"], "verborgen": hervat["velden"], "velden": velden}


def _plek(adres: str):
    """The page behind this path; None for another site, or for an address that is not ours."""
    delen = urlsplit(adres)
    if delen.scheme or delen.netloc or not adres.startswith("/") or adres.startswith(("//", "/\\")):
        return None
    try:
        return resolve(delen.path)
    except Resolver404:
        return None


def _modellen(plek) -> list:
    """The models whose fields may be on that page: the page's own first, then those of its room."""
    eigen = getattr(plek.func, "model", None)
    kamer = plek.app_names[0] if plek.app_names else ""
    van_kamer = list(apps.get_app_config(kamer).get_models()) if apps.is_installed(kamer) else []
    return ([eigen] if eigen else []) + van_kamer


def _veld(naam, modellen):
    """The model field behind a form field; of a row in a list of forms ("form-2-naam") the last part."""
    kaal = naam.rsplit("-", 1)[-1]
    for model in modellen:
        try:
            return model._meta.get_field(kaal)
        except FieldDoesNotExist:
            continue
    return None


def _label(naam, modellen) -> str:
    veld = _veld(naam, modellen)
    label = str(getattr(veld, "verbose_name", "") or naam.rsplit("-", 1)[-1].replace("_", " "))
    rij = naam.split("-")[-2] if naam.count("-") >= 2 else ""
    return f"{label} (rij {int(rij) + 1})" if rij.isdigit() else label


def _in_woorden(naam, waarde, modellen) -> str:
    veld = _veld(naam, modellen)
    if veld is not None and veld.is_relation:
        return "uw keuze"
    keuzes = {str(sleutel): str(woord) for sleutel, woord in getattr(veld, "flatchoices", None) or []}
    return keuzes.get(waarde, "ja" if waarde == "on" else waarde)
