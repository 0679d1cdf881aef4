"""The kit: from every country the right embassy, every address, the letter, and what to do where it is dangerous."""

import html
import re

import pytest

from picketline.authorities.models import Authority, ContactPoint
from picketline.pages.kit import kit_of

KIT = "/en/appeals/oil-workers-and-their-lawyer/kit/"
PAPER = "/en/appeals/oil-workers-and-their-lawyer/paper/"
OWN_MAIL = "/en/appeals/oil-workers-and-their-lawyer/own-mail/"
TEXT = "/en/appeals/oil-workers-and-their-lawyer/kit.txt"
PROSECUTOR = "Prosecutor General of the Republic of Kazakhstan"
JUSTICE = "Minister of Justice of the Republic of Kazakhstan"


def words(answer):
    """The page without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


@pytest.mark.parametrize(
    ("country", "offices", "why"),
    [
        ("DE", [PROSECUTOR, JUSTICE, "Embassy of Kazakhstan, Berlin"], "It is the mission of Kazakhstan in Germany."),
        ("IE", [PROSECUTOR, JUSTICE, "Embassy of Kazakhstan, London"], "It covers Ireland from London."),
        ("AT", [PROSECUTOR, JUSTICE, "Embassy of Kazakhstan, Vienna"], "It is the mission of Kazakhstan in Austria."),
        (
            "VE",
            [PROSECUTOR, JUSTICE, "Minister of Foreign Affairs"],
            "No mission of Kazakhstan is known for Venezuela: write to the Ministry of Foreign Affairs in Astana.",
        ),
    ],
)
def test_each_country_writes_to_the_mission_that_is_responsible_for_it(example, country, offices, why):
    kit = kit_of(example, "en", country)
    assert [office.name for office in kit.offices] == offices
    assert kit.routes.responsible.in_words("en") == why


@pytest.mark.parametrize(
    ("country", "posts"),
    [
        ("DE", [("Nordendstraße 14-17, 13156 Berlin", "")]),
        ("AT", [(None, "")]),
        ("IE", [("Kazakhstan House, 125 Pall Mall, London", "UNITED KINGDOM")]),
    ],
)
def test_the_embassys_envelope_ends_with_a_country_only_where_it_crosses_a_border(example, country, posts):
    embassy = kit_of(example, "en", country).offices[2]
    post = embassy.post and ", ".join(embassy.post.lines())
    assert [(post and post[: len(posts[0][0])], str(embassy.envelope.country))] == posts


def test_an_english_page_in_germany_prints_the_country_in_german(example, client):
    justice = kit_of(example, "en", "DE").offices[1]
    address = "Mangilik El 8\n010000 Astana\nREPUBLIC OF KAZAKHSTAN"
    ContactPoint.objects.create(authority=justice.authority, kind="post", value=address, source="their page")
    sheet = client.get(PAPER, {"country": "DE", "office": justice.key}).content.decode()
    block = re.search(r'<address class="post">(.*?)</address>', sheet, re.DOTALL)[1]
    assert re.sub(r"<[^>]+>", "", block).split("\n") == [JUSTICE, "Mangilik El 8", "010000 Astana", "KASACHSTAN"]
    assert '<bdi lang="de">KASACHSTAN</bdi>' in block
    assert "International letter: postage for abroad." in words(client.get(KIT, {"country": "DE"}))
    assert "Domestic letter: ordinary postage." in words(client.get(KIT, {"country": "DE"}))


def test_the_plain_text_ends_the_address_with_the_country_for_the_reader(example, client):
    text = client.get(TEXT + "?country=IE").content.decode()
    assert re.search(r"125 Pall Mall, London.*, UNITED KINGDOM \(International letter", text)
    assert "13156 Berlin (Domestic letter" in client.get(TEXT + "?country=DE").content.decode()


def test_offices_in_the_capital_are_abroad_for_everybody_else(example):
    for language in ("de", "en"):
        lines = [str(office.envelope.country) for office in kit_of(example, language, "DE").offices]
        assert lines == ["KASACHSTAN", "KASACHSTAN", ""]


@pytest.mark.parametrize("page", [KIT, TEXT])
def test_a_reader_in_kazakhstan_finds_no_office_to_write_to(example, client, page):
    text = words(client.get(page + "?country=KZ"))
    assert [part for part in ("Write to Prosecutor", "@kz.invalid") if part in text] == []


def test_a_reader_in_kazakhstan_is_warned(example, client):
    assert "Writing from inside can put you and your family in danger." in words(client.get(KIT + "?country=KZ"))


def test_a_reader_in_kazakhstan_is_warned_in_plain_text_too(example, client):
    assert "Writing from inside can put you and your family in danger." in words(client.get(TEXT + "?country=KZ"))


@pytest.mark.parametrize("page", [KIT, TEXT, PAPER, OWN_MAIL])
def test_nothing_asks_a_reader_in_kazakhstan_to_write(example, client, page):
    office = Authority.objects.get(contacts__value="justice@kz.invalid")
    text = words(client.get(page, {"country": "KZ", "office": office.uuid}))
    invitations = ("Print, sign, post", "Yours respectfully,", "Open my e-mail program", "Tell us", "Print this letter")
    assert [invitation for invitation in invitations if invitation in text] == []
    assert "Do not phone, post or sign either: authorities keep lists of those who do." in text


def test_a_reader_in_kazakhstan_hears_what_to_do_instead(example, client):
    text = words(client.get(KIT + "?country=KZ"))
    assert "Tell somebody you trust in another country about this page." in text
    assert "Close this page when you have read it, and take it out of your browser's history." in text


@pytest.mark.parametrize("country", ["", "XX", "de", "DEU", "<script>", "\u0000"])
def test_an_unknown_country_counts_as_the_sections_own(example, client, country):
    answer = client.get(KIT, {"country": country})
    assert (answer.status_code, "Embassy of Kazakhstan, Berlin" in words(answer)) == (200, True)


def test_the_plain_text_holds_addresses_letter_demands_and_facts(example, client):
    answer = client.get(TEXT)
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert re.findall(r"^== (.*) ==$", text, re.MULTILINE) == [
        "Write to",
        "The letter",
        "What we demand",
        "What happened",
    ]
    assert "E-mail: prosecutor.general@kz.invalid (not checked" in text
    assert "Nordendstraße 14-17" in text
    assert "&" not in re.sub(r"https?://\S+", "", text)
    assert "<" not in text


def test_every_address_in_the_plain_text_stands_on_one_line(example, client):
    contacts = re.findall(r"^  (?:E-mail|Postal address|Website): .*$", client.get(TEXT).content.decode(), re.MULTILINE)
    assert len(contacts) == 4
    assert [line for line in contacts if not line.endswith(")")] == []


def test_every_embassy_is_listed_once_with_the_countries_it_covers(example):
    missions = kit_of(example, "en", "DE").missions
    covered = [country for _mission, covers, _post, _lines in missions for country in covers]
    assert {"Germany", "Ireland", "Austria"} - set(covered) == set()
    assert len({mission.pk for mission, _covers, _post, _lines in missions}) == len(missions)
    assert [covers for _mission, covers, _post, _lines in missions] == sorted(
        covers for _mission, covers, _post, _lines in missions
    )


def test_a_free_mail_address_is_shown_and_never_filled_in(example):
    justice = kit_of(example, "en", "DE").offices[1].authority
    ContactPoint.objects.filter(authority=justice).update(may_carry_letters=False, is_free_mail=True)
    office = kit_of(example, "en", "DE").offices[1]
    assert ([contact.value for contact in office.contacts], office.email) == (["justice@kz.invalid"], None)


@pytest.mark.parametrize("state", ContactPoint.OUT_OF_USE)
def test_an_address_out_of_use_is_not_shown(example, state):
    ContactPoint.objects.filter(value="justice@kz.invalid").update(state=state)
    assert kit_of(example, "en", "DE").offices[1].contacts == []


def test_the_letter_on_paper_has_address_salutation_and_text(example, client):
    embassy = kit_of(example, "en", "IE").offices[2]
    page = words(client.get(PAPER, {"country": "IE", "office": embassy.key}))
    for part in ("Embassy of Kazakhstan, London", "125 Pall Mall", "UNITED KINGDOM", "Yours respectfully,"):
        assert page.count(part) == 1, part


@pytest.mark.parametrize("office", ["", "none", "00000000-0000-0000-0000-000000000000"])
def test_a_letter_to_an_office_that_is_none_of_them_is_404(example, client, office):
    assert client.get(PAPER, {"office": office}).status_code == 404


@pytest.mark.parametrize(("state", "can_be_used"), [("paused", 1), ("ended", 1), ("stopped", 0), ("closed", 0)])
def test_a_kit_that_must_not_be_used_any_more_says_so(now_it_is, client, state, can_be_used):
    now_it_is(state)
    text = client.get(TEXT).content.decode()
    assert ("*** Please send no letters now. See the page below. ***" in text) is not bool(can_be_used)
    assert "Check before you write: http://localhost:8000/en/appeals/oil-workers-and-their-lawyer/" in text


def test_a_draft_has_no_kit(now_it_is, client):
    now_it_is("draft")
    assert [client.get(page).status_code for page in (KIT, TEXT)] == [404, 404]


def test_the_kit_asks_no_more_when_it_knows_more(example, statements):
    def asked(country):
        with statements() as said:
            kit = kit_of(example, "en", country)
            assert kit.offices
        return len(said.spoken)

    assert asked("DE") == asked("IE")


def test_a_name_in_a_social_network_is_shown_and_is_no_address(client, example):
    """Singapore answers for New Zealand; of it the directory knows a page on Facebook, and nothing to write to."""
    for page in ("kit/?country=NZ", "kit.txt?country=NZ"):
        told = client.get(f"/en/appeals/{example.slug}/{page}").content.decode()
        assert "KazakhstanEmbassy" in told
        assert "no address known" in told
