"""Every change to people and their organisation-wide rights.

A rule that says no raises ValidationError, in one Dutch sentence.
"""

from functools import wraps

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from .models import Beheerregel, Gebruiker
from .queries import GLOBALE_RECHTEN


class Verouderd(Exception):
    """Someone else saved this person first: `nu` is what stands there, `mijn` what was to be saved."""

    def __init__(self, nu: Gebruiker, mijn: dict):
        super().__init__(f"{nu} is intussen gewijzigd")
        self.nu, self.mijn = nu, mijn


def noteer_beheer(door: Gebruiker | None, zin: str, waarop=None, oud=None, nieuw=None) -> None:
    """One line in the log of the administration; rooms with reference data call this too. `door` None: the command line."""
    Beheerregel.objects.create(
        door=door,
        door_naam=str(door) if door else "De systeembeheerder",
        zin=zin,
        waarop=f"{waarop._meta.label_lower}:{waarop.pk}" if waarop else "",
        oud=oud,
        nieuw=nieuw,
    )


def _beheer(functie):
    """Only for a functional administrator; all or nothing, and one administrator at a time (the last one must stay)."""

    @wraps(functie)
    @transaction.atomic
    def uitvoeren(*args, door, **kwargs):
        if not door.has_perm("accounts.beheren"):
            raise PermissionDenied
        Permission.objects.select_for_update().get(codename="beheren", content_type__app_label="accounts")
        return functie(*args, door=door, **kwargs)

    return uitvoeren


@_beheer
def voeg_toe(*, door, naam, email="", username="", functie="", team="", is_extern=False) -> Gebruiker:
    """A new person, without a password: he chooses it himself through a link (accounts.links)."""
    return _maak(door, naam=naam, email=email, username=username, functie=functie, team=team, is_extern=is_extern)


@transaction.atomic
def maak_beheerder(*, naam, email="", username="", wachtwoord=None) -> Gebruiker:
    """The first person of an installation, from the command line: an administrator with all three rights."""
    gebruiker = _maak(None, naam=naam, email=email, username=username)
    if wachtwoord:
        gebruiker.set_password(wachtwoord)
        gebruiker.save(update_fields=["password"])
    _zet_rechten(gebruiker, set(GLOBALE_RECHTEN))
    noteer_beheer(None, f"heeft {gebruiker} de rechten van functioneel beheerder gegeven", gebruiker)
    return gebruiker


def _maak(door, *, email, username, **velden) -> Gebruiker:
    gebruiker = Gebruiker(username=username or email, email=email, gewijzigd_door=door, **velden)
    gebruiker.set_unusable_password()
    try:
        with transaction.atomic():
            gebruiker.save(force_insert=True)
    except IntegrityError:
        raise ValidationError("Er is al iemand met dit e-mailadres of deze gebruikersnaam.") from None
    noteer_beheer(door, f"heeft {gebruiker} toegevoegd", gebruiker, nieuw={"naam": gebruiker.naam, "email": email})
    return gebruiker


@_beheer
def wijzig(gebruiker, *, door, versie, **velden) -> None:
    """Change the details of a person. Raises Verouderd when someone else saved first."""
    _bewaar(gebruiker, door, versie, velden, f"heeft de gegevens van {gebruiker} gewijzigd")


@transaction.atomic
def wijzig_mijzelf(gebruiker, *, versie, naam, functie) -> None:
    """A person changes his own name and function; nothing that decides who he is or what he may."""
    _bewaar(gebruiker, gebruiker, versie, {"naam": naam, "functie": functie}, "heeft de eigen gegevens gewijzigd")


def _bewaar(gebruiker, door, versie, velden, zin):
    nu = Gebruiker.objects.select_related("gewijzigd_door").get(pk=gebruiker.pk)
    anders = {naam: waarde for naam, waarde in velden.items() if getattr(nu, naam) != waarde}
    if not anders:
        return
    rij = Gebruiker.objects.filter(pk=gebruiker.pk, versie=versie)
    try:
        with transaction.atomic():
            gelukt = rij.update(versie=versie + 1, gewijzigd_op=timezone.now(), gewijzigd_door=door, **anders)
    except IntegrityError:
        raise ValidationError("Er is al iemand met dit e-mailadres of deze gebruikersnaam.") from None
    if not gelukt:
        raise Verouderd(nu, velden)
    noteer_beheer(door, zin, gebruiker, {naam: getattr(nu, naam) for naam in anders}, anders)


@_beheer
def geef_rechten(gebruiker, *, door, rechten: list[str]) -> None:
    """Give exactly these organisation-wide rights. Nobody does this for himself: that would raise one's own rights."""
    if gebruiker == door:
        raise ValidationError("U kunt uw eigen rechten niet wijzigen. Vraag het een andere beheerder.")
    nieuw = set(rechten) & set(GLOBALE_RECHTEN)
    oud = _rechten_van(gebruiker)
    if oud == nieuw:
        return
    _zet_rechten(gebruiker, nieuw)
    if "beheren" in oud - nieuw:
        _eis_een_beheerder()
    noteer_beheer(door, f"heeft de rechten van {gebruiker} gewijzigd", gebruiker, sorted(oud), sorted(nieuw))


@_beheer
def ontneem_toegang(gebruiker, *, door) -> None:
    """From now on this person cannot sign in; sessions and links end at once. Everything he did stays, with his name."""
    if gebruiker == door:
        raise ValidationError("U kunt uw eigen toegang niet stoppen. Vraag het een andere beheerder.")
    if not Gebruiker.objects.filter(pk=gebruiker.pk, is_active=True).update(is_active=False, generatie=F("generatie") + 1):
        raise ValidationError(f"{gebruiker} had al geen toegang meer.")
    _eis_een_beheerder()
    noteer_beheer(door, f"heeft de toegang van {gebruiker} gestopt", gebruiker, {"toegang": True}, {"toegang": False})


@_beheer
def geef_toegang(gebruiker, *, door) -> None:
    """Undo `ontneem_toegang`; sessions from before stay ended."""
    if not Gebruiker.objects.filter(pk=gebruiker.pk, is_active=False).update(is_active=True):
        raise ValidationError(f"{gebruiker} heeft al toegang.")
    noteer_beheer(door, f"heeft {gebruiker} weer toegang gegeven", gebruiker, {"toegang": False}, {"toegang": True})


@_beheer
def vernieuw_link(gebruiker, *, door) -> None:
    """Someone may choose a new password: earlier links and sessions end; the link is made where it is shown or mailed."""
    if gebruiker == door:
        raise ValidationError("Uw eigen wachtwoord wijzigt u bij Mijn account.")
    if not Gebruiker.objects.filter(pk=gebruiker.pk, is_active=True).update(generatie=F("generatie") + 1):
        raise ValidationError(f"{gebruiker} heeft geen toegang. Geef eerst weer toegang.")
    noteer_beheer(door, f"heeft een link gemaakt waarmee {gebruiker} een wachtwoord kiest", gebruiker)


@transaction.atomic
def kies_wachtwoord(gebruiker, wachtwoord: str) -> None:
    """The person himself chooses a password. All his sessions end; the page keeps its own (update_session_auth_hash)."""
    gebruiker.set_password(wachtwoord)
    gebruiker.save(update_fields=["password"])
    noteer_beheer(gebruiker, "heeft het eigen wachtwoord gekozen", gebruiker)


def _rechten_van(gebruiker) -> set[str]:
    rijen = gebruiker.user_permissions.filter(content_type__app_label="accounts", codename__in=GLOBALE_RECHTEN)
    return set(rijen.values_list("codename", flat=True))


def _zet_rechten(gebruiker, rechten: set[str]) -> None:
    gebruiker.user_permissions.set(Permission.objects.filter(content_type__app_label="accounts", codename__in=rechten))


def _eis_een_beheerder() -> None:
    if not Gebruiker.objects.met_rechten().filter(is_active=True, mag_beheren=True).exists():
        raise ValidationError("Er moet altijd een functioneel beheerder zijn.")
