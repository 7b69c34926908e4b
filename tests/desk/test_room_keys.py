"""What is written about a peer who left: the office deletes it for good, a month later, and says again who it is."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from peersupport.accounts.models import Membership, User
from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.core.models import DataKey
from supervision.queries.room_keys import keys_go_from
from tests import factories
from tests.parts.boundaries import chosen


@pytest.fixture
def office():
    return factories.make_admin()


@pytest.fixture
def peer(office):
    peer = factories.make_peer(agency=office.agency, name="Gabe T.")
    factories.make_link(peer=peer, kind="senior", made_by=office)
    chosen(peer.user)
    return peer


def leave(peer, *, days):
    Membership.objects.filter(user=peer.user).update(ended_at=clock.ago(days=days))
    User.objects.filter(pk=peer.user_id).update(is_active=False)


def come_back(peer, office):
    factories.give_role(peer.user, Role.PEER)
    User.objects.filter(pk=peer.user_id).update(is_active=True)
    return factories.sign_in(User.objects.get(pk=peer.user_id))


def rooms(peer):
    return reverse("desk:staff_rooms", args=[peer.user_id])


def text(answer):
    return answer.content.decode()


def test_nothing_can_go_while_they_work_here_or_have_just_left(office, peer):
    desk = factories.sign_in(office)
    at_work = text(desk.get(rooms(peer)))
    left_out = rooms(peer) not in text(desk.get(reverse("desk:staff_page", args=[peer.user_id])))
    leave(peer, days=28)
    just_left = text(desk.get(rooms(peer)))

    assert ("They work here." in at_work, left_out) == (True, True)
    assert "Delete it for good" not in at_work + just_left
    assert "Until then they may come back to it." in just_left
    assert desk.post(rooms(peer)).status_code == 409
    assert DataKey.objects.get(owner_kind="senior", owner_id=peer.pk).destroyed_at is None


def test_a_month_later_it_goes_for_good_and_once(office, peer):
    leave(peer, days=32)
    desk = factories.sign_in(office)
    link = text(desk.get(reverse("desk:staff_page", args=[peer.user_id])))
    before = text(desk.get(rooms(peer)))
    after = text(desk.post(rooms(peer), follow=True))

    assert (rooms(peer) in link, "Delete it for good" in before) == (True, True)
    assert ("Deleted for good" in after, "Delete it for good" in after) == (True, False)
    assert DataKey.objects.filter(owner_id=peer.pk, destroyed_at__isnull=False).count() == 2
    assert desk.post(rooms(peer)).status_code == 409


def test_who_it_is_is_asked_once_more(office, peer):
    leave(peer, days=32)
    desk = factories.sign_in(office)
    session = desk.session
    session["account_authentication_methods"] = []
    session.save()

    answer = desk.post(rooms(peer))

    assert (answer.status_code, rooms(peer) == answer.url) == (302, False)
    assert DataKey.objects.get(owner_kind="senior", owner_id=peer.pk).destroyed_at is None


def test_the_peer_knows_before_and_whoever_comes_back_is_told(office, peer):
    meetings = reverse("supervision:meetings")
    before = text(factories.sign_in(peer.user).get(meetings))
    leave(peer, days=32)
    factories.sign_in(office).post(rooms(peer))
    mine = come_back(peer, office)
    after = text(mine.get(meetings))
    said = {"about": "gift", "happened": "A scarf.", "key": str(uuid.uuid4())}
    written = mine.post(reverse("supervision:boundary_add"), said)

    assert "thirty days later. Days and lengths stay." in before
    assert "was deleted for good" in after
    assert (written.status_code, "so nothing can be added" in text(written)) == (409, True)


def test_the_last_task_of_all_counts_whichever_it_was(office, peer):
    today = office.agency.today()
    factories.give_role(peer.user, "senior_peer_supervisor")
    leave(peer, days=60)
    both = Membership.objects.filter(user=peer.user).order_by("pk")
    both.filter(pk=both.last().pk).update(ended_at=None, ends_on=today - timedelta(days=3))
    last = keys_go_from(peer)
    both.filter(pk=both.last().pk).update(ends_on=today)

    assert (last, keys_go_from(peer)) == (today + timedelta(days=28), None)
