from django.urls import reverse

from trajecten.stap import Opgave, Stand, Stap

from .inhoud import verschilt
from .models import Keuze, PlanRegel
from .queries import is_goedgekeurd, keuzes_van, nieuwste_versie, onbeslist


def stand(traject, mensen) -> Stand:
    """Ready when the newest version covers the decisions as they are now; once a version was approved it stays ready."""
    versie = nieuwste_versie(traject)
    if versie and is_goedgekeurd(traject):
        return Stand(True, [])
    keuzes, open_ = keuzes_van(traject), onbeslist(traject)
    gekozen = [keuze for keuze in keuzes if keuze.besluit == Keuze.Besluit.OPNEMEN]
    nog_nodig = []
    if not keuzes and not open_:
        nog_nodig.append("een idee voor een verbetering")
    elif open_:
        nog_nodig.append(f"een besluit over {_aantal(len(open_))}")
    if not gekozen:
        nog_nodig.append("een verbetering om op te nemen")
    if not versie:
        nog_nodig.append("een vastgelegde versie van het verbeterplan")
    elif verschilt(versie, keuzes):
        nog_nodig.append(f"een nieuwe versie van het verbeterplan, want er is iets gewijzigd sinds versie {versie.nummer}")
    adres = reverse("verbeterplan:stap", args=[traject.pk])
    opgaven = []
    if open_:
        opgaven = [
            Opgave(mensen["projectleider"], "kies", f"Besluit over {_aantal(len(open_))} voor het verbeterplan", adres)
        ]
    elif gekozen and nog_nodig:
        nummer = versie.nummer + 1 if versie else 1
        opgaven = [Opgave(mensen["projectleider"], "leg_vast", f"Leg versie {nummer} van het verbeterplan vast", adres)]
    return Stand(bool(keuzes or versie), nog_nodig, opgaven)


def spoor(verbetering) -> list[tuple[str, str]]:
    """What was decided about this improvement, and in which versions it stands."""
    regels = []
    if keuze := Keuze.objects.filter(verbetering=verbetering).first():
        zin = f"Gekozen: {keuze.get_besluit_display()}"
        zin += f" als {keuze.get_termijn_display()}" if keuze.besluit == Keuze.Besluit.OPNEMEN else f", omdat: {keuze.reden}"
        regels.append((zin, f"{reverse('verbeterplan:stap', args=[verbetering.traject_id])}#v{verbetering.pk}"))
    for regel in (
        PlanRegel.objects.filter(verbetering=verbetering).select_related("planversie").defer("planversie__inhoud", "inhoud")
    ):
        zin = f"Staat in versie {regel.planversie.nummer} van het verbeterplan: {regel.get_besluit_display()}"
        adres = reverse("verbeterplan:versie", args=[verbetering.traject_id, regel.planversie_id])
        regels.append((zin, f"{adres}#{regel.code}"))
    return regels


def waarschuwingen(traject) -> list[str]:
    """What a good plan has and a version can do without."""
    gekozen = [keuze for keuze in keuzes_van(traject) if keuze.besluit == Keuze.Besluit.OPNEMEN]
    mist = {
        "geen effect of moeite": [k for k in gekozen if not (k.effect and k.moeite)],
        "geen KPI waaraan ze bijdragen": [k for k in gekozen if not k.kpis.all()],
        "geen team dat het doet": [k for k in gekozen if not k.team],
    }
    return [f"Gekozen met {wat}: {', '.join(k.verbetering.code for k in rij)}." for wat, rij in mist.items() if rij]


def _aantal(n) -> str:
    return "1 verbetering" if n == 1 else f"{n} verbeteringen"


STAP = Stap(
    nummer=6,
    titel="Verbeterplan",
    kamer="verbeterplan",
    na=(2, 4, 5),
    levert_op="Een verbeterplan met gekozen verbeteringen, in een vastgelegde versie.",
    stand=stand,
    spoor=spoor,
    waarschuwingen=waarschuwingen,
)
