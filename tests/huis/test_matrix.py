"""Every address × every kind of person × every method: who gets what.

Nothing is listed here: the addresses come from the resolver, the roles and rights from the matrix, the rows from the models. What
happens to people who may not enter is asked of the gate itself; what happens to those who may goes through the whole website.
"""

import re
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.db import transaction
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from accounts.models import Gebruiker
from tests.huis.rijen import Rijen
from trajecten import scherm
from trajecten.adressen import SOORTEN, alle_adressen
from trajecten.rollen import RECHTEN, ROLLEN, heeft_recht

METHODEN = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
BINNEN_MAG_NIET = {401, 403, 404, 405}
ONBEKEND = {"int": 2_000_000_000, "uuid": "00000000-0000-4000-8000-000000000000"}

# An address whose view has a finer rule than its right (the actie says no, or the object is not ready): address → (codes, why).
FIJNER: dict[str, tuple[set[int], str]] = {
    "berichten:gelezen": ({404}, "een bericht van iemand anders bestaat niet"),
}
# Values of parameters that are no `traject` and no `pk` of the view's model.
OVERIG = {
    "stap": lambda rijen: 3,
    "p": lambda rijen: "product",
    "regel": lambda rijen: rijen.geef("verbeterplan.planregel").pk,
}


class Wereld:
    """The cast, with a row of everything in its traject and in the neighbour's."""

    def __init__(self, cast):
        self.cast = cast
        self.hier = Rijen(cast.traject, cast.projectleider)
        self.buren = Rijen(cast.buur_traject, cast.buur_projectleider)
        self.adressen = alle_adressen()
        for adres in self.adressen:
            if adres.model:
                self.hier.geef(adres.model)
                self.buren.geef(adres.model)
        self.leden = {rol: getattr(cast, rol) for rol in ROLLEN}
        self.buiten = {"vreemde": cast.vreemde, "oud_lid": cast.oud_lid, "beheerder": cast.beheerder}

        self._paden = {adres.patroon: self._pad(adres, None) for adres in self.adressen}

    def parameters(self, adres, pk=None) -> dict:
        waarden = {}
        for naam in adres.parameters:
            if naam == "traject":
                waarden[naam] = self.cast.traject.pk
            elif naam == "pk":
                waarden[naam] = pk or self._pk(adres)
            elif naam in OVERIG:
                waarden[naam] = OVERIG[naam](self.hier)
            else:
                waarden[naam] = 1 if adres.parameters[naam] == "int" else "x"
        return waarden

    def _pk(self, adres):
        if adres.model:
            return self.hier.geef(adres.model).pk
        return Gebruiker.objects.get(pk=self.cast.vreemde.pk).pk if adres.parameters["pk"] == "uuid" else 1

    def pad(self, adres, pk=None) -> str:
        return self._pad(adres, pk) if pk else self._paden[adres.patroon]

    def _pad(self, adres, pk) -> str:
        waarden = self.parameters(adres, pk)
        return re.sub(r"<(?:\w+:)?(\w+)>", lambda deel: quote(str(waarden[deel[1]]), safe=""), adres.patroon)


@pytest.fixture
def wereld(cast, open_poorten):
    return Wereld(cast)


@pytest.fixture
def kaal(monkeypatch):
    """Pages without their words, and refusals without their line in the log: thousands of them are asked for here.

    `kaal(False)` gives the words back.
    """
    echt = scherm.render
    stand = {"kaal": True}

    def render(request, template, context=None, status=200):
        return HttpResponse(template, status=status) if stand["kaal"] else echt(request, template, context, status=status)

    monkeypatch.setattr(scherm, "render", render)
    monkeypatch.setattr(scherm, "noteer_weigering", lambda *args: None)
    return lambda aan: stand.update(kaal=aan)


@pytest.fixture
def bij_de_poort(kaal, wereld, monkeypatch):
    """For questions to the gate alone: nothing changes, so the traject need not be read twenty thousand times."""
    trajecten = {wereld.cast.traject.pk: wereld.cast.traject}
    monkeypatch.setattr(scherm, "_zoek", trajecten.get)


def vraag(adres, wereld, gebruiker, methode) -> int:
    """What the gate answers to this person, without the layers around it."""
    request = RequestFactory().generic(methode, wereld.pad(adres))
    request.user, request.session, request.htmx = gebruiker, {}, SimpleNamespace()
    try:
        return adres.view(request, **wereld.parameters(adres)).status_code
    except Http404:
        return 404


def via_website(client, wereld, adres, methode, pk=None):
    """The whole way, and nothing of it stays: the next question finds the same rows."""
    merk = transaction.savepoint()
    try:
        return client.generic(methode, wereld.pad(adres, pk))
    finally:
        transaction.savepoint_rollback(merk)


def _regels(fout) -> str:
    return "\n" + "\n".join(" ".join(map(str, regel)) for regel in fout)


def mag(adres, code) -> bool:
    if code in FIJNER.get(adres.naam, (set(), ""))[0]:
        return True
    return code not in BINNEN_MAG_NIET and code < 500


def test_elk_adres_staat_achter_een_deur():
    zonder = [adres.patroon for adres in alle_adressen() if adres.soort not in SOORTEN]
    assert zonder == []
    for adres in alle_adressen():
        if adres.soort == "traject":
            assert adres.recht in RECHTEN, adres.patroon
            assert "traject" in adres.parameters, adres.patroon
            assert adres.model or "pk" not in adres.parameters, (
                f"{adres.patroon}: een pk zonder model wordt niet gecontroleerd"
            )
        else:
            assert adres.recht or adres.reden, adres.patroon


def test_wie_niet_is_ingelogd_moet_eerst_inloggen(client, wereld):
    fout = []
    for adres in wereld.adressen:
        for methode in METHODEN:
            antwoord = via_website(client, wereld, adres, methode)
            client.cookies.clear()
            if adres.soort == "openbaar":
                goed = antwoord.status_code not in (401, 403) and (antwoord.status_code < 500 or adres.naam == "gereed")
                goed = goed and (methode in adres.methoden) == (antwoord.status_code != 405)
            else:
                goed = antwoord.status_code == 302 and antwoord["Location"].startswith("/inloggen/")
            if not goed:
                fout.append((adres.patroon, methode, antwoord.status_code))
    assert not fout, _regels(fout)


def test_voor_wie_niet_meedoet_bestaat_het_traject_niet(wereld, bij_de_poort):
    """A stranger, a former member, the beheerder and the klant or inwoner (who has a role, but sees nothing)."""
    fout = []
    mensen = {**wereld.buiten, "klant_inwoner": wereld.cast.klant_inwoner}
    for adres in wereld.adressen:
        if adres.soort == "traject":
            for naam, mens in mensen.items():
                codes = {vraag(adres, wereld, mens, methode) for methode in METHODEN}
                if codes != {404}:
                    fout.append((adres.patroon, naam, codes))
    assert not fout, _regels(fout)


def test_wie_meedoet_maar_het_recht_niet_heeft_mag_het_niet(wereld, bij_de_poort):
    fout = []
    for adres in wereld.adressen:
        for naam, mens in {**wereld.leden, **wereld.buiten}.items():
            if _geweigerd(adres, naam):
                codes = {vraag(adres, wereld, mens, methode) for methode in METHODEN}
                if codes != {403}:
                    fout.append((adres.patroon, naam, codes))
    assert not fout, _regels(fout)


def _geweigerd(adres, naam) -> bool:
    """Should this member, or for organisation-wide pages this person, be told that he may not?"""
    if adres.soort == "breed":
        return naam != "beheerder" and not (naam == "projectleider" and adres.recht == "accounts.trajecten_starten")
    if adres.soort != "traject" or naam not in ROLLEN or naam == "klant_inwoner":
        return False
    return not heeft_recht({naam}, adres.recht)


def test_een_andere_methode_dan_bedoeld_kan_niet(wereld, bij_de_poort):
    fout = []
    for adres in wereld.adressen:
        if adres.soort == "openbaar":
            continue
        for naam, mens in {**wereld.leden, **wereld.buiten}.items():
            if _mag_naar_binnen(adres, naam):
                codes = {vraag(adres, wereld, mens, methode) for methode in METHODEN if methode not in adres.methoden}
                if codes != {405}:
                    fout.append((adres.patroon, naam, codes))
    assert not fout, _regels(fout)


def _mag_naar_binnen(adres, naam) -> bool:
    if adres.soort == "traject":
        return naam in ROLLEN and naam != "klant_inwoner" and heeft_recht({naam}, adres.recht)
    return adres.soort == "aangemeld" or not _geweigerd(adres, naam)


def test_wie_het_recht_heeft_komt_binnen(client, wereld, kaal):
    """Every method for everyone with the right; the words of the page once per letter of the matrix (and per page for all to see)."""
    client.raise_request_exception, fout, gezien = False, [], set()
    for rol in (*ROLLEN, "beheerder"):
        client.force_login(getattr(wereld.cast, rol), backend="accounts.backends.Aanmelding")
        for adres in wereld.adressen:
            if adres.soort == "openbaar" or not _mag_naar_binnen(adres, rol):
                continue
            if adres.soort == "aangemeld" and rol not in ("projectleider", "klant_inwoner", "beheerder"):
                continue
            for methode in adres.methoden:
                soort = (adres.patroon, methode, RECHTEN[adres.recht].letters.get(rol) if adres.soort == "traject" else "")
                kaal(methode == "HEAD" or soort in gezien)
                gezien.add(soort)
                code = via_website(client, wereld, adres, methode).status_code
                if not mag(adres, code):
                    fout.append((adres.patroon, methode, rol, code))
    assert not fout, _regels(fout)


def test_een_rij_van_een_ander_traject_bestaat_niet(als, wereld):
    """The same answer, letter for letter, as for a number that was never given out."""
    fout = []
    for adres in wereld.adressen:
        if adres.soort != "traject" or not adres.model:
            continue
        client = als(next(mens for rol, mens in wereld.leden.items() if _mag_naar_binnen(adres, rol)))
        van_de_buren = wereld.buren.geef(adres.model).pk
        for methode in adres.methoden:
            vreemd = via_website(client, wereld, adres, methode, van_de_buren)
            onbekend = via_website(client, wereld, adres, methode, ONBEKEND[adres.parameters["pk"]])
            if (vreemd.status_code, onbekend.status_code) != (404, 404) or _zonder_token(vreemd) != _zonder_token(onbekend):
                fout.append((adres.patroon, methode, vreemd.status_code, onbekend.status_code))
    assert not fout, _regels(fout)


def _zonder_token(antwoord) -> bytes:
    return re.sub(rb'value="[A-Za-z0-9]{64}"', b"", antwoord.content)


def test_een_weigering_staat_in_het_logboek_en_noemt_de_rollen(als, cast):
    from trajecten.models import Logregel

    antwoord = als(cast.sponsor).get(f"/trajecten/{cast.traject.pk}/projectgroep/opdracht/")
    assert antwoord.status_code == 403
    assert "Projectleider" in antwoord.content.decode()
    assert Logregel.objects.get(traject=cast.traject).is_weigering
