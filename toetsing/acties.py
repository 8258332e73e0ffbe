"""Every write of step 7. Nobody but the invited specialist gives a verdict; nobody changes one that was handed in."""

from django.db import IntegrityError, transaction

from berichten import klok
from berichten.acties import trek_in
from trajecten.acties import verleen_toegang
from trajecten.models import Lid
from trajecten.poort import NietMogelijk, actie, bewaar, noteer
from trajecten.rollen import rollen_van, rolnaam
from verbeterplan.acties import meld_ter_toetsing
from verbeterplan.models import Keuze, Planstatus, PlanVersie

from .models import Discipline, Oordeel, OordeelIdee, Toets, Toetsronde, Voorwaarde, Vrijstelling
from .post import herinner as herinner  # the clock of this room stands beside its acties
from .post import vertel_gevraagd, vertel_ingeleverd, vertel_niet_nodig


@actie("toets_vragen", stap=7)
def vraag_aan(planversie, *, door, deadline, opdracht, toelichting="", vrijstellingen=()) -> Toetsronde:
    """Put the newest version to the specialists: the next round.

    `opdracht`: list of (discipline, specialist, [planregels]), one row per discipline; `vrijstellingen`: list of (planregel, reason).
    A hertoets is the same on a next version, with only what must be judged again. Gives the specialists access. Raises NietMogelijk.
    """
    traject = planversie.traject
    if not opdracht and not vrijstellingen:
        raise NietMogelijk("Kies per verbetering een discipline, of schrijf op waarom een toets niet nodig is.")
    if deadline < klok.vandaag():
        raise NietMogelijk("Kies een uiterste datum van vandaag of later.")
    _alleen_nieuwste(planversie)
    disciplines = [discipline.pk for discipline, _, _ in opdracht]
    if len(set(disciplines)) != len(disciplines):
        raise NietMogelijk("Vraag elke discipline maar een keer per ronde.")
    nummer = Toetsronde.objects.filter(traject=traject).count() + 1
    try:
        with transaction.atomic():
            ronde = Toetsronde.objects.create(
                traject=traject, planversie=planversie, nummer=nummer, deadline=deadline, toelichting=toelichting, door=door
            )
    except IntegrityError:
        raise NietMogelijk("Een collega heeft net een toets aangevraagd. Bekijk eerst die ronde.") from None
    for discipline, specialist, regels in opdracht:
        _vraag_een(ronde, discipline, specialist, list(dict.fromkeys(regels)), door)
    for regel, reden in vrijstellingen:
        _stel_vrij(regel, planversie, reden, door)
    meld_ter_toetsing(planversie, door=door)
    namen = ", ".join(discipline.naam for discipline, _, _ in opdracht) or "niemand, met een reden per verbetering"
    nieuw = {"deadline": deadline.isoformat(), "vrijgesteld": [regel.code for regel, _ in vrijstellingen]}
    noteer(f"heeft toetsronde {nummer} gevraagd over versie {planversie.nummer} aan {namen}", ronde, nieuw=nieuw)
    return ronde


def _alleen_nieuwste(planversie):
    nieuwste = (
        PlanVersie.objects.filter(traject=planversie.traject).order_by("-nummer").values_list("nummer", flat=True).first()
    )
    if nieuwste != planversie.nummer:
        raise NietMogelijk(f"Er is al een nieuwere versie. Vraag de toets aan over versie {nieuwste}.")


def _vraag_een(ronde, discipline, specialist, regels, door):
    if not regels:
        raise NietMogelijk(f"Kies voor {discipline} minstens één verbetering.")
    if not discipline.is_actief:
        raise NietMogelijk(f"De discipline {discipline} wordt niet meer gevraagd.")
    for regel in regels:
        _is_opgenomen(regel, ronde.planversie)
    if "projectleider" in rollen_van(specialist, ronde.traject):
        raise NietMogelijk(
            f"{specialist} leidt dit traject en kan daarom geen toets geven. Vraag iemand anders voor {discipline}."
        )
    lid = Lid.objects.filter(traject=ronde.traject, gebruiker=specialist, rol=discipline.rol, tot=None).first()
    if not lid:
        rol = rolnaam(discipline.rol).lower()
        raise NietMogelijk(f"{specialist} zit niet als {rol} in de projectgroep. Voeg {specialist} eerst toe bij stap 1.")
    wacht = Toets.objects.filter(
        ronde__traject=ronde.traject, discipline=discipline, ingeleverd_op=None, niet_van_toepassing="",
        regels__verbetering__in=[regel.verbetering_id for regel in regels],
    ).values_list("regels__code", flat=True)  # fmt: skip
    if code := wacht.first():
        raise NietMogelijk(
            f"{discipline} is al om een oordeel over {code} gevraagd. Wacht daarop, of leg vast dat die toets niet meer nodig is."
        )
    verleen_toegang(lid, door=door)
    toets = Toets.objects.create(ronde=ronde, discipline=discipline, specialist=specialist)
    toets.regels.set(regels)
    vertel_gevraagd(toets, len(regels), door)


def _is_opgenomen(regel, planversie):
    if regel.planversie_id != planversie.pk:
        raise NietMogelijk(f"{regel.code} hoort niet bij versie {planversie.nummer} van dit verbeterplan.")
    if regel.besluit != Keuze.Besluit.OPNEMEN:
        raise NietMogelijk(f"{regel.code} is niet opgenomen in het verbeterplan. Vraag er geen toets over.")


@actie("toets_vragen", stap=7)
def geef_vrij(planregel, *, door, reden) -> Vrijstelling:
    """Say why no discipline needs to see this improvement; printed in the plan."""
    _alleen_nieuwste(planregel.planversie)
    vrijstelling = _stel_vrij(planregel, planregel.planversie, reden, door)
    noteer(f"heeft vastgelegd dat {planregel.code} geen toets nodig heeft", vrijstelling, nieuw={"reden": reden})
    return vrijstelling


def _stel_vrij(regel, planversie, reden, door):
    _is_opgenomen(regel, planversie)
    if not reden.strip():
        raise NietMogelijk(f"Schrijf op waarom {regel.code} geen toets nodig heeft.")
    zelfde_tekst = {"regels__verbetering": regel.verbetering_id, "regels__kern_sha256": regel.kern_sha256}
    if Toets.objects.filter(**zelfde_tekst, niet_van_toepassing="").exists():
        raise NietMogelijk(
            f"Over {regel.code} is een oordeel gevraagd. Dan kan er niet bij staan dat een toets niet nodig is."
        )
    try:
        with transaction.atomic():
            return Vrijstelling.objects.create(planregel=regel, reden=reden, door=door)
    except IntegrityError:
        raise NietMogelijk(f"Bij {regel.code} staat al waarom een toets niet nodig is.") from None


@actie("toets_vragen")
def verklaar_nvt(toets, *, door, reden):
    """This discipline need not judge after all. Only before anything was handed in; its improvements then count as not judged by it."""
    if not reden.strip():
        raise NietMogelijk("Schrijf op waarom deze toets niet nodig is.")
    if not Toets.objects.filter(pk=toets.pk, ingeleverd_op=None, niet_van_toepassing="").update(niet_van_toepassing=reden):
        raise NietMogelijk(f"De toets van {toets.discipline} is al ingeleverd of al niet meer nodig.")
    trek_in(f"toets:{toets.pk}")
    vertel_niet_nodig(toets, door, reden)
    noteer(f"heeft vastgelegd dat de toets van {toets.discipline} niet nodig is", toets, nieuw={"reden": reden})


@actie("toets_geven")
def geef_oordeel(
    toets,
    *,
    door,
    planregel,
    oordeel,
    opmerking="",
    grondslag="",
    alternatief="",
    kosten_eenmalig=None,
    kosten_jaarlijks=None,
    weken=None,
    versie=None,
) -> Oordeel:
    """The verdict of the invited specialist on one improvement, or a change of it before handing in.

    Costs in euro, `weken` is lead time. `versie`: of the verdict on the screen (0: there was none); None: whatever stands there now.
    """
    _alleen_eigen_open_toets(toets, door)
    if not toets.regels.filter(pk=planregel.pk).exists():
        raise NietMogelijk(f"Over {planregel.code} is geen oordeel van {toets.discipline} gevraagd.")
    if oordeel not in Oordeel.Waarde:
        raise NietMogelijk("Kies een oordeel.")
    if oordeel not in (Oordeel.Waarde.AKKOORD, Oordeel.Waarde.NVT) and not opmerking.strip():
        raise NietMogelijk(
            f"Leg uw oordeel over {planregel.code} uit. Alleen bij akkoord en niet van toepassing hoeft dat niet."
        )
    velden = dict(
        oordeel=oordeel, opmerking=opmerking, grondslag=grondslag, alternatief=alternatief,
        kosten_eenmalig=kosten_eenmalig, kosten_jaarlijks=kosten_jaarlijks, weken=weken,
    )  # fmt: skip
    rij = Oordeel.objects.filter(toets=toets, planregel=planregel).first()
    if not rij:
        rij = Oordeel.objects.create(toets=toets, planregel=planregel, door=door, gewijzigd_door=door, **velden)
        verschil = {"nieuw": velden}
    else:
        verschil = bewaar(rij, rij.versie if versie is None else versie, door, **velden)
    if verschil:
        # The log is for everyone to read, a draft is not: what was decided stands in the line of lever_in.
        noteer(f"heeft een oordeel over {planregel.code} opgeschreven", rij, nieuw={"velden": sorted(verschil["nieuw"])})
    return rij


def _alleen_eigen_open_toets(toets, door):
    _alleen_eigen_toets(toets, door)
    nu = Toets.objects.get(pk=toets.pk)
    if nu.niet_van_toepassing:
        raise NietMogelijk("Deze toets is niet meer nodig.")
    if nu.ingeleverd_op:
        raise NietMogelijk("Deze toets is al ingeleverd. Trek hem terug als u iets wilt wijzigen.")


def _alleen_eigen_toets(toets, door):
    if toets.specialist_id != door.pk:
        raise NietMogelijk(f"Alleen {toets.specialist} kan dit oordeel geven.")
    if "projectleider" in rollen_van(door, toets.traject):
        raise NietMogelijk("U leidt dit traject. Wie een traject leidt, geeft er geen oordeel over.")
    if toets.discipline.rol not in rollen_van(door, toets.traject):
        raise NietMogelijk(f"U hebt in dit traject de rol {rolnaam(toets.discipline.rol).lower()} niet meer.")


@actie("toets_geven")
def lever_in(toets, *, door):
    """Hand in: all or nothing, then fixed. "Onder voorwaarden" becomes a Voorwaarde that only this specialist closes."""
    _alleen_eigen_open_toets(toets, door)
    oordelen = list(toets.oordelen.select_related("planregel"))
    beoordeeld = {oordeel.planregel_id for oordeel in oordelen}
    if nog := [regel.code for regel in toets.regels.all() if regel.pk not in beoordeeld]:
        raise NietMogelijk(f"Nog te beoordelen: {', '.join(nog)}.")
    if not Toets.objects.filter(pk=toets.pk, ingeleverd_op=None).update(ingeleverd_op=klok.nu()):
        raise NietMogelijk("Deze toets is al ingeleverd.")
    toets.refresh_from_db(fields=["ingeleverd_op"])
    Voorwaarde.objects.bulk_create(
        Voorwaarde(oordeel=oordeel, tekst=oordeel.opmerking)
        for oordeel in oordelen
        if oordeel.oordeel == Oordeel.Waarde.VOORWAARDEN
    )
    trek_in(f"toets:{toets.pk}")
    vertel_ingeleverd(toets, len(oordelen), door)
    noteer(
        f"heeft de toets {toets.discipline} ingeleverd",
        toets,
        nieuw={o.planregel.code: f"{o.oordeel}: {o.opmerking}" if o.opmerking else o.oordeel for o in oordelen},
    )


@actie("toets_geven")
def trek_terug(toets, *, door):
    """Take the toets back to change something, as long as step 8 did not build on it."""
    _alleen_eigen_toets(toets, door)
    goed = Planstatus.objects.filter(
        planversie__traject=toets.traject,
        planversie__nummer__gte=toets.ronde.planversie.nummer,
        status=Planstatus.Waarde.GOEDGEKEURD,
    )
    if goed.exists():
        raise NietMogelijk("Het verbeterplan is al goedgekeurd. U kunt uw oordeel niet meer terugtrekken.")
    if Toets.objects.filter(pk=toets.pk, vast_op__isnull=False).exists():
        raise NietMogelijk("De projectleider heeft uw opmerkingen al verwerkt. U kunt uw oordeel niet meer terugtrekken.")
    if Voorwaarde.objects.filter(oordeel__toets=toets, gesloten_op__isnull=False).exists():
        raise NietMogelijk("U hebt al een voorwaarde van deze toets gesloten. U kunt uw oordeel niet meer terugtrekken.")
    if not Toets.objects.filter(pk=toets.pk, ingeleverd_op__isnull=False, vast_op=None).update(ingeleverd_op=None):
        raise NietMogelijk("Deze toets is nog niet ingeleverd.")
    toets.refresh_from_db(fields=["ingeleverd_op"])
    Voorwaarde.objects.filter(oordeel__toets=toets).delete()
    noteer(f"heeft de toets {toets.discipline} teruggetrokken om iets te wijzigen", toets)


@actie("voorwaarde_sluiten")
def sluit_voorwaarde(voorwaarde, *, door, bewijs):
    """The specialist who set the condition says that it is met, and by what that shows (step 10 waits for it)."""
    toets = voorwaarde.oordeel.toets
    if toets.specialist_id != door.pk:
        raise NietMogelijk(f"Alleen {toets.specialist} kan deze voorwaarde sluiten.")
    if not bewijs.strip():
        raise NietMogelijk("Schrijf op waaruit blijkt dat aan de voorwaarde is voldaan.")
    velden = {"gesloten_op": klok.nu(), "gesloten_door": door, "bewijs": bewijs}
    if not Voorwaarde.objects.filter(pk=voorwaarde.pk, gesloten_op=None).update(**velden):
        raise NietMogelijk("Deze voorwaarde is al gesloten.")
    voorwaarde.refresh_from_db()
    noteer(f"heeft een voorwaarde bij {voorwaarde.oordeel.planregel.code} gesloten", voorwaarde, nieuw={"bewijs": bewijs})


def _vastzetter(recht):
    """Step 8 builds on a toets from now on: called by it, in its own transaction and with its own line in the log."""

    @actie(recht)
    def zet_vast(toets, *, door):
        Toets.objects.filter(pk=toets.pk, vast_op=None).update(vast_op=klok.nu())

    return zet_vast


zet_vast = _vastzetter("opmerking_verwerken")
zet_vast_na_overruling = _vastzetter("toets_overrulen")


@actie("opmerking_verwerken")
def koppel_idee(oordeel, *, door, verbetering) -> OordeelIdee:
    """This improvement grew from the alternative in this verdict (V10 → V10b)."""
    idee, _ = OordeelIdee.objects.get_or_create(oordeel=oordeel, verbetering=verbetering)
    noteer(
        f"heeft {verbetering.code} laten groeien uit de opmerking van {oordeel.toets.discipline} over {oordeel.planregel.code}",
        idee,
    )
    return idee


# --- reference data: no traject, so no gate of a traject; the page and the line below ask the organisation-wide right ----------------


@transaction.atomic
def maak_discipline(*, door, **velden) -> Discipline:
    _alleen_beheer(door)
    try:
        with transaction.atomic():
            return Discipline.objects.create(gewijzigd_door=door, **velden)
    except IntegrityError:
        raise NietMogelijk("Er is al een discipline met deze naam of code.") from None


@transaction.atomic
def wijzig_discipline(discipline, *, door, versie, **velden):
    """Edit a discipline. Handed-in verdicts keep standing; only later questions change."""
    _alleen_beheer(door)
    bewaar(discipline, versie, door, **velden)


def _alleen_beheer(door):
    if not door.has_perm("accounts.beheren"):
        raise NietMogelijk("Alleen de functioneel beheerder beheert de disciplines.")
