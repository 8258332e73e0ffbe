"""Every read of people, with a name."""

import json
from datetime import datetime

from django.core import signing
from django.db import models
from django.db.models import Exists, OuterRef, Q

GLOBALE_RECHTEN = {
    "trajecten_starten": "Trajecten beginnen",
    "portfolio_zien": "Overzicht van alle trajecten",
    "beheren": "Functioneel beheer",
}


class Gebruikers(models.QuerySet):
    def met_rechten(self):
        """Each person with `mag_beheren`, `mag_trajecten_starten` and `mag_portfolio_zien`, in the same query."""
        rijen = self.model.user_permissions.through.objects.filter(
            gebruiker=OuterRef("pk"), permission__content_type__app_label="accounts"
        )
        heeft = {f"mag_{recht}": Exists(rijen.filter(permission__codename=recht)) for recht in GLOBALE_RECHTEN}
        return self.annotate(**heeft)

    def zoek(self, woorden: str):
        """People of whom the name, the team, the function or the sign-in name holds every word."""
        gevonden = self
        for woord in woorden.split()[:6]:
            gevonden = gevonden.filter(
                Q(naam__icontains=woord)
                | Q(email__icontains=woord)
                | Q(username__icontains=woord)
                | Q(team__icontains=woord)
                | Q(functie__icontains=woord)
            )
        return gevonden

    def inlognaam(self, invoer: str) -> str:
        """The user name that belongs to a user name or an e-mail address; what was typed when nobody has it.

        A user name wins, so that nobody can sign in as someone else by choosing an address.
        """
        namen = list(self.filter(Q(username=invoer) | Q(email__iexact=invoer)).values_list("username", flat=True)[:2])
        return invoer if invoer in namen or not namen else namen[0]

    def na(self, merk: list | None):
        """The people after this mark (name, id), in the order of the list."""
        naam, pk = merk or ("", "")
        gevonden = self.filter(Q(naam__gt=naam) | Q(naam=naam, pk__gt=pk)) if merk else self
        return gevonden.order_by("naam", "pk")


class Beheerregels(models.QuerySet):
    def na(self, merk: list | None):
        """The lines before this mark (moment, id), newest first."""
        lijst = self.order_by("-op", "-pk")
        if not merk:
            return lijst
        op, pk = datetime.fromisoformat(merk[0]), merk[1]
        return lijst.filter(Q(op__lt=op) | Q(op=op, pk__lt=pk))


def bladzijde(lijst, merk_van, aantal: int = 50) -> tuple[list, str]:
    """One page of an ordered queryset and the mark of the next page ("" at the end). Keyset: deep pages cost no more."""
    rijen = list(lijst[: aantal + 1])
    if len(rijen) <= aantal:
        return rijen, ""
    return rijen[:aantal], signing.dumps(merk_van(rijen[aantal - 1]), salt="bladzijde", compress=True)


def lees_merk(tekst: str) -> list | None:
    """The mark out of an address; None when it is absent or was tampered with (then the list begins at the start)."""
    try:
        return signing.loads(tekst, salt="bladzijde") if tekst else None
    except (signing.BadSignature, json.JSONDecodeError):
        return None
