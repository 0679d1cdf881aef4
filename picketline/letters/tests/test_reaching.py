"""Who is responsible, and who can be reached: two answers. Inside the state nobody is asked to write."""

import html
import re

import pytest

from picketline.appeals.models import Addressee
from picketline.authorities.models import Authority, ContactPoint
from picketline.letters.models import Letter
from picketline.letters.offer import offer_for
from picketline.letters.routes import routes_from
from picketline.network.models import Section

MINISTRY = "No mission of Kazakhstan is known for {}: write to the Ministry of Foreign Affairs in Astana."


@pytest.fixture
def only_the_responsible(example):
    """An appeal that writes to the responsible office alone."""
    Addressee.objects.filter(appeal=example, authority__isnull=False).delete()
    return example


def words(answer) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def told(appeal, country):
    found = routes_from(appeal, country)
    route = found.of_the_responsible
    return route.authority.name_in("en"), route.courier, found.responsible.in_words("en"), found.reach_in_words("en")


@pytest.mark.parametrize(
    ("country", "office", "courier", "reason"),
    [
        ("DE", "Embassy of Kazakhstan, Berlin", "paper", "It is the mission of Kazakhstan in Germany."),
        ("IE", "Embassy of Kazakhstan, London", "paper", "It covers Ireland from London."),
        ("AT", "Embassy of Kazakhstan, Vienna", "", "It is the mission of Kazakhstan in Austria."),
        ("NZ", "Embassy of Kazakhstan, Singapore", "", "It covers New Zealand from Singapore."),
        ("VE", "Minister of Foreign Affairs", "", MINISTRY.format("Venezuela")),
    ],
)
def test_the_responsible_office_is_named_with_its_reason_and_where_no_address_is_known_with_another(
    example, country, office, courier, reason
):
    other = "Prosecutor General of the Republic of Kazakhstan"
    reach = "" if courier else f"Responsible: {office}; no address known; send via {other}."
    assert told(example, country) == (office, courier, reason, reach)


def test_without_another_office_the_sentence_says_that_nothing_is_known(only_the_responsible):
    assert told(only_the_responsible, "NZ")[3] == "Responsible: Embassy of Kazakhstan, Singapore; no address known."
    assert routes_from(only_the_responsible, "NZ").open == ()


def test_the_next_step_of_the_ladder_with_an_address_gets_the_letter(only_the_responsible):
    ministry = Authority.objects.get(state="KZ", portfolio="foreign_affairs")
    ContactPoint.objects.create(authority=ministry, kind="post", value="Dinmukhamed Kunayev 31\nAstana", source="s")
    found = routes_from(only_the_responsible, "NZ")
    assert [(route.authority.name_in("en"), route.courier) for route in found.all] == [
        ("Embassy of Kazakhstan, Singapore", ""),
        ("Minister of Foreign Affairs", "paper"),
    ]
    assert found.open[0].responsible.basis == "capital"
    words = "Responsible: Embassy of Kazakhstan, Singapore; no address known; send via Minister of Foreign Affairs."
    assert found.reach_in_words("en") == words


def test_an_office_that_gets_a_copy_is_the_last_choice(example):
    first = Addressee.objects.filter(appeal=example, authority__isnull=False).order_by("pk").first()
    Addressee.objects.filter(pk=first.pk).update(is_copy=True)
    assert routes_from(example, "NZ").via.authority != first.authority


@pytest.mark.parametrize("page", ["", "kit/?country=NZ", "kit.txt?country=NZ"])
def test_every_page_says_which_office_gets_the_letter_instead(example, client, page):
    Section.objects.update(country="NZ")
    text = words(client.get(f"/en/appeals/{example.slug}/{page}"))
    sentence = "Responsible: Embassy of Kazakhstan, Singapore; no address known; send via Prosecutor General"
    assert sentence in text


def test_two_states_may_both_answer_where_the_editor_says_so(example):
    """The embassy of another state is an addressee like any other; the ladder does not push it aside."""
    russian = Authority.objects.create(kind="ministry", state_id="RU")
    russian.names.create(language="en", text="Ministry of Justice of Russia")
    ContactPoint.objects.create(authority=russian, kind="post", value="Moscow", source="s")
    Addressee.objects.create(appeal=example, authority=russian, place=9)
    names = [route.authority.name_in("en") for route in routes_from(example, "IE").open]
    assert ("Embassy of Kazakhstan, London" in names, "Ministry of Justice of Russia" in names) == (True, True)


def test_the_form_tells_who_is_inside_before_anything_is_typed(example, client):
    page = client.get(f"/en/appeals/{example.slug}/")
    assert "In Kazakhstan yourself? Read this first" in words(page)
    assert f'href="/en/appeals/{example.slug}/kit/?country=KZ#inside"' in page.content.decode()


def test_a_supporter_inside_gets_the_notice_in_place_of_the_form_and_nothing_is_kept(example, client):
    token = offer_for(example, "en").form_context(example)["token"]
    typed = {"token": token, "name": "Dana", "email": "dana@example.org", "country": "KZ"}
    answer = client.post(f"/en/appeals/{example.slug}/letters/", typed)
    text = words(answer)
    assert (answer.status_code, Letter.objects.count()) == (422, 0)
    assert text.index("You are in Kazakhstan?") < text.index("I live elsewhere: choose another country")
    assert "What you can do instead" in text
    assert [way for way in ("Print a letter", "From your own e-mail") if way in text] == []


def test_a_section_inside_the_state_leaves_the_country_open(example, client):
    Section.objects.update(country="KZ")
    page = client.get(f"/en/appeals/{example.slug}/").content.decode()
    assert '<option value="" selected>Choose your country</option>' in page
    assert '<option value="KZ" selected>' not in page
