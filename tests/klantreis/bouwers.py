"""Rows of step 4, straight into the tables: for tests that need a klantreis but do not test how it is made."""

from datetime import timedelta

from berichten import klok
from klantreis.models import Citaat, Ervaring, Fase, IdealeStap, Klantreis, Persona, Respondent


def maak_klantreis(traject, *, gepubliceerd=True, **velden) -> Klantreis:
    velden = {"type": Klantreis.Type.EIGEN_ONDERZOEK, "gepubliceerd_op": klok.nu() if gepubliceerd else None} | velden
    return Klantreis.objects.create(traject=traject, **velden)


def maak_fase(reis, naam="Aanvragen", **velden) -> Fase:
    return Fase.objects.create(klantreis=reis, naam=naam, volgorde=reis.fases.count() + 1, **velden)


def maak_ervaring(fase, handeling="Belt drie keer", emotie=-2, **velden) -> Ervaring:
    return Ervaring.objects.create(
        fase=fase, handeling=handeling, emotie=emotie, volgorde=fase.ervaringen.count() + 1, **velden
    )


def maak_respondent(reis, pseudoniem="R1", **velden) -> Respondent:
    dagen = {"toestemming_op": klok.vandaag(), "verwijderen_na": klok.vandaag() + timedelta(days=90)}
    return Respondent.objects.create(klantreis=reis, pseudoniem=pseudoniem, **(dagen | velden))


def maak_citaat(respondent, tekst="Niemand weet het", **velden) -> Citaat:
    return Citaat.objects.create(respondent=respondent, tekst=tekst, **velden)


def maak_volledige_klantreis(traject, **velden) -> Klantreis:
    """Everything that step 4 asks: a persona, three phases with an experience each, an ideal journey, published."""
    reis = maak_klantreis(traject, **velden)
    persona = Persona.objects.create(klantreis=reis, naam="Marja")
    for naam, emotie in (("Oriënteren", -1), ("Wachten", -2), ("Gesprek", 2)):
        maak_ervaring(maak_fase(reis, naam), f"Doet iets bij {naam}", emotie, persona=persona)
    IdealeStap.objects.create(klantreis=reis, tekst="Meteen bevestiging met einddatum", volgorde=1)
    return reis
