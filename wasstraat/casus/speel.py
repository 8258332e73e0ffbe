"""Play a sound case through the acties, on its own dates, by its own people.

Every act is done by a person of the case whose role may do it. Where a case is silent, the smallest neutral act is done and a notice
says so; nothing is done on a day that has not come yet. All or nothing: one transaction.
"""

from datetime import date
from itertools import groupby

from django.conf import settings
from django.db import transaction

from accounts import acties as accounts
from accounts.models import Gebruiker
from berichten import klok
from berichten.acties import laat_rusten
from rapporten import acties as rapporten
from trajecten.acties import passeer_poort
from trajecten.models import Traject
from trajecten.poort import Geweigerd, NietMogelijk, PoortDicht, opsparen
from trajecten.rollen import RECHTEN, wie_mag

from . import stap1_5, stap6_8, stap9_10
from .lees import CasusFout
from .mensen import Mensen

REDEN_POORT = "De casus gaat hier verder. Wat nog nodig was, staat niet in het dossier."


class Speler:
    """One case being played: its people, its traject, and what happens on which day."""

    def __init__(self, casus: dict):
        self.casus = casus
        self.mensen = Mensen(casus, self._maak_gebruiker)
        self.pl = self.mensen.een("projectleider")
        self.pe = self.mensen.een("proceseigenaar")
        # Who decides on a plan does not write it himself; and someone else must give him the second of these two roles.
        self.schrijver = self.pl
        if self.pl == self.pe:
            self.schrijver = next(mens for mens in self.mensen.alle("procesadviseur") if mens != self.pe)
        self.traject: Traject | None = None
        self.verbeteringen, self.kpis, self.versie = {}, [], None
        self.notities: list[str] = []
        self._agenda = []

    def op(self, dag: date, volgorde: int, wat):
        """Put something on the agenda of `dag`; `volgorde` (step × 100) orders what happens on one day."""
        self._agenda.append((dag, volgorde, len(self._agenda), wat))

    def doe(self, actie, *args, door=None, **velden):
        """Do an actie as someone; a gate that is not met is passed by the projectleider with a reason."""
        try:
            return actie(*args, door=door or self.pl, **velden)
        except PoortDicht as dicht:
            passeer_poort(self.traject, door=self.pl, stap=dicht.stap, reden=REDEN_POORT)
            return actie(*args, door=door or self.pl, **velden)

    def noteer(self, zin):
        self.notities.append(zin)

    @transaction.atomic
    def speel(self) -> Traject:
        vandaag = klok.vandaag()
        self._laat_beginnen(self.schrijver)
        for deel in (stap1_5, stap6_8, stap9_10):
            deel.plan(self)
        later, na_afsluiten, laatste = 0, 0, vandaag
        agenda = sorted(self._agenda, key=lambda regel: regel[:3])
        for dag, regels in groupby(agenda, key=lambda regel: regel[0]):
            if dag > vandaag:
                later += len(list(regels))
                continue
            with klok.op_datum(dag), opsparen():
                for *_, wat in regels:
                    if Traject.objects.filter(casus=str(self.casus["id"])).exclude(afgesloten_op=None).exists():
                        na_afsluiten += 1
                        continue
                    wat()
            laatste = dag
        if self.versie:
            with klok.op_datum(laatste):
                self.doe(rapporten.vraag_document, self.versie)
        if na_afsluiten:
            self.noteer(f"{na_afsluiten} gebeurtenissen liggen na het afsluiten van het traject en zijn niet gespeeld")
        if later:
            self.noteer(f"{later} gebeurtenissen liggen in de toekomst en zijn niet gespeeld")
        return Traject.objects.get(pk=self.traject.pk)

    def _laat_beginnen(self, gebruiker):
        beheerder = Gebruiker.objects.filter(is_active=True, user_permissions__codename="beheren").first()
        accounts.geef_rechten(gebruiker, door=beheerder, rechten=["trajecten_starten"])

    def _maak_gebruiker(self, naam, username):
        """A person of the case, made by the beheerder like anyone else. Only the demo has (fictional) mail addresses."""
        beheerder = Gebruiker.objects.filter(is_active=True, user_permissions__codename="beheren").first()
        beheerder = beheerder or accounts.maak_beheerder(naam="Functioneel beheerder", username="functioneel-beheerder")
        email = f"{username}@voorbeeldwaard.example" if settings.DEMO else ""
        return accounts.voeg_toe(door=beheerder, naam=naam[:150], functie=naam[:150], username=username, email=email)


def speel(casus: dict) -> tuple[Traject, list[str]]:
    """Play the case; returns the traject and notices. Raises CasusFout when it was played before or a rule says no."""
    if Traject.objects.filter(casus=str(casus["id"])).exists():
        raise CasusFout([f"Casus {casus['id']} is al gespeeld in deze database. Een casus wordt maar een keer gespeeld."])
    speler = Speler(casus)
    try:
        with transaction.atomic():
            traject = speler.speel()
            laat_rusten(traject.pk)
    except NietMogelijk as nee:
        raise CasusFout([f"De casus stopt: {nee.zin}"]) from nee
    except Geweigerd as nee:
        rollen = ", ".join(wie_mag(nee.recht))
        raise CasusFout([f"De casus stopt: alleen {rollen} mag {RECHTEN[nee.recht].in_woorden}."]) from nee
    return traject, speler.notities
