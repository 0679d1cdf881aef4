"""python manage.py load_example: the campaign of the news report, once; its deadline is always 30 days ahead."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from picketline.appeals.models import Appeal
from picketline.demo.example import load

DAYS_AHEAD = 30


class Command(BaseCommand):
    """Loads the example campaign."""

    help = "Loads the example campaign of 2011 and moves its deadline to 30 days ahead."

    def handle(self, *args: Any, **options: Any) -> None:
        appeal = Appeal.objects.filter(is_example=True).first() or load()
        Appeal.objects.filter(pk=appeal.pk).update(closes_on=timezone.localdate() + timedelta(days=DAYS_AHEAD))
