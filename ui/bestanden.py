"""Files that are whole or absent: written under another name, forced to disk, then renamed."""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

ACHTERVOEGSEL = ".deel"


def schrijf_atomair(pad: Path | str, inhoud: bytes | str | Iterable[bytes], rechten: int = 0o640) -> str:
    """Write a file so that nobody ever sees half of it; returns the SHA-256 of what was written.

    An existing file is replaced in one step, or stays as it was when anything goes wrong (disk full, a generator
    that raises). What a killed process left behind under its temporary name is removed by the next write to the same path.
    Raises OSError; the folder is made when it is absent.
    """
    pad = Path(pad)
    pad.parent.mkdir(parents=True, exist_ok=True)
    _ruim_op(pad)
    brokken = (inhoud.encode() if isinstance(inhoud, str) else inhoud,) if isinstance(inhoud, (bytes, str)) else inhoud
    som = hashlib.sha256()
    nummer, naam = tempfile.mkstemp(prefix=f".{pad.name[:80]}.{os.getpid()}.", suffix=ACHTERVOEGSEL, dir=pad.parent)
    try:
        with os.fdopen(nummer, "wb") as bestand:
            for brok in brokken:
                som.update(brok)
                bestand.write(brok)
            bestand.flush()
            os.fchmod(bestand.fileno(), rechten)
            os.fsync(bestand.fileno())
        os.replace(naam, pad)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(naam)
        raise
    _fsync_map(pad.parent)
    return som.hexdigest()


def _fsync_map(map_: Path) -> None:
    """Force the rename itself to disk; some file systems cannot, and then there is nothing better to do."""
    with contextlib.suppress(OSError):
        nummer = os.open(map_, os.O_RDONLY)
        try:
            os.fsync(nummer)
        finally:
            os.close(nummer)


def _ruim_op(pad: Path) -> None:
    """Remove temporary files for this path whose process is gone."""
    begin = f".{pad.name[:80]}."
    with contextlib.suppress(OSError):
        for naam in os.listdir(pad.parent):
            if naam.startswith(begin) and naam.endswith(ACHTERVOEGSEL):
                proces = naam[len(begin) :].split(".", 1)[0]
                if proces.isdigit() and int(proces) != os.getpid() and not _leeft(int(proces)):
                    os.unlink(pad.parent / naam)


def _leeft(proces: int) -> bool:
    try:
        os.kill(proces, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
