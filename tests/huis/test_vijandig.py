"""Hostile values in every form and every query string: a calm Dutch answer, never a 500.

The forms are read from the pages themselves, as someone with the right sees them, so a new form needs nothing here.
"""

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction
from django.urls import resolve

from tests.huis.test_matrix import Wereld, _mag_naar_binnen
from trajecten.rollen import ROLLEN

pytestmark = pytest.mark.django_db

TEKST = ["nul\x00teken", "<script>alert(1)</script>{{ 7|add }}" + "lang " * 1_000]
GETAL = ["NaN", "1e400", "9" * 40, "2147483648", "-1"]
DAG = ["0001-01-01", "9999-12-31", "0000-00-00"]
KENMERK = ["9" * 40, "-1", "00000000-0000-4000-8000-000000000000", "nul\x00teken"]
SOORTEN = {"date": DAG, "number": GETAL, "hidden": KENMERK, "checkbox": KENMERK, "radio": KENMERK, "select": KENMERK}
NAMEN = (
    "alles",
    "fase",
    "na",
    "next",
    "soort",
    "sorteer",
    "stap",
    "status",
    "verder",
    "voor",
    "voorbeeld",
    "wacht",
    "weg",
    "wie",
    "zoek",
)
KIJKERS = ("projectleider", "proceseigenaar", "klantreiscoach", "beheerder")  # between them they see every form


class Formulieren(HTMLParser):
    """The forms of a page that change something: (address, {field: (kind, value)})."""

    def __init__(self, html, adres):
        super().__init__()
        self.adres, self.gevonden, self._velden, self._keuze = adres, [], None, None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        naam, waarde, soort = attrs.get("name"), attrs.get("value") or "", attrs.get("type", "text")
        if tag == "form":
            self._velden = {}
            if (attrs.get("method") or "get").lower() == "post":
                self.gevonden.append((urlsplit(attrs.get("action") or self.adres).path, self._velden))
        elif self._velden is None or naam == "csrfmiddlewaretoken":
            return
        elif tag == "option" and self._keuze and waarde and ("selected" in attrs or not self._velden[self._keuze][1]):
            self._velden[self._keuze] = ("select", waarde)
        elif tag == "select" and naam:
            self._keuze, self._velden[naam] = naam, ("select", "")
        elif tag == "textarea" and naam:
            self._velden[naam] = ("text", "Een gewone zin.")
        elif tag in ("input", "button") and naam:
            if soort in ("radio", "checkbox") and naam in self._velden and "checked" not in attrs:
                return
            soort = "number" if attrs.get("inputmode") in ("decimal", "numeric") else soort
            self._velden[naam] = (soort, waarde or {"date": "2026-12-01", "number": "3"}.get(soort, "Een woord"))

    def handle_endtag(self, tag):
        if tag == "select":
            self._keuze = None
        elif tag == "form":
            self._velden = None


@pytest.fixture
def wereld(cast, open_poorten):
    return Wereld(cast)


@pytest.fixture
def bezoeker(client):
    """A client that sees a 500 as an answer, on a database that keeps no 0x00 (as PostgreSQL does not)."""
    client.raise_request_exception = False

    def geen_nul(execute, sql, params, many, context):
        for waarde in params if isinstance(params, list | tuple) else ():
            if isinstance(waarde, str) and "\x00" in waarde:
                raise ValueError("0x00 in de database")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(geen_nul):
        yield client


def vraag(client, methode, adres, velden=None):
    """Ask, and let nothing of it stay."""
    merk = transaction.savepoint()
    try:
        return getattr(client, methode)(adres, velden or {})
    finally:
        transaction.savepoint_rollback(merk)


def formulieren(bezoeker, wereld):
    """Every form once per kind of address: (person, address, {field: (kind, value)})."""
    gezien = {}
    for adres in wereld.adressen:
        if "GET" not in adres.methoden or adres.soort == "openbaar":
            continue
        for rol in [rol for rol in (*KIJKERS, *ROLLEN) if _mag_naar_binnen(adres, rol)][:2]:
            mens = getattr(wereld.cast, rol)
            bezoeker.force_login(mens, backend="accounts.backends.Aanmelding")
            antwoord = vraag(bezoeker, "get", wereld.pad(adres))
            if antwoord.headers.get("Content-Type", "").startswith("text/html"):
                for naar, velden in Formulieren(antwoord.content.decode(), wereld.pad(adres)).gevonden:
                    gezien.setdefault((resolve(naar).func, frozenset(velden)), (mens, naar, velden))
    return list(gezien.values())


def aanvallen(velden):
    """Everything left out, and each field in turn with a hostile value while the others stay as they were."""
    gewoon = {naam: waarde for naam, (_, waarde) in velden.items()}
    yield {}
    for plaats, (naam, (soort, _)) in enumerate(velden.items()):
        waarden = SOORTEN.get(soort, TEKST)
        yield gewoon | {naam: waarden[plaats % len(waarden)]}
    for beurt in range(max(map(len, SOORTEN.values()))):
        yield {
            naam: waarden[beurt % len(waarden)]
            for naam, (soort, _) in velden.items()
            for waarden in [SOORTEN.get(soort, TEKST)]
        }


def _wat(antwoord):
    return repr((getattr(antwoord, "exc_info", None) or ("", "?"))[1])


def test_een_vijandige_waarde_in_een_formulier_geeft_een_rustig_antwoord(bezoeker, wereld):
    fout = []
    for mens, adres, velden in formulieren(bezoeker, wereld):
        bezoeker.force_login(mens, backend="accounts.backends.Aanmelding")
        for gegevens in aanvallen(velden):
            antwoord = vraag(bezoeker, "post", adres, gegevens)
            if antwoord.status_code >= 500:
                anders = {naam: waarde[:40] for naam, waarde in gegevens.items() if waarde != velden[naam][1]}
                fout.append(f"{adres} {anders}: {_wat(antwoord)}")
    assert not fout, "\n" + "\n".join(fout)


def test_een_vijandige_vraag_in_het_adres_geeft_een_rustig_antwoord(bezoeker, wereld):
    fout = []
    for adres in wereld.adressen:
        if "GET" not in adres.methoden or adres.naam == "gereed":
            continue
        mens = next((getattr(wereld.cast, rol) for rol in (*KIJKERS, *ROLLEN) if _mag_naar_binnen(adres, rol)), None)
        if mens and adres.soort != "openbaar":
            bezoeker.force_login(mens, backend="accounts.backends.Aanmelding")
        else:
            bezoeker.logout()
        for waarde in ("nul\x00teken", "9" * 40, "-1", "00000000-0000-4000-8000-000000000000", "eyJ" * 400):
            antwoord = vraag(bezoeker, "get", wereld.pad(adres), dict.fromkeys(NAMEN, waarde))
            if antwoord.status_code >= 500:
                fout.append(f"{adres.patroon} {waarde[:40]!r}: {_wat(antwoord)}")
    assert not fout, "\n" + "\n".join(fout)


def test_inloggen_met_een_vijandige_naam(bezoeker, db):
    for naam in ("nul\x00teken", "x" * 10_000, "'; --"):
        antwoord = bezoeker.post("/inloggen/", {"username": naam, "password": "nul\x00teken", "next": "nul\x00teken"})
        assert antwoord.status_code < 500
