import pytest
from django.urls import reverse

from peersupport.core.errors import DomainError
from sessions_app.models import Addendum, SessionNote
from sessions_app.services import ConsentMissing, add_addendum
from tests import factories
from tests.sessions_app.world import Two


def url(name, session):
    return reverse(f"sessions_app:{name}", args=[session.pk])


def test_addendum_stands_below_with_its_date():
    two = Two()
    session, client = two.complete(), factories.sign_in(two.user)

    response = client.post(url("addendum_add", session), {"text": "It was the north bank."}, follow=True)

    assert "It was the north bank." in response.content.decode()
    assert "Added on" in response.content.decode()
    assert Addendum.objects.get().author == two.user


def test_addendum_ladder():
    two = Two()
    session = two.complete()
    second = factories.make_pairing(person=two.person, peer=factories.make_peer(agency=two.agency)).peer.user
    text = {"text": "x"}

    assert factories.sign_in(two.user).get(url("addendum_add", session)).status_code == 405
    assert factories.sign_in(Two().user).post(url("addendum_add", session), text).status_code == 404
    assert factories.sign_in(second).post(url("addendum_add", session), text).status_code == 403
    assert factories.sign_in(two.user).post(url("addendum_add", session), {"text": " "}).status_code == 422
    assert factories.sign_in(two.user).post(url("addendum_add", two.plan()), text).status_code == 404


def test_addendum_needs_a_yes_in_force():
    two = Two()
    session = two.complete()
    two.withdraw()

    with pytest.raises(ConsentMissing):
        add_addendum(note=SessionNote.objects.get(), text="x", by=two.user)
    response = factories.sign_in(two.user).post(url("addendum_add", session), {"text": "kept on the page"})
    assert (response.status_code, "kept on the page" in response.content.decode()) == (422, True)


def test_addendum_by_who_may_not_read_it_any_more():
    two = Two()
    two.complete()
    note = SessionNote.objects.get()

    with pytest.raises(DomainError):
        add_addendum(note=note, text="  ", by=two.user)
    with pytest.raises(DomainError):
        add_addendum(note=note, text="a" * 10_001, by=two.user)
    with pytest.raises(SessionNote.DoesNotExist):
        add_addendum(note=note, text="x", by=Two().user)
    factories.make_block(person=two.person, user=two.user)
    with pytest.raises(SessionNote.DoesNotExist):
        add_addendum(note=note, text="x", by=two.user)


@pytest.mark.parametrize("text", ["x", " "])
def test_blocked_author_gets_no_page_whatever_they_send(text):
    two = Two()
    session = two.complete()
    factories.make_block(person=two.person, user=two.user)

    assert factories.sign_in(two.user).post(url("addendum_add", session), {"text": text}).status_code == 404
