"""The ten steps of the wasstraat, in order. This tuple is the product."""

from implementatie.stap import STAP as implementatie
from klantreis.stap import STAP as klantreis
from kpi.stap import STAP as kpi
from proces.stap import STAP as proces
from serviceformule.stap import STAP as serviceformule
from sessies.stap import STAP as projectgroep
from toetsing.stap import STAP as toetsing
from uitvoering.stap import STAP as uitvoering
from vaststelling.stap import STAP as vaststelling
from verbeterplan.stap import STAP as verbeterplan

STAPPEN = (
    projectgroep,
    kpi,
    proces,
    klantreis,
    serviceformule,
    verbeterplan,
    toetsing,
    vaststelling,
    implementatie,
    uitvoering,
)
