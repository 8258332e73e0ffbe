"""Every change to the description of the current process (step 3): its steps, its check, its acceptance, parked ideas."""

from decimal import Decimal

from django.db.models import F, Max
from django.utils.text import Truncator

from berichten import klok
from trajecten.models import Logregel
from trajecten.poort import NietMogelijk, actie, bewaar, noteer
from verbeteringen.acties import draag_aan

from .models import Controle, Processtap, Procesversie, StapIdee

VELDEN = ("wat", "wie", "kanaal", "systeem", "duur", "duur_eenheid", "knelpunt", "verspilling")


@actie("proces_bewerken", stap=3)
def voeg_stap_toe(
    traject, *, door, wat, wie="", kanaal="", systeem="", duur=None, duur_eenheid="werkdagen", knelpunt="", verspilling="",
    plaats=None,
) -> Processtap:  # fmt: skip
    """Add a step to the description in progress, at the end or at `plaats` (1 = first). Makes version 1 when there is none.

    `duur` is elapsed time in `duur_eenheid` (werkdagen or dagen), 0 is possible. Raises NietMogelijk when it is frozen.
    """
    versie = _concept(traject, door)
    aantal = _aantal(versie)
    plek = aantal + 1 if plaats is None else min(max(plaats, 1), aantal + 1)
    stap = Processtap(
        procesversie=versie, volgorde=plek, wat=wat, wie=wie, kanaal=kanaal, systeem=systeem, duur=_duur(duur),
        duur_eenheid=duur_eenheid, knelpunt=knelpunt, verspilling=verspilling, gewijzigd_door=door,
    )  # fmt: skip
    versie.stappen.filter(volgorde__gte=plek).update(volgorde=F("volgorde") + 1)
    stap.save(force_insert=True)
    noteer(f"heeft processtap {plek} toegevoegd", stap, nieuw={"wat": wat, "versie": versie.nummer})
    return stap


@actie("proces_bewerken", stap=3)
def wijzig_stap(stap, *, door, versie, **velden):
    """Change a step on the basis of `versie`; raises Botsing when someone else saved first."""
    _weiger_bevroren(stap.procesversie)
    if "duur" in velden:
        velden["duur"] = _duur(velden["duur"])
    if verschil := bewaar(stap, versie, door, **velden):
        noteer(f"heeft processtap {stap.volgorde} gewijzigd", stap, **verschil)


@actie("proces_bewerken", stap=3)
def verplaats_stap(stap, *, door, naar: int):
    """Put a step at place `naar` (1 = first); the others move up or down. Moving to its own place changes nothing."""
    versie = _weiger_bevroren(stap.procesversie)
    van, aantal = Processtap.objects.values_list("volgorde", flat=True).get(pk=stap.pk), _aantal(versie)
    if not 1 <= naar <= aantal:
        raise NietMogelijk(f"Kies een plaats van 1 tot en met {aantal}.")
    if naar == van:
        return
    if naar < van:
        versie.stappen.filter(volgorde__gte=naar, volgorde__lt=van).update(volgorde=F("volgorde") + 1)
    else:
        versie.stappen.filter(volgorde__gt=van, volgorde__lte=naar).update(volgorde=F("volgorde") - 1)
    Processtap.objects.filter(pk=stap.pk).update(volgorde=naar)
    stap.volgorde = naar
    noteer(f"heeft processtap {van} verplaatst naar plaats {naar}", stap, {"plaats": van}, {"plaats": naar})


@actie("proces_bewerken", stap=3)
def verwijder_stap(stap, *, door):
    """Remove a step. The log line keeps all of it, so that `herstel_stap` can put it back."""
    versie = _weiger_bevroren(stap.procesversie)
    stap.refresh_from_db()
    oud = {veld: getattr(stap, veld) for veld in VELDEN} | {
        "plaats": stap.volgorde,
        "versie": versie.nummer,
        "ideeen": list(stap.ideeen.values_list("verbetering_id", flat=True)),
    }
    noteer(f"heeft processtap {stap.volgorde} verwijderd", stap, oud)
    Processtap.objects.filter(pk=stap.pk).delete()
    versie.stappen.filter(volgorde__gt=stap.volgorde).update(volgorde=F("volgorde") - 1)


@actie("proces_bewerken", stap=3)
def herstel_stap(regel: Logregel, *, door) -> Processtap:
    """Put back the step that this log line says was removed, on its place and with its ideas. Once."""
    if regel.handeling != "verwijder_stap" or not regel.oud:
        raise NietMogelijk("Deze regel van het logboek gaat niet over een verwijderde processtap.")
    if Logregel.objects.filter(traject=regel.traject, handeling="herstel_stap", nieuw__regel=regel.nummer).exists():
        raise NietMogelijk("Deze stap is al teruggezet.")
    oud = dict(regel.oud)
    versie = _concept(regel.traject, door)
    plek = min(oud["plaats"], _aantal(versie) + 1)
    velden = {veld: oud[veld] for veld in VELDEN} | {"duur": _duur(oud["duur"])}
    versie.stappen.filter(volgorde__gte=plek).update(volgorde=F("volgorde") + 1)
    stap = Processtap.objects.create(procesversie=versie, volgorde=plek, gewijzigd_door=door, **velden)
    StapIdee.objects.bulk_create([StapIdee(processtap=stap, verbetering_id=pk) for pk in oud["ideeen"]])
    noteer(f"heeft processtap {plek} teruggezet", stap, nieuw={"wat": stap.wat, "regel": regel.nummer})
    return stap


@actie("proces_bewerken", stap=3)
def vraag_controle(traject, *, door, wijze) -> Procesversie:
    """Ask whether the description is complete and correct, in one of the three ways (step 3b, S000 footnote 1)."""
    versie = _huidige(traject)
    if versie is None or not _aantal(versie):
        raise NietMogelijk("Er is nog niets om te controleren. Voeg eerst stappen toe.")
    _weiger_bevroren(versie)
    if wijze not in Procesversie.Wijze.values:
        raise NietMogelijk("Kies een manier van controleren.")
    velden = {"wijze_controle": wijze, "controle_gevraagd_op": klok.nu(), "controle_gevraagd_door": door}
    Procesversie.objects.filter(pk=versie.pk).update(**velden)
    noteer(f"heeft versie {versie.nummer} van het proces ter controle voorgelegd", versie, nieuw={"wijze": wijze})
    versie.refresh_from_db()
    return versie


@actie("proces_controleren", stap=3)
def controleer(versie, *, door, klopt: bool, opmerking="") -> Controle:
    """One person's answer: it is right, or a remark (needed when it is not). Raises NietMogelijk before it was asked."""
    _weiger_bevroren(versie)
    if not versie.controle_gevraagd_op:
        raise NietMogelijk("Er is nog niet om een controle gevraagd.")
    opmerking = opmerking.strip()
    if not klopt and not opmerking:
        raise NietMogelijk("Schrijf op wat er niet klopt of ontbreekt.")
    controle = Controle.objects.create(procesversie=versie, klopt=klopt, opmerking=opmerking, door=door)
    zin = "heeft gezegd dat het huidige proces klopt" if klopt else "heeft een opmerking bij het huidige proces gemaakt"
    noteer(zin, controle, nieuw={"klopt": klopt, "opmerking": opmerking, "versie": versie.nummer})
    return controle


@actie("proces_bewerken", stap=3)
def verwerk_opmerking(controle, *, door, verwerking, versie=None):
    """Say what was done with a remark; may be rewritten until the version is frozen.

    `versie`: the version of the answer that the form was based on; a second writer gets Botsing.
    """
    _weiger_bevroren(controle.procesversie)
    if not controle.opmerking:
        raise NietMogelijk("Bij dit antwoord is geen opmerking gemaakt.")
    if not verwerking.strip():
        raise NietMogelijk("Schrijf op wat er met de opmerking is gedaan.")
    if verschil := bewaar(controle, controle.versie if versie is None else versie, door, verwerking=verwerking.strip()):
        Controle.objects.filter(pk=controle.pk).update(verwerkt_op=klok.nu())
        noteer("heeft een opmerking bij het huidige proces verwerkt", controle, **verschil)


@actie("proces_accepteren", stap=3)
def accepteer(versie, *, door) -> Procesversie:
    """The proceseigenaar accepts the description as the current process; from now on it is frozen.

    Refused without steps, before a way of checking was chosen, without any answer (unless checked in session 1), or with
    open remarks. Further answers that did not come are no ground for refusal: the proceseigenaar decides (3b).
    """
    if not _aantal(versie):
        raise NietMogelijk("Deze beschrijving heeft nog geen stappen.")
    if not versie.wijze_controle:
        raise NietMogelijk("Deze beschrijving is nog niet ter controle voorgelegd.")
    controles = list(versie.controles.all())
    if not controles and versie.wijze_controle != Procesversie.Wijze.SAMENGEVOEGD:
        raise NietMogelijk("Nog niemand heeft gezegd of de beschrijving klopt.")
    if aantal := sum(controle.is_open for controle in controles):
        raise NietMogelijk(f"Er {'is nog 1 opmerking' if aantal == 1 else f'zijn nog {aantal} opmerkingen'} niet verwerkt.")
    velden = {"geaccepteerd_op": klok.nu(), "geaccepteerd_door": door}
    if not Procesversie.objects.filter(pk=versie.pk, geaccepteerd_op=None).update(**velden):
        wie = Procesversie.objects.get(pk=versie.pk).geaccepteerd_door
        raise NietMogelijk(f"{wie} heeft deze beschrijving al geaccepteerd.")
    noteer(f"heeft versie {versie.nummer} van het huidige proces geaccepteerd", versie, nieuw={"versie": versie.nummer})
    versie.refresh_from_db()
    return versie


@actie("proces_bewerken", stap=3)
def nieuwe_versie(traject, *, door) -> Procesversie:
    """Start a next version as a copy of the accepted one, which stays as it was. It must be checked and accepted anew."""
    oud = _huidige(traject)
    if oud is None or not oud.is_bevroren:
        raise NietMogelijk("Er is nog een versie in bewerking. Pas die aan.")
    nieuw = Procesversie.objects.create(traject=traject, nummer=oud.nummer + 1, gewijzigd_door=door)
    stappen = oud.stappen.values("volgorde", *VELDEN)
    kopieen = [Processtap(procesversie=nieuw, gewijzigd_door=door, **stap) for stap in stappen]
    Processtap.objects.bulk_create(kopieen)
    inhoud = {"uit": oud.nummer, "stappen": len(kopieen)}
    noteer(f"is begonnen aan versie {nieuw.nummer} van het huidige proces", nieuw, nieuw=inhoud)
    return nieuw


@actie("proces_bewerken", stap=3)
def laat_versie_vallen(versie, *, door):
    """Drop a version in progress that nobody answered on yet; the accepted version before it is then the current one."""
    _weiger_bevroren(versie)
    if versie.nummer == 1:
        raise NietMogelijk("Versie 1 kan niet weg: er is geen eerdere versie om op terug te vallen.")
    if versie.controles.exists():
        raise NietMogelijk("Er zijn al antwoorden op deze versie. Die moeten bewaard blijven.")
    noteer(f"heeft versie {versie.nummer} van het huidige proces laten vallen", versie, {"stappen": _aantal(versie)})
    Procesversie.objects.filter(pk=versie.pk).delete()


@actie("verbetering_aandragen")
def parkeer_idee(traject, *, door, titel, processtap=None, omschrijving="", code=None):
    """Park an idea from the session: it goes to the register with herkomst step 3 and, if given, its process step."""
    if processtap and processtap.traject.pk != traject.pk:
        raise NietMogelijk("Deze processtap hoort niet bij dit traject.")
    zin = Truncator(f"Processtap {processtap}" if processtap else "Geparkeerd bij het huidige proces").chars(300)
    verbetering = draag_aan(traject, door=door, titel=titel, omschrijving=omschrijving, herkomst=[(3, zin)], code=code)
    if processtap:
        _koppel(processtap, verbetering)
    return verbetering


@actie("verbetering_aandragen")
def koppel_idee(processtap, *, door, verbetering) -> StapIdee:
    """Point an improvement that stands in the register back to the process step it came from."""
    if verbetering.traject_id != processtap.traject.pk:
        raise NietMogelijk("Deze verbetering hoort niet bij dit traject.")
    if StapIdee.objects.filter(processtap=processtap, verbetering=verbetering).exists():
        raise NietMogelijk(f"{verbetering.code} is al gekoppeld aan deze processtap.")
    return _koppel(processtap, verbetering)


def _koppel(processtap, verbetering) -> StapIdee:
    code = verbetering.code
    noteer(
        f"heeft verbetering {code} gekoppeld aan processtap {processtap.volgorde}", processtap, nieuw={"verbetering": code}
    )
    return StapIdee.objects.create(processtap=processtap, verbetering=verbetering)


def _huidige(traject) -> Procesversie | None:
    return Procesversie.objects.filter(traject=traject).last()


def _concept(traject, door) -> Procesversie:
    """The version that may still change; version 1 when there is none yet."""
    versie = _huidige(traject)
    if versie is None:
        return Procesversie.objects.create(traject=traject, nummer=1, gewijzigd_door=door)
    return _weiger_bevroren(versie)


def _weiger_bevroren(versie) -> Procesversie:
    """Asks the database, because the object in hand may be from before the acceptance."""
    if Procesversie.objects.filter(pk=versie.pk, geaccepteerd_op__isnull=False).exists():
        raise NietMogelijk(f"Versie {versie.nummer} is geaccepteerd en verandert niet meer. Maak een nieuwe versie.")
    return versie


def _aantal(versie) -> int:
    return versie.stappen.aggregate(hoogste=Max("volgorde"))["hoogste"] or 0


def _duur(duur) -> Decimal | None:
    if duur is None or duur == "":
        return None
    duur = duur if isinstance(duur, Decimal) else Decimal(str(duur))
    if duur < 0:
        raise NietMogelijk("Een doorlooptijd kan niet lager zijn dan 0.")
    return duur
