"""What the pages of step 5 show, prepared once per row."""

from django.urls import reverse

from klantreis.blad import adres_per_pk

from .models import Afspraak, Beoordeling, P
from .queries import afspraken_in_gebruik, beoordelingen_van
from .vragen import VRAGEN

SOORT = {
    Beoordeling.Oordeel.KOMT_OVEREEN: "goed",
    Beoordeling.Oordeel.DEELS: "let_op",
    Beoordeling.Oordeel.VERSCHILT: "fout",
}
ICOON = {
    Beoordeling.Oordeel.KOMT_OVEREEN: "vinkje",
    Beoordeling.Oordeel.DEELS: "vergelijk",
    Beoordeling.Oordeel.VERSCHILT: "kruis",
}


def zes_p(traject) -> dict:
    """The six P's in their fixed order, judged or not, and how many are done."""
    beoordelingen = beoordelingen_van(traject)
    idee = adres_per_pk("serviceformule:idee", traject)
    los = adres_per_pk("serviceformule:ontkoppel", traject)
    verbetering = adres_per_pk("verbeteringen:detail", traject)
    rijen = []
    for p in P.values:
        rij = {"p": p, "anker": p.lower(), "waarover": VRAGEN[p][0], "beoordeel": beoordeel_adres(traject, p)}
        if beoordeling := beoordelingen.get(p):
            rij |= {
                "rij": beoordeling,
                "soort": SOORT[beoordeling.oordeel],
                "icoon": ICOON[beoordeling.oordeel],
                "idee": idee(beoordeling.pk),
                "ideeen": [
                    {"code": code, "titel": titel, "adres": verbetering(pk), "los": los(link)}
                    for link, pk, code, titel in beoordeling.ideeen
                ],
            }
        rijen.append(rij)
    return {"zes_p": rijen, "aantal_klaar": len(beoordelingen), "aantal_p": len(P.values)}


def beoordeel_adres(traject, p) -> str:
    return reverse("serviceformule:beoordeel", args=[traject.pk, p.lower()])


def beloften(koppeling, p=None) -> dict:
    """The zekerheden and afspraken of the chosen formule; with `p` only those of that P and of all P's."""
    if koppeling is None:
        return {}
    rijen = [rij for rij in afspraken_in_gebruik(koppeling.formule) if p is None or rij.p in ("", p)]
    return {
        "zekerheden": [rij for rij in rijen if rij.soort == Afspraak.Soort.ZEKERHEID],
        "afspraken": [rij for rij in rijen if rij.soort == Afspraak.Soort.AFSPRAAK],
    }
