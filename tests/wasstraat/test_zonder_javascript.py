"""Nothing needs JavaScript: whatever htmx makes quicker is a form or a link of its own, and no page carries a script."""

import re
from pathlib import Path

import pytest
from django.conf import settings

SJABLONEN = sorted((Path(settings.BASIS) / "templates").rglob("*.html"))
TAG = re.compile(r"<(?P<tag>[a-z]+)(?P<rest>(?:\"[^\"]*\"|'[^']*'|\{%.*?%\}|\{\{.*?\}\}|[^>\"'])*)>", re.S)
IN_FORMULIER = ("button", "input", "select", "textarea")


def _tags(tekst):
    """(tag, attributes, stands inside a form) for every opening tag."""
    diepte = 0
    for stuk in re.finditer(rf"</form>|{TAG.pattern}", re.sub(r"\{#.*?#\}", "", tekst), re.S):
        if stuk[0] == "</form>":
            diepte -= 1
            continue
        yield stuk["tag"], stuk["rest"], diepte > 0
        diepte += stuk["tag"] == "form"


def _fouten(tekst):
    for tag, rest, in_formulier in _tags(tekst):
        if re.search(r"\bhx-(put|patch|delete)=", rest):
            yield f"<{tag}>: een formulier kent alleen get en post"
        if re.search(r"\bhx-(get|post)=", rest):
            zelf = (tag == "form" and "method=" in rest) or (tag == "a" and "href=" in rest)
            veld = tag in IN_FORMULIER and in_formulier
            ververst = "hx-get=" in rest and re.search(r"hx-trigger=\"[^\"]*(every|load)", rest)  # the same page, by itself
            if not (zelf or veld or ververst):
                yield f"<{tag}{rest[:80]}>: werkt niet zonder JavaScript"
        if re.search(r"\s(on[a-z]+|style|hx-on[^=]*)=", rest):
            yield f"<{tag}>: script of stijl in het element; de CSP weigert dat"
        if tag == "script" and "src=" not in rest:
            yield "<script> zonder src: de CSP weigert dat"
        if tag == "button" and ('type="button"' in rest or not in_formulier and "form=" not in rest):
            yield f"<button{rest[:60]}>: doet niets zonder JavaScript"


@pytest.mark.parametrize("sjabloon", SJABLONEN, ids=lambda pad: str(pad.relative_to(settings.BASIS / "templates")))
def test_elke_pagina_werkt_zonder_javascript(sjabloon):
    assert list(_fouten(sjabloon.read_text())) == []


@pytest.mark.parametrize(
    "fout",
    [
        '<div hx-post="/x/">Bewaar</div>',
        '<button hx-post="/x/">Bewaar</button>',
        '<form method="post"><button type="button">Bewaar</button></form>',
        '<a href="#" onclick="weg()">Weg</a>',
        "<script>alert(1)</script>",
        '<a hx-get="/x/">Meer</a>',
    ],
)
def test_de_bewaker_ziet_het(fout):
    assert list(_fouten(fout))


def test_de_bewaker_laat_goed_door():
    formulier = '<form method="post" hx-post="/x/"><textarea hx-post="/y/"></textarea><button>Bewaar</button></form>'
    goed = formulier + '<a href="/" hx-get="/">Meer</a><div hx-get="/" hx-trigger="every 2s">Bezig</div>'
    assert not list(_fouten(goed))
