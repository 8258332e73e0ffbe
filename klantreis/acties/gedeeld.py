"""What the acties of this room share: what a log line may say, and the order of rows.

Until the coach publishes, the contents are nobody else's business (c3, note 5), while the log is read by everyone in the
traject. So a log line says what was touched, and shows old and new text only after publication. What a klant said literally
never stands in the log: it must be possible to erase it (AVG).
"""

from django.db.models import Max

from trajecten.poort import bewaar, noteer

from ..models import Ervaring

NIET_IN_LOG = ("citaat", "gedachte")


def maak(reis, model, naam, door, /, **velden):
    rij = model.objects.create(klantreis=reis, gewijzigd_door=door, **velden)
    nieuw = {"tekst": str(rij)} if reis.gepubliceerd_op else None
    noteer(f"heeft {naam} toegevoegd aan de klantreis", rij, nieuw=nieuw)
    return rij


def wijzig(rij, naam, door, versie, velden):
    if verschil := bewaar(rij, versie, door, **velden):
        noteer(f"heeft {naam} gewijzigd in de klantreis", rij, **_voor_het_log(_reis(rij), verschil))


def verwijder(rij, naam):
    reis = _reis(rij)
    noteer(f"heeft {naam} verwijderd uit de klantreis", reis, oud={"tekst": str(rij)} if reis.gepubliceerd_op else None)
    rij.delete()


def _reis(rij):
    return rij.fase.klantreis if isinstance(rij, Ervaring) else rij.klantreis


def _voor_het_log(reis, verschil):
    if not reis.gepubliceerd_op:
        return {"nieuw": {"velden": sorted(verschil["nieuw"])}}
    return {
        kant: {naam: "…" if naam in NIET_IN_LOG else waarde for naam, waarde in velden.items()}
        for kant, velden in verschil.items()
    }


def achteraan(rijen) -> int:
    return (rijen.aggregate(hoogste=Max("volgorde"))["hoogste"] or 0) + 1


def verplaats(rij, rijen, plaats, naam) -> int:
    """Renumber 1, 2, 3 … with the row at its new place; the lock on the traject keeps two movers apart."""
    volgorde = [pk for pk in rijen.values_list("pk", flat=True) if pk != rij.pk]
    plaats = min(max(plaats, 1), len(volgorde) + 1)
    volgorde.insert(plaats - 1, rij.pk)
    nummers = {pk: nummer for nummer, pk in enumerate(volgorde, 1)}
    anders = [ander for ander in rijen if ander.volgorde != nummers[ander.pk]]
    for ander in anders:
        ander.volgorde = nummers[ander.pk]
    if anders:
        type(rij).objects.bulk_update(anders, ["volgorde"])
        noteer(f"heeft {naam} van de klantreis verplaatst", rij, nieuw={"plaats": plaats})
    rij.volgorde = plaats
    return plaats
