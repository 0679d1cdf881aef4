"""Anna posted it, sent it herself, or phoned: what she tells us is counted once, apart, and says nothing about her."""

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from picketline.appeals.actions import pause, stop
from picketline.appeals.models import Appeal, Closure
from picketline.authorities.models import country_choices
from picketline.gate import shelf, throttle
from picketline.letters import actions
from picketline.letters.actions import telling
from picketline.letters.forms import ActForm
from picketline.letters.models import Act
from picketline.network.actions import add_organiser
from picketline.pages.fates import Fates
from picketline.sealing.matching import token_hash

APPEAL = "/en/appeals/oil-workers-and-their-lawyer/"
ACTS = APPEAL + "acts/"
TOLD = ACTS + "told/"
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
SUMMARY = "It is not counted yet"


def key_on(answer) -> str:
    return html.unescape(re.search(r'name="token" value="([^"]+)"', answer.content.decode())[1])


def chosen_on(answer) -> list[str]:
    """What is ticked and selected on the page."""
    return re.findall(r'value="(\w+)" ?(?:checked|selected)', answer.content.decode())


@pytest.fixture
def tell(example, client):
    """Open the page, choose, and press the button."""

    def told(**chosen):
        token = chosen["token"] if "token" in chosen else key_on(client.get(ACTS))
        return client.post(ACTS, {"kind": "posted", "country": "DE"} | chosen | {"token": token})

    return told


@pytest.fixture
def three_an_hour(monkeypatch, settings):
    settings.WEB_WORKERS = 1
    monkeypatch.setitem(throttle.LIMITS, "tell an act", (throttle.RateLimitItemPerHour, 3))
    throttle.limit_of.cache_clear()
    yield
    throttle.limit_of.cache_clear()


def later(delay):
    return time_machine.travel(timezone.now() + delay)


# What is kept, and what is not


def test_what_she_tells_is_kept_as_kind_country_and_moment(tell, example):
    answer = tell(kind="phoned", country="VE")
    assert (answer.status_code, answer["Location"]) == (303, TOLD)
    act = Act.objects.get()
    assert (act.appeal_id, act.kind, act.country, act.quarantined_at) == (example.pk, "phoned", "VE", None)
    assert abs(timezone.now() - act.told_at) < MINUTE


def test_an_act_has_no_field_for_anything_about_her(tell):
    assert {field.name for field in Act._meta.get_fields()} == {
        *("id", "appeal", "kind", "country", "key_hash", "told_at"),
        *("quarantined_at", "released_at", "dismissed_at"),
    }


def test_what_she_adds_to_the_form_is_kept_nowhere(tell):
    answer = tell(name="Zora Quimby", email="canary@example.org", words="Canary sentence.")
    assert answer.status_code == 303
    kept = str(list(Act.objects.values()))
    assert [word for word in ("Zora", "canary", "Canary", "127.0.0.1") if word in kept] == []


def test_the_key_is_kept_as_a_hash_for_two_days_and_then_not_at_all(tell):
    tell()
    act = Act.objects.get()
    assert len(bytes(act.key_hash)) == 32
    with later(48 * HOUR - MINUTE):
        actions.forget()
        assert Act.objects.get().key_hash is not None
    with later(48 * HOUR + MINUTE):
        actions.forget()
    assert Act.objects.values("kind", "country", "told_at", "key_hash").get() == {
        "kind": act.kind, "country": act.country, "told_at": act.told_at, "key_hash": None,
    }  # fmt: skip


def test_many_acts_without_a_key_stand_beside_each_other(tell):
    for _time in range(3):
        tell()
    with later(49 * HOUR):
        assert Act.objects.forget_keys() == 3
        assert Act.objects.forget_keys() == 0


# One key, one act


def test_nothing_is_stored_when_the_page_is_opened_and_every_page_has_a_key_of_its_own(example, client):
    keys = {key_on(client.get(ACTS)) for _time in range(3)}
    assert (len(keys), Act.objects.count()) == (3, 0)


def test_pressing_the_button_again_gets_the_same_answer_and_counts_once(tell, client):
    key = key_on(client.get(ACTS))
    answers = [tell(token=key), tell(token=key), tell(token=key, kind="phoned")]
    same = {(one.status_code, one.content, tuple(sorted(one.headers.items()))) for one in answers}
    assert (len(same), [act.kind for act in Act.objects.all()]) == (1, ["posted"])


def test_two_pages_count_twice(tell):
    tell()
    tell(kind="phoned")
    assert Act.objects.count() == 2


def test_the_same_key_at_the_same_moment_counts_once(example):
    """Whoever is second between looking and storing is refused by the database, and that is no error."""
    presses = iter([{"appeal": example, "kind": "posted", "country": "DE", "key_hash": token_hash("one")}])

    def somebody_is_faster(execute, sql, *values):
        found = execute(sql, *values)
        for press in presses if sql.startswith("SELECT") else ():
            Act.objects.create(**press)
        return found

    with connection.execute_wrapper(somebody_is_faster):
        telling.tell(example, kind="phoned", country="VE", key="one")
    assert [act.kind for act in Act.objects.all()] == ["posted"]


@pytest.mark.parametrize(("age", "status", "kept"), [(24 * HOUR - MINUTE, 303, 1), (24 * HOUR + MINUTE, 422, 0)])
def test_a_key_is_good_for_a_day(tell, client, age, status, kept):
    key = key_on(client.get(ACTS))
    with later(age):
        assert (tell(token=key).status_code, Act.objects.count()) == (status, kept)


@pytest.mark.parametrize("forged", ["", "x", "\x00", "a:b:c", "é" * 30, "x" * 4000])
def test_a_forged_key_brings_the_form_back_with_a_fresh_one_and_what_was_chosen(tell, forged):
    answer = tell(token=forged, kind="sent_myself", country="IE")
    assert (answer.status_code, chosen_on(answer), Act.objects.count()) == (422, ["sent_myself", "IE"], 0)
    assert SUMMARY in answer.content.decode()
    assert tell(token=key_on(answer)).status_code == 303


def test_an_old_key_says_so_in_a_clear_sentence(tell, client):
    key = key_on(client.get(ACTS))
    with later(25 * HOUR):
        answer = tell(token=key)
    sentence = "This page was open for a long time. Nothing is lost: press the button again."
    assert sentence in answer.content.decode()
    assert key_on(answer) != key


def test_a_key_of_another_appeal_is_not_good(tell, client, example):
    key = key_on(client.get(ACTS))
    Appeal.objects.update(uuid="00000000-0000-4000-8000-000000000001")
    assert (tell(token=key).status_code, Act.objects.count()) == (422, 0)


def test_the_token_of_the_appeal_page_tells_no_act(tell, client):
    token = re.search(r'name="token" value="([^"]+)"', client.get(APPEAL).content.decode())[1]
    assert (tell(token=token).status_code, Act.objects.count()) == (422, 0)


@pytest.mark.parametrize("wrong", [{"kind": ""}, {"country": ""}, {"homepage": "http://spam.example"}])
def test_a_form_that_comes_back_keeps_its_key_so_that_two_presses_count_once(tell, client, wrong):
    key = key_on(client.get(ACTS))
    refused = tell(token=key, **wrong)
    assert (refused.status_code, key_on(refused)) == (422, key)
    tell(token=key)
    tell(token=key_on(refused))
    assert Act.objects.count() == 1


# The form


@pytest.mark.parametrize(
    ("did", "ticked"),
    [("posted", ["posted", "DE"]), ("sent_myself", ["sent_myself", "DE"]), ("phoned", ["phoned", "DE"]),
     ("", ["DE"]), ("flew", ["DE"]), ("<script>", ["DE"])],
)  # fmt: skip
def test_a_link_says_what_was_done_and_the_section_says_the_country(example, client, did, ticked):
    answer = client.get(ACTS, {"did": did, "country": "VE"})
    assert (answer.status_code, chosen_on(answer)) == (200, ticked)


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"kind": ""}, "Choose what you did"),
        ({"kind": "flew"}, "Choose what you did"),
        ({"country": ""}, "Choose your country"),
        ({"country": "XX"}, "Choose your country"),
    ],
)
def test_what_is_missing_is_said_once_above_and_once_beside(tell, chosen, sentence):
    answer = tell(**chosen)
    assert (answer.status_code, answer.content.decode().count(sentence), Act.objects.count()) == (422, 2, 0)


def test_nothing_is_kept_about_anybody_inside_the_state(tell):
    answer = tell(country="KZ")
    assert (answer.status_code, Act.objects.count()) == (422, 0)
    assert "Nothing is kept about anybody inside Kazakhstan" in answer.content.decode()


def test_a_machine_that_fills_in_everything_is_refused(tell):
    assert (tell(homepage="http://spam.example").status_code, Act.objects.count()) == (422, 0)


ANYTHING = st.text(st.characters(codec="utf-8"), max_size=60)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    kind=ANYTHING | st.sampled_from(Act.Kind.values),
    country=ANYTHING | st.sampled_from(["DE", "KZ", "VE", "ZZ"]),
    token=ANYTHING | st.just("good"),
    homepage=ANYTHING | st.just(""),
)
def test_whatever_is_posted_is_an_act_or_comes_back_and_never_an_error(example, client, kind, country, token, homepage):
    throttle.memory.storage.reset()
    before = Act.objects.count()
    token = key_on(client.get(ACTS)) if token == "good" else token
    answer = client.post(ACTS, {"kind": kind, "country": country, "token": token, "homepage": homepage})
    assert (answer.status_code, Act.objects.count() - before) in {(303, 1), (422, 0)}
    if answer.status_code == 303:
        act = Act.objects.latest("pk")
        assert act.kind in Act.Kind.values
        assert act.country in dict(country_choices("en")).keys() - {"KZ"}


def test_the_form_names_every_kind_in_the_first_person():
    assert [value for value, _words in ActForm.base_fields["kind"].choices] == Act.Kind.values


# Who sees the page, and what the answer says


@pytest.mark.parametrize("path", [ACTS, TOLD])
def test_the_page_is_kept_by_nobody_tells_no_other_site_and_sets_no_cookie(example, client, path):
    answer = client.get(path)
    assert (answer.status_code, answer["Cache-Control"], answer["Referrer-Policy"]) == (
        200, "no-store, private", "no-referrer",
    )  # fmt: skip
    assert (dict(answer.cookies), shelf.shelf) == ({}, {})


@pytest.mark.parametrize("chosen", [{}, {"kind": ""}])
def test_what_a_post_gets_is_kept_by_nobody_and_sets_no_cookie(tell, chosen):
    answer = tell(**chosen)
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store, private", "no-referrer")
    assert dict(answer.cookies) == {}


def test_the_page_after_telling_is_the_same_for_everybody(tell, client):
    pages = set()
    for chosen in ({"kind": "posted"}, {"kind": "phoned", "country": "VE"}):
        pages.add(client.get(tell(**chosen)["Location"]).content)
    assert len(pages) == 1
    assert "It is counted in an hour" in pages.pop().decode()


@pytest.mark.parametrize(("state", "is_taken"), [("open", 1), ("paused", 1), ("ended", 1), ("stopped", 0), ("won", 0)])
def test_acts_are_taken_as_long_as_print_and_phone_make_sense(tell, client, example, state, is_taken):
    key = key_on(client.get(ACTS))
    if state == "paused":
        pause(example, actor=add_organiser("bilal@example.org", name="Bilal"))
    elif state == "ended":
        Appeal.objects.update(closes_on="2011-12-31")
    elif state != "open":
        Closure.objects.create(appeal=example, outcome=state, actor="bilal")
    answer = tell(token=key)
    assert (answer.status_code, Act.objects.count()) == ((303, 1) if is_taken else (409, 0))
    assert (b"<form" in client.get(ACTS).content) is bool(is_taken)


def test_a_page_from_before_the_stop_says_so_and_stores_nothing(tell, client, example):
    key = key_on(client.get(ACTS))
    stop(example, actor=add_organiser("bilal@example.org", name="Bilal"))
    answer = tell(token=key)
    assert (answer.status_code, answer["Cache-Control"]) == (409, "no-store, private")
    assert "Nothing was counted" in answer.content.decode()
    assert "Stopped on" in answer.content.decode()
    looked = client.get(ACTS)
    assert (looked.status_code, "nothing is counted any more" in looked.content.decode()) == (200, True)


def test_the_action_itself_takes_nothing_for_a_stopped_appeal(example):
    stop(example, actor=add_organiser("bilal@example.org", name="Bilal"))
    appeal = Appeal.objects.with_state().get(pk=example.pk)
    with pytest.raises(actions.NotOpen):
        telling.tell(appeal, kind="posted", country="DE", key="one")
    assert Act.objects.count() == 0


def test_a_draft_and_an_unknown_appeal_are_404(tell, client, example):
    key = key_on(client.get(ACTS))
    Appeal.objects.update(published_at=None)
    assert {client.get(ACTS).status_code, client.get(TOLD).status_code, tell(token=key).status_code} == {404}
    assert (client.post("/en/appeals/none/acts/").status_code, Act.objects.count()) == (404, 0)


def test_too_much_from_one_network_is_429_with_what_was_chosen_and_the_same_key(tell, client, three_an_hour):
    for _time in range(3):
        tell()
    key = key_on(client.get(ACTS))
    answer = tell(token=key, kind="phoned", country="VE")
    assert (answer.status_code, chosen_on(answer), key_on(answer)) == (429, ["phoned", "VE"], key)
    assert 3500 <= int(answer["Retry-After"]) <= 3601
    assert re.search(r"Press the button again in (60|61) minutes\.", answer.content.decode())
    assert Act.objects.count() == 3


def test_another_network_is_not_held_up_by_it(tell, client, three_an_hour):
    for _time in range(4):
        tell()
    answer = client.post(
        ACTS, {"token": key_on(client.get(ACTS)), "kind": "posted", "country": "DE"}, REMOTE_ADDR="198.51.100.7"
    )
    assert (answer.status_code, Act.objects.count()) == (303, 4)


def test_looking_takes_two_statements_and_telling_at_most_eight(tell, client, statements, monkeypatch):
    tell()
    with statements() as looking:
        key = key_on(client.get(ACTS))
    with statements() as telling_it:
        assert tell(token=key).status_code == 303
    monkeypatch.setattr(telling, "BURSTS", [(60, HOUR), (2, 10 * MINUTE)])
    key = key_on(client.get(ACTS))
    with statements() as in_a_burst:
        assert tell(token=key).status_code == 303
    assert Act.objects.quarantined().count() == 3
    for said, most in ((looking, 2), (telling_it, 8), (in_a_burst, 8)):
        assert len(said.spoken) <= most, "\n".join(said.spoken)


# Where acts are counted, and where never


def test_an_act_is_never_part_of_the_letters_numbers(anna, tell):
    anna.writes_and_confirms()
    before = Fates.of([anna.appeal])
    tell()
    with later(2 * HOUR):
        assert Act.objects.shown().count() == 1
        assert Fates.of([anna.appeal]) == before


def test_an_act_younger_than_an_hour_or_set_apart_changes_no_public_page(example, client, tell):
    def pages():
        shelf.shelf.clear()
        return [client.get(path).content for path in ("/en/", APPEAL, APPEAL + "kit/", APPEAL + "own-mail/")]

    with time_machine.travel("2026-03-01 10:05Z", tick=False) as now:
        before = pages()
        for _time in range(21):
            tell()
        now.shift(30 * MINUTE)
        assert Act.objects.count() == 21
        assert pages() == before
    with time_machine.travel("2026-03-01 12:05Z", tick=False):
        told = pages()
        Act.objects.all().delete()
        assert pages() == told


@pytest.mark.parametrize(("age", "shown"), [(HOUR - MINUTE, 0), (HOUR, 1), (HOUR + MINUTE, 1)])
def test_an_act_is_shown_after_an_hour(example, age, shown):
    with time_machine.travel("2026-03-01 10:00Z", tick=False) as now:
        telling.tell(example, kind="posted", country="DE", key="one")
        now.shift(age)
        assert (Act.objects.shown().count(), Act.objects.waiting().count()) == (shown, 1 - shown)
