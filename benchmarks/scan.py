"""What the clock does every few minutes: find what is due among a million moments, take 500; the same for the outbox."""

from datetime import date, datetime, timedelta, timezone
from uuid import uuid4

from django.db import connection, transaction

from berichten import acties as post
from berichten.models import Bericht
from trajecten.models import Traject
from uitvoering import acties, queries
from uitvoering.models import Evaluatiemoment

from . import banken, gegevens
from .meten import Geval, meet, tijd, verhouding
from .plannen import dwing_indexen, leest_alles, plan
from .rechten import geteld
from .uitslag import Regel, feit

VANDAAG = date(2025, 11, 21)
NU = datetime(2025, 11, 21, 10, 0, tzinfo=timezone(timedelta(hours=1)))
PER_TRAJECT = 10
GREEP = acties.PARTIJ  # 500


def meet_deel(klein: bool) -> list[Regel]:
    maten = {"duizend": 1_000, "groot": 3_000 if klein else 100_000}
    gegevens.zorg_voor(maten, 300 if klein else 10_000)
    for naam in maten:
        with banken.in_bank(naam):
            _vul_momenten()
            _vul_post(3_000 if klein else {"duizend": 10_000, "groot": 300_000}[naam])
            if naam == "groot":
                _zonder_index()
            banken.tel_planner_bij()
    namen = {naam: f"{aantal * PER_TRAJECT:,}".replace(",", ".") for naam, aantal in maten.items()}
    return [*_plannen(klein), *_tijden(klein, namen), *_greep()]


def _vul_momenten() -> None:
    """Ten moments per traject: nine held or past (nothing to send any more), one ahead of us."""

    def rijen(trajecten):
        for nummer, traject in enumerate(trajecten):
            for keer in range(PER_TRAJECT):
                datum = VANDAAG - timedelta(days=30 + keer * 90 + nummer % 60)
                klaar = {"traject_id": traject, "datum": datum, "agenda": "KPI's, lessen, vervolg", "herinner_op": None}
                vooruit = {
                    "datum": VANDAAG + timedelta(days=30 + nummer % 300),
                    "herinner_op": VANDAAG + timedelta(days=16 + nummer % 300),
                }
                yield klaar | vooruit if keer == PER_TRAJECT - 1 else klaar

    banken.stort(Evaluatiemoment, rijen(list(Traject.objects.values_list("pk", flat=True))))


def _vul_post(aantal: int) -> None:
    """Messages that were delivered long ago."""
    toen = NU - timedelta(days=200)
    banken.stort(
        Bericht,
        (_bericht(f"oud:{n}", toen + timedelta(seconds=n), "verzonden", toen + timedelta(days=1)) for n in range(aantal)),
    )


def _bericht(sleutel, gemaakt, stand, afgehandeld) -> dict:
    return {
        "id": uuid4(), "aan_id": gegevens.MENSEN["typisch"].pk, "soort": "evaluatie", "onderwerp": sleutel, "sleutel": sleutel,
        "titel": "Evaluatie op 5 december", "tekst": "Zorg dat de KPI's opnieuw gemeten zijn. " * 5, "adres": "/",
        "waarom": "U bent projectleider.", "dag": VANDAAG, "gemaakt_op": gemaakt, "stand": stand,
        "afgehandeld_op": afgehandeld, "verzonden_op": afgehandeld,
    }  # fmt: skip


def _zonder_index() -> None:
    """The same rows in a table that only has its primary key."""
    with connection.cursor() as cursor:
        tabel = Evaluatiemoment._meta.db_table
        cursor.execute(f"CREATE TABLE zonder_index AS SELECT * FROM {tabel}")


def _scan():
    """Exactly what the task asks, nothing due: the usual case, every ten minutes."""
    with transaction.atomic():
        return list(queries.te_herinneren(VANDAAG)[:GREEP])


def _sql() -> tuple[str, tuple]:
    with transaction.atomic():  # on PostgreSQL the rows are locked
        return queries.te_herinneren(VANDAAG)[:GREEP].query.sql_with_params()


def _post_sql() -> tuple[str, tuple]:
    """The first statement of the claim."""
    with geteld() as gezien, transaction.atomic():
        post.claim(NU)
        transaction.set_rollback(True)
    return next((sql, params) for sql, params in gezien if "berichten_bericht" in sql)


def _plannen(klein) -> list[Regel]:
    regels = []
    for wat, maak, index, tabel in (
        ("evaluatiemomenten", _sql, "evaluatie_te_herinneren", "uitvoering_evaluatiemoment"),
        ("berichten", _post_sql, "bericht_te_bezorgen", "berichten_bericht"),
    ):
        with banken.in_bank("groot"), transaction.atomic():
            if klein:
                dwing_indexen()
            tekst = plan(*maak())
            dwing_indexen(False)
        goed = index in tekst and not leest_alles(tekst, tabel)
        regel = feit("scan", f"plan: {wat} die aan de beurt zijn", index if goed else "andere weg", f"noemt {index}", goed)
        regel.cijfers = {"plan": tekst}
        regels.append(regel)
    return regels


def _tijden(klein, namen) -> list[Regel]:
    def niets(rijen):
        assert rijen == []

    def ruw(sql, params):
        def doe():
            with connection.cursor() as cursor:
                cursor.execute(sql, params)
                return list(cursor.fetchall())

        return doe

    with banken.in_bank("groot"):
        sql, params = _sql()
        zonder = sql.replace('"uitvoering_evaluatiemoment"', '"zonder_index"')
        # FOR UPDATE needs a transaction of its own and says nothing about finding.
        sql, zonder = (tekst.split(" FOR UPDATE")[0] for tekst in (sql, zonder))
    in_groot, in_duizend = (lambda: banken.kies("groot")), (lambda: banken.kies("duizend"))
    gevallen = {
        "groot": Geval(_scan, niets, in_groot, keer=20),
        "duizend": Geval(_scan, niets, in_duizend, keer=20),
        "ruw": Geval(ruw(sql, params), niets, in_groot, keer=100),
        "zonder": Geval(ruw(zonder, params), niets, in_groot),
        "post groot": Geval(lambda: post.claim(NU), niets, in_groot, keer=20),
        "post duizend": Geval(lambda: post.claim(NU), niets, in_duizend, keer=20),
    }
    tijden = meet(gevallen, 3 if klein else 30)
    if connection.vendor == "postgresql":
        with banken.in_bank("groot"):
            tijden |= {
                naam: [_op_de_server(vraag, params) for _ in range(15)]
                for naam, vraag in (("s met", sql), ("s zonder", zonder))
            }
    regels = []

    def vlak(mediaan):
        return mediaan <= 1.2

    for wat, boven, onder, doel, goed in (
        (
            f"wat aan de beurt is, {namen['groot']} ÷ {namen['duizend']} momenten",
            "groot",
            "duizend",
            "≤ 1.20",
            lambda m: m <= 1.2,
        ),
        ("zonder index ÷ met", "zonder", "ruw", "≥ 500", lambda m: m >= 500),
        (
            "postbus: niets te bezorgen, veel ÷ weinig oude berichten",
            "post groot",
            "post duizend",
            "≤ 1.20",
            lambda m: m <= 1.2,
        ),
    ):
        uitkomst = verhouding(tijden[boven], tijden[onder])
        ons, ander = (onder, boven) if boven == "zonder" else (boven, onder)
        regels.append(Regel("scan", wat, tijd(tijden[ons]), tijd(tijden[ander]), str(uitkomst), doel, goed(uitkomst.mediaan),
                            cijfers={"ons": tijden[ons], "ander": tijden[ander]}))  # fmt: skip
    if "s met" in tijden:
        uitkomst = verhouding(tijden["s zonder"], tijden["s met"])
        regels.append(
            Regel(
                "scan",
                "zonder index ÷ met, alleen op de server",
                tijd(tijden["s met"]),
                tijd(tijden["s zonder"]),
                str(uitkomst),
                "–",
                None,
            )
        )
    return regels


def _op_de_server(sql, params) -> float:
    """Seconds that PostgreSQL itself needs to carry the statement out, without reading it, planning it and the way to and fro."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF) {sql}", params)
        return float(cursor.fetchall()[-1][0].split()[-2]) / 1000


def _greep() -> list[Regel]:
    """Take 500 in hand, in the large database, and put everything back."""
    regels = []
    with banken.in_bank("groot"):
        banken.stort(
            Bericht, (_bericht(f"nieuw:{n}", NU - timedelta(minutes=1), "open", None) for n in range(post.GREEP + 20))
        )
        with transaction.atomic():
            with geteld() as gezien:
                genomen = post.claim(NU)
            transaction.set_rollback(True)
        regels.append(_statements("500 berichten in de hand nemen", genomen, gezien, post.GREEP))
        pks = list(
            Evaluatiemoment.objects.exclude(herinner_op=None).order_by("pk").values_list("pk", flat=True)[: GREEP + 20]
        )
        for stuk in (pks[:400], pks[400:]):
            Evaluatiemoment.objects.filter(pk__in=stuk).update(herinner_op=VANDAAG)
        with transaction.atomic():
            with geteld() as gezien:
                aantal, _ = acties._herinner_momenten(VANDAAG)
            transaction.set_rollback(True)
        gezien = [(sql, params) for sql, params in gezien if Evaluatiemoment._meta.db_table in sql]
        regels.append(_statements("500 evaluatiemomenten in de hand nemen", [None] * aantal, gezien, GREEP))
    return regels


def _statements(wat, genomen, gezien, verwacht) -> Regel:
    assert len(genomen) == verwacht, f"{len(genomen)} genomen in plaats van {verwacht}"
    echt = [sql for sql, _ in gezien if not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN"))]
    regel = feit("scan", wat, f"{len(echt)} opdrachten", "≤ 2 opdrachten", len(echt) <= 2)
    regel.cijfers = {"sql": [sql[:300] for sql in echt]}
    return regel
