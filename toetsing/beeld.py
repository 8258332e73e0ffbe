"""The pages of step 7, with every value worked out once per row."""

from django.urls import reverse

from berichten import klok
from ui.opmaak import datum_kort, euro, over_dagen
from verbeterplan.models import Keuze

from .models import Oordeel, Toets
from .queries import Toetsbeeld, ingeleverde_oordelen

WAARDE = {
    Oordeel.Waarde.AKKOORD: ("goed", "Akkoord"),
    Oordeel.Waarde.VOORWAARDEN: ("let_op", "Onder voorwaarden"),
    Oordeel.Waarde.NIET_AKKOORD: ("fout", "Niet akkoord"),
    Oordeel.Waarde.MEER_INFORMATIE: ("info", "Meer informatie"),
    Oordeel.Waarde.NVT: ("neutraal", "Niet van toepassing"),
}

KOSTEN = (("kosten_eenmalig", "eenmalig"), ("kosten_jaarlijks", "per jaar"))


def overzicht(traject, gebruiker) -> dict:
    """Coverage of the newest version, the rounds, and the conditions (4 queries, whatever the number of rows)."""
    beeld = Toetsbeeld.van_nieuwste(traject)
    if not beeld:
        return {"versie": None}
    return {
        "versie": beeld.planversie,
        "beeld": beeld,
        **_dekking(beeld),
        "rondes": _rondes(traject, beeld.toetsen, gebruiker),
        "voorwaarden": _voorwaarden(traject, beeld, gebruiker),
    }


def _dekking(beeld) -> dict:
    disciplines = {o.toets.discipline_id: o.toets.discipline for o in beeld.oordelen} | {
        t.discipline_id: t.discipline for t, _ in beeld.open
    }
    disciplines = sorted(disciplines.values(), key=lambda discipline: (discipline.volgorde, discipline.naam))
    vakken = {}
    for toets, regels in beeld.open:
        for regel in regels:
            vakken[regel.pk, toets.discipline_id] = {"soort": "info", "woord": "Gevraagd", "bij": str(toets.specialist)}
    for oordeel in beeld.oordelen:
        soort, woord = WAARDE[oordeel.oordeel]
        woord = "Voorwaarden" if oordeel.oordeel == Oordeel.Waarde.VOORWAARDEN else woord
        bij = f"uit ronde {oordeel.overgenomen_uit}" if oordeel.overgenomen_uit else ""
        adres = f"{reverse('toetsing:toets', args=[beeld.planversie.traject_id, oordeel.toets_id])}#{oordeel.planregel.code}"
        vakken[oordeel.regel.pk, oordeel.toets.discipline_id] = {"soort": soort, "woord": woord, "bij": bij, "adres": adres}
    niemand = {regel.pk for regel in beeld.ongevraagd}
    rijen = [
        {
            "code": regel.code,
            "titel": regel.titel,
            "vakken": [(discipline.naam, vakken.get((regel.pk, discipline.pk))) for discipline in disciplines],
            "vrij": beeld.vrij.get(regel.pk)
            if not any((regel.pk, discipline.pk) in vakken for discipline in disciplines)
            else None,
            "niemand": regel.pk in niemand,
        }
        for regel in beeld.regels
    ]
    beoordeeld = len(beeld.regels) - len(beeld.onbeoordeeld)
    return {"disciplines": disciplines, "rijen": rijen, "aantal_beoordeeld": beoordeeld, "verlopen": beeld.verlopen}


def vraagrijen(form, beeld) -> list[dict]:
    """The rows of the ask page, with what is known already about each improvement."""
    zinnen: dict = {}
    for oordeel in beeld.oordelen:
        zinnen.setdefault(oordeel.regel.pk, []).append(f"{oordeel.toets.discipline}: {oordeel.get_oordeel_display()}")
    for toets, regels in beeld.open:
        for regel in regels:
            zinnen.setdefault(regel.pk, []).append(f"{toets.discipline}: gevraagd")
    for pk, vrijstelling in beeld.vrij.items():
        zinnen.setdefault(pk, []).append(f"Geen toets nodig: {vrijstelling.reden}")
    return [
        {"regel": regel, "toets": toets, "vrij": vrij, "zinnen": zinnen.get(regel.pk, [])}
        for regel, toets, vrij in form.velden_per_regel
    ]


def _rondes(traject, toetsen, gebruiker) -> list[dict]:
    rondes: dict = {}
    for toets in toetsen:
        ronde = toets.ronde
        groep = rondes.setdefault(ronde.pk, {"ronde": ronde, "deadline": datum_kort(ronde.deadline), "toetsen": []})
        groep["toetsen"].append(
            {
                "toets": toets,
                "codes": ", ".join(regel.code for regel in toets.gevraagd),
                "stand": stand_van(toets, ronde),
                "is_open": toets.is_open,
                "is_eigen": toets.specialist_id == gebruiker.pk,
                "adres": reverse("toetsing:toets", args=[traject.pk, toets.pk]),
                "adres_nvt": reverse("toetsing:niet_nodig", args=[traject.pk, toets.pk]),
            }
        )
    return list(reversed(rondes.values()))


def stand_van(toets, ronde) -> dict:
    """Where this toets stands: kind of badge, words, and a small addition."""
    if toets.niet_van_toepassing:
        return {"soort": "neutraal", "woord": "Niet nodig", "bij": toets.niet_van_toepassing}
    if toets.ingeleverd_op:
        return {"soort": "goed", "woord": "Ingeleverd", "bij": datum_kort(toets.ingeleverd_op)}
    te_laat = ronde.deadline < klok.vandaag()
    return {
        "soort": "fout" if te_laat else "let_op",
        "woord": "Te laat" if te_laat else "Open",
        "bij": over_dagen(ronde.deadline, klok.vandaag()),
    }


def _voorwaarden(traject, beeld, gebruiker) -> list[dict]:
    rijen = []
    for oordeel in beeld.laatste:
        voorwaarde = getattr(oordeel, "voorwaarde", None)
        if voorwaarde and oordeel.regel:
            mag_sluiten = not voorwaarde.gesloten_op and oordeel.toets.specialist_id == gebruiker.pk
            adres = reverse("toetsing:voorwaarde_sluiten", args=[traject.pk, voorwaarde.pk]) if mag_sluiten else ""
            rijen.append({"voorwaarde": voorwaarde, "oordeel": oordeel, "adres": adres})
    return rijen


def _feiten(tekst) -> str:
    """What was chosen, in one line: term, effect, effort, who, and costs."""
    delen = [Keuze.Termijn(tekst["termijn"]).label.capitalize()]
    delen += [f"{naam} {tekst[naam]} van 5" for naam in ("effect", "moeite") if tekst[naam]]
    delen += [f"door {wie}" for wie in (", ".join(filter(None, [tekst["team"], tekst["trekker"]])),) if wie]
    delen += [f"{euro(tekst[naam])} {woord}" for naam, woord in KOSTEN if tekst[naam] is not None]
    return ", ".join(delen) + "."


def toetspagina(toets, gebruiker) -> dict:
    """The page of one toets: its improvements with their context, and what may be seen of the verdicts (4 queries)."""
    toets = Toets.objects.select_related(
        "ronde__planversie", "ronde__traject", "ronde__door", "discipline", "specialist"
    ).get(pk=toets.pk)
    ronde, inhoud = toets.ronde, toets.ronde.planversie.inhoud
    regels = list(toets.regels.all())
    oordelen = {oordeel.planregel_id: oordeel for oordeel in toets.oordelen.select_related("voorwaarde")}
    is_eigen = toets.specialist_id == gebruiker.pk
    mag_zien = is_eigen or bool(toets.ingeleverd_op)
    kpis = {kpi["nummer"]: kpi["naam"] for kpi in inhoud["kpis"]}
    eerder = _eerder(toets) if ronde.nummer > 1 else {}
    items = []
    for regel in regels:
        oordeel = oordelen.get(regel.pk) if mag_zien else None
        if oordeel:
            oordeel.soort, oordeel.woord = WAARDE[oordeel.oordeel]
        items.append(
            {
                "regel": regel,
                "tekst": regel.inhoud,
                "feiten": _feiten(regel.inhoud),
                "kpis": [f"KPI {nummer} {kpis.get(nummer, '')}" for nummer in regel.inhoud["kpis"]],
                "herkomst": [rij.get("toelichting") or f"stap {rij['stap']}" for rij in regel.inhoud["herkomst"]],
                "bronnen": inhoud["bronnen"].get(regel.code, []),
                "eerder": eerder.get(regel.verbetering_id, []),
                "oordeel": oordeel,
                "adres": reverse("toetsing:oordeel", args=[ronde.traject_id, toets.pk, regel.pk]),
            }
        )
    return {
        "toets": toets,
        "ronde": ronde,
        "discipline": toets.discipline,
        "vragen": [vraag.strip() for vraag in toets.discipline.vragen.splitlines() if vraag.strip()],
        "items": items,
        "gedaan": sum(1 for item in items if item["oordeel"]),
        "stand": stand_van(toets, ronde),
        "mag_oordelen": is_eigen and toets.is_open,
        "mag_zien": mag_zien,
        "mag_terugtrekken": is_eigen and bool(toets.ingeleverd_op) and not toets.vast_op,
    }


def _eerder(toets) -> dict:
    """What was said about these improvements in earlier rounds."""
    eerder: dict = {}
    for oordeel in ingeleverde_oordelen(toets.ronde.traject, toets.ronde.planversie.nummer):
        if oordeel.toets.ronde.nummer < toets.ronde.nummer:
            eerder.setdefault(oordeel.planregel.verbetering_id, []).append(oordeel)
    return eerder
