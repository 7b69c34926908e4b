"""Every data key wrapped anew while everything runs: broken off, gone on with, and nothing lost."""

import base64
import json
import os
import signal
import subprocess
import sys
import uuid
from io import StringIO

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command

from peersupport.audit.models import AuditEvent
from peersupport.core.models import DataKey
from peersupport.core.wrapping import KeyFile
from tests import factories
from tests.core.test_wrapping import WORDS, key_file, opened, pairing, service, written  # noqa: F401


@pytest.fixture
def new_file(settings, tmp_path):
    settings.PEERSUPPORT_OTHER_KEK_FILES = [str(key_file(tmp_path / "new"))]
    return tmp_path / "new"


def rotate(*arguments):
    out = StringIO()
    call_command("rotate_keys", *arguments, "--json", stdout=out)
    return json.loads(out.getvalue().splitlines()[-1])


def test_all_keys_move_to_another_file_and_the_old_one_may_go(pairing, new_file, settings):  # noqa: F811
    row = written(pairing)
    keys = DataKey.objects.count()

    said = rotate("--to-file", new_file, "--batch", "1")
    again = rotate("--to-file", new_file)
    settings.PEERSUPPORT_KEK_FILE, settings.PEERSUPPORT_OTHER_KEK_FILES = new_file, []

    assert (said["rewrapped"], said["left"], again["rewrapped"]) == (keys, 0, 0)
    assert set(DataKey.objects.values_list("wrapped_by", flat=True)) == {KeyFile.read(new_file).current_id()}
    assert opened(row, pairing) == WORDS


def test_one_audit_row_for_each_agency_and_none_for_a_key(new_file):
    one, two = factories.make_pairing(), factories.make_pairing()
    written(one), written(two)

    rotate("--to-file", new_file, "--batch", "1")

    told = AuditEvent.objects.filter(action="keys.rewrapped").values_list("agency_id", flat=True)
    assert sorted(told) == sorted([one.agency_id, two.agency_id])


def test_a_file_that_the_application_does_not_know_is_refused(pairing, tmp_path):  # noqa: F811
    written(pairing)

    with pytest.raises(CommandError, match="OTHER_KEK_FILES"):
        rotate("--to-file", key_file(tmp_path / "unknown"))


def test_destroyed_keys_stay_destroyed(pairing, new_file):  # noqa: F811
    row = written(pairing)
    DataKey.objects.filter(owner_id=pairing.person_id).update(wrapped=None, destroyed_at=row.created_at)

    assert rotate("--to-file", new_file)["left"] == 0
    assert DataKey.objects.get(owner_id=pairing.person_id).wrapped is None


def test_from_the_file_to_a_key_service_and_on_to_its_next_version(pairing, service, settings):  # noqa: F811
    kms, settings.PEERSUPPORT_KMS = settings.PEERSUPPORT_KMS, ""
    row = written(pairing)
    settings.PEERSUPPORT_KMS = kms

    assert rotate()["to"] == "vault:peersupport:v1"
    service.turn()
    assert rotate()["to"] == "vault:peersupport:v2"
    settings.PEERSUPPORT_KEK_FILE = "/nowhere"

    assert opened(row, pairing) == WORDS


def many_keys(count):
    DataKey.objects.made_for(
        agency_id=uuid.uuid4(), kind="person", owner_ids=[uuid.uuid4() for _number in range(count)]
    )


def test_killed_in_the_middle_it_goes_on_and_nothing_is_lost(pairing, new_file, settings):  # noqa: F811
    row = written(pairing)
    many_keys(1500)
    plain = {key.pk: key.plain_key for key in DataKey.objects.all()}
    environment = os.environ | {
        "PEERSUPPORT_OTHER_KEK_FILES": str(new_file),
        "DJANGO_SETTINGS_MODULE": "peersupport.settings.test",
    }
    command = [sys.executable, "manage.py", "rotate_keys", "--to-file", str(new_file), "--batch", "20"]
    running = subprocess.Popen(
        command, cwd=django_settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True
    )
    for _line in range(3):
        running.stdout.readline()
    running.send_signal(signal.SIGKILL)
    running.wait()
    running.stdout.close()

    left = DataKey.objects.wrapped_otherwise(KeyFile.read(new_file).current_id()).count()
    assert 0 < left < len(plain)
    assert opened(row, pairing) == WORDS  # in the middle of it
    said = rotate("--to-file", new_file)
    assert (said["rewrapped"], said["left"]) == (left, 0)
    settings.PEERSUPPORT_KEK_FILE, settings.PEERSUPPORT_OTHER_KEK_FILES = new_file, []
    assert {key.pk: key.plain_key for key in DataKey.objects.all()} == plain
    assert base64.b64decode(new_file.read_text()) not in b"".join(
        bytes(key.wrapped) for key in DataKey.objects.all()
    )
