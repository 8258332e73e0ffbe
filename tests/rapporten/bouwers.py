"""Documents, and a plan that has something in every chapter."""

from datetime import date

from berichten import klok
from klantreis.models import Activiteit, ErvaringIdee
from kpi.models import KpiIdee
from proces.models import StapIdee
from rapporten.models import Rapport
from serviceformule.models import BeoordelingIdee
from tests.klantreis.bouwers import maak_volledige_klantreis
from tests.kpi.bouwers import maak_kpi, maak_meting
from tests.proces.bouwers import bevries, maak_stap
from tests.proces.bouwers import maak_versie as maak_proces
from tests.serviceformule.bouwers import maak_beoordeling, maak_koppeling
from tests.toetsing.bouwers import lever_in, oordeel, vraag
from tests.verbeterplan.bouwers import maak_idee, maak_keuze
from trajecten.models import Opdracht
from vaststelling.models import Akkoord, Besluit, Overruling, Verwerking
from verbeterplan import acties as verbeterplan
from verbeterplan.models import PlanVersie

TEKSTEN = ("aanleiding", "doelstelling", "resultaat", "scope", "buiten_scope", "aanpak", "budget", "risicos", "relaties",
           "kanalen", "hoofdstappen", "eigenaar_uitvoering", "eigenaar_management", "eigenaar_directie")  # fmt: skip


def maak_rapport(versie, door, **velden) -> Rapport:
    """A document as it stands in the queue."""
    velden = {"sleutel": f"sleutel-{Rapport.objects.count()}", "soort": "verbeterplan"} | velden
    return Rapport.objects.create(traject=versie.traject, planversie=versie, aangevraagd_door=door, **velden)


def maak_vol_plan(cast) -> PlanVersie:
    """A frozen version with at least one of everything in it, put to the specialists. Needs the fixture `open_poorten`."""
    traject, leider = cast.traject, cast.projectleider
    Opdracht.objects.filter(traject=traject).update(
        geldig_tot=date(2027, 1, 1), **{naam: f"tekst over {naam}" for naam in TEKSTEN}
    )
    kpi = maak_kpi(traject, meetmethode="tellen in het zaaksysteem", streefwaarde=98)
    maak_meting(kpi, leider, opmerking="kleine steekproef")
    maak_meting(kpi, leider, datum=date(2023, 12, 31), waarde=81, fase="tussen")
    proces = maak_proces(traject)
    stap = maak_stap(proces, kanaal="balie", systeem="zaaksysteem", knelpunt="blijft liggen", verspilling="wachten")
    maak_stap(proces, duur=14, duur_eenheid="dagen", wie="KCC")
    bevries(proces, cast.proceseigenaar)
    reis = maak_volledige_klantreis(
        traject, motivering="omdat het moet", doelgroep="bewoners", onderzoeksvraag="hoe voelt het", bronnen="klachten"
    )
    Activiteit.objects.create(klantreis=reis, soort="interview", aantal=8)
    velden = {
        "situatie": "hoekhuis",
        "doel": "duidelijkheid",
        "behoefte": "een termijn",
        "frustratie": "stilte",
        "citaat": "ik wil het weten",
    }
    reis.personas.update(leeftijd=58, digitaal="gemiddeld", **velden)
    ervaring = reis.fases.first().ervaringen.first()
    reis.fases.first().ervaringen.update(
        kanaal="telefoon", gedachte="duurt lang", citaat="niemand weet het", is_moment_of_truth=True
    )
    maak_koppeling(traject, leider)
    p = maak_beoordeling(traject, oordeel="verschilt", toelichting="zie de website", bewust_geaccepteerd="te duur")
    snel = maak_idee(traject, leider, "V1", omschrijving="overleg om de week", voor_inwoner="sneller antwoord")
    keuze = maak_keuze(
        snel,
        leider,
        team="Grondzaken",
        trekker="Els",
        kosten_eenmalig=1500,
        kosten_jaarlijks="250.50",
        aanpassing="na overleg",
    )
    keuze.kpis.add(kpi)
    StapIdee.objects.create(processtap=stap, verbetering=snel)
    KpiIdee.objects.create(kpi=kpi, verbetering=snel)
    ErvaringIdee.objects.create(ervaring=ervaring, verbetering=snel)
    BeoordelingIdee.objects.create(beoordeling=p, verbetering=snel)
    maak_keuze(
        maak_idee(traject, leider, "V2", "Formulier met kaart", uit=snel),
        leider,
        termijn="lange_termijn",
        effect=5,
        moeite=4,
    )
    maak_keuze(maak_idee(traject, leider, "V3", "Makelaar"), leider, besluit="niet_opnemen", termijn="", reden="te klein")
    maak_keuze(maak_idee(traject, leider, "V4", "Nieuwe site"), leider, besluit="parkeren", termijn="", reden="komt later")
    versie = verbeterplan.leg_vast(traject, door=leider)
    return PlanVersie.objects.get(pk=versie.pk)


def maak_beoordeeld(cast, tekst="een opmerking") -> PlanVersie:
    """The full plan, judged, answered, agreed on and approved; `tekst` stands in every field of those rows."""
    versie = maak_vol_plan(cast)
    vraag(cast, versie, {"privacy": ["V1"], "iv_ict": ["V1"]}, [("V2", tekst)])
    velden = {"opmerking": tekst, "grondslag": tekst[:250], "alternatief": tekst}
    een = oordeel(versie, "privacy", "V1", "akkoord_onder_voorwaarden", weken=3, kosten_eenmalig=100, **velden)
    twee = oordeel(versie, "iv_ict", "V1", "niet_akkoord", **velden)
    lever_in(versie, "privacy")
    lever_in(versie, "iv_ict")
    Verwerking.objects.create(oordeel=een, verwerking="overgenomen", motivering=tekst, door=cast.projectleider)
    Verwerking.objects.create(oordeel=twee, verwerking="niet_overgenomen", motivering=tekst, door=cast.projectleider)
    Overruling.objects.create(oordeel=twee, reden=tekst, door=cast.proceseigenaar)
    Akkoord.objects.create(planversie=versie, akkoord=True, opmerking=tekst, sha256=versie.sha256, door=cast.teammanager)
    Besluit.objects.create(
        planversie=versie, besluit="goedgekeurd", toelichting=tekst, sha256=versie.sha256, door=cast.proceseigenaar
    )
    verbeterplan.meld_goedgekeurd(versie, door=cast.proceseigenaar)
    return versie


def maak_versies(traject, door, aantal, begin=0) -> list[PlanVersie]:
    """Frozen versions with one document each (waiting, finished or failed), in two statements."""
    nummers = range(begin + 1, begin + aantal + 1)
    versies = PlanVersie.objects.bulk_create(
        PlanVersie(traject=traject, nummer=n, inhoud={}, sha256=f"{n:064d}", door=door) for n in nummers
    )
    Rapport.objects.bulk_create(
        Rapport(
            traject=traject, planversie=versie, soort="verbeterplan", sleutel=f"{versie.pk}", aangevraagd_door=door,
            stand=("wacht", "klaar", "mislukt")[versie.nummer % 3], grootte=340_000, paginas=22, klaar_op=klok.nu(),
        )
        for versie in versies
    )  # fmt: skip
    return versies
