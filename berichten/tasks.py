from celery import shared_task

from . import acties, klok


@shared_task
def bezorg():
    acties.bezorg(klok.nu())
