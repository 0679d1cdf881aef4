"""The page behind Anna's link: what it shows at every stage, and that looking changes nothing."""

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from picketline.appeals.models import Appeal, Closure, Pause
from picketline.letters import actions
from picketline.letters.models import Delivery, Letter


@pytest.fixture
def page(client):
    """What the link of a token shows, without its tags."""

    def shown(token, language="en"):
        answer = client.get(f"/{language}/letters/{token}/")
        assert answer.status_code == 200
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())

    return shown


def heading(text):
    found = (
        *("Is this your letter?", "Your letter is on its way", "Your letter is ready", "Your letter waits"),
        *("What became of your letter", "Your letter was withdrawn", "This was not you: it is erased"),
        *("The appeal was stopped What", "The appeal was closed", "This link has come to its end"),
    )
    return [words for words in found if words in text]


def test_before_she_confirms_she_reads_her_whole_letter(anna, page):
    letter = anna.writes(body="First.\n\nI am a nurse.", named_as="initials", town="Leipzig")
    text = page(anna.token(letter))
    assert heading(text) == ["Is this your letter?"]
    assert "From A. E., Leipzig, Germany" in text
    assert "Dear Prosecutor General, First. I am a nurse. Yours respectfully, A. E., Leipzig, Germany" in text
    assert "Not your e-mail address." in text


@pytest.mark.parametrize(("minutes", "words"), [(0, None), (1, "1 minute to stop"), (10, "10 minutes to stop")])
def test_the_page_says_how_long_she_can_stop_it(anna, page, minutes, words):
    Appeal.objects.update(hold_minutes=minutes)
    text = page(anna.token(anna.writes()))
    assert re.findall(r"you have (\d+ minutes? to stop)", text) == ([words] if words else [])


def test_in_the_hold_she_can_stop_it_and_afterwards_not(anna, page):
    Appeal.objects.update(hold_minutes=10)
    anna.appeal.hold_minutes = 10
    letter = anna.writes_and_confirms()
    token = anna.token(letter)
    text = page(token)
    assert (heading(text), "Stop my letter" in text) == (["Your letter is on its way"], True)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert "Stop my letter" not in page(token)


def test_a_letter_that_goes_on_paper_alone_is_ready(anna, page):
    letter = anna.writes_and_confirms()
    letter.deliveries.filter(courier="email").delete()
    assert heading(page(anna.token(letter))) == ["Your letter is ready"]


def test_while_the_appeal_is_paused_her_letter_waits_and_can_be_stopped(anna, page):
    letter = anna.writes_and_confirms()
    Pause.objects.create(appeal=anna.appeal, actor="bilal")
    text = page(anna.token(letter))
    assert (heading(text), "Stop my letter" in text) == (["Your letter waits"], True)


def test_when_everything_arrived_the_page_shows_the_fates_and_no_words_of_hers(anna, page, post_room):
    letter = anna.writes_and_confirms(country="VE", body="I am a nurse.")
    token = anna.token(letter)
    actions.deliver_due()
    text = page(token)
    assert heading(text) == ["What became of your letter"]
    assert "nurse" not in text


@pytest.mark.parametrize(
    ("state", "css"),
    [
        ("due", "waiting"),
        ("travelling", "travelling"),
        ("accepted", "accepted"),
        ("refused", "refused"),
        ("bounced", "returned"),
        ("uncertain", "uncertain"),
        ("withdrawn", "withdrawn"),
        ("expired", "withdrawn"),
    ],
)
def test_every_fate_has_its_shape(anna, client, state, css):
    letter = anna.writes_and_confirms()
    letter.deliveries.filter(courier="email").update(state=state)
    content = client.get(f"/en/letters/{anna.token(letter)}/").content.decode()
    assert re.findall(r'class="fate ([a-z]+)"', content) == [css, css, "paper"]


def test_a_withdrawn_letter_says_that_nobody_gets_it(anna, page):
    letter = anna.writes()
    token = anna.token(letter)
    actions.withdraw_letter(letter)
    assert heading(page(token)) == ["Your letter was withdrawn"]


def test_a_disowned_letter_offers_the_way_back_and_the_whole_site(anna, page, client):
    letter = anna.writes()
    token = anna.token(letter)
    actions.disown_letter(letter, token)
    assert heading(page(token)) == ["This was not you: it is erased"]
    content = client.get(f"/en/letters/{token}/").content.decode()
    assert re.findall(r'action="([^"]+)"', content) == [
        f"/en/letters/{token}/disavowal/undo/",
        f"/en/letters/{token}/disavowal/",
    ]


@pytest.mark.parametrize(
    ("outcome", "words"), [("stopped", "The appeal was stopped What"), ("won", "The appeal was closed")]
)
@pytest.mark.parametrize("confirmed", [True, False])
def test_after_the_end_of_the_appeal_the_link_says_so(anna, page, outcome, words, confirmed):
    letter = anna.writes_and_confirms() if confirmed else anna.writes()
    token = anna.token(letter)
    Closure.objects.create(appeal=anna.appeal, outcome=outcome, actor="bilal")
    text = page(token)
    assert (heading(text), "Yes, send it" in text, "Stop my letter" in text) == ([words], False, False)


def test_a_link_that_is_over_is_404_for_everybody(anna, client):
    letter = anna.writes()
    token = anna.token(letter)
    Letter.objects.update(token_hash=None)
    assert client.get(f"/en/letters/{token}/").status_code == 404


def test_looking_ten_times_changes_nothing(anna, client):
    letter = anna.writes()
    token = anna.token(letter)

    def rows():
        return list(Letter.objects.values()), list(Delivery.objects.values())

    before = rows()
    for method in ("get", "head") * 5:
        getattr(client, method)(f"/en/letters/{token}/")
    assert rows() == before


def test_the_page_is_kept_by_nobody_and_tells_no_other_site_where_it_is(anna, client):
    answer = client.get(f"/en/letters/{anna.token(anna.writes())}/")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert {"no-store", "private"} - set(answer["Cache-Control"].split(", ")) == set()
    assert b'<meta name="robots" content="noindex">' in answer.content


def test_words_that_look_like_html_stay_words(anna, client):
    letter = anna.writes(name="<b>Anna</b>", body="<script>alert(1)</script>")
    content = client.get(f"/en/letters/{anna.token(letter)}/").content.decode()
    assert "<script>alert" not in content
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in content
    assert "&lt;b&gt;Anna&lt;/b&gt;" in content


def test_the_number_of_statements_does_not_grow_with_the_offices(anna, client, statements):
    few = anna.writes(email="few@example.org", country="VE")
    many = anna.writes(email="many@example.org", country="DE")
    counts = []
    for letter in (few, many):
        token = anna.token(letter)
        client.get(f"/en/letters/{token}/")
        with statements() as said:
            client.get(f"/en/letters/{token}/")
        counts.append(len(said.spoken))
    assert counts[0] == counts[1]
