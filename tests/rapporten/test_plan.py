"""The verbeterplan on paper: every field is in it as text, nothing of it does anything, and a screen reader can read it."""

import re
import shutil
import subprocess

import pikepdf
import pytest
from django.utils.html import strip_tags

from kpi.models import Kpi
from rapporten.feiten import feiten_bij
from rapporten.plan import HOOFDSTUKKEN, TeGroot, plan_html, plan_middelen
from rapporten.plan.grenzen import bewaak
from tests.rapporten.bouwers import maak_beoordeeld, maak_vol_plan
from tests.verbeterplan.bouwers import maak_versie
from ui.pdf import maak_pdf
from verbeteringen.models import Verbetering
from verbeterplan.models import PlanVersie

VIJAND = '</td></table><script>alert(1)</script><link rel=attachment href="file:///etc/passwd">{{7*7}}{% now "Y" %}&amp;'
# Values that are no free text of a person: choices, numbers, dates, and codes that point to another place.
GEEN_TEKST = {
    "besluit", "termijn", "operator", "richting", "thema", "type", "duur_eenheid", "fase", "datum", "op", "geldig_tot",
    "norm", "streefwaarde", "waarde", "duur", "kosten_eenmalig", "kosten_jaarlijks", "code", "uit",
}  # fmt: skip
ELDERS = {"extern", "intern"}  # of a source: the same words stand in chapter 7
NIET_GEKOZEN = {"voor_inwoner", "team", "trekker", "aanpassing"}  # says nothing about what is not going to be done


def merk(waarde, merken, sleutel="", pad=""):
    """The same content with a numbered, hostile text in every field that a person wrote."""
    if isinstance(waarde, dict):
        over = NIET_GEKOZEN if waarde.get("besluit") in ("niet_opnemen", "parkeren") else ()
        return {naam: deel if naam in over else merk(deel, merken, naam, f"{pad}/{naam}") for naam, deel in waarde.items()}
    if isinstance(waarde, list):
        return [merk(deel, merken, sleutel, pad) for deel in waarde]
    if not isinstance(waarde, str) or sleutel in GEEN_TEKST:
        return waarde
    if pad.startswith("/bronnen") and sleutel in ELDERS:
        return waarde
    nummer = f"m{len(merken):03}q"
    merken[nummer] = pad
    return f"{nummer} {VIJAND}"


def tekst_van(pad, html) -> str:
    """The text of the PDF without white space; of the page it was made from when there is no pdftotext here."""
    if shutil.which("pdftotext"):
        tekst = subprocess.run(["pdftotext", "-raw", pad, "-"], capture_output=True, check=True).stdout.decode()
    else:
        tekst = strip_tags(html).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    return re.sub(r"[\s\u00ad]", "", tekst)


def elementen(knoop):
    """All structure elements of a PDF."""
    if isinstance(knoop, pikepdf.Array):
        for deel in knoop:
            yield from elementen(deel)
    elif isinstance(knoop, pikepdf.Dictionary) and "/S" in knoop:
        yield knoop
        yield from elementen(knoop.get("/K", pikepdf.Array()))


@pytest.mark.django_db
def test_elk_veld_staat_als_tekst_in_een_toegankelijk_document(cast, open_poorten, tmp_path):
    versie = maak_beoordeeld(cast, tekst=f"m900q {VIJAND}")
    merken: dict[str, str] = {}
    PlanVersie.objects.filter(pk=versie.pk).update(inhoud=merk(versie.inhoud, merken))
    versie.refresh_from_db()
    html, doel = plan_html(versie), tmp_path / "plan.pdf"
    maak_pdf(html, doel, middelen=plan_middelen())

    tekst = tekst_van(doel, html)
    assert {nummer: pad for nummer, pad in merken.items() if nummer not in tekst} == {}
    assert tekst.count("m900q") >= 12  # verdicts, condition, answers, overruling, exemption, akkoord, besluit
    assert tekst.count("<script>alert(1)</script>") >= len(merken)
    assert "{{7*7}}" in tekst
    assert [titel for _, titel, _ in HOOFDSTUKKEN if re.sub(r"\s", "", titel) not in tekst] == []
    assert versie.sha256 in tekst

    with pikepdf.open(doel) as document:
        assert not document.check_pdf_syntax()
        assert (document.Root.Lang, bool(document.Root.MarkInfo.Marked)) == ("nl", True)
        assert re.match(r"Verbeterplan m\d", str(document.docinfo.Title))  # PostgreSQL keeps the keys in another order
        assert "/EmbeddedFiles" not in document.Root.get("/Names", {})
        assert "/JavaScript" not in document.Root.get("/Names", {})
        assert "/OpenAction" not in document.Root
        soorten = {}
        for element in elementen(document.Root.StructTreeRoot.K):
            soorten.setdefault(str(element.S), []).append(element)
        assert len(soorten["/Figure"]) >= 4  # KPI, process, emotion, matrix
        assert all(str(figuur.get("/Alt", "")) for figuur in soorten["/Figure"])
        assert len(soorten["/TH"]) > 60
        assert len(soorten["/Caption"]) >= 10
        met_letters = [
            o for o in document.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
        ]
        assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(letter.keys()) for letter in met_letters)
        with document.open_outline() as bladwijzers:
            assert [b.title for b in bladwijzers.root][1:] == [titel for _, titel, niveau in HOOFDSTUKKEN if niveau == 1]


@pytest.mark.django_db
def test_alleen_de_vastgelegde_tekst_en_de_feiten(cast, open_poorten):
    """What changes after the freezing does not reach the document; what is said about the version does."""
    versie = maak_vol_plan(cast)
    voor = plan_html(versie)
    type(cast.traject).objects.filter(pk=cast.traject.pk).update(titel="Een andere titel")
    Kpi.objects.update(naam="Een andere KPI")
    Verbetering.objects.update(titel="Een andere verbetering")
    versie = PlanVersie.objects.get(pk=versie.pk)
    assert plan_html(versie) == voor
    for zin in ("Concept", "nog geen besluit genomen", "nog geen specialist", "Geen antwoord is geen akkoord", "Samen"):
        assert zin in voor
    assert "€\xa01.500" in voor
    assert "2\xa0werkdagen en 14\xa0dagen" in voor  # never added up
    assert "Processtap 1: Handeling 1. Knelpunt: blijft liggen" in voor
    assert voor.count("Van de 2 stappen verandert er 1.") == 1
    assert "te klein" in voor
    assert "Toch verder gegaan" in voor


@pytest.mark.django_db
def test_oordelen_verwerking_en_besluit_komen_erbij(cast, open_poorten):
    versie = maak_beoordeeld(cast)
    html = plan_html(PlanVersie.objects.get(pk=versie.pk))
    assert feiten_bij(versie)["status"] == "Definitief"
    for zin in (
        "Open voorwaarden", "1, bij V1 (zie hoofdstuk 10)", "Toch door</strong>, besluit van Proceseigenaar van dienst",
        "over precies deze tekst", "€\xa0100 eenmalig, 3 weken", "geen toets nodig",
    ):  # fmt: skip
        assert zin in html
    assert "Nog niet beoordeeld" not in html


@pytest.mark.django_db
def test_lege_hoofdstukken_zeggen_dat_in_een_zin(cast, open_poorten):
    """A plan of one idea and nothing else is a whole document."""
    html = plan_html(PlanVersie.objects.get(pk=maak_versie(cast.traject, cast.projectleider, 1).pk))
    for zin in (
        "geen aanleiding vastgelegd", "Er zijn geen KPI's vastgelegd",
        "geen beschrijving van het huidige proces", "geen klantreis gepubliceerd", "geen serviceformule gekozen",
        "geen verbeteringen voor de lange termijn", "Alle ideeën zijn opgenomen", "geen apart gewenst proces",
        "nog geen specialist", "nog niet getoetst", "geen kosten vastgelegd", "geen risico's vastgelegd", "nog geen besluit",
    ):  # fmt: skip
        assert zin in html, zin


def test_grenzen_noemen_wat_er_te_veel_is():
    feiten = {"toetsen": []}
    bewaak({"verbeteringen": [{}] * 500, "kpis": None, "proces": None, "klantreis": None, "projectgroep": []}, feiten)
    with pytest.raises(TeGroot) as fout:
        bewaak({"klantreis": {"fasen": [{"ervaringen": [{}] * 401}]}}, feiten)
    assert fout.value.oorzaak.startswith("Het plan heeft 401 ervaringen in de klantreis")
    with pytest.raises(TeGroot, match="miljoen tekens"):
        bewaak({"opdracht": {"scope": "a" * 4_000_000}}, feiten)
