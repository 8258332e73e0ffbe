"""Step 9: what is taken over, in which order, by whom and when. Only the proceseigenaar makes it count."""

from django.urls import reverse

from trajecten.models import Lid, Traject
from trajecten.stap import Mensen, Opgave, Stand, Stap
from ui.opmaak import datum, zin

from . import queries
from .models import Implementatieactie


def stand(traject: Traject, mensen: Mensen) -> Stand:
    """Ready when every improvement has a decision, adopted ones an action, and the proceseigenaar fixed the plan (b)."""
    plan = queries.overzicht(traject)
    if not plan.besluit:
        return Stand(False, plan.ontbreekt)
    adres = reverse("implementatie:stap", args=[traject.pk])
    begonnen = bool(plan.vaststelling or any(rij.prioritering for rij in plan.rijen) or any(plan.standaard.values()))
    if plan.ontbreekt:
        taak = Opgave(mensen["projectleider"], "implementatie-voorbereiden", "Bereid het implementatieplan voor", adres)
        return Stand(begonnen, plan.ontbreekt, [taak])
    if plan.is_vastgesteld:
        return Stand(True, [])
    opnieuw = "het plan opnieuw vastgesteld door de proceseigenaar, want het is gewijzigd"
    nog_nodig = [opnieuw if plan.vaststelling else "het plan, vastgesteld door de proceseigenaar"]
    taak = Opgave(mensen["proceseigenaar"], "implementatie-vaststellen", "Stel het implementatieplan vast", adres)
    return Stand(True, nog_nodig, [taak])


def spoor(verbetering) -> list[tuple[str, str]]:
    """The decision about one improvement, its place in the order, and who does what before when."""
    prio = queries.prioritering_van(verbetering.pk)
    if prio is None:
        return []
    adres = f"{reverse('implementatie:stap', args=[verbetering.traject_id])}#{verbetering.code}"
    vast = queries.laatste_vaststelling(verbetering.traject)
    plaats = f", op plaats {prio.rang} in de volgorde" if prio.rang and prio.besluit == prio.Besluit.OVERNEMEN else ""
    reden = f": {prio.reden}" if prio.reden else ""
    wie = f" (vastgesteld door {vast.door})" if vast else " (voorbereid, nog niet vastgesteld)"
    zinnen = [(f"{zin(prio.get_besluit_display())}{plaats}{wie}{reden}", adres)]
    for actie in prio.acties.select_related("actiehouder"):
        wanneer = f"van {datum(actie.start)} tot en met {datum(actie.eind)}"
        zinnen.append((f"{actie.omschrijving}: {actie.actiehouder}, {wanneer}", adres))
    return zinnen


def waarschuwingen(traject) -> list[str]:
    """Worth a look before the plan is fixed: nothing here stops anyone."""
    plan = queries.overzicht(traject)
    if not plan.besluit:
        return []
    besloten = plan.besluit.op.date()
    acties = Implementatieactie.objects.filter(traject=traject, niet_nodig="", afgerond_op=None)
    leden = set(Lid.objects.filter(traject=traject, tot=None).values_list("gebruiker_id", flat=True))
    melders = queries.kunnen_melden(traject)
    zinnen = []
    for actie in acties.select_related("actiehouder"):
        if actie.start < besloten:
            zinnen.append(f"{actie}: begint voor het besluit over het verbeterplan ({datum(besloten)}).")
        if actie.actiehouder_id not in leden:
            zinnen.append(f"{actie}: {actie.actiehouder} zit niet meer in dit traject. Kies een andere actiehouder.")
        elif actie.actiehouder_id not in melders:
            zinnen.append(f"{actie}: {actie.actiehouder} kan zelf geen voortgang melden. {queries.WAT_TE_DOEN}")
    return zinnen


STAP = Stap(
    nummer=9,
    titel="Implementatieplan",
    kamer="implementatie",
    na=(8,),
    levert_op="Per verbetering een besluit, een volgorde, een actiehouder en een datum.",
    stand=stand,
    spoor=spoor,
    waarschuwingen=waarschuwingen,
)
