"""The people and trajecten that are measured on: 8 members each, a typical user, and one who sees a tenth of everything."""

import json
import random
import uuid
from datetime import UTC, date, datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client

from trajecten.models import Deelname, Opdracht, Taak, Traject
from trajecten.rollen import RECHTEN
from trajecten.stap import alle

from . import banken

LEDEN = 8
TYPISCH = 80  # trajecten of the typical user, at every size
BEGIN = datetime(2025, 3, 1, 8, 0, tzinfo=UTC)
MENSEN: dict[str, object] = {}  # "typisch" and "zwaar", the same two people in every database
KOEKJES: dict[str, str] = {}


def maak_mensen(aantal: int) -> None:
    """The people, in the first database, with a session for the two that are measured."""
    gebruiker = get_user_model()
    loting = random.Random(1)
    rijen = [
        {"id": uuid.UUID(int=loting.getrandbits(128), version=4), "username": f"mens{n}", "naam": f"Mens nummer {n}",
         "email": f"mens{n}@voorbeeldwaard.test", "password": "!"}
        for n in range(aantal)
    ]  # fmt: skip
    banken.stort(gebruiker, rijen)
    for naam, rij in zip(("typisch", "zwaar"), rijen, strict=False):
        MENSEN[naam] = gebruiker.objects.get(pk=rij["id"])
        browser = Client()
        browser.force_login(MENSEN[naam], backend="accounts.backends.Aanmelding")
        KOEKJES[naam] = "; ".join(f"{koek.key}={koek.value}" for koek in browser.cookies.values())


def maak_bank(naam: str, trajecten: int) -> None:
    """A copy of the first database with this many trajecten."""
    mensen = list(get_user_model().objects.order_by("username").values_list("pk", flat=True))
    banken.maak(naam)
    with banken.in_bank(naam):
        vul(trajecten, mensen)
        banken.tel_planner_bij()


def vul(aantal: int, mensen: list) -> None:
    loting = random.Random(aantal)
    typisch, zwaar = MENSEN["typisch"].pk, MENSEN["zwaar"].pk
    mensen = [mens for mens in mensen if mens not in (typisch, zwaar)]
    ids = [uuid.UUID(int=loting.getrandbits(128), version=4) for _ in range(aantal)]
    van_typisch = set(loting.sample(ids, min(TYPISCH, aantal)))
    van_zwaar = set(loting.sample(ids, aantal // 10))
    wanneer = {pk: BEGIN + timedelta(seconds=loting.randrange(30_000_000)) for pk in ids}
    banken.stort(Traject, (_traject(pk, n, loting, wanneer[pk], mensen[0]) for n, pk in enumerate(ids)))
    banken.stort(Opdracht, ({"traject_id": pk, "aanleiding": "Inwoners wachten te lang."} for pk in ids))
    rollen = list(
        Permission.objects.filter(codename__in=RECHTEN["traject_zien"].rollen, content_type__app_label="trajecten")
        .order_by("codename")
        .values_list("pk", flat=True)
    )
    banken.stort(Deelname, _deelnames(ids, loting, wanneer, mensen, rollen, [(typisch, van_typisch), (zwaar, van_zwaar)]))
    banken.stort(Taak, _taken(ids, loting, mensen, [(typisch, van_typisch), (zwaar, van_zwaar)]))


def _traject(pk, nummer, loting, gewijzigd, door) -> dict:
    stap, dag = loting.randrange(1, 11), date(2025, 1, 1) + timedelta(days=loting.randrange(300))
    return {
        "id": pk,
        "titel": f"{loting.choice(('Aankoop', 'Aanvraag', 'Melding', 'Bezwaar'))} {loting.randrange(10**6):06d}",
        "organisatie": "Gemeente Voorbeeldwaard",
        "product": f"Product {nummer % 500}",
        "aangemaakt_door_id": door,
        "gewijzigd_op": gewijzigd,
        "stap_nu": stap,
        "wacht_op": f"Mens nummer {loting.randrange(10_000)}" if stap % 3 else "",
        "wacht_sinds": dag if stap % 3 else None,
        "stand": banken.Kant(_stand(pk, stap)),
    }


def _stand(pk, nu) -> str:
    """The track of ten as stap.ververs keeps it, of a traject that stands at step `nu`."""
    regels = []
    for stap in alle():
        stand, woord = (
            ("klaar", "Klaar")
            if stap.nummer < nu
            else ("bezig", "Bezig")
            if stap.nummer == nu
            else ("gesloten", "Kan nog niet")
        )
        regels.append(
            {
                "nummer": stap.nummer,
                "titel": stap.titel,
                "adres": f"/trajecten/{pk}/{stap.kamer}/",
                "stand": stand,
                "woord": woord,
                "reden": "" if stand != "gesloten" else f"Wacht op stap {stap.nummer - 1}",
                "nog_nodig": [] if stand == "klaar" else ["ten minste één KPI met norm, eigenaar, bron en nulmeting"],
                "is_huidig": stap.nummer == nu,
            }
        )
    return json.dumps(regels, ensure_ascii=False)


def _deelnames(ids, loting, wanneer, mensen, rollen, vaste):
    for pk in ids:
        leden = [mens for mens, trajecten in vaste if pk in trajecten]
        leden += loting.sample(mensen, max(0, LEDEN - len(leden)))
        for nummer, mens in enumerate(leden):
            rij = {"content_object_id": pk, "user_id": mens, "gewijzigd_op": wanneer[pk]}
            yield rij | {"permission_id": rollen[nummer % len(rollen)]}
            if nummer == 0:  # one person in each traject has a second role
                yield rij | {"permission_id": rollen[len(leden) % len(rollen)]}


def _taken(ids, loting, mensen, vaste):
    """One task in each traject, and of the measured people one in four of theirs."""
    for pk in ids:
        wie = next((mens for mens, trajecten in vaste if pk in trajecten and loting.random() < 0.25), None) or loting.choice(
            mensen
        )
        dag = date(2025, 1, 1) + timedelta(days=loting.randrange(300))
        yield {
            "traject_id": pk, "gebruiker_id": wie, "stap": loting.randrange(1, 11), "sleutel": "nulmeting",
            "zin": "Leg de nulmeting vast", "adres": f"/trajecten/{pk}/kpi/", "sinds": dag, "vervalt_op": dag + timedelta(days=60),
        }  # fmt: skip


def maak_generieke_rechten() -> None:
    """The same memberships in guardian's generic table, for the peer: one row per member, with one permission."""
    from django.contrib.contenttypes.models import ContentType
    from guardian.models import UserObjectPermission

    soort = ContentType.objects.get_for_model(Traject)
    recht = Permission.objects.get(content_type=soort, codename="projectleider").pk
    paren = Deelname.objects.values_list("user_id", "content_object_id").distinct().order_by("content_object_id")
    banken.stort(
        UserObjectPermission,
        (
            {"permission_id": recht, "content_type_id": soort.pk, "object_pk": str(traject), "user_id": mens}
            for mens, traject in list(paren)
        ),
    )
    banken.tel_planner_bij()


def grootte() -> int:
    """Size of the chosen database in bytes."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return cursor.fetchone()[0]


def zorg_voor(maten: dict[str, int], mensen: int) -> None:
    """Make the databases that are not there yet."""
    if not MENSEN:
        maak_mensen(mensen)
    for naam, aantal in maten.items():
        if not banken.heeft(naam):
            maak_bank(naam, aantal)
