"""How the voice of the klant is heard, and when the others may see it."""

from berichten import klok
from trajecten.poort import Botsing, NietMogelijk, actie, bewaar, noteer
from trajecten.rollen import rollen_van

from ..models import Ervaring, Klantreis


@actie("klantreis_bewerken", stap=4)
def kies_type(
    traject,
    *,
    door,
    type,
    motivering="",
    doelgroep="",
    onderzoeksvraag="",
    bronnen="",
    herkomst_gemeente="",
    herkomst_adres="",
    versie=None,
) -> Klantreis:
    """Choose how the voice of the klant is heard (step 4 and its footnote 2), or change that choice.

    An alternative to own research needs a motivering; taking over a klantreis also needs the gemeente or the address. A
    change makes an earlier acceptance void. To change, name the `versie` that was on the screen; raises Botsing when
    there is a newer one.
    """
    velden = {
        "type": type,
        "motivering": motivering,
        "doelgroep": doelgroep,
        "onderzoeksvraag": onderzoeksvraag,
        "bronnen": bronnen,
    }
    return _leg_keuze_vast(
        traject, door, versie, velden | {"herkomst_gemeente": herkomst_gemeente, "herkomst_adres": herkomst_adres}
    )


@actie("klantreis_meedenken", stap=4)
def stel_alternatief_voor(
    traject, *, door, type, motivering, bronnen="", herkomst_gemeente="", herkomst_adres="", versie=None
) -> Klantreis:
    """Propose to skip or replace the klantreis in a traject without a klantreiscoach; the proceseigenaar accepts or not.

    Making the klantreis is the coach's work alone (c3), but a traject without a coach must be able to go on. So this door
    has the right of those who think along, and only lets the projectleider through.
    """
    if "projectleider" not in rollen_van(door, traject):
        raise NietMogelijk("Alleen de projectleider kan voorstellen om de klantreis te vervangen of over te slaan.")
    if heeft_klantreiscoach(traject):
        raise NietMogelijk("Dit traject heeft een klantreiscoach. Die kiest hoe de stem van de klant wordt opgehaald.")
    if type not in Klantreis.ZONDER_EIGEN_ONDERZOEK:
        raise NietMogelijk("Voor eigen onderzoek is een klantreiscoach nodig. Neem die eerst op in de projectgroep.")
    velden = {"type": type, "motivering": motivering, "bronnen": bronnen}
    return _leg_keuze_vast(
        traject, door, versie, velden | {"herkomst_gemeente": herkomst_gemeente, "herkomst_adres": herkomst_adres}
    )


def heeft_klantreiscoach(traject) -> bool:
    return traject.deelnames.filter(permission__codename="klantreiscoach", user__is_active=True).exists()


def _leg_keuze_vast(traject, door, versie, velden) -> Klantreis:
    _keur_keuze(velden)
    reis = Klantreis.objects.filter(traject=traject).first()
    openbaar = {naam: velden[naam] for naam in ("type", "motivering")}
    if reis is None:
        reis = Klantreis.objects.create(traject=traject, gewijzigd_door=door, **velden)
        noteer(f"heeft de manier van de klantreis gekozen: {reis.get_type_display().lower()}", reis, nieuw=openbaar)
        return reis
    if versie is None and any(getattr(reis, naam) != waarde for naam, waarde in velden.items()):
        raise Botsing(reis, velden)
    oud = {naam: getattr(reis, naam) for naam in openbaar}
    if bewaar(reis, versie, door, **velden):
        # The proceseigenaar accepted another text than the one that stands there now.
        Klantreis.objects.filter(pk=reis.pk).update(alternatief_aanvaard_op=None, alternatief_aanvaard_door=None)
        reis.alternatief_aanvaard_op = reis.alternatief_aanvaard_door = None
        noteer("heeft gewijzigd hoe de stem van de klant wordt opgehaald", reis, oud, openbaar)
    return reis


def _keur_keuze(velden):
    if velden["type"] not in Klantreis.Type.values:
        raise NietMogelijk("Kies een van de manieren om de stem van de klant op te halen.")
    if velden["type"] in Klantreis.ZONDER_EIGEN_ONDERZOEK and not velden["motivering"].strip():
        raise NietMogelijk("Schrijf op waarom u geen eigen onderzoek doet. De proceseigenaar leest dit en besluit.")
    adres = velden["herkomst_adres"].strip()
    if adres and not adres.startswith(("https://", "http://")):
        raise NietMogelijk("Het adres van de klantreis begint met https://.")
    herkomst = velden["herkomst_gemeente"].strip() + adres
    if velden["type"] == Klantreis.Type.OVERGENOMEN and not herkomst:
        raise NietMogelijk("Schrijf op van welke gemeente de klantreis komt, of waar die te vinden is.")


@actie("klantreis_overslaan_accepteren", stap=4)
def aanvaard_alternatief(klantreis, *, door, versie=None):
    """The proceseigenaar agrees to skip or replace the klantreis, on the text of `versie` (the one on the screen)."""
    if not klantreis.is_alternatief:
        raise NietMogelijk("Er is niets te aanvaarden: in dit traject wordt eigen onderzoek gedaan.")
    rij = Klantreis.objects.filter(pk=klantreis.pk, versie=versie or klantreis.versie)
    if not rij.exists():
        raise NietMogelijk("Het voorstel is intussen gewijzigd. Lees de nieuwe tekst en besluit dan opnieuw.")
    velden = {"alternatief_aanvaard_op": klok.nu(), "alternatief_aanvaard_door": door}
    if not rij.filter(alternatief_aanvaard_op=None).update(**velden):
        raise NietMogelijk("Dit voorstel is al aanvaard.")
    for naam, waarde in velden.items():
        setattr(klantreis, naam, waarde)
    wat = "overgeslagen" if klantreis.type == Klantreis.Type.OVERGESLAGEN else "vervangen"
    nieuw = {"type": klantreis.type, "motivering": klantreis.motivering}
    noteer(f"is akkoord dat de klantreis wordt {wat}", klantreis, nieuw=nieuw)


@actie("klantreis_bewerken", stap=4)
def publiceer(klantreis, *, door):
    """From now on everyone in the traject sees the klantreis, never the raw interviews (c3, note 5)."""
    if not Ervaring.objects.filter(fase__klantreis=klantreis).exists():
        raise NietMogelijk("Er is nog niets te publiceren. Voeg eerst een ervaring toe.")
    if not Klantreis.objects.filter(pk=klantreis.pk, gepubliceerd_op=None).update(gepubliceerd_op=klok.nu()):
        raise NietMogelijk("De klantreis is al gepubliceerd.")
    klantreis.refresh_from_db(fields=["gepubliceerd_op"])
    noteer("heeft de klantreis gepubliceerd", klantreis)


@actie("klantreis_bewerken", stap=4)
def trek_publicatie_in(klantreis, *, door):
    """Only the coach sees the klantreis again, for instance because someone could be recognised in it."""
    if not Klantreis.objects.filter(pk=klantreis.pk).exclude(gepubliceerd_op=None).update(gepubliceerd_op=None):
        raise NietMogelijk("De klantreis is niet gepubliceerd.")
    klantreis.gepubliceerd_op = None
    noteer("heeft de publicatie van de klantreis ingetrokken", klantreis)
