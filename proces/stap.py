"""Step 3: how it works now, drawn in session 1 (3a) and checked as complete and correct (3b)."""

from dataclasses import dataclass

from django.urls import reverse

from trajecten.models import Traject
from trajecten.stap import Mensen, Opgave, Stand, Stap

from . import queries
from .models import Procesversie, StapIdee

WIJZE = Procesversie.Wijze


@dataclass
class Check:
    """How far the check of one version is: who still has to answer, which remarks are open, may it be accepted."""

    wijze: str
    is_gevraagd: bool
    zonder_antwoord: list
    aantal_antwoorden: int
    aantal_open: int
    sessie_2: bool

    @property
    def ontbreekt(self) -> list[str]:
        """What the check still needs before the proceseigenaar accepts; sentences for "nog nodig"."""
        if not self.is_gevraagd:
            return ["een manier van controleren"]
        zinnen = []
        if self.wijze == WIJZE.SESSIE and not self.sessie_2:
            zinnen.append("sessie 2, om het proces te controleren")
        if self.wijze == WIJZE.SESSIE and self.zonder_antwoord:
            zinnen.append(f"een antwoord van {' en '.join(map(str, self.zonder_antwoord))} op de vraag of het proces klopt")
        elif self.wijze != WIJZE.SAMENGEVOEGD and not self.aantal_antwoorden:
            zinnen.append("minstens één antwoord op de vraag of het proces klopt")
        if self.aantal_open:
            zinnen.append(f"de verwerking van {opmerkingen(self.aantal_open)}")
        return zinnen


def check_van(versie: Procesversie, controles, sessies, medewerkers) -> Check:
    """`medewerkers`: the vakinhoudelijk medewerkers, who are asked by name (3b); others may answer too."""
    geantwoord = {controle.door_id for controle in controles}
    return Check(
        wijze=versie.wijze_controle,
        is_gevraagd=versie.controle_gevraagd_op is not None,
        zonder_antwoord=[mens for mens in medewerkers if mens.pk not in geantwoord],
        aantal_antwoorden=len(controles),
        aantal_open=sum(controle.is_open for controle in controles),
        sessie_2=is_afgehandeld(sessies, queries.SOORTEN[1]),
    )


def is_afgehandeld(sessies, soort) -> bool:
    return any(sessie.soort == soort and (sessie.gehouden or sessie.reden_overgeslagen) for sessie in sessies)


def stand(traject: Traject, mensen: Mensen) -> Stand:
    """Ready when session 1 is recorded, the description is there, checked in the chosen way and accepted (b, 3a and 3b)."""
    adres = reverse("proces:stap", args=[traject.pk])
    sessies = queries.sessies_van(traject)
    alle = queries.versies(traject)
    versie = alle[-1] if alle else None
    stappen = queries.stappen_van(versie)
    adviseur, nog_nodig, opgaven = mensen["procesadviseur"], [], []
    if not is_afgehandeld(sessies, queries.SOORTEN[0]):
        nog_nodig.append("sessie 1 over het huidige proces")
        opgaven.append(Opgave(adviseur, "sessie-1", "Leg sessie 1 over het huidige proces vast", adres))
    if not stappen:
        nog_nodig.append("minstens één processtap")
        opgaven.append(Opgave(adviseur, "processtappen", "Beschrijf het huidige proces in stappen", adres))
    elif not any(stap.wie for stap in stappen):
        nog_nodig.append("bij de processtappen: wie het doet")
    if versie is None or not versie.is_bevroren:
        zinnen, taken = _check(traject, versie, stappen, sessies, mensen)
        nog_nodig += zinnen
        opgaven += taken
    return Stand(bool(stappen or sessies), nog_nodig, opgaven)


def _check(traject, versie, stappen, sessies, mensen):
    geaccepteerd = "de beschrijving, geaccepteerd door de proceseigenaar"
    if versie is None or not stappen:
        return ["een controle van de beschrijving", geaccepteerd], []
    adres = reverse("proces:controle", args=[traject.pk])
    check = check_van(versie, queries.controles_van(versie), sessies, mensen["vakinhoudelijk_medewerker"])
    vrager = str(versie.controle_gevraagd_door or "")
    opgaven = []
    if not check.is_gevraagd:
        opgaven.append(Opgave(mensen["procesadviseur"], "controle-vragen", "Leg het proces voor ter controle", adres))
    elif check.wijze != WIJZE.SAMENGEVOEGD and check.zonder_antwoord:
        sleutel = f"controle-{versie.nummer}"
        opgaven.append(Opgave(check.zonder_antwoord, sleutel, "Controleer of het huidige proces klopt", adres, vrager))
    if check.aantal_open:
        zin = f"Verwerk {opmerkingen(check.aantal_open)} bij het huidige proces"
        opgaven.append(Opgave(mensen["procesadviseur"], f"verwerken-{versie.nummer}", zin, adres))
    if not check.ontbreekt:
        sleutel = f"accepteren-{versie.nummer}"
        opgaven.append(Opgave(mensen["proceseigenaar"], sleutel, "Accepteer het huidige proces", adres, vrager))
    return [*check.ontbreekt, geaccepteerd], opgaven


def opmerkingen(aantal: int) -> str:
    return "1 opmerking" if aantal == 1 else f"{aantal} opmerkingen"


def spoor(verbetering) -> list[tuple[str, str]]:
    """From which process step an improvement was born."""
    links = StapIdee.objects.filter(verbetering=verbetering).select_related("processtap__procesversie").order_by("id")
    return [
        (
            f"Ontstaan bij processtap {link.processtap} (versie {link.processtap.procesversie.nummer})",
            reverse("proces:versie", args=[verbetering.traject_id, link.processtap.procesversie_id]),
        )
        for link in links
    ]


STAP = Stap(
    nummer=3,
    titel="Huidig proces",
    kamer="proces",
    na=(1,),
    levert_op="Een beschrijving van hoe het nu gaat, gecontroleerd door de mensen die het doen.",
    stand=stand,
    spoor=spoor,
)
