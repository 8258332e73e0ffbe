"""Charts as SVG text, drawn on the server by our own small functions.

Pure functions: plain values in, one ``<svg>`` string out. No Django, no models, no CSS. Every chart takes

``id_``     required; unique per chart on the page (``f"kpi-{kpi.pk}"``). The narrow variant adds ``-smal`` itself.
``breed``   True: 760 units wide, for a page or a PDF. False: 360 units wide, for a phone (another layout, not a scaled one).
``palet``   SCHERM (default) or DRUK (for a PDF: its own font, because WeasyPrint knows no page CSS inside SVG).

Wrong or missing values (None, NaN, a text of 2,000 characters, no rows) never raise; the chart leaves them out or says so.
Dates are ``datetime.date``; numbers ``Decimal`` or ``int``; texts are escaped here.

    run_chart(punten, norm=None, operator=None, eenheid="", gebeurtenissen=(), nulmeting=None, *, titel="", id_)
        punten = [(date, Decimal | None)], gebeurtenissen = [(date, str)], nulmeting = Decimal or (date, Decimal)
    conclusie_run(punten, norm=None, operator=None, eenheid="", nulmeting=None) -> str     the caption, in words
    emotiecurve(fasen, *, titel="", id_)
        fasen = [{"naam": str, "ervaringen": [{"tekst": str, "emotie": -2..2 | None, "persona": str,
                                               "ideaal": bool, "beslissend": bool}]}]
    effect_moeite(punten, *, titel="", id_)
        punten = [{"nr": str | int, "titel": str, "effect": 1..5, "moeite": 1..5}]
    planning(regels, vandaag, *, titel="", id_)
        regels = [{"wat": str, "wie": str, "start": date, "eind": date, "gereed": 0..100, "mijlpaal": bool}]
    zwembanen(stappen, *, titel="", id_)
        stappen = [{"nr": int, "wat": str, "wie": str, "duur_tekst": str, "knelpunt": bool, "verspilling": str}]
    zwembanen_bladen(stappen, *, titel="", id_, palet=DRUK) -> list[str]    a long process in parts that fit a page
    getal(waarde), hoeveelheid(waarde, eenheid), norm_tekst(norm, operator, eenheid), datum_lang(d), datum_kort(d)
"""

from ui.grafieken.conclusie import conclusie_run, haalt_norm, norm_tekst
from ui.grafieken.emotie import emotiecurve
from ui.grafieken.matrix import effect_moeite
from ui.grafieken.palet import DRUK, SCHERM, Palet
from ui.grafieken.planning import planning
from ui.grafieken.run import run_chart
from ui.grafieken.tekst import datum_kort, datum_lang, getal, hoeveelheid
from ui.grafieken.zwembanen import zwembanen, zwembanen_bladen

__all__ = [
    "DRUK",
    "SCHERM",
    "Palet",
    "conclusie_run",
    "datum_kort",
    "datum_lang",
    "effect_moeite",
    "emotiecurve",
    "getal",
    "haalt_norm",
    "hoeveelheid",
    "norm_tekst",
    "planning",
    "run_chart",
    "zwembanen",
    "zwembanen_bladen",
]
