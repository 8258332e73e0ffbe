"""Step 5: the process beside the six P's of the serviceformule."""

from django.urls import reverse

from trajecten.stap import Opgave, Stand, Stap

from .models import Beoordeling, BeoordelingIdee, Koppeling, P
from .queries import stand_per_p


def stand(traject, mensen) -> Stand:
    """Ready when a formule is chosen, all six P's are judged, and every difference is dealt with (b).

    A judgement always has both sides: the actie and the table do not take half a one.
    """
    gekozen = Koppeling.objects.filter(traject=traject).exists()
    per_p = stand_per_p(traject)
    zonder = [p for p in P.values if p not in per_p]
    los = [p for p in P.values if p in per_p and per_p[p] == (Beoordeling.Oordeel.VERSCHILT, False)]
    nog_nodig = []
    if not gekozen:
        nog_nodig.append("een gekozen serviceformule, met de reden")
    if zonder:
        nog_nodig.append(f"een oordeel over {_opsomming(zonder)}")
    if los:
        nog_nodig.append(f"een verbetering of een reden om het verschil te laten bij {_opsomming(los)}")
    return Stand(bool(gekozen or per_p), nog_nodig, _opgaven(traject, mensen, gekozen, zonder, los))


def _opgaven(traject, mensen, gekozen, zonder, los) -> list[Opgave]:
    adres = reverse("serviceformule:stap", args=[traject.pk])
    opgaven = []
    if not gekozen:
        opgaven.append(Opgave(mensen["projectleider"], "formule", "Kies een serviceformule", adres))
    if zonder:
        zin = "Beoordeel de zes P's" if len(zonder) == len(P.values) else f"Beoordeel nog {_opsomming(zonder)}"
        groep = mensen["projectleider"] + mensen["vakinhoudelijk_medewerker"]
        opgaven.append(Opgave(list(dict.fromkeys(groep)), "zes-p", zin, adres))
    elif los:
        zin = f"Verbeter of aanvaard het verschil bij {_opsomming(los)}"
        opgaven.append(Opgave(mensen["projectleider"], "zes-p-verschil", zin, adres))
    return opgaven


def _opsomming(namen) -> str:
    return namen[0] if len(namen) == 1 else f"{', '.join(namen[:-1])} en {namen[-1]}"


def spoor(verbetering) -> list[tuple[str, str]]:
    """From which P's this improvement was born."""
    links = BeoordelingIdee.objects.filter(verbetering=verbetering).select_related("beoordeling").order_by("pk")
    adres = reverse("serviceformule:stap", args=[verbetering.traject_id])
    return [
        (
            f"Ontstaan uit de P van {link.beoordeling.p}: {link.beoordeling.get_oordeel_display()}",
            f"{adres}#p-{link.beoordeling.p.lower()}",
        )
        for link in links
    ]


STAP = Stap(
    nummer=5,
    titel="Serviceformule en 6 P's",
    kamer="serviceformule",
    na=(3,),
    levert_op="De gekozen serviceformule en per P het verschil tussen belofte en praktijk.",
    stand=stand,
    spoor=spoor,
)
