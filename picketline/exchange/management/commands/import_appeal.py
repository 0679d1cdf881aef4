"""picketline import-appeal FILE.json …: each document becomes a draft; what has no place yet is kept, and told."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.text import Truncator

from picketline.accounts.actions import KEEPER
from picketline.appeals.models import Appeal
from picketline.exchange import actions, files
from picketline.exchange.leftovers import leftovers_of
from picketline.exchange.reading import Made
from picketline.network.actions import main_section
from picketline.network.models import Section

MOST_COMPLAINTS = 20
LONGEST_LINE = 160


class Command(BaseCommand):
    """Imports documents one by one: a bad one is told, the others are loaded, and the status says that one was bad."""

    help = "Makes a draft of every document (docs/appeal-documents.md) and tells what has no place yet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE.json")
        parser.add_argument("--section", help="the code of the section whose drafts they become; needed among several")

    def handle(self, *args: Any, **options: Any) -> None:
        section = section_called(options["section"])
        good = [self.imports(file, section) for file in options["files"]]
        if bad := good.count(False):
            raise CommandError(f"{bad} of {len(good)} not imported.")

    def imports(self, file: Path, section: Section) -> bool:
        """One file; False where nothing of it was stored."""
        try:
            done = actions.import_appeal(files.read(file), section=section, actor=KEEPER)
        except files.Unreadable as reason:
            self.tell_refusal(file, [str(reason)])
            return False
        except actions.NotAnAppeal as reason:
            self.tell_refusal(file, reason.complaints)
            return False
        if done.made:
            self.tell_draft(file, done, done.made)
        else:
            self.tell_known(file, done)
        return True

    def tell_refusal(self, file: Path, sentences: list[str]) -> None:
        self.stderr.write(f"{file}: not imported.")
        for sentence in sentences[:MOST_COMPLAINTS]:
            self.stderr.write(f"  {sentence}")
        if len(sentences) > MOST_COMPLAINTS:
            self.stderr.write(f"  … and {len(sentences) - MOST_COMPLAINTS} more.")

    def tell_known(self, file: Path, done: actions.Imported) -> None:
        self.stdout.write(f"{file}: is here already, as {named(done.appeal)}. Nothing changed.")
        if done.has_changed:
            self.stdout.write("  It says something else than when it was imported: compare it with an export.")

    def tell_draft(self, file: Path, done: actions.Imported, made: Made) -> None:
        """What was made, what was not stored, and what was kept as it came."""
        self.stdout.write(f"{file}: draft {named(done.appeal)}")
        self.stdout.write(f"  {in_numbers(made)}")
        for link in done.links:
            verb = "continues" if link.is_follow_up else "is related to"
            self.stdout.write(f"  It {verb} {link.reference}, which is {'here' if link.appeal else 'not here yet'}.")
        for path in done.not_stored:
            self.stdout.write(f"  Not stored, because it may tell a name that must not be known: {path}")
        kept = leftovers_of(done.appeal)
        if kept:
            self.stdout.write(f"  Kept as it came, because it has no place here yet ({len(kept)}):")
        for leftover in kept:
            words = " ".join(leftover.words.split())
            self.stdout.write(f"    {leftover.where}: {Truncator(words).chars(LONGEST_LINE)}")


def named(appeal: Appeal) -> str:
    return f"{appeal.reference} ({appeal.slug})"


def in_numbers(made: Made) -> str:
    numbers = {
        "people at risk": made.number("persons"),
        "chronology": made.number("chronology"),
        "demands": made.number("demands"),
        "addressees": made.number("targets", "copies_to"),
        "offices new in the directory": made.offices,
        "contact points": made.contacts,
    }
    return ", ".join(f"{noun} {number}" for noun, number in numbers.items())


def section_called(code: str | None) -> Section:
    """The section with this code, or the only one there is."""
    sections = list(Section.objects.all())
    if code is None and len(sections) <= 1:
        return sections[0] if sections else main_section()
    found = next((section for section in sections if section.code == code), None)
    if found is None:
        codes = ", ".join(section.code for section in sections)
        raise CommandError(f"Say whose drafts they become: --section with one of {codes}.")
    return found
