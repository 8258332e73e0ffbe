"""Every change to the KPI's and their measurements (step 2). Measurements are also recorded in steps 9 and 10."""

from datetime import date
from decimal import Decimal

from django.db.models import Max

from berichten import klok
from trajecten.models import Lid
from trajecten.poort import NietMogelijk, actie, bewaar, noteer
from trajecten.rollen import RECHTEN, rollen_van
from trajecten.vingerafdruk import sha256_van
from ui.opmaak import datum as in_woorden
from verbeteringen.acties import draag_aan

from .models import Kpi, KpiIdee, KpiVaststelling, Meting

RICHTING = {
    ">": Kpi.Richting.HOGER,
    ">=": Kpi.Richting.HOGER,
    "<": Kpi.Richting.LAGER,
    "<=": Kpi.Richting.LAGER,
    "=": Kpi.Richting.NORM,
}
OUDSTE_METING = date(1990, 1, 1)  # an earlier date is a typing error, not a measurement


@actie("kpi_bewerken", stap=2)
def voeg_kpi_toe(traject, *, door, naam, operator, norm, eenheid, richting=None, thema="", **velden) -> Kpi:
    """Add a KPI to the set; it gets the next number.

    `norm` in `eenheid`; `richting` follows from the operator when it is not given. Other fields: streefwaarde, meetmethode,
    bron, frequentie, eigenaar, nulmeting_gepland. Raises NietMogelijk for a name that exists already (case does not count).
    """
    if operator not in RICHTING:
        raise NietMogelijk("Kies of de norm meer dan, minstens, minder dan, hoogstens of precies is.")
    _weiger_dubbele_naam(traject, naam)
    nummer = (Kpi.objects.filter(traject=traject).aggregate(hoogste=Max("nummer"))["hoogste"] or 0) + 1
    kpi = Kpi(
        traject=traject, nummer=nummer, naam=naam, operator=operator, norm=_decimaal(norm), eenheid=eenheid,
        richting=richting or RICHTING[operator], thema=thema, gewijzigd_door=door, **velden,
    )  # fmt: skip
    _weiger_onmogelijke_waarde(kpi, kpi.norm)
    kpi.save(force_insert=True)
    noteer(f"heeft KPI {nummer} toegevoegd", kpi, nieuw={"naam": naam, "norm": kpi.norm_in_woorden})
    return kpi


@actie("kpi_bewerken", stap=2)
def wijzig_kpi(kpi, *, door, versie, **velden):
    """Change a KPI on the basis of `versie`; raises Botsing when someone else saved first.

    A new operator brings its own direction. After a change of name, norm or unit the set must be fixed again.
    """
    if "naam" in velden:
        _weiger_dubbele_naam(kpi.traject, velden["naam"], behalve=kpi)
    if "norm" in velden:
        velden["norm"] = _decimaal(velden["norm"])
        _weiger_onmogelijke_waarde(Kpi(eenheid=velden.get("eenheid", kpi.eenheid)), velden["norm"])
    if "operator" in velden:
        velden.setdefault("richting", RICHTING[velden["operator"]])
    if verschil := bewaar(kpi, versie, door, **velden):
        noteer(f"heeft KPI {kpi.nummer} gewijzigd", kpi, **verschil)


@actie("kpi_bewerken", stap=2)
def verwijder_kpi(kpi, *, door):
    """Remove a KPI that was never measured; what was measured stays, because a result must remain provable."""
    if Meting.objects.filter(kpi=kpi).exists():
        raise NietMogelijk(f"KPI {kpi.nummer} heeft al metingen en blijft daarom bestaan.")
    noteer(f"heeft KPI {kpi.nummer} verwijderd", kpi, {"naam": kpi.naam, "norm": kpi.norm_in_woorden})
    Kpi.objects.filter(pk=kpi.pk).delete()


@actie("meting_vastleggen")
def leg_meting_vast(kpi, *, door, datum, waarde, fase, n=None, bron="", opmerking="") -> Meting:
    """Record one measurement, in any step. `waarde` in the unit of the KPI, or None: tried and not measurable.

    Raises NietMogelijk for a date in the future, a second nulmeting, twice the same kind on one day, or someone else's KPI
    (medewerkers and teammanagers record only what is theirs, c3 letter E).
    """
    _alleen_eigen(kpi, door)
    if datum > klok.vandaag():
        raise NietMogelijk("De datum van de meting ligt in de toekomst. Vul een meting pas in als er gemeten is.")
    if datum < OUDSTE_METING:
        raise NietMogelijk(f"De datum {in_woorden(datum)} ligt te ver terug. Kijk of het jaar klopt.")
    bestaand = Meting.objects.filter(kpi=kpi, fase=fase)
    if fase == Meting.Fase.NUL and (nul := bestaand.first()):
        raise NietMogelijk(f"KPI {kpi.nummer} heeft al een nulmeting, van {in_woorden(nul.datum)}.")
    if bestaand.filter(datum=datum).exists():
        raise NietMogelijk(f"Van {in_woorden(datum)} is al een {Meting.Fase(fase).label} vastgelegd.")
    waarde = None if waarde is None else _decimaal(waarde)
    _weiger_onmogelijke_waarde(kpi, waarde)
    meting = Meting.objects.create(
        kpi=kpi, datum=datum, waarde=waarde, n=n, fase=fase, bron=bron, door=door,
        opmerking=opmerking or ("" if waarde is not None else "niet meetbaar"),
    )  # fmt: skip
    nieuw = {"datum": datum, "waarde": waarde, "fase": fase}
    noteer(f"heeft een {meting.get_fase_display()} van KPI {kpi.nummer} vastgelegd", meting, nieuw=nieuw)
    return meting


@actie("meting_vastleggen")
def trek_meting_in(meting, *, door, reden):
    """Take back a measurement that was entered wrongly; never rewritten. The log keeps the old figure and the reason."""
    _alleen_eigen(meting.kpi, door)
    if not reden.strip():
        raise NietMogelijk("Schrijf op waarom deze meting niet klopt.")
    oud = {"datum": meting.datum, "waarde": meting.waarde, "fase": meting.fase, "n": meting.n, "bron": meting.bron}
    noteer(f"heeft een {meting.get_fase_display()} van KPI {meting.kpi.nummer} ingetrokken", meting, oud, {"reden": reden})
    Meting.objects.filter(pk=meting.pk).delete()


@actie("kpi_vaststellen", stap=2)
def stel_kpis_vast(traject, *, door, gezien=None) -> KpiVaststelling:
    """The proceseigenaar fixes the set. `gezien`: the SHA-256 of the set that was on the screen; another set is refused."""
    kpis = list(Kpi.objects.filter(traject=traject))
    if not kpis:
        raise NietMogelijk("Er is nog geen KPI om vast te stellen.")
    inhoud = vast_te_stellen(kpis)
    sha256 = sha256_van(inhoud)
    if gezien is not None and gezien != sha256:
        raise NietMogelijk("De KPI's zijn intussen gewijzigd. Bekijk ze opnieuw en stel ze dan vast.")
    laatste = KpiVaststelling.objects.filter(traject=traject).last()
    if laatste and laatste.sha256 == sha256:
        raise NietMogelijk(f"Deze KPI's zijn al vastgesteld door {laatste.door}.")
    vaststelling = KpiVaststelling.objects.create(traject=traject, inhoud=inhoud, sha256=sha256, door=door)
    noteer(f"heeft {_aantal(len(kpis))} vastgesteld", vaststelling, nieuw={"sha256": sha256})
    return vaststelling


@actie("verbetering_aandragen")
def draag_idee_aan(kpi, *, door, titel, omschrijving=""):
    """An improvement born from this KPI: the register gets the idea, this room keeps the link. Returns the Verbetering."""
    verbetering = draag_aan(
        kpi.traject, door=door, titel=titel, omschrijving=omschrijving, herkomst=[(2, f"KPI {kpi.nummer}: {kpi.naam}"[:300])]
    )
    _koppel(kpi, verbetering)
    return verbetering


@actie("verbetering_aandragen")
def koppel_idee(kpi, *, door, verbetering) -> KpiIdee:
    """Point an improvement that stands in the register back to the KPI it came from."""
    if verbetering.traject_id != kpi.traject_id:
        raise NietMogelijk("Deze verbetering hoort niet bij dit traject.")
    if KpiIdee.objects.filter(kpi=kpi, verbetering=verbetering).exists():
        raise NietMogelijk(f"{verbetering.code} is al gekoppeld aan deze KPI.")
    return _koppel(kpi, verbetering)


def _koppel(kpi, verbetering) -> KpiIdee:
    code = verbetering.code
    noteer(f"heeft verbetering {code} gekoppeld aan KPI {kpi.nummer}", kpi, nieuw={"verbetering": code})
    return KpiIdee.objects.create(kpi=kpi, verbetering=verbetering)


def vast_te_stellen(kpis) -> list[dict]:
    """What is fixed of each KPI: what is steered on, not who looks after it. Figures as text: 95 and 95.000 are the same."""
    return [
        {
            "nummer": kpi.nummer,
            "naam": kpi.naam,
            "operator": kpi.operator,
            "norm": _als_tekst(kpi.norm),
            "eenheid": kpi.eenheid,
            "richting": kpi.richting,
            "streefwaarde": _als_tekst(kpi.streefwaarde),
        }
        for kpi in kpis
    ]


def mag_meten(kpi, gebruiker, eigen_namen=None) -> bool:
    """May this person record figures of this KPI? `eigen_namen` (from `namen_van`) saves a query per KPI on a list."""
    letters = {RECHTEN["meting_vastleggen"].letters[rol] for rol in rollen_van(gebruiker, kpi.traject)}
    if letters & {"U", "B"}:
        return True
    namen = namen_van(gebruiker, kpi.traject) if eigen_namen is None else eigen_namen
    return "E" in letters and kpi.eigenaar.strip().casefold() in namen


def namen_van(gebruiker, traject) -> set[str]:
    """How this person may be named as owner: own name or team, or the function or team that this traject gave.

    Not the function of the own account: everyone writes that himself, and would so give himself the right to measure.
    """
    leden = Lid.objects.filter(traject=traject, gebruiker=gebruiker, tot=None).values_list("functie", "team")
    namen = {gebruiker.naam, gebruiker.team, *(naam for lid in leden for naam in lid)}
    return {naam.strip().casefold() for naam in namen} - {""}


def _alleen_eigen(kpi, door):
    if not mag_meten(kpi, door):
        eigenaar = f"De eigenaar is: {kpi.eigenaar}." if kpi.eigenaar else "Deze KPI heeft nog geen eigenaar."
        raise NietMogelijk(f"U kunt alleen metingen invoeren bij KPI's van uzelf of uw team. {eigenaar}")


def _weiger_dubbele_naam(traject, naam, behalve=None):
    if (dubbel := naam_bezet(traject, naam)) and dubbel != behalve:
        raise NietMogelijk(f"Er is al een KPI met deze naam: KPI {dubbel.nummer}.")


def naam_bezet(traject, naam) -> Kpi | None:
    """The KPI of this traject with this name; case and spaces at the ends do not count (beyond ASCII too: SQLite cannot)."""
    gezocht = naam.strip().casefold()
    return next((kpi for kpi in Kpi.objects.filter(traject=traject) if kpi.naam.strip().casefold() == gezocht), None)


def _weiger_onmogelijke_waarde(kpi, waarde):
    if bezwaar := kpi.bezwaar(waarde):
        raise NietMogelijk(bezwaar)


def _decimaal(waarde) -> Decimal:
    """A case file gives 11.4 as a float; str() keeps it 11.4."""
    return waarde if isinstance(waarde, Decimal) else Decimal(str(waarde))


def _als_tekst(waarde) -> str | None:
    return None if waarde is None else f"{waarde.normalize():f}"


def _aantal(aantal: int) -> str:
    return "1 KPI" if aantal == 1 else f"{aantal} KPI's"
