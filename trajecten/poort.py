"""The gate: every change of state in a traject enters here, once, and leaves one line in the log.

`@actie("recht")` = check the right → transaction → do it → write the Logregel → refresh the track. If an actie raises, nothing
happened: no row, no log line, no mail. The lock on the traject's row is what keeps the hash chain of its log in order.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import Model

from berichten import klok

from . import stap as stappen
from .models import Bewerkbaar, Deelname, Logregel, Poortbesluit, Traject
from .rollen import RECHTEN, heeft_recht, rollen_van, vergeet_rollen

GEBRUIKTE_RECHTEN: set[str] = set()  # filled at import; tests/huis compares it with the matrix


class NietMogelijk(Exception):
    """A rule of the process says no, in one Dutch sentence for the user."""

    def __init__(self, zin: str):
        super().__init__(zin)
        self.zin = zin


class PoortDicht(NietMogelijk):
    """An earlier step is not ready; with a reason someone with `poort_passeren` may go on."""

    def __init__(self, stap: int, nog_nodig: list[str]):
        uitweg = f"Op de pagina van stap {stap} kan de projectleider of de proceseigenaar zeggen waarom het toch doorgaat."
        super().__init__(f"Stap {stap} kan nog niet beginnen. Nog nodig: {'; '.join(nog_nodig)}. {uitweg}")
        self.stap, self.nog_nodig = stap, nog_nodig


class Geweigerd(PermissionDenied):
    """This person may not do this; the roles that may are known."""

    def __init__(self, recht: str, traject: Traject, handeling: str):
        super().__init__(recht)
        self.recht, self.traject, self.handeling = recht, traject, handeling
        self.genoteerd = False


class Botsing(Exception):
    """Someone else saved first: `nu` is what stands there now, `mijn` what this person wanted to save."""

    def __init__(self, nu: Model, mijn: dict):
        super().__init__(f"{nu} is intussen gewijzigd")
        self.nu, self.mijn = nu, mijn


@dataclass
class _Loop:
    """One running actie."""

    traject: Traject
    notities: list = field(default_factory=list)


_lopend: ContextVar[tuple[_Loop, ...]] = ContextVar("lopende_acties", default=())
_te_verversen: ContextVar[dict | None] = ContextVar("te_verversen", default=None)


@contextmanager
def opsparen():
    """Many acties in a row (a day of a case): compute the track once at the end, or earlier when a gate looks closed."""
    merk = _te_verversen.set({})
    try:
        yield
        for traject in (_te_verversen.get() or {}).values():
            stappen.ververs(traject)
    finally:
        _te_verversen.reset(merk)


def noteer(zin: str, waarop: Model, oud=None, nieuw=None) -> None:
    """Say what the running actie did. `zin` is read after the person's name: "heeft KPI 1 toegevoegd"."""
    _lopend.get()[-1].notities.append((zin, waarop, oud, nieuw))


def actie(recht: str, *, stap: int | None = None, op_gesloten: bool = False):
    """Decorate a function `f(onderwerp, …, *, door)` that changes something in the traject of `onderwerp`.

    `stap`: the actie belongs to this step, so the gate of that step must be open or passed with a reason.
    `op_gesloten`: also possible when the traject is closed. Raises Geweigerd, PoortDicht or NietMogelijk.
    """
    RECHTEN[recht]  # a forgotten row is an error at start
    GEBRUIKTE_RECHTEN.add(recht)

    def wikkel(functie):
        @wraps(functie)
        def uitvoeren(onderwerp, *args, door, **kwargs):
            buitenste = not _lopend.get()
            try:
                with transaction.atomic():
                    traject = _vergrendel(onderwerp.traject)
                    if buitenste:
                        vergeet_rollen(door)
                    _controleer(traject, door, recht, stap, op_gesloten, functie.__name__)
                    loop = _Loop(traject)
                    merk = _lopend.set((*_lopend.get(), loop))
                    try:
                        resultaat = functie(onderwerp, *args, door=door, **kwargs)
                    finally:
                        _lopend.reset(merk)
                    for notitie in loop.notities:
                        _schrijf(traject, door, recht, functie.__name__, *notitie)
                    if buitenste:
                        _werk_bij(traject)
                return resultaat
            except Geweigerd as fout:
                # Inside a larger transaction the line would be rolled back with it; then the page writes it (scherm._voer_uit).
                if buitenste and not fout.genoteerd and not connection.in_atomic_block:
                    noteer_weigering(fout.traject, door, fout.recht, fout.handeling)
                    fout.genoteerd = True
                raise

        uitvoeren.__dict__.update(recht=recht, stap=stap)
        return uitvoeren

    return wikkel


def _vergrendel(traject: Traject) -> Traject:
    lopend = _lopend.get()
    if lopend and lopend[-1].traject.pk == traject.pk:
        return lopend[-1].traject
    return Traject.objects.select_for_update().get(pk=traject.pk)


def _controleer(traject, door, recht, stap, op_gesloten, handeling):
    if not heeft_recht(rollen_van(door, traject), recht):
        raise Geweigerd(recht, traject, handeling)
    if traject.afgesloten_op and not op_gesloten:
        raise NietMogelijk("Dit traject is afgesloten. De proceseigenaar kan het heropenen.")
    if stap and (nog_nodig := poort_dicht(traject, stap)):
        raise PoortDicht(stap, nog_nodig)


def poort_dicht(traject: Traject, stap: int) -> list[str]:
    """What an earlier step still needs before this one may begin; empty when the gate is open or was passed."""
    nog_nodig = stappen.poort(traject, stap)
    if nog_nodig and (_te_verversen.get() or {}).pop(traject.pk, None):
        stappen.ververs(traject)
        nog_nodig = stappen.poort(traject, stap)
    if nog_nodig and Poortbesluit.objects.filter(traject=traject, stap=stap).exists():
        return []
    return nog_nodig


def _schrijf(traject, door, recht, handeling, zin, waarop, oud, nieuw, is_weigering=False):
    klok.tik()
    regel = Logregel(
        traject=traject,
        nummer=traject.log_nummer + 1,
        op=klok.nu(),
        door=door if door and door.is_authenticated else None,
        door_naam=str(door) if door and door.is_authenticated else "niet ingelogd" if door else "Wasstraat",
        recht=recht,
        handeling=handeling,
        zin=zin,
        waarop=f"{waarop._meta.label_lower}:{waarop.pk}" if waarop else "",
        oud=oud,
        nieuw=nieuw,
        is_weigering=is_weigering,
        vorige_hash=traject.log_hash,
    )
    regel.hash = regel.bereken_hash()
    regel.save(force_insert=True)
    traject.log_nummer, traject.log_hash = regel.nummer, regel.hash
    Traject.objects.filter(pk=traject.pk).update(log_nummer=regel.nummer, log_hash=regel.hash)


def _werk_bij(traject):
    """After a change: the track, and the sort key of everyone's own list."""
    nu = klok.nu()
    Traject.objects.filter(pk=traject.pk).update(gewijzigd_op=nu)
    Deelname.objects.filter(content_object=traject).update(gewijzigd_op=nu)
    if (spaarpot := _te_verversen.get()) is not None:
        spaarpot[traject.pk] = traject
    else:
        stappen.ververs(traject)


def noteer_weigering(traject: Traject, gebruiker, recht: str, handeling: str) -> None:
    """A refusal is a line in the log too; it changes nothing else."""
    with transaction.atomic():
        vers = Traject.objects.select_for_update().get(pk=traject.pk)
        zin = f"mocht dit niet: {RECHTEN[recht].in_woorden}" if recht in RECHTEN else "mocht dit traject niet zien"
        _schrijf(vers, gebruiker, recht, handeling, zin, vers, None, None, is_weigering=True)


def bewaar(obj: Bewerkbaar, versie: int, door, **velden) -> dict:
    """Save an edit that was made on `versie` of `obj`; returns {"oud": …, "nieuw": …}, empty when nothing changed.

    Raises Botsing when someone else saved in the meantime and the texts differ. A save without a change makes no new version.
    """
    model = type(obj)
    nu = model._default_manager.get(pk=obj.pk)
    anders = {naam: waarde for naam, waarde in velden.items() if getattr(nu, naam) != waarde}
    if not anders:
        obj.versie = nu.versie
        return {}
    oud = {naam: _leesbaar(getattr(nu, naam)) for naam in anders}
    gelukt = model._default_manager.filter(pk=obj.pk, versie=versie).update(
        versie=versie + 1, gewijzigd_op=klok.nu(), gewijzigd_door=door, **anders
    )
    if not gelukt:
        raise Botsing(model._default_manager.select_related("gewijzigd_door").get(pk=obj.pk), velden)
    for naam, waarde in anders.items():
        setattr(obj, naam, waarde)
    obj.versie = versie + 1
    return {"oud": oud, "nieuw": {naam: _leesbaar(waarde) for naam, waarde in anders.items()}}


def _leesbaar(waarde):
    return str(waarde) if isinstance(waarde, Model) else waarde


def lopend_traject() -> Traject:
    """The locked row of the running actie; a change to the traject itself must also be made here."""
    return _lopend.get()[-1].traject
