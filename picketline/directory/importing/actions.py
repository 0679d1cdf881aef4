"""Bringing a file into the directory, and taking it out again."""

import io
from datetime import timedelta
from typing import Any, BinaryIO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from picketline.audit.actions import record, stand_in_line
from picketline.directory.importing import formats, opening, spreadsheet, undoing, writing
from picketline.directory.importing.planning import Plan, plan_for
from picketline.directory.importing.told import Options, Refused
from picketline.directory.models import Import, ImportedChange

COMMAND_LINE = "command line"
DRAFTS_STAY_FOR = timedelta(days=1)


def look_at(file: BinaryIO, *, kind: str, options: Options) -> Plan:
    """What the file would do; nothing is written. Raises Refused."""
    return plan_for(formats.read(kind, file, options))


@transaction.atomic
def bring_in(
    file: BinaryIO,
    *,
    kind: str,
    name: str,
    options: Options,
    actor: Any = None,
    limit: int | None = None,
    skip_broken: bool = False,
    looked_at: str = "",
) -> tuple[Import, Plan]:
    """The whole file or nothing of it. Raises Refused.

    `limit`: how many known rows may change, instead of five per cent. `skip_broken`: leave out the places that are
    wrong. `looked_at`: the digest of the plan that somebody has seen.
    """
    stand_in_line()
    begun_at = timezone.now()
    plan = look_at(file, kind=kind, options=options)
    if reasons := objections(plan, limit=limit, skip_broken=skip_broken, looked_at=looked_at):
        raise Refused(*reasons)
    done = Import.objects.create(
        kind=kind,
        name=name[:150],
        sha256=opening.digest_of(file),
        options=options,
        begun_by=actor,
        begun_at=begun_at,
        ended_at=timezone.now(),
        added=plan.added,
        changed=plan.changed,
        proposed=plan.proposed,
        unchanged=plan.unchanged,
        left_out=len(plan.troubles),
    )
    writing.carry_out(plan.steps, done)
    record("import", done, actor=actor or COMMAND_LINE, words=done.sha256)
    return done, plan


def objections(plan: Plan, *, limit: int | None, skip_broken: bool, looked_at: str) -> list[str]:
    """Why a plan is not carried out."""
    found = []
    if looked_at and plan.digest != looked_at:
        found.append(_("The directory has changed since you looked. Look again at what would happen now."))
    if plan.troubles and not skip_broken:
        words = ngettext(
            "%(number)d place in the file is wrong. Mend it, or ask for the rest without it.",
            "%(number)d places in the file are wrong. Mend them, or ask for the rest without them.",
            len(plan.troubles),
        )
        found.append(words % {"number": len(plan.troubles)})
    if plan.is_too_much(limit):
        words = _(
            "It would change %(number)d of %(known)d known rows, and %(most)s is the most. "
            "Look at the list; if that is meant, give the number %(number)d as the limit."
        )
        most = "5 %" if limit is None else str(limit)
        found.append(words % {"number": plan.replaces, "known": plan.known_rows, "most": most})
    return found


@transaction.atomic
def undo(done: Import, *, actor: Any = None) -> list[ImportedChange]:
    """The directory as it was before; returns what stays, because somebody has changed or used it since.

    Raises Refused where there is nothing to undo.
    """
    stand_in_line()
    known = Import.objects.select_for_update().get(pk=done.pk)
    if known.is_draft or not known.changes.filter(undone_at=None).exists():
        raise Refused(_("There is nothing to undo: it changed nothing, or it was undone already."))
    stays = undoing.take_out(known)
    known.undone_by, known.undone_at = actor, timezone.now()
    known.save(update_fields=["undone_by", "undone_at"])
    record("undo import", known, actor=actor or COMMAND_LINE, words=f"{len(stays)} stay")
    return stays


@transaction.atomic
def keep_draft(file: BinaryIO, *, kind: str, name: str, options: Options, actor: Any) -> Import:
    """A file that somebody wants to look at first; those that were forgotten for a day go."""
    forget_drafts()
    sha256 = opening.digest_of(file)
    made = {"kind": kind, "name": name[:150], "options": options, "begun_by": actor}
    return Import.objects.create(sha256=sha256, content=file.read(), **made)


@transaction.atomic
def bring_in_draft(draft: Import, *, actor: Any, **how: Any) -> Import:
    """The draft becomes an import, and its file is forgotten. Raises Refused."""
    waiting = Import.objects.select_for_update().drafts().filter(pk=draft.pk).first()
    if waiting is None:
        raise Refused(_("Somebody has brought it in or thrown it away meanwhile."))
    file = io.BytesIO(bytes(waiting.content))
    done, _plan = bring_in(file, kind=waiting.kind, name=waiting.name, options=waiting.options, actor=actor, **how)
    waiting.delete()
    return done


@transaction.atomic
def read_otherwise(draft: Import, *, options: Options) -> None:
    """Say how a file is to be read: its encoding, and which column is which."""
    Import.objects.drafts().filter(pk=draft.pk).update(options=options)


def columns_of(draft: Import) -> list[str]:
    """The columns of a spreadsheet, as it calls them, whatever they were said to be. Raises Refused."""
    if draft.kind != Import.Kind.CSV:
        return []
    options = {name: value for name, value in draft.options.items() if name != "mapping"}
    return spreadsheet.columns_of(io.BytesIO(bytes(draft.content or b"")), options)


@transaction.atomic
def throw_away(draft: Import) -> None:
    """Forget a file that was not brought in; what was brought in stays."""
    Import.objects.drafts().filter(pk=draft.pk).delete()


def forget_drafts() -> int:
    """Files that nobody brought in for a day; how many they were."""
    old = Import.objects.drafts().filter(begun_at__lt=timezone.now() - DRAFTS_STAY_FOR)
    return old.delete()[0]
