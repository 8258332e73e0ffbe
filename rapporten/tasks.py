"""What wakes the work up. The row in the database is the queue: each task may run twice, too late, or not at all."""

from celery import shared_task

from . import acties


@shared_task
def maak(rapport_id):
    acties.maak(rapport_id)


@shared_task
def veeg():
    acties.veeg()
