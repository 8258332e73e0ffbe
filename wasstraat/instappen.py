"""The sign-in page of the demo: the people of the cases, by role. Never used outside the demo."""

from accounts.models import Gebruiker
from trajecten.models import Lid
from trajecten.rollen import ROLLEN, SPECIALISTEN, rolnaam

LEIDING = ("sponsor", "proceseigenaar", "projectleider", "procesadviseur")
GROEPEN = (
    ("Opdracht en leiding", LEIDING),
    ("Uitvoering en inwoner", tuple(rol for rol in ROLLEN if rol not in LEIDING and rol not in SPECIALISTEN)),
    ("Specialisten", SPECIALISTEN),
)
MAXIMAAL = 300


def groepen() -> list[tuple[str, list[dict]]]:
    """(title, people) with per person name, function and roles, in the order of the roles. Two queries."""
    rollen, trajecten = {}, {}
    leden = Lid.objects.filter(tot=None, gebruiker__is_active=True).order_by("traject__aangemaakt_op", "pk")
    for wie, rol, titel in leden.values_list("gebruiker_id", "rol", "traject__titel")[: MAXIMAAL * 3]:
        rollen.setdefault(wie, set()).add(rol)
        trajecten.setdefault(wie, []).append(titel)
    volgorde = list(ROLLEN)
    mensen = []
    for gebruiker in Gebruiker.objects.met_rechten().filter(is_active=True)[:MAXIMAAL]:
        eigen = sorted(rollen.get(gebruiker.pk, ()), key=volgorde.index)
        mensen.append(
            {
                "pk": gebruiker.pk,
                "naam": str(gebruiker),
                "functie": gebruiker.functie,
                "rol": eigen[0] if eigen else "",
                "rollen": [rolnaam(rol) for rol in eigen] or _zonder_rol(gebruiker),
                "trajecten": list(dict.fromkeys(trajecten.get(gebruiker.pk, ()))),
            }
        )
    mensen.sort(key=lambda mens: (volgorde.index(mens["rol"]) if mens["rol"] else 99, mens["naam"]))
    gevuld = [(titel, [mens for mens in mensen if mens["rol"] in rollen_]) for titel, rollen_ in GROEPEN]
    gevuld.append(("Beheer en overzicht", [mens for mens in mensen if not mens["rol"]]))
    return [(titel, lijst) for titel, lijst in gevuld if lijst]


def _zonder_rol(gebruiker) -> list[str]:
    return ["Functioneel beheerder"] if gebruiker.mag_beheren else gebruiker.rechten_in_woorden
