"""What documents forget by themselves."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from picketline.exchange import actions


@db_periodic_task(crontab(minute="*"))
def forget_names() -> None:
    """Once a minute: what told the name of somebody who is not named any more."""
    actions.forget_names()
