"""Every read of step 10 with a name."""

from calendar import monthrange
from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from berichten.werkdagen import op_werkdag
from implementatie.models import Implementatieactie
from implementatie.queries import STANDAARD
from kpi.models import Kpi, Meting
from toetsing.models import Voorwaarde
from trajecten.models import Deelname, Lid
from trajecten.rollen import RECHTEN, rollen_van
from vaststelling.models import Besluit

from .models import Evaluatie, Evaluatiemoment, Voortgang

EVALUATIEROLLEN = ("projectleider", "proceseigenaar", "procesadviseur")  # who hears about an evaluation moment
KLAAR = (Voortgang.Kleur.GEREED, Voortgang.Kleur.VERVALLEN)


def acties(traject):
    """What is to be done in this traject, each with its newest check-in; "niet nodig" and "niet overnemen" are no work."""
    nieuwste = Voortgang.objects.filter(actie=OuterRef("pk")).order_by("-op", "-id")
    return (
        plan_acties(traject)
        .filter(niet_nodig="")
        .annotate(
            kleur=Subquery(nieuwste.values("kleur")[:1]),
            laatste_zin=Subquery(nieuwste.values("zin")[:1]),
            laatste_blokkade=Subquery(nieuwste.values("geblokkeerd_door")[:1]),
            laatst_gemeld=Subquery(nieuwste.values("op")[:1]),
        )
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


def plan_acties(traject):
    """The actions and the "niet nodig" lines of the plan, without those of improvements that are not taken over."""
    rijen = Implementatieactie.objects.filter(traject=traject).exclude(prioritering__besluit="niet")
    return rijen.select_related("actiehouder", "prioritering__planregel")


def niet_opnieuw_gemeten(traject) -> list[int]:
    """Numbers of the KPI's without an end measurement, and without any measurement after the decision on the plan.

    Two queries. "Niet meetbaar", with its reason, counts: that it was tried is an answer.
    """
    besluit = Besluit.objects.filter(planversie__traject=traject, besluit="goedgekeurd").order_by("-op").first()
    opnieuw = Q(fase=Meting.Fase.EIND)
    if besluit:
        opnieuw |= ~Q(fase=Meting.Fase.NUL) & Q(datum__gt=timezone.localdate(besluit.op))
    gemeten = Meting.objects.filter(opnieuw, kpi=OuterRef("pk"))
    return list(Kpi.objects.filter(~Exists(gemeten), traject=traject).values_list("nummer", flat=True))


def mag_melden(actie, gebruiker) -> bool:
    """May this person report on this action? U: on every one; E: on the own ones, a teammanager on those of the team too."""
    letters, rollen = RECHTEN["voortgang_melden"].letters, rollen_van(gebruiker, actie.traject)
    if any(letters[rol] in "BU" for rol in rollen):
        return True
    if not any(letters[rol] == "E" for rol in rollen):
        return False
    if actie.actiehouder_id == gebruiker.pk:
        return True
    return "teammanager" in rollen and actie.team.strip().casefold() in eigen_teams(actie.traject, gebruiker)


def mag_laten_vervallen(traject, gebruiker) -> bool:
    """Dropping an action changes what was decided: only who may report on every action."""
    return any(RECHTEN["voortgang_melden"].letters[rol] in "BU" for rol in rollen_van(gebruiker, traject))


def kleurwoord(kleur) -> str:
    return Voortgang.Kleur(kleur).label


def voorstel_datum(traject) -> date | None:
    """Three months after the last quick win (practice, h3), on a working day; without quick wins after the last action."""
    rijen = [rij for rij in plan_acties(traject) if rij.eind and telt_mee(rij)]
    snel = [rij.eind for rij in rijen if rij.prioritering_id and rij.prioritering.planregel.termijn == "quick_win"]
    laatste = max(snel or [rij.eind for rij in rijen], default=None)
    if laatste is None:
        return None
    jaar, maand = laatste.year + (laatste.month + 2) // 12, (laatste.month + 2) % 12 + 1
    return op_werkdag(date(jaar, maand, min(laatste.day, monthrange(jaar, maand)[1])))
