"""Two at once: an answer and a publication, a conversation and a block, the same thing in two tabs."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from consent import services
from consent.models import ConfidentialityPolicy, ConsentNow, ConsentRecord, Disclosure
from consent.rule import Rule, bit
from peersupport.audit.models import AccessEvent, LedgerEntry
from peersupport.audit.services import Purpose
from peersupport.core import clock
from peersupport.core.errors import WrongState
from peersupport.core.principal import acting_as
from peersupport.people.models import LeaveOut
from peersupport.people.services import block_staff, end_link
from sessions_app.reading import open_notes
from tests.consent.agreed import COVER, days_are_over, published, say
from tests.consent.going_out import LETTER, Going
from tests.factories import give_account, make_admin, make_link, make_pairing, make_peer
from tests.sessions_app.test_races import WAIT, elsewhere, meanwhile
from tests.sessions_app.world import Two


def test_a_stricter_policy_notices_an_answer_that_is_being_given():
    pairing = make_pairing()
    published(pairing.agency)
    admin = make_admin(agency=pairing.agency)
    stricter = services.start_policy(agency=pairing.agency, by=admin)
    stricter.audiences.update(rule=0)
    services.propose_policy(policy=stricter, by=admin)
    days_are_over(stricter)
    second = make_admin(agency=pairing.agency)

    with meanwhile(lambda: services.publish_policy(policy=stricter, by=second)) as start:
        say(pairing, choices={COVER: True})
        start()

    assert meanwhile.result.state == "published"
    assert ConsentNow.objects.get(person=pairing.person).allows == 0


def test_a_conversation_and_a_block_do_not_wait_for_each_other():
    pairing = make_pairing()
    published(pairing.agency)
    own, colleague = give_account(pairing.person), make_peer(agency=pairing.agency).user

    with meanwhile(lambda: block_staff(person=pairing.person, user=colleague, by=own)) as start:

        def lines():
            start()
            yield "My sister"

        services.hold_conversation(
            person=pairing.person,
            leave_out=lines(),
            answer="yes",
            language="en",
            way="typed",
            signature="Sam",
            by=pairing.peer.user,
        )

    assert meanwhile.result.user == colleague
    assert LeaveOut.objects.filter(person=pairing.person).count() == 1


def in_two_tabs(*work):
    """What came of each, on connections of their own, begun at the same time."""
    with ThreadPoolExecutor(len(work)) as pool:
        return [future.result(WAIT) for future in [pool.submit(elsewhere, one) for one in work]]


def refusals(results):
    return [(type(one), str(one)) for one in results if isinstance(one, Exception)]


def test_two_publications_at_once_put_it_in_force_once():
    agency = make_admin().agency
    published(agency)
    draft = services.start_policy(agency=agency, by=make_admin(agency=agency))
    services.propose_policy(policy=draft, by=draft.written_by)
    days_are_over(draft)
    seconds = [make_admin(agency=agency) for _ in range(2)]

    results = in_two_tabs(*(lambda by=by: services.publish_policy(policy=draft, by=by) for by in seconds))

    assert refusals(results) == [(WrongState, "This version was published before.")]
    assert list(ConfidentialityPolicy.objects.filter(agency=agency, state="published")) == [draft]
    assert LedgerEntry.objects.filter(action="policy.published", target_id=draft.pk).count() == 1


def test_a_publication_and_another_version_begun_at_once():
    """Either the new one was begun after the publication, or it was refused: never two drafts, never two in force."""
    agency = make_admin().agency
    published(agency)
    office, second = make_admin(agency=agency), make_admin(agency=agency)
    draft = services.start_policy(agency=agency, by=office)
    services.propose_policy(policy=draft, by=office)
    days_are_over(draft)

    results = in_two_tabs(
        lambda: services.publish_policy(policy=draft, by=second),
        lambda: services.start_policy(agency=agency, by=office),
    )

    assert refusals(results) in (
        [],
        [(WrongState, "A new version is being written already. There is one at a time.")],
    )
    states = list(ConfidentialityPolicy.objects.filter(agency=agency).values_list("state", flat=True))
    assert (states.count("published"), states.count("draft")) == (1, 1 - len(refusals(results)))


def test_two_answers_signed_at_once_by_the_same_two_leave_one_in_force():
    pairing = make_pairing()
    published(pairing.agency)

    results = in_two_tabs(
        lambda: say(pairing, choices={COVER: True}), lambda: say(pairing, choices={COVER: False})
    )

    assert refusals(results) == []
    assert sorted(one.version for one in results) == [1, 2]
    last = ConsentRecord.objects.standing().get(person=pairing.person)
    assert last.version == 2
    gate = ConsentNow.objects.get(person=pairing.person)
    assert gate.consent_id == last.pk
    assert bool(gate.allows & bit(*COVER)) == last.choices.get(audience="cover").allowed


def test_two_withdrawals_at_once_are_one():
    pairing = make_pairing()
    published(pairing.agency)
    say(pairing)
    own = give_account(pairing.person)

    results = in_two_tabs(
        lambda: services.withdraw_consent(person=pairing.person, by=own),
        lambda: services.withdraw_consent(person=pairing.person, by=pairing.peer.user),
    )

    assert refusals(results) == [(WrongState, "There is no agreement in force to take back.")]
    assert ConsentRecord.objects.get(person=pairing.person).withdrawn_at is not None
    assert LedgerEntry.objects.filter(action="consent.withdrawn", person_id=pairing.person.pk).count() == 1


def test_a_permission_ended_in_two_tabs_ends_once():
    going = Going()
    release = going.release()

    results = in_two_tabs(
        lambda: services.end_release(release=release, by=going.own),
        lambda: services.end_release(release=release, by=going.user),
    )

    assert refusals(results) == [(WrongState, "This permission was taken back. Nothing goes out by it.")]
    assert LedgerEntry.objects.filter(action="release.ended", target_id=release.pk).count() == 1


def test_a_permission_sent_on_after_its_end_says_so_once_and_sends_nothing():
    going = Going()
    taken_back, over = going.release(), going.release(until_on=going.program.today())
    with acting_as(going.user.pk):
        looked = [
            services.preview_by_release(release=one, items=[LETTER], by=going.user)
            for one in (taken_back, over)
        ]
        services.end_release(release=taken_back, by=going.own)

    for release, draft, sentence in (
        (taken_back, looked[0], "This permission was taken back. Nothing goes out by it."),
        (over, looked[1], "This permission is over. Nothing goes out by it; a new one can be given."),
    ):
        with (
            clock.set_to(clock.now() + timedelta(days=2)),
            acting_as(going.user.pk),
            pytest.raises(WrongState) as refused,
        ):
            services.record_disclosure(
                key=uuid.uuid4(), release=release, items=[LETTER], looked_at=draft.fingerprint, by=going.user
            )
        assert str(refused.value) == sentence
    assert not Disclosure.objects.exists()


def test_the_end_of_a_link_waits_for_a_note_that_is_being_opened():
    """And so the trace of it is older than the end; the next one opens nothing and leaves none."""
    two = Two(agency=make_admin().agency, agreed=False)
    published(two.agency, clinical__narrative=Rule.ASK)
    say(two.pairing, choices={("clinical", "narrative"): True})
    session, link = two.complete(), make_link(peer=two.peer)
    supervisor, office = link.supervisor, make_admin(agency=two.agency)

    def opened():
        with acting_as(supervisor.pk):
            return open_notes(session, by=supervisor, purpose=Purpose.SAFETY)

    with meanwhile(lambda: end_link(link=link, by=office)) as start:
        assert len(opened()) == 1
        start()
        link.refresh_from_db()
        assert link.ended_at is None

    assert meanwhile.result.ended_at is not None
    assert opened() == []
    assert AccessEvent.objects.filter(reader_id=supervisor.pk).count() == 1
