"""The pages of step 4: the klantreis to read, and the choice how it is made."""

from django.http import Http404
from django.urls import reverse

from trajecten.poort import NietMogelijk
from trajecten.rollen import rechten_van, rollen_van
from trajecten.scherm import doe, invoer, scherm, toon, verwerk
from trajecten.scherm_stap import stapcontext

from . import acties, blad, queries
from .forms import KeuzeForm, VersieForm, VoorstelForm
from .stap import in_woorden


def naar_stap(traject, anker="") -> str:
    return reverse("klantreis:stap", args=[traject.pk]) + anker


def bestaande_reis(traject):
    """The klantreis of this traject; 404 when nobody chose yet how to make one."""
    reis = queries.reis_van(traject)
    if reis is None:
        raise Http404
    return reis


@scherm("traject_zien")
def stap(request, traject):
    context = stapcontext(request, traject, 4)
    reis = queries.reis_van(traject)
    context |= blad.rechten_op(reis, traject, context["rechten"])
    if context["mag_lezen"]:
        context |= blad.reisblad(reis, traject)
        context |= {"personas": list(reis.personas.all()), "ideaal": blad.ideaal(reis, traject)}
    if reis:
        context |= {"tabs": blad.tabs(traject, "stap", context["rechten"]), "in_woorden": in_woorden(reis)}
    context["mag_voorstellen"] = _mag_voorstellen(request, traject, reis)
    if context["poort"]:  # behind a shut gate nothing is offered that would only be refused
        context |= dict.fromkeys(("mag_bewerken", "mag_aanvaarden", "mag_voorstellen"), False)
    return toon(request, "klantreis/stap.html", traject=traject, **context)


def _mag_voorstellen(request, traject, reis) -> bool:
    """A projectleider without a klantreiscoach may propose to skip or replace (see acties.stel_alternatief_voor)."""
    is_leider = "projectleider" in rollen_van(request.user, traject) and not traject.afgesloten_op
    return is_leider and (reis is None or reis.is_alternatief) and not acties.heeft_klantreiscoach(traject)


@scherm("traject_zien")
def tabel(request, traject):
    return _blad(request, traject, "tabel")


@scherm("traject_zien")
def onderzoek(request, traject):
    return _blad(request, traject, "onderzoek")


def _blad(request, traject, naam):
    """One of the other views of the same klantreis; whoever may not read it yet is told so."""
    reis = bestaande_reis(traject)
    rechten = rechten_van(request.user, traject)
    context = blad.rechten_op(reis, traject, rechten) | {"tabs": blad.tabs(traject, naam, rechten), "stap_nummer": 4}
    if context["mag_lezen"]:
        context |= blad.reisblad(reis, traject) if naam == "tabel" else blad.onderzoek(reis, traject)
    return toon(request, f"klantreis/{naam}.html", traject=traject, **context)


@scherm("klantreis_bewerken", methoden="GET POST")
def keuze(request, traject):
    form = KeuzeForm(invoer(request), instance=queries.reis_van(traject))
    return verwerk(
        request,
        form,
        lambda gegevens: acties.kies_type(traject, door=request.user, versie=form.versie, **gegevens),
        titel="De stem van de klant",
        terug=naar_stap(traject),
        gelukt="Uw keuze is opgeslagen.",
        traject=traject,
        stap_nummer=4,
    )


@scherm("klantreis_meedenken", methoden="GET POST")
def voorstel(request, traject):
    reis = queries.reis_van(traject)
    form = VoorstelForm(invoer(request), instance=reis)
    return verwerk(
        request,
        form,
        lambda gegevens: acties.stel_alternatief_voor(traject, door=request.user, versie=form.versie, **gegevens),
        titel="De klantreis vervangen of overslaan",
        inleiding="Dit traject heeft geen klantreiscoach. U kunt voorstellen om de klantreis te vervangen of over te slaan. "
        "De proceseigenaar besluit.",
        terug=naar_stap(traject),
        gelukt="Uw voorstel ligt bij de proceseigenaar.",
        knop="Stel voor",
        traject=traject,
        stap_nummer=4,
    )


@scherm("klantreis_overslaan_accepteren", methoden="POST")
def aanvaard(request, traject):
    form = VersieForm(request.POST)
    if not form.is_valid():
        raise NietMogelijk("Lees het voorstel eerst op de pagina van stap 4, en besluit daar.")
    reis = bestaande_reis(traject)
    return doe(
        request,
        lambda: acties.aanvaard_alternatief(reis, door=request.user, versie=form.cleaned_data["versie"]),
        terug=naar_stap(traject),
        gelukt="U bent akkoord. De klantreis is hiermee geregeld.",
    )


@scherm("klantreis_bewerken", methoden="POST")
def publiceer(request, traject):
    reis = bestaande_reis(traject)
    return doe(
        request,
        lambda: acties.publiceer(reis, door=request.user),
        terug=naar_stap(traject),
        gelukt="De klantreis is gepubliceerd. Iedereen in dit traject kan hem nu lezen.",
    )


@scherm("klantreis_bewerken", methoden="POST")
def trek_in(request, traject):
    reis = bestaande_reis(traject)
    return doe(
        request,
        lambda: acties.trek_publicatie_in(reis, door=request.user),
        terug=naar_stap(traject),
        gelukt="Alleen u ziet de klantreis nu nog.",
    )
