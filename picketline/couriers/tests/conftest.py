"""Envelopes for couriers."""

import pytest

from picketline.couriers.envelope import Envelope


@pytest.fixture
def envelope():
    """An envelope to the Deputy, with what a test wants to be different."""

    def filled(**values) -> Envelope:
        usual = {
            "to": "deputy@embassy.invalid",
            "sender": "letters@committee.example.org",
            "sender_name": "Solidarity Committee",
            "subject": "Natalia Sokolova",
            "body": "Your Excellency,\n\nrelease her.\n",
            "language": "en",
            "message_id": "<1@committee.example.org>",
        }
        return Envelope(**usual | values)

    return filled
