"""What goes into a frozen version: plain values read from the earlier rooms, written down one way (trajecten.vingerafdruk).

The hash is over the content alone (no number, no date of freezing, no author): equal content is the same plan.
"""

import json

from django.utils import timezone

from klantreis.models import Klantreis
from kpi.models import Kpi
from proces.models import Procesversie
from serviceformule.models import Afspraak, Beoordeling, Koppeling
from trajecten.models import Lid, Opdracht
from trajecten.rollen import rolnaam
from trajecten.vingerafdruk import canoniek, sha256_van

from .queries import bronnen

OPDRACHT = (
    "aanleiding", "doelstelling", "resultaat", "scope", "buiten_scope", "aanpak", "budget", "risicos", "relaties", "kanalen",
    "hoofdstappen", "eigenaar_uitvoering", "eigenaar_management", "eigenaar_directie", "geldig_tot",
)  # fmt: skip
KEUZE = (
    "besluit",
    "reden",
    "termijn",
    "effect",
    "moeite",
    "team",
    "trekker",
    "kosten_eenmalig",
    "kosten_jaarlijks",
    "aanpassing",
)


def kaal(inhoud):
    """The content as the database gives it back: only texts, whole numbers, lists and dicts."""
    return json.loads(canoniek(inhoud))


def regel_inhoud(keuze) -> dict:
    """One decided improvement as it goes into a version. KPI's by number: their names stand elsewhere in the same version."""
    verbetering = keuze.verbetering
    inhoud = {
        "code": verbetering.code,
        "titel": verbetering.titel,
        "omschrijving": verbetering.omschrijving,
        "voor_inwoner": verbetering.voor_inwoner,
        "uit": verbetering.uit.code if verbetering.uit_id else None,
        "herkomst": [{"stap": rij.stap, "toelichting": rij.toelichting} for rij in verbetering.herkomsten.all()],
        "kpis": sorted(kpi.nummer for kpi in keuze.kpis.all()),
        **{naam: getattr(keuze, naam) for naam in KEUZE},
    }
    return kaal(inhoud)


def kern_van(regel: dict) -> dict:
    """What a specialist judges: everything but the adjustment that answers a remark."""
    return {naam: waarde for naam, waarde in regel.items() if naam != "aanpassing"}


def plan_inhoud(traject, keuzes) -> dict:
    """The whole plan as it is now, as plain values (chapters of domain (h1) that steps 1 to 6 know)."""
    inhoud = {
        "traject": {naam: getattr(traject, naam) for naam in ("titel", "organisatie", "product", "klantvraag")},
        "opdracht": _opdracht(traject),
        "projectgroep": _projectgroep(traject),
        "kpis": _kpis(traject),
        "proces": _proces(traject),
        "klantreis": _klantreis(traject),
        "serviceformule": _formule(traject),
        "verbeteringen": [regel_inhoud(keuze) for keuze in keuzes],
        "bronnen": bronnen([keuze.verbetering for keuze in keuzes]),
    }
    return kaal(inhoud)


def _dag(moment) -> str | None:
    return timezone.localdate(moment).isoformat() if moment else None


def _opdracht(traject) -> dict:
    opdracht = Opdracht.objects.filter(traject=traject).select_related("bevestigd_door").first()
    if not opdracht:
        return {}
    velden = {naam: getattr(opdracht, naam) for naam in OPDRACHT}
    bevestigd = {"door": str(opdracht.bevestigd_door), "op": _dag(opdracht.bevestigd_op)} if opdracht.is_bevestigd else None
    return velden | {"bevestigd": bevestigd}


def _projectgroep(traject) -> list[dict]:
    leden = Lid.objects.filter(traject=traject, tot=None).select_related("gebruiker")
    return [
        {
            "naam": str(lid.gebruiker),
            "rol": rolnaam(lid.rol),
            "functie": lid.functie,
            "team": lid.team,
            "is_extern": lid.is_extern,
            "capaciteit_uren": lid.capaciteit_uren,
        }
        for lid in leden
    ]


def _kpis(traject) -> list[dict]:
    velden = (
        "nummer",
        "naam",
        "thema",
        "operator",
        "norm",
        "eenheid",
        "richting",
        "streefwaarde",
        "meetmethode",
        "bron",
        "eigenaar",
    )
    meting = ("fase", "datum", "waarde", "n", "opmerking")
    return [
        {naam: getattr(kpi, naam) for naam in velden}
        | {"metingen": [{naam: getattr(rij, naam) for naam in meting} for rij in kpi.metingen.all()]}
        for kpi in Kpi.objects.filter(traject=traject).prefetch_related("metingen")
    ]


def _proces(traject) -> dict | None:
    """The accepted description; without one the newest, which then says so itself."""
    versies = Procesversie.objects.filter(traject=traject).select_related("geaccepteerd_door").prefetch_related("stappen")
    versies = sorted(versies, key=lambda versie: (versie.is_bevroren, versie.nummer))
    if not versies:
        return None
    versie = versies[-1]
    velden = ("volgorde", "wat", "wie", "kanaal", "systeem", "duur", "duur_eenheid", "knelpunt")
    return {
        "versie": versie.nummer,
        "wijze_controle": versie.get_wijze_controle_display(),
        "geaccepteerd": {"door": str(versie.geaccepteerd_door), "op": _dag(versie.geaccepteerd_op)}
        if versie.is_bevroren
        else None,
        "stappen": [
            {naam: getattr(stap, naam) for naam in velden} | {"verspilling": stap.get_verspilling_display()}
            for stap in versie.stappen.all()
        ],
    }


def _klantreis(traject) -> dict | None:
    """Only what the klantreiscoach published; a klantreis that was skipped is named with its reason."""
    reis = (
        Klantreis.objects.filter(traject=traject)
        .prefetch_related("personas", "fases__ervaringen__persona", "idealestaps", "activiteits")
        .select_related("alternatief_aanvaard_door")
        .first()
    )
    if not reis or not (reis.gepubliceerd_op or reis.is_alternatief):
        return None
    kop = {
        naam: getattr(reis, naam)
        for naam in ("type", "motivering", "doelgroep", "onderzoeksvraag", "bronnen", "herkomst_gemeente")
    }
    aanvaard = {"door": str(reis.alternatief_aanvaard_door), "op": _dag(reis.alternatief_aanvaard_op)}
    kop |= {
        "type_woord": reis.get_type_display(),
        "alternatief_aanvaard": aanvaard if reis.alternatief_aanvaard_op else None,
    }
    if not reis.gepubliceerd_op:
        return kop
    persona = ("naam", "leeftijd", "situatie", "doel", "behoefte", "frustratie", "digitaal", "citaat")
    ervaring = ("handeling", "kanaal", "emotie", "gedachte", "citaat", "is_moment_of_truth")
    return kop | {
        "personas": [{naam: getattr(rij, naam) for naam in persona} for rij in reis.personas.all()],
        "onderzoek": [{"soort": rij.get_soort_display(), "aantal": rij.aantal} for rij in reis.activiteits.all()],
        "fasen": [
            {
                "naam": fase.naam,
                "ervaringen": [
                    {naam: getattr(rij, naam) for naam in ervaring} | {"persona": rij.persona.naam if rij.persona else ""}
                    for rij in fase.ervaringen.all()
                ],
            }
            for fase in reis.fases.all()
        ],
        "ideale_reis": [rij.tekst for rij in reis.idealestaps.all()],
    }


def _formule(traject) -> dict | None:
    koppeling = Koppeling.objects.filter(traject=traject).select_related("formule").first()
    oordelen = Beoordeling.objects.filter(traject=traject)
    velden = ("p", "extern", "intern", "toelichting", "bewust_geaccepteerd")
    ps = [{naam: getattr(rij, naam) for naam in velden} | {"oordeel": rij.get_oordeel_display()} for rij in oordelen]
    if not koppeling and not ps:
        return None
    return {
        "formule": koppeling.formule.naam if koppeling else "",
        "kernwaarden": koppeling.formule.kernwaarden if koppeling else "",
        "motivering": koppeling.motivering if koppeling else "",
        "zekerheden": _zekerheden(koppeling.formule) if koppeling else [],
        "p": ps,
    }


def _zekerheden(formule) -> list[dict]:
    """What the formule promises the klant; reference data, so a beheerder may have changed it by the next version."""
    rijen = formule.afspraken.filter(soort=Afspraak.Soort.ZEKERHEID, is_actief=True)
    return [{"p": rij.p, "tekst": rij.tekst} for rij in rijen]


def verschilt(versie, keuzes) -> bool:
    """Would freezing these decisions now give other improvements than this version has?"""
    nu = {keuze.verbetering_id: sha256_van(regel_inhoud(keuze)) for keuze in keuzes}
    return nu != dict(versie.regels.values_list("verbetering_id", "sha256"))
