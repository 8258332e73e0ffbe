"""Sessions: planned, held, or consciously skipped. Rooms of later steps call these with their own kind of session."""

from berichten import klok
from trajecten.poort import NietMogelijk, actie, bewaar, noteer

from .models import Aanwezigheid, Agendapunt, Sessie


@actie("sessie_vastleggen")
def plan_sessie(traject, *, door, soort, datum, vorm="", agenda=()) -> Sessie:
    """Plan a session on a day. `agenda`: texts, in order."""
    _controleer_soort(soort)
    if datum is None:
        raise NietMogelijk("Kies een datum voor de sessie.")
    sessie = Sessie.objects.create(traject=traject, soort=soort, datum=datum, vorm=vorm, gewijzigd_door=door)
    _zet_agenda(sessie, agenda)
    noteer(f"heeft een sessie gepland: {sessie}", sessie, nieuw={"datum": datum, "vorm": vorm})
    return sessie


@actie("sessie_vastleggen")
def verzet_sessie(sessie, *, door, versie, datum, vorm):
    """Another day or place for a session that was not held yet."""
    if not sessie.is_gepland:
        raise NietMogelijk("Deze sessie is al gehouden of overgeslagen.")
    if verschil := bewaar(sessie, versie, door, datum=datum, vorm=vorm):
        noteer(f"heeft een sessie verzet: {sessie}", sessie, **verschil)


@actie("sessie_vastleggen")
def leg_sessie_vast(traject, *, door, soort, datum, vorm="", notitie="", aantal=None, aanwezigen=(), agenda=()) -> Sessie:
    """Record that a session was held, on `datum` (not in the future). A planned session of this kind becomes the held one.

    `aanwezigen`: members (Lid) of this traject. `aantal`: how many took part; the number of members present when not given.
    """
    _controleer_soort(soort)
    gepland = Sessie.objects.gepland().filter(traject=traject, soort=soort).exclude(soort=Sessie.Soort.OVERIG).first()
    sessie = gepland or Sessie.objects.create(traject=traject, soort=soort, gewijzigd_door=door)
    _houd(sessie, door, sessie.versie, aanwezigen, datum=datum, vorm=vorm, notitie=notitie, aantal_deelnemers=aantal)
    _zet_agenda(sessie, agenda)
    noteer(f"heeft vastgelegd dat een sessie is gehouden: {sessie}", sessie, nieuw=_in_log(sessie, aanwezigen))
    return sessie


@actie("sessie_vastleggen")
def werk_sessie_bij(sessie, *, door, versie, datum, vorm="", notitie="", aantal=None, aanwezigen=()):
    """Record a planned session as held, or correct what was recorded."""
    if sessie.reden_overgeslagen:
        raise NietMogelijk("Deze sessie is overgeslagen. Plan een nieuwe sessie als die er toch komt.")
    verschil = _houd(sessie, door, versie, aanwezigen, datum=datum, vorm=vorm, notitie=notitie, aantal_deelnemers=aantal)
    if verschil:
        noteer(f"heeft de sessie vastgelegd: {sessie}", sessie, **verschil)


@actie("sessie_vastleggen")
def sla_sessie_over(traject, *, door, soort, reden) -> Sessie:
    """Consciously no session of this kind, with the reason (a session is advice, not a duty: stappenplan)."""
    _controleer_soort(soort)
    if not reden.strip():
        raise NietMogelijk("Schrijf op waarom u de sessie overslaat.")
    van_soort = Sessie.objects.filter(traject=traject, soort=soort)
    if van_soort.filter(gehouden=True).exists():
        raise NietMogelijk("Deze sessie is al gehouden. Overslaan kan niet meer.")
    sessie = van_soort.first() or Sessie.objects.create(traject=traject, soort=soort, gewijzigd_door=door)
    bewaar(sessie, sessie.versie, door, reden_overgeslagen=reden)
    noteer(f"heeft een sessie overgeslagen: {sessie}", sessie, nieuw={"reden_overgeslagen": reden})
    return sessie


@actie("sessie_vastleggen")
def voeg_agendapunt_toe(sessie, *, door, tekst) -> Agendapunt:
    """One more point at the end of the agenda."""
    punt = Agendapunt.objects.create(sessie=sessie, volgorde=sessie.agenda.count() + 1, tekst=tekst)
    noteer(f"heeft een agendapunt toegevoegd: {sessie}", punt, nieuw={"tekst": tekst})
    return punt


@actie("sessie_vastleggen")
def wijzig_agendapunt(punt, *, door, versie, tekst, uitkomst):
    """The words of a point, and what came out of it."""
    if verschil := bewaar(punt, versie, door, tekst=tekst, uitkomst=uitkomst):
        noteer(f"heeft een agendapunt gewijzigd: {punt.sessie}", punt, **verschil)


@actie("sessie_vastleggen")
def verplaats_agendapunt(punt, *, door, omhoog: bool):
    """One place up or down; at the end of the list nothing happens."""
    punten = list(punt.sessie.agenda.all())
    plek = punten.index(punt)
    nieuw = plek - 1 if omhoog else plek + 1
    if not 0 <= nieuw < len(punten):
        return
    punten.insert(nieuw, punten.pop(plek))
    for volgorde, ander in enumerate(punten, start=1):
        ander.volgorde = volgorde
    Agendapunt.objects.bulk_update(punten, ["volgorde"])
    noteer(f"heeft de volgorde van de agenda gewijzigd: {punt.sessie}", punt, nieuw={"volgorde": nieuw + 1})


@actie("sessie_vastleggen")
def haal_agendapunt_weg(punt, *, door):
    """Take a point off the agenda."""
    sessie, tekst = punt.sessie, punt.tekst
    noteer(f"heeft een agendapunt weggehaald: {sessie}", punt, {"tekst": tekst})
    punt.delete()


def _controleer_soort(soort):
    if soort not in Sessie.Soort.values:
        raise NietMogelijk("Dit soort sessie bestaat niet.")


def _houd(sessie, door, versie, aanwezigen, **velden) -> dict:
    """Write what is known of a held session; returns the difference, the people present included."""
    if velden["datum"] is None:
        raise NietMogelijk("Vul in op welke dag de sessie was.")
    if velden["datum"] > klok.vandaag():
        raise NietMogelijk("Deze sessie is nog niet geweest: de datum ligt in de toekomst. U kunt de sessie wel plannen.")
    if any(lid.traject_id != sessie.traject_id for lid in aanwezigen):
        raise NietMogelijk("Alleen mensen uit deze projectgroep kunnen aanwezig zijn.")
    if velden["aantal_deelnemers"] is None:
        velden["aantal_deelnemers"] = len({lid.gebruiker_id for lid in aanwezigen}) or None
    verschil = bewaar(sessie, versie, door, gehouden=True, **velden)
    oud = {rij.lid_id: rij for rij in sessie.aanwezigen.select_related("lid__gebruiker")}
    nieuw = {lid.pk: lid for lid in aanwezigen}
    if set(oud) != set(nieuw):
        sessie.aanwezigen.exclude(lid__in=nieuw).delete()
        Aanwezigheid.objects.bulk_create(
            [Aanwezigheid(sessie=sessie, lid=lid) for pk, lid in nieuw.items() if pk not in oud]
        )
        verschil = {
            "oud": verschil.get("oud", {}) | {"aanwezigen": sorted(str(rij.lid.gebruiker) for rij in oud.values())},
            "nieuw": verschil.get("nieuw", {}) | {"aanwezigen": sorted(str(lid.gebruiker) for lid in nieuw.values())},
        }
    return verschil


def _zet_agenda(sessie, teksten):
    teksten = [tekst.strip() for tekst in teksten if tekst.strip()]
    begin = sessie.agenda.count() + 1 if teksten else 1
    rijen = [
        Agendapunt(sessie=sessie, volgorde=nummer, tekst=tekst[:300]) for nummer, tekst in enumerate(teksten, start=begin)
    ]
    Agendapunt.objects.bulk_create(rijen)


def _in_log(sessie, aanwezigen) -> dict:
    return {
        "datum": sessie.datum,
        "aantal_deelnemers": sessie.aantal_deelnemers,
        "aanwezigen": sorted(str(lid.gebruiker) for lid in aanwezigen),
    }
