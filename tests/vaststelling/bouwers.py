"""Versions that are judged and processed, up to where a decision can be taken; made by the real acties."""

from tests.toetsing.bouwers import maak_getoetst
from toetsing.models import Oordeel
from vaststelling import acties


def maak_verwerkt(cast, aantal=3, waarde="akkoord_onder_voorwaarden", verwerking="overgenomen", motivering="Nemen we over."):
    """A version of which every remark has an answer: the proceseigenaar can decide."""
    versie = maak_getoetst(cast, aantal, waarde)
    for oordeel in Oordeel.objects.filter(toets__ronde__planversie=versie):
        if oordeel.moet_verwerkt:
            acties.verwerk(oordeel, door=cast.projectleider, verwerking=verwerking, motivering=motivering)
    return versie


def maak_goedgekeurd(cast, aantal=3):
    """An approved version."""
    versie = maak_getoetst(cast, aantal)
    acties.stel_vast(versie, door=cast.proceseigenaar, sha256=versie.sha256)
    return versie
