"""A small demo agency, really made through the services in a real database."""

import os
from collections import Counter
from datetime import timedelta

import pytest
from django.contrib.auth import authenticate

from consent.models import (
    AskedDisclosure,
    Basis,
    ConfidentialityPolicy,
    ConsentNow,
    ConsentRecord,
    Disclosure,
    Release,
)
from consent.seals import broken, broken_outgoing
from peersupport.accounts.models import Agency, User
from peersupport.audit.models import AuditEvent
from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.demo.seed import accounts, seed_demo, together
from peersupport.demo.seed.story import Story
from peersupport.people.models import (
    AboutMe,
    BlockedStaff,
    ContactDetails,
    LeaveOut,
    News,
    Pairing,
    PeerSpecialist,
    PersonGrant,
    SharedExperience,
    SupervisionLink,
    SupportedPerson,
)
from sessions_app.models import (
    Addendum,
    Attendance,
    CheckIn,
    Connection,
    Gathering,
    Goal,
    GoodbyePage,
    Group,
    NoteReview,
    NoteVersion,
    PersonResponse,
    SessionDraft,
    SessionNote,
    SetAside,
    Step,
    SupportSession,
    Tally,
    WithheldPassage,
)
from tests.demo.days import meetings_come_back, some_have_a_plan_for_hard_times
from tests.demo.on_call import somebody_is_on_call
from tests.demo.rooms import rooms_are_lived_in
from tests.demo.said import somebody_is_reminded


def test_a_small_house_has_every_state():
    said = []
    seed_demo(lambda *progress: said.append(progress), size=0.01, shared=False)

    _the_house_is_staffed()
    _every_kind_of_pairing_is_there()
    _they_choose_each_other()
    _every_answer_is_there()
    _every_peer_has_something_ahead()
    _notes_stand_where_a_yes_was()
    _notes_are_answered()
    _groups_met_with_and_without_names()
    _somebody_has_two_lives()
    _the_house_next_door_is_apart()
    _accounts_open_the_door()
    _plans_and_answers_are_there()
    somebody_is_on_call()
    somebody_is_reminded()
    some_have_a_plan_for_hard_times()
    meetings_come_back()
    _things_went_out_on_every_ground()
    rooms_are_lived_in()
    assert said[-1][0] == said[-1][1]


def _notes_are_answered():
    answers = PersonResponse.objects.all()
    assert set(answers.values_list("kind", flat=True)) == set(PersonResponse.Kind.values)
    assert set(answers.values_list("given", flat=True)) >= {"own_account"}
    assert answers.filter(to_senior=True).exists()
    assert answers.filter(kind="different", taken_back=None).exclude(reply=None).exists()
    assert answers.exclude(taken_back=None).exists()
    assert SetAside.objects.filter(lifted=None).exists()
    assert {note.is_final for note in SessionNote.objects.all()} == {True, False}
    assert NoteVersion.objects.exists()


def _things_went_out_on_every_ground():
    assert set(Disclosure.objects.values_list("basis", flat=True)) == set(Basis.values)
    in_force = Release.objects.in_force()
    assert {release.revoked_at is not None for release in Release.objects.all()} == {True, False}
    assert Release.objects.filter(revoked_at=None).exclude(pk__in=in_force).exists()
    assert in_force.filter(part2=True).exists()
    assert Disclosure.objects.filter(part2=True).exclude(notice="").exists()
    asked = AskedDisclosure.objects.all()
    assert asked.waiting().count() == 1
    assert asked.exclude(answered_at=None).filter(disclosure=None).exists()
    assert list(broken_outgoing()) == []
    assert list(broken()) == []


def _plans_and_answers_are_there():
    assert set(Goal.objects.values_list("state", flat=True)) == {"suggested", "mine", "reached", "let_go"}
    assert set(Step.objects.values_list("state", flat=True)) == {"open", "done"}
    assert set(Connection.objects.values_list("state", flat=True)) >= {
        "planned",
        "went",
        "part_of_it",
        "not_mine",
    }
    assert Goal.objects.filter(peer=None).exists()
    assert CheckIn.objects.filter(shown=True).exists()


@pytest.mark.skipif(
    not together.can_share(), reason="one core, or copied processes are not this system's way"
)
def test_two_processes_make_the_same_house():
    seed_demo(size=0.01, shared=True)

    assert SupportedPerson.objects.count() > 45
    assert SessionNote.objects.filter(text__isnull=False).count() > 60
    assert SupportSession.objects.planned().count() > 60


class Breaks(Story):
    """A story whose first day does not end well."""

    def __init__(self, day):
        self.walks, self.day = [], day

    def live_until(self, moment):
        self.day()


@pytest.mark.parametrize(
    ("day", "told"), [(lambda: 1 / 0, "ZeroDivisionError"), (lambda: os._exit(3), "ended too early")]
)
@pytest.mark.skipif(not together.can_share(), reason="copied processes are not this system's way")
def test_a_failure_in_the_other_process_is_told_here(day, told):
    with pytest.raises(RuntimeError, match=told):
        together.live_shared([Breaks(day)], [clock.now()], between=lambda: None, tell=lambda _count: None)


def _the_house_is_staffed():
    agency = Agency.objects.get(neutral_name="Lantern Street")
    assert PeerSpecialist.objects.filter(agency=agency).count() == 15
    assert SharedExperience.objects.values("audience").distinct().count() == 3
    assert Counter(SupervisionLink.objects.values_list("kind", flat=True)).keys() == {"clinical", "senior"}
    covered = SupervisionLink.objects.exclude(covers_for=None).values_list("covers_for__name", flat=True)
    assert set(covered) == {"Curtis Hale", "Mei-Ling Zhou"}
    assert not User.objects.filter(is_demo=False).exists()
    _the_promise_was_talked_over(agency)


def _the_promise_was_talked_over(agency):
    first, second, third = ConfidentialityPolicy.objects.filter(agency=agency).order_by("version")
    assert [policy.state for policy in (first, second, third)] == ["retired", "published", "draft"]
    assert [(policy.change, policy.by_a_peer) for policy in (first, second)] == [
        ("first", False),
        ("wider", True),
    ]
    assert [policy.written_by == policy.published_by for policy in (first, second)] == [False, False]
    assert third.comments_until > clock.now() > third.proposed_at
    said = [list(policy.comments.values_list("voice", flat=True)) for policy in (second, third)]
    assert said == [["peer", "person", "peer"], ["person", "peer"]]
    assert [policy.comments.unanswered().count() for policy in (second, third)] == [0, 1]


def _every_kind_of_pairing_is_there():
    pairings = Pairing.objects.all()
    assert {pairing.state for pairing in pairings} == {"offered", "active", "paused", "ended", "not_now"}
    assert {pairing.end_reason for pairing in pairings} == {"", "goodbye", "other_peer", "died"}
    assert pairings.exclude(covers_for=None).count() == 1
    assert SupportedPerson.objects.get(chosen_name="Leroy H.").died_on is not None
    assert SupportedPerson.objects.filter(confirmed_at=None).count() == 2
    assert BlockedStaff.objects.get().user.name == "Farah Naseri"
    assert PersonGrant.objects.in_force().count() == 1
    assert LeaveOut.objects.count() == 1
    assert AboutMe.objects.count() > 25


def _they_choose_each_other():
    open_wish = Pairing.objects.get(state="offered", person__chosen_name="Faith N.")
    answered = Pairing.objects.get(not_now_at__isnull=False)
    assert (open_wish.is_the_persons_wish, answered.not_now_words) == (True, "full")
    assert Pairing.objects.filter(state="offered", peer_yes_at__isnull=False, person_yes_at=None).exists()
    assert Pairing.objects.filter(state="ended", back_asked_at__isnull=False).count() == 1
    assert Pairing.objects.filter(state="active", confirm_by__isnull=False).count() == 1
    assert GoodbyePage.objects.get().person.chosen_name == "Mrs. Achterberg"
    assert set(News.objects.values_list("kind", flat=True)) >= {
        "started",
        "ended",
        "back",
        "agreed",
        "promise",
    }


def _every_answer_is_there():
    now = clock.now()
    records = ConsentRecord.objects.all()
    assert {record.answer for record in records} == {"yes", "no", "not_today"}
    in_force = records.in_force()
    assert in_force.filter(expires_at__lt=now + timedelta(days=30)).exists()
    assert in_force.filter(policy__state="retired", person__chosen_name="Dmitri K.").exists()
    assert records.exclude(withdrawn_at=None).get().person.chosen_name == "Keisha T."
    assert in_force.filter(person__chosen_name="Keisha T.").exists()
    assert not in_force.get(person__chosen_name="Big Lou").choices.filter(allowed=True).exists()
    assert ConsentNow.objects.filter(person__chosen_name="Marcus W.", consent=None).exists()


def _every_peer_has_something_ahead():
    today = clock.today("America/Chicago")
    planned = SupportSession.objects.planned()
    for peer in PeerSpecialist.objects.filter(agency__neutral_name="Lantern Street"):
        days = {session.local_start[:10] for session in planned.filter(peer=peer)}
        assert {str(today), str(today + timedelta(days=1))} <= days, peer.user.name
    assert planned.filter(local_start__lt=str(today)).count() >= 8
    assert SessionDraft.objects.count() == 4
    states = set(SupportSession.objects.values_list("state", flat=True))
    assert {"planned", "completed", "not_met"} <= states


def _notes_stand_where_a_yes_was():
    notes = SessionNote.objects.select_related("session", "person")
    assert {note.language for note in notes} == {"en", "es"}
    assert {note.session.level for note in notes} == {"billable", "together", "brief"}
    assert notes.filter(person__chosen_name="Sunny").count() == 0
    assert Attendance.objects.filter(person__chosen_name="Sunny").count() == 3
    assert Addendum.objects.count() == 3
    assert set(NoteReview.objects.values_list("state", flat=True)) == {"returned", "answered", "closed"}
    assert WithheldPassage.objects.get().state == "agreed"
    assert Disclosure.objects.filter(sent_by="copy").count() == 1
    pairs = set(Pairing.objects.values_list("peer", "person"))
    assert {(note.peer_id, note.person_id) for note in notes} <= pairs
    assert not SupportSession.objects.filter(state="completed", starts_at__gt=clock.now()).exists()
    assert AuditEvent.objects.filter(action="session.completed").count() >= notes.count()


def _groups_met_with_and_without_names():
    assert set(Group.objects.values_list("led_by", flat=True)) == {"peer", "members", "nobody"}
    assert Group.objects.exclude(closed_at=None).count() == 1
    named = Gathering.objects.filter(session__attendances__isnull=False)
    assert named.exists()
    assert Gathering.objects.filter(session__attendances=None, headcount=9).exists()
    assert SessionNote.objects.filter(session__group__name="Early at the river").count() == 1
    assert Tally.objects.count() > 20
    assert not Tally.objects.exclude(program__level="none").exists()


def _somebody_has_two_lives():
    person = SupportedPerson.objects.get(chosen_name="Wendell Pruitt")
    assert (person.user.kind, person.also_staff.kind) == ("person", "staff")
    assert person.also_staff.name == "Wendell Pruitt"
    for name in ("Farah Naseri", "Emeka Nwosu", "Wendell Pruitt", "Tomasz Wilk"):
        reader = User.objects.get(name=name, kind="staff")
        with acting_as(reader.pk):
            assert person not in SupportedPerson.objects.reached_by(reader)


def _the_house_next_door_is_apart():
    other = Agency.objects.get(neutral_name="Willow Bend")
    ours = User.objects.get(name="Gabe Thibodeaux")
    theirs = User.objects.get(name="Odile Marchetti")
    with acting_as(theirs.pk):
        assert {session.agency_id for session in SupportSession.objects.newest()} == {other.pk}
        assert [person.chosen_name for person in SupportedPerson.objects.reached_by(theirs)] == ["Fern L."]
    with acting_as(ours.pk):
        assert {session.agency_id for session in SupportSession.objects.newest()} == {ours.agency_id}
    assert ContactDetails.objects.filter(agency=other).count() == 1


def _accounts_open_the_door():
    for account in accounts():
        user = authenticate(None, username=account["email"], password=account["password"])
        assert user is not None, account
        assert user.name == account["name"]
