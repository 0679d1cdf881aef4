"""The bell for letters: the queue only rings, the rows are the work."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from picketline.letters import actions


@db_task()
def ring() -> None:
    """Deliver what is due."""
    actions.deliver_due()


@db_periodic_task(crontab(minute="*"))
def sweep() -> None:
    """Once a minute, whatever the bell did: deliver what is due, forget what is over."""
    actions.deliver_due()
    actions.forget()
