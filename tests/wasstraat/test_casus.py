"""A case file: every fault at once and then nothing written; a sound one played by its own people on its own dates."""

from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command

from accounts.models import Gebruiker
from implementatie.models import Implementatieactie
from klantreis.models import Klantreis
from toetsing.models import Oordeel, Voorwaarde
from trajecten.models import Lid, Logregel, Traject
from trajecten.rollen import heeft_recht
from uitvoering.models import Evaluatie, Evaluatiemoment, Voortgang
from vaststelling.models import Besluit, Overruling, Verwerking
from verbeteringen.models import Verbetering
from verbeterplan.models import PlanVersie
from wasstraat.casus.lees import CasusFout, lees
from wasstraat.casus.speel import speel
from wasstraat.controle import alles

pytestmark = pytest.mark.django_db
DEMO = settings.DEMO_CASUS

KLEIN = yaml.safe_load("""
id: klein
titel: Melding losliggende tegel
organisatie: {naam: Gemeente Voorbeeldwaard}
stap1_projectgroep:
  leden:
    - {rol: proceseigenaar, functie: Hoofd beheer, tevens_rol: sponsor}
    - {rol: projectleider, functie: Adviseur}
  specialisten: [{discipline: privacy, functie: FG}]
  klantreiscoach: {ingevuld: false, reden: Geen coach vrij}
stap2_kpis: [{kpi: Hersteltijd, norm: 5, op: "<=", eenheid: dagen, nulmeting: {datum: "2024-01-31", waarde: null, noot: niet bijgehouden}}]
stap3_huidig_proces:
  sessie1: {datum: "2024-01-10"}
  controle: {wijze: samengevoegd}
  stappen: [{nr: 1, stap: Melding komt binnen, doorloop_dagen: 2}]
  geparkeerde_ideeen: [Foto verplicht maken]
stap4_klantreis:
  type: bestaande_feedback
  motivering: Er waren genoeg klachten om van te leren
  ervaringen: [{fase: Melden, emotie: -1, handeling: Belt}]
stap5_6p: {formule: Beheerformule, p: {Proces: {extern: Snel hersteld, intern: Geen termijn, oordeel: verschilt}}}
stap6_verbeteringen:
  - {nr: V1, titel: Hersteltermijn afspreken, herkomst: [3], termijn: quick_win, impact: 4, inspanning: 2, kpi: [1], besluit: opnemen}
  - {nr: V2, titel: Foto naar aannemer, herkomst: [4], termijn: quick_win, impact: 3, inspanning: 2, besluit: opnemen}
stap7_toetsing:
  verzonden: "2024-02-12"
  adviezen: [{discipline: privacy, oordeel: niet_akkoord, op: [V2], opmerking: Gezichten op de foto}]
  zonder_toets: [{op: [V1], reden: Werkafspraak}]
stap8_verwerking: [{op: V2, verwerking: niet_overgenomen, motivering: Foto's worden na een dag gewist}]
stap8_definitief: {datum: "2024-03-01", akkoord_proceseigenaar: "2024-03-04"}
stap9_implementatie:
  - {op: V1, besluit: overnemen, rang: 1, actiehouder: Adviseur, start: "2024-03-05", eind: "2024-04-01"}
  - {op: V2, besluit: overnemen}
stap10_uitvoering: {evaluatie: {gepland: "2024-06-03", gehouden: "2024-06-03", conclusie: Het werkt, vervolg: afsluiten}}
""")


@pytest.fixture
def speel_klein(tmp_path):
    def spelen(**anders):
        casus = deepcopy(KLEIN) | anders
        pad = tmp_path / "casus.yaml"
        pad.write_text(yaml.safe_dump(casus, allow_unicode=True), "utf-8")
        return speel(lees(pad)[0])

    return spelen


def test_de_demo_loopt_door_alle_tien_stappen_op_haar_eigen_data():
    casus, _ = lees(DEMO)
    traject, notities = speel(casus)

    assert notities == []
    assert [regel["stand"] for regel in traject.stand[:9]] == ["klaar"] * 9
    assert Besluit.objects.get(planversie__traject=traject, besluit="goedgekeurd").op.date() == date(2023, 10, 23)
    assert Logregel.objects.filter(traject=traject).earliest("nummer").op.date() == date(2023, 5, 15)
    dagen = list(Logregel.objects.filter(traject=traject).order_by("nummer").values_list("op", flat=True))
    assert dagen == sorted(dagen)
    assert max(dagen).date() == date(2024, 7, 4)
    assert not Logregel.objects.filter(traject=traject, is_weigering=True).exists()
    assert list(alles()) == []


def test_wat_een_specialist_zei_blijft_herleidbaar_tot_het_nieuwe_voorstel():
    traject, _ = speel(lees(DEMO)[0])

    kind = Verbetering.objects.get(traject=traject, code="V10b")
    assert kind.uit.code == "V10"
    assert Verwerking.objects.get(oordeel__planregel__code="V10").verwerking == "niet_overgenomen"
    v2 = PlanVersie.objects.filter(traject=traject).latest("nummer")
    assert dict(v2.regels.values_list("code", "besluit"))["V10"] == "niet_opnemen"
    assert Oordeel.objects.get(planregel__code="V10b").toets.ronde.nummer == 2
    assert set(Voorwaarde.objects.filter(gesloten_op=None).values_list("oordeel__planregel__code", flat=True)) == {"V9"}


def test_alles_is_gedaan_door_iemand_die_het_mocht():
    traject, _ = speel(lees(DEMO)[0])

    rollen = {}
    for lid in Lid.objects.filter(traject=traject):
        rollen.setdefault(lid.gebruiker_id, set()).add(lid.rol)
    for regel in Logregel.objects.filter(traject=traject):
        assert heeft_recht(rollen[regel.door_id], regel.recht), regel


def test_een_kleine_casus_met_andere_keuzes(speel_klein):
    traject, notities = speel_klein()

    assert traject.afgesloten_op.date() == date(2024, 6, 3)
    assert Klantreis.objects.get(traject=traject).alternatief_aanvaard_door.functie == "Hoofd beheer"
    assert "Melden: Belt" in Klantreis.objects.get(traject=traject).bronnen
    assert Overruling.objects.get().door.functie == "Hoofd beheer"
    actie = Implementatieactie.objects.get(prioritering__planregel__code="V2")
    assert actie.actiehouder.functie == "Adviseur"
    assert Voortgang.objects.filter(actie=actie, kleur="gereed").get().op.date() == date(2024, 6, 3)
    assert Evaluatie.objects.get().besluit == "afsluiten"
    assert list(alles()) == []


def test_dezelfde_casus_speelt_maar_een_keer_en_een_andere_past_ernaast(speel_klein):
    speel_klein()
    voor = Logregel.objects.count()
    with pytest.raises(CasusFout, match="al gespeeld"):
        speel_klein()
    assert Logregel.objects.count() == voor

    speel_klein(id="tweede")
    assert Gebruiker.objects.filter(naam="Adviseur").count() == 2
    assert set(Gebruiker.objects.filter(naam="Adviseur").values_list("username", flat=True)) == {"adviseur", "adviseur-2"}
    assert list(alles()) == []


def test_wat_nog_niet_is_gebeurd_wordt_niet_gespeeld(speel_klein):
    traject, notities = speel_klein(
        stap9_implementatie=[
            {"op": "V1", "besluit": "overnemen", "eind": "2099-01-05"},
            {"op": "V2", "besluit": "niet", "reden": "Nee"},
        ],
        stap10_uitvoering={"evaluatie": {"gepland": "2099-03-02"}},
    )
    assert any("toekomst" in zin for zin in notities)
    assert not Voortgang.objects.filter(kleur="gereed", actie__prioritering__isnull=False).exists()
    assert Evaluatiemoment.objects.get(traject=traject).datum == date(2099, 3, 2)


@pytest.mark.parametrize(
    ("pad", "waarde", "verwacht"),
    [
        ("stap1_projectgroep.leden.0.rol", "burgemeester", "stap1_projectgroep.leden[0].rol"),
        ("stap1_projectgroep.specialisten.0.discipline", "astrologie", "stap1_projectgroep.specialisten[0].discipline"),
        ("stap2_kpis.0.norm", "veel", "stap2_kpis[0].norm"),
        ("stap2_kpis.0.op", "=>", "stap2_kpis[0].op"),
        ("stap2_kpis.0.nulmeting.datum", "2024-02-30", "stap2_kpis[0].nulmeting.datum"),
        ("stap3_huidig_proces.controle.wijze", "gokken", "stap3_huidig_proces.controle.wijze"),
        ("stap4_klantreis.ervaringen.0.emotie", 7, "stap4_klantreis.ervaringen[0].emotie"),
        ("stap4_klantreis.motivering", None, "stap4_klantreis.motivering"),
        ("stap5_6p.formule", "Toverformule", "stap5_6p.formule"),
        ("stap6_verbeteringen.0.kpi", [9], "stap6_verbeteringen[0].kpi"),
        ("stap6_verbeteringen.1.nr", "V1", "stap6_verbeteringen[1].nr"),
        ("stap7_toetsing.adviezen.0.op", ["V99"], "stap7_toetsing.adviezen[0].op"),
        ("stap7_toetsing.adviezen.0.oordeel", "misschien", "stap7_toetsing.adviezen[0].oordeel"),
        ("stap8_verwerking.0.op", "V77", "stap8_verwerking[0].op"),
        ("stap9_implementatie.0.actiehouder", "Onbekende", "stap9_implementatie[0].actiehouder"),
        ("stap9_implementatie.0.eind", "2024-01-01", "stap9_implementatie[0].eind"),
        ("stap8_definitief.datum", "2020-01-01", "stap8_definitief.datum"),
    ],
)
def test_een_foute_waarde_wordt_bij_naam_genoemd(speel_klein, pad, waarde, verwacht):
    casus = deepcopy(KLEIN)
    *weg, laatste = [int(deel) if deel.isdigit() else deel for deel in pad.split(".")]
    doel = casus
    for deel in weg:
        doel = doel[deel]
    doel[laatste] = waarde
    with pytest.raises(CasusFout) as fout:
        speel_klein(**casus)
    assert any(verwacht in zin and "Verwacht:" in zin for zin in fout.value.fouten), fout.value.fouten
    assert not Traject.objects.exists()


def test_alle_fouten_komen_tegelijk_en_er_wordt_niets_geschreven(tmp_path, capsys):
    casus = deepcopy(KLEIN)
    casus["stap2_kpis"][0]["op"] = "?"
    del casus["stap7_toetsing"]["verzonden"]
    casus["stap4_klantreis"]["ervaringen"][0]["emotie"] = 9
    pad = tmp_path / "fout.yaml"
    pad.write_text(yaml.safe_dump(casus), "utf-8")
    with pytest.raises(SystemExit):
        call_command("speel_casus", str(pad))
    uitvoer = capsys.readouterr().err
    for plek in (
        "stap2_kpis[0].op",
        "stap7_toetsing.verzonden",
        "stap4_klantreis.ervaringen[0].emotie",
        str(pad),
        "3 fout(en)",
    ):
        assert plek in uitvoer
    assert Gebruiker.objects.count() == 0


@pytest.mark.parametrize("inhoud", [b"", b"\xff\xfe", b"a: [", b"a: 1\na: 2", b"- los", b"id: = \n"])
def test_een_bestand_dat_geen_casus_is(tmp_path, inhoud):
    pad = tmp_path / "x.yaml"
    pad.write_bytes(inhoud)
    with pytest.raises(CasusFout, match="Verwacht"):
        lees(pad)


def test_onbekende_sleutels_worden_genoemd_en_overgeslagen(tmp_path):
    pad = tmp_path / "x.yaml"
    pad.write_text(yaml.safe_dump(KLEIN | {"kleur": "groen", "b_titel": "bron"}), "utf-8")
    _, meldingen = lees(pad)
    assert {"kleur wordt niet gebruikt", "b_titel wordt niet gebruikt"} <= set(meldingen)


def test_de_casus_van_de_demo_noemt_geen_bestaande_gemeente():
    tekst = Path(DEMO).read_text("utf-8")
    for gemeente in ("Waterland", "Utrecht", "Leeuwarden", "S001"):
        assert gemeente not in tekst
