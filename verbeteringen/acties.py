"""The register: ideas are born here, from steps 2 to 5, 7 and 10; the room of birth adds its own link."""

import re
from string import ascii_lowercase

from trajecten.poort import NietMogelijk, actie, bewaar, noteer

from .models import Herkomst, Verbetering

STAPPEN_VAN_HERKOMST = (2, 3, 4, 5, 7, 10)


@actie("verbetering_aandragen")
def draag_aan(traject, *, door, titel, herkomst, omschrijving="", voor_inwoner="", uit=None, code=None) -> Verbetering:
    """Put an idea in the register.

    `herkomst`: list of (step number, sentence). `uit`: the improvement it grew from; the child of V10 becomes V10b. `code`
    is only given when a case file names it.
    """
    if vreemd := [stap for stap, _ in herkomst if stap not in STAPPEN_VAN_HERKOMST]:
        raise NietMogelijk(f"Een verbetering kan niet ontstaan in stap {vreemd[0]}.")
    if not herkomst:
        raise NietMogelijk("Zeg waar de verbetering vandaan komt: kies minstens een stap.")
    code = code or _volgende_code(traject, uit)
    if Verbetering.objects.filter(traject=traject, code=code).exists():
        raise NietMogelijk(f"Er is al een verbetering {code}.")
    verbetering = Verbetering.objects.create(
        traject=traject, code=code, titel=titel, omschrijving=omschrijving, voor_inwoner=voor_inwoner, uit=uit, door=door
    )
    rijen = [Herkomst(verbetering=verbetering, stap=stap, toelichting=zin) for stap, zin in dict.fromkeys(herkomst)]
    Herkomst.objects.bulk_create(rijen)
    noteer(f"heeft verbetering {code} aangedragen", verbetering, nieuw={"titel": titel, "stappen": [r.stap for r in rijen]})
    return verbetering


@actie("verbetering_kiezen")
def wijzig_verbetering(verbetering, *, door, versie, **velden):
    """Change the text of an idea. Frozen versions keep their own copy, so nothing in them moves."""
    if verschil := bewaar(verbetering, versie, door, **velden):
        noteer(f"heeft verbetering {verbetering.code} gewijzigd", verbetering, **verschil)


@actie("verbetering_aandragen")
def voeg_herkomst_toe(verbetering, *, door, stap: int, toelichting="") -> Herkomst:
    """Say that an idea came up in another step too. Raises NietMogelijk when that stands there already."""
    if stap not in STAPPEN_VAN_HERKOMST:
        raise NietMogelijk(f"Een verbetering kan niet ontstaan in stap {stap}.")
    herkomst, is_nieuw = Herkomst.objects.get_or_create(verbetering=verbetering, stap=stap, toelichting=toelichting)
    if not is_nieuw:
        raise NietMogelijk("Deze herkomst staat er al.")
    noteer(f"heeft gezegd dat verbetering {verbetering.code} ook uit stap {stap} komt", verbetering, nieuw={"stap": stap})
    return herkomst


def _volgende_code(traject, uit) -> str:
    if uit:
        bezet = set(Verbetering.objects.filter(traject=traject, code__startswith=uit.code).values_list("code", flat=True))
        return next(f"{uit.code}{letter}" for letter in ascii_lowercase[1:] if f"{uit.code}{letter}" not in bezet)
    codes = Verbetering.objects.filter(traject=traject).values_list("code", flat=True)
    nummers = [int(gevonden[1]) for code in codes if (gevonden := re.match(r"V(\d+)", code))]
    return f"V{max(nummers, default=0) + 1}"
