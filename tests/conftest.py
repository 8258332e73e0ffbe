"""One fixed cast: a person per role, a colleague with the same right, a reader, a stranger, a former member, a beheerder."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission

from trajecten.rollen import ROLLEN
from trajecten.stap import ververs

from .bouwers import geef_rol, maak_gebruiker, maak_traject


class Cast:
    """The people of the tests: `cast.projectleider`, …, one per role of the traject `cast.traject`.

    `vreemde` is in no traject, `oud_lid` was once procesadviseur, `beheerder` has the global right, `buur_projectleider` leads
    `buur_traject`.
    """

    def __init__(self):
        self.vreemde = maak_gebruiker("Vera Vreemde")
        self.beheerder = maak_gebruiker("Bea Beheer", username="beheerder")
        for recht in ("beheren", "trajecten_starten", "portfolio_zien"):
            self.beheerder.user_permissions.add(Permission.objects.get(codename=recht))
        self.traject = maak_traject(door=self.beheerder)
        for rol, (_, naam) in ROLLEN.items():
            mens = maak_gebruiker(f"{naam} van dienst", username=rol)
            setattr(self, rol, mens)
            geef_rol(self.traject, mens, rol, team="Grondzaken" if rol == "teammanager" else "")
        self.projectleider.user_permissions.add(Permission.objects.get(codename="trajecten_starten"))
        self.oud_lid = maak_gebruiker("Otto Oudlid")
        lid = geef_rol(self.traject, self.oud_lid, "procesadviseur")
        from trajecten.acties import _eindig

        _eindig(lid)
        self.buur_traject = maak_traject(door=self.beheerder, titel="Buurtraject")
        self.buur_projectleider = maak_gebruiker("Bart Buur")
        geef_rol(self.buur_traject, self.buur_projectleider, "projectleider")
        ververs(self.traject)
        ververs(self.buur_traject)


@pytest.fixture(autouse=True)
def zaaigoed(request):
    """A test with real transactions empties the database behind it; the next one finds the reference data back."""
    merk = request.node.get_closest_marker("django_db")
    if merk and merk.kwargs.get("transaction"):
        request.getfixturevalue("transactional_db")
        for migratie, zaai in (
            ("serviceformule.migrations.0002_vijf_formules", "zet_neer"),
            ("toetsing.migrations.0002_disciplines", "vul"),
        ):
            getattr(import_module(migratie), zaai)(apps, None)


@pytest.fixture(autouse=True)
def eigen_map(settings, tmp_path):
    """Documents of a test stand in its own directory, so that tests side by side do not see each other's files."""
    settings.RAPPORTEN = tmp_path / "rapporten"


@pytest.fixture
def cast(db) -> Cast:
    return Cast()


@pytest.fixture
def traject(cast):
    return cast.traject


@pytest.fixture
def als(client):
    """`als(cast.projectleider).get(…)`: the test client, signed in as this person."""

    def inloggen(gebruiker):
        client.force_login(gebruiker, backend="accounts.backends.Aanmelding")
        return client

    return inloggen


@pytest.fixture
def open_poorten(cast):
    """Every step may begin, as if the projectleider gave a reason: for tests of one room."""
    from trajecten.models import Poortbesluit

    for stap in range(2, 11):
        Poortbesluit.objects.create(traject=cast.traject, stap=stap, reden="voor de proef", door=cast.projectleider)
