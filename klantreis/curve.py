"""The emotion curve of a klantreis: what it shows, and what it says in words."""

from ui.grafieken import emotiecurve

from .models import Ervaring

GEZICHTEN = {-2: "gezicht_min2", -1: "gezicht_min1", 0: "gezicht_0", 1: "gezicht_plus1", 2: "gezicht_plus2"}


def soort(emotie: int) -> str:
    """The kind of badge that goes with an emotion; the word and the face say it too."""
    return "fout" if emotie < 0 else "goed" if emotie > 0 else "neutraal"


def tekening(fasen, reis) -> dict:
    """The two drawings (wide and narrow) and the caption, for the phases of `queries.fasen`."""
    data = [
        {
            "naam": fase.naam,
            "ervaringen": [
                {
                    "tekst": ervaring.handeling,
                    "emotie": ervaring.emotie,
                    "persona": ervaring.persona,
                    "beslissend": ervaring.is_moment_of_truth,
                }
                for ervaring in fase.ervaringen
            ],
        }
        for fase in fasen
    ]
    titel = "Hoe voelt de klant zich?"
    breed = emotiecurve(data, titel=titel, id_=f"emotie-{reis.pk}")
    smal = emotiecurve(data, breed=False, titel=titel, id_=f"emotie-{reis.pk}")
    return {"breed": breed, "smal": smal, "bijschrift": conclusie(fasen)}


def conclusie(fasen) -> str:
    """The lowest and the highest moment in words. Of equal moments the moment of truth counts, else the first."""
    momenten = [(ervaring, fase) for fase in fasen for ervaring in fase.ervaringen]
    if not momenten:
        return "Er zijn nog geen ervaringen vastgelegd."
    emoties = [ervaring.emotie for ervaring, _ in momenten]
    if min(emoties) == max(emoties):
        woord = Ervaring.Emotie(emoties[0]).label
        return f"De klant is op elk moment {woord}." if len(momenten) > 1 else f"Bij de enige ervaring is de klant {woord}."
    laagst, hoogst = _moment(momenten, min(emoties)), _moment(momenten, max(emoties))
    return f"Het dieptepunt is {laagst}. Het hoogtepunt is {hoogst}."


def _moment(momenten, emotie) -> str:
    gelijk = [moment for moment in momenten if moment[0].emotie == emotie]
    ervaring, fase = next((moment for moment in gelijk if moment[0].is_moment_of_truth), gelijk[0])
    ook = f", en op nog {len(gelijk) - 1} {'moment' if len(gelijk) == 2 else 'momenten'}" if len(gelijk) > 1 else ""
    return f"‘{ervaring.handeling}’ in de fase {fase.naam} ({ervaring.woord}){ook}"
