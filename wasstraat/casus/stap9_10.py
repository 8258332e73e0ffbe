"""Steps 9 and 10 of a case: plan, carry out, evaluate, close."""

import re

from berichten import klok
from implementatie import acties as implementatie
from implementatie.queries import kunnen_melden, overzicht
from toetsing import acties as toetsing
from toetsing.models import Voorwaarde
from trajecten.poort import NietMogelijk
from ui.opmaak import datum as in_woorden
from uitvoering import acties as uitvoering
from vaststelling.models import Verwerking

from .stap6_8 import GEEN_REDEN, regels_van
from .tekst import dag, tekst

NIETS_MEER = re.compile(
    r"^\s*(geen|niets|nee|niet nodig|nvt|n\.v\.t\.|-)|^\s*(het )?(traject|dossier)?\s*(kan |wordt |is |mag )?(worden )?"
    r"(afsluiten|sluiten|(af)?gesloten)\b|\bgeen (verder |nader )?vervolg\b",
    re.I,
)


def plan(speler):
    casus = speler.casus
    besluit = dag(casus["stap8_definitief"]["akkoord_proceseigenaar"])
    stap10 = casus["stap10_uitvoering"]
    evaluatie = stap10["evaluatie"]
    speler.acties = {}
    speler.op(besluit, 900, lambda: maak_implementatieplan(speler))
    for regel in casus["stap9_implementatie"]:
        if regel["besluit"] == "overnemen":
            eind = max(dag(regel.get("eind")) or dag(evaluatie["gepland"]), besluit)
            speler.op(eind, 1010, lambda r=regel: meld_gereed(speler, r["op"]))
    for nr, soort in enumerate(("opleiding", "documentatie")):
        if gereed := dag((stap10.get(soort) or {}).get("gereed")):
            speler.op(max(gereed, besluit), 1020 + nr, lambda s=soort: meld_gereed(speler, s))
    if gehouden := dag(evaluatie.get("gehouden")):
        speler.op(max(gehouden, besluit), 1090, lambda: evalueer(speler, evaluatie))


def maak_implementatieplan(speler):
    traject, regels = speler.traject, regels_van(speler.versie)
    per_code = {regel["op"]: regel for regel in speler.casus["stap9_implementatie"]}
    overnemen = [regel for regel in per_code.values() if regel["besluit"] == "overnemen" and regel["op"] in regels]
    op_rang = sorted(overnemen, key=lambda regel: (regel.get("rang") is None, regel.get("rang") or 0))
    for rang, regel in enumerate(op_rang, start=1):
        prioriteer(speler, regels[regel["op"]], regel, rang)
    for code, planregel in regels.items():
        regel = per_code.get(code)
        if regel is None:
            speler.noteer(f"stap9_implementatie noemt {code} niet; het besluit is later")
            regel = {"op": code, "besluit": "later", "reden": "In de casus is hierover niet besloten."}
        if regel["besluit"] != "overnemen":
            prioriteer(speler, planregel, regel, None)
    for code in per_code.keys() - regels.keys():
        speler.noteer(f"stap9_implementatie noemt {code}, maar die staat niet in het vastgestelde plan")
    for soort in ("opleiding", "documentatie"):
        plan_standaard(speler, soort)
    speler.doe(uitvoering.plan_evaluatie, traject, datum=dag(speler.casus["stap10_uitvoering"]["evaluatie"]["gepland"]))
    speler.doe(implementatie.stel_vast, traject, door=speler.pe, sha256=overzicht(traject).sha256)


def prioriteer(speler, planregel, regel, rang):
    start, eind = dag(regel.get("start")), dag(regel.get("eind"))
    reden = tekst(regel.get("reden"))
    if regel["besluit"] == "later" and not reden and start and eind:
        reden = f"Gepland van {in_woorden(start)} tot en met {in_woorden(eind)}."
    elif regel["besluit"] != "overnemen" and not reden:
        reden = GEEN_REDEN
    prio = speler.doe(implementatie.prioriteer, planregel, besluit=regel["besluit"], rang=rang, reden=reden)
    if regel["besluit"] == "overnemen":
        start = start or klok.vandaag()
        eind = max(eind or dag(speler.casus["stap10_uitvoering"]["evaluatie"]["gepland"]), start)
        speler.acties[regel["op"]] = plan_in(speler, prio, regel, planregel.titel[:300], start, eind)


def plan_in(speler, prio, regel, omschrijving, start, eind):
    houder = speler.mensen[regel["actiehouder"]] if regel.get("actiehouder") else speler.pl
    velden = {"omschrijving": omschrijving, "start": start, "eind": eind}
    try:
        return speler.doe(implementatie.plan_in, prio, actiehouder=houder, **velden)
    except NietMogelijk as nee:
        speler.noteer(f"{regel['op']}: {houder} kan geen actiehouder zijn ({nee.zin}); de projectleider neemt het over")
        return speler.doe(implementatie.plan_in, prio, actiehouder=speler.pl, **velden)


def plan_standaard(speler, soort):
    regel = speler.casus["stap10_uitvoering"].get(soort)
    if not regel or not tekst(regel.get("tekst")):
        speler.doe(implementatie.plan_standaard_in, speler.traject, soort=soort, niet_nodig="In de casus niet genoemd.")
        return
    start = klok.vandaag()
    eind = max(dag(regel.get("gereed")) or dag(speler.casus["stap10_uitvoering"]["evaluatie"]["gepland"]), start)
    speler.acties[soort] = speler.doe(
        implementatie.plan_standaard_in,
        speler.traject,
        soort=soort,
        omschrijving=tekst(regel["tekst"])[:300],
        actiehouder=speler.pl,
        start=start,
        eind=eind,
    )


def meld_gereed(speler, code):
    """Close the conditions first, each by its own specialist with the motivering of the verwerking as proof; then report ready."""
    if code not in speler.acties:
        return
    actie = speler.acties[code]
    if code in speler.verbeteringen:
        sluit_voorwaarden(speler, speler.verbeteringen[code])
    # A holder without the right to report has it done by the projectleider.
    door = actie.actiehouder if actie.actiehouder_id in kunnen_melden(speler.traject) else speler.pl
    speler.doe(
        uitvoering.meld_voortgang,
        actie,
        door=door,
        kleur="gereed",
        zin="Gereed.",
        bewijs=f"Gemeld door {door} volgens het dossier.",
    )


def sluit_voorwaarden(speler, verbetering):
    open_ = Voorwaarde.objects.filter(oordeel__planregel__verbetering=verbetering, gesloten_op=None)
    for voorwaarde in open_.select_related("oordeel__toets__specialist"):
        verwerking = Verwerking.objects.filter(oordeel=voorwaarde.oordeel).first()
        bewijs = verwerking.motivering if verwerking else "In de casus staat geen bewijs."
        speler.doe(toetsing.sluit_voorwaarde, voorwaarde, door=voorwaarde.oordeel.toets.specialist, bewijs=bewijs)


def evalueer(speler, evaluatie):
    from uitvoering.models import Evaluatiemoment

    moment = Evaluatiemoment.objects.get(traject=speler.traject, datum=dag(evaluatie["gepland"]))
    vervolg = tekst(evaluatie.get("vervolg"))
    klaar = not vervolg or bool(NIETS_MEER.match(vervolg))
    besluit = "afsluiten" if klaar else "nieuw_traject" if vervolg.lower().startswith("nieuw traject") else "bijsturen"
    speler.doe(
        uitvoering.evalueer,
        moment,
        gehouden_op=klok.vandaag(),
        conclusie=tekst(evaluatie.get("conclusie")) or "In de casus staat geen conclusie.",
        lessen=tekst(evaluatie.get("lessen")),
        besluit=besluit,
        vervolg=vervolg,
        volgende=dag(evaluatie.get("volgende")),
    )
    if klaar:
        speler.doe(uitvoering.sluit_traject_af, speler.traject, door=speler.pe)
