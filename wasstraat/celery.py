"""Celery only wakes work up: every job is a row first, and the sweep below finds what a lost nudge left behind."""

import os

from celery import Celery

from . import brievenbus

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wasstraat.settings")

brievenbus.gebruik()
app = Celery("wasstraat")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "rapporten-vegen": {"task": "rapporten.tasks.veeg", "schedule": 5.0},
    "berichten-bezorgen": {"task": "berichten.tasks.bezorg", "schedule": 10.0},
    "toetsing-herinneren": {"task": "toetsing.tasks.herinner", "schedule": 600.0},
    "uitvoering-herinneren": {"task": "uitvoering.tasks.herinner", "schedule": 600.0},
    "klantreis-opruimen": {"task": "klantreis.tasks.ruim_op", "schedule": 3600.0},
}
