"""Examples of goals: the organisation goals of gemeente Waterland (S001, f1). An example, never a law or a duty."""

from dataclasses import dataclass
from decimal import Decimal

BRON = "dienstverleningsstrategie van gemeente Waterland, 2023"

# naam | thema | operator | norm | eenheid. The source writes "=" for up-time and call length where it means a limit.
_TABEL = """
Technische up-time van alle contactkanalen op de website | bereikbaarheid | >= | 99 | %
Klantprocessen die online via de website worden afgehandeld | bereikbaarheid | > | 75 | %
Telefoontjes die het KCC binnen 90 seconden opneemt | bereikbaarheid | >= | 90 | %
Gemiddelde wachttijd op de eerste reactie op e-mail of contactformulier | bereikbaarheid | <= | 5 | werkdagen
Taakafdeling bereikbaar bij doorverbinden vanuit het KCC | bereikbaarheid | > | 90 | % van de gevallen
Terugbelverzoeken uitgevoerd binnen 2 werkdagen | bereikbaarheid | >= | 95 | %
Gemiddelde gespreksduur van het KCC | snelheid | <= | 5 | minuten
Vragen die het KCC in één keer afhandelt | snelheid | > | 95 | %
Lopende verzoeken afgehandeld binnen de gestelde doorlooptijd | snelheid | > | 95 | %
Gemiddelde beoordeling van de dienstverlening door inwoners | kwaliteit | >= | 7 | cijfer
Afgesloten dossiers met een score lager dan 5 | kwaliteit | < | 5 | % van de dossiers
"""


@dataclass(frozen=True)
class Voorbeeld:
    nummer: int
    naam: str
    thema: str
    operator: str
    norm: Decimal
    eenheid: str

    @property
    def velden(self) -> dict:
        """As first values of the form for a new KPI."""
        return {veld: getattr(self, veld) for veld in ("naam", "thema", "operator", "norm", "eenheid")}


def _lees(nummer: int, regel: str) -> Voorbeeld:
    naam, thema, operator, norm, eenheid = (deel.strip() for deel in regel.split("|"))
    return Voorbeeld(nummer, naam, thema, operator, Decimal(norm), eenheid)


VOORBEELDEN = {nummer: _lees(nummer, regel) for nummer, regel in enumerate(_TABEL.strip().splitlines(), start=1)}
