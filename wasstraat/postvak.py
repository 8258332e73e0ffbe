"""My notices in the app. They are the truth; a mail is their copy."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.dateparse import parse_datetime

from accounts.queries import bladzijde, lees_merk
from berichten import acties, klok
from berichten.models import Bericht
from trajecten.scherm import aangemeld, doe, toon
from ui.opmaak import tijdstip


@aangemeld("Toont alleen de eigen berichten.")
def lijst(request):
    gevonden = Bericht.objects.van(request.user).na(lees_merk(request.GET.get("na", "")))
    merk = lambda bericht: [bericht.is_gelezen, bericht.gemaakt_op.isoformat(), str(bericht.pk)]  # noqa: E731
    berichten, volgende = bladzijde(gevonden, merk, 25)
    basis = reverse("berichten:lijst")
    rijen = [(tijdstip(bericht.gemaakt_op), f"{basis}{bericht.pk}/gelezen/", bericht) for bericht in berichten]
    heeft_ongelezen = any(not bericht.is_gelezen for bericht in berichten)
    context = {"rijen": rijen, "volgende": volgende, "heeft_ongelezen": heeft_ongelezen, "nu": klok.nu().isoformat()}
    return toon(request, "berichten/lijst.html", is_vervolg="na" in request.GET, **context)


@aangemeld("Wijzigt alleen een eigen bericht.", methoden="POST")
def gelezen(request, pk):
    bericht = get_object_or_404(Bericht.objects.van(request.user), pk=pk)
    handeling = lambda: acties.markeer_gelezen(bericht)  # noqa: E731
    return doe(request, handeling, terug=reverse("berichten:lijst"), gelukt="Het bericht staat nu bij gelezen.")


@aangemeld("Wijzigt alleen de eigen berichten.", methoden="POST")
def alles_gelezen(request):
    """What came in after the page was shown stays unread."""
    tot = _moment(request.POST.get("tot", "")) or klok.nu()
    handeling = lambda: acties.markeer_alles_gelezen(request.user, tot)  # noqa: E731
    return doe(request, handeling, terug=reverse("berichten:lijst"), gelukt="Alle berichten staan nu bij gelezen.")


def _moment(tekst):
    try:
        moment = parse_datetime(tekst)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None
