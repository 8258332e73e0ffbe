"""The charts: valid and safe whatever goes in, and saying the same in words as in lines."""

import re
from datetime import date, timedelta
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from hypothesis import given, settings
from hypothesis import strategies as st

from ui.grafieken import (
    conclusie_run,
    effect_moeite,
    emotiecurve,
    getal,
    haalt_norm,
    hoeveelheid,
    planning,
    run_chart,
    zwembanen,
    zwembanen_bladen,
)  # fmt: skip
from ui.grafieken.tekst import maat, regels

VIJANDIG = "</svg></title><script>alert(1)</script>\"'&amp;\x00\x0c\ud800"
teksten = st.one_of(
    st.text(max_size=60), st.sampled_from([VIJANDIG, "", "x" * 200, "Ziektekostenverzekering " * 9, "安全 🙂"])
)
dagen = st.dates(date(2000, 1, 1), date(2040, 1, 1)) | st.sampled_from([date.min, date.max])
waarden = (
    st.none()
    | st.decimals(places=3, min_value=-(10**9), max_value=10**9)
    | st.sampled_from([Decimal("NaN"), Decimal("Infinity"), Decimal("1e40"), Decimal(0)])
)


def ontleed(svg: str, breedte: int | None = None) -> ElementTree.Element:
    """Parse, and check what holds for every chart."""
    boom = ElementTree.fromstring(svg)
    ids = [e.get("id") for e in boom.iter() if e.get("id")]
    assert boom.get("role") == "img"
    assert boom.get("aria-labelledby").split() == ids
    assert len(set(ids)) == 2
    namen = {e.tag.rpartition("}")[2] for e in boom.iter()}
    assert namen <= {"svg", "title", "desc", "rect", "line", "circle", "path", "text"}
    assert not any(a == "style" or a.startswith("on") for e in boom.iter() for a in e.attrib)
    assert not any(
        re.search(r"\b(nan|inf)\b", w)
        for e in boom.iter()
        for a, w in e.attrib.items()
        if a not in ("id", "aria-labelledby")
    )
    if breedte:
        assert boom.get("viewBox").split()[2] == str(breedte)
    return boom


regel = st.fixed_dictionaries(
    {
        "wat": teksten,
        "wie": teksten,
        "start": st.none() | dagen,
        "eind": st.none() | dagen,
        "gereed": st.none() | st.integers(-5, 200),
        "mijlpaal": st.booleans(),
    }
)
score = st.none() | st.integers(0, 6)
ervaring = st.fixed_dictionaries(
    {
        "tekst": teksten,
        "emotie": st.none() | st.integers(-3, 3),
        "persona": st.sampled_from(["", "Marja", "Ahmed", VIJANDIG]),
        "ideaal": st.booleans(),
        "beslissend": st.booleans(),
    }
)
stap = st.fixed_dictionaries(
    {
        "nr": st.integers(0, 9999),
        "wat": teksten,
        "wie": teksten,
        "duur_tekst": teksten,
        "knelpunt": st.booleans(),
        "verspilling": teksten,
    }
)
verbetering = st.fixed_dictionaries({"nr": teksten, "titel": teksten, "effect": score, "moeite": score})
fase = st.fixed_dictionaries({"naam": teksten, "ervaringen": st.lists(ervaring, max_size=5)})
INVOER = {
    run_chart: st.tuples(
        st.lists(st.tuples(dagen, waarden), max_size=12), waarden, st.sampled_from([">", ">=", "<", "<=", "=", None, "?"]),
        st.sampled_from(["%", "werkdagen", VIJANDIG]),
        st.lists(st.tuples(dagen, teksten), max_size=6), waarden | st.tuples(dagen, waarden),
    ),
    emotiecurve: st.tuples(st.lists(fase, max_size=5)),
    effect_moeite: st.tuples(st.lists(verbetering, max_size=12)),
    planning: st.tuples(st.lists(regel, max_size=8), st.none() | dagen),
    zwembanen: st.tuples(st.lists(stap, max_size=8)),
}  # fmt: skip


@pytest.mark.parametrize("grafiek", INVOER, ids=lambda g: g.__name__)
@settings(max_examples=25, deadline=None)
@given(data=st.data(), breed=st.booleans(), titel=teksten)
def test_elke_invoer_geeft_een_geldige_veilige_tekening(grafiek, data, breed, titel):
    ontleed(grafiek(*data.draw(INVOER[grafiek]), breed, titel=titel, id_=titel), 760 if breed else 360)


@pytest.mark.parametrize("breed", [True, False])
def test_zestig_van_alles(breed):
    lang = "Heel lang " * 20
    d = date(2020, 1, 1)
    ontleed(
        run_chart([(d + timedelta(30 * i), Decimal(i % 9)) for i in range(60)], Decimal(4), "<", lang, breed=breed, id_="a")
    )
    ontleed(
        emotiecurve(
            [{"naam": lang, "ervaringen": [{"tekst": lang, "emotie": i % 5 - 2} for i in range(6)]}] * 10, breed, id_="b"
        )
    )
    ontleed(effect_moeite([{"nr": i, "titel": lang, "effect": i % 5 + 1, "moeite": 3} for i in range(60)], breed, id_="c"))
    ontleed(
        planning(
            [{"wat": lang, "wie": lang, "start": d, "eind": d + timedelta(i * 9)} for i in range(60)], d, breed, id_="d"
        )
    )
    stappen = [
        {"nr": i, "wat": lang, "wie": f"{lang}{i % 4}", "duur_tekst": lang, "knelpunt": True, "verspilling": lang}
        for i in range(60)
    ]
    ontleed(zwembanen(stappen, breed, id_="e"))
    bladen = [ontleed(blad) for blad in zwembanen_bladen(stappen, id_="f")]
    assert len(bladen) > 3
    assert sum(len([e for e in b.iter() if e.text == "knelpunt"]) for b in bladen) == 60


@pytest.mark.parametrize(
    ("operator", "kant"), [(">", "boven"), (">=", "boven"), ("<", "onder"), ("<=", "onder"), ("=", None)]
)
def test_normband_ligt_aan_de_kant_waar_de_norm_gehaald_is(operator, kant):
    punten = [(date(2024, m, 1), Decimal(m * 10)) for m in (1, 3, 9)]
    boom = ontleed(run_chart(punten, Decimal(50), operator, "%", id_="k"), 760)
    banden = [e for e in boom.iter() if e.get("data-norm")]
    assert [b.get("data-norm") for b in banden] == ([kant] if kant else [])
    normlijn = next(float(e.get("y1")) for e in boom.iter() if e.get("stroke-dasharray") == "7 5")
    for band in banden:
        boven, onder = float(band.get("y")), float(band.get("y")) + float(band.get("height"))
        assert onder - boven > 10
        assert normlijn == pytest.approx(onder if kant == "boven" else boven, abs=0.2)


def test_open_en_dichte_punten_volgen_de_norm_letterlijk():
    assert haalt_norm(7, 7, ">") is False
    assert haalt_norm(7, 7, ">=") is True
    assert haalt_norm(None, 7, ">") is None
    boom = ontleed(
        run_chart([(date(2024, 1, 1), Decimal(7)), (date(2024, 2, 1), Decimal("7.1"))], Decimal(7), ">", "cijfer", id_="k")
    )
    punten = [e.get("fill") for e in boom.iter() if e.tag.endswith("circle")][:2]
    assert punten[0] == "#ffffff"
    assert punten[1] != "#ffffff"


def test_de_conclusie_zegt_wat_de_cijfers_zeggen():
    d = [date(2023, 6, 30), date(2023, 12, 31), date(2024, 6, 30)]
    reeks = list(zip(d, [Decimal(38), Decimal(81), Decimal(93)], strict=True))
    gewoon = conclusie_run(reeks, Decimal(95), ">=", "%", (d[0], Decimal(38))).replace("\u00a0", " ")
    assert gewoon == "93 % op 30 juni 2024; de norm is 95 % of meer: net niet gehaald. Bij de nulmeting was het 38 %."
    assert ": precies gehaald." in conclusie_run([(d[0], Decimal(95))] * 3, 95, ">=", "%")
    assert ": net niet gehaald." in conclusie_run([(d[0], Decimal(5))] * 3, 5, "<", "%")
    assert ": niet gehaald." in conclusie_run([(d[0], Decimal(50))] * 3, 95, ">", "%")
    assert conclusie_run([]) == "Er is nog niet gemeten."
    assert "pas één meting" in conclusie_run(reeks[:1])
    assert "te weinig" in conclusie_run(reeks[:2])
    assert "Eén meting gaf geen bruikbaar cijfer." in conclusie_run([*reeks, (date(2024, 9, 1), None)])


def test_getallen_in_het_nederlands():
    assert [getal(x) for x in (Decimal("5.980"), -0.5, 1234, 12345.5, None, Decimal("-0.00001"))] == [
        "5,98",
        "−0,5",
        "1234",
        "12.345,5",
        "onbekend",
        "0",
    ]
    assert [
        hoeveelheid(*x).replace("\u00a0", " ")
        for x in ((1, "werkdagen"), (4.6, "werkdagen"), (7.8, "cijfer"), (1200, "euro"))
    ] == ["1 werkdag", "4,6 werkdagen", "7,8", "€ 1200"]


def test_punten_op_dezelfde_plek_liggen_los_van_elkaar():
    boom = ontleed(effect_moeite([{"nr": f"V{i}", "titel": "x", "effect": 4, "moeite": 2} for i in range(9)], id_="m"))
    rondjes = [(float(e.get("cx")), float(e.get("cy")), float(e.get("r"))) for e in boom.iter() if e.tag.endswith("circle")]
    assert len(rondjes) == 9
    for i, (x, y, r) in enumerate(rondjes):
        assert all((x - a) ** 2 + (y - b) ** 2 >= (2 * r) ** 2 for a, b, _ in rondjes[:i])
    veel = effect_moeite([{"nr": i, "titel": "x", "effect": 4, "moeite": 2} for i in range(20)], id_="m")
    assert ">+12<" in veel  # what does not fit is counted, not hidden


def test_de_tekst_voor_wie_niet_ziet_noemt_alles():
    stappen = [
        {
            "nr": 1,
            "wat": "Dossier openen",
            "wie": "Grondzaken",
            "duur_tekst": "4 werkdagen",
            "knelpunt": True,
            "verspilling": "dubbel werk",
        }
    ]
    assert "Stap 1: Grondzaken: Dossier openen (4 werkdagen; knelpunt; verspilling: dubbel werk)." in zwembanen(
        stappen, id_="z"
    )
    vandaag = date(2024, 5, 1)
    plan = planning(
        [{"wat": "Pagina", "wie": "KCC", "start": vandaag - timedelta(30), "eind": vandaag - timedelta(1), "gereed": 80}],
        vandaag,
        id_="p",
    )
    assert "te laat" in ontleed(plan).find("{*}desc").text
    assert "80" in plan


def test_tekst_past_altijd_in_de_breedte():
    for tekst in ("Koopovereenkomst en notaris", "x" * 200, "a b c " * 40, "Terugkoppeling/afstemming"):
        stukken = regels(tekst, 80, 12.5, 3)
        assert len(stukken) <= 3
        assert all(maat(s, 12.5) <= 81 for s in stukken)
    assert regels("Koopovereenkomst en notaris", 90, 12.5, 3)[0] == "Koopovereen-"


def test_figuur_en_beeld_in_een_sjabloon():
    svg, smal = (run_chart([(date(2024, 1, 1), Decimal(3))], breed=b, titel=VIJANDIG, id_="k") for b in (True, False))
    sjabloon = Template("{% load grafieken %}{% figuur a b c %}{% svg_beeld a c %}")
    html = sjabloon.render(Context({"a": svg, "b": smal, "c": VIJANDIG.replace("\ud800", "")}))
    assert "<script" not in html
    assert html.count("<svg") == 2
    assert "<figcaption>" in html
    assert 'alt="&lt;/svg&gt;' in html
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 4
