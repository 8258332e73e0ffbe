from django.urls import reverse

from trajecten.stap import Opgave, Stand, Stap
from verbeterplan.queries import is_goedgekeurd

from .models import Vrijstelling
from .queries import Toetsbeeld, ingeleverde_oordelen


def stand(traject, mensen) -> Stand:
    """Ready when every asked toets was handed in (or is not needed, with a reason) and each chosen improvement is judged or exempt."""
    beeld = Toetsbeeld.van_nieuwste(traject)
    if not beeld:
        return Stand(False, ["een vastgelegde versie van het verbeterplan"])
    if is_goedgekeurd(traject):
        return Stand(True, [])
    begonnen = bool(beeld.toetsen or beeld.vrij)
    open_ = [toets for toets, _ in beeld.open]
    nog_nodig = [f"de toets van {toets.discipline} door {toets.specialist}" for toets in open_]
    if ongevraagd := beeld.ongevraagd:
        codes = ", ".join(regel.code for regel in ongevraagd)
        nog_nodig.append(f"een toets, of een reden waarom die niet nodig is, voor {codes}")
    return Stand(begonnen, nog_nodig, _opgaven(traject, mensen, open_, ongevraagd))


def _opgaven(traject, mensen, open_, ongevraagd) -> list[Opgave]:
    opgaven = []
    for toets in open_:
        sleutel, wie = f"toets:{toets.pk}", toets.specialist
        if wie in mensen[toets.discipline.rol]:
            zin = f"Beoordeel {_aantal(len(toets.gevraagd))} als {toets.discipline}"
            adres = reverse("toetsing:toets", args=[traject.pk, toets.pk])
            opgaven.append(Opgave([wie], sleutel, zin, adres, str(toets.ronde.door), toets.ronde.deadline))
        else:
            zin = f"Vraag een andere specialist voor {toets.discipline}: {wie} doet niet meer mee"
            opgaven.append(Opgave(mensen["projectleider"], sleutel, zin, reverse("toetsing:stap", args=[traject.pk])))
    if ongevraagd:
        zin = f"Vraag een toets aan voor {_aantal(len(ongevraagd))}"
        opgaven.append(Opgave(mensen["projectleider"], "vraag_aan", zin, reverse("toetsing:vragen", args=[traject.pk])))
    return opgaven


def spoor(verbetering) -> list[tuple[str, str]]:
    """Every verdict that was handed in on this improvement, and why one was not needed."""
    traject = verbetering.traject
    regels = [
        (
            f"{o.toets.discipline}: {o.get_oordeel_display()} (ronde {o.toets.ronde.nummer})",
            f"{reverse('toetsing:toets', args=[traject.pk, o.toets_id])}#{o.planregel.code}",
        )
        for o in ingeleverde_oordelen(traject)
        if o.planregel.verbetering_id == verbetering.pk
    ]
    vrij = Vrijstelling.objects.filter(planregel__verbetering=verbetering)
    return regels + [(f"Geen toets nodig: {rij.reden}", reverse("toetsing:stap", args=[traject.pk])) for rij in vrij]


def waarschuwingen(traject) -> list[str]:
    """Verdicts that were given on an older text of what is still in the plan."""
    beeld = Toetsbeeld.van_nieuwste(traject)
    verlopen = beeld.verlopen if beeld else []
    return [f"{o.toets.discipline} beoordeelde een oudere tekst van {o.planregel.code}." for o in verlopen]


def _aantal(n) -> str:
    return "1 verbetering" if n == 1 else f"{n} verbeteringen"


STAP = Stap(
    nummer=7,
    titel="Toetsing",
    kamer="toetsing",
    na=(6,),
    levert_op="Een oordeel van elke gevraagde specialist over elke verbetering die hem is voorgelegd.",
    stand=stand,
    spoor=spoor,
    waarschuwingen=waarschuwingen,
)
