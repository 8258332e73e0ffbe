"""How many of the smallest jobs per second: the built-in broker against Redis, each with the worker as the house starts it."""

import time

from django.conf import settings

from wasstraat.celery import app

from .celerywerker import Werker
from .meten import Geval, meet, verhouding
from .uitslag import Regel

STREEPJES = "streepjes"


def meet_deel(klein: bool) -> list[Regel]:
    """Only in the run that has Redis; the built-in broker is started beside it."""
    redis = settings.CELERY_BROKER_URL
    if not redis.startswith("redis"):
        return []
    aantal = 50 if klein else 500
    map_ = settings.VAR / "post"
    map_.mkdir(parents=True, exist_ok=True)
    opties = {"data_folder_in": str(map_), "data_folder_out": str(map_)}
    zenders = {  # one for each, kept, as the pool of the app keeps one
        "redis": app.amqp.Producer(app.connection_for_write()),
        "ingebouwd": app.amqp.Producer(app.connection_for_write("filesystem://", transport_options=opties)),
    }
    werkers = {"redis": Werker(redis, klok=False), "ingebouwd": Werker("", klok=False)}
    app.control.purge()
    try:
        for naam, werker in werkers.items():
            werker.start()
            _stuur(zenders[naam], 1)  # started and connected
        tijden = meet(
            {naam: Geval(lambda z=zender: _stuur(z, aantal), _allemaal(aantal), _leeg) for naam, zender in zenders.items()},
            rondes=2 if klein else 9,
            warm=1,
        )
    finally:
        for werker in werkers.values():
            werker.dood()
    uitkomst = verhouding(tijden["redis"], tijden["ingebouwd"])  # jobs per second is the inverse of time
    per_seconde = {naam: aantal / sorted(reeks)[len(reeks) // 2] for naam, reeks in tijden.items()}
    return [
        Regel("brokers", "kleine taken per seconde, ingebouwd ÷ Redis", f"{per_seconde['ingebouwd']:.0f}/s", f"{per_seconde['redis']:.0f}/s",
              str(uitkomst), "≥ 0.60", uitkomst.mediaan >= 0.6, cijfers=tijden)
    ]  # fmt: skip


def _leeg() -> None:
    (settings.VAR / STREEPJES).unlink(missing_ok=True)


def _gedaan() -> int:
    bestand = settings.VAR / STREEPJES
    return bestand.stat().st_size if bestand.exists() else 0


def _stuur(zender, aantal: int) -> int:
    """Send, and wait until all are done."""
    begin, einde = _gedaan(), time.monotonic() + 120
    for _ in range(aantal):
        app.send_task("meting.streepje", producer=zender)
    while _gedaan() - begin < aantal and time.monotonic() < einde:
        time.sleep(0.002)
    return _gedaan() - begin


def _allemaal(aantal: int):
    def kijk(gedaan):
        assert gedaan == aantal, f"{gedaan} van {aantal} taken gedaan"

    return kijk
