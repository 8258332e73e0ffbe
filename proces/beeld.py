"""The process as the pages show it: rows with their words, the sums, the drawing."""

from dataclasses import dataclass
from decimal import Decimal

from ui.grafieken import hoeveelheid, zwembanen

from .models import Processtap


@dataclass
class StapBeeld:
    stap: Processtap
    sleutel: str  # for ids on the page
    duur: str
    verspilling: str
    vorige: int | None  # place to move to, None at the end of the list
    volgende: int | None


def rijen_van(stappen: list[Processtap]) -> list[StapBeeld]:
    return [
        StapBeeld(
            stap=stap,
            sleutel=str(stap.pk),
            duur=duur_in_woorden(stap),
            verspilling=stap.get_verspilling_display() if stap.verspilling else "",
            vorige=stap.volgorde - 1 if i else None,
            volgende=stap.volgorde + 1 if i + 1 < len(stappen) else None,
        )
        for i, stap in enumerate(stappen)
    ]


def duur_in_woorden(stap: Processtap) -> str:
    return "" if stap.duur is None else hoeveelheid(stap.duur, stap.duur_eenheid)


def totalen_van(stappen: list[Processtap]) -> dict:
    """Elapsed time per unit, never added together: a werkdag is no calendar day. Units without a figure are left out."""
    per_eenheid: dict[str, Decimal] = {}
    for stap in stappen:
        if stap.duur is not None:
            per_eenheid[stap.duur_eenheid] = per_eenheid.get(stap.duur_eenheid, Decimal(0)) + stap.duur
    return {
        "aantal": len(stappen),
        "doorlooptijden": [hoeveelheid(som, eenheid) for eenheid, som in sorted(per_eenheid.items(), reverse=True)],
        "zonder_duur": sum(stap.duur is None for stap in stappen),
        "knelpunten": sum(bool(stap.knelpunt) for stap in stappen),
        "verspillingen": sum(bool(stap.verspilling) for stap in stappen),
    }


def tekening_van(versie, stappen: list[Processtap]) -> dict:
    """The swimlanes, wide and narrow, with the caption that says where it sticks."""
    regels = [
        {
            "nr": stap.volgorde,
            "wat": stap.wat,
            "wie": stap.wie,
            "duur_tekst": duur_in_woorden(stap),
            "knelpunt": bool(stap.knelpunt),
            "verspilling": stap.get_verspilling_display() if stap.verspilling else "",
        }
        for stap in stappen
    ]
    id_, titel = f"proces-{versie.pk}", f"Huidig proces, versie {versie.nummer}"
    return {
        "breed": zwembanen(regels, True, titel=titel, id_=id_),
        "smal": zwembanen(regels, False, titel=titel, id_=id_),
        "bijschrift": bijschrift_van(stappen),
    }


def bijschrift_van(stappen: list[Processtap]) -> str:
    """How long it takes and where most of the time goes."""
    totalen = totalen_van(stappen)
    wie = len({stap.wie.strip().casefold() for stap in stappen if stap.wie.strip()})
    zin = f"{_woord(len(stappen), 'stap', 'stappen')}, door {_woord(wie, 'partij', 'partijen')}"
    if totalen["doorlooptijden"]:
        zin += f"; samen {' en '.join(totalen['doorlooptijden'])}"
    met_duur = [stap for stap in stappen if stap.duur]
    if len(met_duur) > 1 and len(totalen["doorlooptijden"]) == 1:
        langste = max(met_duur, key=lambda stap: stap.duur)
        zin += f", het langst bij stap {langste.volgorde}"
    return f"{zin}."


def _woord(aantal: int, een: str, meer: str) -> str:
    return f"{aantal} {een if aantal == 1 else meer}"


def suggesties_van(stappen: list[Processtap]) -> dict[str, list[str]]:
    """Words used before, offered while typing, so that one team keeps one name."""
    velden = ("wie", "kanaal", "systeem")
    return {veld: sorted({getattr(stap, veld) for stap in stappen} - {""}, key=str.casefold) for veld in velden}
