"""The invariants of the house, checked against what stands in the database and on disk. Each check yields sentences about what is wrong."""

import hashlib

from django.conf import settings
from guardian.shortcuts import get_perms

from implementatie.models import Implementatieactie, ImplementatieVaststelling, Prioritering
from kpi.models import KpiVaststelling
from rapporten.models import Rapport
from toetsing.models import Oordeel, Vrijstelling
from toetsing.queries import geldende_oordelen
from trajecten import stap
from trajecten.models import Deelname, Lid, Logregel, Taak, Traject
from trajecten.rollen import ROLLEN, SPECIALISTEN
from trajecten.vingerafdruk import sha256_van
from vaststelling.models import Akkoord, Besluit, Overruling
from verbeteringen.models import Verbetering
from verbeterplan.inhoud import kern_van
from verbeterplan.models import Keuze, PlanRegel, PlanVersie
from verbeterplan.queries import goedgekeurde_versie


def alles():
    """Every fault there is, trajecten first, files last."""
    for traject in Traject.objects.order_by("aangemaakt_op").iterator():
        for controle in (rechten, logboek, spoor, versies, besluiten, doorstroom):
            for zin in controle(traject):
                yield f"{traject} ({traject.pk}): {zin}"
    yield from bestanden()


def rechten(traject):
    """guardian's own answer, Deelname and the list of members say the same."""
    deelnames = {}
    for rij in Deelname.objects.filter(content_object=traject).select_related("user", "permission"):
        deelnames.setdefault(rij.user, set()).add(rij.permission.codename)
    leden = {}
    for lid in Lid.objects.filter(traject=traject, tot=None).select_related("gebruiker"):
        leden.setdefault(lid.gebruiker, set()).add(lid.rol)
    for mens in deelnames.keys() | leden.keys():
        heeft, hoort = deelnames.get(mens, set()), leden.get(mens, set())
        volgens_guardian = set(get_perms(mens, traject)) & set(ROLLEN) if mens.is_active else heeft
        if volgens_guardian != heeft:
            yield f"guardian geeft {mens} {sorted(volgens_guardian)}, de deelnames zeggen {sorted(heeft)}"
        if heeft - hoort:
            yield f"{mens} heeft toegang als {sorted(heeft - hoort)} zonder lid te zijn"
        if ontbreekt := hoort - heeft - set(SPECIALISTEN):
            yield f"{mens} is lid als {sorted(ontbreekt)} zonder toegang te hebben"


def logboek(traject):
    """The chain of the log is whole: numbers follow each other and every hash fits."""
    vorige, nummer = "", 0
    for regel in Logregel.objects.filter(traject=traject).order_by("nummer").iterator():
        nummer += 1
        if regel.nummer != nummer or regel.vorige_hash != vorige or regel.hash != regel.bereken_hash():
            yield f"logregel {regel.nummer} past niet in de keten"
            return
        vorige = regel.hash
    if (traject.log_nummer, traject.log_hash) != (nummer, vorige):
        yield "het eind van het logboek ontbreekt"


def spoor(traject):
    """The kept track and tasks are what the facts say now."""
    berekend, opgaven = stap.bereken(traject)
    if berekend != traject.stand:
        anders = [nu["nummer"] for nu, was in zip(berekend, traject.stand or [{}] * 10, strict=False) if nu != was]
        yield f"het bewaarde spoor klopt niet bij stap {anders}"
    hoort = {(mens.pk, opgave.sleutel) for _, opgave in opgaven for mens in opgave.aan}
    if hoort != set(Taak.objects.filter(traject=traject).values_list("gebruiker_id", "sleutel")):
        yield "de bewaarde taken kloppen niet"


def versies(traject):
    """Frozen content is what it was: every hash fits its content."""
    for versie in PlanVersie.objects.filter(traject=traject):
        if sha256_van(versie.inhoud) != versie.sha256:
            yield f"verbeterplan versie {versie.nummer} is na het vastleggen veranderd"
    for regel in PlanRegel.objects.filter(planversie__traject=traject).select_related("planversie"):
        if (sha256_van(regel.inhoud), sha256_van(kern_van(regel.inhoud))) != (regel.sha256, regel.kern_sha256):
            yield f"regel {regel.code} van versie {regel.planversie.nummer} is na het vastleggen veranderd"
        elif any(getattr(regel, naam) != regel.inhoud[naam] for naam in ("code", "titel", "besluit", "termijn")):
            yield f"regel {regel.code} van versie {regel.planversie.nummer} past niet bij de vastgelegde inhoud"
    for vaststelling in KpiVaststelling.objects.filter(traject=traject):
        if sha256_van(vaststelling.inhoud) != vaststelling.sha256:
            yield "de vastgestelde KPI's zijn na het vaststellen veranderd"
    for vaststelling in ImplementatieVaststelling.objects.filter(traject=traject):
        if sha256_van(vaststelling.inhoud) != vaststelling.sha256:
            yield "het vastgestelde implementatieplan is na het vaststellen veranderd"


def besluiten(traject):
    """A decision and an approval stand on the hash of their version, and whoever decided or judged was the one to do so."""
    for model in (Besluit, Akkoord):
        for rij in model.objects.filter(planversie__traject=traject).select_related("planversie"):
            if rij.sha256 != rij.planversie.sha256:
                yield f"{model._meta.verbose_name} over versie {rij.planversie.nummer} hoort bij een andere tekst"
    eigenaren = set(Lid.objects.filter(traject=traject, rol="proceseigenaar").values_list("gebruiker", flat=True))
    for besluit in Besluit.objects.filter(planversie__traject=traject).select_related("planversie"):
        if besluit.door_id == besluit.planversie.door_id:
            yield f"over versie {besluit.planversie.nummer} is besloten door wie het plan zelf vastlegde"
    for model in (Besluit, Overruling, ImplementatieVaststelling, KpiVaststelling):
        for rij in model.objects.filter(**{getattr(model, "pad_naar_traject", "traject"): traject}).select_related("door"):
            if rij.door_id not in eigenaren:
                yield f"{rij._meta.verbose_name} is van {rij.door}, die nooit proceseigenaar was"
    for oordeel in Oordeel.objects.filter(toets__ronde__traject=traject).select_related("toets__specialist", "door"):
        if oordeel.door_id != oordeel.toets.specialist_id:
            yield f"een oordeel is van {oordeel.door} en niet van {oordeel.toets.specialist}, die erom is gevraagd"


def doorstroom(traject):
    """Every improvement is accounted for in the next step: chosen, judged, decided, planned."""
    versie = goedgekeurde_versie(traject)
    laatste = PlanVersie.objects.filter(traject=traject).order_by("-nummer").first()
    if laatste:
        onbeslist = Verbetering.objects.filter(traject=traject, op__lte=laatste.op).exclude(
            pk__in=Keuze.objects.filter(verbetering__traject=traject).values("verbetering")
        )
        for verbetering in onbeslist:
            yield f"over {verbetering.code} is niet besloten, en er is al een plan vastgelegd"
    if not versie:
        return
    opgenomen = list(PlanRegel.objects.filter(planversie=versie, besluit="opnemen"))
    beoordeeld = {oordeel.planregel.verbetering_id for oordeel in geldende_oordelen(versie)}
    vrij = set(
        Vrijstelling.objects.filter(planregel__planversie__traject=traject).values_list("planregel__verbetering", flat=True)
    )
    for regel in opgenomen:
        if regel.verbetering_id not in beoordeeld | vrij:
            yield f"{regel.code} is goedgekeurd zonder oordeel"
    if not ImplementatieVaststelling.objects.filter(traject=traject).exists():
        return
    prioriteit = {
        p.planregel.verbetering_id: p
        for p in Prioritering.objects.filter(planregel__planversie__traject=traject).select_related("planregel")
    }
    met_actie = set(Implementatieactie.objects.filter(traject=traject).values_list("prioritering", flat=True))
    for regel in opgenomen:
        rij = prioriteit.get(regel.verbetering_id)
        if rij is None:
            yield f"{regel.code} heeft geen besluit in het implementatieplan"
        elif rij.besluit == "overnemen" and rij.pk not in met_actie:
            yield f"{regel.code} wordt overgenomen zonder actie"


def bestanden():
    """Files against rows: every finished document is there, whole, and no file is without a row."""
    bekend = set()
    for rapport in Rapport.objects.filter(stand="klaar"):
        bekend.add(rapport.bestand)
        pad = settings.RAPPORTEN / rapport.bestand
        if not pad.is_file():
            yield f"document {rapport} ontbreekt op de schijf"
        elif hashlib.sha256(pad.read_bytes()).hexdigest() != rapport.sha256:
            yield f"document {rapport} is op de schijf veranderd"
    if settings.RAPPORTEN.is_dir():
        for pad in settings.RAPPORTEN.glob("*.pdf"):
            if pad.name not in bekend:
                yield f"bestand {pad.name} hoort bij geen document"
