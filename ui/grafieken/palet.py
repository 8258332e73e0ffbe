"""Colours and font of the charts, passed in because an SVG in a PDF knows no CSS variables."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Palet:
    """Every text colour has a contrast of at least 4.5 on `papier` and on the light areas; lines at least 3."""

    lettertype: str = "inherit"
    ruimte: float = 1.1  # on screen a municipality may bring a wider font than the one we measured
    papier: str = "#ffffff"
    inkt: str = "#17212b"
    zacht: str = "#4a5968"
    lijn: str = "#5f7183"
    raster: str = "#dbe2e8"
    vlak: str = "#f3f6f8"
    accent: str = "#0a5a78"
    accent_zacht: str = "#dceef7"
    goed: str = "#1b7340"
    goed_zacht: str = "#e1f4e6"
    fout: str = "#b3202c"
    fout_zacht: str = "#fde7e8"
    norm: str = "#9a4a07"
    norm_zacht: str = "#fdeed9"
    blauw_zacht: str = "#e2edfa"
    # A line per persona: the shape of the face differs too, colour is never the only sign.
    lijnen: tuple[str, ...] = ("#0a5a78", "#9a4a07", "#6a3d9a", "#1b7340", "#8c2155")


SCHERM = Palet()
DRUK = Palet(lettertype="Source Sans 3, Source Sans 3 ext, Source Sans Pro, Liberation Sans, DejaVu Sans, sans-serif", ruimte=1.05)
