"""What the ten step pages share: where the step stands, what it still needs, its gate and its remarks."""

from django.urls import reverse

from . import acties, stap
from .forms import OpmerkingForm, RedenForm
from .models import Opmerking
from .poort import poort_dicht
from .rollen import rechten_van
from .scherm import invoer, scherm, verwerk

OPMERKRECHT: dict[int, str] = {}  # step → right to remark; filled by opmerking_scherm when the URLs are read
STATUS = {"klaar": "goed", "bezig": "info", "open": "neutraal", "gesloten": "neutraal", "overgeslagen": "neutraal"}


def stapcontext(request, traject, nummer: int) -> dict:
    """The context of a step page, for `ui/stap.html`. Three queries at most: roles, remarks, and the gate when it is shut."""
    deze = stap.alle()[nummer - 1]
    rechten = rechten_van(request.user, traject)
    regel = next((regel for regel in traject.stand if regel["nummer"] == nummer), {})
    mag_opmerken = OPMERKRECHT.get(nummer) in rechten
    return {
        "stap": deze,
        "stap_nummer": nummer,
        "stand_regel": regel,
        "stand_soort": STATUS.get(regel.get("stand"), "neutraal"),
        "rechten": rechten,
        "poort": poort_kaart(traject, nummer, rechten),
        "opmerkingen": list(Opmerking.objects.filter(traject=traject, stap=nummer).select_related("door")),
        "mag_opmerken": mag_opmerken,
        "opmerking_adres": reverse(f"{deze.kamer}:opmerking", args=[traject.pk]) if mag_opmerken else "",
        "opmerking_form": OpmerkingForm() if mag_opmerken else None,
    }


def poort_kaart(traject, nummer: int, rechten) -> dict | None:
    """The shut gate of a step as the pages show it (the same keys as on 409.html); None when the step may begin."""
    nog_nodig = poort_dicht(traject, nummer)
    if not nog_nodig:
        return None
    mag_passeren = "poort_passeren" in rechten
    return {
        "stap": nummer,
        "nog_nodig": nog_nodig,
        "adres": reverse("trajecten:passeer", args=[traject.pk, nummer]),
        "mag_passeren": mag_passeren,
        "form": RedenForm() if mag_passeren else None,
    }


def opmerking_scherm(stapnummer: int, recht: str):
    """The view that takes a remark at this step, for the room's urls: `path("opmerking/", opmerking_scherm(2, "kpi_meedenken"))`."""
    OPMERKRECHT[stapnummer] = recht
    maak_opmerking = acties.opmerken(recht)

    @scherm(recht, methoden="POST")
    def opmerking(request, traject):
        return verwerk(
            request,
            OpmerkingForm(invoer(request)),
            lambda gegevens: maak_opmerking(traject, door=request.user, stap=stapnummer, **gegevens),
            titel=f"Opmerking bij stap {stapnummer}",
            terug=f"{stap.alle()[stapnummer - 1].adres(traject)}#opmerkingen",
            gelukt="Uw opmerking staat erbij.",
            traject=traject,
            stap_nummer=stapnummer,
        )

    return opmerking
