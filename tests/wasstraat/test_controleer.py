"""`manage.py controleer` sees every kind of tampering: what was frozen, the log, the rights, the decisions, the files."""

import pytest
import yaml
from django.core.management import call_command
from django.db import transaction

from implementatie.models import ImplementatieVaststelling, Prioritering
from kpi.models import KpiVaststelling
from rapporten.models import Rapport
from tests.bouwers import maak_gebruiker
from tests.wasstraat.test_casus import KLEIN
from toetsing.models import Oordeel, Vrijstelling
from trajecten.models import Deelname, Lid, Logregel, Taak, Traject
from vaststelling.models import Besluit
from verbeterplan.models import Keuze, PlanRegel, PlanVersie
from wasstraat.casus.lees import lees
from wasstraat.casus.speel import speel
from wasstraat.controle import alles

pytestmark = pytest.mark.django_db


def _geef_toegang(traject):
    from guardian.shortcuts import assign_perm

    assign_perm("procesadviseur", maak_gebruiker("Indringer"), traject)


def _kort_logboek_in(traject):
    laatste = Logregel.objects.filter(traject=traject).order_by("-nummer").first()
    laatste.delete()


def _document_zonder_bestand(traject):
    Rapport.objects.filter(traject=traject).update(stand="klaar", bestand="weg.pdf", sha256="0" * 64)


INGREPEN = [
    (
        lambda t: PlanVersie.objects.filter(traject=t).update(inhoud={"traject": "iets anders"}),
        "na het vastleggen veranderd",
    ),
    (lambda t: PlanRegel.objects.filter(code="V1").update(inhoud={"titel": "iets anders"}), "na het vastleggen veranderd"),
    (lambda t: PlanRegel.objects.filter(code="V1").update(besluit="niet_opnemen"), "past niet bij"),
    (lambda t: KpiVaststelling.objects.filter(traject=t).update(inhoud=[]), "na het vaststellen veranderd"),
    (lambda t: ImplementatieVaststelling.objects.filter(traject=t).update(inhoud=[]), "na het vaststellen veranderd"),
    (lambda t: Logregel.objects.filter(traject=t, nummer=3).update(door_naam="Een ander"), "logregel 3"),
    (lambda t: Logregel.objects.filter(traject=t, nummer=4).update(zin="niets"), "logregel 4"),
    (lambda t: Logregel.objects.filter(traject=t, nummer=5).delete(), "logregel 6"),
    (_kort_logboek_in, "eind van het logboek"),
    (_geef_toegang, "zonder lid te zijn"),
    (lambda t: Deelname.objects.filter(content_object=t, permission__codename="projectleider").delete(), "zonder toegang"),
    (lambda t: Lid.objects.filter(traject=t, rol="sponsor").update(tot="2024-01-01"), "zonder lid te zijn"),
    (lambda t: Besluit.objects.filter(planversie__traject=t).update(sha256="0" * 64), "hoort bij een andere tekst"),
    (lambda t: Besluit.objects.filter(planversie__traject=t).update(door=PlanVersie.objects.get(traject=t).door), "zelf"),
    (lambda t: Keuze.objects.filter(verbetering__code="V1").delete(), "niet besloten"),
    (lambda t: Vrijstelling.objects.all().delete(), "zonder oordeel"),
    (lambda t: Prioritering.objects.filter(planregel__code="V1").update(besluit="later"), "spoor"),
    (lambda t: ImplementatieVaststelling.objects.filter(traject=t).update(door=maak_gebruiker()), "nooit proceseigenaar"),
    (lambda t: Oordeel.objects.update(door=t.aangemaakt_door), "die erom is gevraagd"),
    (lambda t: Traject.objects.filter(pk=t.pk).update(stand=[]), "spoor"),
    (
        lambda t: Taak.objects.create(traject=t, gebruiker=t.aangemaakt_door, stap=1, sleutel="x", zin="x", adres="/"),
        "taken",
    ),
    (_document_zonder_bestand, "ontbreekt op de schijf"),
]


@pytest.fixture
def traject(tmp_path):
    pad = tmp_path / "casus.yaml"
    pad.write_text(yaml.safe_dump(KLEIN, allow_unicode=True), "utf-8")
    return speel(lees(pad)[0])[0]


def test_elke_ingreep_wordt_gezien(traject):
    gemist = []
    assert list(alles()) == []
    for nummer, (ingreep, verwacht) in enumerate(INGREPEN):
        merk = transaction.savepoint()
        ingreep(Traject.objects.get(pk=traject.pk))
        zinnen = list(alles())
        transaction.savepoint_rollback(merk)
        if not any(verwacht in zin for zin in zinnen):
            gemist.append((nummer, verwacht, zinnen))
    assert not gemist, "\n" + "\n".join(map(str, gemist))


def test_het_commando_zegt_wat_er_mis_is_en_eindigt_met_een_fout(traject, capsys):
    call_command("controleer")
    Traject.objects.filter(pk=traject.pk).update(log_hash="0" * 64)
    with pytest.raises(SystemExit) as eind:
        call_command("controleer")
    assert eind.value.code not in (0, None)
    uitvoer = capsys.readouterr()
    assert "eind van het logboek" in uitvoer.out + uitvoer.err
