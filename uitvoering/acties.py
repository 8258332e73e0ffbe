"""Every change of step 10: progress, evaluation, closing; and the clock that brings them to mind."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse

from berichten import klok
from berichten.acties import leg_klaar, trek_in
from implementatie.acties import neem_herinneringen, onthoud_volgende_dag, rond_af
from implementatie.queries import laatste_vaststelling, vastgestelde_acties
from implementatie.ritme import soort_op as actiesoort
from trajecten.acties import sluit_af
from trajecten.poort import NietMogelijk, PoortDicht, actie, bewaar, lopend_traject, noteer, poort_dicht
from trajecten.rollen import RECHTEN
from ui.opmaak import datum as in_woorden

from . import queries, ritme
from .cijfers import cijfers
from .models import Evaluatie, Evaluatiemoment, Voortgang

Kleur = Voortgang.Kleur
PARTIJ = 500  # reminders per transaction


@actie("voortgang_melden")
def meld_voortgang(actie, *, door, kleur, zin, geblokkeerd_door="", bewijs="") -> Voortgang:
    """Check in on an action: kleur is groen, oranje, rood, gereed or vervallen; the newest check-in counts.

    Proceseigenaar and projectleider report on every action, others on their own or (teammanager) those of their team (c3).
    "gereed" needs proof and no open condition of a specialist. What the proceseigenaar fixed goes on while the plan is being
    changed.
    """
    zin, bewijs = zin.strip(), bewijs.strip()
    _mag_melden(actie, door, kleur)
    if actie.niet_nodig:
        raise NietMogelijk("Dit is niet nodig in dit traject. Er valt dus niets te melden.")
    if actie.pk not in vastgestelde_acties(actie.traject):
        _poort(10)
    if not zin or len(zin) > 300:
        raise NietMogelijk("Schrijf in een zin hoe het ervoor staat, met hoogstens 300 tekens.")
    if kleur == Kleur.GEREED:
        _mag_gereed(actie, bewijs)
    melding = Voortgang.objects.create(
        actie=actie, door=door, kleur=kleur, zin=zin, geblokkeerd_door=geblokkeerd_door.strip(), bewijs=bewijs
    )
    klaar = kleur in queries.KLAAR
    rond_af(actie, door=door, klaar=klaar)
    if klaar:
        trek_in(f"actie:{actie.pk}")
    nieuw = {"kleur": kleur, "zin": zin}
    noteer(f"heeft voortgang gemeld bij '{actie}': {melding.get_kleur_display()}", melding, nieuw=nieuw)
    return melding


def _mag_melden(actie, door, kleur):
    if kleur not in Kleur.values:
        raise NietMogelijk("Kies hoe het ervoor staat: loopt goed, loopt risico, loopt vast, gereed of vervalt.")
    if not queries.mag_melden(actie, door):
        raise NietMogelijk("U kunt alleen voortgang melden van uw eigen acties of van acties van uw eigen team.")
    if kleur == Kleur.VERVALLEN and not queries.mag_laten_vervallen(actie.traject, door):
        raise NietMogelijk("Alleen de projectleider of de proceseigenaar laat een actie vervallen.")


def _mag_gereed(actie, bewijs):
    if not bewijs:
        raise NietMogelijk("Vul in waaraan u ziet dat het klaar is: een zin of een adres. Zonder bewijs is niets gereed.")
    if not actie.prioritering_id:
        return
    if open_ := queries.open_voorwaarden(verbetering=actie.prioritering.planregel.verbetering_id).first():
        toets = open_.oordeel.toets
        raise NietMogelijk(
            f"Deze actie kan nog niet op gereed. Er staat een voorwaarde open van {toets.specialist} ({toets.discipline}): "
            f"“{open_.tekst[:200]}”. {toets.specialist} sluit die voorwaarde bij stap 7."
        )


def _poort(stap):
    if nog_nodig := poort_dicht(lopend_traject(), stap):
        raise PoortDicht(stap, nog_nodig)


@actie("evaluatie_plannen")
def plan_evaluatie(traject, *, door, datum: date, deelnemers="", agenda="") -> Evaluatiemoment:
    """Plan an evaluation moment; may be done as soon as the plan is being made (step 9 asks for a proposal)."""
    moment = _maak_moment(traject, door, datum, deelnemers, agenda)
    noteer(f"heeft een evaluatie gepland op {in_woorden(datum)}", moment, nieuw={"datum": datum, "deelnemers": deelnemers})
    return moment


def _maak_moment(traject, door, datum, deelnemers, agenda):
    if datum < klok.vandaag():
        raise NietMogelijk("Deze datum is voorbij. Kies vandaag of een latere datum.")
    try:
        with transaction.atomic():
            return Evaluatiemoment.objects.create(
                traject=traject, datum=datum, deelnemers=deelnemers.strip(), agenda=agenda.strip(), gewijzigd_door=door,
                herinner_op=ritme.vanaf(datum, klok.vandaag()),
            )  # fmt: skip
    except IntegrityError:
        raise NietMogelijk(f"Er staat al een evaluatie op {in_woorden(datum)}.") from None


@actie("evaluatie_plannen")
def wijzig_evaluatie(moment, *, door, versie, **velden):
    """Change date, participants or agenda of a moment that was not held yet; reminders follow the new date."""
    if Evaluatie.objects.filter(moment=moment).exists():
        raise NietMogelijk("Deze evaluatie is al gehouden en kan niet meer worden gewijzigd.")
    datum = velden.get("datum", moment.datum)
    if datum != moment.datum:
        if datum < klok.vandaag():
            raise NietMogelijk("Deze datum is voorbij. Kies vandaag of een latere datum.")
        if Evaluatiemoment.objects.filter(traject=moment.traject, datum=datum).exclude(pk=moment.pk).exists():
            raise NietMogelijk(f"Er staat al een evaluatie op {in_woorden(datum)}.")
    if verschil := bewaar(moment, versie, door, **velden):
        if "datum" in verschil["nieuw"]:
            trek_in(f"evaluatie:{moment.pk}")
            Evaluatiemoment.objects.filter(pk=moment.pk).update(herinner_op=ritme.vanaf(datum, klok.vandaag()))
        noteer(f"heeft de evaluatie van {in_woorden(datum)} gewijzigd", moment, **verschil)


@actie("evaluatie_vastleggen")
def evalueer(
    moment, *, door, gehouden_op: date, conclusie, besluit, gedaan="", baten="", lessen="", vervolg="", volgende=None
) -> Evaluatie:
    """Record what an evaluation found; the figures up to that day are copied, so the report stays what it was.

    besluit: afsluiten, bijsturen or nieuw_traject. `volgende`: date of the next moment, or None. Never before it was held.
    """
    if gehouden_op > klok.vandaag():
        raise NietMogelijk("U kunt de evaluatie pas vastleggen als die gehouden is.")
    if besluit not in Evaluatie.Besluit.values:
        raise NietMogelijk("Kies een besluit: afsluiten, bijsturen of een nieuw traject.")
    if not conclusie.strip():
        raise NietMogelijk("Schrijf een conclusie op.")
    if volgende and volgende <= gehouden_op:
        raise NietMogelijk("De volgende evaluatie moet na deze evaluatie liggen.")
    if not laatste_vaststelling(moment.traject):
        _poort(10)
    teksten = {"conclusie": conclusie, "gedaan": gedaan, "baten": baten, "lessen": lessen, "vervolg": vervolg}
    try:
        with transaction.atomic():
            evaluatie = Evaluatie.objects.create(
                moment=moment, door=door, gehouden_op=gehouden_op, besluit=besluit,
                cijfers=cijfers(moment.traject, gehouden_op), **{naam: tekst.strip() for naam, tekst in teksten.items()},
            )  # fmt: skip
    except IntegrityError:
        raise NietMogelijk("Deze evaluatie is al vastgelegd.") from None
    Evaluatiemoment.objects.filter(pk=moment.pk).update(herinner_op=None)
    trek_in(f"evaluatie:{moment.pk}")
    if volgende and not Evaluatiemoment.objects.filter(traject=moment.traject, datum=volgende).exists():
        _maak_moment(moment.traject, door, volgende, moment.deelnemers, "")
    nieuw = {"besluit": besluit, "conclusie": conclusie, "volgende": volgende}
    noteer(f"heeft de evaluatie van {in_woorden(gehouden_op)} vastgelegd", evaluatie, nieuw=nieuw)
    return evaluatie


@actie("traject_afsluiten")
def sluit_traject_af(traject, *, door, reden=""):
    """The proceseigenaar ends the traject: after a held evaluation, or with a reason why there is none (S000)."""
    reden = reden.strip()
    if not reden and not queries.evaluaties(traject).exists():
        raise NietMogelijk("Er is nog geen evaluatie vastgelegd. Doe dat eerst, of geef een reden waarom het zonder kan.")
    sluit_af(lopend_traject(), door=door, reden=reden)
    for pk in Evaluatiemoment.objects.filter(traject=traject, evaluatie=None).values_list("pk", flat=True):
        trek_in(f"evaluatie:{pk}")
    for pk in queries.acties(traject).filter(afgerond_op=None).values_list("pk", flat=True):
        trek_in(f"actie:{pk}")
    traject.refresh_from_db(fields=["afgesloten_op", "afgesloten_door", "afsluitreden"])


def herinner(vandaag: date) -> int:
    """Lay out the reminders that are due, of evaluation moments and actions. May run twice, late, or in two places.

    Each batch takes its rows (the next day is set at once) and lays out its messages in one transaction; the key of a
    message names what, which date and whom. Returns how many were laid out.
    """
    aantal = 0
    for stap in (_herinner_momenten, _herinner_acties):
        while True:
            with transaction.atomic():
                genomen, gelegd = stap(vandaag)
            aantal += gelegd
            if genomen < PARTIJ:
                break
    return aantal


def _herinner_momenten(vandaag):
    momenten = list(queries.te_herinneren(vandaag)[:PARTIJ])
    for moment in momenten:
        moment.herinner_op = vandaag + timedelta(days=7) if moment.traject.afgesloten_op else ritme.na(moment.datum, vandaag)
    onthoud_volgende_dag(momenten)
    open_ = [moment for moment in momenten if not moment.traject.afgesloten_op]
    mensen = queries.mensen_per_traject({moment.traject_id for moment in open_})
    gelegd = 0
    for moment in open_:
        soort = ritme.soort_op(moment.datum, vandaag)
        leden = {mens for rol in mensen.get(moment.traject_id, {}).values() for mens in rol}
        for mens in leden if soort else ():
            gelegd += bool(_bericht_over_moment(moment, soort, mens, vandaag))
    return len(momenten), gelegd


def _bericht_over_moment(moment, soort, mens, vandaag):
    dag = in_woorden(moment.datum)
    if soort == "erna":
        titel = f"Leg de evaluatie van {dag} vast"
        tekst = f"De evaluatie stond op {dag}. Er is nog niets vastgelegd. Leg de uitkomst vast of kies een nieuwe datum."
    else:
        titel = f"Evaluatie op {dag}"
        tekst = f"Op {dag} is de evaluatie. Zorg dat de KPI's opnieuw gemeten zijn en dat iedereen de datum kent."
    return leg_klaar(
        mens,
        soort="evaluatie",
        onderwerp=f"evaluatie:{moment.pk}",
        over=moment.traject_id,
        sleutel=f"evaluatie:{moment.pk}:{moment.datum}:{soort}:{mens.pk}",
        titel=titel,
        tekst=f"{tekst}\n\nTraject: {moment.traject}.",
        waarom="U krijgt dit bericht omdat u projectleider, proceseigenaar of procesadviseur bent in dit traject.",
        adres=reverse("uitvoering:moment", args=[moment.traject_id, moment.pk]),
        dag=vandaag,
    )


def _herinner_acties(vandaag):
    acties = neem_herinneringen(vandaag, PARTIJ)
    open_ = [rij for rij in acties if not rij.traject.afgesloten_op]
    mensen = queries.mensen_per_traject({rij.traject_id for rij in open_}, RECHTEN["traject_zien"].rollen)
    gelegd = 0
    for rij in open_:
        rollen = mensen.get(rij.traject_id, {})
        is_houder = any(rij.actiehouder in groep for groep in rollen.values())
        # A holder who left, or who was never given access, cannot act: then the projectleider hears it.
        for mens in [rij.actiehouder] if is_houder else rollen.get("projectleider", []):
            gelegd += bool(_bericht_over_actie(rij, mens, vandaag))
    return len(acties), gelegd


def _bericht_over_actie(rij, mens, vandaag):
    soort, dag = actiesoort(rij.eind, vandaag), in_woorden(rij.eind)
    if soort is None:
        return None
    te_laat = soort.startswith("laat")
    code = f"{rij.prioritering.planregel.code}: " if rij.prioritering_id else ""
    return leg_klaar(
        mens,
        soort="actie",
        onderwerp=f"actie:{rij.pk}",
        over=rij.traject_id,
        sleutel=f"actie:{rij.pk}:{rij.eind}:{soort}:{mens.pk}",
        titel=f"{'Te laat' if te_laat else 'Klaar op ' + dag}: {code}{rij.omschrijving}",
        tekst=f"De einddatum van deze actie {'was' if te_laat else 'is'} {dag}. Meld hoe het ervoor staat."
        f"\n\nActie: {code}{rij.omschrijving}\nTraject: {rij.traject}.",
        waarom=f"U krijgt dit bericht omdat u {'actiehouder' if mens == rij.actiehouder else 'projectleider'} bent.",
        adres=reverse("uitvoering:voortgang", args=[rij.traject_id, rij.pk]),
        dag=vandaag,
    )
