"""Smoke test: clone, `make run`, open the home page, sign in, wait for a PDF, start again, stop with Ctrl-C, leave no process behind.

With DATABASE_URL and REDIS_URL set the same processes run on a fresh PostgreSQL database and Redis.
"""

import http.cookiejar
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

BRON = Path(__file__).resolve().parent.parent
WACHT = 300


class Bezoeker:
    """A browser without a screen: keeps cookies, follows redirects, posts forms with their hidden fields."""

    def __init__(self, basis):
        self.basis = basis
        self.open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())).open

    def haal(self, pad):
        with self.open(urllib.parse.urljoin(self.basis, pad), timeout=30) as antwoord:
            return antwoord.read(), antwoord

    def tekst(self, pad):
        return self.haal(pad)[0].decode()

    def verstuur(self, pad, velden):
        adres = urllib.parse.urljoin(self.basis, pad)
        verzoek = urllib.request.Request(adres, urllib.parse.urlencode(velden).encode(), {"Referer": adres})
        with self.open(verzoek, timeout=30) as antwoord:
            return antwoord.read().decode(), antwoord


def vrije_poort():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wacht_op(wat, proef, seconden=WACHT):
    einde = time.monotonic() + seconden
    while time.monotonic() < einde:
        if (gevonden := proef()) is not None:
            return gevonden
        time.sleep(0.5)
    raise SystemExit(f"Niet gelukt binnen {seconden} s: {wat}")


def formulieren(pagina):
    """(action, hidden fields, text) of every form on a page."""
    for actie, binnen in re.findall(r'<form[^>]*action="([^"]*)"[^>]*>(.*?)</form>', pagina, re.S):
        velden = dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', binnen))
        velden |= dict(re.findall(r'<(?:button|input)[^>]*name="([^"]+)"[^>]*value="([^"]*)"', binnen))
        yield actie, velden, re.sub(r"<[^>]+>", " ", binnen)


def start(kloon, poort, omgeving):
    logboek = open(kloon / "run.log", "ab")  # noqa: SIM115 - lives as long as the process
    return subprocess.Popen(
        ["make", "run", f"PORT={poort}"],
        cwd=kloon,
        env=omgeving,
        stdout=logboek,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def levend(basis):
    try:
        with urllib.request.urlopen(f"{basis}/leeft/", timeout=2) as antwoord:
            return True if antwoord.status == 200 else None
    except OSError:
        return None


def stop(proces, kloon):
    os.killpg(proces.pid, signal.SIGINT)
    code = proces.wait(timeout=40)
    over = subprocess.run(["pgrep", "-f", str(kloon)], capture_output=True, text=True).stdout.split()
    if over:
        raise SystemExit(f"Na Ctrl-C draaien er nog processen: {over}")
    print(f"  gestopt met Ctrl-C (code {code}), geen achterblijvers")


def proef(kloon, omgeving):
    poort = vrije_poort()
    basis = f"http://127.0.0.1:{poort}"
    begin = time.monotonic()
    proces = start(kloon, poort, omgeving)
    try:
        wacht_op(
            "de website antwoordt",
            lambda: proces.poll() is None and levend(basis) or (proces.poll() is not None and klaag(kloon)) or None,
        )
        print(f"  eerste start: {time.monotonic() - begin:.0f} s")
        bezoeker = Bezoeker(basis)
        inloggen = bezoeker.tekst("/")
        actie, velden, _ = next(f for f in formulieren(inloggen) if "adviseur dienstverlening" in f[2].lower())
        pagina, _ = bezoeker.verstuur(actie or "/inloggen/", velden)
        if "Mijn werk" not in pagina:
            raise SystemExit("Inloggen als projectleider lukte niet.")
        adressen = re.findall(r'href="(/trajecten/[0-9a-f-]{36}/)"', bezoeker.tekst("/trajecten/"))
        documenten = f"{adressen[0]}documenten/"
        pdf = wacht_op("er is een PDF", lambda: een_pdf(bezoeker, documenten))
        inhoud, antwoord = bezoeker.haal(pdf)
        assert inhoud.startswith(b"%PDF-"), "Het document is geen PDF."
        assert "attachment" in antwoord.headers["Content-Disposition"]
        print(f"  PDF gehaald: {len(inhoud)} bytes")
    except BaseException:
        print((kloon / "run.log").read_text()[-4000:], file=sys.stderr)
        os.killpg(proces.pid, signal.SIGKILL)
        raise
    stop(proces, kloon)
    begin = time.monotonic()
    proces = start(kloon, poort, omgeving)
    wacht_op("de tweede start", lambda: levend(basis), 60)
    print(f"  tweede start: {time.monotonic() - begin:.0f} s")
    assert "Aankoop grond" in _ingelogd(basis).tekst("/trajecten/"), "De tweede start heeft de gegevens niet bewaard."
    bezet = subprocess.run(
        ["make", "run", f"PORT={poort}"], cwd=kloon, env=omgeving, capture_output=True, text=True, timeout=60
    )
    assert bezet.returncode != 0, "Een bezette poort moet een fout geven."
    assert "al in gebruik" in bezet.stdout + bezet.stderr, bezet.stdout + bezet.stderr
    stop(proces, kloon)


def _ingelogd(basis):
    bezoeker = Bezoeker(basis)
    actie, velden, _ = next(f for f in formulieren(bezoeker.tekst("/")) if "adviseur dienstverlening" in f[2].lower())
    bezoeker.verstuur(actie or "/inloggen/", velden)
    return bezoeker


def een_pdf(bezoeker, documenten):
    pagina = bezoeker.tekst(documenten)
    if gevonden := re.search(r'href="(/trajecten/[^"]+/documenten/[^"]+/(?:download|bestand|pdf)/)"', pagina):
        return gevonden[1]
    return None


def klaag(kloon):
    raise SystemExit("make run stopte voortijdig:\n" + (kloon / "run.log").read_text()[-4000:])


def verse_database(url):
    """A new, empty database beside the given one; dropped again by the caller."""
    import psycopg

    naam = f"wasstraat_rook_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as db:
        db.execute(f'CREATE DATABASE "{naam}"')
    delen = urllib.parse.urlsplit(url)
    return naam, delen._replace(path=f"/{naam}").geturl()


def main():
    omgeving = {k: v for k, v in os.environ.items() if k not in ("WASSTRAAT_MODUS", "MAKEFLAGS", "MAKELEVEL")}
    url = omgeving.get("DATABASE_URL")
    naam = None
    werkmap = Path(tempfile.mkdtemp(prefix="wasstraat-rook-"))
    try:
        kloon = werkmap / "kloon"
        subprocess.run(["git", "clone", "--quiet", str(BRON), str(kloon)], check=True)
        if url:
            naam, omgeving["DATABASE_URL"] = verse_database(url)
            omgeving["REDIS_URL"] = re.sub(r"/\d+$", "/7", omgeving["REDIS_URL"])
        proef(kloon, omgeving)
    finally:
        if naam:
            import psycopg

            with psycopg.connect(url, autocommit=True) as db:
                db.execute(f'DROP DATABASE IF EXISTS "{naam}" WITH (FORCE)')
        shutil.rmtree(werkmap, ignore_errors=True)
    print("Rookproef geslaagd.")


if __name__ == "__main__":
    main()
