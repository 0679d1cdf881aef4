"""A backup that is restored is the site again, row by row; and what was erased meanwhile stays erased."""

import pytest

from picketline.keeping.tests.conftest import Keeper, everything_in, refusal
from tests.living_site import living_site, patiently

ERASE = (
    "from picketline.letters import actions, models;"
    "actions.erase(models.Letter.objects.select_related('supporter', 'notice').get(pk={}))"
)
LONG_AGO = "2001-01-01 00:00:00+00:00"


@pytest.fixture(scope="module")
def kept(tmp_path_factory, database_url):
    """Yesterday's backup of a site with letters in many states; what its people did today; and the backup restored."""
    drawer = tmp_path_factory.mktemp("drawer")
    with living_site(drawer / "live" / "data", database_url=database_url(), hold_minutes=60) as site:
        keeper = Keeper(site, drawer)
        yesterday(site)
        site.stop("worker")
        keeper.file = keeper.backs_up()
        keeper.before = everything_in(site)
        today(site)
        keeper.twin = keeper.empty_place()
        keeper.said = keeper.restores(keeper.file, keeper.twin)
        yield keeper


def yesterday(site):
    """Everybody writes; four confirm. The hold is an hour, so nothing leaves yet."""
    for name in ("waiting", "erased", "stopping", "not-me", "arriving"):
        site.write_letter(f"{name}@example.org", wants_updates="1")
        site.letter_path(f"{name}@example.org")
    for name in ("stopping", "not-me", "arriving"):
        press(site, name, "confirmation/")


def today(site):
    """One letter that nobody confirmed is erased, one is stopped, one is disowned, one arrives."""
    arriving = number(site, "arriving")
    press(site, "stopping", "withdrawal/")
    press(site, "not-me", "disavowal/")
    site.sql("UPDATE letters_delivery SET due_at = ? WHERE letter_id = ? AND state = 'due'", LONG_AGO, arriving)
    site.start("worker")
    patiently(lambda: states(site, arriving) == {"accepted", "waiting"}, 30, "the letter did not arrive")
    site.stop("worker")
    site.manage("shell", "-c", ERASE.format(number(site, "erased")))
    assert site.sql("SELECT id FROM letters_letter ORDER BY id") == [(1,), (3,), (4,), (5,)]


def press(site, name, noun):
    assert site.post(site.letter_path(f"{name}@example.org") + noun).status == 303


def number(_site, name):
    """The letters are written one after the other."""
    return ("waiting", "erased", "stopping", "not-me", "arriving").index(name) + 1


def states(site, letter):
    return {state for (state,) in site.sql("SELECT state FROM letters_delivery WHERE letter_id = ?", letter)}


def words_left(site, letter):
    """Which of the boxes of a letter and of its supporter still hold something."""
    found = site.sql(
        "SELECT letter.locked IS NOT NULL, person.locked IS NOT NULL, person.kept IS NOT NULL"
        " FROM letters_letter letter JOIN supporters_supporter person ON person.id = letter.supporter_id"
        " WHERE letter.id = ?",
        letter,
    )
    return [tuple(map(bool, row)) for row in found]


def test_a_letter_that_was_erased_today_does_not_come_back(kept):
    assert len(kept.before["letters_letter"]) == 5
    assert kept.twin.sql("SELECT id FROM letters_letter ORDER BY id") == [(1,), (3,), (4,), (5,)]


def test_a_letter_that_was_stopped_today_is_withdrawn_again_with_nothing_left_of_it(kept):
    stopped = number(kept.site, "stopping")
    assert (states(kept.twin, stopped), words_left(kept.twin, stopped)) == ({"withdrawn"}, [(False, False, False)])


def test_a_letter_that_was_disowned_today_is_withdrawn_again_and_its_subscription_is_gone(kept):
    disowned = number(kept.site, "not-me")
    assert (states(kept.twin, disowned), words_left(kept.twin, disowned)) == ({"withdrawn"}, [(False, False, False)])
    assert len(kept.before["supporters_subscription"]) == 3
    assert kept.twin.sql("SELECT count(*) FROM supporters_subscription") == [(2,)]


def test_a_letter_that_arrived_today_does_not_leave_a_second_time(kept):
    assert states(kept.twin, number(kept.site, "arriving")) == {"expired", "waiting"}
    assert kept.twin.sql("SELECT count(*) FROM letters_delivery WHERE state IN ('due', 'travelling')") == [(0,)]


def test_what_the_lost_key_closed_is_listed_and_says_why(kept):
    assert "The worker has a new key" in kept.said
    assert kept.said.count(": given up") == 4
    told = {words for (words,) in kept.twin.sql("SELECT words FROM letters_delivery WHERE state = 'expired'")}
    assert len(told) == 1
    assert "the key that opens this letter is gone" in told.pop()


def test_without_the_ledger_all_of_them_would_come_back(kept):
    place = kept.empty_place("careless")
    kept.restores(kept.file, place, "--without-ledger")
    stopped = number(kept.site, "stopping")
    assert words_left(place, stopped) == [(True, True, True)]
    assert place.sql("SELECT count(*) FROM supporters_subscription") == [(3,)]
    assert place.sql("SELECT count(*) FROM letters_letter") == [(5,)]


def test_without_the_ledger_a_restore_is_refused_unless_somebody_says_so(kept):
    place = kept.empty_place("no-ledger")
    said = refusal(place, "restore", str(kept.file), "--identity", str(kept.key))
    assert said.startswith("There is no ledger of erasures at ")


def test_with_the_workers_key_at_hand_every_row_is_as_it_was(kept):
    """Nothing is due, so that nothing may have left since."""
    kept.site.sql("UPDATE letters_delivery SET due_at = NULL, state = 'refused' WHERE state = 'due'")
    file, before = kept.backs_up("later.age"), everything_in(kept.site)
    place = kept.empty_place("same")
    (place.data / "keys").mkdir(parents=True)
    for name in ("worker.key", "worker.pub"):
        (place.data / "keys" / name).write_bytes((kept.site.data / "keys" / name).read_bytes())
    said = kept.restores(file, place)
    after = everything_in(place)
    assert "new key" not in said
    assert (len(before), [name for name in before if before[name] != after.get(name)]) == (len(after), [])
    assert sum(len(rows) for rows in after.values()) > 1000


def test_new_rows_get_numbers_of_their_own(kept):
    place = kept.empty_place("goes on")
    kept.restores(kept.file, place)
    place.manage("add_organiser", "bilal@example.org", "--name", "Bilal")
    assert place.sql("SELECT count(*) FROM accounts_user WHERE email = 'bilal@example.org'") == [(1,)]


def test_a_folder_with_a_site_in_it_is_refused_and_stays_as_it_is(kept):
    before = everything_in(kept.twin)
    ledger = str(kept.site.data / "erased.log")
    said = refusal(kept.twin, "restore", str(kept.file), "--identity", str(kept.key), "--ledger", ledger)
    assert said.endswith("restore into an empty folder. Nothing was restored.")
    assert everything_in(kept.twin) == before


def test_the_restored_site_opens(kept):
    kept.twin.manage("prepare")
    site = kept.twin
    kept.site.stop("web")
    site.start("web")
    try:
        site.wait_until_open()
        assert site.get(site_letter(kept)).status == 200
    finally:
        site.stop("web")


def site_letter(kept):
    return kept.site.letter_path("waiting@example.org")
