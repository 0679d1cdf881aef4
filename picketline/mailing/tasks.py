"""The bell for notices: the queue only rings, the rows are the work."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from picketline.mailing import actions
from picketline.mailing.models import Stamp


@db_task()
def ring() -> None:
    """Send what is due."""
    actions.send_due_notices()


@db_periodic_task(crontab(minute="*"))
def sweep() -> None:
    """Once a minute, whatever the bell did: send what is due."""
    actions.send_due_notices()


@db_periodic_task(crontab(minute="17"))
def forget() -> None:
    """Once an hour: stamps older than their day."""
    Stamp.objects.forget_yesterday()
