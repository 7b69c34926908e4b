"""The page two make together when they say goodbye, and who can read it."""

from datetime import timedelta

import pytest

from consent import services as consent_services
from peersupport.audit.models import AccessEvent
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.core.principal import acting_as
from peersupport.people import services as people_services
from peersupport.people.models import Pairing
from sessions_app import services
from sessions_app.models import Connection, GoodbyePage
from tests.factories import (
    give_account,
    make_admin,
    make_block,
    make_link,
    make_pairing,
    make_peer,
    make_person,
    make_program,
    sign_in,
)


@pytest.fixture
def pairing():
    return make_pairing(person=make_person(program=make_program(level="together"), name="Ana"))


@pytest.fixture
def agreed(pairing):
    admin = make_admin(agency=pairing.agency)
    with acting_as(pairing.peer.user.pk):
        policy = consent_services.start_policy(agency=pairing.agency, by=admin)
        consent_services.publish_policy(policy=policy, by=admin)
        consent_services.record_answer(
            person=pairing.person,
            answer="yes",
            language="en",
            way="typed",
            signature="A",
            by=pairing.peer.user,
        )
    return pairing


def write(pairing, **words):
    words = words or {"stays": "the choir", "they_take": "asking twice"}
    return services.write_goodbye(pairing=pairing, by=pairing.peer.user, **words)


def test_the_page_and_the_goodbye_come_together(agreed):
    page = write(agreed)

    agreed.refresh_from_db()
    assert (agreed.state, agreed.end_reason, page.peer) == ("ended", "goodbye", agreed.peer)
    with pytest.raises(Pairing.DoesNotExist):
        write(agreed)


def test_without_a_yes_words_or_a_walk_nothing_is_kept(pairing):
    with pytest.raises(services.ConsentMissing):
        write(pairing)
    other = make_pairing(person=make_person(program=pairing.person.program), peer=pairing.peer)
    other.person = pairing.person
    with pytest.raises(WrongState):
        services.write_goodbye(pairing=other, stays="x", by=pairing.peer.user)
    assert (GoodbyePage.objects.count(), Pairing.objects.filter(state="active").count()) == (0, 2)


def test_an_empty_page_and_a_program_that_keeps_no_words_are_refused(agreed):
    with pytest.raises(DomainError, match="without a page"):
        write(agreed, stays="", they_take="")
    agreed.person.program.level = "attendance"
    agreed.person.program.save()

    with pytest.raises(DomainError, match="No words are kept"):
        write(agreed)
    page = sign_in(agreed.peer.user).get(f"/people/pairings/{agreed.pk}/goodbye/write/").content.decode()
    assert "No words are kept about the two of you" in page


def test_on_the_page_what_lasted_can_be_ticked_and_both_read_it(agreed):
    own, peer = give_account(agreed.person), sign_in(agreed.peer.user)
    for state, text in (("part_of_it", "Tuesday choir"), ("talked", "the pool")):
        Connection(
            agency=agreed.agency,
            person=agreed.person,
            peer=agreed.peer,
            text=text,
            goes_along="",
            state=state,
        ).save(force_insert=True)
    url = f"/people/pairings/{agreed.pk}/goodbye/"
    form = peer.get(f"{url}write/").content.decode()
    assert ("Tuesday choir" in form, "the pool" in form) == (True, False)
    assert peer.post(f"{url}write/", {"reason": "goodbye"}).status_code == 422
    assert peer.get(url).status_code == 404

    said = {
        "lasting": "0",
        "stays": "two phone numbers",
        "peer_takes": "your way of singing",
        "reason": "goodbye",
    }
    assert peer.post(f"{url}write/", said).headers["Location"] == url

    page = GoodbyePage.objects.get()
    for answer in (peer.get(url), sign_in(own).get(f"/my/goodbye/{page.pk}/")):
        text = answer.content.decode()
        assert all(words in text for words in ("Tuesday choir", "two phone numbers", "your way of singing"))
    assert "Our goodbye page" in sign_in(own).get("/my/peer/").content.decode()
    assert "Our goodbye page" in peer.get(f"/people/{agreed.person_id}/").content.decode()
    assert set(AccessEvent.objects.values_list("via", flat=True)) >= {"author", "person"}
    assert peer.get(f"{url}write/").status_code == 409


def test_it_is_of_the_two_alone_and_of_its_author_for_a_while(agreed):
    page = write(agreed)
    url, mine = f"/people/pairings/{agreed.pk}/goodbye/", f"/my/goodbye/{page.pk}/"
    others = [
        make_admin(agency=agreed.agency),
        make_link(peer=agreed.peer).supervisor,
        make_peer(agency=agreed.agency).user,
        give_account(make_person(agency=agreed.agency)),
    ]

    for reader in others:
        client = sign_in(reader)
        assert [client.get(address).status_code for address in (url, f"{url}write/", mine)] == [404] * 3
    with clock.set_to(clock.now() + timedelta(days=89)):
        assert sign_in(agreed.peer.user).get(url).status_code == 200
    with clock.set_to(clock.now() + timedelta(days=1)):
        make_block(person=agreed.person, user=agreed.peer.user)
        assert sign_in(agreed.peer.user).get(url).status_code == 404


def test_what_an_author_wrote_stays_readable_while_they_are_asked_anew(agreed):
    write(agreed)
    peer, admin = sign_in(agreed.peer.user), make_admin(agency=agreed.agency)
    offered = people_services.offer_pairing(person=agreed.person, peer=agreed.peer, by=admin)
    url = f"/people/pairings/{agreed.pk}/goodbye/"

    assert (offered.state, peer.get(url).status_code) == ("offered", 200)
    people_services.decline_pairing(pairing=offered, by=admin)
    assert peer.get(url).status_code == 200
    assert peer.get(f"/people/{agreed.person_id}/").status_code == 200
    Pairing.objects.filter(pk=agreed.pk).update(walked_until=clock.now().date() - timedelta(days=92))
    assert peer.get(url).status_code == 404


def test_in_a_break_the_two_say_goodbye_without_a_page(agreed):
    people_services.pause_pairing(pairing=agreed, by=agreed.peer.user)

    page = sign_in(agreed.peer.user).get(f"/people/pairings/{agreed.pk}/goodbye/write/")

    assert "You two are taking a break" in page.content.decode()
