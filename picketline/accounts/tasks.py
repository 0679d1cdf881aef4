"""What the worker does for accounts: forgetting."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from picketline.accounts import actions


@db_periodic_task(crontab(minute="23"))
def forget() -> None:
    """Once an hour."""
    actions.forget()
