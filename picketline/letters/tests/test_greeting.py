"""No letter leaves with the wrong opening words, or with none: it is held, said, and sent when somebody wrote them."""

import html
import re

import pytest
from huey.contrib.djhuey import HUEY

from picketline.appeals.actions import stop
from picketline.authorities.models import Authority, Salutation
from picketline.letters import actions, suggesting, tasks
from picketline.letters.models import Delivery, Letter
from picketline.letters.publishing import what_blocks, worth_knowing
from picketline.network.actions import add_organiser

PROSECUTOR, JUSTICE = "prosecutor.general@kz.invalid", "justice@kz.invalid"


@pytest.fixture
def bilal(example):
    return add_organiser("bilal@example.org", name="Bilal")


@pytest.fixture
def in_albanian(anna, post_room):
    """Anna's confirmed letter, in a language that nobody has written a salutation in."""
    letter = anna.writes_and_confirms()
    Letter.objects.filter(pk=letter.pk).update(language="sq")
    return letter


def salute(text, **more):
    return Salutation.objects.create(language="sq", text=text, **{"role": "generic_official", **more})


def states(letter):
    return list(letter.deliveries.filter(courier="email").order_by("pk").values_list("state", "words"))


def first_lines(post_room):
    return [
        mail.get_content().splitlines()[0] for office in (PROSECUTOR, JUSTICE) for mail in post_room.mails_to(office)
    ]


def words(answer) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def test_a_letter_without_a_salutation_in_its_language_is_held_and_nothing_is_sent(in_albanian, post_room):
    assert actions.deliver_due() == 2
    held = ("held", "no salutation in the letter's language")
    assert (states(in_albanian), post_room.taken) == ([held, held], [])
    assert (actions.deliver_due(), in_albanian.deliveries.filter(due_at__isnull=False).count()) == (0, 0)


def test_it_leaves_once_and_with_its_own_words_when_somebody_has_written_them(in_albanian, post_room):
    actions.deliver_due()
    assert actions.release_greeted() == 0
    salute("Të nderuar zonja dhe zotërinj,")
    assert (actions.release_greeted(), actions.release_greeted()) == (2, 0)
    assert actions.deliver_due() == 2
    assert first_lines(post_room) == ["Të nderuar zonja dhe zotërinj,"] * 2
    assert [state for state, _words in states(in_albanian)] == ["accepted", "accepted"]


def test_only_the_office_that_has_words_gets_its_letter(in_albanian, post_room):
    actions.deliver_due()
    salute("Shkëlqesia Juaj,", role="minister")
    assert actions.release_greeted() == 1
    actions.deliver_due()
    assert [len(post_room.mails_to(office)) for office in (PROSECUTOR, JUSTICE)] == [0, 1]
    assert [state for state, _words in states(in_albanian)] == ["held", "accepted"]


def test_the_sweep_releases_what_was_held(in_albanian, monkeypatch):
    actions.deliver_due()
    salute("Të nderuar zonja dhe zotërinj,")
    monkeypatch.setattr(HUEY, "immediate", True)
    tasks.sweep.call_local()
    assert [state for state, _words in states(in_albanian)] == ["accepted", "accepted"]


def test_a_letter_of_a_stopped_appeal_is_not_released(in_albanian, example, bilal):
    actions.deliver_due()
    stop(example, actor=bilal)
    salute("Të nderuar zonja dhe zotërinj,")
    assert actions.release_greeted() == 0
    assert [state for state, _words in states(in_albanian)] == ["held", "held"]


def test_a_held_letter_can_still_be_stopped_by_its_writer(in_albanian):
    actions.deliver_due()
    assert actions.withdraw_letter(in_albanian) is True
    assert [state for state, _words in states(in_albanian)] == ["withdrawn", "withdrawn"]


def test_what_is_held_for_another_reason_stays(in_albanian):
    Delivery.objects.filter(letter=in_albanian, courier="email").update(state="held", words="another reason")
    salute("Të nderuar zonja dhe zotërinj,")
    assert actions.release_greeted() == 0


def test_the_writer_and_the_desk_are_told_that_it_is_held(in_albanian, anna, example, client, settings, bilal):
    token = anna.token(in_albanian)
    actions.deliver_due()
    page = words(client.get(f"/en/letters/{token}/"))
    assert page.count("It is held: its opening words in this language are still missing. Nothing is lost") == 2
    settings.DEMO = True
    client.force_login(bilal)
    desk = words(client.get(f"/en/desk/appeals/{example.slug}/"))
    assert "2 letters are held: there is no salutation in their language. They leave when there is one." in desk
    assert "Read, propose and confirm salutations" in desk


def test_an_appeal_whose_letter_lacks_a_salutation_cannot_open(example, bilal):
    letter = {"subject": "S", "opening": "O", "closing": "", "valediction": "V", "points": [], "actor": bilal}
    suggesting.write_model_letter(example, language="kk", **letter)
    told = [str(block) for block in what_blocks(example) if block.task == "letters"]
    assert told == [
        f"{office}: there is no salutation in Kazakh. Letters in it are held until there is one."
        for office in (
            "Prosecutor General of the Republic of Kazakhstan",
            "Minister of Justice of the Republic of Kazakhstan",
            "Embassy of Kazakhstan, Berlin",
        )
    ]
    Salutation.objects.create(language="kk", role="generic_official", text="Құрметті мырзалар!")
    assert [block for block in what_blocks(example) if block.task == "letters"] == []
    assert (
        len([sentence for sentence in worth_knowing(example) if "“Құрметті мырзалар!” (Kazakh) is a draft" in sentence])
        == 3
    )


def test_whoever_prints_the_letter_is_told_that_it_greets_in_another_language(example, client):
    Salutation.objects.filter(language="de").delete()
    sentence = "Nobody has written a salutation in the letter's language yet: this one is English."
    german = example.model_letters.get(language="de")
    example.model_letters.exclude(pk=german.pk).delete()
    justice = Authority.objects.get(contacts__value=JUSTICE)
    kit, paper = (f"/en/appeals/{example.slug}/{page}/" for page in ("kit", "paper"))
    told = [client.get(kit), client.get(paper, {"office": str(justice.uuid)})]
    assert [page.content.decode().count(sentence) for page in told] == [3, 1]


def test_a_good_appeal_has_nothing_worth_knowing_about_its_salutations(example):
    assert (set(example.model_letters.values_list("language", flat=True)), worth_knowing(example)) == ({"en", "de"}, [])


def test_the_offices_own_words_open_its_letter(anna, post_room):
    justice = Authority.objects.get(contacts__value=JUSTICE)
    Salutation.objects.create(
        authority=justice, role="minister", language="en", text="Dear Acting Minister,", state="checked"
    )
    anna.writes_and_confirms()
    actions.deliver_due()
    assert first_lines(post_room) == ["Dear Prosecutor General,", "Dear Acting Minister,"]
