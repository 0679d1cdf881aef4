"""Anna's letter is hers: she erases it, and says that it came back."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from picketline.couriers.envelope import Overtaken
from picketline.couriers.journey import State
from picketline.letters import actions
from picketline.letters.models import Comeback, Letter
from picketline.sealing import ledger
from picketline.supporters.models import Subscription, Supporter


@pytest.fixture
def her(anna, client):
    """A confirmed letter of Anna's, and what her link lets her do."""

    class Hers:
        letter = anna.writes_and_confirms(wants_updates=True)
        token = anna.token(letter)

        def presses(self, noun, **typed):
            return client.post(f"/en/letters/{self.token}/{noun}", typed)

        def row(self):
            return Letter.objects.select_related("supporter").get(pk=self.letter.pk)

        def office(self, **found):
            return self.letter.deliveries.filter(**found).select_related("authority").first()

        def comeback_to(self, delivery):
            return f"comebacks/{delivery.authority.uuid}/"

    return Hers()


def kept_of(letter):
    supporter = letter.supporter
    return [letter.sealed, letter.locked, supporter.sealed, supporter.locked, supporter.kept]


def test_in_the_hold_erasing_takes_everything_back(her):
    assert her.presses("erasure/").status_code == 303
    letter = her.row()
    assert kept_of(letter) == [None] * 5
    assert letter.withdrawn_at is not None
    assert set(letter.deliveries.values_list("state", flat=True)) == {"withdrawn"}


def test_after_it_arrived_her_words_and_name_are_erased_and_the_fates_stay(her, post_room):
    actions.deliver_due()
    assert her.row().supporter.kept is not None
    her.presses("erasure/")
    letter = her.row()
    assert kept_of(letter) == [None] * 5
    assert letter.withdrawn_at is None
    assert sorted(letter.deliveries.values_list("state", flat=True)) == ["accepted", "accepted", "withdrawn"]


def test_she_cannot_write_again_at_once_by_erasing(her, anna, post_room):
    actions.deliver_due()
    her.presses("erasure/")
    anna.writes()
    assert Letter.objects.count() == 1


def test_news_go_on_unless_she_says_otherwise(her):
    her.presses("erasure/")
    assert Subscription.objects.count() == 1


def test_news_end_where_she_ticks_it(her):
    her.presses("erasure/", no_news="1")
    assert Subscription.objects.count() == 0


def test_the_ledger_knows_so_that_no_backup_brings_it_back(her, post_room, settings):
    actions.deliver_due()
    her.presses("erasure/")
    mine = ledger.mark("letter", str(her.letter.pk), her.letter.written_at.isoformat())
    told = {line.fate for line in ledger.read(settings.LEDGER) if line.mark == mine}
    assert told >= {ledger.Fate.LETTER_ENDED, ledger.Fate.NAME_ERASED}


def test_erasing_twice_changes_nothing_more(her):
    her.presses("erasure/")
    ended_at = her.row().ended_at
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        assert her.presses("erasure/").status_code == 303
    assert her.row().ended_at == ended_at


def test_a_letter_in_a_workers_hands_stays_here_when_she_erases_it(her, post_room):
    """The worker has packed it and asks once more at the door."""
    delivery = her.office(courier="email")
    assert delivery.claim()
    her.presses("erasure/")
    delivery.refresh_from_db()
    assert delivery.state == State.WITHDRAWN
    with pytest.raises(Overtaken):
        delivery.mark_handed_in()


def test_an_unconfirmed_letter_is_erased_too(anna, client):
    letter = anna.writes()
    token = anna.token(letter)
    client.post(f"/en/letters/{token}/erasure/")
    assert kept_of(Letter.objects.select_related("supporter").get()) == [None] * 5


def test_a_disowned_letter_keeps_its_way_back(anna, client):
    token = anna.token(anna.writes())
    client.post(f"/en/letters/{token}/disavowal/")
    client.post(f"/en/letters/{token}/erasure/")
    assert Supporter.objects.get().locked is not None


def test_the_page_says_what_is_held_and_then_that_nothing_is(her, client):
    def page():
        return client.get(f"/en/letters/{her.token}/").content.decode()

    before = page()
    assert "your name as you chose it, for the list that is handed over" in before
    assert "And send me no more news of this appeal" in before
    her.presses("erasure/")
    assert "What we still hold" not in page()


def test_a_paper_letter_came_back_and_the_page_says_thanks(her, client):
    paper = her.office(courier="paper")
    answer = her.presses(her.comeback_to(paper), why="moved")
    assert answer.status_code == 303
    assert list(Comeback.objects.values_list("delivery", "why")) == [(paper.pk, "moved")]
    page = client.get(f"/en/letters/{her.token}/").content.decode()
    assert "Came back" in page
    assert "they have moved. Thank you." in page


def test_told_twice_it_came_back_once(her):
    paper = her.office(courier="paper")
    for why in ("moved", "refused"):
        her.presses(her.comeback_to(paper), why=why)
    assert list(Comeback.objects.values_list("why", flat=True)) == ["refused"]


def test_she_can_take_it_back(her):
    paper = her.office(courier="paper")
    her.presses(her.comeback_to(paper), why="moved")
    her.presses(her.comeback_to(paper) + "undo/")
    assert not Comeback.objects.exists()


@pytest.mark.parametrize("typed", [{}, {"why": ""}, {"why": "new address: evil@example.org"}])
def test_nobody_can_type_anything_there(her, typed):
    assert her.presses(her.comeback_to(her.office(courier="paper")), **typed).status_code == 303
    assert not Comeback.objects.exists()


def test_an_e_mail_that_has_not_arrived_cannot_have_come_back(her):
    assert her.presses(her.comeback_to(her.office(courier="email")), why="moved").status_code == 404


def test_chen_cannot_say_it_of_an_office_that_the_letter_does_not_go_to(her):
    assert her.presses("comebacks/12345678-1234-5678-1234-567812345678/", why="moved").status_code == 404


def test_the_desk_sees_how_many_came_back_from_where(her, anna, client, settings):
    settings.DEMO = True
    for number in range(3):
        letter = anna.writes_and_confirms(email=f"anna{number}@example.org")
        actions.note_comeback(letter.deliveries.get(courier="paper"), why="unknown")
    assert [row["number"] for row in Comeback.objects.of(anna.appeal).by_office()] == [3]
