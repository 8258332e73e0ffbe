from celery import shared_task

from berichten import klok

from . import acties


@shared_task
def ruim_op() -> int:
    """Every hour: erase the respondents whose day has passed."""
    return acties.ruim_respondenten_op(klok.vandaag())
