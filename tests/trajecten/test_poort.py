"""The gate: right, transaction, one log line, or nothing at all."""

import pytest

from trajecten import acties
from trajecten.models import Deelname, Lid, Logregel
from trajecten.poort import Botsing, Geweigerd, NietMogelijk, PoortDicht

pytestmark = pytest.mark.django_db


def test_een_actie_geeft_een_logregel_en_ververst_het_spoor(cast, traject):
    opdracht = traject.opdracht
    acties.wijzig_opdracht(opdracht, door=cast.projectleider, versie=1, doelstelling="Sneller antwoord")
    acties.bevestig_opdracht(opdracht, door=cast.proceseigenaar, versie=2)

    regels = list(Logregel.objects.filter(traject=traject).order_by("nummer"))
    assert [(regel.handeling, regel.door) for regel in regels] == [
        ("wijzig_opdracht", cast.projectleider),
        ("bevestig_opdracht", cast.proceseigenaar),
    ]
    assert regels[0].nieuw == {"doelstelling": "Sneller antwoord"}
    assert all(regel.hash == regel.bereken_hash() for regel in regels)
    assert regels[1].vorige_hash == regels[0].hash
    traject.refresh_from_db()
    assert "de opdracht, bevestigd door de proceseigenaar" not in traject.stand[0]["nog_nodig"]


def test_wie_het_recht_niet_heeft_verandert_niets(cast, traject):
    with pytest.raises(Geweigerd):
        acties.wijzig_opdracht(traject.opdracht, door=cast.sponsor, versie=1, doelstelling="x")
    traject.opdracht.refresh_from_db()
    assert traject.opdracht.doelstelling == ""


def test_opslaan_op_een_oude_versie_botst_en_bewaart_niets(cast, traject):
    acties.wijzig_opdracht(traject.opdracht, door=cast.projectleider, versie=1, aanleiding="eerste")
    with pytest.raises(Botsing) as botsing:
        acties.wijzig_opdracht(traject.opdracht, door=cast.procesadviseur, versie=1, aanleiding="tweede")
    assert botsing.value.nu.aanleiding == "eerste"
    assert botsing.value.nu.gewijzigd_door == cast.projectleider


def test_opslaan_zonder_verandering_maakt_geen_versie_en_geen_logregel(cast, traject):
    acties.wijzig_opdracht(traject.opdracht, door=cast.projectleider, versie=1, aanleiding="")
    assert Logregel.objects.count() == 0


def test_een_dichte_poort_gaat_alleen_met_een_reden_open(cast, traject):
    with pytest.raises(PoortDicht):
        _een_actie_van_stap_twee(traject, cast.projectleider)
    acties.passeer_poort(traject, door=cast.projectleider, stap=2, reden="De sponsor komt volgende week")
    assert _een_actie_van_stap_twee(traject, cast.projectleider) == "gedaan"


def test_niemand_geeft_zichzelf_een_rol_en_er_is_altijd_een_projectleider(cast, traject):
    with pytest.raises(NietMogelijk):
        acties.neem_op(traject, door=cast.projectleider, gebruiker=cast.projectleider, rol="sponsor")
    lid = Lid.objects.get(traject=traject, rol="projectleider")
    with pytest.raises(NietMogelijk):
        acties.beeindig_lid(lid, door=cast.proceseigenaar)
    with pytest.raises(NietMogelijk):
        acties.neem_op(traject, door=cast.proceseigenaar, gebruiker=cast.vreemde, rol="projectleider")


def test_wie_eruit_gaat_verliest_de_toegang_maar_blijft_in_de_historie(cast, traject):
    lid = Lid.objects.get(traject=traject, rol="sponsor")
    acties.beeindig_lid(lid, door=cast.projectleider)
    assert not cast.sponsor.has_perm("trajecten.traject_zien", traject)
    assert not Deelname.objects.filter(user=cast.sponsor).exists()
    assert Lid.objects.get(pk=lid.pk).tot is not None


def test_een_specialist_ziet_het_traject_pas_na_een_vraag(cast):
    buur = cast.buur_traject
    lid = acties.neem_op(buur, door=cast.buur_projectleider, gebruiker=cast.vreemde, rol="privacy_officer")
    assert not cast.vreemde.has_perm("trajecten.traject_zien", buur)
    acties.verleen_toegang(lid, door=cast.buur_projectleider)
    assert cast.vreemde.has_perm("trajecten.traject_zien", buur)


def _een_actie_van_stap_twee(traject, door):
    from trajecten.poort import actie

    return actie("kpi_bewerken", stap=2)(lambda traject, *, door: "gedaan")(traject, door=door)
