"""Every read of the documents page with a name."""

from django.db.models import Max
from django.urls import reverse
from django.utils.text import slugify

from toetsing.models import Toets, Voorwaarde
from trajecten.models import Poortbesluit
from ui.opmaak import datum_kort, getal, tijdstip
from vaststelling.models import Akkoord, Besluit, Overruling, Verwerking
from verbeterplan.queries import versies_van

from .models import Rapport


def overzicht(traject) -> list[dict]:
    """Per version of the plan, newest first: its status and the document last asked for; as many queries for 1 as for 50."""
    versies = versies_van(traject)
    laatste = {}
    for rapport in Rapport.objects.filter(traject=traject).order_by("aangevraagd_op"):
        laatste[rapport.planversie_id] = rapport
    feit_op = laatste_feit(traject) if laatste else None
    return [rij_van(traject, versie, laatste.get(versie.pk), feit_op) for versie in versies]


def rij_van(traject, versie, rapport, feit_op=None) -> dict:
    """What the page says about one version; dates, sizes and addresses made once, here."""
    soort, woord = getattr(versie, "toestand", ("info", ""))
    rij = {
        "versie": versie,
        "soort": soort,
        "woord": "Definitief" if woord == "Goedgekeurd" else woord,
        "hash": versie.sha256[:12],
        "datum": datum_kort(versie.op),
        "lijst": f"{reverse('rapporten:lijst', args=[traject.pk])}#versie-{versie.nummer}",
        "maak": reverse("rapporten:maken", args=[traject.pk, versie.pk]),
        "rapport": rapport,
    }
    if rapport:
        rij |= {
            "voortgang": reverse("rapporten:voortgang", args=[traject.pk, rapport.pk]),
            "download": reverse("rapporten:download", args=[traject.pk, rapport.pk]),
            "omvang": f"{bladzijden(rapport.paginas)}, {grootte(rapport.grootte)}" if rapport.grootte else "",
            "gemaakt": tijdstip(rapport.klaar_op),
            "verouderd": bool(feit_op and rapport.stand == Rapport.Stand.KLAAR and feit_op > rapport.aangevraagd_op),
        }
    return rij


def laatste_feit(traject):
    """When something was last said about a plan of this traject: verdicts, conditions, answers, akkoord, besluit, gates."""
    bronnen = (
        Toets.objects.filter(ronde__traject=traject).values_list(Max("ingeleverd_op")),
        Voorwaarde.objects.filter(oordeel__toets__ronde__traject=traject).values_list(Max("gesloten_op")),
        Verwerking.objects.filter(oordeel__toets__ronde__traject=traject).values_list(Max("gewijzigd_op")),
        Overruling.objects.filter(oordeel__toets__ronde__traject=traject).values_list(Max("op")),
        Akkoord.objects.filter(planversie__traject=traject).values_list(Max("op")),
        Besluit.objects.filter(planversie__traject=traject).values_list(Max("op")),
        Poortbesluit.objects.filter(traject=traject).values_list(Max("op")),
    )
    eerste, *rest = (bron.order_by() for bron in bronnen)
    return max((op for (op,) in eerste.union(*rest, all=True) if op), default=None)


def bladzijden(aantal) -> str:
    return "1 bladzijde" if aantal == 1 else f"{aantal} bladzijden"


def grootte(bytes_) -> str:
    """340 kB, 1,2 MB: thousands, as file managers count."""
    return f"{max(1, round(bytes_ / 1000))} kB" if bytes_ < 1_000_000 else f"{getal(round(bytes_ / 1_000_000, 1))} MB"


def bestandsnaam(rapport) -> str:
    """verbeterplan-aankoop-grond-versie-2.pdf: safe on every computer, and clear in a folder with others."""
    titel = slugify(rapport.traject.titel)[:80].strip("-")
    return "-".join(filter(None, (rapport.soort, titel, "versie", str(rapport.planversie.nummer)))) + ".pdf"
