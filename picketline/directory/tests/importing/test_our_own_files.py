"""Our own files: what one Picketline writes, an empty one reads, and writes again word for word."""

import io

import pytest

from picketline.authorities.importer import Importer
from picketline.authorities.models import Authority
from picketline.directory.exporting import popolo, spreadsheet
from picketline.directory.importing import actions

WRITERS = {"popolo": popolo.written, "csv": spreadsheet.written}


def file_of(kind: str) -> bytes:
    text = "".join(WRITERS[kind]({"KZ", "TW"}))
    return text.encode()


@pytest.mark.parametrize("kind", WRITERS)
def test_a_file_of_ours_comes_back_as_it_went(db, kind):
    Importer(sending={"KZ", "TW"}).load()
    ministry = Authority.objects.filter(kind="ministry", state="KZ").first()
    ministry.holders.create(
        name="Aigul Example", own_name="Айгүл Үлгі", title="Minister of Justice", capacity="acting", addressed_as="f",
        started_on="2025-03-01", started_precision="month", ended_on="2026-02-02", source="Gazette 7/2025",
        as_of="2026-02-03",
    )  # fmt: skip
    ministry.contacts.create(kind="post", value="Mäki 1\nAstana", source="Gazette 8", purpose="press", language="kk")
    written = file_of(kind)
    Authority.objects.all().delete()
    _done, plan = actions.bring_in(io.BytesIO(written), kind=kind, name="ours", options={}, limit=10**6)
    assert plan.troubles == []
    assert file_of(kind) == written
