"""Anna posted it, sent it herself, or phoned: what she tells us is counted once, apart, and says nothing about her."""

import html
import re

import pytest
from django.utils import timezone

from picketline.letters.models import Act

ACTS = "/en/appeals/oil-workers-and-their-lawyer/acts/"
TOLD = ACTS + "told/"


def key_on(answer) -> str:
    return html.unescape(re.search(r'name="token" value="([^"]+)"', answer.content.decode())[1])


def chosen_on(answer) -> list[str]:
    return re.findall(r'value="(\w+)" (?:checked|selected)', answer.content.decode())


@pytest.fixture
def tell(example, client):
    """Open the page, choose, and press the button."""

    def told(**chosen):
        usual = {"token": chosen.get("token") or key_on(client.get(ACTS)), "kind": "posted", "country": "DE"}
        return client.post(ACTS, usual | chosen)

    return told


def test_what_she_tells_is_kept_as_kind_country_and_moment(tell, example):
    answer = tell(kind="phoned", country="VE")
    assert (answer.status_code, answer["Location"]) == (303, TOLD)
    act = Act.objects.get()
    assert (act.appeal_id, act.kind, act.country, act.quarantined_at) == (example.pk, "phoned", "VE", None)
    assert timezone.now() - act.told_at < timezone.timedelta(seconds=30)


def test_nothing_is_stored_when_the_page_is_opened_and_every_page_has_a_key_of_its_own(example, client):
    keys = {key_on(client.get(ACTS)) for _time in range(3)}
    assert (len(keys), Act.objects.count()) == (3, 0)
