"""Someone behind a browser: clicks, types and reads like a visitor; every page passed must be in order."""

import re

from playwright.sync_api import expect


class Mens:
    """`Mens(page, gebruiker)`: acts by what is on the screen only: names of links, buttons and fields."""

    def __init__(self, page, gebruiker):
        self.page, self.gebruiker, self.fouten = page, gebruiker, []
        page.on("console", self._hoor)
        page.on("pageerror", lambda fout: self.fouten.append(str(fout)))

    def _hoor(self, melding):
        # That the server answered 409 or 422 is said by the browser itself, and is meant to be.
        if melding.type == "error" and not melding.text.startswith("Failed to load resource"):
            self.fouten.append(f"{self.page.url}: {melding.text}")

    def ga(self, adres):
        self.page.goto(adres)
        self.kijk()

    def kijk(self):
        """After every step: one main heading, no sideways scroll, at most one primary button in the header."""
        page = self.page
        page.wait_for_load_state()
        breedte = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert breedte[0] <= breedte[1], f"{page.url} schuift opzij: {breedte}"
        assert page.locator("h1").count() == 1, page.url
        assert page.locator(".paginakop-acties .knop-primair").count() <= 1, f"{page.url}: meer dan een hoofdknop"

    def klik(self, naam, exact=False):
        """Click the button, or else the link, with this name, and wait for what comes of it."""
        plek = self.page.locator("main")
        knop, link = (plek.get_by_role(rol, name=naam, exact=exact) for rol in ("button", "link"))
        assert knop.count() or link.count(), (
            f"{self.gebruiker} ziet geen '{naam}' op {self.page.url}:\n{self.tekst()[:2500]}"
        )
        self.druk(knop.first if knop.count() else link.first)

    def druk(self, doel):
        """Click this and wait: for the next page, or for the part of this page that htmx replaces."""
        met_htmx = doel.evaluate("el => !!el.closest('form[hx-post]')")
        with self.page.expect_response("**") if met_htmx else self.page.expect_navigation():
            doel.click()
        self.kijk()

    def vul(self, **velden):
        """Fill fields by their name in the form: text, choice, radio button or tick box."""
        for naam, waarde in velden.items():
            veld = self.page.locator(f"main [name='{naam}']:not([type=hidden])")
            assert veld.count(), f"geen veld {naam} op {self.page.url}:\n{self.tekst()[:2500]}"
            soort = veld.first.get_attribute("type")
            if soort in ("radio", "checkbox"):
                for een in waarde if isinstance(waarde, list) else [waarde]:
                    self.page.locator(f"main [name='{naam}'][value='{een}']").check()
            elif veld.first.evaluate("veld => veld.tagName") == "SELECT":
                veld.first.select_option(str(waarde))
            else:
                veld.first.fill(str(waarde))

    def tekst(self):
        return self.page.locator("main").inner_text()

    def leest(self, *zinnen):
        for zin in zinnen:
            assert _plat(zin) in _plat(self.tekst()), f"'{zin}' staat niet op {self.page.url}:\n{self.tekst()[:3000]}"

    def leest_niet(self, *zinnen):
        for zin in zinnen:
            assert _plat(zin) not in _plat(self.tekst()), f"'{zin}' staat op {self.page.url}"

    def melding(self, zin):
        expect(self.page.locator("#melding")).to_contain_text(zin)

    def nog_nodig(self) -> list[str]:
        """The sentences of "Nog nodig" on this step page."""
        return [_plat(zin) for zin in self.page.locator(".nog-nodig li").all_inner_texts()]

    def stand(self) -> str:
        """The status word of the step in the header."""
        return _plat(self.page.locator(".paginakop-feiten .status").first.inner_text())

    def heeft_knop(self, naam) -> bool:
        plek = self.page.locator("main")
        return bool(plek.get_by_role("button", name=naam).count() or plek.get_by_role("link", name=naam).count())

    def stuurt(self, adres, **velden) -> int:
        """Send a form straight to this address, past the buttons; the status of the answer."""
        token = self.page.locator("input[name=csrfmiddlewaretoken]").first.get_attribute("value")
        antwoord = self.page.context.request.post(
            adres, form={"csrfmiddlewaretoken": token, **velden}, headers={"Referer": self.page.url}, max_redirects=0
        )
        return antwoord.status


def _plat(tekst) -> str:
    return re.sub(r"\s+", " ", tekst).strip()
