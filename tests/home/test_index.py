from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peersupport.accounts.roles import Role
from peersupport.core import clock
from sessions_app.services import save_draft
from tests import factories
from tests.factories import (
    give_account,
    make_link,
    make_pairing,
    make_peer,
    make_person,
    make_program,
    sign_in,
)
from tests.sessions_app.world import ZONE, Two, an_entry, facts_only, publish_once, wall

MOST_QUERIES = 14


@pytest.fixture(autouse=True)
def noon():
    """In half an hour is still today. The last noon that is over: the database keeps its own time, and nothing that
    took place lies ahead of it."""
    now = clock.now().astimezone(ZoneInfo(ZONE))
    today = now.replace(hour=12, minute=0, second=0, microsecond=0)
    with clock.set_to(today if today <= now else today - timedelta(days=1)):
        yield


def page_of(user, path="/"):
    response = sign_in(user).get(path)
    assert response.status_code == 200
    return response.content.decode()


def queries_of(user):
    client = sign_in(user)
    client.get("/")
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/").status_code == 200
    return len(captured)


def fill_days(peer, count):
    """People with a meeting today, one left open, a draft, offers: everything that Today can show, `count` times."""
    for number in range(count):
        two = Two(peer=peer, name=f"Ana {number}", agreed=number % 2 == 0)
        two.plan(local_start=wall(minutes=30 + number))
        two.complete(an_entry() if number % 2 == 0 else facts_only())
        save_draft(
            key=two.person.pk, person=two.person, form_version=1, payload={"text": "half"}, by=peer.user
        )
        make_pairing(person=make_person(program=two.program), peer=peer, state="offered")


def test_today_without_anything_offers_to_write_down_a_meeting():
    content = page_of(make_peer().user)

    assert "Nothing planned. You could write down a meeting." in content
    assert "Nobody walks with you yet." in content


def test_a_planned_meeting_can_be_closed_from_its_card():
    two = Two()
    session = two.plan(local_start=wall(minutes=10))

    content = page_of(two.user)

    assert "Ana R." in content
    assert f'href="/sessions/{session.pk}/met/"' in content
    assert f'action="/sessions/{session.pk}/not-met/"' in content
    assert "Nothing planned" not in content


def test_a_meeting_of_yesterday_asks_whether_it_happened():
    two = Two()
    with clock.set_to(clock.ago(days=2)):
        two.plan(local_start=wall(hours=20))

    assert "Did these happen?" in page_of(two.user)


def test_the_first_conversation_is_due_until_somebody_says_no():
    two = Two(agreed=False)
    # A house that promised nothing yet has nothing to talk through.
    assert "Talk through what stays between you two" not in page_of(two.user)

    publish_once(two.agency)
    assert "Talk through what stays between you two" in page_of(two.user)

    two.agree()
    assert "Talk through what stays between you two" not in page_of(two.user)

    two.withdraw()
    assert "Talk through what stays between you two" not in page_of(two.user)


def test_an_agreement_that_runs_out_is_told_once_thirty_days_before():
    with clock.set_to(clock.ago(days=340)):
        two = Two()
    content = page_of(two.user)

    assert content.count("you could ask whether it is still right") == 1
    assert "renew when you meet" not in content


def test_the_rhythm_of_two_is_told_without_a_number():
    with clock.set_to(clock.ago(days=20)):
        two = Two()
    two.pairing.rhythm = "weekly"
    two.pairing.created_at = clock.ago(days=20)
    two.pairing.save()
    content = page_of(two.user)
    assert "The rhythm you two agreed on" in content
    assert "about weekly" in content

    two.complete()
    assert "The rhythm you two agreed on" not in page_of(two.user)


def test_an_offer_waits_for_the_peers_yes():
    peer = make_peer()
    pairing = make_pairing(peer=peer, state="offered")

    content = page_of(peer.user)

    assert "Would you like to walk together for a while?" in content
    assert f'action="/people/pairings/{pairing.pk}/yes/"' in content


def test_a_draft_leads_back_to_what_was_typed():
    two = Two()
    save_draft(key=two.person.pk, person=two.person, form_version=1, payload={"text": "half a"}, by=two.user)

    content = page_of(two.user)

    assert f"/sessions/log/?draft={two.person.pk}" in content
    assert "half a" not in content


@pytest.mark.parametrize("kind", ["clinical", "senior"])
def test_a_supervisor_without_a_link_sees_a_kind_sentence(kind):
    assert "No peer is linked to you yet" in page_of(factories.make_supervisor(kind))


def test_a_clinical_supervisor_sees_facts_and_never_a_word():
    two = Two()
    two.complete(
        an_entry(text="We spoke about the quarry.", next_step="quarry again", next_step_whose="them")
    )
    first = Two(peer=two.peer, name="Ben W.", agreed=False)
    first.complete(facts_only())
    supervisor = make_link(peer=two.peer).supervisor

    content = page_of(supervisor)

    assert f"{two.user.name} and Ana R." in content
    assert "quarry" not in content
    assert "people met who have not talked it through yet" in content


def test_a_supervisor_sees_nothing_of_a_person_who_keeps_them_away():
    two = Two()
    two.complete()
    supervisor = make_link(peer=two.peer).supervisor
    factories.make_block(person=two.person, user=supervisor)

    assert "Ana R." not in page_of(supervisor)


def test_a_senior_peer_supervisor_sees_the_mix_in_words():
    two = Two()
    two.complete(an_entry(kinds=("companionship", "emotional"), agenda_by="them"))
    supervisor = make_link(peer=two.peer, kind="senior").supervisor

    content = page_of(supervisor)

    assert "Kinds of support in the last four weeks" in content
    assert "Spent time together" in content
    assert "1 of 1" in content
    assert "The person" in content


def test_the_office_sees_numbers_and_no_meeting():
    two = Two()
    two.complete()
    admin = factories.make_admin(agency=two.agency)

    content = page_of(admin)

    assert "not shown" in content
    assert "Ana R." not in content
    assert "/sessions/" not in content


def test_the_office_confirms_whom_a_peer_added():
    peer = make_peer()
    waiting = make_person(
        program=make_program(agency=peer.agency),
        name="Cleo",
        added_by=peer.user,
        confirmed_at=None,
        confirmed_by=None,
        confirm_by=clock.now().date() + timedelta(days=7),
    )

    content = page_of(factories.make_admin(agency=peer.agency))

    assert "Cleo" in content
    assert f'action="/people/{waiting.pk}/confirm/"' in content


def test_two_hats_get_two_parts():
    peer = make_peer()
    factories.give_role(peer.user, Role.ADMIN)

    content = page_of(peer.user)

    assert "Write down a meeting" in content
    assert "The house in numbers" in content


def test_somebody_without_a_role_sees_nothing_but_a_sentence():
    assert "You have no role here today" in page_of(factories.make_user())


def test_a_person_sees_their_own_space():
    two = Two()
    two.complete()
    planned = two.plan()
    own = give_account(two.person)

    content = page_of(own)

    assert f"You and {two.user.name}" in content
    assert f"/my/meetings/{planned.pk}/" in content
    assert "something to read" in content
    assert "You said yes to notes that you can read." in content


def test_a_person_hears_of_a_new_reader_before_anything_opens():
    two = Two()
    own = give_account(two.person)
    supervisor = factories.make_supervisor("clinical", agency=two.agency, name="Gloria O.")
    make_link(peer=two.peer, supervisor=supervisor, opens_at=clock.now() + timedelta(days=3))

    assert "Gloria (clinical supervisor) joins on" in page_of(own)


def test_an_empty_space_is_kind():
    own = give_account(make_person())

    content = page_of(own)

    assert "Nobody walks with you at the moment." in content
    assert "Nothing yet. Whatever is written, you can read here." in content


def test_a_sign_in_that_nobody_connected_says_so():
    assert "Nothing is connected to this sign-in yet" in page_of(factories.make_user(kind="person"))


@pytest.mark.parametrize("role", ["peer", "clinical", "senior", "office", "person"])
def test_home_costs_the_same_for_three_and_thirty_rows(role):
    peer = make_peer()
    person = Two(peer=peer, name="Own")
    users = {
        "peer": peer.user,
        "clinical": make_link(peer=peer).supervisor,
        "senior": make_link(peer=peer, kind="senior").supervisor,
        "office": factories.make_admin(agency=peer.agency),
        "person": give_account(person.person),
    }
    fill_days(peer, 3)
    for _ in range(3):
        person.complete()
    few = queries_of(users[role])

    fill_days(peer, 27)
    for _ in range(6):
        person.complete()

    assert queries_of(users[role]) == few
    assert few <= MOST_QUERIES


def test_anonymous_visitors_are_asked_to_sign_in(client):
    response = client.get("/")

    assert (response.status_code, response.headers["Location"]) == (302, "/account/login/?next=/")


def test_home_is_only_read():
    assert sign_in(make_peer().user).post("/").status_code == 405
