"""Waking a worker, beside the acties: they write rows and know no Celery. A lost nudge costs five seconds (the sweep)."""

import logging
import threading

from django.conf import settings
from django.utils.module_loading import import_string

log = logging.getLogger("wasstraat.rapporten")


def wek(rapport_id) -> None:
    """Tell a worker that this row waits. Never raises, never waits: the request goes on while a broker is away or hangs."""
    if settings.CELERY_TASK_ALWAYS_EAGER:
        _wek(rapport_id)  # the work itself then happens here, on this thread's database connection
    else:
        threading.Thread(target=_wek, args=(rapport_id,), name="wekker", daemon=True).start()


def _wek(rapport_id) -> None:
    try:
        import_string("rapporten.tasks.maak").delay(str(rapport_id))
    except Exception as fout:
        log.warning("De verwerking is niet bereikbaar (%s); de veger vindt het document terug.", type(fout).__name__)
