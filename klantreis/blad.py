"""What the pages of step 4 show, prepared once per row: a template that formats dates and makes links per row is slow."""

from urllib.parse import urlencode

from django.urls import reverse

from ui.opmaak import datum_kort

from .curve import GEZICHTEN, soort, tekening
from .models import Aanname
from .queries import fasen as lees_fasen
from .queries import respondenten

UITKOMST = {Aanname.Uitkomst.KLOPT: "goed", Aanname.Uitkomst.WEERLEGD: "fout", Aanname.Uitkomst.OPEN: "neutraal"}


def rechten_op(reis, traject, rechten) -> dict:
    """May this person read, write, raise ideas? Unpublished contents are the coach's alone (c3, note 5)."""
    is_coach = "klantreis_bewerken" in rechten
    open_ = not traject.afgesloten_op
    mag_lezen = bool(reis and (reis.gepubliceerd_op or is_coach))
    return {
        "reis": reis,
        "is_coach": is_coach,
        "mag_lezen": mag_lezen,
        "mag_bewerken": is_coach and open_,
        "mag_idee": mag_lezen and open_ and "verbetering_aandragen" in rechten,
        "mag_aanvaarden": bool(
            reis
            and reis.is_alternatief
            and open_
            and not reis.alternatief_aanvaard_op
            and "klantreis_overslaan_accepteren" in rechten
        ),
    }


def adres_per_pk(naam, traject):
    """One reverse for a whole page: a function that gives the address for a primary key."""
    sjabloon = reverse(naam, args=[traject.pk, 0])
    return lambda pk: sjabloon.replace("/0/", f"/{pk}/")


def reisblad(reis, traject) -> dict:
    """The phases with their experiences and ideas, the curve, and whether there is anything at all."""
    fasen = lees_fasen(reis)
    return {
        "fasen": _fasen(fasen, traject),
        "curve": tekening(fasen, reis) if any(fase.ervaringen for fase in fasen) else None,
    }


def _fasen(fasen, traject) -> list[dict]:
    naar = {
        naam: adres_per_pk(f"klantreis:{naam}", traject)
        for naam in (
            "fase_wijzig",
            "fase_weg",
            "fase_verplaats",
            "ervaring_wijzig",
            "ervaring_weg",
            "ervaring_verplaats",
            "idee",
            "ontkoppel",
        )
    }
    nieuw = reverse("klantreis:ervaring_nieuw", args=[traject.pk])
    verbetering = adres_per_pk("verbeteringen:detail", traject)
    return [
        {
            "pk": fase.pk,
            "naam": fase.naam,
            "nummer": nummer,
            "aantal": len(fasen),
            "wijzig": naar["fase_wijzig"](fase.pk),
            "weg": naar["fase_weg"](fase.pk),
            "verplaats": naar["fase_verplaats"](fase.pk),
            "id_knop": f"fase-{fase.pk}",
            "nieuw": f"{nieuw}?{urlencode({'fase': fase.naam})}",
            "ervaringen": [
                _ervaring(e, plaats, len(fase.ervaringen), naar, verbetering) for plaats, e in enumerate(fase.ervaringen, 1)
            ],
        }
        for nummer, fase in enumerate(fasen, 1)
    ]


def _ervaring(ervaring, plaats, aantal, naar, verbetering) -> dict:
    return {
        "pk": ervaring.pk,
        "plaats": plaats,
        "aantal": aantal,
        "handeling": ervaring.handeling,
        "kanaal": ervaring.kanaal,
        "persona": ervaring.persona,
        "emotie": ervaring.emotie,
        "woord": ervaring.woord,
        "soort": soort(ervaring.emotie),
        "gezicht": GEZICHTEN[ervaring.emotie],
        "gedachte": ervaring.gedachte,
        "citaat": ervaring.citaat,
        "is_moment_of_truth": ervaring.is_moment_of_truth,
        "ideeen": [
            {"code": code, "titel": titel, "adres": verbetering(pk), "los": naar["ontkoppel"](link)}
            for link, pk, code, titel in ervaring.ideeen
        ],
        "wijzig": naar["ervaring_wijzig"](ervaring.pk),
        "weg": naar["ervaring_weg"](ervaring.pk),
        "verplaats": naar["ervaring_verplaats"](ervaring.pk),
        "id_knop": f"ervaring-{ervaring.pk}-knop",
        "idee": naar["idee"](ervaring.pk),
    }


def tabs(traject, actief, rechten) -> list[dict]:
    """The views of the klantreis; the raw interviews only for whoever may see them."""
    soorten = [("stap", "Klantreis"), ("tabel", "Als tabel"), ("onderzoek", "Onderzoek")]
    if "interviews_zien" in rechten:
        soorten.append(("interviews", "Interviews"))
    return [
        {"adres": reverse(f"klantreis:{n}", args=[traject.pk]), "naam": naam, "is_hier": n == actief} for n, naam in soorten
    ]


def ideaal(reis, traject) -> list[dict]:
    """The ideal journey in order."""
    stappen = list(reis.idealestaps.all())
    naar = {naam: adres_per_pk(f"klantreis:ideaal_{naam}", traject) for naam in ("wijzig", "weg", "verplaats")}
    return [
        {
            "pk": rij.pk,
            "tekst": rij.tekst,
            "plaats": plaats,
            "aantal": len(stappen),
            "id_knop": f"ideaal-{rij.pk}",
            **{n: adres(rij.pk) for n, adres in naar.items()},
        }
        for plaats, rij in enumerate(stappen, 1)
    ]


def onderzoek(reis, traject) -> dict:
    """What was done to hear the klant, and what was assumed beforehand."""
    naar_activiteit = adres_per_pk("klantreis:activiteit_wijzig", traject)
    naar_aanname = adres_per_pk("klantreis:aanname_wijzig", traject)
    return {
        "activiteiten": [
            {
                "soort": rij.get_soort_display(),
                "datum": datum_kort(rij.datum),
                "aantal": rij.aantal,
                "notitie": rij.notitie,
                "wijzig": naar_activiteit(rij.pk),
            }
            for rij in reis.activiteits.all()
        ],
        "aannames": [
            {
                "tekst": rij.tekst,
                "woord": rij.get_uitkomst_display(),
                "soort": UITKOMST[rij.uitkomst],
                "wijzig": naar_aanname(rij.pk),
            }
            for rij in reis.aannames.all()
        ],
    }


def interviews(reis, traject) -> list[dict]:
    """Every respondent with what he said. Only for whoever opened the interviews."""
    naar = {
        n: adres_per_pk(f"klantreis:{n}", traject)
        for n in ("respondent_wijzig", "respondent_weg", "citaat_nieuw", "citaat_weg")
    }
    return [
        {
            "pk": rij.pk,
            "wijzig": naar["respondent_wijzig"](rij.pk),
            "weg": naar["respondent_weg"](rij.pk),
            "uitspraak": naar["citaat_nieuw"](rij.pk),
            "pseudoniem": rij.pseudoniem,
            "klantsoort": rij.klantsoort,
            "kenmerken": rij.kenmerken,
            "toestemming": datum_kort(rij.toestemming_op),
            "verwijderen": datum_kort(rij.verwijderen_na),
            "citaten": [
                {
                    "weg": naar["citaat_weg"](citaat.pk),
                    "tekst": citaat.tekst,
                    "bij": str(citaat.ervaring) if citaat.ervaring else "",
                }
                for citaat in rij.citaten.all()
            ],
        }
        for rij in respondenten(reis)
    ]
