"""The six P's with the questions that help to judge them, one per side (VNG Realisatie; in our own words)."""

from .models import P

# P: (what it is about, outside: seen by the klant, inside: seen by the organisation)
VRAGEN = {
    P.PRODUCT: (
        "Wat leveren we?",
        "Krijgt de klant wat hij nodig heeft? En begrijpt hij wat het is?",
        "Is duidelijk wat het product is: de naam, de voorwaarden en het resultaat?",
    ),
    P.PRIJS: (
        "Wat kost het?",
        "Weet de klant vooraf wat het kost: in geld, tijd en moeite?",
        "Kennen we de kostprijs? En is het tarief onderbouwd?",
    ),
    P.PLAATS: (
        "Langs welke weg?",
        "Kan de klant het regelen op de manier die bij hem past?",
        "Is het voorkeurskanaal ingericht? En is er hulp voor wie niet digitaal kan?",
    ),
    P.PERSONEEL: (
        "Hoe gaan we met de klant om?",
        "Hoe wil de klant geholpen worden?",
        "Hebben medewerkers de kennis, de vaardigheden, de ruimte om te beslissen en de tijd?",
    ),
    P.PROCES: (
        "Hoe loopt het?",
        "Is de weg voor de klant logisch, kort en voorspelbaar?",
        "Zijn stappen, termijnen en momenten van besluit afgesproken? En meten we ze?",
    ),
    P.PROMOTIE: (
        "Hoe vertellen we het?",
        "Vindt en begrijpt de klant de informatie op het juiste moment?",
        "Wie is eigenaar van website, brieven en berichten? En hoe blijven die actueel?",
    ),
}
