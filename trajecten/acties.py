"""Every change to a traject itself, its people and its assignment."""

from django.db import IntegrityError, transaction
from guardian.shortcuts import assign_perm, remove_perm

from berichten import klok

from . import poort, stap
from .models import Deelname, Lid, Opdracht, Opmerking, Poortbesluit, Traject
from .poort import NietMogelijk, actie, bewaar, noteer
from .rollen import EEN_TEGELIJK, ROLLEN, SPECIALISTEN, rolnaam, vergeet_rollen

STARTROLLEN = ("projectleider", "proceseigenaar", "procesadviseur")


@transaction.atomic
def begin_traject(*, door, titel, organisatie, rol="projectleider", casus=None, **velden) -> Traject:
    """Start a traject; who starts it gets one of the three leading roles (matrix: "Traject aanmaken").

    Needs the organisation-wide right `accounts.trajecten_starten`, since there is no traject yet to have a role in.
    """
    if not door.has_perm("accounts.trajecten_starten"):
        raise NietMogelijk("U mag geen traject beginnen. Vraag dit aan de functioneel beheerder.")
    if rol not in STARTROLLEN:
        raise NietMogelijk("Wie een traject begint, is projectleider, proceseigenaar of procesadviseur.")
    traject = Traject.objects.create(
        titel=titel, organisatie=organisatie, casus=casus, aangemaakt_door=door, gewijzigd_door=door, **velden
    )
    Opdracht.objects.create(traject=traject, gewijzigd_door=door)
    _maak_lid(traject, door, rol, functie=door.functie, team=door.team)
    poort._schrijf(
        traject, door, "traject_bewerken", "begin_traject", "is dit traject begonnen", traject, None, {"titel": titel}
    )
    stap.ververs(traject)
    return traject


@actie("traject_bewerken")
def wijzig_traject(traject, *, door, versie, **velden):
    if verschil := bewaar(traject, versie, door, **velden):
        noteer("heeft de gegevens van het traject gewijzigd", traject, **verschil)


@actie("opdracht_bewerken", stap=1)
def wijzig_opdracht(opdracht, *, door, versie, **velden):
    """Write the assignment. A confirmed assignment that changes must be confirmed again (the confirmation names its version)."""
    if verschil := bewaar(opdracht, versie, door, **velden):
        noteer("heeft de opdracht gewijzigd", opdracht, **verschil)


@actie("opdracht_bevestigen", stap=1)
def bevestig_opdracht(opdracht, *, door, versie):
    """The proceseigenaar gives the assignment, exactly the version that was on the screen (stap 1)."""
    if not opdracht.doelstelling:
        raise NietMogelijk("De opdracht heeft nog geen doelstelling. Vul die eerst in.")
    velden = {"bevestigd_door": door, "bevestigd_op": klok.nu(), "bevestigde_versie": versie}
    if not Opdracht.objects.filter(pk=opdracht.pk, versie=versie).update(**velden):
        raise NietMogelijk("De opdracht is intussen gewijzigd. Lees de nieuwe tekst en bevestig opnieuw.")
    noteer("heeft de opdracht gegeven", opdracht, nieuw={"versie": versie})


@actie("projectgroep_beheren")
def neem_op(traject, *, door, gebruiker, rol, functie="", team="", is_extern=False, capaciteit_uren=None) -> Lid:
    """Add a person with a role. A specialist is named now and gets access when a toets is asked (c3, note 1).

    Nobody gives a role to himself: that would raise one's own rights.
    """
    if rol not in ROLLEN:
        raise NietMogelijk("Deze rol bestaat niet.")
    if gebruiker == door:
        raise NietMogelijk("U kunt uzelf geen rol geven. Vraag dit aan de projectleider of de proceseigenaar.")
    if not gebruiker.is_active:
        raise NietMogelijk(f"{gebruiker} heeft geen toegang meer tot Wasstraat.")
    if rol in EEN_TEGELIJK and (huidig := Lid.objects.filter(traject=traject, rol=rol, tot=None).first()):
        raise NietMogelijk(
            f"{huidig.gebruiker} is al {rolnaam(rol).lower()}. Draag die rol over in plaats van er een toe te voegen."
        )
    lid = _maak_lid(
        traject, gebruiker, rol, functie=functie, team=team, is_extern=is_extern, capaciteit_uren=capaciteit_uren
    )
    noteer(f"heeft {gebruiker} toegevoegd als {rolnaam(rol).lower()}", lid, nieuw={"rol": rol, "wie": str(gebruiker)})
    return lid


@actie("projectgroep_beheren")
def wijzig_lid(lid, *, door, versie, **velden):
    """Function, team, external or not, and hours. Other hours must be promised again by the teammanager."""
    if verschil := bewaar(lid, versie, door, **velden):
        if "capaciteit_uren" in verschil["nieuw"]:
            Lid.objects.filter(pk=lid.pk).update(capaciteit_toegezegd=None, capaciteit_door=None, capaciteit_op=None)
        noteer(f"heeft de gegevens van {lid.gebruiker} in de projectgroep gewijzigd", lid, **verschil)


@actie("projectgroep_beheren")
def draag_over(lid, *, door, aan) -> Lid:
    """Give a role that exists once (projectleider, proceseigenaar) to someone else; no moment without one."""
    if lid.rol not in EEN_TEGELIJK:
        raise NietMogelijk(f"De rol {rolnaam(lid.rol).lower()} kan door meer mensen worden gedaan. Voeg iemand toe.")
    if aan in (door, lid.gebruiker):
        raise NietMogelijk("Kies iemand anders om de rol aan over te dragen.")
    if not aan.is_active:
        raise NietMogelijk(f"{aan} heeft geen toegang meer tot Wasstraat.")
    _eindig(lid)
    nieuw = _maak_lid(lid.traject, aan, lid.rol, functie=aan.functie, team=aan.team)
    noteer(
        f"heeft de rol {rolnaam(lid.rol).lower()} overgedragen aan {aan}",
        nieuw,
        {"wie": str(lid.gebruiker)},
        {"wie": str(aan)},
    )
    return nieuw


@actie("projectgroep_beheren")
def beeindig_lid(lid, *, door):
    """End a role from today. The row stays as history; access ends at once."""
    if lid.rol in EEN_TEGELIJK:
        raise NietMogelijk(f"Een traject heeft altijd een {rolnaam(lid.rol).lower()}. Draag de rol over aan iemand anders.")
    _eindig(lid)
    noteer(f"heeft de rol {rolnaam(lid.rol).lower()} van {lid.gebruiker} beëindigd", lid, {"rol": lid.rol}, None)


@actie("capaciteit_toezeggen")
def zeg_capaciteit_toe(lid, *, door, toegezegd: bool):
    """A teammanager confirms or refuses the hours of someone of the own team (c3, note 3)."""
    if lid.tot or not lid.capaciteit_uren:
        raise NietMogelijk(f"Er zijn geen uren van {lid.gebruiker} gevraagd.")
    eigen_teams = set(Lid.objects.filter(traject=lid.traject, gebruiker=door, tot=None).values_list("team", flat=True)) - {
        ""
    }
    if lid.gebruiker != door and lid.team not in eigen_teams:
        raise NietMogelijk("U kunt alleen uren toezeggen van mensen uit uw eigen team.")
    Lid.objects.filter(pk=lid.pk).update(capaciteit_toegezegd=toegezegd, capaciteit_door=door, capaciteit_op=klok.nu())
    wat = "toegezegd" if toegezegd else "niet toegezegd"
    noteer(f"heeft {lid.capaciteit_uren} uur van {lid.gebruiker} {wat}", lid, nieuw={"toegezegd": toegezegd})


@actie("projectgroep_beheren")
def verklaar_geen_klantreiscoach(traject, *, door, reden):
    """Step 1 wants a klantreiscoach, or the reason why there is none."""
    Traject.objects.filter(pk=traject.pk).update(geen_klantreiscoach=reden)
    noteer("heeft vastgelegd waarom er geen klantreiscoach is", traject, nieuw={"reden": reden})


@actie("toets_vragen")
def verleen_toegang(lid, *, door):
    """A specialist sees the traject from the moment a toets is asked (c3, note 1). Done by toetsing, in its own transaction."""
    if lid.rol not in SPECIALISTEN:
        raise NietMogelijk("Alleen een specialist krijgt toegang via een toets.")
    if not Deelname.objects.filter(content_object=lid.traject, user=lid.gebruiker, permission__codename=lid.rol).exists():
        assign_perm(lid.rol, lid.gebruiker, lid.traject)
        vergeet_rollen(lid.gebruiker)
        noteer(f"heeft {lid.gebruiker} toegang gegeven als {rolnaam(lid.rol).lower()}", lid, nieuw={"rol": lid.rol})


@actie("poort_passeren")
def passeer_poort(traject, *, door, stap: int, reden):
    """Go on with a step although an earlier one is not ready. The reason and what was missing stay visible."""
    nog_nodig = poort.poort_dicht(traject, stap)
    if not nog_nodig:
        raise NietMogelijk(f"Stap {stap} kan gewoon beginnen. Een reden is niet nodig.")
    besluit = Poortbesluit.objects.create(traject=traject, stap=stap, reden=reden, nog_nodig=nog_nodig, door=door)
    noteer(f"is toch verder gegaan met stap {stap}", besluit, {"nog_nodig": nog_nodig}, {"reden": reden})
    return besluit


def opmerken(recht):
    """One door per step for remarks by those who may think along; the right differs per step."""

    @actie(recht)
    def maak_opmerking(traject, *, door, stap: int, tekst) -> Opmerking:
        opmerking = Opmerking.objects.create(traject=traject, stap=stap, tekst=tekst, door=door)
        noteer(f"heeft een opmerking gemaakt bij stap {stap}", opmerking, nieuw={"tekst": tekst})
        return opmerking

    return maak_opmerking


@actie("traject_afsluiten")
def sluit_af(traject, *, door, reden=""):
    """End the traject. Whether the evaluation was held is judged by the room of step 10, which calls this."""
    if traject.afgesloten_op:
        raise NietMogelijk("Dit traject is al afgesloten.")
    Traject.objects.filter(pk=traject.pk).update(afgesloten_op=klok.nu(), afgesloten_door=door, afsluitreden=reden)
    traject.refresh_from_db(fields=["afgesloten_op", "afgesloten_door", "afsluitreden"])
    poort.lopend_traject().afgesloten_op = traject.afgesloten_op
    noteer("heeft het traject afgesloten", traject, nieuw={"reden": reden})


@actie("traject_afsluiten", op_gesloten=True)
def heropen(traject, *, door, reden):
    if not Traject.objects.get(pk=traject.pk).afgesloten_op:
        raise NietMogelijk("Dit traject is niet afgesloten.")
    Traject.objects.filter(pk=traject.pk).update(afgesloten_op=None, afgesloten_door=None, afsluitreden="")
    traject.refresh_from_db(fields=["afgesloten_op", "afgesloten_door", "afsluitreden"])
    poort.lopend_traject().afgesloten_op = None
    noteer("heeft het traject heropend", traject, nieuw={"reden": reden})


def _maak_lid(traject, gebruiker, rol, **velden) -> Lid:
    try:
        with transaction.atomic():
            lid = Lid.objects.create(traject=traject, gebruiker=gebruiker, rol=rol, **velden)
    except IntegrityError:
        raise NietMogelijk(f"{gebruiker} heeft de rol {rolnaam(rol).lower()} al.") from None
    if rol not in SPECIALISTEN:
        assign_perm(rol, gebruiker, traject)
        vergeet_rollen(gebruiker)
    return lid


def _eindig(lid):
    if not Lid.objects.filter(pk=lid.pk, tot=None).update(tot=klok.vandaag()):
        raise NietMogelijk("Deze rol is al beëindigd.")
    remove_perm(lid.rol, lid.gebruiker, lid.traject)
    vergeet_rollen(lid.gebruiker)
