"""Every page of the house, filled by the demo case: 0 axe violations and no sideways scroll, at 1440 and at 390 px."""

import pytest
from django.conf import settings
from django.urls import get_resolver, reverse

from accounts.models import Gebruiker
from serviceformule.models import Afspraak, Formule
from toetsing.models import Discipline
from trajecten.models import Lid
from trajecten.rollen import RECHTEN
from wasstraat.casus.lees import lees
from wasstraat.casus.speel import speel

from .conftest import BREED, SMAL

pytestmark = pytest.mark.django_db(transaction=True)
GEEN_PAGINA = {"trajecten:lijst_csv", "leeft", "gereed"}  # a download and two answers in JSON


def schermen(patronen=None, voor="", boven=()):
    """(name, view, parameters) of every address of the resolver."""
    for patroon in patronen or get_resolver().url_patterns:
        parameters = {*boven, *patroon.pattern.converters}
        if hasattr(patroon, "url_patterns"):
            ruimte = f"{voor}{patroon.namespace}:" if patroon.namespace else voor
            yield from schermen(patroon.url_patterns, ruimte, parameters)
        else:
            yield f"{voor}{patroon.name}", patroon.callback, parameters


def wie_mag(traject, recht):
    """Someone of the case with this right; the projectleider when he has it."""
    leden = Lid.objects.filter(traject=traject, tot=None).select_related("gebruiker")
    op_rol = {lid.rol: lid.gebruiker for lid in leden}
    voorkeur = ("projectleider", "proceseigenaar", "klantreiscoach", "teammanager", *op_rol)
    return next(op_rol[rol] for rol in voorkeur if rol in op_rol and rol in RECHTEN[recht].rollen)


def beheerd(naam):
    """The model of a page of the beheerder."""
    if naam.startswith("serviceformule_beheer:afspraak_") and not naam.endswith("nieuw"):
        return Afspraak
    return {"serviceformule_beheer": Formule, "toetsing_beheer": Discipline, "accounts": Gebruiker}[naam.split(":")[0]]


def adressen(traject):
    """(address, person) of every page that can be opened in this traject."""
    beheerder = Gebruiker.objects.get(username="functioneel-beheerder")
    for naam, view, parameters in schermen():
        if "GET" not in view.methoden or naam in GEEN_PAGINA or naam.endswith(("download", "bestand")):
            continue
        waarden = {}
        if "traject" in parameters:
            waarden["traject"] = traject.pk
        if "pk" in parameters:
            model = getattr(view, "model", None) or beheerd(naam)
            rijen = model._default_manager.all()
            if view.soort == "traject":
                rijen = rijen.filter(**{getattr(model, "pad_naar_traject", "traject"): traject})
            if not (rij := (rijen.exclude(pk=beheerder.pk) if model is Gebruiker else rijen).first()):
                continue
            waarden["pk"] = rij.pk
        if parameters - set(waarden):
            continue
        wie = wie_mag(traject, view.recht) if view.soort == "traject" else beheerder
        yield naam, reverse(naam, kwargs=waarden), wie


def test_alle_paginas_zijn_voor_iedereen_te_gebruiken(bezoek, keur):
    traject, _ = speel(lees(settings.DEMO_CASUS)[0])
    fouten, bekeken = [], 0
    per_mens = {}
    for naam, adres, wie in adressen(traject):
        per_mens.setdefault(wie, []).append((naam, adres))
    for wie, lijst in per_mens.items():
        page = bezoek(wie)
        meldingen = []
        page.on("console", lambda m, lijst=meldingen: m.type == "error" and lijst.append(m.text))
        for naam, adres in lijst:
            antwoord = page.goto(adres)
            if antwoord.status not in (200, 409):
                fouten.append(f"{naam} ({adres}): antwoord {antwoord.status}")
                continue
            bekeken += 1
            for maat in (BREED, SMAL):
                page.set_viewport_size(maat)
                fouten += [f"{naam} {maat['width']} px: {fout}" for fout in keur(page)]
            if antwoord.status == 200:
                fouten += [f"{naam} console: {tekst}" for tekst in meldingen]
            meldingen.clear()
    assert not fouten, "\n".join(fouten)
    assert bekeken >= 60
