"""A backup is taken while people write, is whole, and opens to one key alone."""

import random
import sqlite3
import stat
import threading
from contextlib import closing

import pytest

from picketline.keeping import archive
from picketline.keeping.archive import Unreadable
from picketline.keeping.tests.conftest import Keeper, refusal
from tests.living_site import living_site

WRITERS, LETTERS_EACH = 4, 15
FLIPS = 60


@pytest.fixture(scope="module")
def busy(tmp_path_factory, database_url):
    """A site on which four people write letter after letter while a backup is taken."""
    drawer = tmp_path_factory.mktemp("drawer")
    with living_site(drawer / "live" / "data", database_url=database_url()) as site:
        keeper = Keeper(site, drawer)
        site.manage("new_backup_key", str(keeper.key))
        written, taken = [], threading.Event()

        def write(person):
            for number in range(LETTERS_EACH):
                address = f"person{person}-{number}@example.org"
                assert site.write_letter(address).status == 303
                written.append(address)
            while not taken.is_set():
                site.write_letter(f"more{person}-{len(written)}@example.org")
                written.append(person)

        writers = [threading.Thread(target=write, args=(person,)) for person in range(WRITERS)]
        for writer in writers:
            writer.start()
        while len(written) < WRITERS * 3:
            taken.wait(0.05)
        keeper.at_the_start = len(written)
        keeper.file = keeper.backs_up("busy.age")
        keeper.at_the_end = len(written) + WRITERS
        taken.set()
        for writer in writers:
            writer.join()
        for process in ("web", "worker"):
            site.stop(process)
        keeper.place = keeper.empty_place()
        keeper.restores(keeper.file, keeper.place)
        yield keeper


def test_it_is_one_moment_of_the_site_and_no_letter_is_half_in_it(busy):
    letters = busy.place.sql("SELECT count(*) FROM letters_letter")[0][0]
    assert busy.at_the_start <= letters <= busy.at_the_end
    assert busy.place.sql("SELECT count(*) FROM supporters_supporter") == [(letters,)]
    assert busy.place.sql("SELECT count(*) FROM mailing_notice") == [(letters,)]
    assert busy.place.sql("SELECT count(*) FROM letters_delivery") == [(3 * letters,)]


def test_every_letter_in_it_is_byte_for_byte_the_one_that_was_written(busy):
    columns = "SELECT id, token_hash, locked, writer_key, written_at FROM letters_letter WHERE locked IS NOT NULL"
    restored, live = (rows(site.sql(columns)) for site in (busy.place, busy.site))
    assert len(restored) >= busy.at_the_start
    assert restored - live == set()


def rows(found):
    return {tuple(bytes(value) if isinstance(value, memoryview) else value for value in row) for row in found}


def test_the_site_goes_on_writing_meanwhile(busy):
    assert busy.site.sql("SELECT count(*) FROM letters_letter")[0][0] >= WRITERS * LETTERS_EACH
    assert "Error" not in (busy.site.data / "web.log").read_text()


def opened(keeper, folder):
    """What lies in the archive."""
    archive.read(keeper.file, archive.identity_in(keeper.key), folder)
    return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}


def test_the_workers_private_key_is_never_in_it(busy, tmp_path):
    secret = (busy.site.data / "keys" / "worker.key").read_bytes()
    names = opened(busy, tmp_path)
    keys = {"backup.recipient", "django-secret", "pepper", "section.key", "section.pub", "worker.pub"}
    assert {name.removeprefix("keys/") for name in names if name.startswith("keys/")} == keys
    assert [name for name in names if secret in (tmp_path / name).read_bytes()] == []


def test_a_copy_of_the_workers_key_under_another_name_stays_out_too(busy, tmp_path):
    copy = busy.site.data / "keys" / "worker.key.old"
    copy.write_bytes(b"an older one")
    try:
        busy.file = busy.backs_up("again.age")
    finally:
        copy.unlink()
    assert "keys/worker.key.old" not in opened(busy, tmp_path)


def test_it_is_for_its_owner_alone_and_leaves_nothing_beside_it(busy):
    assert stat.S_IMODE(busy.file.stat().st_mode) == 0o600
    assert [file.name for file in busy.drawer.iterdir() if file.name.startswith(".")] == []
    assert [file.name for file in busy.site.data.iterdir() if file.name.startswith(".backup")] == []


def test_another_key_does_not_open_it_and_nothing_is_restored(busy, tmp_path):
    (tmp_path / "other.txt").write_text(archive.new_identity()[0])
    place, ledger = busy.empty_place("wrong-key"), str(busy.site.data / "erased.log")
    said = refusal(place, "restore", str(busy.file), "--identity", str(tmp_path / "other.txt"), "--ledger", ledger)
    assert said == f"{busy.file} was closed to another key. Nothing was restored."
    assert left_in(place) == set()


def test_a_file_that_is_no_key_is_called_that(busy):
    place, ledger = busy.empty_place("no-key"), str(busy.site.data / "erased.log")
    said = refusal(place, "restore", str(busy.file), "--identity", ledger, "--ledger", ledger)
    assert said == f"{ledger} holds no key of a backup. Nothing was restored."


def test_a_file_that_was_cut_short_restores_nothing(busy, tmp_path):
    (tmp_path / "short.age").write_bytes(busy.file.read_bytes()[:-1])
    place, ledger = busy.empty_place("short"), str(busy.site.data / "erased.log")
    said = refusal(place, "restore", str(tmp_path / "short.age"), "--identity", str(busy.key), "--ledger", ledger)
    assert said.endswith("is damaged, cut short or no backup of Picketline. Nothing was restored.")
    assert left_in(place) == set()


def left_in(place):
    """What a refused restore left in a data folder, the seed of every command apart."""
    files = {str(file.relative_to(place.data)) for file in place.data.rglob("*") if file.is_file()}
    return {name for name in files if not name.startswith("queue.sqlite3")} - {"keys/django-secret"}


@pytest.mark.parametrize("part", [0, 0.001, 0.3, 0.5, 0.9, 0.9999])
def test_wherever_it_is_cut_it_is_refused(busy, tmp_path, part):
    whole = busy.file.read_bytes()
    (tmp_path / "cut.age").write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(Unreadable):
        archive.read(tmp_path / "cut.age", archive.identity_in(busy.key))


def test_a_bit_that_flips_anywhere_is_found(busy, tmp_path):
    whole, identity = busy.file.read_bytes(), archive.identity_in(busy.key)
    assert archive.read(busy.file, identity)["format"] == 1
    places = [*range(0, 400, 20), len(whole) - 1, *random.Random(19).sample(range(400, len(whole)), FLIPS)]
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1 << (place % 8)
        (tmp_path / "flipped.age").write_bytes(changed)
        with pytest.raises(Unreadable):
            archive.read(tmp_path / "flipped.age", identity)


def test_an_archive_with_a_path_out_of_its_folder_is_refused(tmp_path):
    inside = tmp_path / "packed"
    inside.mkdir()
    (inside / "one").write_text("one")
    secret, public = archive.new_identity()
    (tmp_path / "key.txt").write_text(secret)
    pack = archive.pack

    def outward(folder, manifest, out):
        (tmp_path / "two").write_text("two")
        pack(folder, manifest | {"files": {"../two": archive.digest_of(tmp_path / "two")}}, out)

    archive.pack = outward
    try:
        with pytest.raises(Unreadable):
            archive.write(inside, {}, tmp_path / "evil.age", public)
    finally:
        archive.pack = pack
    assert not (tmp_path / "evil.age").exists()


def test_what_was_not_read_back_whole_gets_no_name(tmp_path, monkeypatch):
    inside = tmp_path / "packed"
    inside.mkdir()
    (inside / "one").write_text("one")
    monkeypatch.setattr(archive, "digest_of", lambda file: "0" * 64)
    with pytest.raises(Unreadable, match="The disk gives back something else"):
        archive.write(inside, {}, tmp_path / "one.age", archive.new_identity()[1])
    assert sorted(file.name for file in tmp_path.iterdir()) == ["packed"]


def test_without_a_key_there_is_no_backup(busy, tmp_path):
    place = busy.empty_place("no-recipient")
    said = refusal(place, "backup", str(tmp_path / "one.age"))
    assert said == "There is no key for backups yet: python manage.py new_backup_key FILE"


def test_a_backup_never_replaces_another(busy):
    before = busy.file.read_bytes()
    assert refusal(busy.site, "backup", str(busy.file)).endswith("a backup never replaces another.")
    assert busy.file.read_bytes() == before


def test_the_key_does_not_lie_beside_what_it_opens(busy):
    place = busy.empty_place("key-inside")
    assert "would lie beside what it opens" in refusal(place, "new_backup_key", str(place.data / "key.txt"))
    assert not (place.data / "key.txt").exists()


def test_a_site_has_one_key_for_its_backups(busy, tmp_path):
    assert "move " in refusal(busy.site, "new_backup_key", str(tmp_path / "second.txt"))
    assert not (tmp_path / "second.txt").exists()


def test_an_upgrade_backs_up_first_and_says_from_where_to_where(busy):
    first, second = (busy.site.manage("upgrade") for _twice in range(2))
    assert "From a version that left no note to 0." in first
    assert "From 0." in second
    backups = sorted((busy.site.data / "backups").glob("before-*.age"))
    assert archive.read(backups[0], archive.identity_in(busy.key))["format"] == 1


def test_a_backup_of_a_newer_picketline_is_refused(busy, tmp_path):
    opened(busy, tmp_path / "opened")
    manifest = archive.read(busy.file, archive.identity_in(busy.key))
    manifest["migrations"].append(["letters", "9999_from_the_future"])
    (tmp_path / "opened" / "manifest.json").unlink(missing_ok=True)
    newer = tmp_path / "newer.age"
    archive.write(tmp_path / "opened", manifest, newer, (busy.site.data / "keys" / "backup.recipient").read_text())
    place, ledger = busy.empty_place("newer"), str(busy.site.data / "erased.log")
    said = refusal(place, "restore", str(newer), "--identity", str(busy.key), "--ledger", ledger)
    assert said.startswith("This backup was made by Picketline ")
    assert left_in(place) == set()


def test_the_copied_database_is_whole_by_itself(busy, tmp_path):
    if busy.site.environment["PICKETLINE_DATABASE_URL"]:
        assert "tables.json" in opened(busy, tmp_path)
        return
    opened(busy, tmp_path)
    with closing(sqlite3.connect(tmp_path / "database.sqlite3")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
