"""Builders of rows for step 3: versions, steps and answers without the rules of the acties."""

from berichten import klok
from proces.models import Controle, Processtap, Procesversie


def maak_versie(traject, aantal=0, **velden) -> Procesversie:
    """The next version, with `aantal` steps."""
    nummer = Procesversie.objects.filter(traject=traject).count() + 1
    versie = Procesversie.objects.create(traject=traject, **({"nummer": nummer} | velden))
    for _ in range(aantal):
        maak_stap(versie)
    return versie


def maak_stap(versie, **velden) -> Processtap:
    volgorde = versie.stappen.count() + 1
    standaard = {"volgorde": volgorde, "wat": f"Handeling {volgorde}", "wie": "Grondzaken", "duur": 2}
    return Processtap.objects.create(procesversie=versie, **(standaard | velden))


def maak_controle(versie, door, **velden) -> Controle:
    return Controle.objects.create(procesversie=versie, door=door, **({"klopt": True} | velden))


def bevries(versie, door) -> Procesversie:
    """As if the proceseigenaar had accepted it."""
    velden = {"wijze_controle": "samengevoegd", "controle_gevraagd_op": klok.nu(), "controle_gevraagd_door": door}
    Procesversie.objects.filter(pk=versie.pk).update(geaccepteerd_op=klok.nu(), geaccepteerd_door=door, **velden)
    versie.refresh_from_db()
    return versie
