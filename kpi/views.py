from django.urls import reverse

from trajecten.rollen import rechten_van
from trajecten.scherm import doe, invoer, scherm, toon, verwerk
from trajecten.scherm_stap import stapcontext

from . import acties, queries
from .beeld import beeld_van, vaststelling_in_beeld, voorbeelden_in_beeld
from .forms import IdeeForm, IntrekForm, KpiForm, MetingForm
from .models import EENHEDEN, Kpi, Meting
from .voorbeelden import BRON, VOORBEELDEN


@scherm("traject_zien")
def stap(request, traject):
    context = stapcontext(request, traject, 2)
    kpis = queries.kpis_met_metingen(traject)
    mag = _wie_mag_meten(request.user, traject, context["rechten"])
    context["regels"] = [beeld_van(kpi, mag(kpi)) for kpi in kpis]
    context["vaststelling"] = vaststelling_in_beeld(kpis, queries.laatste_vaststelling(traject))
    if "kpi_bewerken" in context["rechten"]:
        context |= {"voorbeelden": voorbeelden_in_beeld(traject, kpis), "voorbeeld_bron": BRON}
    return toon(request, "kpi/stap.html", traject=traject, **context)


@scherm("traject_zien", Kpi)
def kpi(request, traject, kpi):
    kpi.traject = traject
    queries.haal_metingen_bij(kpi)
    rechten = rechten_van(request.user, traject)
    return toon(
        request,
        "kpi/kpi.html",
        traject=traject,
        stap_nummer=2,
        regel=beeld_van(kpi, _wie_mag_meten(request.user, traject, rechten)(kpi)),
        ideeen=queries.ideeen_van(kpi),
        rechten=rechten,
    )


@scherm("kpi_bewerken", methoden="GET POST")
def nieuw(request, traject):
    voorbeeld = VOORBEELDEN.get(_nummer(request.GET.get("voorbeeld")))
    form = KpiForm(invoer(request), traject=traject, initial=voorbeeld.velden if voorbeeld else None)
    return verwerk(
        request,
        form,
        lambda gegevens: acties.voeg_kpi_toe(traject, door=request.user, **gegevens),
        titel="Nieuwe KPI",
        terug=_stapadres(traject),
        gelukt="De KPI staat erbij.",
        template="kpi/formulier.html",
        traject=traject,
        stap_nummer=2,
        voorbeeld=voorbeeld,
        voorbeeld_bron=BRON,
        eigenaren=queries.mogelijke_eigenaren(traject),
        eenheden=EENHEDEN,
    )


@scherm("kpi_bewerken", Kpi, methoden="GET POST")
def wijzig(request, traject, kpi):
    form = KpiForm(invoer(request), instance=kpi, traject=traject)
    return verwerk(
        request,
        form,
        lambda gegevens: acties.wijzig_kpi(kpi, door=request.user, versie=form.versie, **gegevens),
        titel=f"KPI {kpi.nummer} wijzigen",
        terug=_kpiadres(kpi),
        gelukt="De KPI is opgeslagen.",
        template="kpi/formulier.html",
        traject=traject,
        stap_nummer=2,
        eigenaren=queries.mogelijke_eigenaren(traject),
        eenheden=EENHEDEN,
    )


@scherm("kpi_bewerken", Kpi, methoden="POST")
def verwijder(request, traject, kpi):
    return doe(
        request,
        lambda: acties.verwijder_kpi(kpi, door=request.user),
        terug=_stapadres(traject),
        gelukt=f"KPI {kpi.nummer} is verwijderd.",
    )


@scherm("meting_vastleggen", Kpi, methoden="GET POST")
def meting(request, traject, kpi):
    return verwerk(
        request,
        MetingForm(invoer(request), kpi=kpi),
        lambda gegevens: acties.leg_meting_vast(kpi, door=request.user, **gegevens),
        titel=f"Meting van KPI {kpi.nummer}",
        inleiding=f"{kpi.naam}: {kpi.norm_in_woorden}.",
        terug=_kpiadres(kpi),
        gelukt="De meting is vastgelegd.",
        knop="Leg de meting vast",
        traject=traject,
        stap_nummer=2,
    )


@scherm("meting_vastleggen", Meting, methoden="GET POST")
def intrekken(request, traject, meting):
    kpi = meting.kpi
    return verwerk(
        request,
        IntrekForm(invoer(request)),
        lambda gegevens: acties.trek_meting_in(meting, door=request.user, **gegevens),
        titel=f"Meting van KPI {kpi.nummer} intrekken",
        inleiding=f"{kpi.naam}: {meting}, {kpi.in_woorden(meting.waarde)}.",
        terug=_kpiadres(kpi),
        gelukt="De meting is ingetrokken. In het logboek staat wat er was.",
        knop="Trek de meting in",
        traject=traject,
        stap_nummer=2,
    )


@scherm("verbetering_aandragen", Kpi, methoden="GET POST")
def idee(request, traject, kpi):
    return verwerk(
        request,
        IdeeForm(invoer(request)),
        lambda gegevens: acties.draag_idee_aan(kpi, door=request.user, **gegevens),
        titel=f"Verbetering bij KPI {kpi.nummer}",
        inleiding=f"{kpi.naam}: {kpi.norm_in_woorden}.",
        terug=_kpiadres(kpi),
        gelukt="De verbetering staat in de lijst.",
        knop="Draag de verbetering aan",
        traject=traject,
        stap_nummer=2,
    )


@scherm("kpi_vaststellen", methoden="POST")
def vaststellen(request, traject):
    return doe(
        request,
        lambda: acties.stel_kpis_vast(traject, door=request.user, gezien=request.POST.get("gezien")),
        terug=_stapadres(traject),
        gelukt="De KPI's zijn vastgesteld.",
    )


def _wie_mag_meten(gebruiker, traject, rechten):
    """A function of a KPI; the names of this person are asked for once, not per KPI."""
    if "meting_vastleggen" not in rechten:
        return lambda kpi: False
    namen = acties.namen_van(gebruiker, traject)
    return lambda kpi: acties.mag_meten(kpi, gebruiker, namen)


def _stapadres(traject):
    return reverse("kpi:stap", args=[traject.pk])


def _kpiadres(kpi):
    return reverse("kpi:kpi", args=[kpi.traject_id, kpi.pk])


def _nummer(tekst):
    return int(tekst) if tekst and tekst.isascii() and tekst.isdigit() and len(tekst) < 4 else None
