"""The steps of the description in progress."""

from django.db.models import F

from trajecten.models import Logregel
from trajecten.poort import NietMogelijk, actie, bewaar, noteer

from ..models import Processtap, StapIdee
from .gedeeld import VELDEN, aantal_stappen, als_duur, concept, weiger_bevroren


@actie("proces_bewerken", stap=3)
def voeg_stap_toe(
    traject, *, door, wat, wie="", kanaal="", systeem="", duur=None, duur_eenheid="werkdagen", knelpunt="", verspilling="",
    plaats=None,
) -> Processtap:  # fmt: skip
    """Add a step to the description in progress, at the end or at `plaats` (1 = first). Makes version 1 when there is none.

    `duur` is elapsed time in `duur_eenheid` (werkdagen or dagen), 0 is possible. Raises NietMogelijk when it is frozen.
    """
    versie = concept(traject, door)
    aantal = aantal_stappen(versie)
    plek = aantal + 1 if plaats is None else min(max(plaats, 1), aantal + 1)
    stap = Processtap(
        procesversie=versie, volgorde=plek, wat=wat, wie=wie, kanaal=kanaal, systeem=systeem, duur=als_duur(duur),
        duur_eenheid=duur_eenheid, knelpunt=knelpunt, verspilling=verspilling, gewijzigd_door=door,
    )  # fmt: skip
    versie.stappen.filter(volgorde__gte=plek).update(volgorde=F("volgorde") + 1)
    stap.save(force_insert=True)
    noteer(f"heeft processtap {plek} toegevoegd", stap, nieuw={"wat": wat, "versie": versie.nummer})
    return stap


@actie("proces_bewerken", stap=3)
def wijzig_stap(stap, *, door, versie, **velden):
    """Change a step on the basis of `versie`; raises Botsing when someone else saved first."""
    weiger_bevroren(stap.procesversie)
    if "duur" in velden:
        velden["duur"] = als_duur(velden["duur"])
    if verschil := bewaar(stap, versie, door, **velden):
        noteer(f"heeft processtap {stap.volgorde} gewijzigd", stap, **verschil)


@actie("proces_bewerken", stap=3)
def verplaats_stap(stap, *, door, naar: int):
    """Put a step at place `naar` (1 = first); the others move up or down. Moving to its own place changes nothing."""
    versie = weiger_bevroren(stap.procesversie)
    van, aantal = Processtap.objects.values_list("volgorde", flat=True).get(pk=stap.pk), aantal_stappen(versie)
    if not 1 <= naar <= aantal:
        raise NietMogelijk(f"Kies een plaats van 1 tot en met {aantal}.")
    if naar == van:
        return
    if naar < van:
        versie.stappen.filter(volgorde__gte=naar, volgorde__lt=van).update(volgorde=F("volgorde") + 1)
    else:
        versie.stappen.filter(volgorde__gt=van, volgorde__lte=naar).update(volgorde=F("volgorde") - 1)
    Processtap.objects.filter(pk=stap.pk).update(volgorde=naar)
    stap.volgorde = naar
    noteer(f"heeft processtap {van} verplaatst naar plaats {naar}", stap, {"plaats": van}, {"plaats": naar})


@actie("proces_bewerken", stap=3)
def verwijder_stap(stap, *, door):
    """Remove a step. The log line keeps all of it, so that `herstel_stap` can put it back."""
    versie = weiger_bevroren(stap.procesversie)
    stap.refresh_from_db()
    oud = {veld: getattr(stap, veld) for veld in VELDEN} | {
        "plaats": stap.volgorde,
        "versie": versie.nummer,
        "ideeen": list(stap.ideeen.values_list("verbetering_id", flat=True)),
    }
    noteer(f"heeft processtap {stap.volgorde} verwijderd", stap, oud)
    Processtap.objects.filter(pk=stap.pk).delete()
    versie.stappen.filter(volgorde__gt=stap.volgorde).update(volgorde=F("volgorde") - 1)


@actie("proces_bewerken", stap=3)
def herstel_stap(regel: Logregel, *, door) -> Processtap:
    """Put back the step that this log line says was removed, on its place and with its ideas. Once."""
    if regel.handeling != "verwijder_stap" or not regel.oud:
        raise NietMogelijk("Deze regel van het logboek gaat niet over een verwijderde processtap.")
    if Logregel.objects.filter(traject=regel.traject, handeling="herstel_stap", nieuw__regel=regel.nummer).exists():
        raise NietMogelijk("Deze stap is al teruggezet.")
    oud = dict(regel.oud)
    versie = concept(regel.traject, door)
    plek = min(oud["plaats"], aantal_stappen(versie) + 1)
    velden = {veld: oud[veld] for veld in VELDEN} | {"duur": als_duur(oud["duur"])}
    versie.stappen.filter(volgorde__gte=plek).update(volgorde=F("volgorde") + 1)
    stap = Processtap.objects.create(procesversie=versie, volgorde=plek, gewijzigd_door=door, **velden)
    StapIdee.objects.bulk_create([StapIdee(processtap=stap, verbetering_id=pk) for pk in oud["ideeen"]])
    noteer(f"heeft processtap {plek} teruggezet", stap, nieuw={"wat": stap.wat, "regel": regel.nummer})
    return stap
