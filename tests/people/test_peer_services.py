"""The peer's own page and what belongs to it."""

import pytest

from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people import services
from peersupport.people.models import PeerSpecialist, SharedExperience
from tests.factories import give_account, make_admin, make_peer, make_person, make_staff


@pytest.fixture
def admin():
    return make_admin()


@pytest.fixture
def peer(admin):
    return make_peer(agency=admin.agency)


def test_a_peer_is_complete_without_a_credential(admin):
    user = make_staff(Role.PEER, agency=admin.agency)

    peer = services.make_peer(user=user, pronouns="they", languages=["en", "es"], has_room=True, by=admin)
    assert (peer.pronouns, peer.languages, peer.has_room) == ("they", ["en", "es"], True)
    with pytest.raises(WrongState):
        services.make_peer(user=user, by=admin)
    with pytest.raises(NotAllowed):
        services.make_peer(user=user, by=user)
    with pytest.raises(NotAllowed):
        services.make_peer(user=make_staff(Role.PEER), by=admin)
    with pytest.raises(DomainError):
        services.make_peer(user=give_account(make_person(agency=admin.agency)), by=admin)


def test_a_credential_is_added_by_the_office_or_the_peer(admin, peer):
    services.add_credential(peer=peer, title="CPS", valid_until=None, by=admin)
    services.add_credential(peer=peer, title="CPS 2", valid_until=clock.now().date(), by=peer.user)

    for by in (make_peer(agency=admin.agency).user, make_admin()):
        with pytest.raises(NotAllowed):
            services.add_credential(peer=peer, title="CPS", valid_until=None, by=by)
    assert peer.credentials.count() == 2


def test_a_peer_shares_widens_and_takes_back(admin, peer):
    words = {"peer": peer, "topic": "helped", "text": "Swimming.", "audience": "choosing"}
    line = services.share_experience(**words, by=peer.user)

    with pytest.raises(NotAllowed):
        services.share_experience(**words, by=admin)
    with pytest.raises(PeerSpecialist.DoesNotExist):
        services.share_experience(**words, by=make_peer().user)
    with pytest.raises(DomainError):
        services.share_experience(**{**words, "text": " "}, by=peer.user)
    with pytest.raises(SharedExperience.DoesNotExist):
        services.change_experience_audience(experience=line, audience="nobody", by=admin)
    assert (
        services.change_experience_audience(experience=line, audience="nobody", by=peer.user).audience
        == "nobody"
    )
    services.take_back_experience(experience=line, by=peer.user)
    assert not SharedExperience.objects.exists()


def test_a_peer_changes_their_own_page_only(admin, peer):
    words = {"peer": peer, "pronouns": "she", "languages": ["es"], "has_room": False}

    assert services.update_peer(**words, by=peer.user).languages == ["es"]
    with pytest.raises(NotAllowed):
        services.update_peer(**words, by=admin)
