"""The gate for pages: who may see a page and who may use its buttons, decided before the view runs."""

from decimal import Decimal
from functools import wraps
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from ui.acties import eenmalig

from .models import Traject
from .poort import Botsing, Geweigerd, NietMogelijk, PoortDicht, noteer_weigering
from .rollen import RECHTEN, heeft_recht, rollen_van, wie_mag

HERVAT_MAX = 100_000  # characters of typed text kept for someone whose session ended


class Terug(HttpResponseRedirect):
    """After a POST: see the other page (303), so that reloading never sends again."""

    status_code = 303


def scherm(recht: str, model=None, *, methoden: str = "GET"):
    """Guard a page of a traject: signed in → the traject is visible to me, or 404 → I have the right, or 403.

    The view gets `(request, traject)` or, with `model`, `(request, traject, object)`: the object with `pk` from the address within
    this traject, or 404. A model that hangs lower names its way up in `pad_naar_traject`.
    """
    RECHTEN[recht]
    toegestaan = methoden.split() + (["HEAD"] if "GET" in methoden.split() else [])

    def wikkel(view):
        @wraps(view)
        def bewaakt(request, traject, pk=None, **rest):
            if not request.user.is_authenticated:
                return naar_inloggen(request)
            traject = _zichtbaar(request, traject, view.__name__)
            if not heeft_recht(rollen_van(request.user, traject), recht):
                noteer_weigering(traject, request.user, recht, view.__name__)
                return verboden(request, recht)
            if request.method not in toegestaan:
                return HttpResponseNotAllowed(toegestaan)
            argumenten = [_in_traject(model, pk, traject)] if model else []
            return _voer_uit(view, request, traject, *argumenten, **rest)

        bewaakt.soort, bewaakt.recht, bewaakt.methoden, bewaakt.model = "traject", recht, toegestaan, model
        return bewaakt

    return wikkel


def openbaar(reden: str, *, methoden: str = "GET"):
    """A page without sign-in; the reason says why that is safe."""
    return _vrij("openbaar", "", methoden, reden, lambda gebruiker: True)


def aangemeld(reden: str, *, methoden: str = "GET"):
    """A page for everyone who is signed in, about his own work only."""
    return _vrij("aangemeld", "", methoden, reden, lambda gebruiker: gebruiker.is_authenticated)


def breed(recht: str, *, methoden: str = "GET"):
    """An organisation-wide page, for those with this global right ("accounts.beheren")."""
    return _vrij("breed", recht, methoden, recht, lambda gebruiker: gebruiker.has_perm(recht))


def _vrij(soort, recht, methoden, reden, mag):
    toegestaan = methoden.split() + (["HEAD"] if "GET" in methoden.split() else [])

    def wikkel(view):
        @wraps(view)
        def bewaakt(request, *args, **kwargs):
            if soort != "openbaar" and not request.user.is_authenticated:
                return naar_inloggen(request)
            if not mag(request.user):
                return verboden(request, recht)
            if request.method not in toegestaan:
                return HttpResponseNotAllowed(toegestaan)
            return _voer_uit(view, request, *args, **kwargs)

        bewaakt.soort, bewaakt.recht, bewaakt.methoden, bewaakt.reden = soort, recht, toegestaan, reden
        return bewaakt

    return wikkel


def _zoek(pk) -> Traject | None:
    return Traject.objects.filter(pk=pk).first()


def _zichtbaar(request, pk, handeling) -> Traject:
    traject = _zoek(pk)
    if traject is None:
        raise Http404
    if not heeft_recht(rollen_van(request.user, traject), "traject_zien"):
        noteer_weigering(traject, request.user, "traject_zien", handeling)
        raise Http404
    return traject


def _in_traject(model, pk, traject):
    pad = getattr(model, "pad_naar_traject", "traject")
    gevonden = model._default_manager.filter(**{pad: traject}, pk=pk).first()
    if gevonden is None:
        raise Http404
    return gevonden


def _voer_uit(view, request, *args, **kwargs):
    try:
        return view(request, *args, **kwargs)
    except Geweigerd as fout:
        if not fout.genoteerd:
            noteer_weigering(fout.traject, request.user, fout.recht, fout.handeling)
        return verboden(request, fout.recht)
    except NietMogelijk as nee:
        return niet_mogelijk(request, nee, args[0] if args and isinstance(args[0], Traject) else None)
    except Botsing as botsing:
        return botsing_scherm(request, botsing)


def verboden(request, recht):
    rol = RECHTEN.get(recht)
    context = {
        "rollen": wie_mag(recht) if rol else ["Functioneel beheerder"],
        "handeling": rol.in_woorden if rol else "dit beheren",
    }
    return render(request, "403.html", context, status=403)


def niet_mogelijk(request, nee: NietMogelijk, traject=None):
    poort = None
    if isinstance(nee, PoortDicht) and traject:
        poort = {
            "stap": nee.stap,
            "nog_nodig": nee.nog_nodig,
            "adres": reverse("trajecten:passeer", args=[traject.pk, nee.stap]),
            "mag_passeren": heeft_recht(rollen_van(request.user, traject), "poort_passeren"),
        }
    return render(request, "409.html", {"zin": nee.zin, "poort": poort, "traject": traject}, status=409)


def naar_inloggen(request):
    """Ask to sign in. What was being sent is kept in the session and offered again afterwards."""
    doel = request.get_full_path() if request.method == "GET" else None
    if request.method == "POST":
        onthoud_invoer(request)
        doel = reverse("accounts:verder")
    naar = redirect_to_login(doel or reverse(settings.LOGIN_REDIRECT_URL))
    if not request.headers.get("HX-Request"):
        return naar
    # A fragment cannot hold the sign-in page: send the whole window there, and back to the page it showed.
    if request.method == "GET":
        huidig = urlsplit(request.headers.get("HX-Current-URL", ""))
        naar = redirect_to_login(
            huidig.path if huidig.netloc == request.get_host() else reverse(settings.LOGIN_REDIRECT_URL)
        )
    return HttpResponse(status=204, headers={"HX-Redirect": naar.url})


def onthoud_invoer(request):
    velden = [(naam, waarde) for naam in request.POST for waarde in request.POST.getlist(naam)]
    # A password is never kept, not even for a moment.
    velden = [(naam, waarde) for naam, waarde in velden if naam != "csrfmiddlewaretoken" and "wachtwoord" not in naam]
    if sum(len(waarde) for _, waarde in velden) <= HERVAT_MAX:
        request.session["hervat"] = {"adres": request.get_full_path(), "velden": velden}
        request.is_onthouden = True
        if request.user.is_authenticated:
            request.session["hervat_van"] = str(request.user.pk)  # for this person's eyes only


def csrf_fout(request, reason=""):
    """A form from before a new sign-in: offer it again when it came from our own pages, refuse it otherwise."""
    herkomst = request.headers.get("Origin") or request.headers.get("Referer") or ""
    if request.user.is_authenticated and urlsplit(herkomst).netloc == request.get_host():
        onthoud_invoer(request)
        return Terug(reverse("accounts:verder"))
    return render(request, "403.html", {"rollen": [], "handeling": "dit formulier versturen"}, status=403)


def toon(request, template, status=200, **context):
    """Render a page; a form with errors marks the page title and the status."""
    return render(request, template, context, status=status)


def invoer(request) -> QueryDict | None:
    """The sent form, or None on a GET. After the merge screen the chosen texts are put in place."""
    if request.method != "POST":
        return None
    data = request.POST.copy()
    for naam in [naam for naam in data if naam.startswith("kies_")]:
        veld = naam.removeprefix("kies_")
        if data.pop(naam)[-1] == "hun":
            data.setlist(veld, data.getlist(f"hun_{veld}"))
    return data


def verwerk(
    request, form, doe, *, titel, terug, gelukt, knop="Opslaan", template="ui/formulier.html", traject=None, **context
):
    """Show a form, or handle it: 422 with the errors, 409 when a rule or a colleague is in the way, 303 when it is done.

    `doe(gegevens)` calls the actie. `terug` is an address, or a function of what `doe` returned. Nothing typed is ever lost.
    """
    basis = "ui/traject.html" if traject else "base.html"
    context |= {"form": form, "titel": titel, "knop": knop, "traject": traject, "basis": basis}
    context.setdefault("annuleren", terug if isinstance(terug, str) else None)
    if not form.is_bound:
        return toon(request, template, **context)
    if not form.is_valid():
        return toon(request, template, 422, fout_in_titel=True, **context)
    try:
        with eenmalig(_kenmerk(request, form.cleaned_data["sleutel"]), request.user) as inzending:
            if not inzending.doel:
                resultaat = doe(form.gegevens)
                inzending.doel = terug if isinstance(terug, str) else terug(resultaat)
    except NietMogelijk as nee:
        form.add_error(None, nee.zin)
        return toon(request, template, 409, fout_in_titel=True, **context)
    except ValidationError as fout:
        form.add_error(None, fout)
        return toon(request, template, 422, fout_in_titel=True, **context)
    except Botsing as botsing:
        return botsing_scherm(request, botsing, form, terug if isinstance(terug, str) else None)
    messages.success(request, gelukt)
    return Terug(inzending.doel)


def _kenmerk(request, sleutel: UUID) -> UUID:
    """The same form sent twice: by the same person, to the same address, with the same words. Other words are other work, so that
    nothing is called saved that was not."""
    woorden = sorted((naam, waarde) for naam, rij in request.POST.lists() for waarde in rij if naam != "csrfmiddlewaretoken")
    return uuid5(sleutel, f"{request.user.pk} {request.get_full_path()} {woorden}")


def doe(request, handeling, *, terug, gelukt):
    """A button without a form: do it, say so, go back."""
    handeling()
    messages.success(request, gelukt)
    return Terug(terug)


def botsing_scherm(request, botsing: Botsing, form=None, terug=None):
    """The merge screen: per differing field my text and theirs, who and when; everything else is sent along."""
    velden, verborgen = [], []
    verschillend = {naam for naam, waarde in botsing.mijn.items() if _nu(botsing.nu, naam) != waarde}
    for naam in verschillend:
        veld = form.fields.get(naam) if form else None
        hun = _nu(botsing.nu, naam)
        rauw = veld.prepare_value(hun.pk if hasattr(hun, "pk") else hun) if veld else hun
        if isinstance(rauw, Decimal):  # as it is typed: 95.000 would be read back as ninety-five thousand
            rauw = veld.widget.format_value(rauw) if veld else rauw
        velden.append(
            {
                "naam": naam,
                "label": (veld.label if veld else None) or naam,
                "mijn": _in_beeld(botsing.nu, naam, botsing.mijn[naam]),
                "hun": _in_beeld(botsing.nu, naam, hun),
                "is_lang": len(str(hun)) + len(str(botsing.mijn[naam])) > 80,
            }
        )
        verborgen += [(f"hun_{naam}", "" if een is None else een) for een in (rauw if isinstance(rauw, list) else [rauw])]
    for naam in request.POST:
        if naam not in ("csrfmiddlewaretoken", "versie") and not naam.startswith(("kies_", "hun_")):
            verborgen += [(naam, waarde) for waarde in request.POST.getlist(naam)]
    context = {
        "velden": velden,
        "verborgen": verborgen,
        "wie": str(botsing.nu.gewijzigd_door or "een collega"),
        "wanneer": botsing.nu.gewijzigd_op,
        "versie": botsing.nu.versie,
        "formulier_adres": request.get_full_path(),
        "terug": terug or request.get_full_path(),
    }
    return render(request, "ui/botsing.html", context, status=409)


def _nu(obj, naam):
    """The value that stands there now; of a many-to-many field the rows, as a form gives them."""
    waarde = getattr(obj, naam)
    return list(waarde.all()) if hasattr(waarde, "all") else waarde


def _in_beeld(obj, naam, waarde):
    if isinstance(waarde, list):
        return ", ".join(str(een) for een in waarde)
    keuzes = dict(obj._meta.get_field(naam).flatchoices)
    return keuzes.get(waarde, "" if waarde is None else waarde)
