from peersupport.people.models import SupportedPerson
from tests.factories import (
    give_account,
    make_block,
    make_cover,
    make_grant,
    make_link,
    make_pairing,
    make_peer,
    make_user,
    sign_in,
)


def test_every_factory_makes_a_row_that_reaches_what_it_says():
    pairing = make_pairing()
    person = pairing.person
    cover = make_cover(pairing=pairing)
    clinical = make_link(peer=pairing.peer).supervisor
    senior = make_link(peer=pairing.peer, kind="senior").supervisor
    granted = make_grant(person=person, user=make_peer(agency=person.agency).user).user
    blocked = make_pairing(person=person)
    make_block(person=person, user=blocked.peer.user)
    stranger = make_peer(agency=person.agency).user
    own = give_account(person)

    reach = {
        user: SupportedPerson.objects.reached_by(user).filter(pk=person.pk).exists()
        for user in (pairing.peer.user, cover.peer.user, clinical, senior, granted, own, stranger)
    }

    assert list(reach.values()) == [True, True, True, True, True, True, False]


def test_sign_in_gives_a_session():
    assert "_auth_user_id" in sign_in(make_user()).session
