"""Every read of step 6 with a name."""

import re

from klantreis.models import ErvaringIdee
from kpi.models import KpiIdee
from proces.models import StapIdee
from serviceformule.models import BeoordelingIdee
from verbeteringen.models import Verbetering

from .models import Keuze, PlanRegel, Planstatus, PlanVersie


def codesleutel(code: str) -> list:
    """Sort key of a code: V2 before V10, and V10b right after V10."""
    return [(int(deel), "") if deel.isdigit() else (0, deel) for deel in re.findall(r"\d+|\D+", code)]


def keuzes_van(traject) -> list[Keuze]:
    """All decisions of the draft with what a version needs of them (3 queries)."""
    keuzes = (
        Keuze.objects.filter(verbetering__traject=traject)
        .select_related("verbetering__uit")
        .prefetch_related("kpis", "verbetering__herkomsten")
    )
    return sorted(keuzes, key=lambda keuze: codesleutel(keuze.verbetering.code))


def onbeslist(traject) -> list[str]:
    """Codes of the ideas nobody decided about yet."""
    besloten = Keuze.objects.filter(verbetering__traject=traject).values("verbetering_id")
    return list(Verbetering.objects.filter(traject=traject).exclude(pk__in=besloten).values_list("code", flat=True))


def versies_van(traject) -> list[PlanVersie]:
    """All versions, newest first, without their (large) content; `toestand` is the status in (kind, words)."""
    versies = list(
        PlanVersie.objects.filter(traject=traject)
        .select_related("door")
        .defer("inhoud")
        .prefetch_related("statussen")
        .order_by("-nummer")
    )
    for plaats, versie in enumerate(versies):
        versie.toestand = _toestand(
            {rij.status for rij in versie.statussen.all()}, versies[plaats - 1].nummer if plaats else None
        )
    return versies


def _toestand(statussen, opvolger) -> tuple[str, str]:
    if Planstatus.Waarde.GOEDGEKEURD in statussen:
        return "goed", "Goedgekeurd"
    if Planstatus.Waarde.TERUGGESTUURD in statussen:
        return "fout", "Teruggestuurd"
    if opvolger:
        return "neutraal", f"Vervangen door versie {opvolger}"
    return ("let_op", "Ter toetsing") if Planstatus.Waarde.TER_TOETSING in statussen else ("info", "Concept")


def nieuwste_versie(traject) -> PlanVersie | None:
    """The version that counts now, without its content."""
    return PlanVersie.objects.filter(traject=traject).select_related("door").defer("inhoud").order_by("-nummer").first()


def goedgekeurde_versie(traject) -> PlanVersie | None:
    """The newest version the proceseigenaar approved."""
    goed = {"statussen__status": Planstatus.Waarde.GOEDGEKEURD}
    return PlanVersie.objects.filter(traject=traject, **goed).defer("inhoud").order_by("-nummer").first()


def is_goedgekeurd(traject) -> bool:
    return Planstatus.objects.filter(planversie__traject=traject, status=Planstatus.Waarde.GOEDGEKEURD).exists()


def opgenomen_regels(planversie) -> list[PlanRegel]:
    """The chosen improvements of a version, in its order."""
    return list(PlanRegel.objects.filter(planversie=planversie, besluit=Keuze.Besluit.OPNEMEN).select_related("verbetering"))


def bronnen(verbeteringen) -> dict[str, list[dict]]:
    """Per code the very things an improvement was born from: step, experience, P, KPI. Four queries for any number.

    Of the klantreis only what the coach published.
    """
    gevonden: dict[str, list[dict]] = {}
    codes = {verbetering.pk: verbetering.code for verbetering in verbeteringen}

    def voeg_toe(rij, stap, wat, **meer):
        gevonden.setdefault(codes[rij.verbetering_id], []).append({"stap": stap, "wat": wat, **meer})

    for rij in KpiIdee.objects.filter(verbetering__in=codes).select_related("kpi").order_by("id"):
        voeg_toe(rij, 2, f"KPI {rij.kpi.nummer}: {rij.kpi.naam}")
    for rij in StapIdee.objects.filter(verbetering__in=codes).select_related("processtap").order_by("id"):
        voeg_toe(rij, 3, f"Processtap {rij.processtap.volgorde}: {rij.processtap.wat}", knelpunt=rij.processtap.knelpunt)
    ervaringen = ErvaringIdee.objects.filter(verbetering__in=codes, ervaring__fase__klantreis__gepubliceerd_op__isnull=False)
    for rij in ervaringen.select_related("ervaring__fase", "ervaring__persona").order_by("id"):
        ervaring = rij.ervaring
        meer = {"emotie": ervaring.emotie, "citaat": ervaring.citaat or ervaring.gedachte}
        meer["persona"] = ervaring.persona.naam if ervaring.persona else ""
        voeg_toe(rij, 4, f"Klantreis, fase {ervaring.fase.naam}: {ervaring.handeling}", **meer)
    for rij in BeoordelingIdee.objects.filter(verbetering__in=codes).select_related("beoordeling").order_by("id"):
        p = rij.beoordeling
        voeg_toe(rij, 5, f"De P van {p.p}: {p.get_oordeel_display()}", extern=p.extern, intern=p.intern)
    return gevonden
