"""What appeals forget by themselves."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from picketline.appeals import actions


@db_periodic_task(crontab(minute="*/10"))
def destroy_peppers() -> None:
    """Every ten minutes: appeals closed for good."""
    actions.destroy_peppers()


@db_periodic_task(crontab(minute="*"))
def forget_names() -> None:
    """Once a minute: by which name nobody may be found any more since midnight."""
    actions.forget_names()


@db_periodic_task(crontab(minute="*/5"))
def forget_removals() -> None:
    """Every five minutes: what was taken out and not put back."""
    actions.forget_removals()
