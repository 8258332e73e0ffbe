"""A plan that the proceseigenaar fixed, with one action per improvement; KPI's with measurements."""

from datetime import date
from decimal import Decimal

from implementatie import acties as plan_acties
from implementatie import queries
from kpi.models import Kpi, Meting
from tests.implementatie.bouwers import maak_plan
from toetsing.models import Discipline, Oordeel, Toets, Toetsronde, Voorwaarde

START, EIND = date(2024, 1, 8), date(2024, 3, 1)


def maak_vastgesteld_plan(cast, aantal=2, houder=None, **velden):
    """Through the acties, because what was fixed is what counts; returns the actions in order."""
    regels = maak_plan(cast.traject, cast.proceseigenaar, aantal)
    gegevens = {"actiehouder": houder or cast.vakinhoudelijk_medewerker, "start": START, "eind": EIND} | velden
    acties = [
        plan_acties.plan_in(
            plan_acties.prioriteer(regel, door=cast.projectleider, besluit="overnemen"),
            door=cast.projectleider,
            omschrijving=f"Actie voor {regel.code}",
            **gegevens,
        )
        for regel in regels
    ]
    for soort in queries.STANDAARD:
        plan_acties.plan_standaard_in(cast.traject, door=cast.projectleider, soort=soort, niet_nodig="Niets nieuws")
    plan_acties.stel_vast(cast.traject, door=cast.proceseigenaar, sha256=queries.overzicht(cast.traject).sha256)
    return acties


def maak_voorwaarde(traject, regel, specialist, tekst="Een verwerkersovereenkomst"):
    ronde = Toetsronde.objects.create(
        traject=traject, planversie=regel.planversie, nummer=1, deadline=date(2023, 10, 1), door=specialist
    )
    discipline, _ = Discipline.objects.get_or_create(code="privacy", defaults={"naam": "Privacy", "rol": "privacy_officer"})
    toets = Toets.objects.create(ronde=ronde, discipline=discipline, specialist=specialist)
    oordeel = Oordeel.objects.create(toets=toets, planregel=regel, oordeel="akkoord_onder_voorwaarden", door=specialist)
    return Voorwaarde.objects.create(oordeel=oordeel, tekst=tekst)


def maak_kpi(traject, nummer=1, norm="5", operator="<=", richting="lager", **velden) -> Kpi:
    velden = {"naam": f"Doorlooptijd {nummer}", "eenheid": "werkdagen"} | velden
    velden |= {"norm": Decimal(norm), "operator": operator, "richting": richting}
    return Kpi.objects.create(traject=traject, nummer=nummer, **velden)


def meet(kpi, door, datum, waarde, fase="tussen", n=40) -> Meting:
    waarde = None if waarde is None else Decimal(waarde)
    return Meting.objects.create(kpi=kpi, door=door, datum=datum, waarde=waarde, fase=fase, n=n)
