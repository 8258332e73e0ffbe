"""Databases of our own on the server of DATABASE_URL: made before, and always dropped after."""

from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


def met_naam(url: str, naam: str) -> str:
    """The same server, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{naam}"))


def maak(url: str, naam: str, *, van: str | None = None) -> None:
    """A new database, or a copy of `van` (nobody may be connected to it)."""
    vorm = sql.SQL("CREATE DATABASE {}" + (" TEMPLATE {}" if van else ""))
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(vorm.format(*map(sql.Identifier, filter(None, (naam, van)))))


def ruim_op(url: str, begin: str) -> None:
    """Drop every database whose name begins with the name of this run."""
    with psycopg.connect(url, autocommit=True) as server:
        for (naam,) in server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [begin]).fetchall():
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(naam)))
