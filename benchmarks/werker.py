"""The real worker with its times made small: `celery -A benchmarks.werker worker …`. Nothing else differs."""

import os
from datetime import time, timedelta

import django

django.setup()

from celery import shared_task  # noqa: E402
from django.conf import settings  # noqa: E402

from berichten import acties as post  # noqa: E402
from rapporten import acties as rapporten  # noqa: E402
from wasstraat.celery import app  # noqa: E402

LEASE, VEEG = (
    int(os.environ.get("METING_LEASE", "8")),
    1.0,
)  # seconds; in the app 600 and 10 for messages, 45 and 5 for documents

settings.EMAIL_BACKEND = "benchmarks.postvak.Postvak"
post.VENSTER = (time.min, time.max)
post.LEASE = rapporten.LEASE = timedelta(seconds=LEASE)
post.BUDGET = LEASE // 2
post.GREEP = 20
app.conf.beat_schedule = {
    "rapporten-vegen": {"task": "rapporten.tasks.veeg", "schedule": VEEG},
    "berichten-bezorgen": {"task": "berichten.tasks.bezorg", "schedule": VEEG},
}


@shared_task(name="meting.streepje")
def streepje():
    """The smallest job: one byte more in a file."""
    haak = os.open(settings.VAR / "streepjes", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(haak, b"|")
    os.close(haak)
