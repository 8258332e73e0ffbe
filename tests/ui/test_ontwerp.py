"""The design system: what the tags promise to pages, and what the stylesheet may lean on."""

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template
from django.template.loader import render_to_string

from ui import opmaak
from ui.forms import Formulier


class Proefformulier(Formulier):
    naam = forms.CharField(label="naam", help_text="Kort.")
    dag = forms.DateField(label="dag", required=False)
    aantal = forms.IntegerField(label="aantal", required=False)
    emotie = forms.ChoiceField(label="emotie", choices=[("-2", "Boos"), ("2", "Blij")], widget=forms.RadioSelect)
    akkoord = forms.BooleanField(label="akkoord", required=False)


def maak(tekst, **context):
    return Template(tekst).render(Context(context))


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [(Decimal("1234.50"), "1.234,5"), (5, "5"), ("-0.00", "0"), (-3, "−3"), (None, ""), ("veel", "veel")],
)
def test_getal(waarde, tekst):
    assert opmaak.getal(waarde) == tekst


def test_euro_toont_centen_alleen_als_ze_er_zijn():
    assert opmaak.euro(1250).replace("\xa0", " ") == "€ 1.250"
    assert opmaak.euro("1250.5").replace("\xa0", " ") == "€ 1.250,50"


@pytest.mark.parametrize(
    ("dag", "woorden"), [(3, "1 dag te laat"), (1, "3 dagen te laat"), (4, "vandaag"), (5, "morgen"), (7, "over 3 dagen")]
)
def test_over_dagen(dag, woorden):
    assert opmaak.over_dagen(date(2023, 9, dag), vandaag=date(2023, 9, 4)) == woorden


def test_een_veld_noemt_hulp_en_fout_bij_het_invoervak():
    html = maak("{% veld form.naam %}", form=Proefformulier({}))
    assert 'aria-describedby="id_naam_helptext id_naam_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_naam_helptext"' in html
    assert 'id="id_naam_error"' in html


def test_een_foute_datum_en_een_fout_getal_blijven_in_beeld():
    form = Proefformulier({"dag": "31-02-2023", "aantal": "veel"})
    html = maak("{% veld form.dag %}{% veld form.aantal %}", form=form)
    assert 'value="31-02-2023"' in html
    assert 'value="veel"' in html
    assert 'type="date"' not in html
    assert 'type="number"' not in html


def test_gezichten_zijn_een_groep_met_woorden():
    html = maak('{% veld form.emotie stijl="gezichten" %}', form=Proefformulier())
    assert html.count('type="radio"') == 2
    assert "<legend" in html
    assert "<span>Boos</span>" in html
    assert html.count("<svg") == 2


def test_de_samenvatting_wijst_naar_elk_veld_en_noemt_het():
    html = maak("{% foutsamenvatting form %}", form=Proefformulier({"dag": "x"}))
    assert 'href="#id_naam"' in html
    assert 'href="#id_emotie_0"' in html
    assert "Dag: vul een datum in" in html
    assert maak("{% foutsamenvatting form %}", form=Proefformulier()).strip() == ""


@pytest.mark.parametrize(
    "sjabloon",
    [
        "{% status 'goed' x %}{% leeg x '/' x %}{% nog_nodig lijst %}{% melding 'fout' x %}{{ x }}{% eindmelding %}",
        "{% vang 't' %}{{ x }}{% eindvang %}<title>{{ t_kaal }}</title>{{ t }}",
        "{% voortgang 1 2 x %}{{ x|zin }}{{ x|getal }}{{ x|euro }}{{ x|in_beeld }}",
    ],
)
def test_tekst_van_mensen_blijft_tekst(sjabloon):
    html = maak(sjabloon, x="<script>alert(1)</script>", lijst=["<script>"])
    assert "<script" not in html


def test_een_onbekend_icoon_is_een_fout():
    with pytest.raises(KeyError):
        maak("{% icoon 'bestaat_niet' %}")


def test_het_spoor_verandert_het_traject_niet():
    stap = {
        "nummer": 1,
        "titel": "Projectgroep",
        "adres": "/",
        "stand": "klaar",
        "woord": "Klaar",
        "reden": "",
        "is_huidig": False,
    }
    traject = type("T", (), {"stand": [dict(stap)]})()
    html = maak("{% spoor t %}{% spoor_mini t.stand %}", t=traject)
    assert traject.stand == [stap]
    assert "1 van 1 stappen klaar" in html


@pytest.mark.parametrize("code", [400, 500, 503])
def test_noodpaginas_hebben_niets_nodig(code):
    html = render_to_string(f"{code}.html")
    assert "Is mijn werk bewaard?" in html
    assert "/static/wasstraat/wasstraat.css" in html


def test_geen_pagina_heeft_eigen_stijl_of_script():
    """The content security policy would refuse it, silently."""
    sjablonen = [pad for pad in (settings.BASIS / "templates").rglob("*.html") if "pdf" not in pad.parts]
    fout = [p.name for p in sjablonen if re.search(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\ssrc=)", p.read_text())]
    assert fout == []


def test_elk_token_in_de_stijl_heeft_een_waarde():
    css = (settings.BASIS / "static/wasstraat/wasstraat.css").read_text()
    assert set(re.findall(r"var\((--[a-z0-9-]+)", css)) <= set(re.findall(r"(--[a-z0-9-]+):", css))


def test_de_lockfile_noemt_geen_adressen_van_registers():
    slot = json.loads(Path(settings.BASIS / "package-lock.json").read_text())
    pakketten = {naam: gegevens for naam, gegevens in slot["packages"].items() if naam}
    assert all("resolved" not in gegevens and gegevens["integrity"] for gegevens in pakketten.values())
