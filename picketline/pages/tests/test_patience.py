"""A form that comes slowly, too big, or by half."""

import threading
from io import BytesIO

import pytest
from django.db import connections
from django.test import Client

from picketline.letters.models import Letter
from picketline.pages import patience

WRITE = "/de/appeals/oil-workers-and-their-lawyer/letters/"
FORM = "application/x-www-form-urlencoded"


class Dawdling(BytesIO):
    """A body that is sent when the sender pleases."""

    def __init__(self, content, *, until):
        super().__init__(content)
        self.until, self.asked = until, threading.Event()

    def read(self, size=-1):
        self.asked.set()
        self.until.wait(10)
        return super().read(size)


def post(body, *, length=None, network="192.0.2.1"):
    return Client().generic(
        "POST", WRITE, b"", FORM,
        **{"CONTENT_LENGTH": str(length or 20), "wsgi.input": body, "REMOTE_ADDR": network},
    )  # fmt: skip


@pytest.fixture
def dawdle():
    """Starts senders that dawdle until the end of the test, or until `finish`."""
    until, threads = threading.Event(), []

    def send(body, network):
        post(body, network=network)
        connections.close_all()

    def start(number, network="192.0.2.1"):
        for _one in range(number):
            body = Dawdling(b"name=Chen&token=abcd", until=until)
            threads.append(threading.Thread(target=send, args=(body, network)))
            threads[-1].start()
            assert body.asked.wait(10)

    def finish():
        until.set()
        for thread in threads:
            thread.join()

    start.finish = finish
    yield start
    finish()


def test_one_network_cannot_take_every_place(example, dawdle):
    dawdle(patience.OF_ONE_NETWORK)
    refused = post(BytesIO(b"name=Chen&token=abcd"))
    assert (refused.status_code, refused["Retry-After"]) == (429, "10")
    assert "Zu viel auf einmal" in refused.content.decode()
    assert post(BytesIO(b"name=Anna&token=abcd"), network="198.51.100.1").status_code == 422


def test_many_networks_cannot_take_every_thread(example, dawdle):
    for number in range(patience.AT_ONCE):
        dawdle(1, network=f"192.0.{number}.1")
    assert post(BytesIO(b"name=Anna&token=abcd"), network="198.51.100.1").status_code == 429
    assert Client().get("/de/").status_code == 200


def test_when_they_have_finished_there_is_place_again(example, dawdle):
    dawdle(patience.OF_ONE_NETWORK)
    dawdle.finish()
    assert post(BytesIO(b"name=Anna&token=abcd")).status_code == 422
    assert not patience.reading


def test_half_a_letter_is_no_letter(example):
    answer = post(BytesIO(b"name=Anna&own_words="), length=300)
    assert answer.status_code == 400
    assert "Das war nicht lesbar" in answer.content.decode()
    assert not Letter.objects.exists()
    assert not patience.reading


def test_a_sender_who_is_cut_off_leaves_nothing_behind(example):
    class Broken(BytesIO):
        def read(self, size=-1):
            raise OSError("gone")

    assert post(Broken()).status_code == 400
    assert not patience.reading


def test_a_body_that_is_far_too_big_is_read_to_its_end_but_not_endlessly(example):
    big = BytesIO(b"x" * 1_000_000)
    assert post(big, length=1_000_000).status_code == 400
    assert big.tell() == 1_000_000
    endless = BytesIO(b"x" * 20_000_000)
    assert post(endless, length=2**40).status_code == 400
    assert endless.tell() == patience.MOST_BYTES_READ
