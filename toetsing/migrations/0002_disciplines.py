"""The disciplines a municipality starts with. The beheerder may change them, switch them off and add others.

The questions follow the checklists of the domain (g), in our own words and as questions: they help to look, they do not state the law.
"""

from django.db import migrations

DISCIPLINES = [
    ("iv_ict", "IV en ICT", "specialist_iv", """
Kan dit met de applicaties die we nu hebben?
Wat kost het eenmalig en wat kost het elk jaar?
Hoeveel weken zijn er nodig voor deze aanpassing?
Is er een alternatief dat praktischer, goedkoper of beter is?
Past het in de architectuur, bijvoorbeeld zaakgericht werken?
Gebruiken we de open standaarden die voor ons gelden?
Welke koppelingen en basisregistraties zijn nodig, en zijn die geregeld?
Past het in de planning van andere projecten en nieuwe versies?
Moeten we hiervoor inkopen of aanbesteden?
Zijn beheer, beschikbaarheid en een testomgeving geregeld?
"""),
    ("applicatiebeheer", "Applicatiebeheer", "applicatiebeheerder", """
Kan het zaaktype of de werkstroom worden aangepast zonder maatwerk?
Zijn formulieren, sjablonen en statusteksten beschikbaar?
Zijn rollen en rechten goed in te richten?
Wie schrijft het testscript en wie keurt het goed?
Kan het systeem de cijfers voor de KPI's leveren?
Wat gebeurt er met zaken die al lopen?
Welke documentatie en instructie zijn nodig?
Is de nazorg geregeld, en weet iedereen waar een storing gemeld wordt?
Is de bewaartermijn op het zaaktype ingesteld?
"""),
    ("privacy", "Privacy", "privacy_officer", """
Welke persoonsgegevens worden gebruikt, waarvoor, en op welke grondslag?
Vragen we alleen de gegevens die echt nodig zijn?
Zijn er bijzondere gegevens, strafrechtelijke gegevens of een BSN bij, en mag dat hier?
Is nagegaan of een DPIA nodig is, en wat kwam daaruit?
Legt u de inwoner vooraf en begrijpelijk uit wat er met de gegevens gebeurt?
Kan de inwoner gegevens inzien, laten verbeteren of laten verwijderen, en bezwaar maken?
Staat deze verwerking in het verwerkingsregister?
Zijn er afspraken met leveranciers en ketenpartners over de gegevens?
Is bekend hoe lang we de gegevens bewaren en hoe ze worden vernietigd?
Zien alleen de mensen die het nodig hebben de gegevens?
"""),
    ("informatiebeveiliging", "Informatiebeveiliging", "ciso", """
Hoe belangrijk zijn beschikbaarheid, juistheid en vertrouwelijkheid hier? Volstaat het basisniveau?
Worden de verplichte maatregelen uit de BIO toegepast?
Is een aanvullende risicoanalyse nodig, en wie aanvaardt het risico dat overblijft?
Rapporteert de organisatie nog met een BBN-niveau? Zo ja, welk niveau past hier?
Past het inlogmiddel bij wat de inwoner ermee kan doen?
Worden bestanden gescand, verbindingen versleuteld en gebeurtenissen vastgelegd?
Heeft iedereen alleen de rechten die bij het werk horen?
Zijn er afspraken met de leverancier over beveiliging, plaats van de gegevens en opzeggen?
Wat doen we als dit kanaal uitvalt?
Weten medewerkers wat ze moeten doen bij een incident of datalek?
"""),
    ("juridisch", "Juridische zaken", "jurist", """
Wie mag dit besluiten, en klopt het mandaat?
Kloppen de termijnen, ook als de aanvraag moet worden aangevuld?
Wordt het besluit zorgvuldig voorbereid, gemotiveerd en bekendgemaakt?
Is voor dit soort bericht een digitaal kanaal aangewezen en bekendgemaakt?
Krijgt de inwoner een ontvangstbevestiging en een overzicht van wat is ingevuld, en blijft de weg op papier open?
Is er hulp voor mensen die het niet digitaal kunnen?
Staat erbij hoe de inwoner bezwaar kan maken of een klacht kan indienen?
Laten de wet en onze verordeningen deze wijziging toe?
Handelt de gemeente hier als private partij, en krijgt iedereen dan een gelijke kans?
Is rekening gehouden met openbaarheid en archivering?
"""),
    ("communicatie", "Communicatie", "communicatieadviseur", """
Zijn de teksten geschreven op taalniveau B1?
Passen brieven, e-mails en pagina's bij de huisstijl?
Staat op de productpagina alles wat de inwoner wil weten: termijn, stappen, kosten, uitkomst en kanaal?
Wie is eigenaar van de tekst, en wanneer wordt die nagekeken?
Zeggen alle brieven en berichten hetzelfde als de belofte op de website?
Krijgt de inwoner vanzelf bericht als het langer duurt?
Welke collega's moeten wanneer iets weten, ook het KCC?
Zijn pagina's en documenten voor iedereen toegankelijk?
Is de tekst getest met inwoners of een lezerspanel?
"""),
    ("informatiebeheer", "Informatiebeheer", "specialist_iv", """
Bij welk procestype en resultaat van de selectielijst hoort dit, en welke bewaartermijn volgt daaruit?
Blijft de informatie vindbaar en leesbaar zolang het nodig is?
Is geregeld wie vernietigt, en met welke verklaring?
Worden berichten buiten het zaaksysteem ook bewaard?
Staat alles over een zaak op een plek?
"""),
]  # fmt: skip


def vul(apps, schema_editor):
    Discipline = apps.get_model("toetsing", "Discipline")
    for volgorde, (code, naam, rol, vragen) in enumerate(DISCIPLINES, start=1):
        velden = {"naam": naam, "rol": rol, "vragen": vragen.strip(), "volgorde": volgorde * 10}
        Discipline.objects.get_or_create(code=code, defaults=velden)


class Migration(migrations.Migration):
    dependencies = [("toetsing", "0001_begin")]
    operations = [migrations.RunPython(vul, migrations.RunPython.noop)]
