"""Every read with a name."""

from trajecten.models import Opdracht
from trajecten.rollen import rolnaam

from .models import Sessie
from .stap import NODIGE_ROLLEN


def sessies(traject):
    """The sessions of a traject with who was there and the agenda; three queries whatever their number."""
    return Sessie.objects.filter(traject=traject).prefetch_related("aanwezigen__lid__gebruiker", "agenda")


def start_sessies(traject):
    return sessies(traject).filter(soort=Sessie.Soort.START)


def opdracht(traject) -> Opdracht:
    return Opdracht.objects.select_related("bevestigd_door", "gewijzigd_door").get(traject=traject)


def bezetting(leden, geen_klantreiscoach: str) -> list[dict]:
    """Per role who has it, first the roles that step 1 asks for; `nodig` says that the role must still be filled."""
    per_rol = {}
    for lid in leden:
        per_rol.setdefault(lid.rol, []).append(lid)
    gevraagd = [*NODIGE_ROLLEN, "klantreiscoach"]
    rollen = gevraagd + [rol for rol in per_rol if rol not in gevraagd]
    return [
        {
            "rol": rol,
            "naam": rolnaam(rol),
            "leden": per_rol.get(rol, []),
            "nodig": rol not in per_rol and not (rol == "klantreiscoach" and geen_klantreiscoach),
            "reden": geen_klantreiscoach if rol == "klantreiscoach" and rol not in per_rol else "",
        }
        for rol in rollen
    ]


def voorrang(traject) -> list[str]:
    """Why this process first: Waterland's three criteria with the sum written out (S001: impact, risk, workload)."""
    zinnen = []
    if traject.impact_klant and traject.kans_misgaan:
        score = traject.impact_klant * traject.kans_misgaan
        zinnen.append(
            f"Risico: impact op de klant {traject.impact_klant} × kans dat het misgaat {traject.kans_misgaan} = {score} van de 25."
        )
    if traject.volume_per_jaar and traject.minuten_per_zaak:
        uren = round(traject.volume_per_jaar * traject.minuten_per_zaak / 60)
        zinnen.append(
            f"Werklast: {_getal(traject.volume_per_jaar)} zaken per jaar × {_getal(traject.minuten_per_zaak)} minuten"
            f" = {_getal(uren)} uur per jaar."
        )
    return zinnen


def _getal(waarde) -> str:
    return f"{waarde:,}".replace(",", ".")
