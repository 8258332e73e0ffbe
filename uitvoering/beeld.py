"""Step 10 as the pages show it: what is late, what runs, what is done, and what the figures say."""

from django.urls import reverse

from berichten import klok
from implementatie.beeld import planningfiguur
from ui.grafieken import conclusie_run, run_chart
from ui.opmaak import datum_kort, over_dagen, tijdstip, zin

from . import queries
from .cijfers import NUL, cijfer, in_woorden, kpis_met_metingen
from .models import Voortgang

KLEUR = {"groen": "goed", "oranje": "let_op", "rood": "fout", "gereed": "goed", "vervallen": "neutraal"}
GROEPEN = {
    "laat": ("Te laat", "De einddatum is voorbij en de actie is nog niet klaar."),
    "loopt": ("Loopt", "Op volgorde van de einddatum."),
    "later": ("Later", "Deze acties horen bij verbeteringen die later komen."),
    "klaar": ("Klaar", "Gereed of vervallen."),
}


def groepen(traject, gebruiker, acties, voorwaarden) -> list[dict]:
    """The actions by how urgent they are today; late is computed here, on every view, and never stored."""
    basis = reverse("uitvoering:stap", args=[traject.pk])
    vandaag = klok.vandaag()
    mag_alles = queries.mag_laten_vervallen(traject, gebruiker)
    teams = queries.eigen_teams(traject, gebruiker)
    per_groep = {groep: [] for groep in GROEPEN}
    for actie in acties:
        van_mij = mag_alles or actie.actiehouder_id == gebruiker.pk or actie.team.strip().casefold() in teams
        per_groep[_groep(actie, vandaag)].append(_rij(basis, actie, vandaag, van_mij, voorwaarden))
    return [
        {"id": groep, "kop": GROEPEN[groep][0], "uitleg": GROEPEN[groep][1], "rijen": rijen}
        for groep, rijen in per_groep.items()
        if rijen
    ]


def _groep(actie, vandaag) -> str:
    if actie.afgerond_op:
        return "klaar"
    if actie.eind < vandaag:
        return "laat"
    return "loopt" if queries.telt_mee(actie) else "later"


def _rij(basis, actie, vandaag, van_mij, voorwaarden) -> dict:
    regel = actie.prioritering.planregel if actie.prioritering_id else None
    open_ = voorwaarden.get(regel.verbetering_id, []) if regel and not actie.afgerond_op else []
    return {
        "wat": actie.omschrijving,
        "waarbij": _waarbij(regel, actie),
        "wie": str(actie.actiehouder),
        "team": actie.team,
        "eind": datum_kort(actie.eind),
        "wanneer": "" if actie.afgerond_op else over_dagen(actie.eind, vandaag),
        "eerst": datum_kort(actie.eerste_eind) if actie.eerste_eind and actie.eerste_eind != actie.eind else "",
        "is_laat": not actie.afgerond_op and actie.eind < vandaag,
        "kleur": KLEUR.get(actie.kleur, "neutraal"),
        "woord": zin(queries.kleurwoord(actie.kleur)) if actie.kleur else "Nog niets gemeld",
        "zin": actie.laatste_zin or "",
        "blokkade": actie.laatste_blokkade or "",
        "gemeld": datum_kort(actie.laatst_gemeld),
        "voorwaarden": open_,
        "adres": f"{basis}actie/{actie.pk}/",
        "meld": van_mij and not actie.afgerond_op,
        "pk": actie.pk,
    }


def _waarbij(regel, actie) -> str:
    """The improvement an action belongs to; its title only when the action does not say the same already."""
    if regel is None:
        return actie.get_soort_display()
    return regel.code if regel.titel == actie.omschrijving else f"{regel.code} {regel.titel}"


def voorwaarden_per_verbetering(traject) -> dict:
    """verbetering id → what its specialists still want, with the page of that step; one query."""
    adres = reverse("toetsing:stap", args=[traject.pk])
    gevonden: dict = {}
    for open_ in queries.open_voorwaarden(traject=traject):
        toets = open_.oordeel.toets
        regel = {"tekst": open_.tekst, "wie": str(toets.specialist), "discipline": str(toets.discipline), "adres": adres}
        gevonden.setdefault(open_.oordeel.planregel.verbetering_id, []).append(regel)
    return gevonden


def planning(acties) -> dict | None:
    return planningfiguur(
        [
            {
                "wat": f"{actie.prioritering.planregel.code if actie.prioritering_id else ''} {actie.omschrijving}".strip(),
                "wie": str(actie.actiehouder),
                "start": actie.start,
                "eind": actie.eind,
                "van": datum_kort(actie.start),
                "tot": datum_kort(actie.eind),
                "gereed": 100 if actie.afgerond_op else None,
            }
            for actie in acties
        ]
    )


def momenten(traject, rijen) -> list[dict]:
    basis = reverse("uitvoering:stap", args=[traject.pk])
    vandaag = klok.vandaag()
    beelden = []
    for moment in rijen:
        evaluatie = getattr(moment, "evaluatie", None)
        beelden.append(
            {
                "datum": datum_kort(moment.datum),
                "status": momentstatus(moment),
                "wanneer": "" if evaluatie else over_dagen(moment.datum, vandaag),
                "besluit": evaluatie.get_besluit_display() if evaluatie else "",
                "adres": f"{basis}evaluatie/{moment.pk}/",
            }
        )
    return beelden


def momentstatus(moment) -> tuple[str, str]:
    if hasattr(moment, "evaluatie"):
        return "goed", "Gehouden"
    return ("let_op", "Nog vast te leggen") if moment.datum < klok.vandaag() else ("info", "Gepland")


def cijferkaarten(traject, tot, soort) -> list[dict]:
    """Per KPI one row for the table and one run chart, from the measurements up to `tot`; two queries."""
    kaarten = []
    for kpi, metingen in kpis_met_metingen(traject, tot):
        nul = next(((m.datum, m.waarde) for m in metingen if m.fase == NUL and m.waarde is not None), None)
        punten = [(meting.datum, meting.waarde) for meting in metingen]
        waarden = (punten, kpi.norm, kpi.operator, kpi.eenheid)
        titel, id_ = f"KPI {kpi.nummer}, {kpi.naam}", f"{soort}-kpi-{kpi.pk}"
        kaarten.append(
            in_woorden(cijfer(kpi, metingen))
            | {
                "breed": run_chart(*waarden, nulmeting=nul, breed=True, titel=titel, id_=id_),
                "smal": run_chart(*waarden, nulmeting=nul, breed=False, titel=titel, id_=id_),
                "conclusie": conclusie_run(*waarden, nul),
            }
        )
    return kaarten


def meldingen(actie) -> list[dict]:
    """All check-ins of one action, newest first."""
    rijen = Voortgang.objects.filter(actie=actie).select_related("door").order_by("-op", "-id")
    return [
        {
            "op": tijdstip(rij.op),
            "op_iso": rij.op.isoformat(),
            "door": str(rij.door),
            "kleur": KLEUR[rij.kleur],
            "woord": zin(rij.get_kleur_display()),
            "zin": rij.zin,
            "blokkade": rij.geblokkeerd_door,
            "bewijs": rij.bewijs,
        }
        for rij in rijen
    ]


def gedaan_tot_nu(acties) -> str:
    """A first text for "wat is wel en niet gedaan", from what was reported."""
    klaar = [actie.omschrijving for actie in acties if actie.kleur == Voortgang.Kleur.GEREED]
    weg = [actie.omschrijving for actie in acties if actie.kleur == Voortgang.Kleur.VERVALLEN]
    open_ = [actie.omschrijving for actie in acties if not actie.afgerond_op]
    delen = (("Gereed", klaar), ("Vervallen", weg), ("Nog niet gereed", open_))
    return "\n".join(f"{kop}: {'; '.join(regels)}." for kop, regels in delen if regels)
