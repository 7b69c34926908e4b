import base64
import os

import pytest
from django.db import DataError

from peersupport.audit.models import AccessEvent
from peersupport.audit.services import Purpose, reading
from peersupport.core import crypto
from peersupport.core.fields import Sealed
from peersupport.core.models import DataKey
from peersupport.core.principal import NoPrincipal, acting_as
from peersupport.people.models import LeaveOut
from tests.factories import make_pairing

SECRET = "my street"


@pytest.fixture
def pairing():
    return make_pairing()


@pytest.fixture
def line(pairing):
    row = LeaveOut.objects.create(agency_id=pairing.agency_id, person=pairing.person, text=SECRET)
    return LeaveOut.objects.get(pk=row.pk)


def opened(row, by):
    with acting_as(by.pk), reading(by=by, purpose=Purpose.OWN_WORK, via="paired") as r:
        return r.open(row).text


def test_what_is_stored_is_not_readable(line):
    assert isinstance(line.text, Sealed)
    assert repr(line.text) == str(line.text) == "<sealed>"
    assert SECRET.encode() not in line.text.data


def test_reading_opens_it_and_leaves_one_trace(line, pairing):
    by = pairing.peer.user
    with acting_as(by.pk), reading(by=by, purpose=Purpose.OWN_WORK, via="paired") as r:
        texts = [r.open(line).text, r.open(line).text]

    assert texts == [SECRET, SECRET]
    event = AccessEvent.objects.get()
    assert (event.reader_id, event.person_id, event.via, event.contents) == (
        by.pk,
        pairing.person_id,
        "paired",
        ["leave_out"],
    )


def test_nothing_opens_while_nobody_acts(line, pairing):
    with pytest.raises(NoPrincipal), reading(by=pairing.peer.user, purpose=Purpose.OTHER, via="x") as r:
        r.open(line)

    assert not AccessEvent.objects.exists()


def test_a_trace_that_fails_fails_the_reading(line, pairing):
    by = pairing.peer.user
    far_too_long = "a relation with far too long a name"
    with (
        pytest.raises(DataError, match="too long"),
        acting_as(by.pk),
        reading(by=by, purpose=Purpose.OTHER, via=far_too_long) as r,
    ):
        r.open(line)

    assert not AccessEvent.objects.exists()


def test_moved_to_another_row_it_does_not_open(line, pairing):
    other = LeaveOut.objects.create(agency_id=pairing.agency_id, person=pairing.person, text="another")
    LeaveOut.objects.filter(pk=other.pk).update(text=line.text)

    with pytest.raises(crypto.CannotOpen, match="does not belong"):
        opened(LeaveOut.objects.get(pk=other.pk), pairing.peer.user)


def test_a_destroyed_key_opens_nothing_and_is_never_replaced(line, pairing):
    DataKey.objects.filter(owner_id=pairing.person_id).update(wrapped=None, destroyed_at=line.created_at)

    assert opened(line, pairing.peer.user) == "This was deleted."
    with pytest.raises(crypto.CannotOpen, match="destroyed"):
        LeaveOut.objects.create(agency_id=pairing.agency_id, person=pairing.person, text="new words")


def test_another_key_file_opens_nothing(line, pairing, settings, tmp_path):
    other = tmp_path / "kek"
    other.write_text(base64.b64encode(os.urandom(32)).decode())
    settings.PEERSUPPORT_KEK_FILE = other

    with pytest.raises(crypto.CannotOpen, match="another key file"):
        opened(line, pairing.peer.user)


@pytest.mark.parametrize("content", ["", "c2hvcnQ=", "not base64 !"])
def test_a_key_file_that_is_none_is_refused(line, pairing, settings, tmp_path, content):
    broken = tmp_path / "kek"
    broken.write_text(content)
    settings.PEERSUPPORT_KEK_FILE = broken

    with pytest.raises(crypto.CannotOpen):
        opened(line, pairing.peer.user)


def test_plain_text_never_slips_past_the_seal(line):
    with pytest.raises(TypeError, match="saving its model"):
        LeaveOut.objects.update(text="in the open")
    with pytest.raises(TypeError, match="saving its model"):
        LeaveOut.objects.filter(text="in the open").exists()


def test_an_empty_text_is_stored_as_nothing(pairing):
    row = LeaveOut.objects.create(agency_id=pairing.agency_id, person=pairing.person, text="")

    assert LeaveOut.objects.get(pk=row.pk).text is None
    assert opened(LeaveOut.objects.get(pk=row.pk), pairing.peer.user) == ""


def test_two_rows_with_the_same_words_look_different(pairing):
    rows = [
        LeaveOut.objects.create(agency_id=pairing.agency_id, person=pairing.person, text=SECRET)
        for _number in range(2)
    ]

    assert rows[0].text.data != rows[1].text.data
    assert DataKey.objects.filter(owner_id=pairing.person_id).count() == 1
