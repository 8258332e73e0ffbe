"""150 checks on a page of 25 trajecten: `user.has_perm` through our backend and through guardian's own."""

from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from guardian.core import ObjectPermissionChecker

from trajecten.models import Deelname, Traject
from trajecten.rollen import heeft_recht, laad_rollen

from . import banken, gegevens
from .meten import Geval, meet, tijd, verhouding
from .uitslag import Regel, feit

RECHTEN = (
    "traject_bewerken",
    "kpi_bewerken",
    "proces_bewerken",
    "verbetering_kiezen",
    "plan_vaststellen",
    "traject_afsluiten",
)
ROLLEN = ("sponsor", "proceseigenaar", "projectleider", "procesadviseur", "klantreiscoach", "teammanager")
GUARDIAN = ["django.contrib.auth.backends.ModelBackend", "guardian.backends.ObjectPermissionBackend"]
ONS = list(settings.AUTHENTICATION_BACKENDS)


@contextmanager
def geteld():
    """The statements that go to the database."""
    gezien: list = []

    def tel(voer_uit, sql, params, many, context):
        gezien.append((sql, params))
        return voer_uit(sql, params, many, context)

    with connection.execute_wrapper(tel):
        yield gezien


class _Bladzijde:
    """The 25 newest trajecten of the typical user, and a user of whom nothing is remembered yet."""

    def __init__(self):
        self.trajecten = list(
            Traject.objects.filter(deelnames__user=gegevens.MENSEN["typisch"]).distinct().order_by("-gewijzigd_op")[:25]
        )
        rijen = Deelname.objects.filter(user=gegevens.MENSEN["typisch"], content_object__in=self.trajecten)
        rollen: dict = {}
        for traject, rol in rijen.values_list("content_object_id", "permission__codename"):
            rollen.setdefault(traject, set()).add(rol)
        # What must come out, from the facts and the matrix themselves.
        self.verwacht = [heeft_recht(rollen[t.pk], recht) for t in self.trajecten for recht in RECHTEN]
        self.verwacht_rollen = [rol in rollen[t.pk] for t in self.trajecten for rol in ROLLEN]

    def nieuw(self, backends):
        self.gebruiker = get_user_model().objects.get(pk=gegevens.MENSEN["typisch"].pk)
        settings.AUTHENTICATION_BACKENDS = backends

    def ons(self):
        laad_rollen(self.gebruiker, self.trajecten)
        return [self.gebruiker.has_perm(f"trajecten.{recht}", traject) for traject in self.trajecten for recht in RECHTEN]

    def guardian(self):
        return [self.gebruiker.has_perm(f"trajecten.{rol}", traject) for traject in self.trajecten for rol in ROLLEN]

    def checker(self):
        checker = ObjectPermissionChecker(self.gebruiker)
        checker.prefetch_perms(self.trajecten)
        return [checker.has_perm(rol, traject) for traject in self.trajecten for rol in ROLLEN]

    def klopt(self, antwoord):
        assert antwoord == self.verwacht, "onze rechten kloppen niet met de tabel"

    def klopt_rollen(self, antwoord):
        assert antwoord == self.verwacht_rollen, "guardian geeft andere rollen dan de rijen"


def meet_deel(klein: bool) -> list[Regel]:
    naam, aantal = ("duizend", 1_000)
    gegevens.zorg_voor({naam: aantal}, 300 if klein else 10_000)
    with banken.in_bank(naam):
        blad = _Bladzijde()
        assert len(blad.trajecten) == 25
        try:
            vragen = {}
            for wie, backends, doe in (
                ("ons", ONS, blad.ons),
                ("guardian", GUARDIAN, blad.guardian),
                ("checker", GUARDIAN, blad.checker),
            ):
                blad.nieuw(backends)
                with geteld() as gezien:
                    doe()
                vragen[wie] = len(gezien)
            tijden = meet(
                {
                    "ons": Geval(blad.ons, blad.klopt, lambda: blad.nieuw(ONS)),
                    "guardian": Geval(blad.guardian, blad.klopt_rollen, lambda: blad.nieuw(GUARDIAN)),
                    "checker": Geval(blad.checker, blad.klopt_rollen, lambda: blad.nieuw(GUARDIAN)),
                },
                rondes=3 if klein else 25,
            )
        finally:
            settings.AUTHENTICATION_BACKENDS = ONS
    factor, bij_checker = verhouding(tijden["guardian"], tijden["ons"]), verhouding(tijden["checker"], tijden["ons"])
    regels = [
        feit("rechten", "queries voor 150 × user.has_perm", vragen["ons"], "≤ 1", vragen["ons"] <= 1, f"guardian {vragen['guardian']}"),
        Regel("rechten", "150 × user.has_perm, guardian ÷ ons", tijd(tijden["ons"]), tijd(tijden["guardian"]), str(factor), "≥ 100",
              factor.mediaan >= 100),
        Regel("rechten", "guardians checker met prefetch ÷ ons", tijd(tijden["ons"]),
              f"{tijd(tijden['checker'])}, {vragen['checker']} queries", str(bij_checker), "–", None),
    ]  # fmt: skip
    regels[0].cijfers = {"vragen": vragen, "tijden": tijden}
    return regels
