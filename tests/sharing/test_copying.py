"""One note copied for another record system: what the permission speaks of, looked at, and in the accounting."""

import re
import uuid

import pytest
from django.urls import reverse

from consent.models import Disclosure
from consent.services import end_release, give_release
from consent.services.releases import Terms
from peersupport.audit.models import LedgerEntry
from peersupport.core.errors import WrongState
from peersupport.core.principal import acting_as
from peersupport.people.models import News
from peersupport.sharing import copying
from sessions_app.models import SessionNote
from sessions_app.services import add_addendum, decide_passage
from tests import factories
from tests.sessions_app.reviewed import Reviewed


@pytest.fixture
def world():
    found = Reviewed(
        text="We sat by the river.", own_words="I can breathe.", own_words_by="them", taken_along="Calm."
    )
    add_addendum(note=found.note, text="It was the north bank.", by=found.two.user)
    decide_passage(passage=found.asked_to_withhold("Her brother was there."), agrees=True, by=found.clinical)
    return found


def permit(world, **values):
    person = world.two.person
    said = {
        "recipient": "River Clinic", "sent_by": "copy", "kinds": ("facts", "note"), "what": "Our notes",
        "purpose": "So that my care fits together", "until_on": world.two.program.today().replace(year=2999), **values,
    }  # fmt: skip
    with acting_as(world.two.user.pk):
        return give_release(
            key=uuid.uuid4(),
            person=person,
            terms=Terms(**said),
            way="typed",
            signature="Ana",
            by=world.two.user,
        )


def address(world):
    return reverse("sharing:note_copy", args=[world.note.pk])


def shown(page):
    return {
        name: re.search(f'name="{name}" value="([^"]+)"', page)[1]
        for name in ("key", "permission", "looked_at")
    }


def test_looked_at_copied_and_in_the_accounting(world):
    permit(world)
    client = factories.sign_in(world.two.user)

    page = client.get(address(world)).content.decode()
    assert Disclosure.objects.count() == 0
    copied = client.post(address(world), shown(page), follow=True).content.decode()
    client.post(address(world), shown(page))

    for text in ("We sat by the river.", "I can breathe.", "It was the north bank."):
        assert text in page
        assert text in copied
    assert "Calm." not in page
    assert "Her brother" not in page + copied
    assert Disclosure.objects.get().sent_by == "copy"
    assert LedgerEntry.objects.filter(action="disclosure.made").count() == 1
    assert News.objects.filter(kind="went_out").count() == 1
    read = client.get(reverse("sessions_app:session_read", args=[world.session.pk])).content.decode()
    assert "Copied for another record system on" in read
    assert "River Clinic" in factories.sign_in(world.me).get(reverse("sharing:my_out")).content.decode()


def test_only_what_the_permission_speaks_of(world):
    permit(world, kinds=("facts",))

    page = factories.sign_in(world.two.user).get(address(world)).content.decode()

    assert "The permission does not speak of it." in page
    assert "We sat by the river." not in page


@pytest.mark.parametrize("way", ["none", "mail", "over"])
def test_without_a_permission_for_it_the_page_says_what_is_missing(world, way):
    if way != "none":
        release = permit(world, sent_by="mail" if way == "mail" else "copy")
        if way == "over":
            end_release(release=release, by=world.two.user)

    page = factories.sign_in(world.two.user).get(address(world)).content.decode()

    assert "What is missing" in page
    assert "data-copy-form" not in page


def test_what_was_taken_back_meanwhile_is_not_copied(world):
    release = permit(world)
    client = factories.sign_in(world.two.user)
    page = client.get(address(world)).content.decode()
    end_release(release=release, by=world.two.user)

    assert client.post(address(world), shown(page)).status_code == 404
    assert Disclosure.objects.count() == 0


def test_what_changed_since_it_was_looked_at_is_looked_at_again(world):
    release = permit(world)
    with acting_as(world.two.user.pk):
        looked_at = copying.look_copy(note=world.note, release=release, by=world.two.user).draft.fingerprint
        add_addendum(note=world.note, text="One thing more.", by=world.two.user)
        with pytest.raises(WrongState):
            copying.record_copy(
                key=uuid.uuid4(), note=world.note, release=release, looked_at=looked_at, by=world.two.user
            )
    assert Disclosure.objects.count() == 0


def test_goals_and_the_choice_among_several(world):
    permit(world, kinds=("facts", "goals"))
    second = permit(world, recipient="Second Clinic")
    client = factories.sign_in(world.two.user)

    page = client.get(address(world)).content.decode()
    assert "Second Clinic" in page
    assert "?permission=" in page
    assert "We sat" in client.get(address(world), {"permission": second.pk}).content.decode()


def test_who_may_not_has_no_such_page(world):
    permit(world)
    far = factories.make_peer(agency=world.two.agency).user

    for user in (far, world.clinical, world.me):
        assert factories.sign_in(user).get(address(world)).status_code == 404
    client = factories.sign_in(world.two.user)
    assert client.post(address(world), {"key": "x"}).status_code == 302
    assert client.get(address(world), {"copied": uuid.uuid4()}).status_code == 404
    with acting_as(far.pk), pytest.raises(SessionNote.DoesNotExist):
        copying.note_to_copy(world.note.pk, by=far)
