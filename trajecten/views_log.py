"""The logbook of a traject: who did what and when, with a check that nothing was changed afterwards."""

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from ui.opmaak import in_beeld, tijdstip, zin

from . import queries
from .forms import LogForm
from .scherm import scherm, toon

PER_BLADZIJDE = 50


@scherm("log_zien")
def logboek(request, traject):
    form = LogForm(request.GET, mensen=queries.schrijvers(traject))
    keuze = form.cleaned_data if form.is_valid() else {}
    voor = request.GET.get("voor", "")
    voor = int(voor) if voor.isdecimal() and len(voor) < 10 else None
    regels = queries.logboek(traject, wie=keuze.get("wie"), alleen_weigeringen=keuze.get("weigeringen"), voor=voor)
    regels = list(regels[: PER_BLADZIJDE + 1])
    vraag = request.GET.copy()
    vraag.pop("voor", None)
    return toon(
        request,
        "trajecten/logboek.html",
        traject=traject,
        form=form,
        regels=[_toonbaar(regel) for regel in regels[:PER_BLADZIJDE]],
        volgende=regels[PER_BLADZIJDE - 1].nummer if len(regels) > PER_BLADZIJDE else None,
        vraag=vraag.urlencode(),
        is_eerste=voor is None,
        klopt=queries.keten_klopt(traject) if voor is None else None,
    )


def _toonbaar(regel) -> dict:
    oud, nieuw = regel.oud or {}, regel.nieuw or {}
    if not isinstance(oud, dict) or not isinstance(nieuw, dict):
        oud, nieuw = {"inhoud": oud}, {"inhoud": nieuw}
    model = regel.waarop.partition(":")[0]
    return {
        "nummer": regel.nummer,
        "op": regel.op.isoformat(),
        "wanneer": tijdstip(regel.op),
        "wie": regel.door_naam,
        "zin": regel.zin,
        "is_weigering": regel.is_weigering,
        "is_nieuw": not oud,
        "veranderd": [
            (
                _label(model, naam),
                _waarde(oud[naam]) if naam in oud else None,
                _waarde(nieuw[naam]) if naam in nieuw else None,
            )
            for naam in {**oud, **nieuw}
        ],
    }


def _label(model: str, naam: str) -> str:
    try:
        return zin(apps.get_model(model)._meta.get_field(naam).verbose_name)
    except (LookupError, ValueError, AttributeError, FieldDoesNotExist):  # a word of the actie itself, not a field
        return zin(naam.replace("_", " "))


def _waarde(waarde) -> str:
    if isinstance(waarde, list):
        return ", ".join(str(in_beeld(deel)) for deel in waarde) or in_beeld(None)
    return in_beeld(waarde)
