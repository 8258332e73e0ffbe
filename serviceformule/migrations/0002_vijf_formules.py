"""The five national serviceformules as a first set of reference data, in our own words.

What could be read in a public page of VNG Realisatie is called verified in `herkomst`; the rest is a proposal of ours and says so.
The beheerder may change everything; going back therefore removes nothing.
"""

from django.db import migrations

VOORSTEL = "De zekerheden en afspraken zijn een voorstel: pas ze aan uw gemeente aan."

# code: (naam, klantrol, waarvoor, kernwaarden, herkomst)
FORMULES = {
    "flits": (
        "Flitsformule",
        "klant",
        "Standaardproducten die de klant het liefst zelf regelt: eenvoudig, snel en op een moment dat uitkomt. Persoonlijk contact is "
        "minder belangrijk. Bijvoorbeeld een rijbewijs verlengen of een buurtfeest melden.",
        "eenvoudig, snel, standaard, direct duidelijk",
        f"Naam, klantrol en kernwaarden: VNG Realisatie. {VOORSTEL}",
    ),
    "wegwijs": (
        "Wegwijsformule",
        "klant",
        "Vragen waarbij meerdere afdelingen nodig zijn en advies op maat. De gemeente denkt mee. Bijvoorbeeld een zorgvraag, of een "
        "ondernemer die zich vestigt.",
        "op maat, meedenkend, één aanspreekpunt, overzichtelijk",
        f"Naam en klantrol: VNG Realisatie. De kernwaarden zijn een voorstel. {VOORSTEL}",
    ),
    "ontwikkel": (
        "Ontwikkelformule",
        "partner",
        "Samen iets ontwikkelen, zoals een gebied, een visie of een initiatief van inwoners. Iedereen die meedoet heeft invloed op het "
        "verloop en op het resultaat.",
        "gelijkwaardig, open, samen, tijdig betrokken",
        f"Naam: uitgave voor de Omgevingswet. Klantrol en kernwaarden zijn een voorstel. {VOORSTEL}",
    ),
    "beheer": (
        "Beheerformule",
        "gebruiker of wijkbewoner",
        "Gebruik en onderhoud van de openbare ruimte: melden wat kapot, vies of onveilig is.",
        "schoon, heel en veilig; makkelijk melden; terugkoppeling",
        f"Naam: uitgave voor de Omgevingswet. Klantrol en kernwaarden zijn een voorstel. {VOORSTEL}",
    ),
    "handhaaf": (
        "Handhaafformule",
        "onderdaan",
        "Toezicht en handhaving. De klant heeft er niet om gevraagd; de omgeving heeft er baat bij.",
        "preventie, veilige stad, fraude wordt aangepakt",
        f"Naam, klantrol en kernwaarden: VNG, Digitale Agenda 2020. {VOORSTEL}",
    ),
}

# code: ([(P, zekerheid voor de klant)], [(P, interne afspraak)])
AFSPRAKEN = {
    "flits": (
        [
            ("Plaats", "Ik regel het online, dag en nacht."),
            ("Prijs", "Ik zie direct wat ik nodig heb en wat het kost."),
            ("Promotie", "Ik krijg meteen een bevestiging."),
            ("Proces", "Ik weet binnen het afgesproken aantal werkdagen of het rond is."),
        ],
        [
            ("Plaats", "Het e-formulier is al ingevuld met wat we weten."),
            ("Promotie", "De ontvangstbevestiging gaat automatisch."),
            ("Proces", "We doen geen extra controle zonder reden."),
            ("Personeel", "Het KCC kan vragen in één keer afhandelen."),
            ("Promotie", "De productpagina heeft een eigenaar en wordt elk kwartaal nagelopen."),
        ],
    ),
    "wegwijs": (
        [
            ("Personeel", "Ik heb één vast aanspreekpunt."),
            ("Proces", "Ik vertel mijn verhaal één keer."),
            ("Promotie", "Ik krijg een overzicht van alle stappen en termijnen."),
            ("Product", "De gemeente denkt mee over wat wél kan."),
        ],
        [
            ("Personeel", "Elke zaak heeft een casemanager."),
            ("Proces", "De afdelingen overleggen samen binnen het afgesproken aantal dagen."),
            ("Promotie", "We vertellen zelf hoe het staat, voordat de klant erom vraagt."),
            ("Proces", "Er is één zaakdossier voor alle afdelingen."),
            ("Personeel", "We bellen terug binnen 2 werkdagen."),
        ],
    ),
    "ontwikkel": (
        [
            ("Proces", "Ik doe mee vanaf het begin."),
            ("Promotie", "Ik weet wat er met mijn inbreng gebeurt."),
            ("Product", "Ik ken de spelregels en weet wie besluit."),
        ],
        [
            ("Proces", "Vooraf ligt vast hoe mensen kunnen meedoen."),
            ("Promotie", "Het verslag is er binnen 5 werkdagen."),
            ("Proces", "Er is een kalender met de momenten van besluit."),
            ("Personeel", "Eén persoon trekt het project."),
        ],
    ),
    "beheer": (
        [
            ("Plaats", "Ik meld binnen één minuut."),
            ("Proces", "Ik hoor wanneer het hersteld wordt."),
            ("Promotie", "Ik krijg bericht als het klaar is."),
        ],
        [
            ("Plaats", "Het meldsysteem kent de plek van de melding."),
            ("Proces", "Elke soort melding heeft een hersteltermijn."),
            ("Proces", "De aannemer laat weten wat is gedaan."),
            ("Promotie", "Bij de melding dat het klaar is, zit een foto."),
        ],
    ),
    "handhaaf": (
        [
            ("Promotie", "Ik weet vooraf welke regels gelden."),
            ("Proces", "Ik word eerst gewaarschuwd, tenzij het gevaarlijk is."),
            ("Promotie", "Ik begrijp de brief en weet hoe ik kan reageren."),
        ],
        [
            ("Proces", "We werken volgens een handhavingsprotocol."),
            ("Personeel", "We horen beide kanten voordat we besluiten."),
            ("Promotie", "De brief is geschreven in eenvoudige taal (B1)."),
            ("Promotie", "In de brief staat hoe iemand bezwaar kan maken."),
            ("Proces", "We behandelen gelijke gevallen gelijk."),
        ],
    ),
}


def zet_neer(apps, schema_editor):
    Formule = apps.get_model("serviceformule", "Formule")
    Afspraak = apps.get_model("serviceformule", "Afspraak")
    for volgorde, (code, (naam, klantrol, waarvoor, kernwaarden, herkomst)) in enumerate(FORMULES.items(), 1):
        if Formule.objects.filter(code=code).exists():
            continue
        formule = Formule.objects.create(
            code=code, naam=naam, klantrol=klantrol, waarvoor=waarvoor, kernwaarden=kernwaarden, herkomst=herkomst, volgorde=volgorde
        )
        for soort, rijen in zip(("zekerheid", "afspraak"), AFSPRAKEN[code], strict=True):
            Afspraak.objects.bulk_create(
                Afspraak(formule=formule, soort=soort, p=p, tekst=tekst, volgorde=plaats) for plaats, (p, tekst) in enumerate(rijen, 1)
            )


class Migration(migrations.Migration):
    dependencies = [("serviceformule", "0001_begin")]

    operations = [migrations.RunPython(zet_neer, migrations.RunPython.noop)]
