"""Which conversation may come up with somebody: made once, one for each person, gone in the moment it is answered."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from consent import services
from consent.models import ConsentRecord, ConsentReminder
from consent.tasks import find_consent_reminders, find_consent_reminders_in
from peersupport.core import clock
from peersupport.people.models import News
from peersupport.people.services import record_death
from tests.consent.agreed import published, put_in_force, say
from tests.factories import make_admin, make_agency, make_pairing, make_peer, make_person, make_program

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def policy():
    return published(make_agency())


@pytest.fixture
def pairing(policy):
    person = make_person(agency=policy.agency)
    return make_pairing(person=person, peer=make_peer(agency=policy.agency))


def find(pairing):
    return services.find_reminders(agency_id=pairing.agency_id)


def open_ones(pairing):
    return list(
        ConsentReminder.objects.open()
        .filter(person=pairing.person_id)
        .values_list("kind", "consent__version")
    )


def successor(policy, change):
    """The next version in force: other words, less, or more than before."""
    draft = services.start_policy(agency=policy.agency, by=make_admin(agency=policy.agency))
    cell = draft.audiences.filter(audience="cover", content="narrative")
    if change == "narrower":
        cell.update(rule=0)
    if change == "wider":
        draft.audiences.filter(audience="clinical", content="narrative").update(rule=1)
    if change == "wording":
        draft.texts.filter(page="short").update(body="We say it in other words.")
    newer = put_in_force(draft)
    assert newer.change == change
    return newer


def at(moment):
    return clock.set_to(moment)


def test_who_has_not_talked_yet_is_found_once_however_often_it_runs(pairing):
    assert find(pairing) == 1
    assert find(pairing) == 0
    assert open_ones(pairing) == [("missing", None)]
    assert ConsentReminder.objects.filter(person=pairing.person_id).count() == 1


def test_the_beat_goes_through_every_house(pairing, monkeypatch):
    monkeypatch.setattr("consent.tasks.find_consent_reminders_in.delay", find_consent_reminders_in)
    elsewhere = published(make_agency())
    make_person(agency=elsewhere.agency)

    for _ in range(2):
        find_consent_reminders()

    assert ConsentReminder.objects.filter(agency=pairing.agency_id).count() == 1
    assert ConsentReminder.objects.filter(agency=elsewhere.agency_id).count() == 1


def test_nothing_is_due_where_nothing_was_promised_or_nothing_is_written_down():
    agency = make_agency()
    make_person(program=make_program(agency=agency, level="none"))
    person = make_person(agency=agency)
    assert services.find_reminders(agency_id=agency.pk) == 0

    published(agency)
    assert services.find_reminders(agency_id=agency.pk) == 1
    assert ConsentReminder.objects.get().person_id == person.pk


def test_an_answer_closes_it_in_the_same_transaction(pairing):
    find(pairing)

    say(pairing)

    assert open_ones(pairing) == []
    assert ConsentReminder.objects.get().closed_at is not None


@pytest.mark.parametrize(("answer", "rest"), [("no", 183), ("not_today", 14)])
def test_whoever_declined_is_on_no_list_for_a_while(pairing, answer, rest):
    find(pairing)
    consent = say(pairing, answer, way="", signature="")
    assert open_ones(pairing) == []

    with at(consent.signed_at + rest * DAY - SECOND):
        assert find(pairing) == 0
    with at(consent.signed_at + rest * DAY):
        assert find(pairing) == 1
    assert open_ones(pairing) == [("missing", 1)]


def test_a_yes_taken_back_rests_from_the_day_it_was_taken_back(pairing):
    consent = say(pairing)
    later = consent.signed_at + 300 * DAY
    with at(later):
        services.withdraw_consent(person=pairing.person, by=pairing.peer.user)
        assert find(pairing) == 0
    with at(later + 183 * DAY - SECOND):
        assert find(pairing) == 0
    with at(later + 183 * DAY):
        assert find(pairing) == 1


def test_a_yes_is_pointed_out_at_thirty_days_and_again_when_it_ran_out(pairing):
    consent = say(pairing)
    ends = consent.expires_at
    with at(ends - 30 * DAY - SECOND):
        assert find(pairing) == 0
    with at(ends - 30 * DAY):
        assert find(pairing) == 1
        assert open_ones(pairing) == [("expiring", 1)]
        assert find(pairing) == 0
    for days in (7, 1):
        with at(ends - days * DAY):
            assert find(pairing) == 0
    with at(ends - SECOND):
        assert services.consent_holds(pairing.person.gate)
        assert find(pairing) == 0
    with at(ends):
        assert not services.consent_holds(pairing.person.gate)
        assert find(pairing) == 1
        assert open_ones(pairing) == [("ran_out", 1)]
        assert find(pairing) == 0
    assert ConsentReminder.objects.filter(person=pairing.person_id).count() == 2


def test_renewing_closes_what_ran_out_and_starts_a_new_year(pairing):
    consent = say(pairing)
    with at(consent.expires_at + DAY):
        find(pairing)
        renewed = say(pairing)
        assert open_ones(pairing) == []
        assert find(pairing) == 0
    with at(renewed.expires_at - 30 * DAY):
        find(pairing)
    assert open_ones(pairing) == [("expiring", 2)]


@pytest.mark.parametrize(
    ("change", "asked"), [("wording", []), ("narrower", []), ("wider", [("superseded", 1)])]
)
def test_only_a_wider_version_is_asked_and_every_one_is_told(pairing, policy, change, asked):
    say(pairing)
    News.objects.all().delete()

    successor(policy, change)

    assert open_ones(pairing) == asked
    told = set(
        News.objects.filter(person=pairing.person_id).exclude(kind="proposed").values_list("kind", flat=True)
    )
    assert told == {{"wording": "promise_said", "narrower": "promise_less", "wider": "promise"}[change]}


def test_other_words_after_a_wider_version_leave_the_question_open(pairing, policy):
    say(pairing)
    newer = successor(successor(policy, "wider"), "wording")
    assert open_ones(pairing) == [("superseded", 1)]

    say(pairing, policy_read=newer.pk)

    assert open_ones(pairing) == []


def test_never_more_than_one_question_is_open_for_a_person(pairing, policy):
    consent = say(pairing)
    with at(consent.expires_at - 20 * DAY):
        find(pairing)
        assert open_ones(pairing) == [("expiring", 1)]
        successor(policy, "wider")
        assert open_ones(pairing) == [("superseded", 1)]
        assert find(pairing) == 0
    with at(consent.expires_at):
        assert find(pairing) == 1
        assert open_ones(pairing) == [("ran_out", 1)]


def test_not_today_rests_two_weeks_and_the_yes_goes_on(pairing, policy):
    consent = say(pairing)
    successor(policy, "wider")
    with at(clock.now() + DAY):
        later = say(pairing, "not_today", way="", signature="")
        assert open_ones(pairing) == []
    with at(later.signed_at + 14 * DAY - SECOND):
        assert find(pairing) == 0
    with at(later.signed_at + 14 * DAY):
        assert find(pairing) == 1
    assert open_ones(pairing) == [("superseded", consent.version)]


def test_not_today_in_the_last_thirty_days_is_asked_again_when_it_ran_out(pairing):
    ends = say(pairing).expires_at
    with at(ends - 25 * DAY):
        find(pairing)
        say(pairing, "not_today", way="", signature="")
        assert open_ones(pairing) == []
    for days in (11, 5, 1):
        with at(ends - days * DAY):
            assert find(pairing) == 0
    with at(ends):
        assert find(pairing) == 1
    assert open_ones(pairing) == [("ran_out", 1)]


def test_whoever_declined_is_not_asked_about_a_wider_version(pairing, policy):
    say(pairing, "no", way="", signature="")

    successor(policy, "wider")

    assert find(pairing) == 0
    assert open_ones(pairing) == []


def test_nobody_is_asked_after_a_death(pairing):
    find(pairing)
    record_death(person=pairing.person, died_on=pairing.person.program.today(), by=pairing.peer.user)

    assert find(pairing) == 1
    assert open_ones(pairing) == []


def test_the_days_are_those_of_the_persons_program(pairing):
    pairing.person.program.time_zone = "Pacific/Auckland"
    pairing.person.program.save()
    late = clock.now().replace(hour=20, minute=0)
    type(pairing.person).objects.filter(pk=pairing.person_id).update(created_at=late - 3 * DAY)

    find(pairing)

    assert ConsentReminder.objects.get().due_on == (late - 2 * DAY).date()


def test_runs_and_an_answer_at_once_leave_no_question_behind(pairing):
    barrier = threading.Barrier(5)
    failed = []

    def run(act):
        try:
            barrier.wait(30)
            act()
        except Exception as problem:
            failed.append(problem)
        finally:
            connection.close()

    acts = [lambda: find(pairing)] * 4 + [lambda: say(pairing)]
    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert failed == []
    assert ConsentRecord.objects.filter(person=pairing.person_id, answer="yes").exists()
    assert open_ones(pairing) == []
    assert ConsentReminder.objects.filter(person=pairing.person_id).count() <= 1
