from django.contrib import messages
from django.http import FileResponse
from django.urls import reverse

from trajecten.rollen import rechten_van
from trajecten.scherm import Terug, scherm, toon
from verbeterplan.models import PlanVersie

from . import acties
from .models import Rapport
from .queries import bestandsnaam, overzicht, rij_van

GEVRAAGD = {
    Rapport.Stand.WACHT: "Wij maken de PDF van versie {}. Dat duurt meestal minder dan een minuut.",
    Rapport.Stand.BEZIG: "De PDF van versie {} wordt al gemaakt.",
    Rapport.Stand.KLAAR: "De PDF van versie {} staat klaar.",
    Rapport.Stand.MISLUKT: "De PDF van versie {} kon niet worden gemaakt. De oorzaak staat erbij.",
}


@scherm("traject_zien")
def lijst(request, traject):
    rijen, rechten = overzicht(traject), rechten_van(request.user, traject)
    return toon(request, "rapporten/lijst.html", traject=traject, rijen=rijen, rechten=rechten)


@scherm("rapport_maken", PlanVersie, methoden="POST")
def maken(request, traject, planversie):
    rapport = acties.vraag_document(planversie, door=request.user)
    messages.success(request, GEVRAAGD[rapport.stand].format(planversie.nummer))
    return Terug(f"{reverse('rapporten:lijst', args=[traject.pk])}#versie-{planversie.nummer}")


@scherm("traject_zien", Rapport)
def voortgang(request, traject, rapport):
    if not request.htmx:
        return Terug(reverse("rapporten:lijst", args=[traject.pk]))
    rij = rij_van(traject, rapport.planversie, rapport)
    zin = "" if rapport.is_onderweg else GEVRAAGD[rapport.stand].format(rapport.planversie.nummer)
    return toon(request, "rapporten/_stand.html", rij=rij, zin=zin, rechten=rechten_van(request.user, traject))


@scherm("rapport_downloaden", Rapport)
def download(request, traject, rapport):
    bestand = acties.open_bestand(rapport)
    antwoord = FileResponse(bestand, as_attachment=True, filename=bestandsnaam(rapport), content_type="application/pdf")
    antwoord.headers["X-Content-Type-Options"] = "nosniff"
    antwoord.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return antwoord
