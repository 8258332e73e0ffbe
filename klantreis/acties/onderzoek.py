"""The research: what was done, what was assumed, and the raw interviews that only the coach sees."""

import re
from itertools import groupby

from django.db import transaction

from berichten import klok
from trajecten import poort
from trajecten.models import Traject
from trajecten.poort import NietMogelijk, actie, bewaar, noteer

from ..models import Aanname, Activiteit, Citaat, Respondent
from .gedeeld import maak, verwijder, wijzig

# An e-mail address, a telephone number or a BSN, after taking out spaces, dots and dashes.
HERLEIDBAAR = re.compile(r"@|\d{9}")


@actie("klantreis_bewerken", stap=4)
def voeg_activiteit_toe(klantreis, *, door, soort, datum=None, aantal=None, notitie="") -> Activiteit:
    """What was done to hear the klant. `soort`: a value of Activiteit.Soort; `aantal`: interviews, forms, complaints …"""
    return maak(klantreis, Activiteit, "een onderzoek", door, soort=soort, datum=datum, aantal=aantal, notitie=notitie)


@actie("klantreis_bewerken", stap=4)
def wijzig_activiteit(activiteit, *, door, versie, **velden):
    wijzig(activiteit, "een onderzoek", door, versie, velden)


@actie("klantreis_bewerken", stap=4)
def verwijder_activiteit(activiteit, *, door):
    verwijder(activiteit, "een onderzoek")


@actie("klantreis_bewerken", stap=4)
def voeg_aanname_toe(klantreis, *, door, tekst, uitkomst=Aanname.Uitkomst.OPEN) -> Aanname:
    """What the team thinks about the klant, and what the research said of it (open, klopt, weerlegd)."""
    return maak(klantreis, Aanname, "een aanname", door, tekst=tekst, uitkomst=uitkomst)


@actie("klantreis_bewerken", stap=4)
def wijzig_aanname(aanname, *, door, versie, **velden):
    wijzig(aanname, "een aanname", door, versie, velden)


@actie("klantreis_bewerken", stap=4)
def verwijder_aanname(aanname, *, door):
    verwijder(aanname, "een aanname")


@actie("interviews_zien", op_gesloten=True)
def open_interviews(klantreis, *, door):
    """The coach opens the raw interviews: that is a line in the log, like a change."""
    noteer("heeft de ruwe interviews geopend", klantreis)


@actie("interviews_zien", stap=4)
def voeg_respondent_toe(
    klantreis, *, door, pseudoniem, toestemming_op, verwijderen_na, klantsoort="", kenmerken=""
) -> Respondent:
    """Someone who was interviewed, under a pseudonym, with consent and the day after which the data must go (AVG)."""
    velden = {"pseudoniem": pseudoniem.strip(), "klantsoort": klantsoort, "kenmerken": kenmerken}
    _keur_respondent(klantreis, velden, toestemming_op, verwijderen_na)
    respondent = Respondent.objects.create(
        klantreis=klantreis, toestemming_op=toestemming_op, verwijderen_na=verwijderen_na, gewijzigd_door=door, **velden
    )
    noteer("heeft een respondent toegevoegd", respondent)
    return respondent


@actie("interviews_zien", stap=4)
def wijzig_respondent(respondent, *, door, versie, pseudoniem, toestemming_op, verwijderen_na, klantsoort="", kenmerken=""):
    velden = {"pseudoniem": pseudoniem.strip(), "klantsoort": klantsoort, "kenmerken": kenmerken}
    _keur_respondent(respondent.klantreis, velden, toestemming_op, verwijderen_na, respondent.pk)
    if bewaar(respondent, versie, door, toestemming_op=toestemming_op, verwijderen_na=verwijderen_na, **velden):
        noteer("heeft de gegevens van een respondent gewijzigd", respondent)


@actie("interviews_zien", op_gesloten=True)
def verwijder_respondent(respondent, *, door):
    """Erase someone with everything he said; always possible, on a closed traject too (AVG)."""
    noteer("heeft een respondent met alle uitspraken verwijderd", respondent.klantreis)
    respondent.delete()


@actie("interviews_zien", stap=4)
def voeg_citaat_toe(respondent, *, door, tekst, ervaring=None) -> Citaat:
    """What this person said, if wanted beside an experience of the same klantreis."""
    if ervaring and ervaring.fase.klantreis_id != respondent.klantreis_id:
        raise NietMogelijk("Deze ervaring hoort bij een andere klantreis.")
    _keur_niet_herleidbaar(tekst)
    citaat = Citaat.objects.create(respondent=respondent, ervaring=ervaring, tekst=tekst)
    noteer("heeft een uitspraak van een respondent toegevoegd", citaat)
    return citaat


@actie("interviews_zien", op_gesloten=True)
def verwijder_citaat(citaat, *, door):
    noteer("heeft een uitspraak van een respondent verwijderd", citaat.respondent.klantreis)
    citaat.delete()


def ruim_respondenten_op(vandaag) -> int:
    """The clock: erase every respondent whose day has passed; returns how many. May run twice, also on closed trajecten."""
    verlopen = (
        Respondent.objects.filter(verwijderen_na__lt=vandaag).select_related("klantreis").order_by("klantreis_id", "pk")
    )
    aantal = 0
    for reis, groep in groupby(verlopen, key=lambda respondent: respondent.klantreis):
        with transaction.atomic():
            traject = Traject.objects.select_for_update().get(pk=reis.traject_id)
            weg = Respondent.objects.filter(pk__in=[respondent.pk for respondent in groep], verwijderen_na__lt=vandaag)
            if hoeveel := weg.count():
                weg.delete()
                wie = "1 respondent" if hoeveel == 1 else f"{hoeveel} respondenten"
                zin = f"verwijderde {wie} met alle uitspraken: de bewaartermijn is voorbij"
                poort._schrijf(traject, None, "interviews_zien", "ruim_respondenten_op", zin, reis, None, None)
                aantal += hoeveel
    return aantal


def _keur_respondent(reis, velden, toestemming_op, verwijderen_na, pk=None):
    if toestemming_op > klok.vandaag():
        raise NietMogelijk("De toestemming kan niet in de toekomst liggen. Leg het interview vast als de toestemming er is.")
    if verwijderen_na <= toestemming_op:
        raise NietMogelijk("De dag waarna u de gegevens verwijdert, moet na de dag van de toestemming liggen.")
    if reis.respondents.filter(pseudoniem=velden["pseudoniem"]).exclude(pk=pk).exists():
        raise NietMogelijk(f"Er is al een respondent {velden['pseudoniem']}.")
    for tekst in velden.values():
        _keur_niet_herleidbaar(tekst)


def _keur_niet_herleidbaar(tekst):
    if HERLEIDBAAR.search(re.sub(r"[\s.\-]", "", tekst)):
        raise NietMogelijk(
            "Hier lijkt een e-mailadres, telefoonnummer of BSN in te staan. Laat dat weg: niemand mag te herkennen zijn."
        )
