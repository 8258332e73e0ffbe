"""The people of a traject: who is in the project group, with which role, and who may do what."""

from django.urls import reverse

from . import acties, queries
from .forms import LidForm, LidWijzigForm, OverdraagForm
from .models import Lid
from .poort import NietMogelijk
from .rollen import EEN_TEGELIJK, rechten_van
from .scherm import doe, invoer, scherm, toon, verwerk
from .woorden import wie_kan_wat


@scherm("traject_zien")
def mensen(request, traject):
    leden = list(queries.leden(traject))
    rechten = rechten_van(request.user, traject)
    mijn_teams = {lid.team for lid in leden if lid.gebruiker_id == request.user.pk and not lid.tot} - {""}
    for lid in leden:
        lid.is_enig = lid.rol in EEN_TEGELIJK
        van_mij = lid.team in mijn_teams or lid.gebruiker_id == request.user.pk
        lid.mag_toezeggen = bool("capaciteit_toezeggen" in rechten and lid.capaciteit_uren and van_mij and not lid.tot)
    return toon(
        request,
        "trajecten/mensen.html",
        traject=traject,
        leden=[lid for lid in leden if not lid.tot],
        oud=[lid for lid in leden if lid.tot],
        rechten=rechten,
    )


@scherm("traject_zien")
def wat_mag_wie(request, traject):
    leden = list(queries.huidige_leden(traject))
    per_mens = {}
    for lid in leden:
        per_mens.setdefault(lid.gebruiker, []).append(lid)
    return toon(
        request,
        "trajecten/wie_kan_wat.html",
        traject=traject,
        rollen=wie_kan_wat(leden, request.user),
        per_mens=per_mens.items(),
    )


@scherm("projectgroep_beheren", methoden="GET POST")
def voeg_toe(request, traject):
    zoek, gevonden = _gezocht(request)
    form = LidForm(invoer(request), traject=traject, gevonden=gevonden)
    return verwerk(
        request,
        form,
        lambda gegevens: acties.neem_op(traject, door=request.user, **gegevens),
        titel="Iemand toevoegen aan de projectgroep",
        terug=reverse("trajecten:mensen", args=[traject.pk]),
        gelukt="De projectgroep is aangevuld.",
        knop="Voeg toe",
        template=_sjabloon(request),
        traject=traject,
        zoek=zoek,
        gevonden=gevonden,
    )


@scherm("projectgroep_beheren", Lid, methoden="GET POST")
def draag_over(request, traject, lid):
    zoek, gevonden = _gezocht(request)
    form = OverdraagForm(invoer(request), gevonden=gevonden)
    return verwerk(
        request,
        form,
        lambda gegevens: acties.draag_over(lid, door=request.user, aan=gegevens["gebruiker"]),
        titel=f"De rol {lid.get_rol_display().lower()} overdragen",
        inleiding=f"{lid.gebruiker} heeft deze rol nu. Na het overdragen heeft de ander de rol.",
        terug=reverse("trajecten:mensen", args=[traject.pk]),
        gelukt="De rol is overgedragen.",
        knop="Draag de rol over",
        template=_sjabloon(request),
        traject=traject,
        zoek=zoek,
        gevonden=gevonden,
    )


def _gezocht(request):
    zoek = (request.POST if request.method == "POST" else request.GET).get("zoek", "")
    return zoek, queries.zoek_mensen(zoek)


def _sjabloon(request):
    """While typing only the people found are sent; the rest of the form stays as it is."""
    return "trajecten/_gevonden.html" if request.htmx and request.method == "GET" else "trajecten/mens_kiezen.html"


@scherm("projectgroep_beheren", Lid, methoden="GET POST")
def wijzig_lid(request, traject, lid):
    form = LidWijzigForm(invoer(request), instance=lid)
    return verwerk(
        request,
        form,
        lambda gegevens: acties.wijzig_lid(lid, door=request.user, versie=form.versie, **gegevens),
        titel=f"Gegevens van {lid.gebruiker}",
        terug=reverse("trajecten:mensen", args=[traject.pk]),
        gelukt="De gegevens zijn opgeslagen.",
        traject=traject,
    )


@scherm("projectgroep_beheren", Lid, methoden="POST")
def beeindig(request, traject, lid):
    return doe(
        request,
        lambda: acties.beeindig_lid(lid, door=request.user),
        terug=reverse("trajecten:mensen", args=[traject.pk]),
        gelukt=f"De rol van {lid.gebruiker} is beëindigd.",
    )


@scherm("capaciteit_toezeggen", Lid, methoden="POST")
def zeg_toe(request, traject, lid):
    antwoord = request.POST.get("toegezegd")
    if antwoord not in ("ja", "nee"):
        raise NietMogelijk("Kies of u de uren toezegt of niet.")
    return doe(
        request,
        lambda: acties.zeg_capaciteit_toe(lid, door=request.user, toegezegd=antwoord == "ja"),
        terug=reverse("trajecten:mensen", args=[traject.pk]),
        gelukt="Uw antwoord is opgeslagen.",
    )
