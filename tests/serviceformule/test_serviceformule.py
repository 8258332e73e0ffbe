"""Step 5: the formule that leads, the six P's from both sides, and the reference data behind them."""

import pytest
from django.db.models import ProtectedError
from django.urls import reverse

from serviceformule import acties, stap
from serviceformule.models import Afspraak, Beoordeling, Formule, Koppeling, P
from trajecten.poort import Botsing, Geweigerd, NietMogelijk
from trajecten.stap import Mensen
from verbeteringen.acties import draag_aan

from .bouwers import maak_beoordeling, maak_koppeling, maak_volledige_6p

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_poorten")]
GEMEEN = "<script>alert('x')</script> \"&{{ 7 }} ' OR 1=1 --"
BEIDE = {"extern": "Termijn vooraf", "intern": "Geen vaste momenten"}


def adres(naam, traject, *rest):
    return reverse(f"serviceformule:{naam}", args=[traject.pk, *rest])


def nog_nodig(traject):
    return stap.stand(traject, Mensen(traject)).nog_nodig


def test_de_vijf_formules_staan_er_met_wat_zeker_is_en_wat_een_voorstel_is():
    namen = list(Formule.objects.values_list("naam", flat=True))
    assert namen == ["Flitsformule", "Wegwijsformule", "Ontwikkelformule", "Beheerformule", "Handhaafformule"]
    assert all("voorstel" in formule.herkomst for formule in Formule.objects.all())
    for formule in Formule.objects.prefetch_related("afspraken"):
        assert {rij.soort for rij in formule.afspraken.all()} == {"zekerheid", "afspraak"}
    assert not Afspraak.objects.exclude(p__in=P.values).exists()


def test_stap_vijf_is_klaar_als_alle_zes_en_elk_verschil_geregeld_zijn(cast, traject):
    leider = cast.projectleider
    assert len(nog_nodig(traject)) == 2
    acties.kies_formule(traject, door=leider, formule=Formule.objects.get(code="wegwijs"), motivering="Past")
    for p in P.values[:-2]:
        acties.beoordeel_p(traject, door=leider, p=p, oordeel="komt_overeen", **BEIDE)
    assert nog_nodig(traject) == ["een oordeel over Proces en Promotie"]
    proces = acties.beoordeel_p(traject, door=leider, p="Proces", oordeel="verschilt", **BEIDE)
    acties.beoordeel_p(traject, door=leider, p="Promotie", oordeel="verschilt", **BEIDE)
    assert nog_nodig(traject) == ["een verbetering of een reden om het verschil te laten bij Proces en Promotie"]
    acties.draag_idee_aan(proces, door=cast.vakinhoudelijk_medewerker, titel="Vaste besluitmomenten")
    reden = {"bewust_geaccepteerd": "Volgt uit de nieuwe website", "versie": 1}
    acties.beoordeel_p(traject, door=leider, p="Promotie", oordeel="verschilt", **BEIDE, **reden)
    assert nog_nodig(traject) == []
    traject.refresh_from_db()
    assert traject.stand[4]["stand"] == "klaar"


def test_wat_niet_mag_gaat_niet_door(cast, traject):
    leider, flits = cast.projectleider, Formule.objects.get(code="flits")
    fout = [
        {"p": "Prins", "oordeel": "verschilt", **BEIDE},
        {"p": "Prijs", "oordeel": "misschien", **BEIDE},
        {"p": "Prijs", "oordeel": "verschilt", "extern": "Vooraf", "intern": "  "},
        {"p": "Prijs", "oordeel": "komt_overeen", "bewust_geaccepteerd": "Laat maar", **BEIDE},
    ]
    for velden in fout:
        with pytest.raises(NietMogelijk):
            acties.beoordeel_p(traject, door=leider, **velden)
    with pytest.raises(NietMogelijk):
        acties.kies_formule(traject, door=leider, formule=flits, motivering=" ")
    acties.zet_formule(flits, door=cast.beheerder, actief=False)
    with pytest.raises(NietMogelijk):
        acties.kies_formule(traject, door=leider, formule=flits, motivering="Toch")
    for wie in (cast.klantreiscoach, cast.procesadviseur, cast.sponsor, cast.privacy_officer):
        with pytest.raises(Geweigerd):
            acties.beoordeel_p(traject, door=wie, p="Prijs", oordeel="verschilt", **BEIDE)
    assert not Beoordeling.objects.exists()
    assert not Koppeling.objects.exists()


def test_twee_mensen_bij_dezelfde_p_zien_elkaars_tekst(cast, traject, als):
    acties.beoordeel_p(traject, door=cast.projectleider, p="Prijs", oordeel="deels", **BEIDE)
    with pytest.raises(Botsing):
        acties.beoordeel_p(traject, door=cast.proceseigenaar, p="Prijs", oordeel="verschilt", **BEIDE)
    # A colleague who opened the empty form before that, sends it without a version.
    met = {"extern": "Vooraf een prijs", "intern": "Grondprijzenbrief", "oordeel": "verschilt"}
    antwoord = als(cast.vakinhoudelijk_medewerker).post(adres("beoordeel", traject, "prijs"), met)
    assert antwoord.status_code == 409
    tekst = antwoord.content.decode()
    assert "Termijn vooraf" in tekst
    assert "Vooraf een prijs" in tekst
    keuze = met | {"versie": "1", "kies_extern": "hun", "hun_extern": "Termijn vooraf"}
    assert als(cast.vakinhoudelijk_medewerker).post(adres("beoordeel", traject, "prijs"), keuze).status_code == 303
    nu = Beoordeling.objects.get()
    assert (nu.extern, nu.intern, nu.versie) == ("Termijn vooraf", "Grondprijzenbrief", 2)


def test_een_idee_houdt_de_weg_terug_naar_de_p(cast, traject):
    beoordeling = maak_beoordeling(traject, "Plaats", "verschilt")
    nieuw = acties.draag_idee_aan(beoordeling, door=cast.klantreiscoach, titel="E-formulier met kaart")
    zin, waar = stap.spoor(nieuw)[0]
    assert zin == "Ontstaan uit de P van Plaats: verschilt"
    assert waar.endswith("#p-plaats")
    bestaand = draag_aan(traject, door=cast.projectleider, titel="Uit stap 3", herkomst=[(3, "")])
    acties.koppel_idee(beoordeling, door=cast.projectleider, verbetering=bestaand)
    assert {herkomst.stap for herkomst in bestaand.herkomsten.all()} == {3, 5}
    vreemd = draag_aan(cast.buur_traject, door=cast.buur_projectleider, titel="Van de buren", herkomst=[(3, "")])
    for verbetering in (bestaand, vreemd):
        with pytest.raises(NietMogelijk):
            acties.koppel_idee(beoordeling, door=cast.projectleider, verbetering=verbetering)


def test_fouten_houden_de_invoer_en_vreemde_tekst_blijft_tekst(cast, traject, als):
    leider = als(cast.projectleider)
    antwoord = leider.post(adres("beoordeel", traject, "proces"), {"extern": GEMEEN, "intern": "", "oordeel": "x"})
    assert antwoord.status_code == 422
    assert "&lt;script&gt;alert" in antwoord.content.decode()
    maak_koppeling(traject, cast.projectleider, motivering=GEMEEN)
    maak_beoordeling(
        traject, "Proces", "verschilt", extern=GEMEEN, intern=GEMEEN, toelichting=GEMEEN, bewust_geaccepteerd=GEMEEN
    )
    Formule.objects.update(waarvoor=GEMEEN, kernwaarden=GEMEEN, herkomst=GEMEEN)
    Afspraak.objects.update(tekst=GEMEEN)
    for pad in (adres("stap", traject), adres("kies", traject), adres("beoordeel", traject, "proces")):
        tekst = leider.get(pad).content.decode()
        assert "<script>alert" not in tekst
        assert "&lt;script&gt;alert" in tekst


@pytest.mark.parametrize("naam, lezer_mag", [("stap", True), ("kies", False), ("beoordeel", False), ("idee", True)])
def test_vijf_controles_per_scherm(cast, traject, als, naam, lezer_mag):
    beoordeling = maak_volledige_6p(traject, cast.projectleider) and Beoordeling.objects.first()
    rest = {"beoordeel": ["prijs"], "idee": [beoordeling.pk]}.get(naam, [])
    pad = adres(naam, traject, *rest)
    assert als(cast.projectleider).get(pad).status_code == 200
    assert als(cast.vakinhoudelijk_medewerker).get(pad).status_code == 200
    assert als(cast.sponsor).get(pad).status_code == (200 if lezer_mag else 403)
    for wie in (cast.vreemde, cast.oud_lid, cast.buur_projectleider):
        assert als(wie).get(pad).status_code == 404
    assert als(cast.projectleider).delete(pad).status_code == 405
    assert als(cast.projectleider).get(adres("beoordeel", traject, "pispot")).status_code == 404


def test_het_aantal_vragen_hangt_niet_af_van_het_aantal_rijen(cast, traject, als, django_assert_max_num_queries):
    maak_volledige_6p(traject, cast.projectleider)
    paginas = [(cast.projectleider, adres("stap", traject), 12), (cast.beheerder, reverse("serviceformule_beheer:lijst"), 5)]

    def tel(wie, pad, hoogstens):
        mens = als(wie)
        with django_assert_max_num_queries(hoogstens) as vragen:
            assert mens.get(pad).status_code == 200
        return len(vragen)

    eerst = [tel(*pagina) for pagina in paginas]
    formule = Formule.objects.get(code="wegwijs")
    for nummer in range(50):
        verbetering = draag_aan(traject, door=cast.projectleider, titel=f"Idee {nummer}", herkomst=[(5, "")])
        Beoordeling.objects.first().ideeen.create(verbetering=verbetering)
        formule.afspraken.create(soort="zekerheid", tekst=f"Zekerheid {nummer}", volgorde=nummer)
        Formule.objects.create(code=f"f{nummer}", naam=f"Formule {nummer}")
    assert [tel(*pagina) for pagina in paginas] == eerst


def test_een_formule_in_gebruik_verdwijnt_niet(cast, traject, als):
    formule = maak_koppeling(traject, cast.projectleider).formule
    with pytest.raises(NietMogelijk):
        acties.verwijder_formule(formule, door=cast.beheerder)
    pad = reverse("serviceformule_beheer:verwijder", args=[formule.pk])
    assert als(cast.beheerder).post(pad, {}).status_code == 409
    with pytest.raises(ProtectedError):
        formule.delete()
    acties.zet_formule(formule, door=cast.beheerder, actief=False)
    assert "Wegwijsformule" in als(cast.projectleider).get(adres("stap", traject)).content.decode()
    acties.verwijder_formule(Formule.objects.get(code="flits"), door=cast.beheerder)
    assert not Afspraak.objects.filter(formule__code="flits").exists()


def test_alleen_de_beheerder_past_de_formules_aan_en_twee_beheerders_botsen(cast, als):
    formule = Formule.objects.get(code="flits")
    zekerheid = formule.afspraken.first()
    paginas = [
        ("lijst", []),
        ("nieuw", []),
        ("formule", [formule.pk]),
        ("wijzig", [formule.pk]),
        ("verwijder", [formule.pk]),
    ]
    paginas += [("afspraak_nieuw", [formule.pk]), ("afspraak_wijzig", [zekerheid.pk])]
    for naam, rest in paginas:
        pad = reverse(f"serviceformule_beheer:{naam}", args=rest)
        assert als(cast.beheerder).get(pad).status_code == 200
        assert als(cast.projectleider).get(pad).status_code == 403
        assert als(cast.beheerder).delete(pad).status_code == 405
    with pytest.raises(NietMogelijk):
        acties.wijzig_formule(formule, door=cast.projectleider, versie=1, naam="Snel")
    acties.wijzig_formule(formule, door=cast.beheerder, versie=1, waarvoor="Eerste tekst")
    met = {"naam": "Flitsformule", "waarvoor": "Tweede tekst", "versie": "1"}
    antwoord = als(cast.beheerder).post(reverse("serviceformule_beheer:wijzig", args=[formule.pk]), met)
    assert antwoord.status_code == 409
    assert "Eerste tekst" in antwoord.content.decode()


def test_de_beheerder_vult_aan_zet_uit_en_verplaatst(cast, traject, als):
    beheerder = als(cast.beheerder)
    beheerder.post(reverse("serviceformule_beheer:nieuw"), {"naam": "Balieformule", "klantrol": "klant"})
    formule = Formule.objects.get(naam="Balieformule")
    assert (formule.code, formule.volgorde) == ("balie", 6)
    pad = reverse("serviceformule_beheer:afspraak_nieuw", args=[formule.pk])
    for tekst in ("Eerste", "Tweede"):
        beheerder.post(pad, {"soort": "zekerheid", "p": "Plaats", "tekst": tekst})
    tweede = Afspraak.objects.get(tekst="Tweede")
    beheerder.post(reverse("serviceformule_beheer:afspraak_verplaats", args=[tweede.pk]), {"plaats": 1})
    assert [rij.tekst for rij in formule.afspraken.all()] == ["Tweede", "Eerste"]
    beheerder.post(reverse("serviceformule_beheer:afspraak_zet", args=[tweede.pk]), {"actief": "nee"})
    maak_koppeling(traject, cast.projectleider, formule=formule)
    tekst = als(cast.projectleider).get(adres("stap", traject)).content.decode()
    assert "Eerste" in tekst
    assert "Tweede" not in tekst
