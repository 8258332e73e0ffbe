"""What keeps the house standing (docs/huis.md): rules that no reader of one file can see."""

import ast
from importlib import import_module, util
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from guardian.shortcuts import get_objects_for_user, get_perms

from trajecten import poort
from trajecten.adressen import alle_adressen
from trajecten.models import Deelname, Traject
from trajecten.queries import zichtbaar_voor
from trajecten.rollen import OOK_NA_AFSLUITEN, RECHTEN, ROLLEN
from trajecten.woorden import als_markdown

BASIS = Path(settings.BASIS)
# From the footing up: a room may point at what stands before it.
LAGEN = [
    "accounts", "ui", "berichten", "trajecten", "sessies", "verbeteringen", "kpi", "proces", "klantreis", "serviceformule", "verbeterplan",
    "toetsing", "vaststelling", "implementatie", "uitvoering", "rapporten",
]  # fmt: skip
KAMERS = LAGEN[3:]

# guardian names this field itself; it is the one way from a person to his rights.
NAAM_VAN_EEN_ANDER = {"trajecten.Deelname.user"}

# Files beside acties.py that may write, each with its reason.
SCHRIJVERS = {
    "trajecten/poort.py": "the gate writes the line of the log and the edit with its version",
    "trajecten/stap.py": "the track and the tasks are computed in the transaction of every actie",
}
# Acties that a later room calls inside its own; that one writes the line, so that one deed is one line.
LOGT_DE_AANROEPER = {
    "meld": "verbeterplan: the status of a version follows from a toetsronde or a besluit",
    "zet_vast": "toetsing: verdicts are fixed by the verwerking or overruling that answers them",
    "rond_af": "implementatie: an action is done by the progress that says so",
}
SCHRIJVEN = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "aupdate",
    "acreate",
    "asave",
    "adelete",
}
OP_EEN_VRAAG = {"update", "delete"}  # on a queryset or a row; a dict has an update too


def _velden():
    for kamer in LAGEN:
        for model in apps.get_app_config(kamer).get_models():
            for veld in model._meta.get_fields():
                if veld.is_relation and veld.concrete and not veld.auto_created and veld.related_model:
                    yield kamer, f"{model._meta.label}.{veld.name}", veld


def test_een_verwijzing_naar_een_andere_kamer_wijst_naar_beneden_en_is_daar_onzichtbaar():
    omhoog, zichtbaar = [], []
    for kamer, naam, veld in _velden():
        doel = veld.related_model._meta.app_label
        if doel == kamer or doel not in LAGEN:
            continue
        if LAGEN.index(doel) > LAGEN.index(kamer):
            omhoog.append(f"{naam} → {doel}")
        if not veld.remote_field.hidden and naam not in NAAM_VAN_EEN_ANDER:
            zichtbaar.append(f'{naam}: geef related_name="+"')
    assert not omhoog, omhoog
    assert not zichtbaar, zichtbaar


def _bestanden(kamer):
    for pad in sorted((BASIS / kamer).rglob("*.py")):
        deel = pad.relative_to(BASIS)
        if "migrations" not in deel.parts and "acties" not in deel.parts and deel.name != "acties.py":
            yield deel.as_posix(), ast.parse(pad.read_text())


def _is_van_een_vraag(knoop) -> bool:
    """Does this expression come from a manager or a queryset, or is it a row of its own (`punt.delete()`)?"""
    bron = ast.unparse(knoop)
    return any(
        woord in bron for woord in (".objects", "_default_manager", "_base_manager", ".filter(", ".exclude(", ".all(")
    )


def _schrijft(boom):
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Call) and isinstance(knoop.func, ast.Attribute):
            naam, van = knoop.func.attr, knoop.func.value
            if naam in SCHRIJVEN or (naam in OP_EEN_VRAAG and _is_van_een_vraag(van)):
                yield f"{ast.unparse(van)[:60]}.{naam}(…) op regel {knoop.lineno}"
            elif naam == "delete" and isinstance(van, ast.Name) and not knoop.args:
                yield f"{van.id}.delete() op regel {knoop.lineno}"


@pytest.mark.parametrize("kamer", KAMERS)
def test_alleen_acties_schrijven(kamer):
    fout = [f"{pad}: {zin}" for pad, boom in _bestanden(kamer) if pad not in SCHRIJVERS for zin in _schrijft(boom)]
    assert not fout, "\n" + "\n".join(fout)


def _actiebestanden(kamer):
    paden = [BASIS / kamer / "acties.py", *sorted((BASIS / kamer / "acties").glob("*.py"))]
    return [pad for pad in paden if pad.exists()]


def _acties(boom):
    """Functions with @actie(…): (function, the call of the decorator)."""
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.FunctionDef):
            for versiering in knoop.decorator_list:
                if isinstance(versiering, ast.Call) and getattr(versiering.func, "id", "") == "actie":
                    yield knoop, versiering


def _roept(functie) -> set[str]:
    namen = (knoop.func for knoop in ast.walk(functie) if isinstance(knoop, ast.Call))
    return {getattr(naam, "id", None) or getattr(naam, "attr", "") for naam in namen}


@pytest.mark.parametrize("kamer", KAMERS)
def test_elke_actie_schrijft_een_regel_in_het_logboek(kamer):
    bomen = [ast.parse(pad.read_text()) for pad in _actiebestanden(kamer)]
    functies = _acties_van_eerder(kamer)
    functies |= {knoop.name: knoop for boom in bomen for knoop in ast.walk(boom) if isinstance(knoop, ast.FunctionDef)}
    zwijgt = {functie.name for boom in bomen for functie, _ in _acties(boom) if not _noteert(functie, functies, set())}
    assert not zwijgt - set(LOGT_DE_AANROEPER), zwijgt


def _acties_van_eerder(kamer) -> dict:
    """The acties of earlier rooms: calling one of those writes a line too."""
    eerder = KAMERS[: KAMERS.index(kamer)]
    bomen = [ast.parse(pad.read_text()) for naam in eerder for pad in _actiebestanden(naam)]
    return {functie.name: functie for boom in bomen for functie, _ in _acties(boom)}


def _noteert(functie, functies, gezien) -> bool:
    """Itself, through a function of the same room, or through an actie of an earlier one."""
    if functie.name in gezien:
        return False
    gezien.add(functie.name)
    namen = _roept(functie)
    return "noteer" in namen or any(_noteert(functies[naam], functies, gezien) for naam in namen if naam in functies)


def test_elk_recht_wordt_gebruikt_en_heeft_een_rol():
    for kamer in KAMERS:
        for naam in ("acties", "urls"):
            if util.find_spec(f"{kamer}.{naam}"):
                import_module(f"{kamer}.{naam}")
    gebruikt = poort.GEBRUIKTE_RECHTEN | {adres.recht for adres in alle_adressen() if adres.soort == "traject"}
    assert not set(RECHTEN) - gebruikt, f"niemand vraagt om: {sorted(set(RECHTEN) - gebruikt)}"
    assert not [recht.naam for recht in RECHTEN.values() if not recht.rollen]


def test_wat_na_afsluiten_kan_staat_op_een_plek():
    """A button is shown in a closed traject only for an actie that works there."""
    op_gesloten = set()
    for kamer in KAMERS:
        for pad in _actiebestanden(kamer):
            for _, versiering in _acties(ast.parse(pad.read_text())):
                if any(woord.arg == "op_gesloten" and woord.value.value for woord in versiering.keywords):
                    op_gesloten.add(ast.literal_eval(versiering.args[0]))
    assert op_gesloten <= set(OOK_NA_AFSLUITEN)


@pytest.mark.django_db
def test_guardian_zegt_hetzelfde_als_deelname(cast):
    mensen = [getattr(cast, rol) for rol in ROLLEN] + [cast.vreemde, cast.oud_lid, cast.beheerder, cast.buur_projectleider]
    for mens in mensen:
        for traject in (cast.traject, cast.buur_traject):
            rollen = set(
                Deelname.objects.filter(user=mens, content_object=traject).values_list("permission__codename", flat=True)
            )
            assert set(get_perms(mens, traject)) == rollen
            assert {rol for rol in ROLLEN if mens.has_perm(f"trajecten.{rol}", traject)} == rollen
        for rol in ("projectleider", "klant_inwoner"):
            van_guardian = get_objects_for_user(
                mens, f"trajecten.{rol}", Traject, use_groups=False, accept_global_perms=False
            )
            eigen = Traject.objects.filter(deelnames__user=mens, deelnames__permission__codename=rol)
            assert set(van_guardian) == set(eigen)


@pytest.mark.django_db
def test_de_lijst_is_precies_wat_de_pagina_toont(cast, als):
    """List, search, export and detail agree; for someone without access any more too."""
    cast.sponsor.is_active = False
    cast.sponsor.save()
    mensen = [getattr(cast, rol) for rol in ROLLEN] + [cast.vreemde, cast.oud_lid, cast.beheerder, cast.buur_projectleider]
    for mens in mensen:
        zichtbaar = set(zichtbaar_voor(mens).values_list("pk", flat=True))
        client = als(mens)
        lijst, uitvoer = client.get("/trajecten/"), client.get("/trajecten/lijst.csv")
        csv = b"".join(uitvoer.streaming_content).decode() if uitvoer.status_code == 200 else ""
        for traject in (cast.traject, cast.buur_traject):
            te_zien = client.get(f"/trajecten/{traject.pk}/").status_code == 200
            assert (
                te_zien == (traject.pk in zichtbaar) == (str(traject.pk) in lijst.content.decode()) == (traject.titel in csv)
            ), mens


@pytest.mark.django_db
def test_de_migraties_zijn_bij():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_de_rollen_in_de_documentatie_zijn_die_van_de_tabel():
    """Mend with: manage.py rollen > docs/rollen.md"""
    assert (BASIS / "docs" / "rollen.md").read_text() == als_markdown()
