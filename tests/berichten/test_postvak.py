"""My notices: mine only, unread first, read by a button, paged at a fixed price."""

import re

import pytest
from django.utils import timezone

from .bouwers import maak_bericht

pytestmark = pytest.mark.django_db
LIJST = "/berichten/"


def test_ongelezen_eerst_en_alleen_de_eigen(als, cast):
    oud, nieuw = maak_bericht(cast.sponsor, titel="Het oudste"), maak_bericht(cast.sponsor, titel="Het nieuwste")
    maak_bericht(cast.jurist, titel="Van een ander")
    client = als(cast.sponsor)
    assert client.post(f"{LIJST}{nieuw.pk}/gelezen/").status_code == 303
    pagina = client.get(LIJST).content.decode()
    assert pagina.index("Het oudste") < pagina.index("Het nieuwste")
    assert "Van een ander" not in pagina
    oud.refresh_from_db(), nieuw.refresh_from_db()
    assert (oud.gelezen_op is None, nieuw.gelezen_op is None) == (True, False)


def test_een_bericht_van_een_ander_bestaat_niet(als, cast):
    bericht = maak_bericht(cast.jurist)
    assert als(cast.sponsor).post(f"{LIJST}{bericht.pk}/gelezen/").status_code == 404
    assert als(cast.sponsor).get(f"{LIJST}{bericht.pk}/gelezen/").status_code == 405
    bericht.refresh_from_db()
    assert bericht.gelezen_op is None


def test_alles_gelezen_is_wat_op_het_scherm_stond(als, cast):
    gezien, client = maak_bericht(cast.sponsor), als(cast.sponsor)
    tot = timezone.now().isoformat()
    later = maak_bericht(cast.sponsor)
    assert client.post(f"{LIJST}alles-gelezen/", {"tot": tot}).status_code == 303
    gezien.refresh_from_db(), later.refresh_from_db()
    assert (gezien.gelezen_op is None, later.gelezen_op is None) == (False, True)
    assert client.post(f"{LIJST}alles-gelezen/", {"tot": "onzin"}).status_code == 303


def test_bladeren_kost_drie_vragen_en_slaat_niets_over(als, cast, django_assert_num_queries):
    for n in range(60):
        bericht = maak_bericht(cast.sponsor, titel=f"Bericht {n:02}!")
        if n % 3 == 0:
            bericht.gelezen_op = bericht.gemaakt_op
            bericht.save()
    client, merk, gezien = als(cast.sponsor), None, []
    for _ in range(3):
        with django_assert_num_queries(3):
            pagina = client.get(LIJST, {"na": merk} if merk else {}).content.decode()
        gezien += re.findall(r">(Bericht \d\d!)<", pagina)
        volgende = re.search(r"na=([^\"]+)", pagina)
        merk = volgende and volgende[1]
    assert merk is None
    assert len(gezien) == len(set(gezien)) == 60
    assert gezien[0] == "Bericht 59!"
    assert gezien[-1] == "Bericht 00!"


def test_een_vijandige_titel_is_tekst(als, cast):
    maak_bericht(cast.sponsor, titel="<script>alert(1)</script>")
    assert "<script>alert" not in als(cast.sponsor).get(LIJST).content.decode()
