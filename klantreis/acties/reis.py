"""The journey itself: personas, phases, experiences and how it should be."""

from trajecten.poort import NietMogelijk, actie, noteer

from ..models import Ervaring, Fase, IdealeStap, Persona
from .gedeeld import achteraan, maak, verplaats, verwijder, wijzig


@actie("klantreis_bewerken", stap=4)
def voeg_persona_toe(klantreis, *, door, naam, **velden) -> Persona:
    """A fictional person. `velden`: leeftijd, situatie, doel, behoefte, frustratie, digitaal, citaat."""
    return maak(klantreis, Persona, "een persona", door, naam=naam, **velden)


@actie("klantreis_bewerken", stap=4)
def wijzig_persona(persona, *, door, versie, **velden):
    wijzig(persona, "een persona", door, versie, velden)


@actie("klantreis_bewerken", stap=4)
def verwijder_persona(persona, *, door):
    """The experiences of this persona stay, without a persona."""
    verwijder(persona, "een persona")


@actie("klantreis_bewerken", stap=4)
def voeg_fase_toe(klantreis, *, door, naam) -> Fase:
    """A phase at the end of the journey; a name may stand there once."""
    if klantreis.fases.filter(naam=naam.strip()).exists():
        raise NietMogelijk(f"De fase {naam.strip()} is er al.")
    return maak(klantreis, Fase, "een fase", door, naam=naam.strip(), volgorde=achteraan(klantreis.fases))


@actie("klantreis_bewerken", stap=4)
def wijzig_fase(fase, *, door, versie, naam):
    if fase.klantreis.fases.filter(naam=naam.strip()).exclude(pk=fase.pk).exists():
        raise NietMogelijk(f"De fase {naam.strip()} is er al.")
    wijzig(fase, "een fase", door, versie, {"naam": naam.strip()})


@actie("klantreis_bewerken", stap=4)
def verplaats_fase(fase, *, door, plaats: int) -> int:
    """Put the phase at this place (1 = first); returns the place it got."""
    return verplaats(fase, fase.klantreis.fases.all(), plaats, "een fase")


@actie("klantreis_bewerken", stap=4)
def verwijder_fase(fase, *, door):
    if fase.ervaringen.exists():
        raise NietMogelijk("In deze fase staan nog ervaringen. Verplaats of verwijder die eerst.")
    verwijder(fase, "een fase")


@actie("klantreis_bewerken", stap=4)
def voeg_ervaring_toe(
    klantreis,
    *,
    door,
    fase: str,
    handeling,
    emotie: int,
    persona=None,
    kanaal="",
    gedachte="",
    citaat="",
    is_moment_of_truth=False,
) -> Ervaring:
    """One step of the klant, at the end of the phase with the name `fase` (made when new). `emotie`: -2 (boos) to 2 (blij).

    Raises NietMogelijk for another emotion, an empty phase, or a persona of another klantreis.
    """
    if not fase.strip():
        raise NietMogelijk("Schrijf op in welke fase dit gebeurt.")
    _keur_ervaring(klantreis, emotie, persona)
    in_fase = klantreis.fases.filter(naam=fase.strip()).first()
    if in_fase is None:
        in_fase = Fase.objects.create(
            klantreis=klantreis, naam=fase.strip(), volgorde=achteraan(klantreis.fases), gewijzigd_door=door
        )
    ervaring = Ervaring.objects.create(
        fase=in_fase,
        persona=persona,
        volgorde=achteraan(in_fase.ervaringen),
        handeling=handeling,
        kanaal=kanaal,
        emotie=emotie,
        gedachte=gedachte,
        citaat=citaat,
        is_moment_of_truth=is_moment_of_truth,
        gewijzigd_door=door,
    )
    nieuw = {"fase": in_fase.naam, "handeling": handeling, "emotie": emotie} if klantreis.gepubliceerd_op else None
    noteer("heeft een ervaring toegevoegd aan de klantreis", ervaring, nieuw=nieuw)
    return ervaring


@actie("klantreis_bewerken", stap=4)
def wijzig_ervaring(ervaring, *, door, versie, **velden):
    """Change an experience; a phase (a Fase of the same klantreis) moves it to the end of that phase."""
    reis = ervaring.fase.klantreis
    _keur_ervaring(reis, velden.get("emotie", ervaring.emotie), velden.get("persona"))
    if (fase := velden.get("fase")) and fase != ervaring.fase:
        if fase.klantreis_id != reis.pk:
            raise NietMogelijk("Deze fase hoort bij een andere klantreis.")
        velden["volgorde"] = achteraan(fase.ervaringen)
    wijzig(ervaring, "een ervaring", door, versie, velden)


@actie("klantreis_bewerken", stap=4)
def verplaats_ervaring(ervaring, *, door, plaats: int) -> int:
    """Put the experience at this place within its phase (1 = first); returns the place it got."""
    return verplaats(ervaring, ervaring.fase.ervaringen.all(), plaats, "een ervaring")


@actie("klantreis_bewerken", stap=4)
def verwijder_ervaring(ervaring, *, door):
    """Not when an improvement was born from it: the trail back to the klant must stay."""
    codes = list(ervaring.ideeen.values_list("verbetering__code", flat=True))
    if codes:
        raise NietMogelijk(f"Bij deze ervaring hoort {' en '.join(codes)}. Maak die eerst los, of pas de tekst aan.")
    verwijder(ervaring, "een ervaring")


def _keur_ervaring(reis, emotie, persona):
    if emotie not in Ervaring.Emotie.values:
        raise NietMogelijk("Kies een emotie van boos (−2) tot blij (2).")
    if persona and persona.klantreis_id != reis.pk:
        raise NietMogelijk("Deze persona hoort bij een andere klantreis.")


@actie("klantreis_bewerken", stap=4)
def voeg_ideale_stap_toe(klantreis, *, door, tekst) -> IdealeStap:
    return maak(
        klantreis, IdealeStap, "een stap van de ideale reis", door, tekst=tekst, volgorde=achteraan(klantreis.idealestaps)
    )


@actie("klantreis_bewerken", stap=4)
def wijzig_ideale_stap(ideale_stap, *, door, versie, tekst):
    wijzig(ideale_stap, "een stap van de ideale reis", door, versie, {"tekst": tekst})


@actie("klantreis_bewerken", stap=4)
def verplaats_ideale_stap(ideale_stap, *, door, plaats: int) -> int:
    return verplaats(ideale_stap, ideale_stap.klantreis.idealestaps.all(), plaats, "een stap van de ideale reis")


@actie("klantreis_bewerken", stap=4)
def verwijder_ideale_stap(ideale_stap, *, door):
    verwijder(ideale_stap, "een stap van de ideale reis")
