"""The verbeterplan as a document: chapters out of one frozen version and the facts bound to it, nothing else."""

from functools import cache

from django.conf import settings
from django.template.loader import render_to_string

from ui.pdf import huisstijl

from ..feiten import feiten_bij
from .besluit import akkoord, kosten, risicos
from .grenzen import TeGroot, bewaak
from .klant import formule, klantreis
from .kop import kop, samenvatting
from .stappen import kpis, opdracht, proces, projectgroep
from .toetsing import toetsing, verwerking
from .verbeteringen import gewenst_proces, verbeteringen

__all__ = ["HOOFDSTUKKEN", "TeGroot", "plan_html", "plan_middelen"]

HOOFDSTUKKEN = (  # the chapters of the verbeterplan, domain (h1), with the anchors of their sections
    ("samenvatting", "1. Samenvatting", 1),
    ("opdracht", "2. Aanleiding, opdracht en scope", 1),
    ("projectgroep", "3. Projectgroep", 1),
    ("kpis", "4. KPI's: norm, nulmeting en streefwaarde", 1),
    ("proces", "5. Huidig proces", 1),
    ("klantreis", "6. Klantreis", 1),
    ("formule", "7. Serviceformule en de 6 P's", 1),
    ("verbeteringen", "8. Verbeteringen", 1),
    ("quick-wins", "8a. Quick wins", 2),
    ("lange-termijn", "8b. Lange termijn", 2),
    ("niet-opgenomen", "8c. Niet opgenomen of geparkeerd", 2),
    ("gewenst", "9. Gewenst proces", 1),
    ("toetsing", "10. Toetsing", 1),
    ("verwerking", "11. Verwerking van de toetsing", 1),
    ("kosten", "12. Kosten, baten en capaciteit", 1),
    ("risicos", "13. Risico's en afhankelijkheden", 1),
    ("besluit", "14. Gevraagd besluit en akkoord", 1),
    ("bijlage-a", "Bijlage A. Begrippen bij de KPI's", 1),
    ("bijlage-b", "Bijlage B. Over dit document", 1),
)


def plan_html(versie) -> str:
    """The whole document as one HTML page. `versie` comes fresh from the database, so that its values are plain JSON.

    Raises TeGroot, with a Dutch cause, for a plan that no reader and no printer can handle.
    """
    inhoud, feiten = versie.inhoud, feiten_bij(versie)
    bewaak(inhoud, feiten)
    rijen = kpis(inhoud)
    met_figuur = [kpi for kpi in rijen if kpi["figuur"]]
    return render_to_string(
        "rapporten/plan/plan.html",
        {
            "inhoud": [{"anker": anker, "titel": titel, "niveau": niveau} for anker, titel, niveau in HOOFDSTUKKEN],
            "titels": {anker.replace("-", "_"): titel for anker, titel, _ in HOOFDSTUKKEN},
            "doc": kop(inhoud, feiten),
            "samenvatting": samenvatting(inhoud, feiten),
            "opdracht": opdracht(inhoud),
            "projectgroep": projectgroep(inhoud),
            "kpis": rijen,
            "kpi_paren": [met_figuur[plaats : plaats + 2] for plaats in range(0, len(met_figuur), 2)],
            "proces": proces(inhoud),
            "klantreis": klantreis(inhoud),
            "formule": formule(inhoud),
            "verbeteringen": verbeteringen(inhoud),
            "gewenst": gewenst_proces(inhoud),
            "toetsing": toetsing(inhoud, feiten),
            "verwerking": verwerking(feiten),
            "kosten": kosten(inhoud, feiten),
            "risicos": risicos(inhoud, feiten),
            "besluit": akkoord(inhoud, feiten),
        },
    )


@cache
def plan_middelen() -> dict[str, bytes]:
    """The style and fonts of the house, and the little that only this document needs."""
    eigen = settings.BASIS / "templates" / "rapporten" / "plan" / "plan.css"
    return huisstijl() | {"plan.css": eigen.read_bytes()}
