"""Every write of step 8: answer each remark, and decide on exactly the text that was seen."""

from django.db import IntegrityError, transaction
from django.urls import reverse

from berichten import klok
from berichten.acties import leg_klaar
from toetsing.acties import koppel_idee, zet_vast, zet_vast_na_overruling
from toetsing.models import Oordeel
from trajecten.models import Deelname
from trajecten.poort import NietMogelijk, actie, bewaar, noteer
from trajecten.rollen import SPECIALISTEN
from trajecten.vingerafdruk import sha256_van
from ui.opmaak import datum
from verbeteringen.acties import draag_aan
from verbeterplan.acties import meld_goedgekeurd, meld_teruggestuurd
from verbeterplan.models import Planstatus, PlanVersie

from .models import Akkoord, Besluit, Overruling, Verwerking
from .queries import besluit_over, hindernissen


@actie("opmerking_verwerken", stap=8)
def verwerk(oordeel, *, door, verwerking, motivering, versie=None, nieuwe_titel=None, code=None) -> Verwerking:
    """Say what was done with the remark of a specialist, and why; the specialist hears it.

    `nieuwe_titel`: an improvement that grows from the alternative in this verdict (V10 → V10b); it goes into the register, undecided.
    `versie`: of the answer on the screen (0: there was none). A change of an answer is told again.
    """
    _alleen_ingeleverd(oordeel)
    if not (oordeel.moet_verwerkt or oordeel.is_tip):
        raise NietMogelijk("Bij dit oordeel staat geen opmerking om te verwerken.")
    if verwerking not in Verwerking.Waarde:
        raise NietMogelijk("Kies: overgenomen, deels overgenomen of niet overgenomen.")
    if verwerking != Verwerking.Waarde.OVERGENOMEN and not motivering.strip():
        raise NietMogelijk("Schrijf op waarom u de opmerking niet of niet helemaal overneemt.")
    _nog_niet_goedgekeurd(oordeel)
    zet_vast(oordeel.toets, door=door)
    rij = Verwerking.objects.filter(oordeel=oordeel).first()
    velden = {"verwerking": verwerking, "motivering": motivering}
    if rij:
        verschil = bewaar(rij, rij.versie if versie is None else versie, door, **velden)
    else:
        rij = Verwerking.objects.create(oordeel=oordeel, door=door, gewijzigd_door=door, **velden)
        verschil = {"oud": None, "nieuw": velden}
    if nieuwe_titel:
        _laat_groeien(rij, oordeel, door, nieuwe_titel, code)
    if verschil:
        _vertel_specialist(rij, oordeel, door)
        over = f"{oordeel.toets.discipline} over {oordeel.planregel.code}"
        noteer(f"heeft de opmerking van {over} verwerkt: {rij.get_verwerking_display()}", rij, **verschil)
    return rij


def _alleen_ingeleverd(oordeel):
    """Asks the database: since this verdict was read its specialist may have taken the toets back and changed it."""
    nu = Oordeel.objects.select_related("toets").get(pk=oordeel.pk)
    if not nu.toets.ingeleverd_op:
        raise NietMogelijk(f"{oordeel.toets.specialist} heeft dit oordeel nog niet ingeleverd.")
    if nu.versie != oordeel.versie:
        raise NietMogelijk(f"{oordeel.toets.specialist} heeft dit oordeel intussen gewijzigd. Lees het eerst opnieuw.")


def _nog_niet_goedgekeurd(oordeel):
    goed = Planstatus.objects.filter(
        planversie__traject=oordeel.traject,
        planversie__nummer__gte=oordeel.toets.ronde.planversie.nummer,
        status=Planstatus.Waarde.GOEDGEKEURD,
    )
    if goed.exists():
        raise NietMogelijk("Het verbeterplan is al goedgekeurd. Wat met deze opmerking is gedaan, staat daarmee vast.")


def _laat_groeien(rij, oordeel, door, titel, code):
    if rij.verbetering_id:
        raise NietMogelijk(f"Uit deze opmerking is al {rij.verbetering.code} gegroeid.")
    bron = oordeel.planregel.verbetering
    herkomst = [(7, f"Uit de toets van {oordeel.toets.discipline} over {oordeel.planregel.code}"[:300])]
    verbetering = draag_aan(
        oordeel.traject, door=door, titel=titel, herkomst=herkomst, omschrijving=oordeel.alternatief, uit=bron, code=code
    )
    koppel_idee(oordeel, door=door, verbetering=verbetering)
    Verwerking.objects.filter(pk=rij.pk).update(verbetering=verbetering)
    rij.verbetering = verbetering


def _vertel_specialist(rij, oordeel, door):
    code = oordeel.planregel.code
    _bericht(
        oordeel.toets.specialist, oordeel.traject, "opmerking_verwerkt", f"verwerking:{rij.pk}", rij.versie,
        titel=f"Uw opmerking over {code} is {rij.get_verwerking_display()}",
        tekst=f"U schreef: {oordeel.opmerking or oordeel.alternatief}\n\n{door} antwoordt: {rij.motivering or rij.get_verwerking_display()}",
        waarom="U krijgt dit bericht omdat u deze verbetering hebt beoordeeld.",
    )  # fmt: skip


@actie("toets_overrulen")
def overrule(oordeel, *, door, reden) -> Overruling:
    """Go on after a "niet akkoord": the proceseigenaar alone, by name, one verdict at a time. The reason is printed in the plan."""
    _alleen_ingeleverd(oordeel)
    if oordeel.oordeel != Oordeel.Waarde.NIET_AKKOORD:
        raise NietMogelijk("U kunt alleen een oordeel 'niet akkoord' opzijzetten.")
    if not reden.strip():
        raise NietMogelijk("Schrijf op waarom deze verbetering toch doorgaat.")
    _nog_niet_goedgekeurd(oordeel)
    zet_vast_na_overruling(oordeel.toets, door=door)
    rij = _eenmaal(
        lambda: Overruling.objects.create(oordeel=oordeel, reden=reden, door=door),
        lambda: f"Dit is al vastgelegd: {_wie_wanneer(Overruling.objects.get(oordeel=oordeel))}.",
    )
    discipline, code = oordeel.toets.discipline, oordeel.planregel.code
    _bericht(
        oordeel.toets.specialist, oordeel.traject, "toch_door", f"overruling:{rij.pk}", 1,
        titel=f"{code} gaat toch door",
        tekst=f"U was als {discipline} niet akkoord. {door} besluit dat {code} toch doorgaat, omdat: {reden}",
        waarom="U krijgt dit bericht omdat u deze verbetering hebt beoordeeld.",
    )  # fmt: skip
    noteer(f"gaat door met {code}, hoewel {discipline} niet akkoord is", rij, nieuw={"reden": reden})
    return rij


@actie("plan_akkoord_geven")
def geef_akkoord(planversie, *, door, akkoord: bool, sha256, opmerking="") -> Akkoord:
    """The one answer of a teammanager for the own team, on the text that was on the screen. Silence is never consent."""
    _controleer_tekst(planversie, sha256)
    if not akkoord and not opmerking.strip():
        raise NietMogelijk("Schrijf op waarom u niet akkoord bent.")
    rij = _eenmaal(
        lambda: Akkoord.objects.create(
            planversie=planversie, akkoord=akkoord, opmerking=opmerking, sha256=sha256, door=door
        ),
        lambda: f"U hebt al geantwoord op versie {planversie.nummer}.",
    )
    woord = "is akkoord" if akkoord else "is niet akkoord"
    noteer(
        f"{woord} met versie {planversie.nummer} van het verbeterplan", rij, nieuw={"sha256": sha256, "opmerking": opmerking}
    )
    return rij


@actie("plan_vaststellen")
def stel_vast(planversie, *, door, sha256, toelichting="") -> Besluit:
    """The proceseigenaar approves exactly the text that was on the screen. Raises NietMogelijk in one sentence when that cannot be."""
    _mag_besluiten(planversie, door, sha256)
    if zinnen := hindernissen(planversie):
        meer = f" (En nog {len(zinnen) - 1}.)" if len(zinnen) > 1 else ""
        raise NietMogelijk(f"{zinnen[0]}{meer}")
    besluit = _besluit(planversie, door, Besluit.Waarde.GOEDGEKEURD, toelichting, sha256)
    meld_goedgekeurd(planversie, door=door)
    noteer(f"heeft versie {planversie.nummer} van het verbeterplan goedgekeurd", besluit, nieuw={"sha256": sha256})
    return besluit


@actie("plan_vaststellen")
def stuur_terug(planversie, *, door, sha256, toelichting) -> Besluit:
    """The proceseigenaar wants another plan, and says what. A next version gets a decision of its own."""
    _mag_besluiten(planversie, door, sha256)
    if not toelichting.strip():
        raise NietMogelijk("Schrijf op wat er anders moet.")
    besluit = _besluit(planversie, door, Besluit.Waarde.TERUGGESTUURD, toelichting, sha256)
    meld_teruggestuurd(planversie, door=door)
    noteer(f"heeft versie {planversie.nummer} van het verbeterplan teruggestuurd", besluit, nieuw={"reden": toelichting})
    return besluit


def _mag_besluiten(planversie, door, sha256):
    if eerder := besluit_over(planversie):
        raise NietMogelijk(_al_besloten(eerder))
    _controleer_tekst(planversie, sha256)
    if planversie.door_id == door.pk:
        raise NietMogelijk("U hebt deze versie zelf vastgelegd. Wie het plan schrijft, besluit er niet over.")


def _controleer_tekst(planversie, sha256):
    """The text that was seen is the text that counts now, and its hash is really its hash."""
    nu = PlanVersie.objects.filter(traject=planversie.traject).order_by("-nummer").first()
    if nu.pk != planversie.pk:
        raise NietMogelijk(f"Er is intussen een nieuwe versie: versie {nu.nummer}. Lees eerst die versie.")
    if sha256 != nu.sha256 or sha256_van(nu.inhoud) != nu.sha256:
        raise NietMogelijk("Het plan is intussen gewijzigd. Lees de nieuwe tekst en besluit opnieuw.")


def _besluit(planversie, door, waarde, toelichting, sha256) -> Besluit:
    besluit = _eenmaal(
        lambda: Besluit.objects.create(
            planversie=planversie, besluit=waarde, toelichting=toelichting, sha256=sha256, door=door
        ),
        lambda: _al_besloten(besluit_over(planversie)),
    )
    traject = planversie.traject
    groep = Deelname.objects.filter(content_object=traject, user__is_active=True).exclude(
        permission__codename__in=SPECIALISTEN
    )
    for mens in {rij.user for rij in groep.exclude(user=door).select_related("user")}:
        _bericht(
            mens, traject, "plan_besluit", f"besluit:{besluit.pk}", 1,
            titel=f"Verbeterplan {traject}, versie {planversie.nummer}: {besluit.get_besluit_display()}",
            tekst=f"{door} heeft besloten over versie {planversie.nummer}: {besluit.get_besluit_display()}."
            + (f"\n\n{toelichting}" if toelichting else ""),
            waarom="U krijgt dit bericht omdat u in de projectgroep zit.",
        )  # fmt: skip
    return besluit


def _al_besloten(besluit) -> str:
    return f"Hierover is al besloten door {_wie_wanneer(besluit)}: {besluit.get_besluit_display()}."


def _wie_wanneer(rij) -> str:
    return f"{rij.door} op {datum(rij.op)}".replace("\u00a0", " ")


def _eenmaal(maak, zin):
    """The unique constraint decides who was first; the other hears it in one sentence."""
    try:
        with transaction.atomic():
            return maak()
    except IntegrityError:
        raise NietMogelijk(zin()) from None


def _bericht(aan, traject, soort, onderwerp, versie, *, titel, tekst, waarom):
    leg_klaar(
        aan,
        soort=soort,
        onderwerp=onderwerp,
        over=traject.pk,
        sleutel=f"{soort}:{onderwerp}:{aan.pk}:{versie}",
        titel=titel,
        tekst=tekst,
        waarom=waarom,
        adres=reverse("vaststelling:stap", args=[traject.pk]),
        dag=klok.vandaag(),
    )
