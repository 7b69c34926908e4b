"""Web push without a network: the example of RFC 8291, and the proof of RFC 8292."""

import base64
import os

import pytest

from peersupport.core import web_push
from tests.notifications.browsers import Browser, checked_proof

# RFC 8291, appendix A.
TEXT = b"When I grow up, I want to be a watermelon"
OWN_KEY = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
BROWSER_KEY = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
BROWSER_SECRET, SALT = "BTBZMqHH6r4Tts7J_aSIgg", "DGv6ra1nlYgDCS1FRnbzlw"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK"
    "6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def new_key() -> str:
    return web_push.text_of(os.urandom(32))


def test_the_example_of_the_rfc_comes_out_to_the_letter():
    own, salt = web_push.private_key(OWN_KEY), web_push.plain(SALT)

    body = web_push.sealed(TEXT, BROWSER_KEY, BROWSER_SECRET, own=own, salt=salt, padded_to=0)

    assert web_push.text_of(body) == BODY


def test_only_the_browser_opens_it_and_nobody_learns_how_long_it_is():
    browser, other = Browser(), Browser()

    bodies = [browser.sealed(text) for text in ("¿Sí?", "please sign in now " * 12)]

    assert [browser.opened(body) for body in bodies] == ["¿Sí?", "please sign in now " * 12]
    assert len({len(body) for body in bodies}) == 1
    assert bodies[0] != browser.sealed("¿Sí?")
    with pytest.raises(Exception, match="^$"):  # InvalidTag says nothing
        other.opened(bodies[0])


@pytest.mark.parametrize("key", ["", "short", "AAAA" * 11, "_" * 43, "ünïcode" * 7, "A" * 43])
def test_what_is_no_key_of_a_house_is_refused(key):
    assert not web_push.is_key(key)


def test_a_key_may_stand_in_either_alphabet():
    raw = b"\x01" + b"\xfb\xff" * 15 + b"\x01"
    one, other = base64.b64encode(raw).decode(), base64.urlsafe_b64encode(raw).decode()

    assert one != other
    assert (
        len({web_push.public_text(web_push.private_key(key)) for key in (one, other, one.rstrip("="))}) == 1
    )


@pytest.mark.parametrize(
    ("key", "secret"),
    [
        (BROWSER_KEY, "AAAA"),
        (BROWSER_KEY[:-4] + "AAAA", BROWSER_SECRET),
        ("", BROWSER_SECRET),
        (BROWSER_KEY, "not base64!"),
    ],
)
def test_keys_of_a_browser_that_are_none_are_refused(key, secret):
    with pytest.raises(ValueError, match="."):
        web_push.seal("x", browser_key=key, browser_secret=secret)


def test_the_proof_says_for_whom_it_is_and_until_when():
    key = web_push.private_key(new_key())

    proof = web_push.proof(
        key, audience="https://push.example", contact="mailto:it@house.example", until=1700
    )

    assert checked_proof(proof, by=key) == {
        "aud": "https://push.example", "exp": 1700, "sub": "mailto:it@house.example",
    }  # fmt: skip
    with pytest.raises(Exception, match="^$"):  # InvalidSignature says nothing
        checked_proof(proof.replace("vapid t=", "vapid t=x"), by=key)
