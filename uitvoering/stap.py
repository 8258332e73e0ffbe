"""Step 10: carry it out, measure again, evaluate, and end the traject. The leercirkel closes here (S000)."""

from django.urls import reverse

from implementatie.models import Implementatieactie
from implementatie.queries import STANDAARD, laatste_vaststelling, opsomming, prioritering_van
from trajecten.models import Traject
from trajecten.stap import Mensen, Opgave, Stand, Stap
from ui.opmaak import datum
from verbeterplan.models import Keuze

from . import queries
from .cijfers import cijfer, in_woorden, metingen_van
from .models import Evaluatie

AANWEZIG = {
    "opleiding": "een actie voor opleiding van medewerkers, of waarom die niet nodig is",
    "documentatie": "een actie voor documentatie, of waarom die niet nodig is",
}


def stand(traject: Traject, mensen: Mensen) -> Stand:
    """Ready when all actions are done, training and documentation too, KPI's re-measured, evaluated, and closed (b)."""
    momenten = list(queries.momenten(traject))
    gehouden = [moment for moment in momenten if hasattr(moment, "evaluatie")]
    if traject.afgesloten_op:
        zonder = f"Afgesloten zonder evaluatie: {traject.afsluitreden}"
        return Stand(True, [], opmerking="" if gehouden else zonder)
    rijen = list(queries.plan_acties(traject))
    acties = [rij for rij in rijen if not rij.niet_nodig]
    mee = [rij for rij in acties if queries.telt_mee(rij)]
    klaar = sum(bool(rij.afgerond_op) for rij in mee)
    open_momenten = [moment for moment in momenten if moment not in gehouden]
    niet_gemeten = queries.niet_opnieuw_gemeten(traject)
    nodig = []
    if klaar < len(mee) or not mee:
        alles = f"alle acties gereed of vervallen (nu {klaar} van {len(mee)})"
        nodig.append(alles if mee else "acties uit het implementatieplan")
    nodig += [AANWEZIG[soort] for soort in STANDAARD if not any(rij.soort == soort for rij in rijen)]
    nodig += _evaluatie_nodig(gehouden, open_momenten)
    if niet_gemeten:
        nodig.append(f"een nieuwe meting van KPI {opsomming(niet_gemeten)}")
    nodig.append("het traject, afgesloten door de proceseigenaar")
    begonnen = bool(momenten) or any(rij.afgerond_op or rij.herinner_op for rij in acties)
    return Stand(begonnen, nodig, _opgaven(traject, mensen, acties, gehouden, open_momenten, niet_gemeten))


def _evaluatie_nodig(gehouden, open_momenten) -> list[str]:
    """After "bijsturen" the next evaluation counts; otherwise one that was held is enough."""
    bijsturen = bool(gehouden) and gehouden[-1].evaluatie.besluit == Evaluatie.Besluit.BIJSTUREN
    if gehouden and not bijsturen:
        return []
    volgende = "volgende " if bijsturen else ""
    if open_momenten:
        return [f"de {volgende}evaluatie van {datum(open_momenten[0].datum)}, vastgelegd"]
    return [f"een gepland moment voor de {volgende}evaluatie", f"een gehouden {volgende}evaluatie"]


def _opgaven(traject, mensen, acties, gehouden, open_momenten, niet_gemeten) -> list[Opgave]:
    vast = laatste_vaststelling(traject)
    if not vast:
        return []
    iedereen = {mens for groep in mensen.values() for mens in groep}
    leider = mensen["projectleider"]
    opgaven = [
        Opgave(
            [rij.actiehouder] if rij.actiehouder in iedereen else leider,
            f"actie-{rij.pk}",
            f"Voer uit: {rij.prioritering.planregel.code if rij.prioritering_id else rij.soort}, {rij.omschrijving}",
            reverse("uitvoering:voortgang", args=[traject.pk, rij.pk]),
            str(vast.door),
            rij.eind,
        )
        for rij in acties
        if not rij.afgerond_op
    ]
    nodig = _evaluatie_nodig(gehouden, open_momenten)
    if nodig and not open_momenten:
        adres = reverse("uitvoering:plan", args=[traject.pk])
        opgaven.append(Opgave(leider, "evaluatie-plannen", "Plan een evaluatie", adres))
    for moment in open_momenten:
        adres = reverse("uitvoering:moment", args=[traject.pk, moment.pk])
        zin = f"Leg de evaluatie van {datum(moment.datum)} vast"
        opgaven.append(Opgave(leider, f"evaluatie-{moment.pk}", zin, adres, vervalt_op=moment.datum))
    if niet_gemeten and open_momenten:
        zin = f"Meet KPI {opsomming(niet_gemeten)} opnieuw"
        adres = reverse("kpi:stap", args=[traject.pk])
        opgaven.append(Opgave(leider, "opnieuw-meten", zin, adres, vervalt_op=open_momenten[0].datum))
    if gehouden and not nodig:
        adres = reverse("uitvoering:afsluiten", args=[traject.pk])
        opgaven.append(Opgave(mensen["proceseigenaar"], "afsluiten", "Sluit het traject af", adres))
    return opgaven


def spoor(verbetering) -> list[tuple[str, str]]:
    """How the work on one improvement goes, and what its KPI's did: before → after, without claiming a cause."""
    prio = prioritering_van(verbetering.pk)
    if prio is None:
        return []
    zinnen = []
    for actie in queries.acties(verbetering.traject).filter(prioritering=prio):
        adres = reverse("uitvoering:voortgang", args=[verbetering.traject_id, actie.pk])
        stand_nu = "nog niets gemeld"
        if actie.kleur:
            stand_nu = f"{queries.kleurwoord(actie.kleur)} ({datum(actie.laatst_gemeld)}). {actie.laatste_zin}"
        zinnen.append((f"{actie.omschrijving}: {stand_nu}", adres))
    if prio.besluit != prio.Besluit.OVERNEMEN:  # what was not carried out cannot have had an effect
        return zinnen
    keuze = Keuze.objects.filter(verbetering=verbetering).prefetch_related("kpis").first()
    kpis = list(keuze.kpis.all()) if keuze else []
    metingen = metingen_van(kpis)
    for kpi in kpis:
        rij = in_woorden(cijfer(kpi, metingen[kpi.pk]))
        van, naar = rij["nul"]["tekst"], rij["nu"]["tekst"]
        zin = f"KPI {rij['nummer']} {rij['naam']}: van {van} naar {naar}, norm {rij['norm']}. {rij['oordeel']}"
        zinnen.append((zin, reverse("kpi:kpi", args=[verbetering.traject_id, kpi.pk])))
    return zinnen


def waarschuwingen(traject) -> list[str]:
    """Conditions that stand in the way of "gereed"."""
    bezig = set(
        Implementatieactie.objects.filter(traject=traject, afgerond_op=None, prioritering__besluit="overnemen").values_list(
            "prioritering__planregel__verbetering", flat=True
        )
    )
    return [
        f"{open_.oordeel.planregel.code}: voorwaarde van {open_.oordeel.toets.specialist} staat nog open"
        for open_ in queries.open_voorwaarden(traject=traject)
        if open_.oordeel.planregel.verbetering_id in bezig
    ]


STAP = Stap(
    nummer=10,
    titel="Uitvoering en evaluatie",
    kamer="uitvoering",
    na=(9,),
    levert_op="Uitgevoerde verbeteringen, en een evaluatie die laat zien wat het opleverde.",
    stand=stand,
    spoor=spoor,
    waarschuwingen=waarschuwingen,
)
