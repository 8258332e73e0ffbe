"""The list costs the same number of queries at 1, 50 and 1,000 trajecten, and walks its own index."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.plannen import dwing_indexen, leest_alles, plan
from tests.bouwers import maak_gebruiker
from tests.trajecten.test_lijst import vul
from trajecten.lijst import Keuze, bladzijde

pytestmark = pytest.mark.django_db


def tel(browser, adres, **koppen):
    with CaptureQueriesContext(
        connection,
    ) as gezien:
        assert browser.get(adres, headers=koppen).status_code == 200
    return len(gezien)


ADRESSEN = {
    "/trajecten/": 4,
    "/trajecten/?sorteer=titel": 4,
    "/trajecten/?sorteer=wacht&zoek=grond&status=lopend": 4,
    "/": 12,
}


def test_even_veel_queries_bij_1_50_en_1000(als):
    gezien: dict = {adres: [] for adres in ADRESSEN}
    for aantal in (1, 50, 1_000):
        mens = maak_gebruiker()
        vul(mens, aantal)
        browser = als(mens)
        for adres in ADRESSEN:
            tel(browser, adres)
            gezien[adres].append((tel(browser, adres), tel(browser, adres, hx_request="true")))
    for adres, hoogst in ADRESSEN.items():
        assert len(set(gezien[adres])) == 1, (adres, gezien[adres])
        assert max(gezien[adres][0]) <= hoogst, (adres, gezien[adres])


@pytest.mark.parametrize("diep", [False, True])
def test_de_gewone_volgorde_loopt_langs_haar_index(diep):
    mens = maak_gebruiker()
    vul(mens, 60)
    na = bladzijde_na(mens) if diep else None
    with CaptureQueriesContext(connection) as gezien:
        bladzijde(mens, Keuze(na=na))
    dwing_indexen()
    try:
        tekst = plan(gezien[-1]["sql"].replace("%", "%%"))
    finally:
        dwing_indexen(False)
    assert "deelname_mijn_trajecten" in tekst, tekst
    assert not leest_alles(tekst, "trajecten_traject", "trajecten_deelname"), tekst


def bladzijde_na(mens):
    from trajecten.lijst import decodeer

    return decodeer(bladzijde(mens, Keuze())["volgende"], "gewijzigd")
