from celery import shared_task

from berichten import klok

from . import acties


@shared_task(ignore_result=True)
def herinner():
    """The clock asks; running twice changes nothing."""
    acties.herinner(klok.vandaag())
