"""Step 1: the temporary project group. It stands here because it needs the people (trajecten) and the start-sessie."""

from django.urls import reverse

from trajecten.models import Lid, Opdracht, Traject
from trajecten.rollen import rolnaam
from trajecten.stap import Mensen, Opgave, Stand, Stap

from .models import Sessie

NODIGE_ROLLEN = ("projectleider", "proceseigenaar", "procesadviseur", "vakinhoudelijk_medewerker", "sponsor")


def stand(traject: Traject, mensen: Mensen) -> Stand:
    """Step 1 is ready when the roles are filled, the assignment is confirmed and the start-sessie is held or skipped (b)."""
    leden = list(Lid.objects.filter(traject=traject, tot=None).values_list("rol", "capaciteit_uren", "capaciteit_toegezegd"))
    rollen = {rol for rol, _, _ in leden}
    opdracht = Opdracht.objects.filter(traject=traject).first()
    adres = reverse("sessies:stap", args=[traject.pk])
    nog_nodig = [f"een {rolnaam(rol).lower()}" for rol in NODIGE_ROLLEN if rol not in rollen]
    if "klantreiscoach" not in rollen and not traject.geen_klantreiscoach:
        nog_nodig.append("een klantreiscoach, of een reden waarom die er niet is")
    opgaven = []
    if not opdracht or not opdracht.is_bevestigd:
        nog_nodig.append("de opdracht, bevestigd door de proceseigenaar")
        if opdracht and opdracht.doelstelling:
            opgaven.append(Opgave(mensen["proceseigenaar"], "opdracht", "Bevestig de opdracht", adres))
    if not Sessie.objects.filter(traject=traject, soort=Sessie.Soort.START).afgehandeld().exists():
        nog_nodig.append("een start-sessie, of een reden om die over te slaan")
    if nog_nodig:
        opgaven.append(Opgave(mensen["projectleider"], "stap1", "Stel de projectgroep samen", adres))
    if any(uren and toegezegd is None for _, uren, toegezegd in leden):
        opgaven.append(Opgave(mensen["teammanager"], "capaciteit", "Zeg de uren van uw team toe", adres))
    return Stand(begonnen=True, nog_nodig=nog_nodig, opgaven=opgaven)


STAP = Stap(
    nummer=1,
    titel="Projectgroep",
    kamer="sessies",
    na=(),
    levert_op="Een projectgroep met een duidelijke opdracht en draagvlak bij de leiding.",
    stand=stand,
)
