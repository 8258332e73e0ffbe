"""The addresses of the app, and beside them the pages that ours are compared with."""

from django.urls import path

from wasstraat.urls import *  # noqa: F403
from wasstraat.urls import urlpatterns as van_de_app

from . import bladen

urlpatterns = [
    *van_de_app,
    path("_meting/kaal/", bladen.kaal),
    path("_meting/sessie/", bladen.sessie),
    path("_meting/sjabloon/", bladen.sjabloon),
    path("_meting/met-rechten/", bladen.met_rechten),
    path("_meting/guardian/", bladen.guardian),
    path("_meting/guardian-met-rechten/", bladen.guardian_met_rechten),
]
