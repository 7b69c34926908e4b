import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peersupport.accounts.roles import Role
from peersupport.audit.models import AccessEvent
from peersupport.core import clock
from peersupport.people.services import add_leave_out, record_death, set_about_me, update_contact
from tests import factories
from tests.factories import give_account, make_admin, make_link, make_pairing, make_peer, sign_in
from tests.sessions_app.world import Two, an_entry


@pytest.fixture
def two():
    two = Two()
    update_contact(person=two.person, by=two.user, phone="555-0142", phone_is_shared=True)
    add_leave_out(person=two.person, text="my brother in Ohio", by=two.user)
    own = give_account(two.person)
    set_about_me(person=two.person, text="I light a candle on Sundays", audience="paired", by=own)
    set_about_me(person=two.person, text="only for my own eyes", audience="nobody", by=own)
    two.session = two.complete(an_entry(text="We spoke about the quarry."))
    return two


def get(user, two, path=""):
    return sign_in(user).get(f"/people/{two.person.pk}/{path}")


def test_who_walks_with_them_sees_what_helps_to_write_and_no_text(two):
    content = get(two.user, two).content.decode()

    assert "Ana R." in content
    assert "my brother in Ohio" in content
    assert "I light a candle on Sundays" in content
    assert "only for my own eyes" not in content
    assert f"/sessions/{two.session.pk}/" in content
    assert f"/sessions/log/?person={two.person.pk}" in content
    assert "If I am away, can one other peer read our notes?" in content
    assert "quarry" not in content
    assert "555-0142" not in content


def test_a_supervisor_sees_facts_and_nothing_in_their_words(two):
    content = get(make_link(peer=two.peer).supervisor, two).content.decode()

    assert f"/sessions/{two.session.pk}/" in content
    assert "Yes to notes, until" in content
    for hidden in (
        "my brother in Ohio",
        "candle",
        "If I am away",
        "Show how to reach them",
        "Write down a meeting",
    ):
        assert hidden not in content


def test_the_office_sees_who_they_are_and_no_meeting(two):
    content = get(make_admin(agency=two.agency), two).content.decode()

    assert "Ana R." in content
    assert "Show how to reach them" in content
    for hidden in ("/sessions/", "my brother in Ohio", "candle", "If I am away"):
        assert hidden not in content


def test_who_walked_with_them_before_knows_the_name_and_their_own_meetings(two):
    newer = make_pairing(person=two.person)
    two.pairing.state, two.pairing.ended_at, two.pairing.end_reason = "ended", clock.now(), "goodbye"
    two.pairing.save()
    two.person.pronouns = "they/them"
    two.person.save()

    content = get(two.user, two).content.decode()

    assert "Ana R." in content
    assert f"/sessions/{two.session.pk}/" in content
    for hidden in ("they/them", newer.peer.user.name, "my brother in Ohio", "Show how to reach them"):
        assert hidden not in content


def test_a_rhythm_is_shown_while_two_walk_together_and_not_after_goodbye(two):
    two.pairing.rhythm = "weekly"
    two.pairing.save()
    senior = make_link(peer=two.peer, kind="senior").supervisor
    assert "about weekly" in get(senior, two).content.decode()

    two.pairing.state, two.pairing.ended_at, two.pairing.end_reason = "ended", clock.now(), "goodbye"
    two.pairing.save()
    assert "about weekly" not in get(two.user, two).content.decode()


@pytest.mark.parametrize("path", ["", "reach/"])
def test_for_strangers_there_is_no_such_person(two, path):
    blocked = make_link(peer=two.peer).supervisor
    factories.make_block(person=two.person, user=blocked)
    strangers = [
        make_peer(agency=two.agency).user,
        factories.make_supervisor("clinical", agency=two.agency),
        make_admin(),
        factories.make_user(agency=two.agency),
        two.person.user,
        blocked,
    ]

    assert [get(user, two, path).status_code for user in strangers] == [404] * 6


def test_nobody_there_is_not_found(two):
    assert sign_in(two.user).get(f"/people/{uuid.uuid4()}/").status_code == 404


def test_contact_opens_by_a_tap_and_leaves_a_trace(two):
    response = sign_in(two.user).post(f"/people/{two.person.pk}/reach/")

    assert response.status_code == 200
    assert "555-0142" in response.content.decode()
    assert "Not safe to text." in response.content.decode()
    trace = AccessEvent.objects.get(purpose="contact")
    assert (trace.reader_id, trace.person_id, trace.contents) == (two.user.pk, two.person.pk, ["contact"])


def test_following_a_link_opens_no_contact(two):
    response = get(two.user, two, "reach/")

    assert (response.status_code, response.headers["Location"]) == (302, f"/people/{two.person.pk}/")
    assert not AccessEvent.objects.filter(purpose="contact").exists()


def test_a_supervisor_never_opens_contact(two):
    supervisor = make_link(peer=two.peer).supervisor

    assert sign_in(supervisor).post(f"/people/{two.person.pk}/reach/").status_code == 404


def test_after_a_death_nothing_is_offered_any_more(two):
    record_death(person=two.person, died_on=two.person.program.today(), by=two.user)

    content = get(two.user, two).content.decode()

    assert "Ana R. died on" in content
    assert "Write down a meeting" not in content


def test_an_offer_shows_each_side_their_button():
    peer = make_peer()
    pairing = make_pairing(peer=peer, state="offered")
    admin = make_admin(agency=peer.agency)

    content = sign_in(admin).get(f"/people/{pairing.person_id}/").content.decode()

    assert f"/people/pairings/{pairing.pk}/their-yes/" in content
    assert f"/people/pairings/{pairing.pk}/yes/" not in content


def test_a_broken_place_in_the_list_is_the_top_of_it(two):
    for place in ("nonsense", "2026-01-01T00:00:00+00:00,nobody", "9999-99-99,x", "\x00,", ","):
        assert sign_in(two.user).get(f"/people/{two.person.pk}/", {"before": place}).status_code == 200


def test_the_page_costs_the_same_for_three_and_thirty_meetings(two):
    client = sign_in(two.user)

    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/people/{two.person.pk}/").status_code == 200
        return len(captured)

    two.complete()
    two.complete()
    few = cost()
    for _ in range(27):
        two.complete()

    assert cost() == few


def test_older_meetings_are_a_page_away(two):
    for _ in range(26):
        two.complete()
    first = sign_in(two.user).get(f"/people/{two.person.pk}/")
    older = first.context["shown"].older

    second = sign_in(two.user).get(f"/people/{two.person.pk}/", {"before": older})

    seen = [meeting.id for page in (first, second) for meeting in page.context["shown"].meetings]
    assert len(seen) == len(set(seen)) == 27


def test_the_page_is_only_read(two):
    assert sign_in(two.user).post(f"/people/{two.person.pk}/").status_code == 405


def test_a_supervisor_who_is_in_the_office_too_sees_their_peers_meetings(two):
    both = make_link(peer=two.peer).supervisor
    factories.give_role(both, Role.ADMIN)

    assert f"/sessions/{two.session.pk}/" in get(both, two).content.decode()
