"""The canvas: collects SVG elements as text. Presentation attributes only, so that a strict CSP lets every line through."""

import re
from xml.sax.saxutils import escape, quoteattr

from ui.grafieken.palet import Palet
from ui.grafieken.tekst import maat, schoon


def _waarde(waarde) -> str:
    if isinstance(waarde, float):
        return f"{waarde:.1f}".removesuffix(".0")
    return str(waarde)


def _attributen(attrs: dict) -> str:
    """``stroke_width=2`` becomes ``stroke-width="2"``; None leaves the attribute out."""
    return "".join(
        f" {naam.rstrip('_').replace('_', '-')}={quoteattr(_waarde(w))}" for naam, w in attrs.items() if w is not None
    )


def veilige_id(id_: str) -> str:
    """An id that is valid in XML and in a CSS selector."""
    heel = re.sub(r"[^A-Za-z0-9_-]+", "-", str(id_))
    return heel if re.match(r"[A-Za-z]", heel) else f"g-{heel}"


class Doek:
    """One drawing of fixed width; the height may be settled last."""

    def __init__(self, breedte: float, palet: Palet, id_: str, breed: bool):
        self.breedte = breedte
        self.palet = palet
        self.id = veilige_id(id_) + ("" if breed else "-smal")
        self.delen: list[str] = []

    def maat(self, tekst: str, grootte: float, vet: bool = False) -> float:
        """Width to keep free for this text: measured, plus the margin of the palette."""
        return maat(tekst, grootte, vet) * self.palet.ruimte

    def past(self, breedte: float) -> float:
        """Width that may be filled when text is broken: the inverse of the margin in `maat`."""
        return max(1.0, breedte / self.palet.ruimte)

    def element(self, naam: str, **attrs) -> None:
        self.delen.append(f"<{naam}{_attributen(attrs)}/>")

    def lijn(self, x1, y1, x2, y2, kleur, dikte=1.0, **attrs) -> None:
        self.element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=kleur, stroke_width=dikte, **attrs)

    def vak(self, x, y, w, h, vulling="none", rand=None, dikte=None, r=0, **attrs) -> None:
        self.element(
            "rect", x=float(x), y=float(y), width=float(max(w, 0)), height=float(max(h, 0)), rx=r or None,
            fill=vulling, stroke=rand, stroke_width=dikte if rand else None, **attrs,
        )  # fmt: skip

    def rond(self, x, y, r, vulling="none", rand=None, dikte=None, **attrs) -> None:
        self.element(
            "circle",
            cx=float(x),
            cy=float(y),
            r=float(r),
            fill=vulling,
            stroke=rand,
            stroke_width=dikte if rand else None,
            **attrs,
        )

    def pad(self, d, vulling="none", rand=None, dikte=None, **attrs) -> None:
        self.element("path", d=d, fill=vulling, stroke=rand, stroke_width=dikte if rand else None, **attrs)

    def tekst(self, x, y, tekst, grootte, kleur=None, vet=False, anker=None, rand=False, **attrs) -> None:
        """One line of text; `rand` puts a light patch behind it, so that it stays legible on top of lines."""
        if rand:  # not an outline: that is a second copy of the text, which a PDF reader would find twice
            w = self.maat(tekst, grootte, vet)
            links = x - w / 2 if anker == "middle" else x - w if anker == "end" else x
            self.vak(links - 2, y - grootte * 0.86, w + 3, grootte * 1.14, self.palet.papier, r=2, fill_opacity="0.88")
        vast = {
            "x": float(x),
            "y": float(y),
            "font_size": grootte,
            "font_weight": "600" if vet else None,
            "text_anchor": anker,
        }
        self.delen.append(
            f"<text{_attributen({**vast, 'fill': kleur or self.palet.inkt, **attrs})}>{escape(schoon(tekst))}</text>"
        )

    def blok(self, x, y, regels, grootte, hoogte=1.25, **rest) -> None:
        """Several lines under each other; `y` is the baseline of the first."""
        for i, regel in enumerate(regels):
            self.tekst(x, y + i * grootte * hoogte, regel, grootte, **rest)

    def svg(self, hoogte: float, titel: str, omschrijving: str) -> str:
        """The finished drawing, with a title and a description for who cannot see it."""
        b, h = _waarde(float(self.breedte)), _waarde(float(hoogte))
        kop = {
            "xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {b} {h}", "width": b, "height": h,
            "role": "img", "aria_labelledby": f"{self.id}-titel {self.id}-uitleg", "font_family": self.palet.lettertype,
        }  # fmt: skip
        return (
            f"<svg{_attributen(kop)}>"
            f'<title id="{self.id}-titel">{escape(schoon(titel))}</title>'
            f'<desc id="{self.id}-uitleg">{escape(schoon(omschrijving))}</desc>' + "".join(self.delen) + "</svg>"
        )
