"""What the roof reads across the rooms: my work, the state of all trajecten, the health of the site."""

import shutil
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Count, F, Min, Q
from django.urls import reverse

from berichten import klok
from berichten.models import Bericht
from rapporten.models import Rapport
from trajecten.lijst import hoe_lang, laatst_gewijzigd
from trajecten.models import Taak, Traject
from trajecten.rollen import laad_rollen, rollen_van, rolnaam
from trajecten.stap import alle
from ui.opmaak import datum_kort, over_dagen, tijdstip

TAKEN_EERST = 100  # a page, not a phone book; the rest on request
TAKEN_MEEST = 5_000
# A task that has no date is not a task for later: the traject may be waiting for it today.
DELEN = ("Vandaag en te laat", "Deze week", "Later", "Zonder einddatum")


def taken_van(gebruiker, alles: bool) -> tuple[list[tuple[str, list[dict]]], bool]:
    """((heading, prepared rows) for the parts that have any, and whether there are more). One query."""
    grens = TAKEN_MEEST if alles else TAKEN_EERST
    rijen = Taak.objects.filter(gebruiker=gebruiker).order_by(F("vervalt_op").asc(nulls_last=True), "sinds", "pk")
    velden = ("zin", "adres", "gevraagd_door", "vervalt_op", "sinds", "traject__titel")
    gevonden = list(rijen.values_list(*velden)[: grens + 1])
    vandaag = klok.vandaag()
    zondag = vandaag + timedelta(days=6 - vandaag.weekday())
    delen: dict[str, list[dict]] = {kop: [] for kop in DELEN}
    for zin, adres, door, vervalt_op, sinds, titel in gevonden[:grens]:
        bij = " · ".join(deel for deel in (titel, door and f"gevraagd door {door}", f"sinds {datum_kort(sinds)}") if deel)
        regel = {
            "zin": zin,
            "adres": adres,
            "bij": bij,
            "wanneer": over_dagen(vervalt_op, vandaag) if vervalt_op else "",
            "is_te_laat": bool(vervalt_op and vervalt_op < vandaag),
        }
        delen[_deel(vervalt_op, vandaag, zondag)].append(regel)
    return [(kop, regels) for kop, regels in delen.items() if regels], len(gevonden) > grens


def _deel(vervalt_op: date | None, vandaag: date, zondag: date) -> str:
    if vervalt_op is None:
        return "Zonder einddatum"
    if vervalt_op <= vandaag:
        return "Vandaag en te laat"
    return "Deze week" if vervalt_op <= zondag else "Later"


def trajecten_van(gebruiker, aantal=5) -> list[dict]:
    """My open trajecten that changed last, with my roles in them. Two queries."""
    trajecten = laatst_gewijzigd(gebruiker, aantal, "titel", "stand", "stap_nu")
    laad_rollen(gebruiker, trajecten)
    titels = {stap.nummer: stap.titel for stap in alle()}
    return [
        {
            "adres": reverse("trajecten:traject", args=[traject.pk]),
            "titel": traject.titel,
            "stand": traject.stand,
            "stap": f"Stap {traject.stap_nu}: {titels[traject.stap_nu]}",
            "rollen": ", ".join(sorted(rolnaam(rol) for rol in rollen_van(gebruiker, traject))),
        }
        for traject in trajecten
    ]


def berichten_van(gebruiker, aantal=4) -> tuple[list[tuple[str, Bericht]], int]:
    """(moment, notice) of the last ones, and how many are unread (up to 100). Two queries."""
    mijn = Bericht.objects.van(gebruiker)
    laatste = [(tijdstip(bericht.gemaakt_op), bericht) for bericht in mijn.order_by("-gemaakt_op", "-pk")[:aantal]]
    return laatste, mijn.ongelezen()[:100].count()


def portfolio() -> dict:
    """How many trajecten stand at which step, and which wait longest: metadata only. Two queries."""
    tellingen = (
        Traject.objects.order_by()
        .values("stap_nu")
        .annotate(lopend=Count("pk", filter=Q(afgesloten_op=None)), afgesloten=Count("pk", filter=~Q(afgesloten_op=None)))
    )
    per_stap = {rij["stap_nu"]: rij for rij in tellingen}
    lopend = sum(rij["lopend"] for rij in per_stap.values())
    stappen = [(stap.nummer, stap.titel, per_stap.get(stap.nummer, {}).get("lopend", 0)) for stap in alle()]
    wachtend = Traject.objects.filter(afgesloten_op=None, wacht_sinds__isnull=False).order_by("wacht_sinds", "pk")
    return {
        "lopend": lopend,
        "afgesloten": sum(rij["afgesloten"] for rij in per_stap.values()),
        "stappen": stappen,
        "meest": max((aantal for _, _, aantal in stappen), default=0),
        "wachtend": list(wachtend.only("titel", "organisatie", "stap_nu", "wacht_sinds")[:20]),
    }


def wachtenden(gebruiker, trajecten) -> list[dict]:
    """Rows for those who wait longest; a link only where this person may come. One query."""
    laad_rollen(gebruiker, trajecten)
    titels, vandaag = {stap.nummer: stap.titel for stap in alle()}, klok.vandaag()
    return [
        {
            "titel": traject.titel,
            "organisatie": traject.organisatie,
            "adres": reverse("trajecten:traject", args=[traject.pk]) if rollen_van(gebruiker, traject) else "",
            "stap": f"{traject.stap_nu}. {titels[traject.stap_nu]}",
            "hoe_lang": hoe_lang(traject.wacht_sinds, vandaag),
        }
        for traject in trajecten
    ]


def gezondheid() -> dict:
    """Figures for whoever watches the site; ages in whole seconds, space in bytes, None when unknown. Three queries."""
    nu = klok.nu()
    documenten = Rapport.objects.filter(stand__in=[Rapport.Stand.WACHT, Rapport.Stand.BEZIG])
    wacht = documenten.aggregate(oudste=Min("aangevraagd_op"))
    berichten = Bericht.objects.te_bezorgen().filter(dag__lte=klok.vandaag())
    post = berichten.aggregate(oudste=Min("gemaakt_op"), aantal=Count("pk"))
    return {
        "database": True,
        "oudste_rapport_wacht": _seconden(nu, wacht["oudste"]),
        "oudste_bericht_wacht": _seconden(nu, post["oudste"]),
        "onverzonden_berichten": post["aantal"],
        "onzekere_berichten": Bericht.objects.onbevestigd().order_by()[:1000].count(),
        "vrije_ruimte": shutil.disk_usage(settings.VAR).free,
        "laatste_back_up": None,
    }


def _seconden(nu, moment) -> int | None:
    return None if moment is None else max(0, int((nu - moment).total_seconds()))
