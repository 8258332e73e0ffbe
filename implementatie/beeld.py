"""The plan as the page shows it: words, addresses and the drawing, made once."""

from django.urls import reverse

from berichten import klok
from ui.grafieken import planning
from ui.opmaak import datum_kort, zin

from .queries import STANDAARD, WAT_TE_DOEN, Overzicht

GROEPEN = {
    None: ("onbesloten", "Nog te besluiten", "Voor deze verbeteringen is er nog geen besluit."),
    "overnemen": ("overnemen", "Overnemen, in volgorde", "Plaats 1 gaat het eerst."),
    "later": ("later", "Later", "Deze verbeteringen komen later aan de beurt."),
    "niet": ("niet", "Niet overnemen", "Deze verbeteringen gaan niet door."),
}
STANDAARD_KOP = {"opleiding": "Opleiding van medewerkers", "documentatie": "Documentatie en werkinstructies"}


def groepen(traject, plan: Overzicht, melders: set) -> list[dict]:
    """The improvements by decision, open ones first; each row with its actions and the addresses of its buttons."""
    basis = reverse("implementatie:stap", args=[traject.pk])
    aantal = sum(rij.besluit == "overnemen" for rij in plan.rijen)
    per_besluit = {besluit: [] for besluit in GROEPEN}
    for rij in plan.rijen:
        per_besluit[rij.besluit].append(_rij(basis, rij, aantal, melders))
    return [
        dict(zip(("id", "kop", "uitleg"), GROEPEN[besluit], strict=True))
        | {"rijen": rijen, "toont_reden": any(rij["reden"] for rij in rijen)}
        for besluit, rijen in per_besluit.items()
        if rijen
    ]


def _rij(basis, rij, aantal, melders) -> dict:
    beeld = {
        "code": rij.regel.code,
        "titel": rij.regel.titel,
        "termijn": zin(rij.regel.get_termijn_display()),
        "reden": rij.prioritering.reden if rij.prioritering else "",
        "besluit_adres": f"{basis}verbetering/{rij.regel.pk}/",
        "acties": [actie_beeld(basis, actie, melders) for actie in rij.acties],
        "plaats": None,
    }
    if rij.prioritering and rij.besluit != "niet":
        beeld["actie_adres"] = f"{basis}besluit/{rij.prioritering.pk}/actie/"
    if rij.besluit == "overnemen":
        beeld |= {
            "plaats": rij.plaats,
            "plaats_adres": f"{basis}besluit/{rij.prioritering.pk}/plaats/",
            "hoger": max(1, rij.plaats - 1),
            "lager": min(aantal, rij.plaats + 1),
            "is_eerste": rij.plaats == 1,
            "is_laatste": rij.plaats == aantal,
        }
    return beeld


def actie_beeld(basis, actie, melders) -> dict:
    zonder_toegang = actie.actiehouder_id and actie.actiehouder_id not in melders
    return {
        "pk": actie.pk,
        "wat": actie.omschrijving,
        "niet_nodig": actie.niet_nodig,
        "wie": str(actie.actiehouder) if actie.actiehouder else "",
        "team": actie.team,
        "van": datum_kort(actie.start),
        "tot": datum_kort(actie.eind),
        "eerst": datum_kort(actie.eerste_eind) if actie.eerste_eind and actie.eerste_eind != actie.eind else "",
        "klaar": bool(actie.afgerond_op),
        "let_op": f"Kan zelf geen voortgang melden. {WAT_TE_DOEN}" if zonder_toegang else "",
        "adres": f"{basis}actie/{actie.pk}/",
    }


def standaard(traject, plan: Overzicht, melders: set) -> list[dict]:
    """The two checks that stand on every plan (S000, step 10)."""
    basis = reverse("implementatie:stap", args=[traject.pk])
    return [
        {
            "soort": soort,
            "kop": STANDAARD_KOP[soort],
            "adres": f"{basis}{soort}/",
            "acties": [actie_beeld(basis, actie, melders) for actie in plan.standaard[soort]],
            "mag_erbij": not any(actie.niet_nodig for actie in plan.standaard[soort]),
        }
        for soort in STANDAARD
    ]


def planbalken(plan: Overzicht) -> list[dict]:
    """What the planning draws, and what its table says: the same facts."""
    regels = [(f"{rij.regel.code} ", actie) for rij in plan.rijen if rij.besluit != "niet" for actie in rij.acties]
    regels += [("", actie) for soort in STANDAARD for actie in plan.standaard[soort] if not actie.niet_nodig]
    return [
        {
            "wat": f"{code}{actie.omschrijving}",
            "wie": str(actie.actiehouder),
            "start": actie.start,
            "eind": actie.eind,
            "van": datum_kort(actie.start),
            "tot": datum_kort(actie.eind),
            "gereed": 100 if actie.afgerond_op else None,
        }
        for code, actie in regels
    ]


def planningfiguur(balken: list[dict]) -> dict | None:
    """The drawing, wide and narrow, with its conclusion in words; None when nothing was planned."""
    if not balken:
        return None
    vandaag = klok.vandaag()
    eerste, laatste = min(balk["start"] for balk in balken), max(balk["eind"] for balk in balken)
    te_laat = sum(balk["gereed"] is None and balk["eind"] < vandaag for balk in balken)
    acties = "1 actie" if len(balken) == 1 else f"{len(balken)} acties"
    slot = f" Te laat: {te_laat}." if te_laat else ""
    return {
        "breed": planning(balken, vandaag, True, titel="Planning van de acties", id_="planning"),
        "smal": planning(balken, vandaag, False, titel="Planning van de acties", id_="planning"),
        "bijschrift": f"{acties}, van {datum_kort(eerste)} tot en met {datum_kort(laatste)}.{slot}",
        "balken": balken,
    }


def verschillen(plan: Overzicht) -> list[str]:
    """What changed since the proceseigenaar fixed the plan, in words."""
    if not plan.is_gewijzigd:
        return []
    toen, nu = plan.vaststelling.inhoud, plan.inhoud
    zinnen = []
    if toen["planversie"] != nu["planversie"]:
        zinnen.append(f"Er is een nieuwe versie van het verbeterplan goedgekeurd: versie {nu['planversie']}.")
    oude = {regel["code"]: regel for regel in toen["verbeteringen"]}
    nieuwe = {regel["code"]: regel for regel in nu["verbeteringen"]}
    zinnen += [f"{code} staat niet meer in het plan." for code in oude if code not in nieuwe]
    for code, regel in nieuwe.items():
        oud = oude.get(code)
        if oud is None:
            zinnen.append(f"{code} is nieuw in het plan.")
            continue
        zinnen += _verschil_in_besluit(code, oud, regel)
        zinnen += _verschil_in_acties(code, oud["acties"], regel["acties"])
    for soort in STANDAARD:
        zinnen += _verschil_in_acties(soort.capitalize(), toen[soort], nu[soort])
    return zinnen


def _verschil_in_besluit(code, oud, nu):
    if oud["besluit"] != nu["besluit"]:
        return [f"{code} was {oud['besluit']}, is nu {nu['besluit'] or 'nog niet besloten'}."]
    if oud["plaats"] != nu["plaats"]:
        return [f"{code} ging van plaats {oud['plaats']} naar plaats {nu['plaats']}."]
    return [f"{code}: de reden is gewijzigd."] if oud["reden"] != nu["reden"] else []


def _verschil_in_acties(waar, toen, nu):
    oude, nieuwe = {actie["id"]: actie for actie in toen}, {actie["id"]: actie for actie in nu}
    zinnen = [f"{waar}: er is een actie weg ({_naam(oude[pk])})." for pk in oude if pk not in nieuwe]
    zinnen += [f"{waar}: er is een actie bij ({_naam(nieuwe[pk])})." for pk in nieuwe if pk not in oude]
    anders = [actie for pk, actie in nieuwe.items() if pk in oude and oude[pk] != actie]
    return zinnen + [f"{waar}: de actie '{_naam(actie)}' is gewijzigd." for actie in anders]


def _naam(actie):
    return actie.get("omschrijving") or "niet nodig"
