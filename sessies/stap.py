"""Step 1: the temporary project group. It stands here because it needs the people (trajecten) and the start-sessie."""

from django.urls import reverse

from trajecten.models import Lid, Opdracht, Traject
from trajecten.rollen import rolnaam
from trajecten.stap import Mensen, Opgave, Stand, Stap

from .models import Sessie

NODIGE_ROLLEN = ("projectleider", "proceseigenaar", "procesadviseur", "vakinhoudelijk_medewerker", "sponsor")


def stand(traject: Traject, mensen: Mensen) -> Stand:
    """Step 1 is ready when the roles are filled, the assignment is confirmed and the start-sessie is held or skipped (b)."""
    velden = ("rol", "gebruiker_id", "team", "capaciteit_uren", "capaciteit_toegezegd")
    leden = list(Lid.objects.filter(traject=traject, tot=None).values_list(*velden))
    rollen = {rol for rol, *_ in leden}
    opdracht = Opdracht.objects.filter(traject=traject).first()
    adres, leider = reverse("sessies:stap", args=[traject.pk]), mensen["projectleider"]
    nog_nodig = [f"een {rolnaam(rol).lower()}" for rol in NODIGE_ROLLEN if rol not in rollen]
    if "klantreiscoach" not in rollen and not traject.geen_klantreiscoach:
        nog_nodig.append("een klantreiscoach, of een reden waarom die er niet is")
    opgaven = [Opgave(leider, "groep", "Stel de projectgroep samen", adres)] if nog_nodig else []
    if not opdracht or not opdracht.is_bevestigd:
        nog_nodig.append("de opdracht, bevestigd door de proceseigenaar")
        if opdracht and opdracht.doelstelling:
            opgaven.append(Opgave(mensen["proceseigenaar"], "opdracht", "Bevestig de opdracht", f"{adres}#opdracht"))
        else:
            opgaven.append(
                Opgave(leider, "opdracht_schrijven", "Schrijf de opdracht", reverse("sessies:opdracht", args=[traject.pk]))
            )
    if not Sessie.objects.filter(traject=traject, soort=Sessie.Soort.START).afgehandeld().exists():
        nog_nodig.append("een start-sessie, of een reden om die over te slaan")
        opgaven.append(Opgave(leider, "start_sessie", "Houd de start-sessie, of sla die over", f"{adres}#sessie"))
    wachtend = {team for _, _, team, uren, toegezegd in leden if team and uren and toegezegd is None}
    teams = {mens: team for rol, mens, team, _, _ in leden if rol == "teammanager"}
    if aan := [mens for mens in mensen["teammanager"] if teams.get(mens.pk) in wachtend]:
        opgaven.append(
            Opgave(aan, "capaciteit", "Zeg de uren van uw team toe", reverse("trajecten:mensen", args=[traject.pk]))
        )
    return Stand(begonnen=True, nog_nodig=nog_nodig, opgaven=opgaven)


STAP = Stap(
    nummer=1,
    titel="Projectgroep",
    kamer="sessies",
    na=(),
    levert_op="Een projectgroep met een duidelijke opdracht en draagvlak bij de leiding.",
    stand=stand,
)
