from celery import shared_task

from berichten import klok

from . import acties


@shared_task
def herinner():
    """Wake the reminders of today; it may run as often as it likes."""
    return acties.herinner(klok.vandaag())
