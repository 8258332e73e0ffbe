"""The people of a case: who they are, which roles they have, and who does what."""

from django.utils.text import slugify

from accounts.models import Gebruiker

from .lees import Samenhang


class Mensen:
    """Users made from the functies of a case. A name that is taken by another case gets a number."""

    def __init__(self, casus, maak_gebruiker):
        self.samenhang = Samenhang(casus)
        self._maak = maak_gebruiker
        self._op_functie = {}
        self._op_rol = {}
        for rol, functie, _ in self.samenhang.rollen:
            self._op_rol.setdefault(rol, []).append(functie)

    def __getitem__(self, functie) -> Gebruiker:
        if functie not in self._op_functie:
            self._op_functie[functie] = self._maak(naam=str(functie), username=_vrije_naam(functie))
        return self._op_functie[functie]

    def alle(self, rol) -> list[Gebruiker]:
        return list(dict.fromkeys(self[functie] for functie in self._op_rol.get(rol, [])))

    def een(self, *rollen) -> Gebruiker | None:
        """The first person with the first of these roles that someone has."""
        return next((mens for rol in rollen for mens in self.alle(rol)), None)

    def specialist(self, discipline) -> Gebruiker:
        return self[self.samenhang.specialist(discipline)]


def _vrije_naam(functie) -> str:
    basis = slugify(str(functie))[:140] or "mens"
    naam, nummer = basis, 1
    while Gebruiker.objects.filter(username=naam).exists():
        nummer += 1
        naam = f"{basis}-{nummer}"
    return naam
