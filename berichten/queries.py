"""Every read of messages, with a name."""

from datetime import datetime

from django.db import models
from django.db.models import Q


class Berichten(models.QuerySet):
    def te_bezorgen(self):
        """What the deliverer still has to look at: exactly the rows of the partial index."""
        return self.filter(afgehandeld_op=None)

    def van(self, gebruiker):
        """The notices of one person. What was withdrawn before it left is not shown: the thing is done."""
        return self.filter(aan=gebruiker, ingetrokken_op=None)

    def ongelezen(self):
        return self.filter(gelezen_op=None)

    def onbevestigd(self, traject_id=None):
        """Messages that may not have arrived: the connection broke while sending, or the mail server kept refusing.

        With the id of a traject: those about it, for its projectleider.
        """
        onzeker = self.filter(stand__in=["onzeker", "geweigerd"]).select_related("aan").order_by("-gemaakt_op")
        return onzeker if traject_id is None else onzeker.filter(over=traject_id)

    def op_volgorde(self):
        """Unread first, then the newest."""
        return self.annotate(is_gelezen=models.Case(models.When(gelezen_op=None, then=0), default=1)).order_by(
            "is_gelezen", "-gemaakt_op", "-pk"
        )

    def na(self, merk: list | None):
        """In that order, the messages after this mark (read or not, moment, id)."""
        lijst = self.op_volgorde()
        if not merk:
            return lijst
        is_gelezen, op, pk = merk[0], datetime.fromisoformat(merk[1]), merk[2]
        verder = Q(is_gelezen=is_gelezen) & (Q(gemaakt_op__lt=op) | Q(gemaakt_op=op, pk__lt=pk))
        return lijst.filter(verder | Q(is_gelezen__gt=is_gelezen))
