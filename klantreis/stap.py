"""Step 4: the klantreis. Ready by own research, or by an alternative that the proceseigenaar accepted (b)."""

from django.urls import reverse

from trajecten.stap import Opgave, Stand, Stap

from . import queries
from .models import ErvaringIdee, Klantreis

MIN_FASEN = 3


def stand(traject, mensen) -> Stand:
    reis = queries.met_tellingen(traject)
    adres = reverse("klantreis:stap", args=[traject.pk])
    makers = mensen["klantreiscoach"] or mensen["projectleider"]
    if reis is None:
        zin = "Kies hoe u de stem van de klant ophaalt"
        return Stand(False, ["een keuze hoe u de stem van de klant ophaalt"], [Opgave(makers, "klantreis", zin, adres)])
    if reis.is_alternatief:
        return _stand_alternatief(reis, mensen, adres)
    nog_nodig = _nog_nodig(reis)
    opgaven = [Opgave(mensen["klantreiscoach"], "klantreis", _opgave(reis, nog_nodig), adres)] if nog_nodig else []
    return Stand(True, nog_nodig, opgaven)


def _nog_nodig(reis) -> list[str]:
    eisen = [
        (reis.heeft_persona, "minstens één persona"),
        ((reis.aantal_fasen or 0) >= MIN_FASEN, f"minstens {MIN_FASEN} fasen"),
        (not reis.lege_fasen, "minstens één ervaring in elke fase"),
        (reis.heeft_ideaal, "de ideale reis"),
        (reis.gepubliceerd_op, "de publicatie door de klantreiscoach"),
    ]
    return [zin for voldaan, zin in eisen if not voldaan]


def _opgave(reis, nog_nodig) -> str:
    return "Publiceer de klantreis" if len(nog_nodig) == 1 and not reis.gepubliceerd_op else "Werk de klantreis uit"


def _stand_alternatief(reis, mensen, adres) -> Stand:
    """Nobody but the proceseigenaar can let the voice of the klant be replaced or skipped (VOORSTEL in (b))."""
    if reis.alternatief_aanvaard_op:
        return Stand(True, [], opmerking=in_woorden(reis))
    overslaan = reis.type == Klantreis.Type.OVERGESLAGEN
    wat = "overslaan" if overslaan else "vervangen"
    opgave = Opgave(mensen["proceseigenaar"], "klantreis-alternatief", f"Besluit over het {wat} van de klantreis", adres)
    return Stand(True, [f"het akkoord van de proceseigenaar op het {wat} van de klantreis"], [opgave])


def in_woorden(reis) -> str:
    """Why there is no own research, in one sentence."""
    if reis.type == Klantreis.Type.OVERGESLAGEN:
        begin = "Overgeslagen"
    elif reis.type == Klantreis.Type.OVERGENOMEN:
        begin = f"Vervangen door de klantreis van {reis.herkomst_gemeente or 'een andere gemeente'}"
    else:
        begin = "Vervangen door bestaande feedback"
    return f"{begin}: {reis.motivering}"


def spoor(verbetering) -> list[tuple[str, str]]:
    """From which experiences this improvement was born; what is not published is not told."""
    links = ErvaringIdee.objects.filter(verbetering=verbetering).select_related("ervaring__fase__klantreis").order_by("pk")
    zinnen = []
    for link in links:
        fase = link.ervaring.fase
        adres = reverse("klantreis:stap", args=[verbetering.traject_id])
        if fase.klantreis.gepubliceerd_op:
            zin = f"Ontstaan uit de klantreis, fase {fase}: {link.ervaring} ({link.ervaring.get_emotie_display()})"
            zinnen.append((zin, f"{adres}#ervaring-{link.ervaring_id}"))
        else:
            zinnen.append(("Ontstaan uit de klantreis", adres))
    return zinnen


STAP = Stap(
    nummer=4,
    titel="Klantreis",
    kamer="klantreis",
    na=(1,),
    levert_op="Hoe de klant de dienst beleeft, en hoe die zou moeten zijn.",
    stand=stand,
    spoor=spoor,
)
