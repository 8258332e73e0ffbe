"""The work of one traject: which formule leads, and how far the six P's agree with it."""

from trajecten.poort import Botsing, NietMogelijk, actie, bewaar, noteer
from verbeteringen import acties as verbeteringen

from ..models import Beoordeling, BeoordelingIdee, Koppeling, P


@actie("formule_bewerken", stap=5)
def kies_formule(traject, *, door, formule, motivering, versie=None) -> Koppeling:
    """Choose the formule that leads in this traject, with the reason; or change it (then name the `versie` on the screen).

    Raises NietMogelijk without a reason or for a formule that is no longer used, Botsing when someone else was first.
    """
    if not motivering.strip():
        raise NietMogelijk("Schrijf op waarom deze formule bij dit product past.")
    koppeling = Koppeling.objects.filter(traject=traject).first()
    if not formule.is_actief and (koppeling is None or koppeling.formule_id != formule.pk):
        raise NietMogelijk(f"De {formule} wordt niet meer gebruikt. Kies een andere formule.")
    velden = {"formule": formule, "motivering": motivering}
    if koppeling is None:
        koppeling = Koppeling.objects.create(traject=traject, door=door, gewijzigd_door=door, **velden)
        noteer(f"heeft de {formule} gekozen", koppeling, nieuw={"formule": str(formule), "motivering": motivering})
        return koppeling
    _keur_versie(koppeling, versie, velden)
    if verschil := bewaar(koppeling, versie, door, **velden):
        noteer(f"heeft de keuze voor een serviceformule gewijzigd: {formule}", koppeling, **verschil)
    return koppeling


@actie("formule_bewerken", stap=5)
def beoordeel_p(
    traject, *, door, p, extern, intern, oordeel, toelichting="", bewust_geaccepteerd="", versie=None
) -> Beoordeling:
    """Judge one P from both sides: `extern` what the klant wants, `intern` how it is arranged now (P-2).

    `p`: a value of P ("Prijs"); `oordeel`: komt_overeen, deels or verschilt; `bewust_geaccepteerd`: the reason to let a
    difference be. A second judgement of the same P is an edit and must name the `versie` on the screen, or raises Botsing.
    """
    velden = {
        "extern": extern,
        "intern": intern,
        "oordeel": oordeel,
        "toelichting": toelichting,
        "bewust_geaccepteerd": bewust_geaccepteerd,
    }
    _keur_beoordeling(p, velden)
    beoordeling = Beoordeling.objects.filter(traject=traject, p=p).first()
    if beoordeling is None:
        beoordeling = Beoordeling.objects.create(traject=traject, p=p, gewijzigd_door=door, **velden)
        noteer(f"heeft de P van {p} beoordeeld: {beoordeling.get_oordeel_display()}", beoordeling, nieuw=velden)
        return beoordeling
    _keur_versie(beoordeling, versie, velden)
    if verschil := bewaar(beoordeling, versie, door, **velden):
        noteer(
            f"heeft het oordeel over de P van {p} gewijzigd: {beoordeling.get_oordeel_display()}", beoordeling, **verschil
        )
    return beoordeling


@actie("verbetering_aandragen")
def draag_idee_aan(beoordeling, *, door, titel, omschrijving="", voor_inwoner=""):
    """Put an improvement, born from the judgement of this P, in the register and tie the two. Returns the Verbetering."""
    velden = {
        "titel": titel,
        "omschrijving": omschrijving,
        "voor_inwoner": voor_inwoner,
        "herkomst": [(5, _herkomst(beoordeling))],
    }
    verbetering = verbeteringen.draag_aan(beoordeling.traject, door=door, **velden)
    _koppel(beoordeling, verbetering)
    return verbetering


@actie("verbetering_aandragen")
def koppel_idee(beoordeling, *, door, verbetering) -> BeoordelingIdee:
    """Tie an improvement that is already in the register to this P."""
    if verbetering.traject_id != beoordeling.traject_id:
        raise NietMogelijk("Deze verbetering hoort bij een ander traject.")
    if beoordeling.ideeen.filter(verbetering=verbetering).exists():
        raise NietMogelijk(f"Verbetering {verbetering.code} hoort al bij de P van {beoordeling.p}.")
    if not verbetering.herkomsten.filter(stap=5).exists():
        verbeteringen.voeg_herkomst_toe(verbetering, door=door, stap=5, toelichting=_herkomst(beoordeling))
    return _koppel(beoordeling, verbetering)


@actie("formule_bewerken")
def ontkoppel_idee(beoordeling, *, door, verbetering):
    """Undo a wrong tie; the improvement itself stays in the register."""
    if not beoordeling.ideeen.filter(verbetering=verbetering).delete()[0]:
        raise NietMogelijk(f"Verbetering {verbetering.code} hoort niet bij de P van {beoordeling.p}.")
    noteer(f"heeft verbetering {verbetering.code} losgemaakt van de P van {beoordeling.p}", beoordeling)


def _koppel(beoordeling, verbetering) -> BeoordelingIdee:
    noteer(f"heeft verbetering {verbetering.code} gekoppeld aan de P van {beoordeling.p}", beoordeling)
    return BeoordelingIdee.objects.create(beoordeling=beoordeling, verbetering=verbetering)


def _herkomst(beoordeling) -> str:
    return f"De P van {beoordeling.p}: {beoordeling.get_oordeel_display()}"


def _keur_versie(rij, versie, velden):
    """Whoever did not know that there was something already, may not overwrite it."""
    if versie is None and any(getattr(rij, naam) != waarde for naam, waarde in velden.items()):
        raise Botsing(rij, velden)


def _keur_beoordeling(p, velden):
    if p not in P.values:
        raise NietMogelijk(f"Kies een van de zes P's: {', '.join(P.values)}.")
    if velden["oordeel"] not in Beoordeling.Oordeel.values:
        raise NietMogelijk("Kies een oordeel: komt overeen, komt deels overeen of verschilt.")
    if not velden["extern"].strip() or not velden["intern"].strip():
        raise NietMogelijk("Vul beide kanten in: wat de klant wil en hoe het nu is geregeld.")
    if velden["oordeel"] == Beoordeling.Oordeel.KOMT_OVEREEN and velden["bewust_geaccepteerd"].strip():
        raise NietMogelijk("U accepteert een verschil, maar uw oordeel is dat het overeenkomt. Pas een van de twee aan.")
