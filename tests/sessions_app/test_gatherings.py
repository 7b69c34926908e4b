"""Writing a group down: a number, names, or both, and a few lines that name nobody."""

import uuid

import pytest

from consent.services import withdraw_consent
from peersupport.audit.services import Purpose, reading
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.principal import acting_as
from peersupport.people.models import Pairing
from sessions_app.models import Attendance, Gathering, Group, GroupRegular, SupportSession
from sessions_app.services import (
    NamesSomebody,
    add_regular,
    cancel_session,
    change_group,
    close_group,
    complete_gathering,
    mark_not_met,
    move_session,
    open_group_again,
    remove_regular,
    reopen_session,
    start_group,
)
from tests import factories
from tests.sessions_app.circle import Circle, came
from tests.sessions_app.world import wall


def text_of(session, user):
    with acting_as(user.pk), reading(by=user, purpose=Purpose.OWN_WORK, via="author") as handle:
        return handle.open(session.gathering).text


def test_nine_people_and_no_name():
    circle = Circle()

    session = circle.met(count=9)

    assert (session.state, session.gathering.headcount, session.attendances.count()) == ("completed", 9, 0)
    assert session.has_note is False


def test_three_names_are_three_people_or_more():
    circle = Circle()
    people = [circle.walks_with(name) for name in ("Big Lou", "Hank D.", "Ana R.")]

    assert circle.met(people=people).gathering.headcount == 3
    assert circle.met(people=people, count=5).gathering.headcount == 5
    with pytest.raises(DomainError, match="You named 3") as refused:
        circle.met(people=people, count=2)
    assert refused.value.field == "count_more"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "count"),
        ({"count": 501}, "count_more"),
        ({"count": 3, "way": "flying"}, "way"),
        ({"count": 3, "kinds": ("therapy",)}, "kinds"),
        ({"count": 3, "text": "We cooked."}, "agreement_read"),
        ({"count": 3, "text": "x" * 601, "agreement_read": True}, "text"),
    ],
)
def test_what_is_missing_is_said_at_its_field(values, field):
    circle = Circle()

    with pytest.raises(DomainError) as refused:
        circle.met(**values)

    assert refused.value.field == field
    assert not SupportSession.objects.exists()


def test_text_of_the_group_stands_under_the_key_of_the_house():
    circle = Circle()

    session = circle.met(count=6, agreement_read=True, text="We cooked, one pot burned, everyone ate.")

    assert text_of(session, circle.user) == "We cooked, one pot burned, everyone ate."


def test_the_same_twice_is_one_and_something_else_under_its_key_is_refused():
    circle = Circle()
    key, entry = uuid.uuid4(), came(count=4)

    first = complete_gathering(key=key, group=circle.group, entry=entry, by=circle.user)
    again = complete_gathering(key=key, group=circle.group, entry=entry, by=circle.user)

    assert (first.pk, Gathering.objects.count()) == (again.pk, 1)
    with pytest.raises(WrongState):
        complete_gathering(key=key, group=circle.group, entry=came(count=5), by=circle.user)


def test_only_who_agreed_can_be_named():
    circle = Circle()
    silent = circle.walks_with("Ana R.", agreed=False)
    agreed = circle.walks_with("Hank D.")

    with pytest.raises(NotAllowed):
        circle.met(people=[silent])
    withdraw_consent(person=agreed, by=circle.user)
    with pytest.raises(NotAllowed):
        circle.met(people=[agreed])
    assert not Attendance.objects.exists()


def test_the_lead_names_who_is_known_to_come_and_nobody_else_does():
    circle = Circle()
    known = circle.comes("Svetlana")
    stranger = factories.make_person(agency=circle.agency)
    stand_in = factories.make_peer(agency=circle.agency)

    assert circle.met(people=[known], count=6).attendances.get().person == known
    for person, by in ((stranger, circle.user), (known, stand_in.user)):
        with pytest.raises(NotAllowed):
            complete_gathering(key=uuid.uuid4(), group=circle.group, entry=came(people=[person]), by=by)


def test_whoever_keeps_the_lead_away_is_not_there():
    circle = Circle()
    known = circle.comes("Svetlana")
    factories.make_block(person=known, user=circle.user)

    with pytest.raises(NotAllowed):
        circle.met(people=[known])


def test_nobody_is_named_during_a_break():
    circle = Circle()
    person = circle.walks_with("Ana R.")
    Pairing.objects.filter(person=person).update(state="paused", paused_at=person.created_at)

    with pytest.raises(NotAllowed):
        circle.met(people=[person])


@pytest.mark.parametrize("led_by", ["members", "nobody"])
def test_without_a_leading_peer_the_peer_is_one_of_those_who_come(led_by):
    circle = Circle(led_by=led_by)
    own = circle.walks_with("Ana R.")
    other = factories.make_person(agency=circle.agency)

    with pytest.raises(WrongState):
        add_regular(group=circle.group, person_id=own.pk, by=circle.user)
    GroupRegular.objects.create(agency=circle.agency, group=circle.group, person=other, added_by=circle.user)
    with pytest.raises(NotAllowed):
        circle.met(people=[other])
    assert circle.met(people=[own], count=7).attendances.count() == 1


def test_lines_about_the_group_name_nobody_the_writer_knows():
    circle = Circle()
    circle.walks_with("Ana R.", agreed=False)
    circle.comes("Zoë Müller")

    for text in ("Ana burned the rice.", "We laughed with ZOE.", "muller cooked"):
        with pytest.raises(NamesSomebody) as refused:
            circle.met(count=5, agreement_read=True, text=text)
        assert refused.value.field == "text"
    with pytest.raises(NamesSomebody) as refused:
        circle.met(count=5, agreement_read=True, text="Ana's rice, and Zoë")
    assert [word.text for word in refused.value.words] == ["Ana", "Zoë"]


def test_a_word_that_is_not_their_name_is_kept():
    circle = Circle()
    circle.walks_with("Big Lou")

    session = circle.met(count=5, agreement_read=True, text="A big pot.", not_names=frozenset({"big"}))

    assert text_of(session, circle.user) == "A big pot."
    with pytest.raises(NamesSomebody):
        circle.met(count=5, agreement_read=True, text="Lou's big pot.", not_names=frozenset({"big"}))


def test_names_the_writer_does_not_know_are_not_given_away():
    circle = Circle(led_by="members")
    factories.make_person(agency=circle.agency, name="Svetlana")

    assert circle.met(count=5, agreement_read=True, text="Svetlana sang.").gathering.text is not None


def test_a_planned_meeting_is_moved_called_off_and_planned_again():
    circle = Circle()
    plan = circle.plan()

    move_session(session=plan, local_start=wall(days=2), minutes=60, by=circle.user)
    cancel_session(session=plan, by=circle.user)
    reopen_session(session=plan, by=circle.user)
    SupportSession.objects.filter(pk=plan.pk).update(starts_at=plan.created_at)
    mark_not_met(session=plan, by=circle.user)

    plan.refresh_from_db()
    assert (plan.state, plan.minutes, plan.attendances.count()) == ("not_met", 60, 0)


def test_a_planned_meeting_becomes_what_it_was():
    circle = Circle()
    plan = circle.plan(way="in_person")

    session = complete_gathering(key=plan.pk, group=circle.group, entry=came(count=3), by=circle.user)

    assert (session.pk, session.state, SupportSession.objects.count()) == (plan.pk, "completed", 1)
    for change in (cancel_session, reopen_session):
        with pytest.raises(WrongState):
            change(session=session, by=circle.user)


def test_another_house_and_a_closed_group_are_out_of_reach():
    circle = Circle()
    stranger = factories.make_peer()

    with pytest.raises(Group.DoesNotExist):
        complete_gathering(key=uuid.uuid4(), group=circle.group, entry=came(count=3), by=stranger.user)
    close_group(group=circle.group, by=circle.user)
    with pytest.raises(WrongState):
        circle.met(count=3)
    with pytest.raises(WrongState):
        circle.plan()
    open_group_again(group=circle.group, by=circle.user)
    assert circle.met(count=3).gathering.headcount == 3


def test_with_another_lead_the_list_begins_anew():
    circle = Circle()
    circle.comes("Svetlana")
    group, other = circle.group, factories.make_peer(agency=circle.agency)

    change_group(group=group, name="Circle", shape="group", led_by="peer", lead=circle.peer, by=circle.user)
    assert GroupRegular.objects.count() == 1
    change_group(group=group, name="Circle", shape="group", led_by="peer", lead=other, by=circle.user)
    assert GroupRegular.objects.count() == 0


def test_a_group_needs_a_name_a_program_and_somebody_who_leads_it():
    circle = Circle()
    elsewhere = factories.make_program()
    said = {
        "key": uuid.uuid4(),
        "name": "Walk",
        "program": circle.program,
        "led_by": "nobody",
        "by": circle.user,
    }

    for values, field in (
        ({"name": " "}, "name"),
        ({"program": elsewhere}, "program"),
        ({"led_by": "peer"}, "lead"),
        ({"led_by": "the boss"}, "led_by"),
        ({"shape": "crowd"}, "led_by"),
    ):
        with pytest.raises(DomainError) as refused:
            start_group(**{**said, **values})
        assert refused.value.field == field
    assert start_group(**said).pk == start_group(**said).pk
    with pytest.raises(WrongState):
        start_group(**{**said, "name": "Run"})
    with pytest.raises(NotAllowed):
        start_group(**{**said, "by": factories.make_supervisor("clinical", agency=circle.agency)})


def test_people_stand_on_the_list_by_themselves_their_peer_or_the_office():
    circle = Circle()
    person = factories.make_person(program=circle.program)
    own, office = factories.give_account(person), factories.make_admin(agency=circle.agency)

    for by in (own, office):
        add_regular(group=circle.group, person_id=person.pk, by=by)
        add_regular(group=circle.group, person_id=person.pk, by=by)
        assert GroupRegular.objects.count() == 1
        remove_regular(group=circle.group, person_id=person.pk, by=circle.user)
        assert GroupRegular.objects.count() == 0
    with pytest.raises(person.DoesNotExist):
        add_regular(group=circle.group, person_id=person.pk, by=circle.user)
    with pytest.raises(person.DoesNotExist):
        remove_regular(group=circle.group, person_id=person.pk, by=circle.user)
