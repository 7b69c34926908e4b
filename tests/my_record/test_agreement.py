from datetime import timedelta

import pytest

from consent.models import ConsentRecord
from consent.services import record_answer
from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.my_record.readers import readers_today
from tests.factories import (
    give_account,
    give_role,
    make_admin,
    make_block,
    make_cover,
    make_grant,
    make_link,
    make_pairing,
    make_peer,
    make_person,
    sign_in,
)
from tests.sessions_app.world import Two, an_entry, publish_once


@pytest.fixture
def two():
    two = Two()
    two.own = give_account(two.person)
    return two


def readers_of(two):
    return {reader.user_id: reader for reader in readers_today(two.person)}


def seen(reader):
    return (reader.sees_facts, reader.words, reader.sees_contact)


def test_the_agreement_stands_there_word_for_word(two):
    content = sign_in(two.own).get("/my/agreement/").content.decode()

    assert "You said yes to notes that you can read." in content
    assert "What you chose" in content
    assert "The short version" in content
    assert "Change my mind" in content


def test_before_the_first_talk_there_is_nothing_to_change():
    own = give_account(make_person())

    content = sign_in(own).get("/my/agreement/").content.decode()

    assert "You and your peer have not talked yet about what stays between you." in content
    assert "Change my mind" not in content


def test_changing_my_mind_takes_two_steps_and_no_reason(two):
    client = sign_in(two.own)
    assert "You don't have to say why." in client.get("/my/agreement/change/").content.decode()
    assert ConsentRecord.objects.get().withdrawn_at is None

    response = client.post("/my/agreement/change/", follow=True)

    assert "You took your yes back, and that counts." in response.content.decode()
    assert ConsentRecord.objects.get().withdrawn_at is not None


def test_changing_my_mind_twice_is_told(two):
    client = sign_in(two.own)
    client.post("/my/agreement/change/")

    assert client.post("/my/agreement/change/").status_code == 409


def test_nobody_else_takes_my_yes_back(two):
    other = give_account(make_person(program=two.program))

    for user in (two.user, make_admin(agency=two.agency)):
        assert sign_in(user).post("/my/agreement/change/").status_code == 404
    assert sign_in(other).post("/my/agreement/change/").status_code == 409
    assert ConsentRecord.objects.get().withdrawn_at is None


def test_who_can_read_what_is_asked_as_each_of_them(two):
    two.complete(an_entry())
    clinical, senior = (make_link(peer=two.peer, kind=kind).supervisor for kind in ("clinical", "senior"))
    admin = make_admin(agency=two.agency)
    stranger = make_peer(agency=two.agency).user
    readers = readers_of(two)

    assert seen(readers[two.user.pk]) == (True, "all", True)
    assert seen(readers[clinical.pk]) == seen(readers[senior.pk]) == (True, "none", False)
    assert seen(readers[admin.pk]) == (False, "none", True)
    assert stranger.pk not in readers


def test_a_later_peer_and_a_cover_read_what_the_person_chose(two):
    two.complete(an_entry())
    later = make_pairing(person=two.person).peer.user
    cover = make_cover(pairing=two.pairing).peer.user
    assert [readers_of(two)[user.pk].words for user in (later, cover)] == ["none", "none"]

    choices = {("paired", "narrative"): True, ("cover", "narrative"): True}
    record_answer(
        person=two.person,
        answer="yes",
        choices=choices,
        language="en",
        way="typed",
        signature="A",
        by=two.user,
    )

    assert [readers_of(two)[user.pk].words for user in (later, cover)] == ["all", "all"]


def test_who_reads_only_their_own_words_is_named_so(two):
    two.complete(an_entry())
    later = make_pairing(person=two.person)
    second = Two.__new__(Two)
    second.__dict__.update(two.__dict__, peer=later.peer, user=later.peer.user, pairing=later)
    second.complete(an_entry())

    assert readers_of(two)[later.peer.user_id].words == "own"


def test_after_the_yes_is_taken_back_a_sole_author_reads_what_they_wrote_and_not_everything(two):
    two.complete(an_entry())
    two.withdraw()

    assert readers_of(two)[two.user.pk].words == "own"


def test_blocked_and_ended_readers_are_gone_from_the_list(two):
    two.complete(an_entry())
    supervisor = make_link(peer=two.peer).supervisor
    make_block(person=two.person, user=supervisor)
    expired = make_peer(agency=two.agency).user
    make_grant(
        person=two.person,
        user=expired,
        starts_at=clock.now() - timedelta(days=3),
        ends_at=clock.now() - timedelta(days=1),
    )

    assert not {supervisor.pk, expired.pk} & set(readers_of(two))


def test_an_answer_in_spanish_is_shown_in_spanish():
    two = Two(agreed=False)
    publish_once(two.agency)
    record_answer(person=two.person, answer="yes", language="es", way="typed", signature="A", by=two.user)
    own = give_account(two.person)

    assert '<div lang="es">' in sign_in(own).get("/my/agreement/").content.decode()


def test_somebody_with_two_hats_is_named_with_both(two):
    supervisor = make_link(peer=two.peer).supervisor
    give_role(supervisor, Role.ADMIN)

    roles = readers_of(two)[supervisor.pk].roles

    assert [str(role) for role in roles] == ["clinical supervisor", "office"]
