"""The pages of step 8, with every value worked out once per row."""

from django.urls import reverse

from toetsing.beeld import WAARDE
from toetsing.models import Oordeel
from verbeterplan.document import document

from .models import Verwerking
from .queries import Verwerkbeeld, besluit_over, besluiten_van, teammanagers

VERWERKING = {
    Verwerking.Waarde.OVERGENOMEN: "goed",
    Verwerking.Waarde.DEELS: "let_op",
    Verwerking.Waarde.NIET_OVERGENOMEN: "neutraal",
}


def overzicht(traject) -> dict:
    """The table of remarks, the answers of the teammanagers and the decisions (5 queries)."""
    beeld = Verwerkbeeld.van_nieuwste(traject)
    if not beeld:
        return {"versie": None}
    rijen = [_rij(traject, oordeel) for oordeel in beeld.opmerkingen]
    stap_zes = next((regel for regel in traject.stand if regel["nummer"] == 6), None)
    return {
        "versie": beeld.planversie,
        "rijen": rijen,
        "telling": _telling(beeld, rijen),
        "besluiten": besluiten_van(traject),
        "akkoorden": antwoorden(traject, beeld.planversie),
        "is_gewijzigd": bool(stap_zes and stap_zes["nog_nodig"]),
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
        "verwerkt_soort": VERWERKING[verwerkt.waarde] if verwerkt else "let_op" if oordeel.moet_verwerkt else "neutraal",
        "verwerkt_woord": _hoofdletter(verwerkt.get_verwerking_display())
        if verwerkt
        else "Nog niet"
        if oordeel.moet_verwerkt
        else "Tip",
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
    woorden = {None: ("neutraal", "Nog geen antwoord"), True: ("goed", "Akkoord"), False: ("fout", "Niet akkoord")}
    rijen = []
    for rij in teammanagers(traject, versie):
        soort, woord = woorden[rij["akkoord"]]
        rijen.append({"pk": rij["user_id"], "wie": rij["user__naam"], "soort": soort, "woord": woord, **rij})
    return rijen


def besluitpagina(traject, versie, gebruiker, rechten) -> dict:
    """The page on which is decided: exactly this version, its hash, and what stands in the way (7 queries)."""
    besluit = besluit_over(versie)
    beeld = Verwerkbeeld(versie)
    versie.door = beeld.toetsing.regels[0].planversie.door
    is_nieuwste = beeld.toetsing.nieuwste == versie.nummer
    akkoorden = antwoorden(traject, versie)
    heeft_geantwoord = any(rij["pk"] == gebruiker.pk and rij["akkoord"] is not None for rij in akkoorden)
    return {
        "versie": versie,
        "plan": document(versie),
        "nieuwste": beeld.toetsing.nieuwste,
        "is_nieuwste": is_nieuwste,
        "besluit": besluit,
        "hindernissen": [] if besluit else beeld.hindernissen,
        "rijen": [_rij(traject, oordeel) for oordeel in beeld.opmerkingen],
        "akkoorden": akkoorden,
        "zelf_vastgelegd": versie.door_id == gebruiker.pk,
        "mag_besluiten": "plan_vaststellen" in rechten and is_nieuwste and not besluit and versie.door_id != gebruiker.pk,
        "mag_antwoorden": "plan_akkoord_geven" in rechten and is_nieuwste and not heeft_geantwoord,
    }


def _hoofdletter(tekst) -> str:
    return tekst[:1].upper() + tekst[1:]
