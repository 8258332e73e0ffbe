"""Five checks per screen of step 10: it works, a colleague may, a reader may not, a stranger sees nothing, wrong method."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from berichten import klok
from implementatie.models import Implementatieactie
from tests.implementatie.bouwers import maak_actie, maak_plan, maak_prioritering
from uitvoering import acties
from uitvoering.models import Evaluatie, Evaluatiemoment, Voortgang

from .bouwers import maak_kpi, maak_vastgesteld_plan, maak_voorwaarde, meet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_poorten")]


@pytest.fixture
def actie(cast):
    with klok.op_datum(date(2024, 1, 5)):
        return maak_vastgesteld_plan(cast)[0]


@pytest.fixture
def moment(cast, traject, actie):
    return acties.plan_evaluatie(traject, door=cast.projectleider, datum=klok.vandaag(), deelnemers="Wij")


def morgen():
    return (timezone.localdate() + timedelta(days=1)).isoformat()


SCHERMEN = {  # name: who may, who may read but not this
    "melden": ("vakinhoudelijk_medewerker", "sponsor"),
    "plan": ("projectleider", "procesadviseur"),
    "wijzig": ("projectleider", "procesadviseur"),
    "vastleggen": ("procesadviseur", "teammanager"),
    "afsluiten": ("proceseigenaar", "projectleider"),
}


@pytest.mark.parametrize("naam", SCHERMEN)
def test_vijf_controles(als, cast, traject, actie, moment, naam):
    args = {"melden": [actie.pk], "wijzig": [moment.pk], "vastleggen": [moment.pk]}.get(naam, [])
    gegevens = {
        "melden": {"kleur": "gereed", "zin": "Klaar", "bewijs": "Staat live"},
        "plan": {"datum": morgen()},
        "wijzig": {"datum": morgen(), "versie": "1"},
        "vastleggen": {"gehouden_op": klok.vandaag().isoformat(), "conclusie": "Goed", "besluit": "afsluiten"},
        "afsluiten": {"reden": "Gestopt"},
    }[naam]
    mag, mag_niet = (getattr(cast, rol) for rol in SCHERMEN[naam])
    adres = reverse(f"uitvoering:{naam}", args=[traject.pk, *args])
    for vreemde in (cast.vreemde, cast.oud_lid, cast.buur_projectleider):
        assert als(vreemde).post(adres, gegevens).status_code == 404
    assert als(mag_niet).post(adres, gegevens).status_code == 403
    assert als(mag).delete(adres).status_code == 405
    assert als(mag).get(adres).status_code == 200
    antwoord = als(mag).post(adres, gegevens)
    assert antwoord.status_code == 303
    assert als(mag_niet).get(antwoord["Location"].split("#")[0]).status_code == 200


def test_wie_mag_lezen_leest_en_wie_mag_melden_ziet_het_formulier(als, cast, traject, actie, moment):
    for naam, args in (("stap", []), ("voortgang", [actie.pk]), ("moment", [moment.pk])):
        adres = reverse(f"uitvoering:{naam}", args=[traject.pk, *args])
        assert als(cast.sponsor).get(adres).status_code == 200
        assert als(cast.sponsor).post(adres).status_code == 405
        assert als(cast.vreemde).get(adres).status_code == 404
    adres = reverse("uitvoering:voortgang", args=[traject.pk, actie.pk])
    assert 'id="meld"' in als(cast.vakinhoudelijk_medewerker).get(adres).content.decode()
    assert 'id="meld"' not in als(cast.privacy_officer).get(adres).content.decode()
    assert "vervalt" not in als(cast.vakinhoudelijk_medewerker).get(adres).content.decode()


def test_te_laat_staat_er_met_een_woord_en_een_open_voorwaarde_ook(als, cast, traject, actie):
    maak_voorwaarde(traject, actie.prioritering.planregel, cast.privacy_officer, "Regel een <b>contract</b>")
    melding = {"kleur": "rood", "zin": "Wacht op IV", "geblokkeerd_door": "Geen <i>licentie</i>"}
    acties.meld_voortgang(actie, door=cast.projectleider, **melding)
    tekst = als(cast.projectleider).get(reverse("uitvoering:stap", args=[traject.pk])).content.decode()
    assert "dagen te laat" in tekst
    assert "Loopt vast" in tekst
    assert "Regel een &lt;b&gt;contract&lt;/b&gt;" in tekst
    assert "Geen &lt;i&gt;licentie&lt;/i&gt;" in tekst


@pytest.mark.parametrize(
    ("gegevens", "status", "zin"),
    [
        ({"kleur": "gereed", "zin": "Klaar"}, 422, "Zonder bewijs is een actie niet gereed"),
        ({"kleur": "gereed", "zin": "Klaar", "bewijs": "Getest"}, 409, "voorwaarde open van Privacy officer van dienst"),
        ({"kleur": "groen"}, 422, "Vul in: In een zin."),
        ({"kleur": "paars", "zin": "x"}, 422, "Selecteer een geldige keuze"),
        ({"kleur": "vervallen", "zin": "x"}, 422, "Selecteer een geldige keuze"),
    ],
)
def test_een_melding_die_niet_kan_bewaart_niets(als, cast, traject, actie, gegevens, status, zin):
    maak_voorwaarde(traject, actie.prioritering.planregel, cast.privacy_officer)
    adres = reverse("uitvoering:melden", args=[traject.pk, actie.pk])
    antwoord = als(cast.vakinhoudelijk_medewerker).post(adres, gegevens)
    assert antwoord.status_code == status
    assert zin in antwoord.content.decode()
    assert not Voortgang.objects.exists()


def test_dubbel_versturen_is_een_melding(als, cast, traject, actie):
    adres = reverse("uitvoering:melden", args=[traject.pk, actie.pk])
    gegevens = {"kleur": "groen", "zin": "Loopt", "sleutel": "0b7e7a4e-3c58-4f0c-9f4b-5f0c6f7d8e9a"}
    for _ in range(2):
        assert als(cast.projectleider).post(adres, gegevens).status_code == 303
    assert Voortgang.objects.count() == 1


def test_een_evaluatie_die_niet_kan_bewaart_niets(als, cast, traject, moment):
    adres = reverse("uitvoering:vastleggen", args=[traject.pk, moment.pk])
    vandaag = klok.vandaag().isoformat()
    for gegevens, zin in (
        ({"gehouden_op": morgen()}, "De evaluatie moet al gehouden zijn"),
        ({"gehouden_op": vandaag, "volgende": vandaag}, "moet na deze evaluatie liggen"),
        ({"gehouden_op": "morgen"}, "Vul een datum in"),
    ):
        antwoord = als(cast.projectleider).post(adres, {"conclusie": "Goed", "besluit": "afsluiten"} | gegevens)
        assert antwoord.status_code == 422
        assert zin in antwoord.content.decode()
    assert not Evaluatie.objects.exists()


def test_plannen_in_het_verleden_of_dubbel(als, cast, traject, moment):
    adres = reverse("uitvoering:plan", args=[traject.pk])
    assert als(cast.projectleider).post(adres, {"datum": "2020-01-01"}).status_code == 422
    antwoord = als(cast.projectleider).post(adres, {"datum": klok.vandaag().isoformat()})
    assert antwoord.status_code == 409
    assert "al een evaluatie" in antwoord.content.decode()
    assert Evaluatiemoment.objects.count() == 1


def test_het_verslag_toont_de_cijfers_van_toen(als, cast, traject, moment):
    kpi = maak_kpi(traject, naam="Doorloop<tijd>")
    meet(kpi, cast.projectleider, date(2023, 9, 1), "9", "nulmeting")
    meet(kpi, cast.projectleider, date(2024, 6, 1), "5", "eind")
    maak_kpi(traject, 2)
    verslag = {"conclusie": "<script>x</script>", "besluit": "bijsturen", "lessen": "Eerder bellen"}
    acties.evalueer(moment, door=cast.projectleider, gehouden_op=klok.vandaag(), **verslag)
    tekst = als(cast.sponsor).get(reverse("uitvoering:moment", args=[traject.pk, moment.pk])).content.decode()
    assert "4 lager dan de nulmeting: beter" in tekst
    assert "Norm gehaald" in tekst
    assert "Te weinig metingen" in tekst
    assert "Bijsturen en opnieuw evalueren" in tekst
    assert "Doorloop&lt;tijd&gt;" in tekst
    assert "<script>x" not in tekst


def test_afsluiten_zonder_evaluatie_vraagt_om_een_reden(als, cast, traject):
    adres = reverse("uitvoering:afsluiten", args=[traject.pk])
    antwoord = als(cast.proceseigenaar).post(adres, {"reden": ""})
    assert antwoord.status_code == 422
    assert "Geef een reden waarom u zonder evaluatie afsluit." in antwoord.content.decode()


def test_evenveel_vragen_bij_een_en_bij_vijftig_rijen(als, cast, traject, django_assert_max_num_queries):
    def vragen(naam, *args):
        client = als(cast.projectleider)
        with django_assert_max_num_queries(12) as gemeten:
            assert client.get(reverse(f"uitvoering:{naam}", args=[traject.pk, *args])).status_code == 200
        return len(gemeten)

    def vul(nummers):
        for n in nummers:
            prio = maak_prioritering(maak_plan(traject, cast.proceseigenaar, 1)[0], rang=1) if n == 1 else None
            actie = maak_actie(traject, prio, "verbetering" if prio else "opleiding", actiehouder=cast.teammanager)
            Voortgang.objects.create(actie=actie, door=cast.projectleider, kleur="groen", zin="Loopt")
            meet(maak_kpi(traject, n), cast.projectleider, date(2024, 6, 1), "5", "eind")
            Evaluatiemoment.objects.create(traject=traject, datum=date(2024, 6, 1) + timedelta(days=n))

    vul([1])
    moment = Evaluatiemoment.objects.get()
    een = vragen("stap"), vragen("moment", moment.pk), vragen("voortgang", Implementatieactie.objects.get().pk)
    vul(range(2, 51))
    actie = Implementatieactie.objects.order_by("pk").first()
    assert (vragen("stap"), vragen("moment", moment.pk), vragen("voortgang", actie.pk)) == een
