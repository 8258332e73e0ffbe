"""A real browser against the real server. Missing Chromium fails; it is never skipped."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect, sync_playwright

VLAGGEN = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BREED, SMAL = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
expect.set_options(timeout=15_000)  # two cores, shared with the other tests
AXE_REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items):
    """All browser tests run in one worker: one Chromium, and no two servers on two cores."""
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def chromium():
    pad = (
        os.environ.get("CHROMIUM")
        or shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    if not pad:
        pytest.fail("Chromium ontbreekt. Installeer het, bijvoorbeeld met: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=pad, args=VLAGGEN)
        yield browser
        browser.close()


@pytest.fixture
def bezoek(chromium, live_server):
    """`bezoek(gebruiker, maat=SMAL, js=False)`: a page of a browser in which this person is signed in."""
    contexten = []

    def openen(gebruiker=None, maat=BREED, js=True):
        context = chromium.new_context(
            viewport=maat, base_url=live_server.url, java_script_enabled=js, locale="nl-NL", reduced_motion="reduce"
        )
        context.set_default_timeout(15_000)
        contexten.append(context)
        if gebruiker:
            client = Client()
            client.force_login(gebruiker, backend=settings.AUTHENTICATION_BACKENDS[1])
            koek = client.cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": koek.key, "value": koek.value, "url": live_server.url}])
        return context.new_page()

    yield openen
    for context in contexten:
        context.close()


@pytest.fixture(scope="session")
def axe_bron() -> str:
    pad = Path(settings.BASIS) / "vendor" / "proeven" / "axe.min.js"
    if not pad.is_file():
        pytest.fail("axe ontbreekt. Haal het op met: manage.py haal_middelen --met-proeven")
    return pad.read_text("utf-8")


@pytest.fixture
def keur(axe_bron):
    """`keur(page)`: what is wrong with this page: axe violations, sideways scroll, errors in the console."""

    def keuren(page) -> list[str]:
        if not page.evaluate("typeof axe === 'object'"):
            page.evaluate(axe_bron)  # through the debugger: the page's own CSP stays as strict as it is
        uitslag = page.evaluate(
            """regels => axe.run(document, {runOnly: regels, resultTypes: ['violations']})
               .then(r => r.violations.map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(', ')}`))""",
            AXE_REGELS,
        )
        breedte = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        if breedte[0] > breedte[1]:
            uitslag.append(f"schuift opzij: {breedte[0]} > {breedte[1]} px")
        return uitslag

    return keuren
