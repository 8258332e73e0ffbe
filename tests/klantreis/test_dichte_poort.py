import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_achter_een_dichte_poort_staat_geen_knop_die_toch_weigert(als, cast, traject):
    pagina = als(cast.klantreiscoach).get(reverse("klantreis:stap", args=[traject.pk])).content.decode()
    assert "Maak een keuze" not in pagina


def test_met_open_poorten_staat_de_knop_er_wel(als, cast, traject, open_poorten):
    pagina = als(cast.klantreiscoach).get(reverse("klantreis:stap", args=[traject.pk])).content.decode()
    assert "Maak een keuze" in pagina
