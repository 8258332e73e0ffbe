"""A row of every model, inside one traject: what the matrix test puts in the addresses.

The fields are read from the model itself, so a new field or a new model needs nothing here. ANDERS holds what the eye of the database
asks for beyond that (a check constraint, a content that a page reads).
"""

from datetime import timedelta
from itertools import count

from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import models
from django.utils import timezone

from accounts.models import Gebruiker
from trajecten.models import Logregel, Poortbesluit, Traject
from trajecten.poort import noteer_weigering
from verbeteringen.acties import draag_aan
from verbeterplan import acties as verbeterplan
from verbeterplan.models import PlanRegel

_nummer = count(500)
VANDAAG = timezone.localdate()

# model label → field values, or a function of the Rijen that gives them
ANDERS: dict = {
    "implementatie.implementatieactie": lambda rijen: {
        "prioritering": rijen.geef("implementatie.prioritering"),
        "actiehouder": rijen.mens,
        "start": VANDAAG,
        "eind": VANDAAG + timedelta(days=30),
    },
    "uitvoering.evaluatiemoment": {"datum": VANDAAG},
    "trajecten.lid": {"rol": "vakinhoudelijk_medewerker", "capaciteit_uren": 8},
    "klantreis.klantreis": {"type": "eigen_onderzoek", "gepubliceerd_op": timezone.now()},  # before that others see nothing
    "sessies.sessie": {"soort": "overig", "datum": VANDAAG},
}


def _planversie(rijen):
    rijen.geef("verbeterplan.keuze")
    return verbeterplan.leg_vast(rijen.traject, door=rijen.mens)


def _keuze(rijen):
    idee = rijen.geef("verbeteringen.verbetering")
    return verbeterplan.kies(idee, door=rijen.mens, besluit="opnemen", termijn="quick_win", effect=4, moeite=2)


def _logregel(rijen):
    """A line of the chain itself: one that was put in by hand would break the next."""
    noteer_weigering(rijen.traject, rijen.mens, "traject_zien", "proef")
    return Logregel.objects.filter(traject=rijen.traject).first()


# What is born frozen or chained is made by the acties themselves.
MAKERS = {
    "verbeteringen.verbetering": lambda rijen: draag_aan(
        rijen.traject, door=rijen.mens, titel="Een idee", herkomst=[(3, "bij de balie")]
    ),
    "verbeterplan.keuze": _keuze,
    "verbeterplan.planversie": _planversie,
    "verbeterplan.planregel": lambda rijen: PlanRegel.objects.get(planversie=rijen.geef("verbeterplan.planversie")),
    "trajecten.logregel": _logregel,
}

# What must stand around a row once it is there.
DAARNA = {"toetsing.toets": lambda rijen, toets: toets.regels.add(rijen.geef("verbeterplan.planregel"))}


class Rijen:
    """Builds each model at most once in its traject; `geef` hands out the same row again."""

    def __init__(self, traject, mens):
        self.traject, self.mens = traject, mens
        self._gemaakt = {Traject: traject}
        for stap in range(2, 11):
            Poortbesluit.objects.get_or_create(traject=traject, stap=stap, defaults={"reden": "voor de proef", "door": mens})

    def geef(self, model):
        """The row of this model (or label) in this traject, made with what it needs around it."""
        if isinstance(model, str):
            model = apps.get_model(model)
        if model not in self._gemaakt:
            self._gemaakt[model] = self._maak(model)
        return self._gemaakt[model]

    def _maak(self, model):
        if issubclass(model, Gebruiker):
            return self.mens
        if model is Permission:
            return Permission.objects.get(codename="sponsor")
        if maker := MAKERS.get(model._meta.label_lower):
            return maker(self)
        anders = ANDERS.get(model._meta.label_lower, {})
        velden = dict(anders(self) if callable(anders) else anders)
        for veld in model._meta.concrete_fields:
            if veld.name not in velden and _moet_gevuld(veld):
                velden[veld.name] = self._waarde(veld)
        uniek = [
            veld.name for veld in model._meta.concrete_fields if veld.unique and veld.is_relation and veld.name in velden
        ]
        bestaand = model._default_manager.filter(**{naam: velden[naam] for naam in uniek}).first() if uniek else None
        rij = bestaand or model._default_manager.create(**velden)
        DAARNA.get(model._meta.label_lower, lambda rijen, rij: None)(self, rij)
        return rij

    def _waarde(self, veld):
        if veld.is_relation:
            return self.geef(veld.related_model)
        if veld.flatchoices:
            return veld.flatchoices[0][0]
        return _waarde_van(veld, next(_nummer))


def _moet_gevuld(veld) -> bool:
    leeg_mag = veld.blank and isinstance(veld, models.CharField | models.TextField) and not veld.unique
    return not (veld.primary_key or veld.null or veld.has_default() or leeg_mag)


def _waarde_van(veld, nummer):
    """Something plausible of the kind of the field; unique where it must be."""
    soort = veld.get_internal_type()
    if soort in ("CharField", "SlugField"):
        return f"proef-{nummer}"[-veld.max_length :]
    if soort == "TextField":
        return "Een tekst om mee te proeven."
    if soort == "JSONField":
        return {}
    waarden = {"BooleanField": True, "DateField": VANDAAG, "DateTimeField": timezone.now(), "DecimalField": 1}
    if soort in waarden:
        return waarden[soort]
    if "Integer" in soort:
        return 1
    raise AssertionError(f"Geen proefwaarde voor {veld}: {soort}")
