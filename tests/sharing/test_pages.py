"""Going out, as the pages do it: put together, looked at, then sent; and in the person's own space."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from consent import services
from consent.models import AskedDisclosure, Disclosure, Release
from peersupport.audit.models import LedgerEntry
from peersupport.core.pdf import can_make_pdf
from peersupport.core.principal import acting_as
from tests.consent.agreed import published
from tests.consent.going_out import Going
from tests.factories import sign_in
from tests.sessions_app.world import Two, an_entry


def address(name, *args):
    return reverse(f"sharing:{name}", args=args)


def hidden(page, name):
    """The value of a hidden field of a page."""
    return page.split(f'name="{name}" value="')[1].split('"')[0]


def text_of(response):
    return response.content.decode()


@pytest.fixture
def going():
    return Going()


@pytest.fixture
def peer(going):
    return sign_in(going.user)


def terms(going, **values):
    return {
        "key": str(uuid.uuid4()), "recipient": "County housing office", "sent_by": "mail", "kinds": ["facts", "words"],
        "what": "That I come", "purpose": "My place", "until": "day",
        "until_on": (going.program.today() + timedelta(days=9)).isoformat(), **values,
    }  # fmt: skip


def test_a_permission_is_read_word_for_word_before_it_is_signed(going, peer):
    give, said = address("release_give", going.person.pk), terms(going)

    looked = peer.post(give, said | {"step": "look"})
    assert "To whom</dt>" in text_of(looked)
    assert "I can take this back at any time" in text_of(looked)
    assert not Release.objects.exists()
    unsigned = peer.post(give, said | {"step": "sign", "way": "typed", "signature": ""})
    assert (unsigned.status_code, "as a signature" in text_of(unsigned)) == (422, True)
    back = peer.post(give, said | {"step": "back"})
    assert (back.status_code, "County housing office" in text_of(back)) == (200, True)

    signed = peer.post(give, said | {"step": "sign", "way": "typed", "signature": "Sam"})
    assert signed.url == address("person_out", going.person.pk)
    peer.post(give, said | {"step": "sign", "way": "typed", "signature": "Sam"})
    assert Release.objects.get().pk == uuid.UUID(said["key"])


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"recipient": ""}, "Please name the person or the place"),
        ({"until_on": ""}, "A permission needs an end"),
        ({"until": "event", "until_event": " "}, "A permission needs an end"),
        ({"until_on": "2020-01-01"}, "This day is over"),
        ({"kinds": []}, "at least one kind of thing"),
    ],
)
def test_what_is_missing_stands_at_its_field_and_nothing_typed_is_lost(going, peer, values, sentence):
    answer = peer.post(address("release_give", going.person.pk), terms(going, **values) | {"step": "look"})

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert "That I come" in text_of(answer)
    assert not Release.objects.exists()


def test_nothing_leaves_before_both_saw_it(going, peer):
    release, key = going.release(), str(uuid.uuid4())
    send = address("release_send", release.pk)

    looked = text_of(peer.post(send, {"key": key, "words": "Comes every week.", "step": "look"}))
    assert "Comes every week." in looked
    assert "County housing office" in looked
    assert not Disclosure.objects.exists()
    careless = peer.post(send, {"key": key, "words": "Comes every week.", "step": "send", "looked_at": "x"})
    assert (careless.status_code, "not what was looked at" in text_of(careless)) == (422, True)

    said = {
        "key": key,
        "words": "Comes every week.",
        "step": "send",
        "looked_at": hidden(looked, "looked_at"),
    }
    assert peer.post(send, said).url == address("disclosure_show", key)
    assert peer.post(send, said).url == address("disclosure_show", key)
    assert Disclosure.objects.count() == 1
    assert "Comes every week." in text_of(peer.get(address("disclosure_show", key)))


def test_taken_back_while_the_page_was_open(going, peer):
    release, key = going.release(), str(uuid.uuid4())
    send = address("release_send", release.pk)
    looked = text_of(peer.post(send, {"key": key, "words": "Comes every week.", "step": "look"}))
    sign_in(going.own).post(address("release_end", release.pk))

    late = peer.post(
        send,
        {"key": key, "words": "Comes every week.", "step": "send", "looked_at": hidden(looked, "looked_at")},
    )

    assert late.status_code == 422
    assert "This permission was taken back" in text_of(late)
    assert "Comes every week." in text_of(late)
    assert "County housing office" not in text_of(late)
    assert not Disclosure.objects.exists()
    assert peer.get(send).status_code == 409


def test_another_house_finds_nothing(going):
    release, stranger = going.release(), sign_in(Going().user)

    for name in ("release_show", "release_send"):
        assert stranger.get(address(name, release.pk)).status_code == 404
    assert stranger.post(address("release_end", release.pk)).status_code == 404
    assert Release.objects.get().revoked_at is None


def test_a_letter_about_days_and_a_note_with_both_voices():
    two = Two()
    session = two.complete(an_entry(text="We sat on the bench.", own_words="I slept.", own_words_by="them"))
    with acting_as(two.user.pk):
        release = services.give_release(
            key=uuid.uuid4(), person=two.person, way="typed", signature="Ana", by=two.user,
            terms=services.Terms("The clinic", "hand", ("facts", "note"), "One note", "So that they know",
                                 until_event="when they have it"),
        )  # fmt: skip
    client, chosen = sign_in(two.user), {"key": uuid.uuid4(), "facts": [session.pk], "note": session.pk}

    looked = text_of(client.post(address("release_send", release.pk), chosen | {"step": "look"}))

    assert "Written by the peer: We sat on the bench." in looked
    assert "In their own words: I slept." in looked
    assert f"{session.minutes} minutes" in looked
    strange = client.post(
        address("release_send", release.pk), chosen | {"facts": [uuid.uuid4()], "step": "look"}
    )
    assert strange.status_code == 422


def test_in_my_space_i_see_everything_and_take_back_in_one_tap(going):
    release = going.release()
    sent = going.send(release)
    me = sign_in(going.own)

    shown = text_of(me.get(address("my_out")))
    assert shown.count("County housing office") >= 2
    assert "Sam has come every week" in text_of(me.get(address("disclosure_show", sent.pk)))
    assert me.post(address("release_end", release.pk)).url == address("my_out")

    assert "taken back" in text_of(me.get(address("my_out")))
    assert me.post(address("release_end", release.pk)).status_code == 409


def test_i_take_one_thing_along_and_nobody_else_can(going, peer):
    me, take, key = sign_in(going.own), address("my_take"), str(uuid.uuid4())
    said = {"key": key, "words": "What helps me: the radio, low.", "recipient": ""}

    looked = text_of(me.post(take, said | {"step": "look"}))
    done = me.post(take, said | {"step": "send", "looked_at": hidden(looked, "looked_at")})

    assert done.url == address("disclosure_show", key)
    assert "the radio, low" in text_of(me.get(done.url))
    assert LedgerEntry.objects.filter(action="disclosure.made", target_id=key).count() == 1
    assert (peer.get(take).status_code, peer.get(done.url).status_code) == (404, 404)
    empty = me.post(take, {"key": str(uuid.uuid4()), "words": " ", "step": "look"})
    assert (empty.status_code, "nothing in it yet" in text_of(empty)) == (422, True)


def test_the_list_leaves_with_a_link_and_guards_spreadsheets(going):
    going.send(going.release(recipient="=cmd|'x'"))
    me = sign_in(going.own)

    taken = me.post(address("my_out_table"))

    assert taken["Content-Type"] == "text/csv; charset=utf-8"
    assert "'=cmd|'x'" in text_of(taken)
    assert len(text_of(taken).splitlines()) == 2
    assert LedgerEntry.objects.get(action="accounting.taken").payload == {"as": "csv"}


def test_where_no_pdf_can_be_made_the_page_says_so(going, monkeypatch):
    going.send(going.release())
    me = sign_in(going.own)

    shown = text_of(me.get(address("my_out")))

    assert ("As pages (PDF)" in shown, "can't make a PDF here" in shown) == (
        can_make_pdf(),
        not can_make_pdf(),
    )
    made = me.post(address("my_out_pdf"))
    assert (made.status_code, made.content[:4]) == (
        (200, b"%PDF") if can_make_pdf() else (404, made.content[:4])
    )
    assert LedgerEntry.objects.filter(action="accounting.taken").exists() == can_make_pdf()


def test_a_supervisor_asks_and_a_second_person_lets_it_go(going):
    asking, second, office = (sign_in(user) for user in (going.clinical, going.senior, going.office))
    law, key = address("law_ask", going.person.pk), str(uuid.uuid4())
    said = {"key": key, "basis": "court", "recipient": "Family court", "purpose": "The order", "sent_by": "mail",
            "reason": "The order names exactly these days.", "words": "3 May, 10 May"}  # fmt: skip
    looked = text_of(asking.post(law, said | {"step": "look"}))
    asking.post(law, said | {"step": "send", "looked_at": hidden(looked, "looked_at")})
    asked = AskedDisclosure.objects.get()

    assert "on a ground of the law" in text_of(second.get("/"))
    assert "3 May, 10 May" in text_of(second.get(address("asked_show", asked.pk)))
    assert "3 May, 10 May" not in text_of(office.get(address("asked_show", asked.pk)))
    assert not Disclosure.objects.exists()
    second.post(address("asked_answer", asked.pk), {"answer": "yes"})

    assert "3 May, 10 May" in text_of(
        sign_in(going.own).get(address("disclosure_show", Disclosure.objects.get().pk))
    )
    assert second.post(address("asked_answer", asked.pk), {"answer": "no"}).status_code == 409
    house = text_of(office.get(address("house_out")))
    assert ("an order of a court" in house, "Family court" in house, "&lt; 5" in house) == (True, False, True)


def test_a_reason_of_two_words_is_not_enough(going):
    published(going.agency)
    said = {"key": uuid.uuid4(), "limit": "medical", "recipient": "Emergency room", "purpose": "Help",
            "sent_by": "phone", "words": "Sam is allergic to bees.", "reason": "an emergency"}  # fmt: skip
    peer, limit = sign_in(going.user), address("limit_send", going.person.pk)
    looked = text_of(peer.post(limit, said | {"step": "look"}))

    short = peer.post(limit, said | {"step": "send", "looked_at": hidden(looked, "looked_at")})

    assert (short.status_code, "at least 20 characters" in text_of(short)) == (422, True)
    assert "Sam is allergic to bees." in text_of(short)
    assert not Disclosure.objects.exists()
