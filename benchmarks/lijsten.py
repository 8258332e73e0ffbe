"""The list of trajecten and other pages: flat in size, near their own limits, and against the straightforward way."""

from django.db import connection

from trajecten.lijst import Keuze, _rijen, codeer

from . import banken, bladen, gegevens
from .browser import Browser
from .meten import Geval, meet, som, tijd, verhouding
from .plannen import dwing_indexen, leest_alles, plan
from .rechten import geteld
from .uitslag import Regel, feit

LIJST, PER_BLAD = "/trajecten/", 25
ORDES = {"titel": "titel", "stap": "stap", "wacht": "wacht het langst"}
MATEN = {"honderd": 100, "duizend": 1_000, "groot": 100_000}


def _klopt(rijen):
    def kijk(antwoord):
        assert antwoord.status == 200, f"status {antwoord.status}"
        assert rijen is None or antwoord.rijen == rijen, f"{antwoord.rijen} rijen in plaats van {rijen}"

    return kijk


class _Meting:
    def __init__(self, klein):
        self.klein = klein
        self.maten = MATEN | ({"groot": 3_000} if klein else {})
        gegevens.zorg_voor(self.maten, 300 if klein else 10_000)
        self.wie = {naam: Browser(koekje) for naam, koekje in gegevens.KOEKJES.items()}
        self.aantal = f"{self.maten['groot']:,}".replace(",", ".")

    def blad(self, bank, wie="typisch", adres=LIJST, rijen=PER_BLAD, htmx=False, keer=1):
        return Geval(lambda: self.wie[wie].haal(adres, htmx), _klopt(rijen), lambda: banken.kies(bank), keer)

    def vragen(self, bank, wie="typisch", adres=LIJST, htmx=False, rijen=PER_BLAD) -> list:
        """The statements of one page."""
        with banken.in_bank(bank), geteld() as gezien:
            _klopt(rijen)(self.wie[wie].haal(adres, htmx))
        return gezien

    def diep(self) -> str:
        """The page of the heavy user that begins at nine tenths of his trajecten."""
        mens, aantal = gegevens.MENSEN["zwaar"], self.maten["groot"] // 10
        with banken.in_bank("groot"):
            rij = list(_rijen(mens, Keuze(), 1)[aantal * 9 // 10 :][:1])[0]
        return f"{LIJST}?na={codeer(rij[0], rij[1])}"


def meet_deel(klein: bool) -> list[Regel]:
    meting = _Meting(klein)
    for bank in meting.maten:
        meting.vragen(bank)  # everything loaded and compiled
    return [*_exact(meting), *_vlak(meting), *_tegen_guardian(meting)]


# --- what does not depend on the clock --------------------------------------------------------------------------------


def _exact(meting) -> list[Regel]:
    regels = []
    for naam, adres, htmx, hoogst, rijen in (
        ("lijst", LIJST, False, 4, 25),
        ("lijst, deel van de pagina (htmx)", LIJST, True, 4, 25),
        ("Mijn werk", "/", False, 12, None),
    ):
        aantallen = [len(meting.vragen(bank, adres=adres, htmx=htmx, rijen=rijen)) for bank in meting.maten]
        aantallen.append(len(meting.vragen("groot", "zwaar", adres, htmx, rijen)))
        goed = max(aantallen) <= hoogst and len(set(aantallen)) == 1
        regels.append(feit("lijsten", f"queries van {naam}", f"{aantallen}", f"≤ {hoogst}, overal gelijk", goed))
    for naam, wie, adres, index in (
        ("eerste bladzijde", "typisch", LIJST, "deelname_mijn_trajecten"),
        ("eerste bladzijde, wie veel ziet", "zwaar", LIJST, "deelname_mijn_trajecten"),
        ("op 90 % diepte", "zwaar", meting.diep(), "deelname_mijn_trajecten"),
        ("op titel, wie veel ziet", "zwaar", f"{LIJST}?sorteer=titel", "traject_op_titel"),
        ("op stap, wie veel ziet", "zwaar", f"{LIJST}?sorteer=stap", "traject_op_stap"),
        ("op wachttijd, wie veel ziet", "zwaar", f"{LIJST}?sorteer=wacht", "traject_op_wachttijd"),
    ):
        vraag = meting.vragen("groot", wie, adres)[-1]
        with banken.in_bank("groot"):
            if meting.klein:
                dwing_indexen()
            tekst = plan(*vraag)
            dwing_indexen(False)
        # For a few rows another way may be right, and which index serves another order is the planner's choice by size. For who
        # sees much the usual order must walk its index; and nobody's page ever reads a whole table.
        is_belofte = wie == "zwaar" and index == "deelname_mijn_trajecten"
        goed = not leest_alles(tekst, "trajecten_traject", "trajecten_deelname") and (index in tekst or not is_belofte)
        doel = f"noemt {index}" if is_belofte else "leest geen hele tabel"
        regel = feit("lijsten", f"plan: {naam}", index if index in tekst else "andere weg", doel, goed)
        regel.cijfers = {"plan": tekst}
        regels.append(regel)
    return regels


# --- ratios -----------------------------------------------------------------------------------------------------------


def _vlak(meting) -> list[Regel]:
    blad, pg = meting.blad, connection.vendor == "postgresql"
    banken.kies("groot")
    bladen.bewaar_sjabloon(lambda: meting.wie["typisch"].haal(LIJST))
    kaal, echt = meting.vragen("groot", adres="/_meting/sessie/", rijen=None), meting.vragen("groot")
    ruw = echt[len(kaal) :]

    def ruwe_sql():
        with connection.cursor() as cursor:
            for sql, params in ruw:
                cursor.execute(sql, params)
                rijen = cursor.fetchall()
        return rijen

    def genoeg(rijen):
        assert len(rijen) == PER_BLAD + 1

    gevallen = {
        **{bank: blad(bank) for bank in meting.maten},
        "zwaar": blad("groot", "zwaar"),
        "diep": blad("groot", "zwaar", meting.diep()),
        "htmx": blad("groot", htmx=True),
        "kaal": blad("groot", adres="/_meting/kaal/", rijen=None),
        "sessie": blad("groot", adres="/_meting/sessie/", rijen=None),
        "sjabloon": blad("groot", adres="/_meting/sjabloon/"),
        "ruw": Geval(ruwe_sql, genoeg, lambda: banken.kies("groot")),
        "werk honderd": blad("honderd", adres="/", rijen=None),
        "werk groot": blad("groot", adres="/", rijen=None),
        **{
            f"{orde} {wie} {bank}": blad(bank, wie, f"{LIJST}?sorteer={orde}")
            for orde in ORDES for wie in ("typisch", "zwaar") for bank in ("duizend", "groot")
        },
    }  # fmt: skip
    tijden = meet(gevallen, 2 if meting.klein else 25, warm=1)
    grens = som(tijden["sessie"], tijden["ruw"], tijden["sjabloon"], min_=tijden["kaal"])
    regels = []

    def regel(wat, boven, onder, hoogst):
        noemer = grens if onder == "grens" else tijden[onder]
        uitkomst = verhouding(tijden[boven], noemer)
        gehaald = None if hoogst is None else uitkomst.mediaan <= hoogst
        doel = "–" if hoogst is None else f"≤ {hoogst:.2f}"
        cijfers = {"boven": tijden[boven], "onder": noemer}
        regels.append(
            Regel("lijsten", wat, tijd(tijden[boven]), tijd(noemer), str(uitkomst), doel, gehaald, cijfers=cijfers)
        )

    regel(f"lijst, {meting.aantal} ÷ 100 trajecten", "groot", "honderd", 1.15)
    regel(f"lijst, wie veel ziet ÷ gewoon, {meting.aantal}", "zwaar", "groot", 1.10)
    regel("lijst ÷ som van haar grenzen", "groot", "grens", 1.25 if pg else 1.40)
    regel("lijst op 90 % diepte ÷ eerste bladzijde", "diep", "zwaar", 1.3)
    for orde, naam in ORDES.items():
        for wie, woord in (("typisch", "gewoon"), ("zwaar", "wie veel ziet")):
            regel(f"op {naam}, {woord}, {meting.aantal} ÷ 1.000", f"{orde} {wie} groot", f"{orde} {wie} duizend", 1.6)
    regel("deel van de pagina (htmx) ÷ hele lijst", "htmx", "groot", None)
    regel(f"Mijn werk, {meting.aantal} ÷ 100 trajecten", "werk groot", "werk honderd", None)
    for deel in ("sessie", "ruw", "sjabloon", "kaal"):
        regel(f"  grens: {deel} ÷ lijst", deel, "groot", None)
    return regels


def _tegen_guardian(meting) -> list[Regel]:
    with banken.in_bank("groot"):
        gegevens.maak_generieke_rechten()
    gevallen = {
        "ons": meting.blad("groot"),
        "ons met rechten": meting.blad("groot", adres="/_meting/met-rechten/"),
        "guardian": meting.blad("groot", adres="/_meting/guardian/"),
        "guardian met rechten": meting.blad("groot", adres="/_meting/guardian-met-rechten/"),
        "guardian zwaar": meting.blad("groot", "zwaar", "/_meting/guardian/"),
        "ons zwaar": meting.blad("groot", "zwaar"),
    }
    vragen = len(meting.vragen("groot", adres="/_meting/guardian-met-rechten/"))
    tijden = meet(gevallen, 2 if meting.klein else 9, warm=1)
    regels = []
    for wat, ander, ons, minst in (
        (
            "de rechttoe-rechtaan lijst met guardian, zes rechten per rij, ÷ ons",
            "guardian met rechten",
            "ons met rechten",
            40,
        ),
        ("de rechttoe-rechtaan lijst met guardian, zonder rechten per rij, ÷ ons", "guardian", "ons", None),
        ("idem, wie veel ziet", "guardian zwaar", "ons zwaar", None),
    ):
        uitkomst = verhouding(tijden[ander], tijden[ons])
        gehaald = None if minst is None else uitkomst.mediaan >= minst
        regel = Regel(
            "lijsten", wat, tijd(tijden[ons]), tijd(tijden[ander]), str(uitkomst), f"≥ {minst}" if minst else "–", gehaald
        )
        regel.cijfers = {"ander": tijden[ander], "ons": tijden[ons], "queries": vragen}
        regels.append(regel)
    return regels
