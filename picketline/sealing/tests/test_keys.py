"""Key files: made once, whoever comes first, readable by their owner alone."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from huey.serializer import SignedSerializer

from picketline.sealing import keys

MANY = 16


def together(act):
    """The same act by many at the same moment; returns what each got."""
    start = Barrier(MANY)

    def one(number):
        start.wait()
        return act(number)

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(one, range(MANY)))


def modes(folder):
    return {file.name: oct(file.stat().st_mode & 0o777) for file in folder.iterdir()}


def test_a_secret_is_made_once_and_then_the_same_for_ever(tmp_path):
    first = keys.secret(tmp_path, "pepper")
    assert [keys.secret(tmp_path, "pepper") for _again in range(3)] == [first] * 3
    assert len(first) == 67


def test_two_secrets_are_two(tmp_path):
    assert keys.secret(tmp_path, "pepper") != keys.secret(tmp_path, "django-secret")


def test_sixteen_processes_that_start_together_agree_on_one_secret(tmp_path):
    assert len(set(together(lambda _number: keys.secret(tmp_path / "keys", "pepper")))) == 1
    assert modes(tmp_path / "keys") == {"pepper": "0o400"}


def test_the_first_to_write_wins_and_nothing_else_is_left(tmp_path):
    file = tmp_path / "keys" / "one"
    together(lambda number: keys.write_once(file, bytes([number]) * 32))
    content = file.read_bytes()
    assert (len(content), len(set(content))) == (32, 1)
    assert modes(tmp_path / "keys") == {"one": "0o400"}
    keys.write_once(file, b"later")
    assert file.read_bytes() == content


def test_pairs_are_made_with_mode_0400_in_a_folder_with_mode_0700(tmp_path):
    keys.make_pairs(tmp_path / "keys")
    names = ("worker.key", "worker.pub", "section.key", "section.pub")
    assert modes(tmp_path / "keys") == dict.fromkeys(names, "0o400")
    assert modes(tmp_path) == {"keys": "0o700"}


def test_making_pairs_again_changes_nothing(tmp_path):
    keys.make_pairs(tmp_path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    keys.make_pairs(tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_section_key_that_was_moved_offline_is_not_made_anew(tmp_path):
    keys.make_pairs(tmp_path)
    (tmp_path / "section.key").unlink()
    keys.make_pairs(tmp_path)
    with pytest.raises(FileNotFoundError):
        keys.private(tmp_path, "section")


def fits(folder, name):
    return bytes(keys.private(folder, name).public_key) == bytes(keys.public(folder, name))


def test_both_halves_of_a_pair_fit(tmp_path):
    keys.make_pairs(tmp_path)
    assert [fits(tmp_path, name) for name in keys.PAIRS] == [True, True]


def test_a_run_that_died_between_the_two_halves_is_finished_by_the_next(tmp_path):
    keys.make_pairs(tmp_path)
    (tmp_path / "worker.pub").unlink()
    keys.make_pairs(tmp_path)
    assert fits(tmp_path, "worker")


def test_a_task_on_the_queue_that_we_did_not_sign_is_not_read():
    ours, theirs = keys.queue_serializer("ours"), keys.queue_serializer("theirs")
    assert isinstance(ours, SignedSerializer)
    assert ours.deserialize(ours.serialize({"task": "ring"})) == {"task": "ring"}
    with pytest.raises(ValueError, match=r"[Ss]ignature"):
        ours.deserialize(theirs.serialize({"task": "ring"}))
