"""The klantreis itself: emotions, the order, what is not published yet, and the ideas that grow from it."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from klantreis import acties, stap
from klantreis.curve import conclusie
from klantreis.models import Ervaring, Klantreis, Persona
from klantreis.queries import fasen
from trajecten.models import Logregel
from trajecten.poort import Geweigerd, NietMogelijk
from trajecten.stap import Mensen
from verbeteringen.acties import draag_aan

from .bouwers import maak_ervaring, maak_fase, maak_klantreis, maak_volledige_klantreis

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_poorten")]
GEMEEN = "<script>alert('x')</script> \"&{{ 7 }} ' OR 1=1 --"


def adres(naam, traject, *pk):
    return reverse(f"klantreis:{naam}", args=[traject.pk, *pk])


def test_de_reis_is_klaar_als_alles_er_is_en_hij_is_gepubliceerd(cast, traject):
    coach = cast.klantreiscoach
    reis = acties.kies_type(traject, door=coach, type="eigen_onderzoek")
    marja = acties.voeg_persona_toe(reis, door=coach, naam="Marja", leeftijd=58)
    for fase, emotie in (("Oriënteren", -1), ("Oriënteren", -2), ("Wachten", 0), ("Gesprek", 2)):
        acties.voeg_ervaring_toe(reis, door=coach, fase=fase, handeling="Doet iets", emotie=emotie, persona=marja)
    assert stap.stand(traject, Mensen(traject)).nog_nodig == ["de ideale reis", "de publicatie door de klantreiscoach"]
    acties.voeg_ideale_stap_toe(reis, door=coach, tekst="Meteen bevestiging")
    acties.publiceer(reis, door=coach)
    traject.refresh_from_db()
    assert traject.stand[3]["stand"] == "klaar"
    acties.voeg_fase_toe(reis, door=coach, naam="Nazorg")
    traject.refresh_from_db()
    assert traject.stand[3]["nog_nodig"] == ["minstens één ervaring in elke fase"]


def test_emotie_zeven_bestaat_niet(cast, traject, als):
    reis = maak_klantreis(traject)
    met = {"fase": "Wachten", "handeling": "Wacht", "emotie": "7"}
    antwoord = als(cast.klantreiscoach).post(adres("ervaring_nieuw", traject), met)
    assert antwoord.status_code == 422
    assert "Kies een van de gezichten" in antwoord.content.decode()
    assert 'value="Wacht"' in antwoord.content.decode()
    with pytest.raises(NietMogelijk):
        acties.voeg_ervaring_toe(reis, door=cast.klantreiscoach, fase="Wachten", handeling="Wacht", emotie=7)
    with pytest.raises(IntegrityError), transaction.atomic():
        maak_ervaring(maak_fase(reis), emotie=7)


def test_wat_niet_is_gepubliceerd_ziet_alleen_de_coach(cast, traject, als):
    reis = maak_volledige_klantreis(traject, gepubliceerd=False, onderzoeksvraag="Geheime vraag")
    ervaring = acties.voeg_ervaring_toe(
        reis, door=cast.klantreiscoach, fase="Geheime fase", handeling="Geheime handeling", emotie=1, citaat="Geheim citaat"
    )
    acties.wijzig_ervaring(ervaring, door=cast.klantreiscoach, versie=1, handeling="Geheime handeling twee")
    acties.draag_idee_aan(ervaring, door=cast.klantreiscoach, titel="Sneller antwoord")
    paginas = ["stap", "tabel", "onderzoek"]
    for naam in paginas:
        assert ("Geheim" in als(cast.klantreiscoach).get(adres(naam, traject)).content.decode()) is (naam != "onderzoek")
        for wie in (cast.projectleider, cast.proceseigenaar, cast.vakinhoudelijk_medewerker, cast.privacy_officer):
            for kop in ({}, {"HX-Request": "true", "HX-Target": "reis"}):
                antwoord = als(wie).get(adres(naam, traject), headers=kop)
                assert antwoord.status_code == 200
                assert "Geheim" not in antwoord.content.decode()
    assert als(cast.projectleider).get(adres("idee", traject, ervaring.pk)).status_code == 404
    with pytest.raises(NietMogelijk):
        acties.draag_idee_aan(ervaring, door=cast.projectleider, titel="Gluren")
    # Neither the log, the register nor the trail gives it away.
    assert "Geheim" not in str(list(Logregel.objects.values_list("zin", "oud", "nieuw")))
    verbetering = ervaring.ideeen.get().verbetering
    assert "Geheim" not in str(stap.spoor(verbetering)) + str(list(verbetering.herkomsten.values_list("toelichting")))
    acties.publiceer(reis, door=cast.klantreiscoach)
    assert "Geheime handeling" in als(cast.projectleider).get(adres("stap", traject)).content.decode()


def test_alleen_de_coach_schrijft(cast, traject):
    reis = maak_klantreis(traject)
    for wie in (cast.projectleider, cast.procesadviseur, cast.vakinhoudelijk_medewerker, cast.proceseigenaar):
        with pytest.raises(Geweigerd):
            acties.voeg_persona_toe(reis, door=wie, naam="Marja")
    assert not Persona.objects.exists()


def test_verplaatsen_houdt_de_volgorde_heel(cast, traject, als):
    reis = maak_klantreis(traject)
    fase = maak_fase(reis)
    a, b, c = (maak_ervaring(fase, naam) for naam in "abc")
    als(cast.klantreiscoach).post(adres("ervaring_verplaats", traject, c.pk), {"plaats": 1})
    assert list(fase.ervaringen.order_by("volgorde").values_list("handeling", flat=True)) == ["c", "a", "b"]
    acties.verplaats_ervaring(a, door=cast.klantreiscoach, plaats=99)
    assert list(fase.ervaringen.order_by("volgorde").values_list("handeling", flat=True)) == ["c", "b", "a"]
    antwoord = als(cast.klantreiscoach).post(adres("ervaring_verplaats", traject, c.pk), {"plaats": "boven"})
    assert antwoord.status_code == 409


def test_een_idee_houdt_de_weg_terug_naar_de_klant(cast, traject, als):
    ervaring = maak_ervaring(maak_fase(maak_klantreis(traject), "Wachten"), "Belt drie keer")
    als(cast.vakinhoudelijk_medewerker).post(adres("idee", traject, ervaring.pk), {"titel": "Terugbellen binnen een dag"})
    verbetering = ervaring.ideeen.get().verbetering
    zin, waar = stap.spoor(verbetering)[0]
    assert "fase Wachten: Belt drie keer (boos)" in zin
    assert waar.endswith(f"#ervaring-{ervaring.pk}")
    assert verbetering.herkomsten.get().stap == 4
    with pytest.raises(NietMogelijk):
        acties.verwijder_ervaring(ervaring, door=cast.klantreiscoach)
    ander = draag_aan(traject, door=cast.projectleider, titel="Uit stap 3", herkomst=[(3, "")])
    acties.koppel_idee(ervaring, door=cast.projectleider, verbetering=ander)
    assert {herkomst.stap for herkomst in ander.herkomsten.all()} == {3, 4}
    with pytest.raises(NietMogelijk):
        acties.koppel_idee(ervaring, door=cast.projectleider, verbetering=ander)
    vreemd = draag_aan(cast.buur_traject, door=cast.buur_projectleider, titel="Van de buren", herkomst=[(3, "")])
    with pytest.raises(NietMogelijk):
        acties.koppel_idee(ervaring, door=cast.projectleider, verbetering=vreemd)
    for link in ervaring.ideeen.all():
        acties.ontkoppel_idee(ervaring, door=cast.klantreiscoach, verbetering=link.verbetering)
    acties.verwijder_ervaring(ervaring, door=cast.klantreiscoach)


def test_het_bijschrift_noemt_het_laagste_en_het_hoogste_moment(traject):
    reis = maak_klantreis(traject)
    assert conclusie(fasen(reis)) == "Er zijn nog geen ervaringen vastgelegd."
    wachten, gesprek = maak_fase(reis, "Wachten"), maak_fase(reis, "Gesprek")
    maak_ervaring(wachten, "Zoekt de termijn", -2)
    assert "enige ervaring is de klant boos" in conclusie(fasen(reis))
    maak_ervaring(wachten, "Hoort niets", -2, is_moment_of_truth=True)
    maak_ervaring(gesprek, "Krijgt bezoek", 2)
    assert conclusie(fasen(reis)) == (
        "Het dieptepunt is ‘Hoort niets’ in de fase Wachten (boos), en op nog 1 moment. "
        "Het hoogtepunt is ‘Krijgt bezoek’ in de fase Gesprek (blij)."
    )


def test_tekst_van_mensen_blijft_tekst(cast, traject, als):
    reis = maak_volledige_klantreis(traject)
    Klantreis.objects.update(motivering=GEMEEN, doelgroep=GEMEEN)
    Persona.objects.update(naam=GEMEEN, situatie=GEMEEN, citaat=GEMEEN)
    Ervaring.objects.update(handeling=GEMEEN, kanaal=GEMEEN, gedachte=GEMEEN, citaat=GEMEEN)
    reis.fases.filter(volgorde=1).update(naam=GEMEEN[:80])
    reis.idealestaps.update(tekst=GEMEEN)
    for naam in ("stap", "tabel"):
        tekst = als(cast.klantreiscoach).get(adres(naam, traject)).content.decode()
        assert "<script>alert" not in tekst
        assert "&lt;script&gt;alert" in tekst


def test_twee_coaches_verliezen_elkaars_tekst_niet(cast, traject, als):
    ervaring = maak_ervaring(maak_fase(maak_klantreis(traject)))
    acties.wijzig_ervaring(ervaring, door=cast.klantreiscoach, versie=1, handeling="De eerste tekst")
    met = {"fase": ervaring.fase_id, "handeling": "De tweede tekst", "emotie": "-2", "versie": "1"}
    antwoord = als(cast.klantreiscoach).post(adres("ervaring_wijzig", traject, ervaring.pk), met)
    assert antwoord.status_code == 409
    tekst = antwoord.content.decode()
    assert "De eerste tekst" in tekst
    assert "De tweede tekst" in tekst


def test_het_aantal_vragen_hangt_niet_af_van_het_aantal_rijen(cast, traject, als, django_assert_max_num_queries):
    reis = maak_volledige_klantreis(traject)
    coach = als(cast.klantreiscoach)

    def tel(naam):
        with django_assert_max_num_queries(12) as vragen:
            assert coach.get(adres(naam, traject)).status_code == 200
        return len(vragen)

    eerst = {naam: tel(naam) for naam in ("stap", "tabel", "onderzoek")}
    verbetering = draag_aan(traject, door=cast.projectleider, titel="Een idee", herkomst=[(4, "")])
    for nummer in range(50):
        ervaring = maak_ervaring(maak_fase(reis, f"Fase {nummer}"), persona=reis.personas.get(naam="Marja"))
        ervaring.ideeen.create(verbetering=verbetering)
        Persona.objects.create(klantreis=reis, naam=f"Persona {nummer}")
        reis.idealestaps.create(tekst=f"Stap {nummer}", volgorde=nummer + 2)
    assert {naam: tel(naam) for naam in eerst} == eerst
