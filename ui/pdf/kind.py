"""The child that renders one PDF: `python -m ui.pdf <fd>`, job on standard input, lines and then the PDF on standard output.

The only module that imports WeasyPrint, and only inside functions.
"""

import contextlib
import hashlib
import json
import logging
import os
import sys
import threading
import traceback
from pathlib import Path

# WeasyPrint's steps → how far that is (percent) and what the reader sees. Step 5 (pages) is counted in `_Voortgang`.
STAPPEN = {
    1: (3, "lezen"),
    2: (5, "lezen"),
    3: (8, "opmaken"),
    4: (14, "opmaken"),
    5: (18, "opmaken"),
    6: (78, "schrijven"),
    7: (92, "schrijven"),
}


class _Voortgang(logging.Handler):
    """Turns WeasyPrint's progress lines into percentages that never go back."""

    def __init__(self, stuur, verwacht: float):
        super().__init__(logging.INFO)
        self.stuur, self.verwacht, self.paginas, self.hoogste = stuur, max(verwacht, 1.0), 0, 0

    def emit(self, record) -> None:
        """Step 5 is reported once a page, and again in each round of the contents list: it nears 78 without passing it."""
        stap = next((n for n in STAPPEN if record.getMessage().startswith(f"Step {n} ")), None)
        if stap is None:
            return
        percent, woord = STAPPEN[stap]
        if stap == 5:
            self.paginas += 1
            percent += int(58 * (1 - 0.5 ** (self.paginas / self.verwacht)))
        if percent > self.hoogste:
            self.hoogste = percent
            self.stuur({"percent": percent, "woord": woord})


def _begrens(grenzen: dict) -> None:
    import resource

    def zet(soort, waarde, ruimte=0) -> None:
        hard = resource.getrlimit(soort)[1]
        hoogst = waarde + ruimte if hard == resource.RLIM_INFINITY else min(waarde + ruimte, hard)
        with contextlib.suppress(ValueError, OSError):  # macOS refuses some of these
            resource.setrlimit(soort, (min(waarde, hoogst), hoogst))

    zet(resource.RLIMIT_AS, grenzen["geheugen_mb"] * 2**20)
    zet(resource.RLIMIT_CPU, grenzen["seconden"], 5)
    zet(resource.RLIMIT_FSIZE, grenzen["pdf_mb"] * 2**20)
    zet(resource.RLIMIT_CORE, 0)


def _bewaak(lijn: int) -> None:
    """Stop at once when the parent is gone: nobody is waiting for the result any more."""

    def wacht() -> None:
        with contextlib.suppress(OSError):
            os.read(lijn, 1)
        os._exit(3)

    threading.stack_size(256 * 1024)
    threading.Thread(target=wacht, daemon=True).start()


def probeer() -> None:
    """Load WeasyPrint and its libraries; raises ImportError or OSError when that cannot be done."""
    import weasyprint  # noqa: F401


def werk(lijn: int) -> int:
    """Read the job, render it within its limits and send it back; returns the exit code."""
    uit = os.dup(1)
    os.dup2(2, 1)  # what a library prints must not end up between our lines

    def schrijf(inhoud: bytes) -> None:
        while inhoud:
            inhoud = inhoud[os.write(uit, inhoud) :]

    def stuur(bericht: dict) -> None:
        schrijf(json.dumps(bericht).encode() + b"\n")

    kop = json.loads(sys.stdin.buffer.readline())
    delen = {naam: sys.stdin.buffer.read(lengte) for naam, lengte in kop["delen"]}
    _bewaak(lijn)
    _begrens(kop["grenzen"])
    try:
        pdf, paginas = _maak(delen, kop["variant"], stuur)
    except MemoryError:
        stuur({"fout": "MemoryError"})
        return 1
    except ModuleNotFoundError:
        stuur({"fout": "pakket"})
        return 1
    except Exception as fout:
        geladen = "weasyprint.document" in sys.modules
        spoor = traceback.extract_tb(fout.__traceback__)[-1]
        plek = f"{type(fout).__name__} in {Path(spoor.filename).name}:{spoor.lineno}"
        stuur({"fout": plek if geladen or not isinstance(fout, OSError) else "bibliotheek"})
        return 1
    if len(pdf) > kop["grenzen"]["pdf_mb"] * 2**20:
        stuur({"fout": "te_veel_bytes"})
        return 1
    stuur({"klaar": {"lengte": len(pdf), "paginas": paginas}})
    schrijf(pdf)
    return 0


def _maak(delen: dict[str, bytes], variant: str, stuur) -> tuple[bytes, int]:
    """Render. The garbage collector is off: it finds nothing in one document and costs 15 percent."""
    import gc

    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    gc.disable()
    html = delen["html"].decode()
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    voortgang = logging.getLogger("weasyprint.progress")
    voortgang.setLevel(logging.INFO)
    voortgang.addHandler(_Voortgang(stuur, len(html) / 6000))
    ophaler = _ophaler(
        {naam.removeprefix("middel:"): inhoud for naam, inhoud in delen.items() if naam.startswith("middel:")}
    )
    letters = FontConfiguration()
    bladen = [
        weasyprint.CSS(string=inhoud.decode(), base_url="data:,", url_fetcher=ophaler, font_config=letters)
        for naam, inhoud in delen.items()
        if naam.startswith("middel:") and naam.endswith(".css")
    ]
    bijlagen = [
        weasyprint.Attachment(string=inhoud, name=naam.removeprefix("bijlage:"), relationship="Data", url_fetcher=ophaler)
        for naam, inhoud in delen.items()
        if naam.startswith("bijlage:")
    ]
    # A base makes a relative address a refused one; without it WeasyPrint stops at some of them.
    bron = weasyprint.HTML(string=html, url_fetcher=ophaler, base_url="data:,")
    opties = {
        "pdf_variant": variant, "stylesheets": bladen, "attachments": bijlagen or None,
        "attachment_relationships": ["Data"] * len(bijlagen) or None,
        "pdf_identifier": hashlib.sha256(delen["html"]).hexdigest()[:32].encode(),  # the same text gives the same file
    }  # fmt: skip
    document = bron.render(font_config=letters, **opties)
    return document.write_pdf(finisher=_linknamen(bron), **opties), len(document.pages)


def _ophaler(middelen: dict[str, bytes]):
    """A fetcher that knows `data:` and the given files and nothing else: no network, no disk, no redirects."""
    import mimetypes

    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Ophaler(URLFetcher):
        def __init__(self):
            super().__init__(allowed_protocols={"data"}, allow_redirects=False)

        def fetch(self, url, headers=None):
            soort, _, naam = url.partition(":")
            if soort != "middel":
                return super().fetch(url, headers)
            if naam not in middelen:
                raise ValueError("onbekend middel")
            return URLFetcherResponse(
                url, middelen[naam], {"Content-Type": mimetypes.guess_type(naam)[0] or "application/octet-stream"}
            )

    return Ophaler()


def _linknamen(bron):
    """A finisher that gives links inside the document their words: a screen reader would say the anchor ("h-3") instead."""
    namen = {
        a.get("href")[1:]: " ".join("".join(a.itertext()).split())
        for a in bron.etree_element.iter("a")
        if (a.get("href") or "").startswith("#")
    }

    def werk_af(document, pdf) -> None:
        import pydyf

        for voorwerp in pdf.objects:
            if isinstance(voorwerp, dict) and voorwerp.get("Subtype") == "/Link" and "Dest" in voorwerp:
                doel = getattr(voorwerp["Dest"], "string", "")
                if namen.get(doel):
                    voorwerp["Contents"] = pydyf.String(f"Ga naar {namen[doel]}")

    return werk_af
