"""The PDF of a plan: against plain WeasyPrint of the same content, linear in pages, within its memory, and never made twice."""

import os
import resource
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from django.template import Context, Template
from django.template.loader import render_to_string

from ui.grafieken import DRUK, run_chart
from ui.pdf import huisstijl, maak_pdf

from .meten import Geval, meet, tijd, verhouding
from .uitslag import Regel

BASIS = Path(__file__).resolve().parent.parent
HOOFDSTUK = """{% load grafieken %}<section class="hoofdstuk"><h2 id="h{{ n }}">{{ n }}. Verbetering van het klantproces</h2>
<p>{{ lap }}</p><h3>Wat de inwoner merkt</h3><p>{{ lap }}</p><blockquote><p>“Ik wist niet waar ik aan toe was.”</p></blockquote>
{% if n|divisibleby:2 %}<figure>{% if los %}{{ figuur|safe }}{% else %}{% svg_beeld figuur alt %}{% endif %}<figcaption>{{ alt }}</figcaption></figure>{% endif %}
<table class="tabel"><caption>Stappen van het proces</caption><thead><tr><th scope="col">Nr.</th><th scope="col">Wat</th><th scope="col">Wie</th>
<th scope="col">Duur</th><th scope="col">Stand</th></tr></thead><tbody>{% for rij in rijen %}<tr><th scope="row">{{ rij }}</th>
<td>De aanvraag wordt beoordeeld en doorgestuurd naar het team</td><td>Medewerker grondzaken</td><td class="getal">{{ rij }} dagen</td>
<td><span class="status status-goed">Loopt op schema</span></td></tr>{% endfor %}</tbody></table>
<div class="kaart"><h4>V{{ n }} Ontvangstbericht met planning</h4><dl class="feiten"><div><dt>Team</dt><dd>Grondzaken</dd></div>
<div><dt>Effect</dt><dd>4 van 5</dd></div></dl><p>{{ lap }}</p></div></section>"""
LAP = "De inwoner krijgt binnen twee werkdagen bericht wie de aanvraag behandelt en wanneer het antwoord komt. " * 4

# In a process of its own: what an ordinary task does with a page of HTML. The clock includes starting, as ours does.
GEWOON = """
import sys, time
begin = time.perf_counter()
html = open(sys.argv[1], encoding="utf-8").read()
import weasyprint
geladen = time.perf_counter()
document = weasyprint.HTML(string=html).render(pdf_variant="pdf/ua-1")
document.write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")
print(len(document.pages), time.perf_counter() - geladen)
"""
# The largest resident size of the child that renders, in kB.
GEHEUGEN = """
import resource, sys
from pathlib import Path
from ui.pdf import maak_pdf
maak_pdf(Path(sys.argv[1]).read_text(), Path(sys.argv[2]))
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def html_van(hoofdstukken: int, los: bool = False) -> str:
    """A plan of about as many pages as chapters; `los`: charts as inline SVG instead of as images."""
    punten = [(date(2024, 1, 1) + timedelta(days=30 * i), Decimal(20 - i % 7)) for i in range(18)]
    figuur = run_chart(punten, Decimal(10), "<=", titel="Doorlooptijd", palet=DRUK, id_="k")
    mal = Template(HOOFDSTUK)
    vast = {"lap": LAP, "rijen": range(1, 13), "figuur": figuur, "alt": "De doorlooptijd daalt langzaam", "los": los}
    delen = "".join(mal.render(Context({"n": n, **vast})) for n in range(1, hoofdstukken + 1))
    doc = {"titel": "Verbeterplan Aankoop grond", "ondertitel": "Ik wil grond kopen", "organisatie": "Gemeente Voorbeeldwaard", "versie": "1",
           "status": "Definitief", "status_soort": "definitief", "hash": "ab" * 32, "datum": "1 maart 2024", "feiten": [("Projectleider", "P. de Vries")]}  # fmt: skip
    inhoud = [{"anker": f"h{n}", "titel": f"{n}. Verbetering van het klantproces"} for n in range(1, hoofdstukken + 1)]
    return render_to_string("ui/pdf/basis.html", {"doc": doc, "inhoud": inhoud}).replace("<main>", "<main>" + delen)


def gewoon_van(hoofdstukken: int) -> str:
    """The same content as one would write it first: style in the page, inline SVG, collapsed borders."""
    stijl = "\n".join(inhoud.decode() for inhoud in huisstijl().values())
    stijl = stijl.replace("border-collapse: separate; border-spacing: 0", "border-collapse: collapse")
    stijl += "\nfigure svg { display: block; width: 100%; height: auto }"  # as large as the image it stands for
    return html_van(hoofdstukken, los=True).replace("</head>", f"<style>{stijl}</style></head>")


def meet_deel(klein: bool) -> list[Regel]:
    maten = {"kort": 2, "lang": 4} if klein else {"kort": 11, "lang": 35}
    with tempfile.TemporaryDirectory(prefix="wasstraat-pdf-") as map_:
        map_ = Path(map_)
        for naam, aantal in maten.items():
            (map_ / f"{naam}.html").write_text(html_van(aantal))
        (map_ / "gewoon.html").write_text(gewoon_van(maten["kort"]))
        paginas, warm, rekentijd = {}, [], {"kort": [], "lang": [], "gewoon": []}

        def ons(naam):
            gemaakt = maak_pdf((map_ / f"{naam}.html").read_text(), map_ / f"{naam}.pdf")
            paginas.setdefault(naam, gemaakt.paginas)
            return gemaakt.paginas == paginas[naam]

        def gewoon():
            uit = _python(GEWOON, map_ / "gewoon.html", map_ / "gewoon.pdf").split()
            warm.append(float(uit[1]))
            return abs(int(uit[0]) - paginas["kort"]) <= 1

        def geklokt(naam, doe):
            """Also note the processor time of the child: each makes its PDF on one core, and a busy machine does not add to it."""

            def met_rekentijd():
                voor = _rekentijd()
                antwoord = doe()
                rekentijd[naam].append(_rekentijd() - voor)
                return antwoord

            return met_rekentijd

        def waar(antwoord):
            assert antwoord, "het aantal bladzijden klopt niet"

        ons("kort")
        werk = {"kort": lambda: ons("kort"), "lang": lambda: ons("lang"), "gewoon": gewoon}
        gevallen = {naam: Geval(geklokt(naam, doe), waar) for naam, doe in werk.items()}
        tijden = meet(gevallen, rondes=1 if klein else 7, warm=0)
        geheugen = {
            naam: int(_python(GEHEUGEN, map_ / f"{naam}.html", map_ / "g.pdf")) / 1024 for naam in (() if klein else maten)
        }
    return _regels(tijden, rekentijd, paginas, warm, geheugen)


def _python(tekst: str, *argumenten) -> str:
    omgeving = os.environ | {"PYTHONPATH": str(BASIS)}
    klaar = subprocess.run(
        [sys.executable, "-c", tekst, *map(str, argumenten)],
        capture_output=True,
        text=True,
        cwd=BASIS,
        env=omgeving,
        check=True,
    )
    return klaar.stdout.strip()


def _rekentijd() -> float:
    gebruik = resource.getrusage(resource.RUSAGE_CHILDREN)
    return gebruik.ru_utime + gebruik.ru_stime


def _regels(tijden, rekentijd, paginas, warm, geheugen) -> list[Regel]:
    per_blad = {naam: [t / paginas[naam] for t in rekentijd[naam]] for naam in paginas}
    vergelijk, recht = verhouding(rekentijd["kort"], rekentijd["gewoon"]), verhouding(per_blad["lang"], per_blad["kort"])
    kort, lang = paginas["kort"], paginas["lang"]

    def regel(wat, ons, ander, uitkomst, doel="–", gehaald=None):
        return Regel("pdf", wat, tijd(ons), tijd(ander), str(uitkomst), doel, gehaald, cijfers={"ons": ons, "ander": ander})

    regels = [
        regel(f"PDF/UA van {kort} bladzijden ÷ gewoon WeasyPrint, rekentijd", rekentijd["kort"], rekentijd["gewoon"], vergelijk,
              "≤ 0.82", vergelijk.mediaan <= 0.82),
        regel("idem, op de klok, elk in een eigen proces", tijden["kort"], tijden["gewoon"], verhouding(tijden["kort"], tijden["gewoon"])),
        regel("idem, op de klok, gewoon WeasyPrint al geladen", tijden["kort"], warm, verhouding(tijden["kort"], warm)),
        regel(f"rekentijd per bladzijde, {lang} ÷ {kort} bladzijden", rekentijd["lang"], rekentijd["kort"], recht, "≤ 1.15",
              recht.mediaan <= 1.15),
    ]  # fmt: skip
    for naam, hoogst in (("kort", 130), ("lang", 240)):
        if naam in geheugen:
            goed = geheugen[naam] <= hoogst
            regels.append(
                Regel(
                    "pdf",
                    f"geheugen bij {paginas[naam]} bladzijden",
                    f"{geheugen[naam]:.0f} MB",
                    "",
                    "",
                    f"≤ {hoogst} MB",
                    goed,
                )
            )
    return regels
