"""The addresses of the house and one page that is broken."""

from django.urls import path

from trajecten.scherm import openbaar
from wasstraat.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500"]


@openbaar("Alleen voor de proef.")
def stuk(request):
    raise ZeroDivisionError


urlpatterns = [*urlpatterns, path("stuk/", stuk)]
