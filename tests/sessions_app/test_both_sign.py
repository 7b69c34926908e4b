"""Written together: the person's name under it, if they like, and who wrote the name. Nowhere else."""

import pytest
from django.urls import reverse

from sessions_app.models import SessionNote
from tests import factories
from tests.sessions_app.circle import Circle
from tests.sessions_app.test_connection_goes_on import errors_of, log, read
from tests.sessions_app.world import Two

SIGNED = {"read_together": "yes", "their_signature": "Ana R.", "their_signature_by": "them"}


def mine(two, session):
    own = factories.sign_in(factories.give_account(two.person))
    return own.get(reverse("my_record:meeting_detail", args=[session.pk])).content.decode()


@pytest.mark.parametrize(
    ("by", "theirs", "own"),
    [
        ("them", "signed: Ana R. (written by them)", "You signed it: Ana R."),
        (
            "typed_for_them",
            "signed: Ana R. (said and typed by me)",
            "You said yes to it, and your peer wrote your name: Ana R.",
        ),
    ],
)
def test_the_name_stands_under_the_note_with_who_wrote_it(by, theirs, own):
    two = Two(level="together")
    assert log(two, **SIGNED | {"their_signature_by": by}).status_code == 302

    note = SessionNote.objects.get()
    assert theirs in read(two, note.session)
    assert own in mine(two, note.session)
    assert b"Ana R." not in note.their_signature.data


def test_nobody_has_to_sign():
    two = Two(level="together")

    assert log(two, read_together="yes").status_code == 302
    assert "signed:" not in read(two, SessionNote.objects.get().session)


def test_a_name_without_who_wrote_it_is_asked_about():
    two = Two(level="together")
    response = log(two, **SIGNED | {"their_signature_by": ""})

    assert (response.status_code, errors_of(response)) == (422, {"their_signature_by"})
    assert response.context["form"]["their_signature"].value() == "Ana R."


def test_not_read_today_is_not_signed():
    two = Two(level="together")
    log(two, **SIGNED | {"read_together": "not_today", "not_read_because": "tired"})

    note = SessionNote.objects.get()
    assert (note.their_signature, note.their_signature_by, note.read_together) == (None, "", False)


@pytest.mark.parametrize("level", ["brief", "billable"])
def test_at_other_levels_nobody_is_asked_for_it(level):
    two = Two(level=level)
    path = f"{reverse('sessions_app:session_log')}?person={two.person.pk}"

    form = factories.sign_in(two.user).get(path, follow=True).context["form"]

    assert {"their_signature", "their_signature_by", "read_together"} & form.fields.keys() == set()


def test_a_note_for_one_who_came_to_a_group_is_signed_the_same_way():
    circle = Circle()
    lou = circle.walks_with("Big Lou", level="together")
    session = circle.met(people=[lou], kinds=("companionship",))
    path = reverse("sessions_app:group_note", args=[session.pk, lou.pk])

    answer = factories.sign_in(circle.user).post(path, {"text": "Lou told a joke.", **SIGNED})

    note = SessionNote.objects.get()
    assert (answer.status_code, note.read_together, note.their_signature_by) == (302, True, "them")
