"""A note about one who came to a group keeps what their level promises, as a note of two does."""

import pytest
from django.urls import reverse

from peersupport.core.errors import DomainError
from sessions_app.models import GoalTouched, SessionNote
from sessions_app.services import Words, plan, write_group_note
from tests import factories
from tests.sessions_app.circle import Circle

WHOLE = {
    "text": "Lou told how the letter went.",
    "kinds": ["emotional"],
    "way": "in_person",
    "place": "office",
    "next_step": "Bring it to the post",
    "next_step_whose": "them",
}


@pytest.fixture
def circle():
    return Circle()


def path_of(session, person):
    return reverse("sessions_app:group_note", args=[session.pk, person.pk])


def page(circle, session, person):
    return factories.sign_in(circle.user).get(path_of(session, person)).context["form"]


def post(circle, session, person, **said):
    return factories.sign_in(circle.user).post(path_of(session, person), said)


def errors_of(response):
    return set(response.context["form"].errors)


@pytest.mark.parametrize(
    ("level", "in_sight", "folded"),
    [
        ("brief", set(), {"next_step", "next_step_whose"}),
        ("together", {"next_step", "next_step_whose"}, set()),
        ("billable", {"next_step", "next_step_whose"}, set()),
    ],
)
def test_the_next_step_is_asked_where_the_level_asks_for_it(circle, level, in_sight, folded):
    lou = circle.walks_with("Big Lou", level=level)
    form = page(circle, circle.met(people=[lou]), lou)

    steps = {"next_step", "next_step_whose"}
    assert (form.shows.keys() & steps, {field.name for field in form.more} & steps) == (in_sight, folded)


def test_where_it_is_used_for_payment_nothing_may_be_missing(circle):
    lou = circle.walks_with("Big Lou", level="billable")
    session = circle.met(people=[lou])
    wanting = post(circle, session, lou, text="Lou was quiet.")
    seen = set()
    for name in sorted(WHOLE.keys() - {"text"}):
        answer = post(circle, session, lou, **{key: value for key, value in WHOLE.items() if key != name})
        seen |= errors_of(answer)

    assert (wanting.status_code, SessionNote.objects.count()) == (422, 0)
    assert seen == WHOLE.keys() - {"text"}
    assert wanting.context["form"]["text"].value() == "Lou was quiet."
    assert post(circle, session, lou, **WHOLE).status_code == 302


def test_what_one_agreed_to_stands_with_their_note_and_not_with_the_group(circle):
    """The group keeps less about everybody: its meeting stays as it is."""
    lou = circle.walks_with("Big Lou", level="billable")
    session = circle.met(people=[lou])
    post(circle, session, lou, **WHOLE)

    session.refresh_from_db()
    note = SessionNote.objects.get()
    assert (session.kinds, session.way, session.place) == ([], "", "")
    assert (note.kinds, note.way, note.place, note.next_step_whose) == (
        ["emotional"], "in_person", "office", "them",
    )  # fmt: skip
    assert note.signed_as == circle.user.name
    client, own = factories.sign_in(circle.user), factories.sign_in(factories.give_account(lou))
    facts = "Listened and understood · in person · at our place"
    assert facts in client.get(client.get(path_of(session, lou))["Location"]).content.decode()
    assert facts in own.get(f"/my/meetings/{session.pk}/").content.decode()


def test_what_the_meeting_says_is_not_asked_again(circle):
    lou = circle.walks_with("Big Lou", level="billable")
    session = circle.met(people=[lou], kinds=("companionship",), way="in_person")

    asked = [field.name for field in page(circle, session, lou).missing_facts]
    answer = post(circle, session, lou, **{k: v for k, v in WHOLE.items() if k not in {"kinds", "way"}})

    assert (asked, answer.status_code, SessionNote.objects.get().kinds) == (["place"], 302, [])


def test_a_goal_of_theirs_is_asked_for_where_there_is_one(circle):
    lou = circle.walks_with("Big Lou", level="billable")
    goal = plan.add_goal(person=lou, text="Sing", idea_of="them", said_mine=True, by=circle.user)
    session = circle.met(people=[lou])

    assert page(circle, session, lou).shows["goal_ids"]
    assert errors_of(post(circle, session, lou, **WHOLE)) == {"goal_ids"}
    assert post(circle, session, lou, **WHOLE, goal_ids=[str(goal.pk)]).status_code == 302
    assert GoalTouched.objects.get().attendance == session.attendances.get(person=lou)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kinds": ("golf",)}, "kinds"),
        ({"way": "boat"}, "way"),
        ({"place": "moon"}, "place"),
        ({"next_step_whose": "nobody"}, "next_step_whose"),
        ({"own_words_by": "x"}, "own_words_by"),
        ({"goal_ids": ("x",)}, "goal_ids"),
        ({"text": "a" * 601}, "text"),
        ({"their_signature": "Lou", "their_signature_by": "them"}, "their_signature"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(circle, values, field):
    lou = circle.walks_with("Big Lou")
    session = circle.met(people=[lou], kinds=("companionship",))

    with pytest.raises(DomainError) as refused:
        write_group_note(
            session=session, person_id=lou.pk, words=Words(**{"text": "x"} | values), by=circle.user
        )

    assert (refused.value.field, SessionNote.objects.count()) == (field, 0)


def test_their_own_words_may_be_all_there_is_to_say(circle):
    lou = circle.walks_with("Big Lou")
    session = circle.met(people=[lou], kinds=("companionship",))
    words = Words(own_words="It was fun.", own_words_by="them")

    assert write_group_note(session=session, person_id=lou.pk, words=words, by=circle.user).pk
