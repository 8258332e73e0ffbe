"""Who may do what: one text table, one backend.

Row = right, column = role; the source is the permission matrix (c3) of the domain. `B` decides or confirms, `U` may edit,
`E` may edit only what is his own (own team, action or discipline: the actie checks that), `M` may comment or propose,
`L` may read, `.` may not. Every mark gives the right; the letter says how, and docs/rollen.md prints it.
"""

from dataclasses import dataclass

from django.contrib.auth.backends import BaseBackend

ROLLEN = {
    "sponsor": ("SP", "Sponsor"),
    "proceseigenaar": ("PE", "Proceseigenaar"),
    "projectleider": ("PL", "Projectleider"),
    "procesadviseur": ("PA", "Procesadviseur"),
    "klantreiscoach": ("KC", "Klantreiscoach"),
    "vakinhoudelijk_medewerker": ("VM", "Vakinhoudelijk medewerker"),
    "teammanager": ("TM", "Teammanager"),
    "klant_inwoner": ("KI", "Klant of inwoner"),
    "specialist_iv": ("IV", "Specialist IV"),
    "privacy_officer": ("PO", "Privacy officer"),
    "ciso": ("CI", "CISO"),
    "jurist": ("JZ", "Jurist"),
    "applicatiebeheerder": ("AB", "Applicatiebeheerder"),
    "communicatieadviseur": ("CA", "Communicatieadviseur"),
}
SPECIALISTEN = ("specialist_iv", "privacy_officer", "ciso", "jurist", "applicatiebeheerder", "communicatieadviseur")
# What still works in a closed traject: reading, documents, and opening it again.
OOK_NA_AFSLUITEN = (
    "traject_zien",
    "log_zien",
    "interviews_zien",
    "rapport_maken",
    "rapport_downloaden",
    "traject_afsluiten",
)
EEN_TEGELIJK = ("projectleider", "proceseigenaar")  # exactly one person at a time (c1)

MATRIX = """
recht                            SP PE PL PA KC VM TM KI IV PO CI JZ AB CA  in woorden
traject_zien                     L  L  L  L  L  L  L  .  L  L  L  L  L  L   het traject bekijken
log_zien                         L  L  L  L  L  L  L  .  L  L  L  L  L  L   het logboek bekijken
poort_passeren                   .  B  U  .  .  .  .  .  .  .  .  .  .  .   met een reden verder gaan als een stap nog niet klaar is
traject_bewerken                 .  U  U  U  .  .  .  .  .  .  .  .  .  .   titel, product en klantvraag aanpassen
opdracht_bewerken                .  B  U  U  .  .  .  .  .  .  .  .  .  .   de opdracht schrijven
opdracht_bevestigen              .  B  .  .  .  .  .  .  .  .  .  .  .  .   de opdracht geven
projectgroep_beheren             .  B  U  .  .  .  .  .  .  .  .  .  .  .   mensen toevoegen en rollen geven
capaciteit_toezeggen             .  .  .  .  .  .  E  .  .  .  .  .  .  .   uren van het eigen team toezeggen
sessie_vastleggen                .  U  U  U  .  .  .  .  .  .  .  .  .  .   sessies plannen en vastleggen
groep_meedenken                  M  U  U  U  M  M  M  .  .  .  .  .  .  .   opmerkingen maken bij de projectgroep
kpi_bewerken                     .  U  U  U  .  .  .  .  .  .  .  .  .  .   KPI's opstellen
kpi_vaststellen                  .  B  .  .  .  .  .  .  .  .  .  .  .  .   KPI's vaststellen
meting_vastleggen                .  U  U  U  .  E  E  .  .  .  .  .  .  .   metingen invoeren
kpi_meedenken                    .  U  U  U  .  M  M  .  .  .  .  .  .  .   opmerkingen maken bij de KPI's
proces_bewerken                  .  .  U  U  .  .  .  .  .  .  .  .  .  .   het huidige proces beschrijven
proces_controleren               .  U  U  U  .  E  .  .  .  .  .  .  .  .   zeggen of de beschrijving klopt
proces_accepteren                .  B  .  .  .  .  .  .  .  .  .  .  .  .   de beschrijving van het proces accepteren
proces_meedenken                 .  U  U  U  .  M  .  .  .  .  .  .  .  .   opmerkingen maken bij het proces
klantreis_bewerken               .  .  .  .  U  .  .  .  .  .  .  .  .  .   de klantreis maken
klantreis_overslaan_accepteren   .  B  .  .  .  .  .  .  .  .  .  .  .  .   goedvinden dat de klantreis wordt overgeslagen of vervangen
interviews_zien                  .  .  .  .  U  .  .  .  .  .  .  .  .  .   ruwe interviewgegevens zien en bewerken
klantreis_meedenken              .  M  M  M  U  M  .  .  .  .  .  .  .  .   opmerkingen maken bij de klantreis
formule_bewerken                 .  B  U  .  .  U  .  .  .  .  .  .  .  .   een serviceformule kiezen en de 6 P's invullen
formule_meedenken                .  U  U  M  M  U  .  .  .  .  .  .  .  .   opmerkingen maken bij de serviceformule
verbetering_aandragen            M  U  U  U  U  U  U  .  U  U  U  U  U  U   een verbetering voorstellen
verbetering_kiezen               .  U  U  U  U  .  .  .  .  .  .  .  .  .   verbeteringen kiezen voor het verbeterplan
plan_vastleggen                  .  .  B  U  .  .  .  .  .  .  .  .  .  .   een versie van het verbeterplan vastleggen
toets_vragen                     .  .  B  U  .  .  .  .  .  .  .  .  .  .   specialisten om een toets vragen
toets_geven                      .  .  .  .  .  .  .  .  E  E  E  E  E  E   een oordeel geven
opmerking_verwerken              .  .  U  U  .  .  .  .  .  .  .  .  .  .   opmerkingen uit de toetsing verwerken
verwerking_meedenken             .  .  U  U  M  M  M  .  .  .  .  .  .  .   opmerkingen maken bij de verwerking
toets_overrulen                  .  B  .  .  .  .  .  .  .  .  .  .  .  .   toch doorgaan na een negatief oordeel
plan_akkoord_geven               .  .  .  .  .  .  M  .  .  .  .  .  .  .   akkoord geven namens het eigen team
plan_vaststellen                 .  B  .  .  .  .  .  .  .  .  .  .  .  .   het verbeterplan goedkeuren of terugsturen
implementatie_voorbereiden       .  U  U  U  .  .  .  .  .  .  .  .  .  .   een volgorde en acties voorbereiden
implementatie_vaststellen        .  B  .  .  .  .  .  .  .  .  .  .  .  .   besluiten wat wordt overgenomen en in welke volgorde
implementatie_meedenken          .  U  U  U  .  .  M  .  .  .  .  .  .  .   opmerkingen maken bij het implementatieplan
voortgang_melden                 .  U  U  .  .  E  E  .  E  E  E  E  E  E   voortgang van acties melden
voorwaarde_sluiten               .  .  .  .  .  .  .  .  E  E  E  E  E  E   een eigen voorwaarde sluiten
evaluatie_plannen                .  U  U  .  .  .  .  .  .  .  .  .  .  .   een evaluatiemoment plannen
evaluatie_vastleggen             .  B  U  U  .  .  .  .  .  .  .  .  .  .   een evaluatie vastleggen
evaluatie_meedenken              .  U  U  M  M  M  M  .  .  .  .  .  .  .   opmerkingen maken bij de uitvoering en evaluatie
rapport_maken                    .  U  U  U  .  .  .  .  .  .  .  .  .  .   een document laten maken
rapport_downloaden               L  L  L  L  L  L  L  .  L  L  L  L  L  L   documenten downloaden
traject_afsluiten                .  B  .  .  .  .  .  .  .  .  .  .  .  .   het traject afsluiten of heropenen
"""


@dataclass(frozen=True)
class Recht:
    """One row of the matrix: its name, what it means in words, and per role the letter that says how."""

    naam: str
    in_woorden: str
    letters: dict[str, str]

    @property
    def rollen(self) -> frozenset[str]:
        return frozenset(rol for rol, letter in self.letters.items() if letter != ".")


def _lees(tekst: str) -> dict[str, Recht]:
    kop, *regels = [regel.split(maxsplit=len(ROLLEN) + 1) for regel in tekst.strip().splitlines()]
    rol_van_code = {code: rol for rol, (code, _) in ROLLEN.items()}
    kolommen = [rol_van_code[code] for code in kop[1 : len(ROLLEN) + 1]]
    rechten = {}
    for naam, *vakken, in_woorden in regels:
        if len(vakken) != len(kolommen) or set("".join(vakken)) - set("BUEML."):
            raise ValueError(f"Rechtentabel: regel '{naam}' heeft niet voor elke rol een geldige letter.")
        rechten[naam] = Recht(naam, in_woorden, dict(zip(kolommen, vakken, strict=True)))
    return rechten


RECHTEN = _lees(MATRIX)


def heeft_recht(rollen, recht: str) -> bool:
    """Do these roles together (their union) give this right? Unknown rights raise KeyError: a typing error, not a refusal."""
    return not RECHTEN[recht].rollen.isdisjoint(rollen)


def rolnaam(rol: str) -> str:
    return ROLLEN[rol][1]


def wie_mag(recht: str) -> list[str]:
    """Names of the roles that have this right, in the order of the matrix."""
    return [naam for rol, (_, naam) in ROLLEN.items() if rol in RECHTEN[recht].rollen]


def rollen_van(gebruiker, traject) -> frozenset[str]:
    """The roles of this person in this traject; one query, remembered on the user for the length of a request.

    Inactive and anonymous people have none, for a list and for a detail alike.
    """
    if not gebruiker.is_authenticated or not gebruiker.is_active:
        return frozenset()
    onthouden = _onthouden(gebruiker)
    if traject.pk not in onthouden:
        laad_rollen(gebruiker, [traject])
    return onthouden[traject.pk]


def _onthouden(gebruiker) -> dict:
    """What is remembered of this person. Not through `__dict__`: `request.user` is a lazy wrapper with a dict of its own, and then
    `user.has_perm` (which reaches the person inside) would ask the database again for every traject."""
    if not hasattr(gebruiker, "_rollen_per_traject"):
        gebruiker._rollen_per_traject = {}
    return gebruiker._rollen_per_traject


def laad_rollen(gebruiker, trajecten) -> None:
    """Remember the roles of this person for a whole page of trajecten in one query."""
    from .models import Deelname

    gevonden: dict = {traject.pk: set() for traject in trajecten}
    rijen = Deelname.objects.filter(user=gebruiker, content_object__in=list(gevonden))
    for traject_id, rol in rijen.values_list("content_object_id", "permission__codename"):
        gevonden[traject_id].add(rol)
    _onthouden(gebruiker).update({pk: frozenset(rollen) for pk, rollen in gevonden.items()})


def vergeet_rollen(gebruiker) -> None:
    """After granting or ending a role: ask the database again."""
    _onthouden(gebruiker).clear()


class RolBackend(BaseBackend):
    """Answers `user.has_perm("trajecten.<right or role>", traject)` from the roles and the matrix."""

    def has_perm(self, user_obj, perm, obj=None):
        from .models import Traject

        if not isinstance(obj, Traject):
            return False
        app, _, naam = perm.partition(".")
        if app != "trajecten":
            return False
        rollen = rollen_van(user_obj, obj)
        return naam in rollen if naam in ROLLEN else naam in RECHTEN and heeft_recht(rollen, naam)


def rechten_van(gebruiker, traject) -> frozenset[str]:
    """All rights of this person in this traject as it is now: what pages ask to show a button or not."""
    rollen = rollen_van(gebruiker, traject)
    rechten = RECHTEN if not traject.afgesloten_op else OOK_NA_AFSLUITEN
    return frozenset(naam for naam in rechten if heeft_recht(rollen, naam))
