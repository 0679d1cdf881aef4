"""picketline export-appeal REFERENCE [FILE.json]: an appeal as a document of the same shape."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from picketline.appeals.models import Appeal
from picketline.exchange import actions


class Command(BaseCommand):
    """Writes one appeal to a new file, or to standard output."""

    help = "Writes an appeal as a document (docs/appeal-documents.md), to FILE or to standard output."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("appeal", help="its reference, its slug, or the id of the document that it came from")
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE.json")

    def handle(self, *args: Any, **options: Any) -> None:
        told = actions.export_appeal(appeal_called(options["appeal"]))
        text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
        if options["file"] is None:
            self.stdout.write(text, ending="")
            return
        try:
            with options["file"].open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError as reason:
            raise CommandError(f"{options['file']} is there already.") from reason
        except OSError as reason:
            raise CommandError(f"{options['file']}: {reason.strerror}") from reason


def appeal_called(name: str) -> Appeal:
    found = Appeal.objects.filter(Q(reference=name) | Q(slug=name) | Q(document__identity=name)).distinct()
    if (appeal := found.select_related("section").first()) is None:
        raise CommandError(f"No appeal is called {name}.")
    return appeal
