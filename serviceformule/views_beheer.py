"""The reference data of step 5: formules with their zekerheden and afspraken, for the functioneel beheerder."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse

from klantreis.forms import PlaatsForm
from trajecten.poort import NietMogelijk
from trajecten.scherm import Terug, breed, doe, invoer, toon, verwerk
from ui.forms import Formulier

from . import acties, queries
from .forms import AfspraakForm, AfspraakWijzigForm, FormuleForm
from .models import Afspraak, Formule

RECHT = "accounts.beheren"


def _lijst() -> str:
    return reverse("serviceformule_beheer:lijst")


def _bij(formule) -> str:
    return reverse("serviceformule_beheer:formule", args=[formule.pk])


@breed(RECHT)
def lijst(request):
    return toon(request, "serviceformule/beheer_lijst.html", formules=queries.alle_formules())


@breed(RECHT, methoden="GET POST")
def nieuw(request):
    return verwerk(
        request,
        FormuleForm(invoer(request)),
        lambda gegevens: acties.voeg_formule_toe(door=request.user, **gegevens),
        titel="Nieuwe serviceformule",
        terug=_bij,
        annuleren=_lijst(),
        gelukt="De formule is toegevoegd.",
        knop="Toevoegen",
    )


@breed(RECHT)
def formule(request, pk):
    formule = get_object_or_404(Formule, pk=pk)
    rijen = list(formule.afspraken.all())
    lijsten = [
        ("Zekerheden voor de klant", "zekerheid", [rij for rij in rijen if rij.soort == Afspraak.Soort.ZEKERHEID]),
        ("Interne afspraken", "afspraak", [rij for rij in rijen if rij.soort == Afspraak.Soort.AFSPRAAK]),
    ]
    return toon(request, "serviceformule/beheer_formule.html", formule=formule, lijsten=lijsten)


@breed(RECHT, methoden="GET POST")
def wijzig(request, pk):
    formule = get_object_or_404(Formule, pk=pk)
    form = FormuleForm(invoer(request), instance=formule)
    return verwerk(
        request,
        form,
        lambda gegevens: acties.wijzig_formule(formule, door=request.user, versie=form.versie, **gegevens),
        titel=f"Wijzig de {formule}",
        inleiding="De wijziging geldt ook voor trajecten die deze formule al gekozen hebben.",
        terug=_bij(formule),
        gelukt="De formule is opgeslagen.",
    )


@breed(RECHT, methoden="POST")
def zet(request, pk):
    formule = get_object_or_404(Formule, pk=pk)
    actief = request.POST.get("actief") == "ja"
    gelukt = f"De {formule} is weer te kiezen." if actief else f"De {formule} is niet meer te kiezen."
    return doe(
        request, lambda: acties.zet_formule(formule, door=request.user, actief=actief), terug=_bij(formule), gelukt=gelukt
    )


@breed(RECHT, methoden="POST")
def verplaats(request, pk):
    formule = get_object_or_404(Formule, pk=pk)
    plaats = acties.verplaats_formule(formule, door=request.user, plaats=_plaats(request))
    messages.success(request, f"De {formule} staat nu op plaats {plaats}.")
    return Terug(_lijst())


@breed(RECHT, methoden="GET POST")
def verwijder(request, pk):
    formule = get_object_or_404(Formule, pk=pk)
    return verwerk(
        request,
        Formulier(invoer(request)),
        lambda gegevens: acties.verwijder_formule(formule, door=request.user),
        titel=f"Verwijder de {formule}",
        inleiding="U verwijdert de formule met alle zekerheden en afspraken. Dit kunt u niet terugdraaien.",
        terug=lambda niets: _lijst(),
        annuleren=_bij(formule),
        gelukt=f"De {formule} is verwijderd.",
        knop="Verwijderen",
    )


@breed(RECHT, methoden="GET POST")
def afspraak_nieuw(request, pk):
    formule = get_object_or_404(Formule, pk=pk)
    soort = request.GET.get("soort")
    form = AfspraakForm(invoer(request), initial={"soort": soort if soort in Afspraak.Soort.values else None})
    return verwerk(
        request,
        form,
        lambda gegevens: acties.voeg_afspraak_toe(formule, door=request.user, **gegevens),
        titel=f"Nieuwe zekerheid of afspraak bij de {formule}",
        terug=_bij(formule),
        gelukt="De tekst is toegevoegd.",
        knop="Toevoegen",
    )


@breed(RECHT, methoden="GET POST")
def afspraak_wijzig(request, pk):
    afspraak = get_object_or_404(Afspraak.objects.select_related("formule"), pk=pk)
    form = AfspraakWijzigForm(invoer(request), instance=afspraak)
    return verwerk(
        request,
        form,
        lambda gegevens: acties.wijzig_afspraak(afspraak, door=request.user, versie=form.versie, **gegevens),
        titel=f"Wijzig de {afspraak.get_soort_display()}",
        terug=_bij(afspraak.formule),
        gelukt="De tekst is opgeslagen.",
    )


@breed(RECHT, methoden="POST")
def afspraak_zet(request, pk):
    afspraak = get_object_or_404(Afspraak.objects.select_related("formule"), pk=pk)
    actief = request.POST.get("actief") == "ja"
    return doe(
        request,
        lambda: acties.zet_afspraak(afspraak, door=request.user, actief=actief),
        terug=_bij(afspraak.formule),
        gelukt="De tekst is weer in gebruik." if actief else "De tekst is niet meer in gebruik.",
    )


@breed(RECHT, methoden="POST")
def afspraak_verplaats(request, pk):
    afspraak = get_object_or_404(Afspraak.objects.select_related("formule"), pk=pk)
    plaats = acties.verplaats_afspraak(afspraak, door=request.user, plaats=_plaats(request))
    messages.success(request, f"‘{afspraak}’ staat nu op plaats {plaats}.")
    return Terug(_bij(afspraak.formule))


def _plaats(request) -> int:
    form = PlaatsForm(request.POST)
    if not form.is_valid():
        raise NietMogelijk("Kies een plaats in de lijst.")
    return form.cleaned_data["plaats"]
