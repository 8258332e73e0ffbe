"""Cases that are nothing like the demo: other people, other routes, the least that a file may hold; and files that cannot be played."""

from copy import deepcopy

import pytest
import yaml

from klantreis.models import Klantreis
from toetsing.models import Oordeel, Toetsronde, Voorwaarde
from trajecten.models import Lid, Logregel, Traject
from trajecten.rollen import heeft_recht
from vaststelling.models import Akkoord, Overruling
from verbeteringen.models import Verbetering
from verbeterplan.models import Keuze, PlanVersie
from wasstraat.casus.lees import CasusFout, lees
from wasstraat.casus.speel import speel
from wasstraat.controle import alles

pytestmark = pytest.mark.django_db

# Only what must be there: one person leads and owns, nobody is asked, nothing was drawn, the klantreis is skipped by a coach.
MINIMAAL = yaml.safe_load("""
id: 2025
titel: 112
organisatie: {naam: Waterschap Proefland}
stap1_projectgroep:
  leden:
    - {rol: projectleider, functie: Hoofd, tevens_rol: [proceseigenaar, sponsor]}
    - {rol: procesadviseur, functie: Adviseur, extern: true}
    - {rol: klantreiscoach, functie: Coach}
stap2_kpis: []
stap3_huidig_proces: {controle: {wijze: sessie}}
stap4_klantreis: {type: overgeslagen, motivering: Het gaat om een intern formulier}
stap5_6p: {formule: Flitsformule}
stap6_verbeteringen: [{nr: G1, titel: 7, herkomst: [3], termijn: lange_termijn, impact: 1, inspanning: 5, besluit: opnemen}]
stap7_toetsing: {verzonden: "2025-01-06"}
stap8_verwerking: []
stap8_definitief: {datum: "2025-01-06", akkoord_proceseigenaar: "2025-01-06"}
stap9_implementatie: []
stap10_uitvoering: {evaluatie: {gepland: "2025-02-03"}}
""")

# An atelier with a partner from outside, many ideas, a discipline without a named specialist, a hertoets with conditions.
ATELIER = yaml.safe_load(
    """
id: schuldhulp
titel: Eerste gesprek schuldhulp
organisatie: {naam: Gemeente Voorbeeldwaard}
prioritering: {scores: {impact_klant: 5, kans_dat_het_misgaat: 4, volume_per_jaar: 300, minuten_per_zaak: 90}}
stap1_projectgroep:
  startsessie: {datum: 2024-01-15, gehouden: false, notitie: De groep kende elkaar al}
  leden:
    - {rol: proceseigenaar, functie: Afdelingshoofd, tevens_rol: teammanager}
    - {rol: projectleider, functie: Projectleider, tevens_rol: [klantreiscoach, teammanager]}
    - {rol: procesadviseur, functie: Lean-adviseur}
    - {rol: vakinhoudelijk_medewerker, functie: Consulent, capaciteit_uren: 40}
    - {rol: vakinhoudelijk_medewerker, functie: Vrijwilliger, extern: true}
    - {rol: teammanager, functie: Teammanager, capaciteit_uren: 8}
    - {rol: teammanager, functie: Teammanager}
    - {rol: jurist, functie: Jurist}
    - {rol: klant_inwoner, functie: Ervaringsdeskundige}
  specialisten:
    - {discipline: informatiebeheer, functie: Archivaris}
    - {discipline: iv_ict, functie: Informatieadviseur}
    - {discipline: privacy, functie: Consulent}
stap2_kpis:
  - {kpi: Wachttijd, norm: 10, op: "<", eenheid: werkdagen, nulmeting: {datum: 2024-01-31, waarde: null}, tussen: [{datum: 2024-06-30, waarde: 9}, {datum: 2024-08-31, waarde: 8.5, n: 40}], eind: {datum: 2025-02-01, waarde: 7}}
  - {kpi: Uitval, norm: 0.15, op: "<=", eenheid: deel, nulmeting: {datum: 2024-01-31, waarde: 0.4, noot: schatting}}
stap3_huidig_proces:
  sessie1: {datum: 2024-02-05, deelnemers: [Consulent, Vrijwilliger]}
  controle: {wijze: online_check, verstuurd: 2024-02-07, akkoord: 2024-02-14, opmerkingen: [De wachtlijst ontbreekt, {tekst: Het tweede gesprek ook}]}
  stappen:
    - {nr: 1a, stap: Aanmelding, wie: Balie, doorloop_wd: 0.5}
    - {nr: 2, stap: Gesprek, doorloop_dagen: 21, knelpunt: Te laat, verspilling: wachten}
  geparkeerde_ideeen: [Avondspreekuur, Chat]
stap4_klantreis:
  type: atelier
  activiteiten: [{dag: 1, wat: Huidige reis}]
  personas: [{naam: Amina, leeftijd: 34}, {naam: Joop}]
  ervaringen:
    - {fase: Merken, emotie: -2, handeling: Opent de post niet meer, persona: Amina, moment_of_truth: true}
    - {fase: Melden, emotie: -1, gedachte: Schaamte}
    - {fase: Gesprek, emotie: 1, handeling: Wordt gehoord, persona: Joop}
  ideale_reis: [Binnen twee dagen een gesprek]
stap5_6p:
  formule: Wegwijsformule
  p:
    Product: {extern: Rust, intern: Dossier, oordeel: verschilt}
    Prijs: {extern: Gratis, intern: Gratis, oordeel: komt_overeen}
stap6_verbeteringen:
  - {nr: V1, titel: Snel eerste gesprek, herkomst: [3, 4, 4], termijn: quick_win, impact: 5, inspanning: 2, kpi: [1, 2], besluit: opnemen}
  - {nr: V2, titel: Appgroep, herkomst: [4], termijn: quick_win, impact: 4, inspanning: 1, besluit: opnemen}
  - {nr: V3, titel: Gegevens delen met de zorg, herkomst: [2], termijn: lange_termijn, impact: 4, inspanning: 4, besluit: opnemen}
  - {nr: V4, titel: Dossier sneller vernietigen, herkomst: [5], termijn: quick_win, impact: 2, inspanning: 1, besluit: opnemen}
  - {nr: V5, titel: Nieuwe balie, herkomst: [3], termijn: lange_termijn, impact: 2, inspanning: 5, besluit: niet_opnemen}
  - {nr: V6, titel: Folder, herkomst: [10], termijn: quick_win, impact: 1, inspanning: 1, besluit: parkeren, reden: Later}
stap7_toetsing:
  verzonden: 2024-03-01
  deadline: 2024-04-30
  adviezen:
    - {discipline: privacy, oordeel: niet_akkoord, op: [V2], alternatief: Een beveiligde chat}
    - {discipline: privacy, oordeel: akkoord_onder_voorwaarden, op: [V3]}
    - {discipline: juridisch, oordeel: niet_akkoord, op: [V3], grondslag: Wgs, weken: 6}
    - {discipline: informatiebeheer, oordeel: akkoord, op: [V4], opmerking: Let op de selectielijst}
    - {discipline: iv_ict, oordeel: akkoord, op: [V1], eenmalig_eur: 1500.5, structureel_eur: 0}
stap8_verwerking:
  - {op: V1, verwerking: overgenomen, motivering: Roostert elke week in}
  - {op: V2, verwerking: niet_overgenomen}
  - {op: V2b, verwerking: overgenomen, titel: Beveiligde chat, motivering: In plaats van de app, hertoets: {discipline: privacy, oordeel: akkoord_onder_voorwaarden}}
  - {op: V3, verwerking: niet_overgenomen, motivering: De wet laat het toe met toestemming}
  - {op: V4, verwerking: deels, motivering: Na overleg met het archief}
  - {op: V6, verwerking: overgenomen}
stap8_definitief: {datum: 2024-04-02, akkoord_proceseigenaar: 2024-04-09, akkoord_teammanagers: 2024-04-20}
stap9_implementatie:
  - {rang: 2, op: V1, besluit: overnemen, actiehouder: Consulent, start: 2024-04-10, eind: 2024-05-31}
  - {op: V2b, besluit: overnemen, actiehouder: Lean-adviseur, eind: 2024-06-30}
  - {rang: 1, op: V3, besluit: overnemen, actiehouder: Ervaringsdeskundige, start: 2024-05-01, eind: 2024-12-31}
  - {op: V4, besluit: niet}
  - {op: V6, besluit: later}
stap10_uitvoering:
  opleiding: {tekst: Gesprekstraining, gereed: 2024-05-15}
  evaluatie: {gepland: 2024-10-01, gehouden: 2024-10-03, lessen: [Samen lukt het], vervolg: Het traject kan worden afgesloten}
""".replace("1a", "'1a'")
)


@pytest.fixture
def spelen(tmp_path):
    def _spelen(casus, **anders):
        pad = tmp_path / "casus.yaml"
        pad.write_text(yaml.safe_dump(deepcopy(casus) | anders, allow_unicode=True), "utf-8")
        return speel(lees(pad)[0])

    return _spelen


def in_orde(traject):
    """The invariants hold, and whoever stands in the log had the right by a role in this traject."""
    assert list(alles()) == []
    rollen = {}
    for lid in Lid.objects.filter(traject=traject):
        rollen.setdefault(lid.gebruiker_id, set()).add(lid.rol)
    for regel in Logregel.objects.filter(traject=traject):
        assert heeft_recht(rollen[regel.door_id], regel.recht), regel
        assert not regel.is_weigering


def test_het_minste_wat_een_casus_mag_zijn(spelen):
    traject, notities = spelen(MINIMAAL)

    in_orde(traject)
    assert set(Lid.objects.filter(traject=traject, gebruiker__functie="Hoofd", tot=None).values_list("rol", flat=True)) == {
        "projectleider",
        "proceseigenaar",
        "sponsor",
    }
    versie = PlanVersie.objects.get(traject=traject)
    assert versie.door.functie == "Adviseur"
    assert Klantreis.objects.get(traject=traject).alternatief_aanvaard_door.functie == "Hoofd"
    assert any("G1" in zin for zin in notities)


def test_een_atelier_met_van_alles_anders(spelen):
    traject, notities = spelen(ATELIER)

    in_orde(traject)
    assert traject.afgesloten_op.date().isoformat() == "2024-10-03"
    assert any("na het afsluiten" in zin for zin in notities)
    assert {o.oordeel.planregel.code for o in Overruling.objects.all()} == {"V3"}
    assert Verbetering.objects.get(traject=traject, code="V2b").uit.code == "V2"
    assert Keuze.objects.get(verbetering__code="V2").besluit == "niet_opnemen"
    assert Oordeel.objects.get(planregel__code="V2b").toets.ronde.nummer == Toetsronde.objects.count() == 2
    assert {v.oordeel.planregel.code for v in Voorwaarde.objects.exclude(gesloten_op=None)} >= {"V2b"}
    assert Akkoord.objects.count() == 3
    assert Keuze.objects.get(verbetering__code="V4").aanpassing == "Na overleg met het archief"
    assert Keuze.objects.get(verbetering__code="V1").aanpassing == ""


@pytest.mark.parametrize(
    ("casus", "anders", "verwacht"),
    [
        ("minimaal", {"id": "x" * 81}, "id is"),
        ("minimaal", {"titel": "nul\0teken"}, "titel bevat"),
        (
            "minimaal",
            {"stap6_verbeteringen": [MINIMAAL["stap6_verbeteringen"][0] | {"besluit": "parkeren"}]},
            "minstens een",
        ),
        ("atelier", {"stap2_kpis": [ATELIER["stap2_kpis"][0] | {"norm": float("nan")}]}, "stap2_kpis[0].norm"),
        ("atelier", {"stap2_kpis": [ATELIER["stap2_kpis"][0] | {"norm": 10**12}]}, "stap2_kpis[0].norm"),
        ("atelier", {"stap7_toetsing": ATELIER["stap7_toetsing"] | {"deadline": "2024-02-01"}}, "stap7_toetsing.deadline"),
        (
            "atelier",
            {
                "stap10_uitvoering": {
                    "evaluatie": {"gepland": "2024-10-01", "gehouden": "2024-10-03", "volgende": "2024-10-03"}
                }
            },
            "evaluatie.volgende",
        ),
    ],
)
def test_wat_niet_kan_wordt_vooraf_gezegd(spelen, casus, anders, verwacht):
    with pytest.raises(CasusFout) as fout:
        spelen(MINIMAAL if casus == "minimaal" else ATELIER, **anders)
    assert any(verwacht in zin for zin in fout.value.fouten), fout.value.fouten
    assert not Traject.objects.exists()


def test_een_lijst_als_sleutel_is_geen_casus(tmp_path):
    pad = tmp_path / "x.yaml"
    pad.write_text("? [a]\n: b\n", "utf-8")
    with pytest.raises(CasusFout, match="Verwacht"):
        lees(pad)
