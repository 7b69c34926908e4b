"""The pages of notes to look at, by hand and without script."""

import html

from django.urls import reverse

from peersupport.audit.models import AccessEvent
from sessions_app.querysets import Cursor
from supervision.models import HoldDecision
from supervision.review_querysets import PAGE
from tests import factories
from tests.supervision.held import Kept

INBOX, OWN = reverse("supervision:review_inbox"), reverse("supervision:review_own")


def body(response):
    return html.unescape(response.content.decode())


def test_facts_and_sentences_and_not_a_word_of_the_note():
    kept = Kept()
    came = kept.note(goal=False, text="canary-by-the-river")

    response = factories.sign_in(kept.clinical).get(INBOX)
    page = body(response)

    assert "&lt;time" not in response.content.decode()
    assert all(
        words in page
        for words in ("Ana R.", "45\xa0min", kept.two.user.name, "It is tied to none of the person's goals.")
    )
    assert "canary-by-the-river" not in page
    assert reverse("supervision:review_held", args=[came.pk]) in page
    assert AccessEvent.objects.count() == 0


def test_three_taps_and_undo():
    kept = Kept()
    came = kept.note(goal=False)
    supervisor = factories.sign_in(kept.clinical)
    held = reverse("supervision:review_held", args=[came.pk])

    assert "it does not fit this meeting" in body(supervisor.get(held))
    left = supervisor.post(held, {"goal": "does_not_fit"}, follow=True)
    assert ("It stays as it is." in body(left), "Ana R." in body(left)) == (True, False)
    undo = reverse("supervision:review_undo", args=[HoldDecision.objects.get().act])
    assert f'action="{undo}"' in body(left)
    assert "fine as it is, because it does not fit this meeting" in body(supervisor.get(held))
    assert "Ana R." in body(supervisor.post(undo, follow=True))


def test_bad_input_comes_back_with_a_sentence():
    kept = Kept()
    supervisor = factories.sign_in(kept.clinical)
    held = reverse("supervision:review_held", args=[kept.note(goal=False).pk])

    for said in ({}, {"goal": "lazy"}, {"weather": "does_not_fit"}):
        response = supervisor.post(held, said)
        assert (response.status_code, "Nearly there" in body(response)) == (422, True)
    for place in ("x", "2026-11-29T10:00:00+00:00,no", "2026-99-99,", "2026-11-29,,"):
        assert supervisor.get(INBOX, {"after": place}).status_code == 200
    assert HoldDecision.objects.count() == 0


def test_the_words_stay_closed_where_the_person_did_not_open_them():
    kept = Kept()
    came = kept.note(goal=False, text="canary-closed")

    page = body(factories.sign_in(kept.clinical).get(reverse("supervision:review_held", args=[came.pk])))

    assert "The words of this note are not open to you" in page
    assert "canary-closed" not in page


def test_the_list_goes_on_where_it_stopped_the_oldest_first():
    kept = Kept()
    notes = [kept.note(goal=False) for _ in range(PAGE + 2)]
    supervisor = factories.sign_in(kept.clinical)

    first = body(supervisor.get(INBOX))
    rest = body(
        supervisor.get(INBOX, {"after": f"{notes[PAGE - 1].starts_at.isoformat()},{notes[PAGE - 1].pk}"})
    )

    shown = [
        [reverse("supervision:review_held", args=[came.pk]) in page for came in notes]
        for page in (first, rest)
    ]
    assert shown == [[True] * PAGE + [False] * 2, [False] * PAGE + [True] * 2]
    assert Cursor.read("nonsense") is None


def test_the_author_sees_the_same_sentences_with_what_would_clear_them():
    kept = Kept()
    came = kept.note(goal=False)
    peer = factories.sign_in(kept.two.user)

    page = body(peer.get(OWN))

    assert "It is tied to none of the person's goals." in page
    assert "which of their goals it was about" in page
    assert reverse("sessions_app:session_detail", args=[came.session_id]) in page
    assert OWN in body(peer.get(reverse("sessions_app:end_of_day")))
    assert OWN in body(peer.get(reverse("supervision:index")))


def test_the_author_learns_what_was_left_as_it_is_and_by_whom():
    kept = Kept()
    came = kept.note(goal=False)
    factories.sign_in(kept.clinical).post(
        reverse("supervision:review_held", args=[came.pk]), {"goal": "their_wish"}
    )

    page = body(factories.sign_in(kept.two.user).get(OWN))

    assert "Your notes are whole" in page
    assert f"{kept.clinical.name}: fine as it is, because the person wanted it so." in page


def test_a_note_kept_at_a_lower_level_is_not_asked_for_more():
    kept = Kept(level="billable")
    kept.note(level="brief", kinds=[])

    page = body(factories.sign_in(kept.clinical).get(INBOX))

    assert "not billed, by the person's choice" in page
    assert "goals" not in page


def test_nothing_to_look_at():
    kept = Kept()

    assert "Nothing to look at" in body(factories.sign_in(kept.clinical).get(INBOX))
    assert "Your notes are whole" in body(factories.sign_in(kept.two.user).get(OWN))


def test_each_note_is_looked_at_in_two_taps_and_the_author_learns_of_no_gap():
    kept = Kept()
    kept.follow(since=80, each_note=True, prompts=["purpose"])
    came = kept.note()
    supervisor, peer = factories.sign_in(kept.clinical), factories.sign_in(kept.two.user)
    held = reverse("supervision:review_held", args=[came.pk])
    page, own = body(supervisor.get(held)), body(peer.get(OWN))

    for sentence in ("The rules of this program ask that somebody looks at each note.",
                     "It is not ticked that it says what it was for."):  # fmt: skip
        assert sentence in page
    assert ("ask that somebody looks" in own, "whoever pays for it asks for that" in own) == (False, True)
    supervisor.post(held, {"each_note": "looked_at", "prompt_purpose": "in_the_note"})
    assert "Ana R." not in body(supervisor.get(INBOX))
    assert "ask that somebody looks" not in body(peer.get(OWN))
