"""Steps 6 to 8 of a case: choose, freeze, judge, process, decide."""

from decimal import Decimal

from berichten import klok
from berichten.werkdagen import plus_werkdagen
from klantreis import acties as klantreis
from kpi import acties as kpi
from proces import acties as proces
from serviceformule import acties as serviceformule
from toetsing import acties as toetsing
from toetsing.models import Discipline
from toetsing.queries import geldende_oordelen
from trajecten.vingerafdruk import sha256_van
from vaststelling import acties as vaststelling
from vaststelling.models import Verwerking
from verbeteringen import acties as verbeteringen
from verbeteringen.models import Verbetering
from verbeterplan import acties as verbeterplan
from verbeterplan.inhoud import plan_inhoud
from verbeterplan.models import Keuze
from verbeterplan.queries import keuzes_van

from .tekst import dag, tekst

GEEN_REDEN = "In de casus staat geen reden."


def plan(speler):
    casus = speler.casus
    toets, definitief = casus["stap7_toetsing"], casus["stap8_definitief"]
    verzonden, klaar = dag(toets["verzonden"]), dag(definitief["datum"])
    deadline = dag(toets.get("deadline")) or min(plus_werkdagen(verzonden, 15), klaar)
    besluit = dag(definitief["akkoord_proceseigenaar"])
    teams = dag(definitief.get("akkoord_teammanagers"))
    speler.deadline = deadline
    speler.op(min(speler.stap5_op, verzonden), 600, lambda: kies_verbeteringen(speler))
    speler.op(verzonden, 690, lambda: vraag_toetsen(speler))
    speler.op(min(deadline, klaar), 710, lambda: geef_oordelen(speler))
    speler.op(klaar, 800, lambda: stel_bij(speler))
    if teams:
        speler.op(min(max(teams, klaar), besluit), 820, lambda: geef_akkoorden(speler))
    speler.op(besluit, 830, lambda: besluit_over_plan(speler))


# --- step 6 ---------------------------------------------------------------------------------------------------------
def kies_verbeteringen(speler):
    for regel in speler.casus["stap6_verbeteringen"]:
        herkomst = [(stap, "") for stap in dict.fromkeys(regel["herkomst"])]
        verbetering = speler.doe(
            verbeteringen.draag_aan, speler.traject, code=regel["nr"], titel=str(regel["titel"])[:250], herkomst=herkomst
        )
        speler.verbeteringen[regel["nr"]] = verbetering
        koppel(speler, verbetering, regel.get("bij") or {})
    for regel in speler.casus["stap6_verbeteringen"]:
        kies(speler, regel["nr"], regel)
    for verbetering in speler.geparkeerd:
        reden = "Geparkeerd in de eerste sessie; in stap 6 niet apart gekozen."
        speler.doe(verbeterplan.kies, verbetering, besluit="parkeren", reden=reden)


def koppel(speler, verbetering, bij):
    """Point back to what the idea came from, where the case names it (key `bij`: stappen, ervaringen, p, kpi)."""
    coach = speler.mensen.een("klantreiscoach", "projectleider")
    for nr in bij.get("kpi") or []:
        speler.doe(kpi.koppel_idee, speler.kpis[nr - 1], verbetering=verbetering)
    for nr in bij.get("stappen") or []:
        speler.doe(proces.koppel_idee, speler.stappen[nr], verbetering=verbetering)
    for nr in bij.get("ervaringen") or [] if speler.ervaringen else []:
        speler.doe(klantreis.koppel_idee, speler.ervaringen[nr - 1], door=coach, verbetering=verbetering)
    for p in bij.get("p") or []:
        speler.doe(serviceformule.koppel_idee, speler.beoordelingen[p], verbetering=verbetering)


def kies(speler, code, regel, **anders):
    """Choose (again): what is not named stays as the case says it."""
    velden = {
        "besluit": regel["besluit"],
        "termijn": regel["termijn"] if regel["besluit"] == "opnemen" else "",
        "effect": regel["impact"],
        "moeite": regel["inspanning"],
        "reden": tekst(regel.get("reden")) or ("" if regel["besluit"] == "opnemen" else GEEN_REDEN),
        "kpis": [speler.kpis[nr - 1] for nr in regel.get("kpi") or []],
        "team": tekst(regel.get("team")),
    } | anders
    verbetering = speler.verbeteringen[code]
    keuze = Keuze.objects.filter(verbetering=verbetering).first()
    return speler.doe(verbeterplan.kies, verbetering, versie=keuze.versie if keuze else None, **velden)


# --- step 7 ---------------------------------------------------------------------------------------------------------
def vraag_toetsen(speler):
    speler.versie = speler.doe(verbeterplan.leg_vast, speler.traject, door=speler.schrijver)
    regels = regels_van(speler.versie)
    stap7 = speler.casus["stap7_toetsing"]
    per_discipline = {}
    for advies in stap7.get("adviezen") or []:
        per_discipline.setdefault(advies["discipline"], []).extend(advies["op"])
    beoordeeld = {code for codes in per_discipline.values() for code in codes}
    vrij = {
        code: tekst(regel["reden"])
        for regel in stap7.get("zonder_toets") or []
        for code in regel["op"]
        if code not in beoordeeld
    }
    for code in [code for code in regels if code not in beoordeeld and code not in vrij]:
        vrij[code] = "In de casus is hierover geen oordeel gevraagd."
        speler.noteer(f"{code} is door niemand getoetst en staat niet bij zonder_toets")
    vraag(speler, per_discipline, [(regels[code], reden) for code, reden in vrij.items()])


def vraag(speler, per_discipline, vrijstellingen=()):
    regels = regels_van(speler.versie)
    disciplines = {d.code: d for d in Discipline.objects.all()}
    opdracht = [
        (disciplines[code], speler.mensen.specialist(code), [regels[v] for v in dict.fromkeys(codes)])
        for code, codes in per_discipline.items()
    ]
    speler.ronde = speler.doe(
        toetsing.vraag_aan,
        speler.versie,
        deadline=max(speler.deadline, klok.vandaag()),
        opdracht=opdracht,
        vrijstellingen=list(vrijstellingen),
    )


def geef_oordelen(speler):
    adviezen = [
        (advies["discipline"], code, advies)
        for advies in speler.casus["stap7_toetsing"].get("adviezen") or []
        for code in advies["op"]
    ]
    lever_toetsen_in(speler, adviezen)


def lever_toetsen_in(speler, adviezen):
    regels = regels_van(speler.versie)
    for toets in speler.ronde.toetsen.select_related("discipline", "specialist"):
        for discipline, code, advies in adviezen:
            if discipline == toets.discipline.code:
                geef_oordeel(speler, toets, regels[code], advies)
        speler.doe(toetsing.lever_in, toets, door=toets.specialist)


def geef_oordeel(speler, toets, regel, advies):
    opmerking = tekst(advies.get("opmerking"))
    if not opmerking and advies["oordeel"] != "akkoord":
        opmerking = "In de casus staat geen toelichting."
    speler.doe(
        toetsing.geef_oordeel,
        toets,
        door=toets.specialist,
        planregel=regel,
        oordeel=advies["oordeel"],
        opmerking=opmerking,
        grondslag=tekst(advies.get("grondslag"))[:250],
        alternatief=tekst(advies.get("alternatief")),
        kosten_eenmalig=euro(advies.get("eenmalig_eur")),
        kosten_jaarlijks=euro(advies.get("structureel_eur")),
        weken=advies.get("weken"),
    )


def euro(bedrag) -> Decimal | None:
    return None if bedrag is None else Decimal(str(bedrag))


def regels_van(versie) -> dict:
    return {regel.code: regel for regel in versie.regels.filter(besluit="opnemen")}


# --- step 8 ---------------------------------------------------------------------------------------------------------
def stel_bij(speler):
    """Process every remark, adjust the choices, freeze the next version and have it judged again where the case says so."""
    verwerk_oordelen(speler)
    pas_keuzes_aan(speler)
    eerste = speler.versie
    if sha256_van(plan_inhoud(speler.traject, keuzes_van(speler.traject))) != eerste.sha256:
        speler.versie = speler.doe(verbeterplan.leg_vast, speler.traject, door=speler.schrijver)
    hertoets = [
        (regel["hertoets"]["discipline"], regel["op"], {"oordeel": regel["hertoets"]["oordeel"]})
        for regel in speler.casus["stap8_verwerking"]
        if regel.get("hertoets") and regel["op"] in regels_van(speler.versie)
    ]
    per_discipline = {}
    for discipline, code, _ in hertoets:
        per_discipline.setdefault(discipline, []).append(code)
    if speler.versie == eerste and hertoets:
        speler.noteer("De hertoets is niet gespeeld: het plan is na de eerste toets niet veranderd")
        return
    nieuw = [
        code
        for code in regels_van(speler.versie)
        if code not in regels_van(eerste) and code not in sum(per_discipline.values(), [])
    ]
    vrij = [(regels_van(speler.versie)[code], "In de casus is hiervoor geen hertoets gevraagd.") for code in nieuw]
    if per_discipline:
        vraag(speler, per_discipline, vrij)
        lever_toetsen_in(speler, hertoets)
        verwerk_oordelen(speler)
    else:
        for regel, reden in vrij:
            speler.doe(toetsing.geef_vrij, regel, reden=reden)


def verwerk_oordelen(speler):
    """Give every remark that asks for an answer its Verwerking; the case names one per improvement."""
    per_code = {regel["op"]: regel for regel in speler.casus["stap8_verwerking"]}
    for oordeel in geldende_oordelen(speler.versie):
        code = oordeel.planregel.code
        regel = per_code.get(code)
        vraagt = oordeel.moet_verwerkt or (oordeel.is_tip and regel)
        if not vraagt or Verwerking.objects.filter(oordeel=oordeel).exists():
            continue
        if regel is None:
            speler.noteer(
                f"stap8_verwerking noemt {code} niet; het oordeel van {oordeel.toets.discipline} telt als overgenomen"
            )
            regel = {"verwerking": "overgenomen"}
        kind = kind_van(speler, code) if oordeel.alternatief else None
        extra = {"nieuwe_titel": tekst(kind.get("titel")) or f"Alternatief voor {code}", "code": kind["op"]} if kind else {}
        motivering = tekst(regel.get("motivering")) or "In de casus staat geen motivering."
        speler.doe(
            vaststelling.verwerk,
            oordeel,
            door=speler.schrijver,
            verwerking=regel["verwerking"],
            motivering=motivering,
            **extra,
        )
    for regel in per_code.values():
        if regel["op"] not in speler.verbeteringen:
            haal_kind(speler, regel)


def kind_van(speler, code):
    """The case's entry for the improvement that grew from `code` (V10 → V10b) and is not born yet."""
    for regel in speler.casus["stap8_verwerking"]:
        is_kind = regel["op"][:-1] == code and regel["op"] not in speler.verbeteringen
        if is_kind and not Verbetering.objects.filter(traject=speler.traject, code=regel["op"]).exists():
            return regel
    return None


def haal_kind(speler, regel):
    ouder = speler.verbeteringen[regel["op"][:-1]]
    kind = Verbetering.objects.filter(traject=speler.traject, code=regel["op"]).first() or speler.doe(
        verbeteringen.draag_aan,
        speler.traject,
        code=regel["op"],
        uit=ouder,
        titel=(tekst(regel.get("titel")) or f"Alternatief voor {ouder.code}")[:250],
        herkomst=[(7, "")],
    )
    speler.verbeteringen[regel["op"]] = kind


def pas_keuzes_aan(speler):
    per_nr = {regel["nr"]: regel for regel in speler.casus["stap6_verbeteringen"]}
    gepland = {regel["op"] for regel in speler.casus["stap9_implementatie"]}
    for regel in speler.casus["stap8_verwerking"]:
        code, motivering = regel["op"], tekst(regel.get("motivering"))
        bron = per_nr.get(code) or per_nr[code[:-1]]
        if bron["besluit"] != "opnemen" and code in per_nr:
            continue
        if code not in gepland and regel["verwerking"] == "niet_overgenomen":
            kies(speler, code, bron, besluit="niet_opnemen", termijn="", reden=motivering or GEEN_REDEN)
        elif code not in per_nr:
            kies(speler, code, bron, besluit="opnemen", termijn=bron["termijn"], reden="", aanpassing=motivering)
        elif regel.get("hertoets") or is_gevraagd(speler, code):
            if regel["verwerking"] != "niet_overgenomen" and (motivering or regel.get("hertoets")):
                kies(speler, code, bron, aanpassing=motivering or "Aangepast na de toets.")
        else:
            speler.noteer(
                f"stap8_verwerking noemt {code}, maar stap 7 vroeg daar niets over; de tekst blijft zoals getoetst"
            )


def is_gevraagd(speler, code) -> bool:
    """Did a specialist say something about this improvement? Only then may its text change without a new toets."""
    return Verwerking.objects.filter(oordeel__planregel__verbetering=speler.verbeteringen[code]).exists()


def geef_akkoorden(speler):
    for manager in speler.mensen.alle("teammanager"):
        speler.doe(vaststelling.geef_akkoord, speler.versie, door=manager, akkoord=True, sha256=speler.versie.sha256)


def besluit_over_plan(speler):
    for oordeel in geldende_oordelen(speler.versie):
        verwerking = Verwerking.objects.filter(oordeel=oordeel, verwerking="niet_overgenomen").first()
        if oordeel.is_negatief and verwerking and oordeel.planregel.code in regels_van(speler.versie):
            speler.doe(vaststelling.overrule, oordeel, door=speler.pe, reden=verwerking.motivering)
    speler.doe(vaststelling.stel_vast, speler.versie, door=speler.pe, sha256=speler.versie.sha256)
