"""What the detail hides, no list, search, log, export or document may show: drafts of the coach and of a specialist."""

import pytest

from klantreis import acties as klantreis
from klantreis.models import Citaat, Ervaring, Klantreis, Persona, Respondent
from tests.huis.test_matrix import Wereld, _mag_naar_binnen
from toetsing import acties as toetsing
from toetsing.models import Toets

pytestmark = pytest.mark.django_db
ANDEREN = ("projectleider", "privacy_officer", "beheerder")


@pytest.fixture
def wereld(cast, open_poorten):
    return Wereld(cast)


def waar(client, wereld, woord):
    """Every page of the traject, and of the organisation, on which one of the others reads this word."""
    gezien = []
    for rol in ANDEREN:
        client.force_login(getattr(wereld.cast, rol), backend="accounts.backends.Aanmelding")
        for adres in wereld.adressen:
            if "GET" in adres.methoden and adres.soort != "openbaar" and _mag_naar_binnen(adres, rol):
                antwoord = client.get(wereld.pad(adres), {"zoek": woord} if adres.naam.endswith("register") else {})
                inhoud = b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content
                if woord.encode() in inhoud.replace(f'value="{woord}"'.encode(), b""):
                    gezien.append((rol, adres.patroon))
    return gezien


def test_een_klantreis_die_niet_is_gepubliceerd_staat_nergens(client, cast, wereld):
    reis = wereld.hier.geef(Klantreis)
    Klantreis.objects.filter(pk=reis.pk).update(gepubliceerd_op=None)
    reis.refresh_from_db()
    coach = cast.klantreiscoach
    ervaring = klantreis.voeg_ervaring_toe(reis, door=coach, fase="GEHEIM", handeling="GEHEIM", emotie=-2, citaat="GEHEIM")
    klantreis.wijzig_ervaring(ervaring, door=coach, versie=ervaring.versie, handeling="GEHEIM twee", gedachte="GEHEIM")
    klantreis.voeg_persona_toe(reis, door=coach, naam="GEHEIM", situatie="GEHEIM")
    klantreis.draag_idee_aan(ervaring, door=coach, titel="Een idee uit de reis")
    for model, veld in ((Ervaring, "citaat"), (Persona, "doel"), (Respondent, "kenmerken"), (Citaat, "tekst")):
        wereld.hier.geef(model)
        model.objects.update(**{veld: "GEHEIM"})
    assert waar(client, wereld, "GEHEIM") == []


def test_een_oordeel_dat_niet_is_ingeleverd_staat_nergens(client, cast, wereld):
    toets = wereld.hier.geef(Toets)
    Toets.objects.filter(pk=toets.pk).update(ingeleverd_op=None, specialist=cast.specialist_iv)
    toets.refresh_from_db()
    type(toets.discipline).objects.filter(pk=toets.discipline_id).update(rol="specialist_iv")
    toets.discipline.refresh_from_db()
    regel = toets.regels.first()
    for opmerking in ("GEHEIM een", "GEHEIM twee"):
        toetsing.geef_oordeel(
            toets,
            door=cast.specialist_iv,
            planregel=regel,
            oordeel="niet_akkoord",
            opmerking=opmerking,
            alternatief="GEHEIM",
        )
    assert waar(client, wereld, "GEHEIM") == []
