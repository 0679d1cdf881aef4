"""What readers see of the numbers, on their page and on the appeal."""

import gzip
import re
from datetime import UTC, datetime

import pytest

from picketline.appeals.models import Appeal, Passage
from picketline.gate import shelf
from picketline.letters import shelf as letter_shelf
from picketline.numbers.models import Figure

APPEAL = "/en/appeals/oil-workers-and-their-lawyer/"
NUMBERS = APPEAL + "numbers/"
AS_OF = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


@pytest.fixture
def figures(example):
    """Puts figures into the table: (number, sorted by, cell) and value."""

    def put(values):
        Figure.objects.bulk_create(
            Figure(appeal=example, number=number, sorted_by=sorted_by, cell=cell, value=value, as_of=AS_OF)
            for (number, sorted_by, cell), value in values.items()
        )

    return put


@pytest.fixture
def rich(figures):
    """Everything that can be shown."""
    figures(
        {
            ("confirmed", "whole", ""): 1240,
            ("confirmed", "country", "DE"): 1000,
            ("confirmed", "country", "MT"): 20,
            ("confirmed", "country", "XK"): 30,
            ("confirmed", "lowered", "2026-05-03"): 40,
            ("delivered", "whole", ""): 2480,
            ("delivered", "channel", "email"): 2480,
            ("under_way", "whole", ""): 75,
            ("under_way", "channel", "paper"): 50,
            ("under_way", "channel", "email"): 25,
            ("told", "whole", ""): 333,
            ("told", "channel", "posted"): 333,
            ("told", "country", "VE"): 300,
        }
    )


def read(client, path):
    """A page as its words."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get(path).content.decode()))


def test_the_appeal_says_its_numbers_in_one_sentence_and_what_was_told_apart(rich, client):
    words = read(client, APPEAL)
    assert (
        "As of 23 November 2026, 14:00 (UTC): 1,240 letters confirmed, 2,480 deliveries accepted by their mail server"
        in words
    )
    assert "People also told us of 333 letters and calls of their own, which we cannot check." in words
    assert words.index("1,240") < words.index("What happened") < words.index("333")


def test_the_german_appeal_writes_numbers_as_germans_do(rich, client):
    assert "1.240 Briefe bestätigt" in read(client, APPEAL.replace("/en/", "/de/"))


def test_without_numbers_the_appeal_says_nothing_and_the_page_that_there_are_none(example, client):
    words = read(client, APPEAL)
    assert ("As of" in words, "told us" in words, "The numbers of this appeal" in words) == (False, False, True)
    assert "There is no number to show yet." in read(client, NUMBERS)
    assert "<svg" not in client.get(NUMBERS).content.decode()


def test_the_page_has_every_number_apart_with_its_tables(rich, client):
    words = read(client, NUMBERS)
    for sentence in (
        "As of 23 November 2026, 14:00 (UTC). We count once a day.",
        "1,240 letters confirmed",
        "Corrected on 3 May 2026: 40 were taken out of this number.",
        "Germany 1,000 Kosovo 30 Malta 20 other countries, and not sorted yet 190",
        "Too small for this map, and in the table: Malta.",
        "2,480 deliveries accepted",
        "Delivered means accepted by their mail server, or settled by a hand-over.",
        "on paper, to be printed or handed over 50",
        "by e-mail, not accepted yet 25",
        "Apart from these: 333 acts that people told us of",
        "posted a letter 333",
        "Venezuela 300 other countries, and not sorted yet 33",
    ):
        assert sentence in words
    assert "1,573" not in words


def test_the_map_can_be_read_without_seeing_it_and_has_a_legend(rich, client):
    page = client.get(NUMBERS).content.decode()
    assert 'role="img" aria-labelledby="map-title map-words"' in page
    assert "<title>Germany: 1,000</title>" in page
    assert page.count('<rect class="shade-') == 4
    assert 'style="' not in page


@pytest.mark.parametrize("state", ["paused", "ended", "stopped", "closed"])
def test_the_numbers_stay_when_the_appeal_rests_or_ends(rich, now_it_is, client, state):
    now_it_is(state)
    assert "1,240 letters confirmed" in read(client, NUMBERS)
    assert NUMBERS in client.get(APPEAL).content.decode()


def test_the_page_is_light(rich, client):
    answer = client.get(NUMBERS, headers={"accept-encoding": "gzip"})
    assert len(answer.content) < 40_000
    assert gzip.decompress(answer.content).startswith(b"<!doctype html>")


def test_the_figures_cost_the_appeal_no_statement_more(example, client, statements, figures):
    with statements() as without:
        client.get(APPEAL)
    figures({("confirmed", "whole", ""): 20, ("delivered", "whole", ""): 20, ("told", "whole", ""): 20})
    shelf.shelf.clear()
    letter_shelf.kept.clear()
    with statements() as with_figures:
        assert b"20</strong> letters confirmed" in client.get(APPEAL).content
    assert len(with_figures.spoken) == len(without.spoken)


def test_the_page_asks_four_times_however_much_there_is(rich, client, statements):
    with statements() as said:
        client.get(NUMBERS)
    assert len(said.spoken) == 4


def test_figures_of_another_appeal_are_not_shown(figures, example, client):
    figures({("confirmed", "whole", ""): 5020})
    Figure.objects.update(appeal=Appeal.objects.create(**copied(example)))
    assert "5,020" not in read(client, APPEAL) + read(client, NUMBERS)


def copied(appeal):
    """Another appeal like this one."""
    texts = {name: Passage.say({"en": name}, source_language="en") for name in ("headline", "call")}
    return texts | {
        "reference": "another",
        "slug": "another",
        "section": appeal.section,
        "state_concerned": appeal.state_concerned,
        "language": "en",
    }
