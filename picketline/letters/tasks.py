"""The bell for letters: the queue only rings, the rows are the work."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from picketline.letters import actions
from picketline.letters.models import Delivery
from picketline.mailing import bell


@db_task()
def ring() -> None:
    """Deliver a handful of what is due; where more is left, stand in line again, so that other mail gets its turn."""
    if actions.deliver_due() == actions.A_HANDFUL:
        bell.again(ring)


@db_periodic_task(crontab(minute="*"))
def sweep() -> None:
    """Once a minute, whatever the bell did: what a dead process left, what was held, what is due, and what is over."""
    Delivery.objects.recover()
    actions.release_greeted()
    actions.release_reachable()
    bell.ring(ring)
    actions.forget()


@db_periodic_task(crontab(minute="23"))
def forget_names() -> None:
    """Once an hour: names whose time is over."""
    actions.forget_names()
