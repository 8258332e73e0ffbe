"""Every change of step 9. Decisions and order may be prepared by three roles; only the proceseigenaar makes them count."""

from datetime import date, timedelta

from django.db.models import Case, DateField, ProtectedError, Value, When
from django.db.models.functions import Cast

from berichten import klok
from berichten.acties import trek_in
from trajecten.poort import Botsing, NietMogelijk, actie, bewaar, noteer

from . import queries, ritme
from .models import Implementatieactie, ImplementatieVaststelling, Prioritering

Besluit = Prioritering.Besluit
WEG = "Deze actie is al in uitvoering en kan niet meer weg. Meld bij stap 10 dat hij vervalt."


@actie("implementatie_voorbereiden", stap=9)
def prioriteer(planregel, *, door, besluit, rang=None, reden="", versie=None) -> Prioritering:
    """Prepare the decision about one improvement of the approved plan; it counts after `stel_vast`.

    `rang`: place in the order as given, others move down when it is taken; without it an adopted improvement comes last.
    "niet" needs a reason at once, "later" a reason or an action with dates before the plan is fixed. `versie`: the one on
    the screen, 0 when there was no decision yet; None: on what stands there now. Raises NietMogelijk, Botsing.
    """
    if besluit not in Besluit.values:
        raise NietMogelijk("Kies overnemen, later of niet overnemen.")
    if not queries.is_definitief(planregel):
        raise NietMogelijk("Kies een verbetering uit de goedgekeurde versie van het verbeterplan.")
    reden = reden.strip()
    if besluit == Besluit.NIET and not reden:
        raise NietMogelijk("Geef een reden waarom deze verbetering niet wordt overgenomen.")
    prio = queries.prioritering_van(planregel.verbetering_id)
    if besluit == Besluit.NIET and prio and prio.acties.exists():
        raise NietMogelijk("Er staan nog acties bij deze verbetering. Verwijder die eerst, of kies later.")
    traject = planregel.traject
    plaats = _plaats(traject, prio, besluit, rang)
    velden = {"besluit": besluit, "reden": reden, "rang": plaats}
    if prio is None:
        prio = Prioritering.objects.create(planregel=planregel, gewijzigd_door=door, **velden)
        noteer(f"heeft {planregel.code} voorbereid: {prio.get_besluit_display()}", prio, nieuw=velden)
        return prio
    if versie == 0 and (prio.besluit, prio.reden) != (besluit, reden):  # the screen showed no decision, now there is one
        raise Botsing(prio, velden)
    if prio.planregel_id != planregel.pk:
        velden["planregel"] = planregel
    if verschil := bewaar(prio, versie or prio.versie, door, **velden):
        noteer(f"heeft {planregel.code} gewijzigd: {prio.get_besluit_display()}", prio, **verschil)
    return prio


def _plaats(traject, prio, besluit, rang):
    """The rank to store: as asked, else the one it had, else the end of the order."""
    if rang is not None and (not isinstance(rang, int) or not 1 <= rang <= 999):
        raise NietMogelijk("De plaats in de volgorde is een getal van 1 tot en met 999.")
    if besluit == Besluit.NIET:
        return None
    anderen = Prioritering.objects.filter(planregel__planversie__traject=traject, rang__isnull=False)
    if prio:
        anderen = anderen.exclude(pk=prio.pk)
    if rang is not None:
        return _maak_plaats(anderen, rang)
    if besluit == Besluit.LATER:
        return prio.rang if prio and prio.besluit == besluit else None
    if prio and prio.besluit == besluit and prio.rang:
        return prio.rang
    return max(anderen.values_list("rang", flat=True), default=0) + 1


def _maak_plaats(anderen, rang):
    """Move the one that has this place a place down, and so on until there is room."""
    bezet, nodig, schuif = {ander.rang: ander for ander in anderen}, rang, []
    while nodig in bezet:
        schuif.append(bezet[nodig])
        nodig += 1
    for ander in schuif:
        ander.rang += 1
    Prioritering.objects.bulk_update(schuif, ["rang"])
    return rang


@actie("implementatie_voorbereiden", stap=9)
def verplaats(prioritering, *, door, naar: int):
    """Put an adopted improvement on place `naar` (1 = first); the others close up."""
    rijen = [rij for rij in queries.overzicht(prioritering.traject).rijen if rij.plaats]
    volgorde = [rij.prioritering for rij in rijen]
    oud = next((rij.plaats for rij in rijen if rij.prioritering.pk == prioritering.pk and rij.besluit == "overnemen"), None)
    if oud is None:
        raise NietMogelijk("Alleen een verbetering die wordt overgenomen heeft een plaats in de volgorde.")
    aantal = sum(rij.besluit == "overnemen" for rij in rijen)
    if not 1 <= naar <= aantal:
        raise NietMogelijk(f"Kies een plaats van 1 tot en met {aantal}.")
    if naar == oud:
        return
    volgorde.insert(naar - 1, volgorde.pop(oud - 1))
    _nummer(volgorde)
    prioritering.rang = naar
    code = prioritering.planregel.code
    noteer(f"heeft {code} verplaatst van plaats {oud} naar plaats {naar}", prioritering, {"plaats": oud}, {"plaats": naar})


def _nummer(volgorde):
    anders = []
    for plaats, prio in enumerate(volgorde, start=1):
        if prio.rang != plaats:
            prio.rang = plaats
            anders.append(prio)
    Prioritering.objects.bulk_update(anders, ["rang"])


@actie("implementatie_voorbereiden", stap=9)
def plan_in(prioritering, *, door, omschrijving, actiehouder, start: date, eind: date, team="") -> Implementatieactie:
    """Plan an action under an improvement. The holder is a member; `team` is by default the team of that member."""
    if prioritering.besluit == Besluit.NIET:
        raise NietMogelijk("Deze verbetering wordt niet overgenomen. Er hoort dus geen actie bij.")
    return _maak(
        prioritering.traject, door, prioritering.planregel.code, Implementatieactie.Soort.VERBETERING,
        prioritering=prioritering, omschrijving=omschrijving, actiehouder=actiehouder, start=start, eind=eind, team=team,
    )  # fmt: skip


@actie("implementatie_voorbereiden", stap=9)
def plan_standaard_in(
    traject, *, door, soort, omschrijving="", actiehouder=None, start=None, eind=None, team="", niet_nodig=""
) -> Implementatieactie:
    """Training or documentation (soort "opleiding" or "documentatie"): an action, or why it is not needed (S000, step 10).

    Part of what the proceseigenaar fixes, so plan it before `stel_vast`. An action replaces an earlier "niet nodig".
    """
    if soort not in queries.STANDAARD:
        raise NietMogelijk("Kies opleiding of documentatie.")
    naam, bestaand = soort, Implementatieactie.objects.filter(traject=traject, soort=soort)
    if niet_nodig := niet_nodig.strip():
        if bestaand.filter(niet_nodig="").exists():
            raise NietMogelijk(f"Er staat al een actie voor {naam}. Verwijder die eerst.")
        bestaand.delete()
        rij = Implementatieactie.objects.create(traject=traject, soort=soort, niet_nodig=niet_nodig, gewijzigd_door=door)
        noteer(f"heeft vastgelegd waarom {naam} niet nodig is", rij, nieuw={"reden": niet_nodig})
        return rij
    bestaand.exclude(niet_nodig="").delete()
    return _maak(
        traject, door, naam, soort, omschrijving=omschrijving, actiehouder=actiehouder, start=start, eind=eind, team=team
    )


def _maak(traject, door, waarbij, soort, *, omschrijving, actiehouder, start, eind, team, prioritering=None):
    omschrijving = omschrijving.strip()
    if not omschrijving:
        raise NietMogelijk("Schrijf op wat er gaat gebeuren.")
    if len(omschrijving) > 300:
        raise NietMogelijk("De omschrijving is te lang: gebruik hoogstens 300 tekens.")
    lid = _controleer(traject, actiehouder, start, eind)
    rij = Implementatieactie.objects.create(
        traject=traject, soort=soort, prioritering=prioritering, omschrijving=omschrijving, actiehouder=actiehouder,
        team=team or lid.team, start=start, eind=eind, eerste_eind=eind, gewijzigd_door=door,
    )  # fmt: skip
    nieuw = {"wat": omschrijving, "wie": str(actiehouder), "begin": start, "eind": eind}
    noteer(f"heeft een actie gepland bij {waarbij}: {omschrijving}", rij, nieuw=nieuw)
    return rij


def _controleer(traject, actiehouder, start, eind):
    """Holder and dates; returns the membership of the holder."""
    if not actiehouder or not start or not eind:
        raise NietMogelijk("Een actie heeft een actiehouder, een begindatum en een einddatum nodig.")
    if eind < start:
        raise NietMogelijk("De einddatum ligt voor de begindatum. Kies een einddatum op of na de begindatum.")
    lid = queries.lidmaatschap(traject, actiehouder)
    if lid is None:
        raise NietMogelijk(f"{actiehouder} zit niet in dit traject. Voeg die persoon eerst toe bij stap 1.")
    return lid


@actie("implementatie_voorbereiden", stap=9)
def wijzig_actie(actie, *, door, versie, **velden):
    """Change an action: omschrijving, actiehouder, team, start, eind (or niet_nodig). The first end date stays visible."""
    if actie.niet_nodig:
        velden = {"niet_nodig": velden.get("niet_nodig", actie.niet_nodig).strip()}
        if not velden["niet_nodig"]:
            raise NietMogelijk("Geef een reden, of plan een actie.")
    else:
        velden.pop("niet_nodig", None)
        samen = {naam: velden.get(naam, getattr(actie, naam)) for naam in ("actiehouder", "start", "eind")}
        _controleer(actie.traject, **samen)
        if not velden.get("omschrijving", actie.omschrijving).strip():
            raise NietMogelijk("Schrijf op wat er gaat gebeuren.")
    if verschil := bewaar(actie, versie, door, **velden):
        if "eind" in verschil["nieuw"]:
            trek_in(f"actie:{actie.pk}")  # a message that was not sent yet names the old date
            if actie.herinner_op:
                _herinner_vanaf(actie, klok.vandaag())
        noteer(f"heeft de actie {actie} gewijzigd", actie, **verschil)


@actie("implementatie_voorbereiden", stap=9)
def verwijder_actie(actie, *, door):
    """Take an action out of the plan; once something was reported about it, it can only lapse (step 10)."""
    pk, wat = actie.pk, str(actie)
    try:
        actie.delete()
    except ProtectedError:
        raise NietMogelijk(WEG) from None
    trek_in(f"actie:{pk}")
    noteer(f"heeft een actie verwijderd: {wat}", actie.prioritering or actie.traject, {"wat": wat}, None)


@actie("implementatie_vaststellen", stap=9)
def stel_vast(traject, *, door, sha256) -> ImplementatieVaststelling:
    """The proceseigenaar fixes decisions, order and planning, exactly as on the screen (`sha256`). Only now they count.

    Places become 1…n and reminders begin. Raises NietMogelijk when something is missing or was changed in the meantime.
    """
    plan = queries.overzicht(traject)
    if plan.ontbreekt:
        raise NietMogelijk(f"Het plan is nog niet compleet. Nog nodig: {'; '.join(plan.ontbreekt)}.")
    if sha256 != plan.sha256:
        raise NietMogelijk("Het plan is intussen gewijzigd. Bekijk wat er nu staat en stel het daarna opnieuw vast.")
    if plan.is_vastgesteld:
        raise NietMogelijk(f"Dit plan is al vastgesteld door {plan.vaststelling.door}.")
    _nummer([rij.prioritering for rij in plan.rijen if rij.plaats])
    for rij in plan.rijen:  # decisions go along to the version that was approved last
        if rij.prioritering.planregel_id != rij.regel.pk:
            Prioritering.objects.filter(pk=rij.prioritering.pk).update(planregel=rij.regel)
    rij = ImplementatieVaststelling.objects.create(traject=traject, inhoud=plan.inhoud, sha256=plan.sha256, door=door)
    for te_doen in Implementatieactie.objects.filter(traject=traject, afgerond_op=None, niet_nodig="", herinner_op=None):
        _herinner_vanaf(te_doen, klok.vandaag())
    noteer("heeft het implementatieplan vastgesteld", rij, nieuw={"sha256": plan.sha256})
    return rij


@actie("voortgang_melden")
def rond_af(actie, *, door, klaar: bool):
    """Step 10 says that an action is done (ready or lapsed), or not done after all. Its log line is written there."""
    actie.refresh_from_db(fields=["afgerond_op", "eind"])  # a colleague may have reported since this page was read
    if bool(actie.afgerond_op) == klaar:
        return
    actie.afgerond_op = klok.vandaag() if klaar else None
    actie.herinner_op = None if klaar else ritme.vanaf(actie.eind, klok.vandaag())
    Implementatieactie.objects.filter(pk=actie.pk).update(afgerond_op=actie.afgerond_op, herinner_op=actie.herinner_op)


def _herinner_vanaf(actie, dag):
    actie.herinner_op = ritme.vanaf(actie.eind, dag)
    Implementatieactie.objects.filter(pk=actie.pk).update(herinner_op=actie.herinner_op)


def neem_herinneringen(dag: date, hoeveel: int = 500) -> list[Implementatieactie]:
    """The clock takes the reminders that are due and sets the next day of each: two statements, for one clock only.

    Call it inside the transaction that lays out the messages. Done by the clock, so there is no `door`.
    """
    genomen = list(queries.te_herinneren(dag)[:hoeveel])
    for rij in genomen:
        rij.herinner_op = dag + timedelta(days=7) if rij.traject.afgesloten_op else ritme.na(rij.eind, dag)
    onthoud_volgende_dag(genomen)
    return genomen


def onthoud_volgende_dag(rijen) -> None:
    """Keep `herinner_op` of these rows in one statement; `bulk_update` would cut 500 of them in two on SQLite."""
    per_dag: dict = {}
    for rij in rijen:
        per_dag.setdefault(rij.herinner_op, []).append(rij.pk)
    if per_dag:
        keuze = Case(*(When(pk__in=pks, then=Value(dag, DateField())) for dag, pks in per_dag.items()))
        wordt = Cast(keuze, DateField())  # PostgreSQL takes a CASE of nothing but NULL for text
        type(rijen[0]).objects.filter(pk__in=[rij.pk for rij in rijen]).update(herinner_op=wordt)
