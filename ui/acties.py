from contextlib import contextmanager

from django.db import transaction

from .models import Inzending


@contextmanager
def eenmalig(sleutel, door):
    """Do what is inside only for the first copy of a form. Yields the Inzending; its `doel` is set when it was done before.

    The row and the work stand in one transaction: work that fails leaves no row, so the form may be sent again.
    """
    with transaction.atomic():
        inzending, _ = Inzending.objects.get_or_create(sleutel=sleutel, defaults={"door": door})
        yield inzending
        inzending.save(update_fields=["doel"])
