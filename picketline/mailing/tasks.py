"""The bell for notices: the queue only rings, the rows are the work."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from picketline.mailing import actions, bell
from picketline.mailing.models import Notice, Stamp


@db_task()
def ring() -> None:
    """Send a handful of what is due; where more is left, stand in line again, so that letters get their turn."""
    if actions.send_due_notices() == actions.A_HANDFUL:
        bell.again(ring)


@db_periodic_task(crontab(minute="*"))
def sweep() -> None:
    """Once a minute, whatever the bell did: what a dead process left, and what is due."""
    Notice.objects.recover()
    bell.ring(ring)


@db_periodic_task(crontab(minute="17"))
def forget() -> None:
    """Once an hour: stamps older than their day, notices older than four weeks."""
    Stamp.objects.forget_yesterday()
    Notice.objects.forget_ended()
