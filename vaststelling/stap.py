from django.urls import reverse

from toetsing.models import Oordeel
from trajecten.stap import Opgave, Stand, Stap
from verbeterplan.inhoud import verschilt
from verbeterplan.models import PlanRegel
from verbeterplan.queries import keuzes_van

from .models import Akkoord, Besluit, Overruling, Verwerking
from .queries import Verwerkbeeld, akkoorden_bij, besluit_over


def stand(traject, mensen) -> Stand:
    """Ready when the proceseigenaar approved a version. Approved stays approved."""
    beeld = Verwerkbeeld.van_nieuwste(traject)
    if not beeld:
        return Stand(False, ["een verbeterplan dat is getoetst"])
    versie = beeld.planversie
    if Besluit.objects.filter(planversie__traject=traject, besluit=Besluit.Waarde.GOEDGEKEURD).exists():
        return Stand(True, [])
    besluit = besluit_over(versie)
    begonnen = bool(besluit or beeld.verwerkingen or Akkoord.objects.filter(planversie__traject=traject).exists())
    stap = reverse("vaststelling:stap", args=[traject.pk])
    nog_nodig, opgaven = [], []
    if aantal := len(beeld.te_verwerken):
        opmerkingen = "1 opmerking" if aantal == 1 else f"{aantal} opmerkingen"
        nog_nodig.append(f"verwerking van {opmerkingen} uit de toetsing")
        opgaven.append(Opgave(mensen["projectleider"], "verwerk", f"Verwerk {opmerkingen} uit de toetsing", stap))
    if genegeerd := beeld.genegeerd:
        codes = ", ".join(sorted({oordeel.regel.code for oordeel in genegeerd}))
        nog_nodig.append(f"een uitspraak van de proceseigenaar over {codes}, want een specialist is niet akkoord")
        opgaven.append(Opgave(mensen["proceseigenaar"], "overrule", f"Zeg of {codes} toch doorgaat", stap))
    if besluit or verschilt(versie, keuzes_van(traject)):
        waarom = "teruggestuurd" if besluit else "niet meer gelijk aan de keuzes in stap 6"
        nog_nodig.append(f"een nieuwe versie van het verbeterplan, want versie {versie.nummer} is {waarom}")
    elif not beeld.hindernissen:
        opgaven += _vraag_besluit(traject, mensen, versie)
    nog_nodig.append("het besluit van de proceseigenaar")
    return Stand(begonnen, nog_nodig, opgaven)


def _vraag_besluit(traject, mensen, versie) -> list[Opgave]:
    """Nothing stands in the way: ask the teammanagers who did not answer, and the proceseigenaar."""
    adres = reverse("vaststelling:besluit", args=[traject.pk, versie.pk])
    door = str(versie.door)
    geantwoord = {rij.door_id for rij in akkoorden_bij(versie)}
    nog = [mens for mens in mensen["teammanager"] if mens.pk not in geantwoord]
    opgaven = [
        Opgave(
            mensen["proceseigenaar"],
            f"besluit:{versie.pk}",
            f"Besluit over verbeterplan versie {versie.nummer}",
            adres,
            door,
        ),
        Opgave(nog, f"akkoord:{versie.pk}", f"Geef uw antwoord op verbeterplan versie {versie.nummer}", adres, door),
    ]
    return [opgave for opgave in opgaven if opgave.aan]


def spoor(verbetering) -> list[tuple[str, str]]:
    """What was done with the remarks about this improvement, and what was decided."""
    stap = reverse("vaststelling:stap", args=[verbetering.traject_id])
    over = {"oordeel__planregel__verbetering": verbetering}
    regels = [
        (
            f"Opmerking van {rij.oordeel.toets.discipline}: {rij.get_verwerking_display()}. {rij.motivering}".strip(),
            f"{stap}#o{rij.oordeel_id}",
        )
        for rij in Verwerking.objects.filter(**over).select_related("oordeel__toets__discipline")
    ]
    regels += [
        (
            f"{rij.door} liet dit doorgaan na 'niet akkoord' van {rij.oordeel.toets.discipline}: {rij.reden}",
            f"{stap}#o{rij.oordeel_id}",
        )
        for rij in Overruling.objects.filter(**over).select_related("door", "oordeel__toets__discipline")
    ]
    versies = PlanRegel.objects.filter(verbetering=verbetering).values("planversie")
    besluiten = (
        Besluit.objects.filter(planversie__in=versies).select_related("door", "planversie").defer("planversie__inhoud")
    )
    return regels + [
        (
            f"Versie {rij.planversie.nummer} {rij.get_besluit_display()} door {rij.door}",
            reverse("vaststelling:besluit", args=[verbetering.traject_id, rij.planversie_id]),
        )
        for rij in besluiten
    ]


def waarschuwingen(traject) -> list[str]:
    """Remarks that were given as a tip and that nobody answered."""
    beeld = Verwerkbeeld.van_nieuwste(traject)
    if not beeld:
        return []
    tips = [o for o in beeld.opmerkingen if o.oordeel == Oordeel.Waarde.AKKOORD and not o.verwerkt]
    return [f"Nog niets gedaan met de tip van {o.toets.discipline} over {o.planregel.code}." for o in tips]


STAP = Stap(
    nummer=8,
    titel="Bijstellen en vaststellen",
    kamer="vaststelling",
    na=(7,),
    levert_op="Een definitief verbeterplan waarin elke opmerking is verwerkt en waarover is besloten.",
    stand=stand,
    spoor=spoor,
    waarschuwingen=waarschuwingen,
)
