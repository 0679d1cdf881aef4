"""python manage.py doctor: one line for each thing that should hold; status 1 where something is wrong."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from picketline.keeping.checkup import examine
from picketline.keeping.finding import State


class Command(BaseCommand):
    """OK, look here, or wrong: one sentence, and one command that mends it."""

    help = "Tells what is wrong with this installation, and how to mend it. Sends no mail and changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        findings = list(examine())
        for finding in findings:
            self.stdout.write(f"{finding.state:<10} {finding.about}: {finding.words}")
            if finding.mend and finding.state != State.OK:
                self.stdout.write(f"{'':<10} → {finding.mend}")
        wrong = sum(finding.state == State.WRONG for finding in findings)
        self.stdout.write(f"{wrong} wrong, {sum(one.state == State.LOOK for one in findings)} to look at.")
        if wrong:
            sys.exit(1)
