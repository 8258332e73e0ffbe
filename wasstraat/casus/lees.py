"""Read a case file and report every fault in it at once, with file, key path and what was expected."""

import math
from datetime import date
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator, FormatChecker

from serviceformule.models import Formule
from toetsing.models import Discipline
from trajecten.rollen import EEN_TEGELIJK

VERPLICHTE_DATUMS = ("verzonden", "datum", "akkoord_proceseigenaar", "gepland")


class CasusFout(Exception):
    """The file cannot be played; `fouten` are all the reasons, one sentence each."""

    def __init__(self, fouten: list[str]):
        super().__init__("\n".join(fouten))
        self.fouten = fouten


class Lader(yaml.SafeLoader):
    """YAML without surprises: dates and `=` stay text (so that a bad date is a fault with a place), a key twice is a fault."""

    def construct_mapping(self, node, deep=False):
        gezien = set()
        for sleutel, _ in node.value:
            naam = self.construct_object(sleutel, deep=True)
            if isinstance(naam, list | dict):
                raise yaml.constructor.ConstructorError(None, None, "een sleutel moet een tekst zijn", sleutel.start_mark)
            if naam in gezien:
                raise yaml.constructor.ConstructorError(
                    None, None, f"sleutel '{naam}' staat er twee keer", sleutel.start_mark
                )
            gezien.add(naam)
        return super().construct_mapping(node, deep)


Lader.yaml_implicit_resolvers = {
    teken: [(soort, patroon) for soort, patroon in lijst if not soort.endswith((":timestamp", ":value"))]
    for teken, lijst in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_vormen = FormatChecker(formats=())


@_vormen.checks("datum", raises=ValueError)
def _is_datum(waarde) -> bool:
    return waarde is None or (len(waarde) == 10 and bool(date.fromisoformat(waarde)))


def _schema():
    return yaml.safe_load((Path(__file__).parent / "schema.yaml").read_text("utf-8"))


def lees(pad: Path) -> tuple[dict, list[str]]:
    """The case as a dict, and notices about keys that are ignored. Raises CasusFout with all faults."""
    try:
        casus = yaml.load(pad.read_text("utf-8"), Loader=Lader)  # noqa: S506 - a SafeLoader
    except (OSError, UnicodeDecodeError):
        raise CasusFout([f"{pad}: dit bestand kan niet worden gelezen. Verwacht: een tekstbestand in UTF-8."]) from None
    except (yaml.YAMLError, RecursionError) as fout:
        regel = getattr(getattr(fout, "problem_mark", None), "line", -1) + 1
        waarom = getattr(fout, "problem", None) or "de opbouw klopt niet"
        raise CasusFout([f"{pad}: regel {regel}: {waarom}. Verwacht: geldige YAML."]) from None
    schema = _schema()
    fouten = [f"{pad}: {zin}" for zin in _niet_te_bewaren(casus)]
    fouten += [
        zin for fout in Draft202012Validator(schema, format_checker=_vormen).iter_errors(casus) for zin in _zinnen(pad, fout)
    ]
    if not fouten:
        fouten = [f"{pad}: {zin}" for zin in Samenhang(casus).fouten()]
    if fouten:
        raise CasusFout(sorted(set(fouten)))
    return casus, list(_onbekend(casus, schema, schema, ""))


def _zinnen(pad, fout):
    plaats = _plaats(fout.absolute_path)
    if fout.validator == "required":
        ontbreekt = [sleutel for sleutel in fout.validator_value if sleutel not in fout.instance]
        for sleutel in ontbreekt:
            waar = f"{plaats}.{sleutel}" if plaats else sleutel
            yield f"{pad}: {waar} ontbreekt. Verwacht: {_verwacht(fout, sleutel)}."
    else:
        yield f"{pad}: {plaats or 'het bestand'} is {_kort(fout.instance)}. Verwacht: {fout.schema.get('verwacht', 'een andere waarde')}."


def _verwacht(fout, sleutel):
    deel = fout.schema.get("properties", {}).get(sleutel, {})
    if "$ref" in deel:
        deel = _schema()["$defs"][deel["$ref"].rsplit("/", 1)[-1]]
    return deel.get("verwacht", fout.schema.get("verwacht", "een waarde"))


def _niet_te_bewaren(waarde, pad=()):
    """Values that YAML can say and a database cannot keep: no number at all, or a character that is none."""
    if isinstance(waarde, dict | list):
        for sleutel, deel in waarde.items() if isinstance(waarde, dict) else enumerate(waarde):
            yield from _niet_te_bewaren(deel, (*pad, sleutel))
    elif isinstance(waarde, float) and not math.isfinite(waarde):
        yield f"{_plaats(pad)} is {waarde}. Verwacht: een getal."
    elif isinstance(waarde, str) and any(teken == "\0" or "\ud800" <= teken <= "\udfff" for teken in waarde):
        yield f"{_plaats(pad)} bevat een teken dat niet te bewaren is. Verwacht: gewone tekst."


def _plaats(pad) -> str:
    return "".join(f"[{deel}]" if isinstance(deel, int) else f".{deel}" for deel in pad).lstrip(".")


def _kort(waarde) -> str:
    tekst = "leeg" if waarde is None else repr(waarde) if isinstance(waarde, str) else str(waarde)
    return tekst if len(tekst) <= 60 else f"{tekst[:57]}…"


def _onbekend(waarde, schema, wortel, pad):
    """Keys that say where a value comes from, or that this reader does not know: ignored, with a notice."""
    while "$ref" in schema:
        schema = wortel["$defs"][schema["$ref"].rsplit("/", 1)[-1]]
    for vorm in schema.get("oneOf", ()):
        if ("items" in vorm) == isinstance(waarde, list):
            yield from _onbekend(waarde, vorm, wortel, pad)
            return
    if isinstance(waarde, dict):
        bekend = schema.get("properties", {})
        rest = schema.get("additionalProperties")
        for sleutel, deel in waarde.items():
            plek = f"{pad}.{sleutel}".lstrip(".")
            if sleutel in bekend:
                yield from _onbekend(deel, bekend[sleutel], wortel, plek)
            elif isinstance(rest, dict):
                yield from _onbekend(deel, rest, wortel, plek)
            else:
                yield f"{plek} wordt niet gebruikt"
    elif isinstance(waarde, list) and "items" in schema:
        for nr, deel in enumerate(waarde):
            yield from _onbekend(deel, schema["items"], wortel, f"{pad}[{nr}]")


class Samenhang:
    """What no schema can see: numbers, people and disciplines that must exist, dates that must follow each other."""

    def __init__(self, casus):
        self.casus = casus
        groep = casus["stap1_projectgroep"]
        self.leden = groep.get("leden") or []
        self.rollen = [(rol, lid["functie"], nr) for nr, lid in enumerate(self.leden) for rol in rollen_van_lid(lid)]
        self.specialisten = {s["discipline"]: s["functie"] for s in groep.get("specialisten") or []}
        self.mensen = {lid["functie"] for lid in self.leden} | set(self.specialisten.values())
        self.disciplines = {d.code: d for d in Discipline.objects.filter(is_actief=True)}
        self.codes = [v["nr"] for v in casus["stap6_verbeteringen"]]
        self.opgenomen = {v["nr"] for v in casus["stap6_verbeteringen"] if v["besluit"] == "opnemen"}
        self.later = {v["op"] for v in casus["stap8_verwerking"]}

    def fouten(self):
        yield from self._projectgroep()
        yield from self._kpis_en_stappen()
        yield from self._verbeteringen()
        yield from self._toetsing()
        yield from self._besluiten()
        yield from self._volgorde_van_datums()

    def _projectgroep(self):
        for rol in EEN_TEGELIJK:
            aantal = sum(gegeven == rol for gegeven, _, _ in self.rollen)
            if aantal != 1:
                yield f"stap1_projectgroep.leden heeft {aantal} keer de rol {rol}. Verwacht: precies een keer."
        for nr, specialist in enumerate(self.casus["stap1_projectgroep"].get("specialisten") or []):
            if specialist["discipline"] not in self.disciplines:
                yield self._geen_discipline(f"stap1_projectgroep.specialisten[{nr}].discipline", specialist["discipline"])
        leiders = {functie for rol, functie, _ in self.rollen if rol == "projectleider"}
        eigenaren = {functie for rol, functie, _ in self.rollen if rol == "proceseigenaar"}
        if leiders & eigenaren and not any(rol == "procesadviseur" and f not in eigenaren for rol, f, _ in self.rollen):
            yield (
                "stap1_projectgroep.leden: projectleider en proceseigenaar zijn dezelfde persoon. "
                "Verwacht: een procesadviseur die het plan vastlegt, want wie besluit schrijft niet zelf."
            )
        type_ = self.casus["stap4_klantreis"]["type"]
        if type_ in ("eigen_onderzoek", "atelier") and not any(rol == "klantreiscoach" for rol, _, _ in self.rollen):
            yield f"stap4_klantreis.type is {type_!r}. Verwacht: een lid met de rol klantreiscoach, want die voert het onderzoek uit."
        if (
            type_ not in ("eigen_onderzoek", "atelier")
            and not (self.casus["stap4_klantreis"].get("motivering") or "").strip()
        ):
            yield f"stap4_klantreis.motivering ontbreekt. Verwacht: een tekst, want het type is {type_}."

    def _kpis_en_stappen(self):
        namen = [str(kpi["kpi"]).casefold() for kpi in self.casus["stap2_kpis"]]
        for nr, naam in enumerate(namen):
            if naam in namen[:nr]:
                yield f"stap2_kpis[{nr}].kpi is {self.casus['stap2_kpis'][nr]['kpi']!r}. Verwacht: een naam die nog niet is gebruikt."
        for nr, kpi in enumerate(self.casus["stap2_kpis"]):
            tussen = kpi.get("tussen") or []
            datums = [meting["datum"] for meting in (tussen if isinstance(tussen, list) else [tussen])]
            if len(set(datums)) != len(datums):
                yield f"stap2_kpis[{nr}].tussen noemt een datum twee keer. Verwacht: een meting per dag."
        formule = self.casus["stap5_6p"]["formule"]
        if not any(f.naam.casefold() == str(formule).casefold() or f.code == formule for f in Formule.objects.all()):
            bekend = ", ".join(Formule.objects.values_list("naam", flat=True))
            yield f"stap5_6p.formule is {formule!r}. Verwacht: een van {bekend}."
        personas = {p["naam"] for p in self.casus["stap4_klantreis"].get("personas") or []}
        for nr, ervaring in enumerate(self.casus["stap4_klantreis"].get("ervaringen") or []):
            if ervaring.get("persona") and ervaring["persona"] not in personas:
                yield f"stap4_klantreis.ervaringen[{nr}].persona is {ervaring['persona']!r}. Verwacht: een naam uit personas."

    def _verbeteringen(self):
        aantal = len(self.casus["stap2_kpis"])
        for nr, verbetering in enumerate(self.casus["stap6_verbeteringen"]):
            plek = f"stap6_verbeteringen[{nr}]"
            if verbetering["nr"] in self.codes[:nr]:
                yield f"{plek}.nr is {verbetering['nr']!r}. Verwacht: een nummer dat nog niet is gebruikt."
            for kpi in verbetering.get("kpi") or []:
                if not 1 <= kpi <= aantal:
                    yield f"{plek}.kpi noemt KPI {kpi}. Verwacht: een nummer van 1 tot en met {aantal}."
            yield from self._bij(f"{plek}.bij", verbetering.get("bij") or {})
        if not self.opgenomen:
            yield "stap6_verbeteringen heeft geen enkele verbetering met besluit opnemen. Verwacht: minstens een."

    def _bij(self, plek, bij):
        stap3, stap4, stap5 = (self.casus[naam] for naam in ("stap3_huidig_proces", "stap4_klantreis", "stap5_6p"))
        bekend = {
            "stappen": {stap["nr"] for stap in stap3.get("stappen") or []},
            "ervaringen": set(range(1, len(stap4.get("ervaringen") or []) + 1)),
            "p": set(stap5.get("p") or {}),
            "kpi": set(range(1, len(self.casus["stap2_kpis"]) + 1)),
        }
        for soort, nummers in bij.items():
            for nummer in nummers:
                if soort in bekend and nummer not in bekend[soort]:
                    yield f"{plek}.{soort} noemt {nummer}. Verwacht: iets wat in deze casus bestaat."

    def _toetsing(self):
        gezien = set()
        for nr, advies in enumerate(self.casus["stap7_toetsing"].get("adviezen") or []):
            plek = f"stap7_toetsing.adviezen[{nr}]"
            yield from self._discipline(f"{plek}.discipline", advies["discipline"])
            yield from self._codes(
                f"{plek}.op", advies["op"], self.opgenomen, "een verbetering uit stap 6 met besluit opnemen"
            )
            for code in advies["op"]:
                if (advies["discipline"], code) in gezien:
                    yield f"{plek}.op noemt {code} een tweede keer voor {advies['discipline']}. Verwacht: een oordeel per verbetering."
                gezien.add((advies["discipline"], code))
        for nr, vrij in enumerate(self.casus["stap7_toetsing"].get("zonder_toets") or []):
            plek = f"stap7_toetsing.zonder_toets[{nr}].op"
            yield from self._codes(plek, vrij["op"], self.opgenomen, "een verbetering uit stap 6 met besluit opnemen")
        for nr, verwerking in enumerate(self.casus["stap8_verwerking"]):
            plek = f"stap8_verwerking[{nr}]"
            code = verwerking["op"]
            if code not in self.codes and not (code[-1].isalpha() and code[:-1] in self.codes):
                yield f"{plek}.op is {code!r}. Verwacht: een nummer uit stap 6, of zo'n nummer met een letter erachter (V10b)."
            if "hertoets" in verwerking:
                yield from self._discipline(f"{plek}.hertoets.discipline", verwerking["hertoets"]["discipline"])

    def _besluiten(self):
        bekend = set(self.codes) | self.later
        rangen, gehad = set(), set()
        for nr, besluit in enumerate(self.casus["stap9_implementatie"]):
            plek = f"stap9_implementatie[{nr}]"
            yield from self._codes(f"{plek}.op", [besluit["op"]], bekend, "een nummer uit stap 6 of stap 8")
            if besluit["op"] in gehad:
                yield f"{plek}.op is {besluit['op']!r}. Verwacht: een besluit per verbetering."
            gehad.add(besluit["op"])
            if besluit.get("actiehouder") and besluit["actiehouder"] not in self.mensen:
                yield f"{plek}.actiehouder is {besluit['actiehouder']!r}. Verwacht: een functie uit stap 1."
            if besluit["besluit"] == "overnemen" and besluit.get("rang") in rangen:
                yield f"{plek}.rang is {besluit['rang']}. Verwacht: een plaats die nog niet is gebruikt."
            if besluit["besluit"] == "overnemen" and besluit.get("rang"):
                rangen.add(besluit["rang"])
            if besluit.get("start") and besluit.get("eind") and besluit["eind"] < besluit["start"]:
                yield f"{plek}.eind is {besluit['eind']}. Verwacht: een datum op of na het begin, {besluit['start']}."

    def _volgorde_van_datums(self):
        toetsing, definitief = self.casus["stap7_toetsing"], self.casus["stap8_definitief"]
        reeks = [
            ("stap7_toetsing.verzonden", toetsing["verzonden"]),
            ("stap8_definitief.datum", definitief["datum"]),
            ("stap8_definitief.akkoord_proceseigenaar", definitief["akkoord_proceseigenaar"]),
            ("stap10_uitvoering.evaluatie.gepland", self.casus["stap10_uitvoering"]["evaluatie"]["gepland"]),
        ]
        for naam, datum in reeks:
            if datum is None and naam.rsplit(".", 1)[-1] in VERPLICHTE_DATUMS:
                yield f"{naam} is leeg. Verwacht: een datum als 2026-09-24."
        gevuld = [(naam, datum) for naam, datum in reeks if datum]
        for (eerder, van), (later, tot) in zip(gevuld, gevuld[1:], strict=False):
            if tot < van:
                yield f"{later} is {tot}. Verwacht: een datum op of na {eerder}, {van}."

        deadline, evaluatie = toetsing.get("deadline"), self.casus["stap10_uitvoering"]["evaluatie"]
        if deadline and toetsing["verzonden"] and deadline < toetsing["verzonden"]:
            yield f"stap7_toetsing.deadline is {deadline}. Verwacht: een datum op of na stap7_toetsing.verzonden, {toetsing['verzonden']}."
        if evaluatie.get("volgende") and evaluatie.get("gehouden") and evaluatie["volgende"] <= evaluatie["gehouden"]:
            yield f"stap10_uitvoering.evaluatie.volgende is {evaluatie['volgende']}. Verwacht: een datum na {evaluatie['gehouden']}."

    def _discipline(self, plek, code):
        if code not in self.disciplines:
            yield self._geen_discipline(plek, code)
        elif not (functie := self.specialist(code)):
            yield f"{plek} is {code!r}. Verwacht: een discipline met een specialist in stap1_projectgroep.specialisten."
        elif any(rol == "projectleider" and wie == functie for rol, wie, _ in self.rollen):
            yield f"{plek} is {code!r}. Verwacht: een specialist die niet zelf projectleider is."

    def specialist(self, code) -> str | None:
        """Who judges for this discipline: the named specialist, or a member with the role of the discipline."""
        if code in self.specialisten:
            return self.specialisten[code]
        return next((functie for rol, functie, _ in self.rollen if rol == self.disciplines[code].rol), None)

    def _geen_discipline(self, plek, code):
        return f"{plek} is {code!r}. Verwacht: een van {', '.join(sorted(self.disciplines))}."

    def _codes(self, plek, codes, bekend, verwacht):
        for code in codes:
            if code not in bekend:
                yield f"{plek} noemt {code}. Verwacht: {verwacht}."


def rollen_van_lid(lid) -> list[str]:
    tevens = lid.get("tevens_rol") or []
    return list(dict.fromkeys([lid["rol"], *([tevens] if isinstance(tevens, str) else tevens)]))
