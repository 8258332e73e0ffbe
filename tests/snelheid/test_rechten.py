"""150 checks cost one query, also through the lazy `request.user` that pages have."""

from django.contrib.auth import get_user_model
from django.utils.functional import SimpleLazyObject

from tests.bouwers import geef_rol, maak_traject
from trajecten.rollen import laad_rollen, rechten_van, vergeet_rollen

RECHTEN = (
    "traject_bewerken",
    "kpi_bewerken",
    "proces_bewerken",
    "verbetering_kiezen",
    "plan_vaststellen",
    "traject_afsluiten",
)


def test_honderdvijftig_keer_has_perm_is_een_vraag(cast, django_assert_num_queries):
    trajecten = [maak_traject(cast.beheerder, titel=f"Traject {n}") for n in range(25)]
    for traject in trajecten:
        geef_rol(traject, cast.vreemde, "projectleider")
    gebruiker = SimpleLazyObject(lambda: get_user_model().objects.get(pk=cast.vreemde.pk))
    assert gebruiker.is_authenticated  # read here, as the first line of every page does
    with django_assert_num_queries(1):
        laad_rollen(gebruiker, trajecten)
        antwoorden = [gebruiker.has_perm(f"trajecten.{recht}", traject) for traject in trajecten for recht in RECHTEN]
    assert antwoorden == [recht in rechten_van(gebruiker, trajecten[0]) for recht in RECHTEN] * 25
    assert any(antwoorden)
    assert not all(antwoorden)


def test_vergeten_geldt_ook_binnen_de_luie_gebruiker(cast):
    gebruiker = SimpleLazyObject(lambda: get_user_model().objects.get(pk=cast.vreemde.pk))
    assert not gebruiker.has_perm("trajecten.traject_zien", cast.traject)
    geef_rol(cast.traject, cast.vreemde, "jurist")
    vergeet_rollen(gebruiker)
    assert gebruiker.has_perm("trajecten.traject_zien", cast.traject)
