"""picketline import-directory FILE: what a file would do to the directory, or does; docs/importing.md."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from picketline.directory.importing import actions, opening
from picketline.directory.importing.planning import Plan
from picketline.directory.importing.told import Options, Refused
from picketline.directory.models import Import

MOST_LINES = 200


class Command(BaseCommand):
    """Tells every change and every place that is wrong; a file comes in as a whole or not at all."""

    help = "Brings a file of offices and their contacts into the directory. What people checked is only proposed anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--kind", choices=Import.Kind.values, help="else: .csv is csv, .json is popolo")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and do nothing")
        parser.add_argument("--map", action="append", default=[], metavar="THEIRS=ours", help='"E-Mail=value"')
        parser.add_argument("--encoding", default="", help="where the file is not UTF-8: windows-1251")
        parser.add_argument("--source", default="", help="where the facts are from, where the file does not say")
        parser.add_argument("--state", default="", metavar="KZ", help="whose offices they are, where it does not say")
        parser.add_argument("--contact-kind", default="", help="email where every value is one, and no column says so")
        parser.add_argument("--limit", type=int, help="how many known rows may change, instead of 5 %%")
        parser.add_argument("--skip-broken", action="store_true", help="leave out what is wrong, bring in the rest")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.bring_in(options)
        except Refused as reason:
            for sentence in reason.sentences[1:]:
                self.stderr.write(sentence)
            raise CommandError(f"{options['file']}: nothing was brought in. {reason.sentences[0]}") from reason

    def bring_in(self, options: dict[str, Any]) -> None:
        kind = options["kind"] or kind_of(options["file"])
        how = how_to_read(options)
        with opening.opened(options["file"]) as file:
            plan = actions.look_at(file, kind=kind, options=how)
            self.tell(plan)
            if options["dry_run"]:
                self.stdout.write("This was a dry run: nothing was changed.")
                return
            done, _plan = actions.bring_in(
                file,
                kind=kind,
                name=options["file"].name,
                options=how,
                limit=options["limit"],
                skip_broken=options["skip_broken"],
                looked_at=plan.digest,
            )
        self.stdout.write(f"Brought in. To take it out again: picketline undo-import {done.uuid}")

    def tell(self, plan: Plan) -> None:
        """Each change, each trouble, each leftover, and the numbers."""
        for step in plan.doing[:MOST_LINES]:
            told = "; ".join(
                f"{name}: {was} → {now}" if was else f"{name}: {now}" for name, was, now in step.differences
            )
            self.stdout.write(f"{step.place}: {step.label}: {step.office.name}: {' '.join(told.split())}")
        if len(plan.doing) > MOST_LINES:
            self.stdout.write(f"… and {len(plan.doing) - MOST_LINES} more.")
        for trouble in plan.troubles:
            self.stderr.write(f"{trouble.place}: {trouble.sentence}")
        for words, times in plan.reading.told_leftovers():
            self.stdout.write(f"Left out, {times} ×: {words}")
        self.stdout.write(
            f"{plan.added} new, {plan.changed} changed, {plan.proposed} proposed, {plan.unchanged} as they were, "
            f"{len(plan.troubles)} wrong."
        )


def kind_of(file: Path) -> str:
    kinds = {".csv": Import.Kind.CSV, ".txt": Import.Kind.CSV, ".tsv": Import.Kind.CSV, ".json": Import.Kind.POPOLO}
    if file.suffix.lower() not in kinds:
        raise Refused("Say which kind of file it is: --kind csv, popolo or germany.")
    return kinds[file.suffix.lower()]


def how_to_read(options: dict[str, Any]) -> Options:
    """What the words on the command line say of the file. Raises Refused."""
    pairs = [word.rpartition("=") for word in options["map"]]
    if broken := [ours for theirs, equals, ours in pairs if not theirs]:
        raise Refused(f'“{broken[0]}” says no column of the file: write --map "E-Mail=value".')
    mapping = {theirs: ours for theirs, _equals, ours in pairs}
    named = {name: options[name] for name in ("encoding", "source", "state", "contact_kind") if options[name]}
    return {"mapping": mapping, **named}
