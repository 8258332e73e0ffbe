"""The alternatives to own research, the raw interviews, and the five checks of every screen."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from berichten import klok
from klantreis import acties, stap
from klantreis.models import Citaat, Klantreis, Respondent
from trajecten.acties import beeindig_lid
from trajecten.models import Lid, Logregel
from trajecten.poort import Botsing, Geweigerd, NietMogelijk
from trajecten.stap import Mensen

from .bouwers import maak_citaat, maak_ervaring, maak_fase, maak_klantreis, maak_respondent, maak_volledige_klantreis

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_poorten")]


def adres(naam, traject, *pk):
    return reverse(f"klantreis:{naam}", args=[traject.pk, *pk])


def zonder_coach(cast, traject):
    beeindig_lid(Lid.objects.get(traject=traject, rol="klantreiscoach"), door=cast.projectleider)


def test_een_alternatief_vraagt_een_motivering_en_de_proceseigenaar(cast, traject, als):
    with pytest.raises(NietMogelijk):
        acties.kies_type(traject, door=cast.klantreiscoach, type="overgeslagen", motivering="  ")
    with pytest.raises(NietMogelijk):
        acties.kies_type(traject, door=cast.klantreiscoach, type="overgenomen_andere_gemeente", motivering="Zelfde product")
    gevaarlijk = {"type": "overgenomen_andere_gemeente", "motivering": "Zo", "herkomst_adres": "javascript:alert(1)"}
    with pytest.raises(NietMogelijk):
        acties.kies_type(traject, door=cast.klantreiscoach, **gevaarlijk)
    assert als(cast.klantreiscoach).post(adres("keuze", traject), gevaarlijk).status_code == 422
    reis = acties.kies_type(traject, door=cast.klantreiscoach, type="overgeslagen", motivering="Klein proces")
    traject.refresh_from_db()
    assert traject.stand[3]["stand"] == "bezig"
    for wie in (cast.klantreiscoach, cast.projectleider, cast.sponsor):
        with pytest.raises(Geweigerd):
            acties.aanvaard_alternatief(reis, door=wie)
    als(cast.proceseigenaar).post(adres("aanvaard", traject), {"versie": 1})
    traject.refresh_from_db()
    assert traject.stand[3]["stand"] == "overgeslagen"
    assert traject.stand[3]["reden"] in ("Overgeslagen: Klein proces", "Toch begonnen: voor de proef")
    assert stap.stand(traject, Mensen(traject)).opmerking == "Overgeslagen: Klein proces"
    with pytest.raises(NietMogelijk):
        acties.aanvaard_alternatief(reis, door=cast.proceseigenaar)
    # Another text is another proposal: the proceseigenaar decides again, and not on a text that was not on the screen.
    velden = {"type": "bestaande_feedback", "motivering": "Er zijn 40 klachten"}
    acties.kies_type(traject, door=cast.klantreiscoach, versie=1, **velden)
    with pytest.raises(NietMogelijk):
        acties.aanvaard_alternatief(reis, door=cast.proceseigenaar, versie=1)
    reis.refresh_from_db()
    assert not stap.stand(traject, Mensen(traject)).klaar
    acties.aanvaard_alternatief(reis, door=cast.proceseigenaar, versie=2)
    assert stap.stand(traject, Mensen(traject)).opmerking == "Vervangen door bestaande feedback: Er zijn 40 klachten"


def test_zonder_coach_stelt_de_projectleider_voor_maar_maakt_hij_geen_reis(cast, traject, als):
    met = {"type": "bestaande_feedback", "motivering": "Klachten van 2025"}
    with pytest.raises(NietMogelijk):
        acties.stel_alternatief_voor(traject, door=cast.projectleider, **met)
    zonder_coach(cast, traject)
    with pytest.raises(NietMogelijk):
        acties.stel_alternatief_voor(traject, door=cast.procesadviseur, **met)
    with pytest.raises(NietMogelijk):
        acties.stel_alternatief_voor(traject, door=cast.projectleider, type="eigen_onderzoek", motivering="Toch")
    assert als(cast.projectleider).get(adres("stap", traject)).content.decode().count("Doe een voorstel") == 1
    assert als(cast.projectleider).post(adres("voorstel", traject), met).status_code == 303
    assert als(cast.projectleider).get(adres("keuze", traject)).status_code == 403
    assert als(cast.proceseigenaar).get(adres("stap", traject)).content.decode().count("Ik ga akkoord") == 1


def test_wie_als_tweede_kiest_krijgt_beide_teksten_te_zien(cast, traject, als):
    acties.kies_type(traject, door=cast.klantreiscoach, type="eigen_onderzoek", doelgroep="Tuinbezitters")
    with pytest.raises(Botsing):
        acties.kies_type(traject, door=cast.klantreiscoach, type="atelier")
    antwoord = als(cast.klantreiscoach).post(adres("keuze", traject), {"type": "atelier", "doelgroep": "Kopers"})
    assert antwoord.status_code == 409
    assert "Tuinbezitters" in antwoord.content.decode()
    assert "Kopers" in antwoord.content.decode()


def test_ruwe_interviews_zijn_van_de_coach_en_openen_staat_in_het_log(cast, traject, als):
    reis = maak_volledige_klantreis(traject)
    citaat = maak_citaat(maak_respondent(reis, "R1", kenmerken="Geheim kenmerk"), "Geheime uitspraak")
    for wie in (cast.projectleider, cast.proceseigenaar, cast.procesadviseur, cast.vakinhoudelijk_medewerker):
        for naam in ("interviews", "respondent_nieuw"):
            assert als(wie).get(adres(naam, traject)).status_code == 403
        assert als(wie).post(adres("openen", traject)).status_code == 403
        assert "Geheime uitspraak" not in als(wie).get(adres("stap", traject)).content.decode()
    coach = als(cast.klantreiscoach)
    for pad in (
        adres("interviews", traject),
        adres("citaat_weg", traject, citaat.pk),
        adres("citaat_nieuw", traject, citaat.respondent_id),
    ):
        assert "Geheim" not in coach.get(pad, follow=True).content.decode()
    assert not Logregel.objects.filter(handeling="open_interviews").exists()
    tekst = coach.post(adres("openen", traject), follow=True).content.decode()
    assert "Geheime uitspraak" in tekst
    regel = Logregel.objects.get(handeling="open_interviews")
    assert (regel.door, regel.zin) == (cast.klantreiscoach, "heeft de ruwe interviews geopend")
    coach.get(adres("interviews", traject))
    assert Logregel.objects.filter(handeling="open_interviews").count() == 1
    acties.voeg_citaat_toe(citaat.respondent, door=cast.klantreiscoach, tekst="Geheime tweede uitspraak")
    assert "Geheim" not in str(list(Logregel.objects.values_list("zin", "oud", "nieuw", "waarop")))


def test_toestemming_bewaartermijn_en_pseudoniem(cast, traject):
    reis = maak_klantreis(traject)
    vandaag = klok.vandaag()
    goed = {"pseudoniem": "R1", "toestemming_op": vandaag, "verwijderen_na": vandaag + timedelta(days=30)}
    fout = [
        {"toestemming_op": vandaag + timedelta(days=1)},
        {"verwijderen_na": vandaag},
        {"kenmerken": "bel 06-1234 5678"},
        {"kenmerken": "jan@voorbeeldwaard.test"},
        {"klantsoort": "BSN 123.456.789"},
    ]
    for anders in fout:
        with pytest.raises(NietMogelijk):
            acties.voeg_respondent_toe(reis, door=cast.klantreiscoach, **(goed | anders))
    respondent = acties.voeg_respondent_toe(reis, door=cast.klantreiscoach, **goed)
    with pytest.raises(NietMogelijk):
        acties.voeg_respondent_toe(reis, door=cast.klantreiscoach, **goed)
    elders = maak_ervaring(maak_fase(maak_klantreis(cast.buur_traject)))
    with pytest.raises(NietMogelijk):
        acties.voeg_citaat_toe(respondent, door=cast.klantreiscoach, tekst="Hallo", ervaring=elders)
    with pytest.raises(Geweigerd):
        acties.voeg_respondent_toe(reis, door=cast.projectleider, **(goed | {"pseudoniem": "R2"}))


def test_de_klok_verwijdert_wie_weg_moet_en_mag_twee_keer_draaien(cast, traject):
    reis = maak_klantreis(traject)
    maak_citaat(maak_respondent(reis, "R1", verwijderen_na=date(2026, 3, 1)))
    blijft = maak_respondent(reis, "R2", verwijderen_na=date(2026, 3, 2))
    assert acties.ruim_respondenten_op(date(2026, 3, 2)) == 1
    assert acties.ruim_respondenten_op(date(2026, 3, 2)) == 0
    assert list(Respondent.objects.all()) == [blijft]
    assert not Citaat.objects.exists()
    regel = Logregel.objects.get(handeling="ruim_respondenten_op")
    assert regel.zin == "verwijderde 1 respondent met alle uitspraken: de bewaartermijn is voorbij"
    assert (regel.door, regel.door_naam) == (None, "Wasstraat")


@pytest.mark.parametrize(
    "naam, lezer_mag, methode",
    [
        ("stap", True, "get"),
        ("tabel", True, "get"),
        ("onderzoek", True, "get"),
        ("keuze", False, "get"),
        ("persona_nieuw", False, "get"),
        ("ervaring_nieuw", False, "get"),
        ("persona_wijzig", False, "get"),
        ("fase_wijzig", False, "get"),
        ("ervaring_wijzig", False, "get"),
        ("ervaring_weg", False, "get"),
        ("ideaal_wijzig", False, "get"),
        ("interviews", False, "get"),
        ("publiceer", False, "post"),
        ("trek_in", False, "post"),
        ("openen", False, "post"),
        ("ervaring_verplaats", False, "post"),
    ],
)
def test_vijf_controles_per_scherm(cast, traject, als, naam, lezer_mag, methode):
    reis = maak_volledige_klantreis(traject)
    fase = reis.fases.first()
    nummers = {
        "persona_wijzig": reis.personas.get().pk,
        "fase_wijzig": fase.pk,
        "ervaring_wijzig": fase.ervaringen.get().pk,
        "ervaring_weg": fase.ervaringen.get().pk,
        "ervaring_verplaats": fase.ervaringen.get().pk,
        "ideaal_wijzig": reis.idealestaps.get().pk,
    }
    pad = adres(naam, traject, *([nummers[naam]] if naam in nummers else []))

    def vraag(wie):
        return getattr(als(wie), methode)(pad).status_code

    assert vraag(cast.klantreiscoach) in (200, 303, 409)
    assert vraag(cast.sponsor) == (200 if lezer_mag else 403)
    assert vraag(cast.vreemde) == vraag(cast.buur_projectleider) == vraag(cast.oud_lid) == 404
    assert als(cast.klantreiscoach).delete(pad).status_code == 405
    if naam in nummers:  # the same number in another traject does not exist
        elders = pad.replace(str(traject.pk), str(cast.buur_traject.pk))
        assert getattr(als(cast.buur_projectleider), methode)(elders).status_code in (403, 404)


def test_niemand_verandert_een_gesloten_traject_maar_wissen_mag_altijd(cast, traject):
    reis = maak_klantreis(traject)
    respondent = maak_respondent(reis)
    type(traject).objects.filter(pk=traject.pk).update(afgesloten_op=klok.nu())
    with pytest.raises(NietMogelijk):
        acties.voeg_persona_toe(reis, door=cast.klantreiscoach, naam="Marja")
    acties.verwijder_respondent(respondent, door=cast.klantreiscoach)
    assert not Respondent.objects.exists()
    assert Klantreis.objects.exists()
