"""Style sheet and fonts of every PDF, read from disk here and handed to the child as data."""

import base64
import contextlib
import logging
from pathlib import Path

log = logging.getLogger("wasstraat.pdf")
BASIS = Path(__file__).resolve().parent.parent.parent
LETTERMAP = BASIS / "vendor" / "fonts"
DRUK_CSS = BASIS / "templates" / "ui" / "pdf" / "druk.css"


def huisstijl() -> dict[str, bytes]:
    """The print style sheet and the fonts of the house, as `middelen`."""
    return {"letters.css": lettertypen().encode(), "druk.css": DRUK_CSS.read_bytes()}


def lettertypen() -> str:
    """``@font-face`` rules with Source Sans 3 (400, 600, 700) as ``data:`` addresses.

    Empty, with a warning in the log, when vendor/ is not filled: the PDF then uses a sans-serif of the system.

    Latin and extended Latin are two families ("Source Sans 3" and "Source Sans 3 ext"), named after each other in druk.css.
    """
    regels = []
    for schrift, naam in (("latin", "Source Sans 3"), ("latin-ext", "Source Sans 3 ext")):
        for gewicht in (400, 600, 700):
            with contextlib.suppress(OSError):
                inhoud = base64.b64encode(
                    (LETTERMAP / f"source-sans-3-{schrift}-{gewicht}-normal.woff2").read_bytes()
                ).decode()
                regels.append(
                    f'@font-face{{font-family:"{naam}";font-weight:{gewicht};'
                    f'src:url("data:font/woff2;base64,{inhoud}") format("woff2")}}'
                )
    if not regels:
        log.warning(
            "Lettertypen niet gevonden in vendor/fonts: de PDF krijgt een letter van het systeem (manage.py haal_middelen)"
        )
    return "\n".join(regels)
