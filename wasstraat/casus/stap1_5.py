"""Steps 1 to 5 of a case."""

from decimal import Decimal
from itertools import count

from klantreis import acties as klantreis
from kpi import acties as kpi
from proces import acties as proces
from proces.models import Processtap
from serviceformule import acties as serviceformule
from serviceformule.models import Formule
from sessies import acties as sessies
from toetsing.models import Discipline
from trajecten import acties as trajecten
from trajecten.models import Lid
from trajecten.rollen import SPECIALISTEN

from .lees import rollen_van_lid
from .tekst import dag, tekst


def plan(speler):
    casus = speler.casus
    stap1, stap3 = casus["stap1_projectgroep"], casus["stap3_huidig_proces"]
    verzonden = dag(casus["stap7_toetsing"]["verzonden"])
    startsessie, sessie1, controle = stap1.get("startsessie") or {}, stap3.get("sessie1") or {}, stap3["controle"]
    bekend = [dag(deel.get(naam)) for deel in (startsessie, sessie1, controle) for naam in ("datum", "verstuurd", "akkoord")]
    begin = min([d for d in bekend if d] + [verzonden])
    start = dag(startsessie.get("datum")) or begin
    eerste = max(begin, dag(sessie1.get("datum")) or start)
    gevraagd = max(eerste, dag(controle.get("verstuurd")) or dag(controle.get("datum")) or eerste)
    akkoord = max(gevraagd, dag(controle.get("akkoord")) or dag(controle.get("datum")) or gevraagd)
    nulmetingen = [d for d in (dag(k["nulmeting"]["datum"]) for k in casus["stap2_kpis"]) if d <= verzonden]
    kpis_vast = max([start, *nulmetingen])

    speler.op(begin, 100, lambda: begin_traject(speler))
    speler.op(start, 110, lambda: houd_startsessie(speler, startsessie))
    speler.op(start, 200, lambda: stel_kpis_op(speler))
    for nr, regel in enumerate(casus["stap2_kpis"]):
        plan_metingen(speler, nr, regel, start)
    speler.op(kpis_vast, 220, lambda: speler.kpis and speler.doe(kpi.stel_kpis_vast, speler.traject, door=speler.pe))
    speler.op(eerste, 300, lambda: beschrijf_proces(speler, sessie1))
    speler.op(gevraagd, 310, lambda: vraag_controle(speler, controle))
    speler.op(akkoord, 320, lambda: accepteer_proces(speler, controle))
    speler.op(eerste, 400, lambda: maak_klantreis(speler))
    speler.stap5_op = max(akkoord, min(kpis_vast, verzonden))
    speler.op(speler.stap5_op, 500, lambda: koppel_formule(speler))


# --- step 1 ---------------------------------------------------------------------------------------------------------
def begin_traject(speler):
    casus = speler.casus
    sjabloon = casus.get("proces_template") or {}
    scores = (casus.get("prioritering") or {}).get("scores") or {}
    speler.traject = trajecten.begin_traject(
        door=speler.schrijver,
        titel=str(casus["titel"])[:200],
        organisatie=str(casus["organisatie"]["naam"])[:200],
        casus=str(casus["id"]),
        product=tekst(sjabloon.get("naam_klantproces"))[:200],
        klantvraag=tekst(sjabloon.get("klantvraag"))[:300],
        impact_klant=scores.get("impact_klant"),
        kans_misgaan=scores.get("kans_dat_het_misgaat"),
        volume_per_jaar=scores.get("volume_per_jaar"),
        minuten_per_zaak=scores.get("minuten_per_zaak"),
    )
    neem_leden_op(speler)
    schrijf_opdracht(speler, sjabloon)


def neem_leden_op(speler):
    groep, traject = speler.casus["stap1_projectgroep"], speler.traject
    gegeven = {(speler.pl, "projectleider")}
    if speler.schrijver != speler.pl:
        gegeven |= geef_beide_rollen(speler, groep)
    eigenaar_eerst = sorted(groep.get("leden") or [], key=lambda lid: "proceseigenaar" not in rollen_van_lid(lid))
    for lid in eigenaar_eerst:
        wie = speler.mensen[lid["functie"]]
        for rol in rollen_van_lid(lid):
            if (wie, rol) in gegeven:
                continue
            gegeven.add((wie, rol))
            # Nobody gives himself a role: the projectleider's other roles come from the proceseigenaar.
            door = speler.pe if wie == speler.pl else speler.pl
            if door == wie:
                speler.noteer(f"{lid['functie']}: de rol {rol} is niet gegeven, want niemand anders kan die geven")
                continue
            trajecten.neem_op(
                traject,
                door=door,
                gebruiker=wie,
                rol=rol,
                functie=str(lid["functie"])[:150],
                is_extern=bool(lid.get("extern")),
                capaciteit_uren=lid.get("capaciteit_uren"),
            )
    disciplines = {d.code: d for d in Discipline.objects.all()}
    for specialist in groep.get("specialisten") or []:
        wie, rol = speler.mensen[specialist["functie"]], disciplines[specialist["discipline"]].rol
        if (wie, rol) not in gegeven:
            gegeven.add((wie, rol))
            trajecten.neem_op(traject, door=speler.pl, gebruiker=wie, rol=rol, functie=str(specialist["functie"])[:150])
    coach = groep.get("klantreiscoach") or {}
    if not speler.mensen.alle("klantreiscoach") and coach.get("ingevuld") is False:
        reden = tekst(coach.get("reden")) or "In de casus staat geen reden."
        trajecten.verklaar_geen_klantreiscoach(traject, door=speler.pl, reden=reden)


def geef_beide_rollen(speler, groep) -> set:
    """Projectleider and proceseigenaar are one person. Nobody gives himself a role, so the procesadviseur begins and hands over."""
    mijn = [lid for lid in groep["leden"] if speler.mensen[lid["functie"]] == speler.pl]
    rollen = dict.fromkeys(rol for lid in mijn for rol in rollen_van_lid(lid) if rol != "projectleider")
    for rol in rollen:
        trajecten.neem_op(
            speler.traject, door=speler.schrijver, gebruiker=speler.pl, rol=rol, functie=str(mijn[0]["functie"])[:150]
        )
    leiding = Lid.objects.get(traject=speler.traject, rol="projectleider", tot=None)
    trajecten.draag_over(leiding, door=speler.schrijver, aan=speler.pl)
    return {(speler.pl, rol) for rol in rollen}


def schrijf_opdracht(speler, sjabloon):
    doelen = [tekst(doel) for doel in sjabloon.get("doelstellingen") or [] if tekst(doel)]
    velden = {
        "aanleiding": tekst(sjabloon.get("verbeterpunten")),
        "doelstelling": tekst(doelen) or f"Verbeteren: {speler.casus['titel']}.",
        "scope": tekst((speler.casus["stap1_projectgroep"].get("startsessie") or {}).get("notitie")),
        "kanalen": tekst(sjabloon.get("kanalen")),
        "hoofdstappen": tekst(sjabloon.get("hoofdstappen")),
        "risicos": tekst(sjabloon.get("aandachtspunten")),
        "eigenaar_uitvoering": tekst(sjabloon.get("proceseigenaar_uitvoering"))[:150],
        "eigenaar_management": tekst(sjabloon.get("proceseigenaar_management"))[:150],
        "eigenaar_directie": tekst(sjabloon.get("proceseigenaar_directie"))[:150],
    }
    opdracht = speler.traject.opdracht
    trajecten.wijzig_opdracht(opdracht, door=speler.schrijver, versie=opdracht.versie, **velden)


def houd_startsessie(speler, startsessie):
    traject = speler.traject
    notitie = tekst(startsessie.get("notitie"))
    if startsessie.get("gehouden", bool(startsessie)):
        vorm = tekst(startsessie.get("vorm"))[:100]
        leden = leden_van(traject)
        sessies.leg_sessie_vast(
            traject,
            door=speler.pl,
            soort="start",
            datum=dag(startsessie.get("datum")) or vandaag(),
            vorm=vorm,
            notitie=notitie,
            aanwezigen=leden,
        )
    else:
        sessies.sla_sessie_over(traject, door=speler.pl, soort="start", reden=notitie or "In de casus staat geen reden.")
    traject.opdracht.refresh_from_db()
    trajecten.bevestig_opdracht(traject.opdracht, door=speler.pe, versie=traject.opdracht.versie)
    for lid in [lid for lid in leden_van(traject) if lid.capaciteit_uren]:
        if speler.mensen.alle("teammanager") and lid.gebruiker in speler.mensen.alle("teammanager"):
            trajecten.zeg_capaciteit_toe(lid, door=lid.gebruiker, toegezegd=True)


def leden_van(traject):
    return list(Lid.objects.filter(traject=traject, tot=None).exclude(rol__in=SPECIALISTEN).select_related("gebruiker"))


def vandaag():
    from berichten import klok

    return klok.vandaag()


# --- step 2 ---------------------------------------------------------------------------------------------------------
def stel_kpis_op(speler):
    doelen = {doel.get("nr"): doel for doel in (speler.casus.get("proces_template") or {}).get("doelstellingen") or []}
    for nr, regel in enumerate(speler.casus["stap2_kpis"], start=1):
        doel = doelen.get(nr) or {}
        eigenaar = regel.get("eigenaar") or (doel.get("eigenaar") if doel.get("norm") == regel["norm"] else None)
        speler.kpis.append(
            speler.doe(
                kpi.voeg_kpi_toe,
                speler.traject,
                naam=str(regel["kpi"])[:200],
                operator=regel["op"],
                norm=Decimal(str(regel["norm"])),
                eenheid=str(regel["eenheid"])[:40],
                eigenaar=tekst(eigenaar)[:150],
                bron=tekst(regel.get("bron"))[:200],
            )
        )


def plan_metingen(speler, nr, regel, start):
    tussen = regel.get("tussen") or []
    metingen = [("nulmeting", regel["nulmeting"])]
    metingen += [("tussen", meting) for meting in (tussen if isinstance(tussen, list) else [tussen])]
    metingen += [("eind", regel["eind"])] if regel.get("eind") else []
    for fase, meting in metingen:
        datum = dag(meting["datum"])
        volgorde = 210 if fase == "nulmeting" else 1030
        speler.op(max(datum, start), volgorde, lambda m=meting, f=fase, d=datum: leg_meting_vast(speler, nr, f, d, m))


def leg_meting_vast(speler, nr, fase, datum, meting):
    waarde = meting["waarde"]
    noot = tekst(meting.get("noot"))
    speler.doe(
        kpi.leg_meting_vast,
        speler.kpis[nr],
        datum=datum,
        fase=fase,
        n=meting.get("n"),
        waarde=None if waarde is None else Decimal(str(waarde)),
        opmerking=noot or ("Niet te meten." if waarde is None else ""),
    )


# --- step 3 ---------------------------------------------------------------------------------------------------------
def beschrijf_proces(speler, sessie1):
    stap3, traject = speler.casus["stap3_huidig_proces"], speler.traject
    adviseur = speler.mensen.een("procesadviseur", "projectleider")
    aantal = sessie1.get("deelnemers")
    speler.doe(
        sessies.leg_sessie_vast,
        traject,
        door=adviseur,
        soort="proces_1",
        datum=dag(sessie1.get("datum")) or vandaag(),
        aantal=len(aantal) if isinstance(aantal, list) else aantal,
    )
    speler.stappen = {}
    for regel in stap3.get("stappen") or []:
        werkdagen, dagen = regel.get("doorloop_wd"), regel.get("doorloop_dagen")
        duur = werkdagen if werkdagen is not None else dagen
        verspilling, knelpunt = tekst(regel.get("verspilling")), tekst(regel.get("knelpunt"))
        if verspilling and verspilling not in Processtap.Verspilling.values:
            knelpunt = f"{knelpunt}\nVerspilling: {verspilling}".strip()
            verspilling = ""
        speler.stappen[regel["nr"]] = speler.doe(
            proces.voeg_stap_toe,
            traject,
            door=adviseur,
            wat=str(regel["stap"])[:200],
            wie=tekst(regel.get("wie"))[:120],
            kanaal=tekst(regel.get("kanaal"))[:120],
            systeem=tekst(regel.get("systeem"))[:120],
            duur=None if duur is None else Decimal(str(duur)),
            duur_eenheid="werkdagen" if werkdagen is not None or dagen is None else "dagen",
            knelpunt=knelpunt,
            verspilling=verspilling,
        )
    bezet = {regel["nr"] for regel in speler.casus["stap6_verbeteringen"]}
    vrij = (code for code in (f"G{nr}" for nr in count(1)) if code not in bezet)
    speler.geparkeerd = [
        speler.doe(proces.parkeer_idee, traject, door=adviseur, titel=tekst(idee)[:250], code=next(vrij))
        for idee in stap3.get("geparkeerde_ideeen") or []
    ]


def vraag_controle(speler, controle):
    if not speler.stappen:
        return
    adviseur = speler.mensen.een("procesadviseur", "projectleider")
    if controle["wijze"] == "sessie":
        speler.doe(sessies.leg_sessie_vast, speler.traject, door=adviseur, soort="proces_2", datum=vandaag())
    speler.procesversie = speler.doe(proces.vraag_controle, speler.traject, door=adviseur, wijze=controle["wijze"])
    vakmensen = speler.mensen.alle("vakinhoudelijk_medewerker") or [adviseur]
    speler.opmerkingen = [
        speler.doe(
            proces.controleer,
            speler.procesversie,
            door=vakmensen[nr % len(vakmensen)],
            klopt=False,
            opmerking=tekst(opmerking),
        )
        for nr, opmerking in enumerate(controle.get("opmerkingen") or [])
    ]


def accepteer_proces(speler, controle):
    if not speler.stappen:
        return
    adviseur = speler.mensen.een("procesadviseur", "projectleider")
    for opmerking in speler.opmerkingen:
        speler.doe(proces.verwerk_opmerking, opmerking, door=adviseur, verwerking="Aangepast in de beschrijving.")
    for mens in dict.fromkeys(speler.mensen.alle("vakinhoudelijk_medewerker") or [adviseur]):
        speler.doe(proces.controleer, speler.procesversie, door=mens, klopt=True)
    speler.doe(proces.accepteer, speler.procesversie, door=speler.pe)


# --- step 4 ---------------------------------------------------------------------------------------------------------
def maak_klantreis(speler):
    reis, traject, coach = speler.casus["stap4_klantreis"], speler.traject, speler.mensen.een("klantreiscoach")
    velden = {
        "motivering": tekst(reis.get("motivering")),
        "doelgroep": tekst((reis.get("doelgroepen") or {}).get("lijst")),
        "bronnen": tekst(reis.get("bronnen_feedback")),
    }
    if reis["type"] == "overgenomen_andere_gemeente":
        velden["herkomst_gemeente"] = tekst(reis.get("herkomst_gemeente"))[:150] or "In de casus niet genoemd"
    speler.ervaringen = []
    if coach:
        klant = speler.doe(klantreis.kies_type, traject, door=coach, type=reis["type"], **velden)
        vul_klantreis(speler, klant, reis, coach)
    else:
        ervaren = [f"{e['fase']}: {e.get('handeling') or e.get('gedachte') or ''}" for e in reis.get("ervaringen") or []]
        delen = [velden.pop("doelgroep"), velden["bronnen"], tekst(ervaren), tekst(reis.get("ideale_reis"))]
        velden["bronnen"] = "\n".join(filter(None, delen))
        klant = speler.doe(klantreis.stel_alternatief_voor, traject, door=speler.pl, type=reis["type"], **velden)
    if klant.is_alternatief:
        speler.doe(klantreis.aanvaard_alternatief, klant, door=speler.pe)


def vul_klantreis(speler, klant, reis, coach):
    doe = speler.doe
    if reis.get("interviews"):
        doe(klantreis.voeg_activiteit_toe, klant, door=coach, soort="interview", aantal=reis["interviews"])
    for activiteit in reis.get("activiteiten") or []:
        doe(klantreis.voeg_activiteit_toe, klant, door=coach, soort="anders", notitie=omschrijf(activiteit))
    for aanname in reis.get("aannames") or []:
        doe(klantreis.voeg_aanname_toe, klant, door=coach, tekst=omschrijf(aanname)[:300])
    personas = {}
    for regel in reis.get("personas") or []:
        naam, *_ = (str(regel["naam"])[:80],)
        extra = {veld: tekst(regel.get(veld)) for veld in ("situatie", "doel", "behoefte", "frustratie", "citaat")}
        personas[regel["naam"]] = doe(
            klantreis.voeg_persona_toe,
            klant,
            door=coach,
            naam=naam,
            leeftijd=regel.get("leeftijd"),
            digitaal=tekst(regel.get("digitaal"))[:80],
            **extra,
        )
    enige = next(iter(personas.values())) if len(personas) == 1 else None
    for regel in reis.get("ervaringen") or []:
        speler.ervaringen.append(
            doe(
                klantreis.voeg_ervaring_toe,
                klant,
                door=coach,
                fase=str(regel["fase"])[:80],
                handeling=(tekst(regel.get("handeling")) or tekst(regel.get("gedachte")) or str(regel["fase"]))[:250],
                emotie=regel["emotie"],
                persona=personas.get(regel.get("persona"), enige),
                kanaal=tekst(regel.get("kanaal"))[:80],
                gedachte=tekst(regel.get("gedachte")),
                citaat=tekst(regel.get("citaat")),
                is_moment_of_truth=bool(regel.get("moment_of_truth")),
            )
        )
    for ideaal in reis.get("ideale_reis") or []:
        doe(klantreis.voeg_ideale_stap_toe, klant, door=coach, tekst=tekst(ideaal)[:300])
    if speler.ervaringen:
        doe(klantreis.publiceer, klant, door=coach)
    elif not klant.is_alternatief:
        speler.noteer("stap4_klantreis heeft geen ervaringen; de klantreis is niet gepubliceerd")


def omschrijf(waarde) -> str:
    """A text, or the values of a small mapping one after the other."""
    if isinstance(waarde, dict):
        return ", ".join(str(deel) for deel in waarde.values() if deel is not None)
    return tekst(waarde)


# --- step 5 ---------------------------------------------------------------------------------------------------------
def koppel_formule(speler):
    stap5, traject = speler.casus["stap5_6p"], speler.traject
    naam = str(stap5["formule"])
    formule = Formule.objects.filter(naam__iexact=naam).first() or Formule.objects.get(code=naam)
    motivering = tekst(stap5.get("motivering")) or "In de casus staat geen motivering."
    speler.doe(serviceformule.kies_formule, traject, door=speler.pl, formule=formule, motivering=motivering)
    speler.beoordelingen = {
        p: speler.doe(
            serviceformule.beoordeel_p,
            traject,
            door=speler.pl,
            p=p,
            extern=tekst(regel["extern"]),
            intern=tekst(regel["intern"]),
            oordeel=regel["oordeel"],
            bewust_geaccepteerd=tekst(regel.get("bewust_geaccepteerd")),
        )
        for p, regel in (stap5.get("p") or {}).items()
    }
