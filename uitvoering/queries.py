"""Every read of step 10 with a name."""

from datetime import date

from django.db import connection
from django.db.models import OuterRef, Subquery

from implementatie.models import Implementatieactie
from implementatie.queries import STANDAARD
from toetsing.models import Voorwaarde
from trajecten.models import Deelname, Lid

from .models import Evaluatie, Evaluatiemoment, Voortgang

EVALUATIEROLLEN = ("projectleider", "proceseigenaar", "procesadviseur")  # who hears about an evaluation moment
KLAAR = (Voortgang.Kleur.GEREED, Voortgang.Kleur.VERVALLEN)


def acties(traject):
    """What is to be done in this traject, each with its newest check-in; "niet nodig" and "niet overnemen" are no work."""
    nieuwste = Voortgang.objects.filter(actie=OuterRef("pk")).order_by("-op", "-id")
    rijen = Implementatieactie.objects.filter(traject=traject, niet_nodig="").exclude(prioritering__besluit="niet")
    return rijen.select_related("actiehouder", "prioritering__planregel").annotate(
        kleur=Subquery(nieuwste.values("kleur")[:1]),
        laatste_zin=Subquery(nieuwste.values("zin")[:1]),
        laatste_blokkade=Subquery(nieuwste.values("geblokkeerd_door")[:1]),
        laatst_gemeld=Subquery(nieuwste.values("op")[:1]),
    )


def telt_mee(actie) -> bool:
    """Does this action belong to this round? What the proceseigenaar put off until later does not hold up step 10."""
    return actie.soort in STANDAARD or actie.prioritering.besluit == "overnemen"


def open_voorwaarden(*, traject=None, verbetering=None):
    """Conditions of specialists that are not closed yet, on whichever version of the plan they were made."""
    rijen = Voorwaarde.objects.filter(gesloten_op=None).select_related(
        "oordeel__planregel", "oordeel__toets__discipline", "oordeel__toets__specialist"
    )
    if verbetering is not None:
        return rijen.filter(oordeel__planregel__verbetering=verbetering)
    return rijen.filter(oordeel__toets__ronde__traject=traject)


def momenten(traject):
    return Evaluatiemoment.objects.filter(traject=traject).select_related("evaluatie__door")


def evaluaties(traject):
    return Evaluatie.objects.filter(moment__traject=traject)


def eigen_teams(traject, gebruiker) -> set[str]:
    """The teams this person leads in this traject."""
    leden = Lid.objects.filter(traject=traject, gebruiker=gebruiker, rol="teammanager", tot=None)
    teams = leden.values_list("team", flat=True)
    return {team.strip().casefold() for team in (*teams, gebruiker.team)} - {""}


def te_herinneren(dag: date):
    """Evaluation moments of which a reminder is due: a walk over the partial index, taken by one clock at a time."""
    rijen = Evaluatiemoment.objects.filter(herinner_op__lte=dag).order_by("herinner_op").select_related("traject")
    return rijen.select_for_update(skip_locked=True, of=("self",)) if connection.vendor == "postgresql" else rijen


def mensen_per_traject(traject_ids, rollen=EVALUATIEROLLEN) -> dict:
    """traject id → role → people, for a whole batch in one query."""
    gevonden: dict = {}
    rijen = Deelname.objects.filter(content_object__in=traject_ids, permission__codename__in=rollen, user__is_active=True)
    for rij in rijen.select_related("user", "permission").order_by("id"):
        gevonden.setdefault(rij.content_object_id, {}).setdefault(rij.permission.codename, []).append(rij.user)
    return gevonden
