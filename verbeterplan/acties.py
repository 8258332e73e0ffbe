"""Every write of step 6: the draft of the decisions, and the freezing of a version."""

from django.db import IntegrityError, transaction

from trajecten.poort import Botsing, NietMogelijk, actie, bewaar, noteer
from trajecten.vingerafdruk import sha256_van

from .inhoud import kern_van, plan_inhoud, regel_inhoud
from .models import Keuze, PlanRegel, Planstatus, PlanVersie
from .queries import keuzes_van, onbeslist

ONGEWIJZIGD = object()  # a field that is not named stays what it was
LEEG = {"reden": "", "termijn": "", "team": "", "trekker": "", "aanpassing": ""}


def termijn_voorstel(effect, moeite) -> str:
    """A proposal, never a decision: much effect for little effort (effect 3 or more, moeite 2 or less) is a quick win.

    The impact/inspanning matrix of domain (h4); general knowledge, no source prescribes the numbers. Empty without both scores.
    """
    if not effect or not moeite:
        return ""
    return Keuze.Termijn.QUICK_WIN if effect >= 3 and moeite <= 2 else Keuze.Termijn.LANGE_TERMIJN


@actie("verbetering_kiezen", stap=6)
def kies(
    verbetering,
    *,
    door,
    besluit,
    versie=None,
    reden=ONGEWIJZIGD,
    termijn=ONGEWIJZIGD,
    effect=ONGEWIJZIGD,
    moeite=ONGEWIJZIGD,
    team=ONGEWIJZIGD,
    trekker=ONGEWIJZIGD,
    kosten_eenmalig=ONGEWIJZIGD,
    kosten_jaarlijks=ONGEWIJZIGD,
    aanpassing=ONGEWIJZIGD,
    kpis=ONGEWIJZIGD,
) -> Keuze:
    """Decide about one idea, or change that decision. What is not named stays as it was.

    `versie`: the version the person saw (0: there was no decision yet); None: whatever stands there now. `kpis`: Kpi's of this traject.
    `effect` and `moeite`: 1 to 5; costs in euro. Raises NietMogelijk without a reason (niet_opnemen, parkeren) or a termijn (opnemen).
    """
    velden = dict(
        reden=reden, termijn=termijn, effect=effect, moeite=moeite, team=team, trekker=trekker,
        kosten_eenmalig=kosten_eenmalig, kosten_jaarlijks=kosten_jaarlijks, aanpassing=aanpassing, kpis=kpis,
    )  # fmt: skip
    keuze, verschil = _kies(verbetering, door, versie, besluit, velden)
    if verschil:
        woord = "gekozen" if verschil["oud"] is None else "opnieuw gekozen"
        noteer(f"heeft over {verbetering.code} {woord}: {keuze.get_besluit_display()}", keuze, **verschil)
    return keuze


@actie("verbetering_kiezen", stap=6)
def kies_meer(traject, *, door, keuzes) -> list[Keuze]:
    """Decide about several ideas at once; `keuzes` is a list of dicts with `verbetering`, `besluit` and any field of `kies`.

    All or nothing: one that cannot be decided this way stops the rest.
    """
    if not keuzes:
        raise NietMogelijk("Kies eerst een of meer verbeteringen.")
    gedaan, nieuw = [], {}
    for velden in keuzes:
        velden = dict(velden)
        verbetering, besluit, versie = velden.pop("verbetering"), velden.pop("besluit"), velden.pop("versie", None)
        if verbetering.traject_id != traject.pk:
            raise NietMogelijk("Een van de verbeteringen hoort niet bij dit traject.")
        keuze, verschil = _kies(verbetering, door, versie, besluit, velden)
        gedaan.append(keuze)
        if verschil:
            nieuw[verbetering.code] = verschil["nieuw"]
    if nieuw:
        noteer(f"heeft over {len(nieuw)} verbeteringen tegelijk gekozen: {', '.join(nieuw)}", traject, nieuw=nieuw)
    return gedaan


def _kies(verbetering, door, versie, besluit, velden):
    """Create or edit the row; returns it with {"oud", "nieuw"}, or with nothing when all was so already."""
    velden = {naam: waarde for naam, waarde in velden.items() if waarde is not ONGEWIJZIGD}
    kpis = velden.pop("kpis", None)
    if any(kpi.traject_id != verbetering.traject_id for kpi in kpis or ()):
        raise NietMogelijk("Kies alleen KPI's van dit traject.")
    keuze = Keuze.objects.filter(verbetering=verbetering).first()
    if keuze and besluit == Keuze.Besluit.OPNEMEN != keuze.besluit:
        velden.setdefault("reden", "")  # the reason said why it was not chosen
    wordt = {"besluit": besluit} | velden
    _controleer(
        verbetering,
        {naam: wordt.get(naam, getattr(keuze, naam, "")) for naam in ("besluit", "reden", "termijn", "effect", "moeite")},
    )
    if not keuze:
        keuze = Keuze.objects.create(verbetering=verbetering, door=door, gewijzigd_door=door, **LEEG | wordt)
        keuze.kpis.set(kpis or [])
        return keuze, {"oud": None, "nieuw": wordt | ({"kpis": [kpi.nummer for kpi in kpis]} if kpis else {})}
    versie = keuze.versie if versie is None else versie
    kpis_nu = set(keuze.kpis.all())
    if kpis is not None and set(kpis) != kpis_nu and versie != keuze.versie:
        raise Botsing(keuze, wordt | {"kpis": list(kpis)})
    verschil = bewaar(keuze, versie, door, **wordt)
    if kpis is not None and set(kpis) != kpis_nu:
        if not verschil:
            Keuze.objects.filter(pk=keuze.pk).update(versie=keuze.versie + 1, gewijzigd_door=door)
            keuze.versie += 1
        keuze.kpis.set(kpis)
        verschil = verschil or {"oud": {}, "nieuw": {}}
        verschil["oud"]["kpis"], verschil["nieuw"]["kpis"] = ([kpi.nummer for kpi in rij] for rij in (kpis_nu, kpis))
    return keuze, verschil


def _controleer(verbetering, wordt):
    if wordt["besluit"] not in Keuze.Besluit:
        raise NietMogelijk(f"Kies voor {verbetering.code}: opnemen, niet opnemen of parkeren.")
    if wordt["besluit"] != Keuze.Besluit.OPNEMEN and not wordt["reden"].strip():
        raise NietMogelijk(f"Schrijf op waarom {verbetering.code} niet in het plan komt.")
    if wordt["besluit"] == Keuze.Besluit.OPNEMEN and wordt["termijn"] not in Keuze.Termijn:
        raise NietMogelijk(f"Kies voor {verbetering.code} een termijn: quick win of lange termijn.")
    for naam in ("effect", "moeite"):
        if wordt[naam] not in (None, "", 1, 2, 3, 4, 5):
            raise NietMogelijk(f"Geef voor {naam} van {verbetering.code} een cijfer van 1 tot en met 5.")


@actie("plan_vastleggen", stap=6)
def leg_vast(traject, *, door) -> PlanVersie:
    """Freeze the plan as it is now: version n with its hash, and one row per decided idea. Nothing changed = no new version.

    Raises NietMogelijk when an idea has no decision, nothing was chosen, or a chosen one lacks its termijn.
    """
    keuzes = keuzes_van(traject)
    gekozen = [keuze for keuze in keuzes if keuze.besluit == Keuze.Besluit.OPNEMEN]
    if open_ := onbeslist(traject):
        raise NietMogelijk(f"Over {_opsomming(open_)} is nog niet besloten. Kies eerst: opnemen, niet opnemen of parkeren.")
    if not gekozen:
        raise NietMogelijk("Er is nog geen verbetering gekozen om op te nemen.")
    if zonder := [keuze.verbetering.code for keuze in gekozen if not keuze.termijn]:
        raise NietMogelijk(f"Kies eerst een termijn voor {_opsomming(zonder)}: quick win of lange termijn.")
    inhoud = plan_inhoud(traject, keuzes)
    sha256 = sha256_van(inhoud)
    vorige = PlanVersie.objects.filter(traject=traject).defer("inhoud").order_by("-nummer").first()
    if vorige and vorige.sha256 == sha256:
        raise NietMogelijk(f"Er is niets veranderd sinds versie {vorige.nummer}.")
    nummer = vorige.nummer + 1 if vorige else 1
    try:
        with transaction.atomic():
            versie = PlanVersie.objects.create(traject=traject, nummer=nummer, inhoud=inhoud, sha256=sha256, door=door)
    except IntegrityError:
        raise NietMogelijk(f"Een collega heeft net versie {nummer} vastgelegd. Bekijk eerst die versie.") from None
    PlanRegel.objects.bulk_create(_regel(versie, plaats, keuze) for plaats, keuze in enumerate(keuzes, start=1))
    noteer(
        f"heeft versie {nummer} van het verbeterplan vastgelegd", versie, nieuw={"sha256": sha256, "gekozen": len(gekozen)}
    )
    return versie


def _regel(versie, volgorde, keuze) -> PlanRegel:
    inhoud = regel_inhoud(keuze)
    return PlanRegel(
        planversie=versie,
        verbetering=keuze.verbetering,
        volgorde=volgorde,
        code=keuze.verbetering.code,
        titel=keuze.verbetering.titel,
        besluit=keuze.besluit,
        termijn=keuze.termijn,
        inhoud=inhoud,
        sha256=sha256_van(inhoud),
        kern_sha256=sha256_van(kern_van(inhoud)),
    )


def _melder(recht, status):
    """A door for a later room to say what happened to a version; that room writes the line in the log."""

    @actie(recht)
    def meld(planversie, *, door) -> Planstatus:
        return Planstatus.objects.get_or_create(planversie=planversie, status=status, defaults={"door": door})[0]

    return meld


meld_ter_toetsing = _melder("toets_vragen", Planstatus.Waarde.TER_TOETSING)
meld_goedgekeurd = _melder("plan_vaststellen", Planstatus.Waarde.GOEDGEKEURD)
meld_teruggestuurd = _melder("plan_vaststellen", Planstatus.Waarde.TERUGGESTUURD)


def _opsomming(codes) -> str:
    codes = list(codes)
    return codes[0] if len(codes) == 1 else f"{', '.join(codes[:-1])} en {codes[-1]}"
