"""The PDF door: accessible, closed, whole or absent, and clear about what went wrong."""

import io
import os
import subprocess
import sys
import textwrap
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

from ui import pdf
from ui.bestanden import schrijf_atomair
from ui.grafieken import DRUK, run_chart
from ui.pdf import Grenzen, PdfMislukt, maak_pdf

VIJANDIG = '</td></table><script>alert(1)</script><link rel=attachment href="file:///etc/passwd"><img src=x>'
BASIS = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    """A document of two chapters through the base template, with hostile text in every place."""
    figuur = run_chart(
        [(date(2024, 1, 1), Decimal(3)), (date(2024, 6, 1), Decimal(5))],
        Decimal(4),
        ">=",
        titel=VIJANDIG,
        palet=DRUK,
        id_="k",
    )
    inhoud = Template(
        "{% load grafieken %}<section class='hoofdstuk'><h2 id='h1'>1. Begin</h2><p>{{ v }}</p>"
        "<figure>{% svg_beeld f v %}<figcaption>{{ v }}</figcaption></figure></section>"
        "<section class='hoofdstuk'><h2 id='h2'>2. Eind</h2><h3>{{ v }}</h3>"
        "<table class='tabel'><caption>{{ v }}</caption>"
        "<thead><tr><th scope='col'>Nr.</th><th scope='col'>Wat</th></tr></thead><tbody>"
        "{% for i in r %}<tr><th scope='row'>{{ i }}</th><td>{{ v }} "
        "<span class='status status-goed'>Loopt op schema</span></td></tr>{% endfor %}</tbody></table></section>"
    ).render(Context({"v": VIJANDIG, "f": figuur, "r": range(40)}))
    doc = {
        "titel": "Plan " + VIJANDIG,
        "ondertitel": VIJANDIG,
        "organisatie": VIJANDIG,
        "versie": "1.0",
        "status": "Definitief",
        "status_soort": "definitief",
        "hash": "ab" * 32,
        "feiten": [(VIJANDIG, VIJANDIG)],
    }
    html = render_to_string(
        "ui/pdf/basis.html",
        {"doc": doc, "inhoud": [{"anker": "h1", "titel": "1. Begin"}, {"anker": "h2", "titel": "2. Eind"}]},
    )
    html = html.replace("<main>", "<main>" + inhoud)
    doel = tmp_path_factory.mktemp("pdf") / "plan.pdf"
    stappen = []
    gemaakt = maak_pdf(html, doel, bij_voortgang=lambda percent, woord: stappen.append((percent, woord)))
    return doel, gemaakt, stappen


def elementen(knoop):
    """All structure elements of a PDF, depth first."""
    if isinstance(knoop, pikepdf.Array):
        for deel in knoop:
            yield from elementen(deel)
    elif isinstance(knoop, pikepdf.Dictionary) and "/S" in knoop:
        yield knoop
        if "/K" in knoop:
            yield from elementen(knoop.K)


def test_document_is_toegankelijk_en_heel(plan):
    doel, gemaakt, stappen = plan
    with pikepdf.open(doel) as document:
        assert not document.check_pdf_syntax()  # what qpdf --check reports
        assert document.Root.Lang == "nl"
        assert str(document.docinfo.Title).startswith("Plan </td>")
        assert document.Root.MarkInfo.Marked
        assert len(document.pages) == gemaakt.paginas >= 4
        soorten = {}
        for element in elementen(document.Root.StructTreeRoot.K):
            soorten.setdefault(str(element.S), []).append(element)
        assert soorten["/Figure"]
        assert all(str(f.get("/Alt", "")) for f in soorten["/Figure"])
        assert len(soorten["/TH"]) >= 42
        assert soorten["/Caption"]
        assert soorten["/H1"]
        assert soorten["/H2"]
        assert soorten["/H3"]
        letters = [
            f
            for o in document.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
            for f in [o]
        ]
        assert letters
        assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(f.keys()) for f in letters)
        with document.open_outline() as bladwijzers:
            assert [b.title for b in bladwijzers.root] == ["Inhoud", "1. Begin", "2. Eind"]
        links = [a for p in document.pages for a in p.get("/Annots", []) if a.Subtype == "/Link"]
        assert {str(a.Contents) for a in links} == {"Ga naar 1. Begin", "Ga naar 2. Eind"}
        assert "/EmbeddedFiles" not in document.Root.get("/Names", {})
    assert gemaakt.bytes == doel.stat().st_size
    assert [p for p, _ in stappen] == sorted(p for p, _ in stappen)
    assert stappen[-1] == (100, "klaar")


def test_niets_van_schijf_of_netwerk_komt_in_het_document(tmp_path):
    geheim = tmp_path / "geheim.png"
    geheim.write_bytes(b"GEHEIM-98123")
    adressen = [
        geheim.as_uri(),
        "http://127.0.0.1:9/x",
        "ftp://127.0.0.1/x",
        "//127.0.0.1/x",
        str(geheim),
        "middel:onbekend",
    ]
    kop = "".join(
        f"<link rel=attachment href='{a}'><link rel=stylesheet href='{a}'><style>@import url('{a}')</style>"
        for a in adressen
    )
    svg = f"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='{geheim.as_uri()}'/></svg>"
    lijf = (
        "".join(f"<img alt=x src='{a}'><object data='{a}'></object><p style='background:url({a})'>x" for a in adressen)
        + f'<img alt=x src="{svg}">'
    )
    maak_pdf(f"<html lang=nl><title>t</title>{kop}<body>{lijf}", tmp_path / "uit" / "d.pdf", middelen={})
    with pikepdf.open(tmp_path / "uit" / "d.pdf") as document:
        assert "/EmbeddedFiles" not in document.Root.get("/Names", {})
        assert not any(b"GEHEIM" in o.read_bytes() for o in document.objects if isinstance(o, pikepdf.Stream))


def test_middelen_en_bijlagen_gaan_als_gegevens_mee(tmp_path):
    from PIL import Image

    plaatje = io.BytesIO()
    Image.new("RGB", (9, 9), "red").save(plaatje, "PNG")
    html = "<html lang=nl><title>t</title><body><img alt='rood vlak' src='middel:foto.png'>"
    maak_pdf(
        html,
        tmp_path / "d.pdf",
        variant="pdf/a-3a",
        middelen={"foto.png": plaatje.getvalue()},
        bijlagen={"plan.json": b'{"versie": 2}'},
    )
    with pikepdf.open(tmp_path / "d.pdf") as document:
        assert document.attachments["plan.json"].get_file().read_bytes() == b'{"versie": 2}'
        assert any(isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image" for o in document.objects)


@pytest.mark.parametrize(
    ("html", "grenzen", "soort", "zin"),
    [
        ("<p>woord " * 200_000, Grenzen(seconden=2), "te_lang", "langer dan 2 seconden"),
        ("<p>" + "woord " * 200_000, Grenzen(geheugen_mb=220), "te_groot", "220 MB geheugen"),
        ("x" * 1_000_001, Grenzen(html_mb=1), "te_groot", "langer dan 1 MB"),
        ("<p>x", Grenzen(pdf_mb=0), "te_groot", "groter dan 0 MB"),
    ],
)
def test_grens_geeft_de_oorzaak_en_geen_bestand(tmp_path, html, grenzen, soort, zin):
    (tmp_path / "d.pdf").write_bytes(b"oud")
    with pytest.raises(PdfMislukt) as fout:
        maak_pdf(html, tmp_path / "d.pdf", middelen={}, grenzen=grenzen)
    assert fout.value.soort == soort
    assert zin in fout.value.oorzaak
    assert fout.value.oorzaak.endswith(".")
    assert os.listdir(tmp_path) == ["d.pdf"]
    assert (tmp_path / "d.pdf").read_bytes() == b"oud"


def test_schrijven_lukt_niet(tmp_path):
    (tmp_path / "bestand").write_text("geen map")
    with pytest.raises(PdfMislukt, match="kon niet worden bewaard") as fout:
        maak_pdf("<p>x", tmp_path / "bestand" / "d.pdf", middelen={})
    assert fout.value.soort == "schrijven"


def test_ontbrekende_bibliotheek_zegt_wat_er_te_doen_is(tmp_path, monkeypatch):
    assert pdf.pdf_mogelijk() is None
    nep = tmp_path / "weasyprint.py"
    nep.write_text("raise OSError('cannot load library libpango')")
    monkeypatch.syspath_prepend(str(tmp_path))
    for naam in [n for n in sys.modules if n.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, naam)
    assert "libpango-1.0-0" in pdf.pdf_mogelijk()
    nep.write_text("raise ImportError")
    sys.modules.pop("weasyprint", None)
    assert "weasyprint" in pdf.pdf_mogelijk()
    assert pdf._oorzaak("bibliotheek", 1, b"", Grenzen()).soort == "bibliotheek"


def test_ouder_gedood_laat_geen_half_bestand_en_geen_kind(tmp_path):
    """kill -9 of the worker in the middle: nothing under the final name, and the child does not work on for nobody."""
    werk = f"""
        from ui.pdf import maak_pdf
        html, doel = "<p>woord " * 100_000, {str(tmp_path / "d.pdf")!r}
        maak_pdf(html, doel, middelen={{}}, bij_voortgang=lambda p, w: print(p, flush=True))
    """
    ouder = subprocess.Popen([sys.executable, "-c", textwrap.dedent(werk)], cwd=BASIS, stdout=subprocess.PIPE, text=True)
    while int(ouder.stdout.readline()) < 8:
        pass
    kinderen = Path(f"/proc/{ouder.pid}/task/{ouder.pid}/children")
    kind = int(kinderen.read_text().split()[0]) if kinderen.exists() else None
    ouder.kill()
    ouder.wait()
    ouder.stdout.close()
    assert os.listdir(tmp_path) == []
    if kind:
        einde = time.monotonic() + 20
        while _leeft(kind) and time.monotonic() < einde:
            time.sleep(0.05)
        assert not _leeft(kind)


def _leeft(proces: int) -> bool:
    try:
        return Path(f"/proc/{proces}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_wat_de_voortgang_werpt_stopt_het_werk(tmp_path):
    def stop(percent, woord):
        if percent >= 8:
            raise KeyError("afgebroken")

    with pytest.raises(KeyError):
        maak_pdf("<p>woord " * 100_000, tmp_path / "d.pdf", middelen={}, bij_voortgang=stop)
    assert os.listdir(tmp_path) == []


def test_atomair_schrijven(tmp_path):
    doel = tmp_path / "map" / "a.txt"
    assert schrijf_atomair(doel, [b"een ", b"twee"]) == schrijf_atomair(tmp_path / "b.txt", "een twee")
    # What a killed process left behind goes at the next write; what another living process is busy with stays.
    dood = subprocess.Popen([sys.executable, "-c", ""])
    dood.wait()
    (doel.parent / f".a.txt.{dood.pid}.x.deel").write_text("half")
    (doel.parent / f".a.txt.{os.getppid()}.x.deel").write_text("bezig")

    def kapot():
        yield b"nieuw"
        raise OSError(28, "vol")

    with pytest.raises(OSError, match="vol"):
        schrijf_atomair(doel, kapot())
    assert doel.read_text() == "een twee"
    assert sorted(os.listdir(doel.parent)) == [f".a.txt.{os.getppid()}.x.deel", "a.txt"]
