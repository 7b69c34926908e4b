"""A goodbye, and a peer who writes down alone that the person is back: contact and the others wait for the office."""

import pytest

from consent.querysets import may_read
from peersupport.core.principal import acting_as
from peersupport.people import services
from peersupport.people.models import SupportedPerson
from tests.factories import give_account, make_admin, make_pairing, make_peer, sign_in
from tests.sessions_app.world import Two, an_entry

CONTENTS = ("identity", "contact", "facts", "consent", "choices")


@pytest.fixture
def two():
    """They met, said goodbye, and in between the person walked with somebody else."""
    two = Two()
    services.update_contact(person=two.person, by=two.user, phone="555-0142")
    two.session = two.complete(an_entry())
    two.own = give_account(two.person)
    services.set_about_me(person=two.person, text="I light a candle", audience="paired", by=two.own)
    services.end_pairing(pairing=two.pairing, by=two.user)
    two.newer = make_pairing(person=two.person, peer=make_peer(agency=two.agency))
    with acting_as(two.newer.peer.user_id):
        two.theirs = two.complete(an_entry(), by=two.newer.peer.user)
    services.end_pairing(pairing=two.newer, reason="other_peer", by=two.own)
    return two


def reads(two):
    with acting_as(two.user.pk):
        return {content for content in CONTENTS if may_read(person_id=two.person.pk, content=content)}


def test_contact_and_what_others_did_wait_and_meetings_go_on(two):
    services.record_return(pairing=two.pairing, by=two.user)
    client, address = sign_in(two.user), f"/people/{two.person.pk}/"

    page = client.get(address).content.decode()
    met = two.complete(an_entry())

    assert reads(two) == {"identity", "facts", "consent"}
    assert "so that nobody comes back by one peer’s word alone" in page
    assert "Write down a meeting" in page
    assert f"/sessions/{two.session.pk}/" in page
    for hidden in (
        "Show how to reach them",
        "candle",
        f"/sessions/{two.theirs.pk}/",
        two.newer.peer.user.name + " and",
    ):
        assert hidden not in page
    assert client.post(f"{address}reach/").status_code == 404
    assert client.get(f"{address}contact/").status_code == 403
    assert client.get(f"/sessions/{two.theirs.pk}/").status_code == 404
    assert client.get(f"/sessions/{met.pk}/").status_code == 200
    with pytest.raises(SupportedPerson.DoesNotExist):
        services.update_contact(person=two.person, by=two.user, may_call=True)


def test_with_the_offices_look_or_the_persons_own_wish_nothing_waits(two):
    back = services.record_return(pairing=two.pairing, by=two.user)

    services.confirm_return(pairing=back, by=make_admin(agency=two.agency))
    confirmed = reads(two)
    services.end_pairing(pairing=back, by=two.user)
    services.ask_back(pairing=two.pairing, by=two.own)
    services.record_return(pairing=two.pairing, by=two.user)

    assert (confirmed, reads(two)) == (set(CONTENTS), set(CONTENTS))
    assert "555-0142" in sign_in(two.user).post(f"/people/{two.person.pk}/reach/").content.decode()
