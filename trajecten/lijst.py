"""The list of my trajecten: two queries and a page of prepared rows, whatever the number of trajecten.

The usual order (newest change first) walks the person's own Deelnames along their index, so it does not matter how many trajecten
there are. Every other order starts from the trajecten themselves. Pages go by key ("after this traject"), never by offset.
"""

import base64
import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, IntegerField, OuterRef, Q, Subquery
from django.urls import reverse

from accounts.models import Gebruiker
from berichten import klok
from ui.opmaak import datum_kort
from ui.templatetags.ui import spoor_mini

from .models import Deelname, Taak, Traject
from .queries import ZIENDE_ROLLEN

PER_BLADZIJDE = 25
TELGRENS = 1_000  # counting further costs more than the number is worth
VELDEN = (
    "id",
    "titel",
    "organisatie",
    "product",
    "stand",
    "stap_nu",
    "wacht_op",
    "wacht_sinds",
    "afgesloten_op",
    "gewijzigd_op",
)


@dataclass(frozen=True)
class Keuze:
    """What the user asked for. `na` is the sort key and id of the last row of the page before."""

    zoek: str = ""
    stap: int | None = None
    status: str = ""
    wacht_op_mij: bool = False
    sorteer: str = "gewijzigd"
    na: tuple | None = None

    @property
    def is_gefilterd(self) -> bool:
        return bool(self.zoek or self.stap or self.status or self.wacht_op_mij)


class _Geteld(Subquery):
    """How many rows a (capped) query has, inside another query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS geteld)"
    output_field = IntegerField()


def bladzijde(gebruiker, keuze: Keuze) -> dict:
    """One page: `rijen` (prepared dicts), `aantal` in words, `volgende` (the `na` of the next page, or None)."""
    van_mij, gevonden = _tel(gebruiker, keuze)
    rijen = list(_rijen(gebruiker, keuze, van_mij)[: PER_BLADZIJDE + 1])
    meer, rijen = len(rijen) > PER_BLADZIJDE, rijen[:PER_BLADZIJDE]
    vandaag, basis = klok.vandaag(), reverse("trajecten:lijst")
    return {
        "rijen": [_toonbaar(rij, basis, vandaag) for rij in rijen],
        "aantal": _aantal_in_woorden(gevonden),
        "heeft_trajecten": van_mij > 0,
        "volgende": codeer(rijen[-1][0], rijen[-1][1]) if meer else None,
    }


def alles(gebruiker, keuze: Keuze):
    """Every row of the selection in the chosen order, for the export: tuples of VELDEN."""
    van_mij, _ = _tel(gebruiker, keuze)
    for rij in _rijen(gebruiker, keuze, van_mij).iterator(chunk_size=500):
        yield dict(zip(VELDEN, rij[1:], strict=True))


def laatst_gewijzigd(gebruiker, aantal: int, *velden) -> list[Traject]:
    """The open trajecten of this person that changed last, with these fields; one walk along his own index."""
    rijen = _eigen(gebruiker).filter(content_object__afgesloten_op=None).order_by("-gewijzigd_op", "content_object_id")
    namen = [f"content_object__{veld}" for veld in velden]
    return [rij.content_object for rij in rijen.select_related("content_object").only(*namen)[:aantal]]


def _zichtrechten() -> tuple[int, ...]:
    """The ids of the roles that see a traject. As plain numbers: a planner that has to join for them guesses the wrong way.

    They are read once per process and kept with Django's own cache of content types, which is emptied when such ids may change.
    """
    soort = ContentType.objects.get_for_model(Traject)
    if not (gevonden := soort.__dict__.get("zichtrechten")):
        rechten = Permission.objects.filter(content_type=soort, codename__in=ZIENDE_ROLLEN)
        gevonden = soort.__dict__["zichtrechten"] = tuple(rechten.values_list("pk", flat=True))
    return gevonden


def _deelnames(gebruiker):
    """The rows that make a traject visible to this person: one per role."""
    return Deelname.objects.filter(user=gebruiker, permission__in=_zichtrechten())


def _eigen(gebruiker):
    """One of those rows per traject, whatever the number of roles."""
    eerder = _deelnames(gebruiker).filter(content_object=OuterRef("content_object"), pk__lt=OuterRef("pk"))
    return _deelnames(gebruiker).filter(~Exists(eerder))


def _tel(gebruiker, keuze):
    """(number of trajecten of this person, number found), both up to TELGRENS + 1; one query."""
    vragen = [_Geteld(_verschillend(_deelnames(gebruiker)))]
    if keuze.is_gefilterd:
        vragen.append(_Geteld(_verschillend(_gekozen(_deelnames(gebruiker), keuze, gebruiker, "content_object__"))))
    aantallen = Gebruiker.objects.filter(pk=gebruiker.pk).values_list(*vragen)[0]
    return aantallen[0], aantallen[-1]


def _verschillend(deelnames):
    """At most TELGRENS + 1 different trajecten, in the order of the index, so that counting can stop there.

    The roles of one traject carry the same moment; if they ever drift apart it counts double here, and nowhere else.
    """
    return (
        deelnames.order_by("-gewijzigd_op", "content_object_id")
        .values("gewijzigd_op", "content_object")
        .distinct()[: TELGRENS + 1]
    )


def _gekozen(rijen, keuze, gebruiker, pad):
    """The filters of the form. `pad` leads from the rows to the traject. One filter() call: a second would join again."""
    eis = Q()
    if keuze.zoek:
        eis &= Q(**{f"{pad}titel__icontains": keuze.zoek}) | Q(**{f"{pad}product__icontains": keuze.zoek})
    if keuze.stap:
        eis &= Q(**{f"{pad}stap_nu": keuze.stap})
    if keuze.status:
        eis &= Q(**{f"{pad}afgesloten_op__isnull": keuze.status == "lopend"})
    if keuze.wacht_op_mij:
        eis &= Exists(Taak.objects.filter(gebruiker=gebruiker, traject=OuterRef(f"{pad}pk")))
    return rijen.filter(eis)


def _rijen(gebruiker, keuze, van_mij):
    """Tuples (sort key, *VELDEN) in order."""
    if keuze.sorteer == "gewijzigd":
        rijen = _gekozen(_eigen(gebruiker), keuze, gebruiker, "content_object__")
        if keuze.na:
            sleutel, pk = keuze.na
            rijen = rijen.filter(~Q(gewijzigd_op=sleutel, content_object__lte=pk), gewijzigd_op__lte=sleutel)
        velden = [f"content_object__{veld}" for veld in VELDEN]
        return rijen.order_by("-gewijzigd_op", "content_object_id").values_list("gewijzigd_op", *velden)
    eigen = _deelnames(gebruiker)
    if van_mij <= TELGRENS:
        rijen = Traject.objects.filter(pk__in=eigen.values("content_object"))
    else:
        rijen = Traject.objects.filter(Exists(eigen.filter(content_object=OuterRef("pk"))))
    rijen = _gekozen(rijen, keuze, gebruiker, "")
    veld = {"titel": "titel", "stap": "stap_nu", "wacht": "wacht_sinds"}[keuze.sorteer]
    if keuze.na:
        rijen = rijen.filter(_verder(veld, *keuze.na))
    volgorde = F(veld).asc(nulls_last=True) if veld == "wacht_sinds" else veld
    return rijen.order_by(volgorde, "pk").values_list(veld, *VELDEN)


def _verder(veld, sleutel, pk):
    """After this row; who waits for nobody comes last."""
    if sleutel is None:
        return Q(**{f"{veld}__isnull": True}, pk__gt=pk)
    # "From here on, but not these" walks the index; "later, or the same and …" would be two walks.
    na = Q(**{f"{veld}__gte": sleutel}) & ~Q(**{veld: sleutel}, pk__lte=pk)
    return na | Q(**{f"{veld}__isnull": True}) if veld == "wacht_sinds" else na


def _toonbaar(rij, basis, vandaag) -> dict:
    """A row as the page prints it: dates and link are made once, here."""
    rij = dict(zip(VELDEN, rij[1:], strict=True))
    return {
        "adres": f"{basis}{rij['id']}/",
        "titel": rij["titel"],
        "product": rij["product"],
        "organisatie": rij["organisatie"],
        "spoor": _mini(tuple(regel["stand"] for regel in rij["stand"])),
        "wacht_op": rij["wacht_op"],
        "hoe_lang": hoe_lang(rij["wacht_sinds"], vandaag),
        "is_afgesloten": rij["afgesloten_op"] is not None,
        "gewijzigd": datum_kort(rij["gewijzigd_op"]),
    }


@lru_cache(maxsize=4096)
def _mini(standen):
    return spoor_mini(standen)


def hoe_lang(sinds: date | None, vandaag: date) -> str:
    """How long something waits, in words: sinds vandaag, 5 dagen, 3 weken, 4 maanden."""
    if sinds is None:
        return ""
    dagen = (vandaag - sinds).days
    if dagen <= 0:
        return "sinds vandaag"
    if dagen < 14:
        return "1 dag" if dagen == 1 else f"{dagen} dagen"
    return f"{dagen // 7} weken" if dagen < 61 else f"{dagen // 30} maanden"


def _aantal_in_woorden(aantal: int) -> str:
    if aantal > TELGRENS:
        return "Meer dan 1.000 trajecten"
    return "1 traject" if aantal == 1 else f"{aantal or 'Geen'} trajecten"


def codeer(sleutel, pk) -> str:
    """The key of a row as one word for in an address."""
    tekst = json.dumps([sleutel.isoformat() if isinstance(sleutel, date) else sleutel, str(pk)])
    return base64.urlsafe_b64encode(tekst.encode()).decode().rstrip("=")


def decodeer(tekst: str, sorteer: str) -> tuple | None:
    """The key in an address; None (the first page) when it is not one of ours."""
    lees = {
        "gewijzigd": datetime.fromisoformat,
        "wacht": lambda dag: dag and date.fromisoformat(dag),
        "stap": int,
        "titel": str,
    }
    try:
        sleutel, pk = json.loads(base64.urlsafe_b64decode(tekst + "=" * (-len(tekst) % 4)))
        return lees[sorteer](sleutel), UUID(pk)
    except (ValueError, TypeError, AttributeError):
        return None
