"""What every page knows about its surroundings. No queries here: this runs on every page."""

from django.conf import settings

# The first prefix that fits the path of the request names the active item of the navigation.
_NAVIGATIE = (
    ("/trajecten", "trajecten"),
    ("/beheer", "beheer"),
    ("/portfolio", "portfolio"),
    ("/berichten", "mijn_werk"),
    ("/mijn-werk", "mijn_werk"),
)


def omgeving(request):
    """Organisation, demo mode, theme and the active item of the navigation."""
    pad = request.path
    actief = "mijn_werk" if pad == "/" else next((naam for begin, naam in _NAVIGATIE if pad.startswith(begin)), "")
    return {
        "organisatie": settings.ORGANISATIE_NAAM,
        "is_demo": settings.DEMO,
        "nav_actief": actief,
        "thema_css": settings.THEMA_CSS,
        "thema_klasse": settings.THEMA_KLASSE,
    }
