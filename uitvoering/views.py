from django.urls import reverse

from berichten import klok
from implementatie.models import Implementatieactie
from implementatie.queries import laatste_vaststelling
from trajecten.rollen import rechten_van
from trajecten.scherm import invoer, scherm, toon, verwerk
from trajecten.scherm_stap import stapcontext
from ui.opmaak import datum

from . import acties, beeld, queries
from .cijfers import cijfers, in_woorden
from .forms import AfsluitForm, EvaluatieForm, MomentForm, VoortgangForm
from .models import Evaluatiemoment


@scherm("traject_zien")
def stap(request, traject):
    rijen = list(queries.acties(traject))
    mee = [rij for rij in rijen if queries.telt_mee(rij)]
    context = stapcontext(request, traject, 10)
    # A plan that is being changed does not stop the work that was fixed: the page says so, and shows no shut gate.
    gewijzigd = bool(context["poort"]) and laatste_vaststelling(traject) is not None
    if gewijzigd:
        context["poort"] = None
    return toon(
        request,
        "uitvoering/stap.html",
        traject=traject,
        groepen=beeld.groepen(traject, request.user, rijen, beeld.voorwaarden_per_verbetering(traject)),
        klaar=sum(bool(rij.afgerond_op) for rij in mee),
        totaal=len(mee),
        figuur=beeld.planning(rijen),
        momenten=beeld.momenten(traject, queries.momenten(traject)),
        is_gewijzigd=gewijzigd,
        is_open=not traject.afgesloten_op,
        **context,
    )


def _stap(traject, anker=""):
    return reverse("uitvoering:stap", args=[traject.pk]) + (f"#{anker}" if anker else "")


@scherm("traject_zien", Implementatieactie)
def voortgang(request, traject, actie):
    mag = queries.mag_melden(actie, request.user) and not traject.afgesloten_op and not actie.niet_nodig
    vervallen = queries.mag_laten_vervallen(traject, request.user)
    return toon(
        request,
        "uitvoering/voortgang.html",
        traject=traject,
        stap_nummer=10,
        actie=actie,
        meldingen=beeld.meldingen(actie),
        voorwaarden=_open_voorwaarden(traject, actie),
        form=VoortgangForm(mag_vervallen=vervallen) if mag else None,
        meld_adres=reverse("uitvoering:melden", args=[traject.pk, actie.pk]),
    )


def _open_voorwaarden(traject, actie):
    regel = actie.prioritering.planregel if actie.prioritering_id else None
    return beeld.voorwaarden_per_verbetering(traject).get(regel.verbetering_id, []) if regel else []


@scherm("voortgang_melden", Implementatieactie, methoden="GET POST")
def melden(request, traject, actie):
    return verwerk(
        request,
        VoortgangForm(invoer(request), mag_vervallen=queries.mag_laten_vervallen(traject, request.user)),
        lambda g: acties.meld_voortgang(actie, door=request.user, **g),
        titel=f"Meld voortgang: {actie}",
        knop="Meld",
        template="uitvoering/melden.html",
        terug=_stap(traject),
        gelukt="Uw melding staat erbij. Dank u wel.",
        traject=traject,
        stap_nummer=10,
    )


@scherm("traject_zien", Evaluatiemoment)
def moment(request, traject, moment):
    evaluatie = getattr(moment, "evaluatie", None)
    tot = evaluatie.gehouden_op if evaluatie else klok.vandaag()
    kaarten = beeld.cijferkaarten(traject, tot, "evaluatie")
    return toon(
        request,
        "uitvoering/moment.html",
        traject=traject,
        stap_nummer=10,
        moment=moment,
        evaluatie=evaluatie,
        momentstand=beeld.momentstatus(moment),
        kaarten=kaarten,
        cijfers=[in_woorden(rij) for rij in evaluatie.cijfers] if evaluatie else kaarten,
        rechten=rechten_van(request.user, traject),
        is_open=not traject.afgesloten_op,
    )


@scherm("evaluatie_plannen", methoden="GET POST")
def plan(request, traject):
    mensen = queries.mensen_per_traject([traject.pk]).get(traject.pk, {})
    wie = ", ".join(dict.fromkeys(str(mens) for rol in queries.EVALUATIEROLLEN for mens in mensen.get(rol, [])))
    begin = {"datum": queries.voorstel_datum(traject), "deelnemers": wie, "agenda": "\n".join(AGENDA)}
    return verwerk(
        request,
        MomentForm(invoer(request), initial=begin),
        lambda g: acties.plan_evaluatie(traject, door=request.user, **g),
        titel="Evaluatie plannen",
        inleiding="Ons voorstel voor de datum is drie maanden na de laatste quick win.",
        terug=_stap(traject, "evaluaties"),
        gelukt="De evaluatie is gepland. Wij herinneren de deelnemers op tijd.",
        traject=traject,
        stap_nummer=10,
    )


AGENDA = (
    "1. De cijfers: nulmeting, norm en nu",
    "2. Wat is wel en niet gedaan",
    "3. Wat heeft het opgeleverd",
    "4. Lessen: behouden, veranderen, stoppen",
    "5. Besluit: afsluiten, bijsturen of een nieuw traject",
)


@scherm("evaluatie_plannen", Evaluatiemoment, methoden="GET POST")
def wijzig(request, traject, moment):
    form = MomentForm(invoer(request), instance=moment)
    return verwerk(
        request,
        form,
        lambda g: acties.wijzig_evaluatie(moment, door=request.user, versie=form.versie, **g),
        titel="Evaluatie wijzigen",
        terug=reverse("uitvoering:moment", args=[traject.pk, moment.pk]),
        gelukt="De evaluatie is gewijzigd.",
        traject=traject,
        stap_nummer=10,
    )


@scherm("evaluatie_vastleggen", Evaluatiemoment, methoden="GET POST")
def vastleggen(request, traject, moment):
    vandaag = klok.vandaag()
    begin = {"gehouden_op": min(moment.datum, vandaag), "gedaan": beeld.gedaan_tot_nu(queries.acties(traject))}
    return verwerk(
        request,
        EvaluatieForm(invoer(request), initial=begin),
        lambda g: acties.evalueer(moment, door=request.user, **g),
        titel=f"Evaluatie van {datum(moment.datum)} vastleggen",
        knop="Leg vast",
        template="uitvoering/vastleggen.html",
        cijfers=[in_woorden(rij) for rij in cijfers(traject, vandaag)],
        terug=reverse("uitvoering:moment", args=[traject.pk, moment.pk]),
        gelukt="De evaluatie is vastgelegd.",
        traject=traject,
        stap_nummer=10,
    )


@scherm("traject_afsluiten", methoden="GET POST")
def afsluiten(request, traject):
    is_geevalueerd = queries.evaluaties(traject).exists()
    return verwerk(
        request,
        AfsluitForm(invoer(request), is_geevalueerd=is_geevalueerd),
        lambda g: acties.sluit_traject_af(traject, door=request.user, **g),
        titel="Traject afsluiten",
        knop="Sluit het traject af",
        template="uitvoering/afsluiten.html",
        nog_nodig=[zin for regel in traject.stand if regel["nummer"] == 10 for zin in regel["nog_nodig"][:-1]],
        is_geevalueerd=is_geevalueerd,
        terug=_stap(traject),
        gelukt="Het traject is afgesloten. Alles blijft te lezen.",
        traject=traject,
        stap_nummer=10,
    )
