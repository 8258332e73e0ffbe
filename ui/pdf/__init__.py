"""The one door to WeasyPrint: HTML in, a whole PDF on disk out, made in a child process with limits.

Why a child (`ui/pdf/kind.py`): some documents never end or eat all memory, and a library crash would take the worker with
it. The child gets everything through its standard input and gives the PDF back through a pipe; it reads nothing from the
network or the disk (only `data:` addresses and the named `middelen`) and knows neither Django nor the settings. Only the
parent writes, under a temporary name, and renames.
"""

import contextlib
import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from ui.bestanden import schrijf_atomair
from ui.pdf import kind as kindzijde
from ui.pdf.letters import BASIS, huisstijl, lettertypen

__all__ = ["Gemaakt", "Grenzen", "PdfMislukt", "huisstijl", "lettertypen", "maak_pdf", "pdf_mogelijk"]

log = logging.getLogger("wasstraat.pdf")
# The child needs no more of the environment than this: no keys, no database address.
OMGEVING = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
    "XDG_CACHE_HOME",
    "LD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
)
PANGO = (
    "PDF's maken kan nog niet: de systeembibliotheek Pango ontbreekt. Installeer haar met "
    "'sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0' (Debian, Ubuntu) "
    "of 'brew install pango' (macOS)."
)
WEASYPRINT = (
    "PDF's maken kan nog niet: het Python-pakket weasyprint ontbreekt. Installeer de pakketten uit requirements/app.txt."
)


@dataclass(frozen=True)
class Grenzen:
    """Limits of one document. `seconden` counts on the wall clock and, apart from that, as processor time."""

    geheugen_mb: int = 1024
    seconden: int = 120
    html_mb: int = 20
    pdf_mb: int = 100


@dataclass(frozen=True)
class Gemaakt:
    """What was made: SHA-256 in hex, size in bytes, number of pages."""

    sha256: str
    bytes: int
    paginas: int


class PdfMislukt(Exception):
    """No PDF was made and nothing was written. `oorzaak` is one Dutch sentence for the screen; `soort` one of
    te_groot, te_lang, bibliotheek, schrijven, afgebroken (worth another try), fout."""

    def __init__(self, oorzaak: str, soort: str = "fout"):
        super().__init__(oorzaak)
        self.oorzaak, self.soort = oorzaak, soort


def maak_pdf(
    html: str,
    doel: Path | str,
    *,
    variant: str = "pdf/ua-1",
    middelen: Mapping[str, bytes] | None = None,
    bijlagen: Mapping[str, bytes] | None = None,
    bij_voortgang: Callable[[int, str], None] | None = None,
    grenzen: Grenzen = Grenzen(),
) -> Gemaakt:
    """Make a PDF of a finished HTML page and put it at `doel`, whole or not at all.

    `middelen` are files by name: a ``.css`` is applied as style sheet, the others are reached as ``middel:naam``.
    None gives the style and fonts of the house (`huisstijl`). `bijlagen` are embedded as data (use with ``pdf/a-3a``).
    `bij_voortgang(percent, woord)` is called in this thread, about once a second; what it raises stops the work.
    Raises PdfMislukt.
    """
    if len(html) > grenzen.html_mb * 10**6:
        raise _te_groot(f"de tekst is langer dan {grenzen.html_mb} MB")
    meld = bij_voortgang or (lambda percent, woord: None)
    meld(1, "beginnen")
    delen = {"html": html.encode("utf-8", "replace")}
    delen |= {f"middel:{naam}": inhoud for naam, inhoud in (huisstijl() if middelen is None else middelen).items()}
    delen |= {f"bijlage:{naam}": inhoud for naam, inhoud in (bijlagen or {}).items()}
    kop = {"variant": variant, "grenzen": asdict(grenzen), "delen": [[naam, len(inhoud)] for naam, inhoud in delen.items()]}
    try:
        # A temporary directory of its own: fonts that WeasyPrint unpacks vanish with it, even when the child is killed.
        with (
            tempfile.TemporaryDirectory(prefix="wasstraat-pdf-") as map_,
            tempfile.TemporaryFile() as opdracht,
            tempfile.TemporaryFile() as fouten,
        ):
            opdracht.write(json.dumps(kop).encode() + b"\n")
            opdracht.writelines(delen.values())
            opdracht.seek(0)
            paginas, pdf = _laat_maken(opdracht, fouten, map_, grenzen, meld)
        meld(97, "bewaren")
        som = schrijf_atomair(doel, pdf)
    except OSError as fout:
        log.warning("PDF kon niet worden geschreven: %s", type(fout).__name__)
        reden = "de schijf is vol" if fout.errno in (28, 122) else "de map is niet te beschrijven"
        raise PdfMislukt(f"Het document is gemaakt maar kon niet worden bewaard: {reden}.", "schrijven") from fout
    meld(100, "klaar")
    return Gemaakt(som, len(pdf), paginas)


def pdf_mogelijk() -> str | None:
    """None when PDFs can be made here, otherwise one Dutch sentence that says what to install."""
    try:
        # On a missing library WeasyPrint prints a long English text.
        with open(os.devnull, "w") as stil, contextlib.redirect_stdout(stil):
            kindzijde.probeer()
    except ImportError:
        return WEASYPRINT
    except OSError:
        return PANGO
    return None


def _laat_maken(opdracht, fouten, map_: str, grenzen: Grenzen, meld) -> tuple[int, bytes]:
    """Start the child, follow its progress and return (pages, PDF); nothing of the child is left when this returns."""
    einde = time.monotonic() + grenzen.seconden
    omgeving = {naam: os.environ[naam] for naam in OMGEVING if naam in os.environ} | {
        "TMPDIR": map_,
        "PYTHONPATH": str(BASIS),
    }
    lijn_kind, lijn = os.pipe()  # closes when this process dies, however it dies: then the child stops too
    with contextlib.ExitStack() as op:
        op.callback(os.close, lijn)
        try:
            kind = subprocess.Popen(
                [sys.executable, "-m", "ui.pdf", str(lijn_kind)], stdin=opdracht, stdout=subprocess.PIPE, stderr=fouten,
                cwd=BASIS, env=omgeving, start_new_session=True, pass_fds=(lijn_kind,),
            )  # fmt: skip
        finally:
            os.close(lijn_kind)
        op.callback(_stop, kind)
        bericht, pdf = _volg(kind, einde, grenzen, meld)
        code = kind.wait(timeout=max(0.1, einde - time.monotonic() + 5))
    if "klaar" in bericht and code == 0 and len(pdf) == bericht["klaar"]["lengte"] and pdf.startswith(b"%PDF-"):
        return bericht["klaar"]["paginas"], pdf
    fouten.seek(0)
    raise _oorzaak(bericht.get("fout", ""), code, fouten.read(20_000), grenzen)


def _volg(kind, einde: float, grenzen: Grenzen, meld) -> tuple[dict, bytes]:
    """Read the child's lines until it closes the pipe; after the line `klaar` the rest is the PDF itself."""
    buffer = bytearray()
    laatste: dict = {}
    stand = (1, "beginnen")
    with selectors.DefaultSelector() as kiezer:
        kiezer.register(kind.stdout, selectors.EVENT_READ)
        while True:
            rest = einde - time.monotonic()
            if rest <= 0:
                raise _te_lang(grenzen)
            if not kiezer.select(min(rest, 1.0)):
                meld(*stand)  # a sign of life every second: who leased this work knows that it still goes on
                continue
            brok = os.read(kind.stdout.fileno(), 1 << 18)
            if not brok:
                return laatste, bytes(buffer)
            buffer += brok
            while "klaar" not in laatste and (plek := buffer.find(b"\n")) >= 0:
                laatste = json.loads(bytes(buffer[:plek]))
                del buffer[: plek + 1]
                if "percent" in laatste:
                    stand = laatste["percent"], laatste["woord"]
                    meld(*stand)


def _stop(kind) -> None:
    """End the child's whole group, also what it may have started itself."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(kind.pid, signal.SIGKILL)
    kind.stdout.close()
    kind.wait()


def _te_groot(reden: str) -> PdfMislukt:
    return PdfMislukt(f"Het document is te groot om te maken: {reden}. Maak het korter of deel het op.", "te_groot")


def _te_lang(grenzen: Grenzen) -> PdfMislukt:
    return PdfMislukt(
        f"Het maken van het document duurde langer dan {grenzen.seconden} seconden en is gestopt. "
        "Maak het korter of probeer het later opnieuw.",
        "te_lang",
    )


def _oorzaak(fout: str, code: int, stderr: bytes, grenzen: Grenzen) -> PdfMislukt:
    """What went wrong, in words. The technical log gets names of errors only: messages may hold text from the document."""
    if fout == "bibliotheek":
        return PdfMislukt(PANGO, "bibliotheek")
    if fout == "pakket":
        return PdfMislukt(WEASYPRINT, "bibliotheek")
    if code == -signal.SIGXCPU:
        return _te_lang(grenzen)
    if code == -signal.SIGKILL:  # not by its own limits: the machine had no memory left, or somebody stopped it
        return PdfMislukt("Het maken van het document is van buitenaf afgebroken. Probeer het opnieuw.", "afgebroken")
    # glib aborts when it gets no memory.
    zonder_geheugen = b"allocate" in stderr or b"MemoryError" in stderr or b"out of memory" in stderr.lower()
    if fout == "MemoryError" or (code < 0 and zonder_geheugen):
        return _te_groot(f"het vroeg meer dan {grenzen.geheugen_mb} MB geheugen")
    if fout == "te_veel_bytes":
        return _te_groot(f"het bestand wordt groter dan {grenzen.pdf_mb} MB")
    log.error("PDF mislukt: %s, afsluitcode %s", fout or "zonder melding", code)
    return PdfMislukt("Het document kon niet worden opgemaakt. De beheerder vindt de oorzaak in het logboek.", "fout")
