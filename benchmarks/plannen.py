"""What the database says it will do with a statement."""

from django.db import connection


def plan(sql: str, params=()) -> str:
    """The plan of one statement, as text. In a small table PostgreSQL would rightly read everything: see `dwing_indexen`."""
    with connection.cursor() as cursor:
        cursor.execute(f"{'EXPLAIN QUERY PLAN' if connection.vendor == 'sqlite' else 'EXPLAIN'} {sql}", params)
        return "\n".join(str(rij[-1]) for rij in cursor.fetchall())


def dwing_indexen(aan: bool = True) -> None:
    """For small tables: let the planner of PostgreSQL show which index it would use if reading everything were dear."""
    if connection.vendor == "postgresql":
        stand = "off" if aan else "on"
        with connection.cursor() as cursor:
            for knop in ("enable_seqscan", "enable_sort", "enable_bitmapscan"):
                cursor.execute(f"SET {knop} = {stand}")


def leest_alles(tekst: str, *tabellen: str) -> bool:
    """Does this plan walk one of these tables from begin to end, without an index?"""
    for regel in tekst.splitlines():
        for tabel in tabellen:
            if f"Seq Scan on {tabel}" in regel or (f"SCAN {tabel}" in regel and "INDEX" not in regel):
                return True
    return False
