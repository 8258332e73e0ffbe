"""Every read with a name."""

from django.db.models import Exists, OuterRef

from .models import Deelname, Traject
from .rollen import RECHTEN


def zichtbaar_voor(gebruiker):
    """The trajecten this person may see: exactly those whose page would not answer 404."""
    if not gebruiker.is_authenticated or not gebruiker.is_active:
        return Traject.objects.none()
    deelname = Deelname.objects.filter(
        user=gebruiker, content_object=OuterRef("pk"), permission__codename__in=RECHTEN["traject_zien"].rollen
    )
    return Traject.objects.filter(Exists(deelname))
