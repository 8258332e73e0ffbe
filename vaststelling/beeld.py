"""The pages of step 8, with every value worked out once per row."""

from django.urls import reverse

from toetsing.beeld import WAARDE
from toetsing.models import Oordeel
from trajecten.stap import Mensen
from verbeterplan.document import document
from verbeterplan.inhoud import verschilt
from verbeterplan.models import PlanVersie
from verbeterplan.queries import keuzes_van, nieuwste_versie

from .models import Verwerking
from .queries import Verwerkbeeld, akkoorden_bij, besluit_over, besluiten_van

VERWERKING = {Verwerking.Waarde.OVERGENOMEN: "goed", Verwerking.Waarde.DEELS: "let_op", Verwerking.Waarde.NIET_OVERGENOMEN: "neutraal"}


def overzicht(traject) -> dict:
    """The table of remarks, what stands in the way, the answers and the decisions."""
    versie = nieuwste_versie(traject)
    if not versie:
        return {"versie": None}
    versie.traject = traject
    beeld = Verwerkbeeld(versie)
    rijen = [_rij(traject, oordeel) for oordeel in beeld.opmerkingen]
    return {
        "versie": versie,
        "rijen": rijen,
        "telling": _telling(beeld, rijen),
        "hindernissen": beeld.hindernissen,
        "besluiten": besluiten_van(traject),
        "akkoorden": antwoorden(traject, versie),
        "is_gewijzigd": verschilt(versie, keuzes_van(traject)),
    }


def _rij(traject, oordeel) -> dict:
    soort, woord = WAARDE[oordeel.oordeel]
    verwerkt = oordeel.verwerkt
    negatief = oordeel.oordeel == Oordeel.Waarde.NIET_AKKOORD
    return {
        "oordeel": oordeel,
        "code": oordeel.planregel.code,
        "titel": oordeel.planregel.titel,
        "soort": soort,
        "woord": woord,
        "verwerkt": verwerkt,
        "verwerkt_soort": VERWERKING[verwerkt.verwerking] if verwerkt else "let_op" if oordeel.moet_verwerkt else "neutraal",
        "verwerkt_woord": _hoofdletter(verwerkt.get_verwerking_display()) if verwerkt else "Nog niet" if oordeel.moet_verwerkt else "Tip",
        "overruled": oordeel.overruled,
        "kan_overrulen": negatief and not oordeel.overruled and oordeel.regel is not None,
        "adres": reverse("vaststelling:verwerk", args=[traject.pk, oordeel.pk]),
        "adres_overrule": reverse("vaststelling:overrule", args=[traject.pk, oordeel.pk]),
    }


def _telling(beeld, rijen) -> str:
    moet = [rij for rij in rijen if rij["oordeel"].moet_verwerkt]
    klaar = len(moet) - len(beeld.te_verwerken)
    tips = len(rijen) - len(moet)
    zin = f"{klaar} van {len(moet)} opmerkingen verwerkt"
    return f"{zin}, en {tips} {'tip' if tips == 1 else 'tips'}" if tips else zin


def antwoorden(traject, versie) -> list[dict]:
    """Every teammanager with the answer on this version; no answer is shown as no answer."""
    gegeven = {rij.door_id: rij for rij in akkoorden_bij(versie)}
    mensen = {mens.pk: mens for mens in Mensen(traject)["teammanager"]} | {rij.door_id: rij.door for rij in gegeven.values()}
    rijen = []
    for pk, mens in mensen.items():
        rij = gegeven.get(pk)
        soort, woord = ("neutraal", "Nog geen antwoord") if not rij else ("goed", "Akkoord") if rij.akkoord else ("fout", "Niet akkoord")
        rijen.append({"wie": mens, "soort": soort, "woord": woord, "antwoord": rij})
    return rijen


def besluitpagina(traject, versie, gebruiker, rechten) -> dict:
    """The page on which is decided: exactly this version, its hash, and what stands in the way."""
    nieuwste = PlanVersie.objects.filter(traject=traject).order_by("-nummer").values_list("nummer", flat=True).first()
    besluit = besluit_over(versie)
    is_nieuwste = nieuwste == versie.nummer
    beeld = Verwerkbeeld(versie)
    akkoorden = antwoorden(traject, versie)
    eigen = any(rij["antwoord"] and rij["wie"] == gebruiker for rij in akkoorden)
    return {
        "versie": versie,
        "plan": document(versie),
        "nieuwste": nieuwste,
        "is_nieuwste": is_nieuwste,
        "besluit": besluit,
        "hindernissen": beeld.hindernissen,
        "rijen": [_rij(traject, oordeel) for oordeel in beeld.opmerkingen],
        "akkoorden": akkoorden,
        "zelf_vastgelegd": versie.door_id == gebruiker.pk,
        "mag_besluiten": "plan_vaststellen" in rechten and is_nieuwste and not besluit and versie.door_id != gebruiker.pk,
        "mag_antwoorden": "plan_akkoord_geven" in rechten and is_nieuwste and not eigen,
    }


def _hoofdletter(tekst) -> str:
    return tekst[:1].upper() + tekst[1:]
