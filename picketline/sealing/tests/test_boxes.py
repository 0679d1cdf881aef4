"""Boxes open for the one they were closed for, whole or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from picketline.sealing import boxes
from picketline.sealing.matching import keyed_hash, new_pepper, new_token, site_hash, token_hash

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
CONTENT = st.dictionaries(TEXT, TEXT | st.booleans() | st.none() | st.integers(), max_size=5)
TOKEN = "a token of forty-three characters, more or less"


@given(CONTENT, st.sampled_from(["worker", "section"]))
def test_what_is_sealed_to_a_holder_comes_out_whole(content, holder):
    assert boxes.unseal(holder, boxes.seal(holder, content)) == content


@given(CONTENT, TEXT)
def test_what_is_locked_under_a_token_comes_out_whole(content, token):
    assert boxes.unlock(token, boxes.lock(token, content)) == content


def test_what_is_sealed_to_the_section_does_not_open_for_the_worker():
    with pytest.raises(CryptoError):
        boxes.unseal("worker", boxes.seal("section", {"name": "Anna"}))


def test_another_token_opens_nothing():
    with pytest.raises(CryptoError):
        boxes.unlock(TOKEN + "x", boxes.lock(TOKEN, {"name": "Anna"}))


def test_the_stored_hash_of_a_token_opens_nothing():
    box = boxes.lock(TOKEN, {"name": "Anna"})
    for known in (token_hash(TOKEN).hex(), token_hash(TOKEN).decode("latin-1")):
        with pytest.raises(CryptoError):
            boxes.unlock(known, box)
    assert boxes.token_key(TOKEN) != token_hash(TOKEN)


@pytest.mark.parametrize("close", [lambda: boxes.seal("worker", {"a": 1}), lambda: boxes.lock(TOKEN, {"a": 1})])
def test_the_same_content_never_looks_the_same(close):
    assert close() != close()


@pytest.mark.parametrize("way", ["seal", "lock"])
@given(data=st.data())
def test_a_box_with_one_bit_changed_does_not_open(way, data):
    holder = "worker" if way == "seal" else TOKEN
    box = bytearray(getattr(boxes, way)(holder, {"name": "Anna"}))
    box[data.draw(st.integers(0, len(box) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(CryptoError):
        getattr(boxes, f"un{way}")(holder, bytes(box))


def test_a_box_shows_nothing_of_its_content():
    content = {"name": "Zora Quimby", "sentence": "I am a nurse."}
    for box in (boxes.seal("worker", content), boxes.lock(TOKEN, content)):
        assert [word for word in (b"Zora", b"nurse", b"name") if word in box] == []


def test_a_stranger_with_a_key_of_their_own_opens_nothing():
    with pytest.raises(CryptoError):
        SealedBox(PrivateKey.generate()).decrypt(boxes.seal("worker", {"name": "Anna"}))


@given(st.lists(TEXT, min_size=2, max_size=4))
def test_hashes_keep_their_parts_apart(parts):
    pepper = b"p" * 32
    clean = [part.replace("\x1f", "") for part in parts]
    joined = [clean[0] + clean[1], *clean[2:]]
    assert (keyed_hash(pepper, *clean) == keyed_hash(pepper, *joined)) is False


def test_under_another_pepper_everything_hashes_differently():
    assert keyed_hash(new_pepper(), "anna@example.org") != keyed_hash(new_pepper(), "anna@example.org")
    assert len(site_hash("block", "", "anna@example.org")) == 32


def test_tokens_are_43_url_safe_characters_and_never_the_same():
    tokens = {new_token() for _one in range(1000)}
    assert {len(token) for token in tokens} == {43}
    assert len(tokens) == 1000
    assert all(token.replace("-", "").replace("_", "").isalnum() for token in tokens)
