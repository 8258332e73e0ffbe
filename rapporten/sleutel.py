"""What makes a document the same document: the frozen plan, the facts bound to it, and everything that draws it."""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from django.conf import settings

from trajecten.vingerafdruk import sha256_van

from .feiten import feiten_bij

# Everything that has a say in how the document looks; one letter changed there is another document.
OPMAAK = (
    "rapporten/plan/*.py",
    "rapporten/feiten.py",
    "rapporten/oordelen.py",
    "rapporten/templatetags/*.py",
    "templates/rapporten/plan/*",
    "templates/ui/pdf/*",
    "ui/pdf/*.py",
    "ui/grafieken/*.py",
    "ui/opmaak.py",
)


def sleutel_van(planversie, soort: str) -> str:
    """SHA-256, in hexadecimal: equal keys are the same document, which is then never made twice."""
    feiten = sha256_van(feiten_bij(planversie))
    return hashlib.sha256("\n".join((soort, planversie.sha256, feiten, opmaak_hash())).encode()).hexdigest()


@cache
def opmaak_hash() -> str:
    """SHA-256 over templates, style sheet, charts and the version of WeasyPrint; read once per process."""
    som = hashlib.sha256()
    for patroon in OPMAAK:
        for pad in sorted(settings.BASIS.glob(patroon)):
            som.update(pad.relative_to(settings.BASIS).as_posix().encode() + b"\0" + pad.read_bytes() + b"\0")
    try:
        som.update(version("weasyprint").encode())
    except PackageNotFoundError:
        som.update(b"zonder")
    return som.hexdigest()
