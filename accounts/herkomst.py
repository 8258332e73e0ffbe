"""From which address someone signs in: what the throttle counts by."""

from django.conf import settings


def adres(request) -> str:
    """The address of the visitor. Behind our proxy that is the last one it added; the rest of the header can be made up."""
    if settings.ACHTER_PROXY and (keten := request.headers.get("X-Forwarded-For")):
        return keten.rsplit(",", 1)[-1].strip()
    return request.META.get("REMOTE_ADDR", "")
