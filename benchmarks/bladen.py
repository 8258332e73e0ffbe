"""Limits and peers of the list page, as pages: the same middleware, less or other work inside."""

from functools import cache
from unittest import mock
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.template import engines
from guardian.models import UserObjectPermission
from guardian.shortcuts import get_objects_for_user

from trajecten import views
from trajecten.models import Traject
from trajecten.rollen import laad_rollen

from .rechten import GUARDIAN, RECHTEN, ROLLEN

# --- limits ---------------------------------------------------------------------------------------------------------


def kaal(request):
    return HttpResponse("<p>kaal</p>")


kaal.soort = "openbaar"  # as our own public pages: the session middleware does not ask who is there


def sessie(request):
    return HttpResponse(f"<p>{request.user.is_authenticated}</p>")


_bewaard: dict = {}


def bewaar_sjabloon(request_maker) -> None:
    """Run the real list once and keep what it gave its template, and who asked."""
    with mock.patch.object(views, "toon", side_effect=_onthoud):
        request_maker()


def _onthoud(request, template, status=200, **context):
    request.user.is_authenticated  # noqa: B018  (read from the database here, and never again)
    _bewaard.update(template=template, context=context, user=request.user)
    return HttpResponse("<p>bewaard</p>")


def sjabloon(request):
    """The same template with the same rows and person, without any database."""
    request.user = _bewaard["user"]
    return render(request, _bewaard["template"], _bewaard["context"])


sjabloon.soort = "openbaar"


# --- peers ----------------------------------------------------------------------------------------------------------


def met_rechten(request):
    """Our list, and for each row six rights, as a page with buttons per row would ask."""
    echt = views.toon

    def ook_rechten(request, template, status=200, **context):
        trajecten = [Traject(pk=UUID(rij["adres"].split("/")[-2])) for rij in context["rijen"]]
        laad_rollen(request.user, trajecten)
        gegeven = sum(request.user.has_perm(f"trajecten.{recht}", traject) for traject in trajecten for recht in RECHTEN)
        antwoord = echt(request, template, status, **context)
        antwoord.headers["X-Rechten"] = str(gegeven)
        return antwoord

    with mock.patch.object(views, "toon", ook_rechten):
        return views.lijst(request)


RECHTTOE = """{% extends "base.html" %}
{% block titel %}Trajecten{% endblock %}
{% block inhoud %}
<p class="aantal">{{ blad.paginator.count }} trajecten</p>
<table class="tabel"><thead><tr><th scope="col">Traject</th><th scope="col">Stappen</th><th scope="col">Wacht op</th>
<th scope="col">Laatst gewijzigd</th></tr></thead>
<tbody>{% for traject in blad %}<tr><th scope="row">
<a href="{% url 'trajecten:traject' traject.pk %}">{{ traject.titel }}</a><br>
<span class="rustig klein">{{ traject.organisatie }} · {{ traject.product }}</span></th>
<td>{{ traject.mini }}</td>
<td>{% if traject.wacht_op %}{{ traject.wacht_op }}<br>{{ traject.wacht_sinds|timesince }}{% else %}Niemand{% endif %}</td>
<td>{{ traject.gewijzigd_op|date:"j M Y" }}</td></tr>{% endfor %}</tbody></table>
{% if blad.has_next %}<a href="?blad={{ blad.next_page_number }}">Volgende</a>{% endif %}
{% endblock %}"""


def _generiek(model):
    return UserObjectPermission


def _guardian(request, rechten):
    from ui.templatetags.ui import spoor_mini

    # Without this guardian would find our own direct table: out of the box it uses its generic one.
    with (
        mock.patch.object(settings, "AUTHENTICATION_BACKENDS", GUARDIAN),
        mock.patch("guardian.shortcuts.get_user_obj_perms_model", _generiek),
        mock.patch("guardian.core.get_user_obj_perms_model", _generiek),
    ):
        rijen = get_objects_for_user(request.user, "trajecten.projectleider").order_by("-gewijzigd_op")
        blad = Paginator(rijen, 25).get_page(request.GET.get("blad"))
        gegeven = 0
        for traject in blad:
            traject.mini = spoor_mini(tuple(regel["stand"] for regel in traject.stand))
            gegeven += sum(request.user.has_perm(f"trajecten.{recht}", traject) for recht in rechten)
        antwoord = HttpResponse(_rechttoe().render({"blad": blad}, request))
    antwoord.headers["X-Rechten"] = str(gegeven)
    return antwoord


@cache
def _rechttoe():
    """Compiled once, as the cached loader does with ours."""
    return engines["django"].from_string(RECHTTOE)


def guardian(request):
    """The straightforward page: guardian's shortcut, Django's paginator, dates and links made by the template."""
    return _guardian(request, ())


def guardian_met_rechten(request):
    """The same, and for each row six checks through guardian's own backend."""
    return _guardian(request, ROLLEN)
