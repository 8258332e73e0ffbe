"""Colours and font of the charts, passed in because an SVG in a PDF knows no CSS variables."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Palet:
    """The default values of the design system (static/wasstraat/wasstraat.css).

    Every text colour has a contrast of at least 4.5 on `papier` and on the light areas; lines at least 3.
    """

    lettertype: str = "inherit"
    ruimte: float = 1.1  # on screen a municipality may bring a wider font than the one we measured
    papier: str = "#ffffff"
    inkt: str = "#16202b"
    zacht: str = "#4b5b6b"
    lijn: str = "#64768a"
    raster: str = "#d9e0e7"
    vlak: str = "#f5f7f9"
    accent: str = "#0b5c7a"
    accent_zacht: str = "#dbedf6"
    goed: str = "#1b7d43"
    goed_zacht: str = "#ddf2e3"
    fout: str = "#b01e27"
    fout_zacht: str = "#fde3e3"
    norm: str = "#9a4a07"
    norm_zacht: str = "#fcebcd"
    blauw_zacht: str = "#e0ecfb"
    # A line per persona: the shape of the face differs too, colour is never the only sign.
    lijnen: tuple[str, ...] = ("#0b5c7a", "#9a4a07", "#6a3d9a", "#1b7d43", "#8c2155")


SCHERM = Palet()
DRUK = Palet(
    lettertype="Source Sans 3, Source Sans 3 ext, Source Sans Pro, Liberation Sans, DejaVu Sans, sans-serif", ruimte=1.05
)
