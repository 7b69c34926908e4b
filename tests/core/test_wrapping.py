"""Key files and a key service: what opens, what doesn't, and that nothing is ever stored without."""

import base64
import os
from pathlib import Path

import pytest
from django.urls import reverse

from peersupport.audit.services import Purpose, reading
from peersupport.core import vault
from peersupport.core.models import DataKey, blind_index
from peersupport.core.principal import acting_as
from peersupport.core.vault import VaultTransit, is_private
from peersupport.core.wrapping import CannotOpen, KeyFile
from peersupport.people.models import LeaveOut
from tests import factories
from tests.support.vault import TOKEN, key_service

WORDS = "my street"


@pytest.fixture
def pairing():
    return factories.make_pairing()


@pytest.fixture
def service(settings):
    with key_service() as service:
        settings.PEERSUPPORT_KMS = "peersupport.core.vault.VaultTransit"
        settings.PEERSUPPORT_KMS_URL = service.url
        settings.PEERSUPPORT_KMS_KEY = service.name
        settings.PEERSUPPORT_KMS_TOKEN = TOKEN
        yield service


def key_file(place):
    place.write_text(base64.b64encode(os.urandom(32)).decode())
    return place


def written(pairing, words=WORDS):
    row = LeaveOut.objects.create(agency_id=pairing.agency_id, person=pairing.person, text=words)
    return LeaveOut.objects.get(pk=row.pk)


def opened(row, pairing):
    by = pairing.peer.user
    with acting_as(by.pk), reading(by=by, purpose=Purpose.OWN_WORK, via="paired") as handle:
        return handle.open(row).text


def test_a_data_key_says_which_file_wrapped_it(pairing, settings):
    written(pairing)

    said = DataKey.objects.get(owner_id=pairing.person_id).wrapped_by
    file = KeyFile.read(settings.PEERSUPPORT_KEK_FILE)
    assert said == file.current_id()
    assert file.key.hex()[:8] not in said
    assert "key=" not in repr(file)


def test_a_former_file_opens_what_it_wrapped_and_new_keys_get_the_current_one(pairing, settings, tmp_path):
    row, former = written(pairing), settings.PEERSUPPORT_KEK_FILE
    settings.PEERSUPPORT_KEK_FILE = key_file(tmp_path / "new")
    settings.PEERSUPPORT_OTHER_KEK_FILES = [str(former)]
    other = factories.make_pairing()

    assert (opened(row, pairing), opened(written(other), other)) == (WORDS, WORDS)
    assert (
        DataKey.objects.get(owner_id=other.person_id).wrapped_by
        != DataKey.objects.get(owner_id=pairing.person_id).wrapped_by
    )


def test_keys_from_before_that_say_nothing_still_open(pairing, settings, tmp_path):
    row = written(pairing)
    DataKey.objects.update(wrapped_by="")
    settings.PEERSUPPORT_OTHER_KEK_FILES = [str(settings.PEERSUPPORT_KEK_FILE)]
    settings.PEERSUPPORT_KEK_FILE = key_file(tmp_path / "new")

    assert opened(row, pairing) == WORDS


@pytest.mark.parametrize("fault", ["missing", "empty", "swapped"])
def test_a_file_that_goes_bad_while_running_closes_sealed_text_alone(pairing, settings, tmp_path, fault):
    """F32: ordinary pages go on, sealed ones say a clear sentence, and with the file back everything opens again."""
    place = tmp_path / "kek"
    place.write_bytes(Path(str(settings.PEERSUPPORT_KEK_FILE)).read_bytes())
    good, settings.PEERSUPPORT_KEK_FILE = place.read_bytes(), place
    row = written(pairing)
    assert opened(row, pairing) == WORDS
    client, me = (
        factories.sign_in(pairing.peer.user),
        factories.sign_in(factories.give_account(pairing.person)),
    )

    {"missing": place.unlink, "empty": lambda: place.write_text(""), "swapped": lambda: key_file(place)}[
        fault
    ]()

    with pytest.raises(CannotOpen):
        opened(row, pairing)
    with pytest.raises(CannotOpen):
        written(pairing, "never in plain words")
    assert LeaveOut.objects.count() == 1
    assert client.get(reverse("people:person_list")).status_code == 200
    sealed = me.get(reverse("my_record:leave_out"))
    assert (sealed.status_code, "be opened just now" in sealed.text) == (503, True)
    place.write_bytes(good)
    assert opened(row, pairing) == WORDS


def test_the_hash_of_a_contact_detail_outlives_its_key_file(pairing, settings, tmp_path):
    before = blind_index("ana@example.org", purpose="email")
    settings.PEERSUPPORT_OTHER_KEK_FILES = [str(settings.PEERSUPPORT_KEK_FILE)]
    settings.PEERSUPPORT_KEK_FILE = key_file(tmp_path / "new")

    assert blind_index("ana@example.org", purpose="email") == before
    assert blind_index("ana@example.org", purpose="phone") != before


def test_a_key_service_wraps_and_opens_and_is_asked_once_for_each_key(pairing, service):
    row = written(pairing)

    key = DataKey.objects.get(owner_id=pairing.person_id)
    assert key.wrapped_by == "vault:peersupport:v1"
    assert opened(row, pairing) == WORDS
    asked = service.asked
    assert opened(row, pairing) == WORDS
    assert service.asked == asked


def test_a_wrapped_key_in_the_place_of_another_does_not_open(service):
    one, two = factories.make_pairing(), factories.make_pairing()
    row, _other = written(one), written(two)
    wrapped = DataKey.objects.get(owner_id=two.person_id).wrapped
    DataKey.objects.filter(owner_id=one.person_id).update(wrapped=wrapped)

    with pytest.raises(CannotOpen, match="refused"):
        opened(row, one)


@pytest.mark.parametrize("trouble", ["slow", "refuse", "nonsense", "gone"])
def test_a_key_service_in_trouble_opens_nothing_new_and_stores_nothing(
    pairing, service, settings, monkeypatch, trouble
):
    monkeypatch.setattr(vault, "SECONDS", 0.3)
    service.trouble = trouble
    if trouble == "gone":
        settings.PEERSUPPORT_KMS_URL = "http://127.0.0.1:9"

    with pytest.raises(CannotOpen, match="key service"):
        written(pairing)
    assert not LeaveOut.objects.exists()


def test_the_key_never_travels_in_the_open():
    assert is_private("https://vault.example:8200")
    assert is_private("http://127.0.0.1:8200")
    assert not is_private("http://vault.example:8200")
    assert not is_private("http://10.0.0.1:8200")
    assert not is_private("ftp://127.0.0.1")
    assert TOKEN not in repr(VaultTransit("https://vault.example", "peersupport", TOKEN))
