"""Every address of the website with the gate it stands behind, read from the resolver itself."""

from dataclasses import asdict, dataclass, field

from django.urls import URLPattern, URLResolver, get_resolver

SOORTEN = ("traject", "breed", "aangemeld", "openbaar")


@dataclass
class Adres:
    """One address. `soort` empty: its view passed no gate, which is an error."""

    naam: str
    patroon: str
    parameters: dict[str, str]
    soort: str
    recht: str
    methoden: list[str]
    reden: str = ""
    view: object = field(default=None, repr=False, compare=False)

    @property
    def model(self):
        """The kind of object whose `pk` stands in the address."""
        return getattr(self.view, "model", None)

    def als_dict(self) -> dict:
        return {naam: waarde for naam, waarde in asdict(self).items() if naam != "view"}


def alle_adressen() -> list[Adres]:
    return list(_loop(get_resolver(), "", (), {}))


def _loop(resolver: URLResolver, voor: str, ruimtes: tuple, parameters: dict):
    for deel in resolver.url_patterns:
        patroon = voor + str(deel.pattern)
        soorten = parameters | {
            naam: type(omzetter).__name__.removesuffix("Converter").lower() for naam, omzetter in _omzetters(deel)
        }
        if isinstance(deel, URLPattern):
            yield _adres(deel, patroon, ruimtes, soorten)
        else:
            yield from _loop(deel, patroon, (*ruimtes, deel.namespace) if deel.namespace else ruimtes, soorten)


def _omzetters(deel):
    return getattr(deel.pattern, "converters", {}).items()


def _adres(patroon: URLPattern, tekst: str, ruimtes: tuple, parameters: dict) -> Adres:
    view = patroon.callback
    return Adres(
        naam=":".join([*ruimtes, patroon.name or ""]),
        patroon=f"/{tekst}",
        parameters=parameters,
        soort=getattr(view, "soort", ""),
        recht=getattr(view, "recht", ""),
        methoden=list(getattr(view, "methoden", [])),
        reden=getattr(view, "reden", ""),
        view=view,
    )
