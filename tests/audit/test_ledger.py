"""The ledger: a chain that holds, what breaks it, and what only signed ends show."""

import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from peersupport.audit import anchors
from peersupport.audit.models import LedgerEntry, LedgerHead
from peersupport.audit.querysets import walk_chain
from peersupport.audit.services import enter
from peersupport.bench.proofs.ledger import ONLY_BY_ANCHORS, TAMPERS, fill, prove, superuser, tampered
from peersupport.operate.tasks import sign_ledger_heads

AGENCY = uuid.UUID(int=7)


class Thing:
    """Whatever a service writes about."""

    def __init__(self, agency_id):
        self.agency_id, self.pk = agency_id, uuid.uuid4()

    _meta = SimpleNamespace(label="tests.Thing")


@pytest.fixture
def key(tmp_path, settings):
    settings.LEDGER_KEY_FILE = tmp_path / "key"
    call_command("anchor_ledger", make_key=settings.LEDGER_KEY_FILE)
    return anchors.read_private_key(settings.LEDGER_KEY_FILE)


@pytest.fixture
def signed(key, tmp_path):
    """The ends of a chain of twenty, signed."""
    fill(AGENCY, 20)
    path = tmp_path / "anchors"
    anchors.append_to(path, anchors.sign_heads(key))
    return path


def test_links_follow_each_other_and_the_head():
    for number in range(3):
        enter("consent.answered", target=Thing(AGENCY), by=None, payload={"version": number})

    links = list(LedgerEntry.objects.order_by("seq"))

    assert [link.seq for link in links] == [1, 2, 3]
    assert [bytes(link.prev) for link in links[1:]] == [bytes(link.hash) for link in links[:-1]]
    assert (LedgerHead.objects.get().seq, bytes(LedgerHead.objects.get().hash)) == (3, bytes(links[-1].hash))
    assert walk_chain(AGENCY).fault is None


def test_each_agency_has_a_chain_of_its_own():
    for agency in (AGENCY, uuid.UUID(int=8), AGENCY):
        enter("consent.answered", target=Thing(agency), by=None)

    assert sorted(LedgerEntry.objects.values_list("agency_id", "seq")) == [
        (AGENCY, 1),
        (AGENCY, 2),
        (uuid.UUID(int=8), 1),
    ]


def test_what_a_caller_says_about_place_and_time_counts_for_nothing():
    long_ago = datetime(2001, 1, 1, tzinfo=UTC)
    forged = LedgerEntry(
        agency_id=AGENCY, action="a", target_type="t", target_id=AGENCY, seq=999, at=long_ago, hash=b"mine"
    )

    LedgerEntry.objects.bulk_create([forged])

    link = LedgerEntry.objects.get()
    assert (link.seq, link.at > timezone.now() - timezone.timedelta(minutes=5)) == (1, True)
    assert walk_chain(AGENCY).fault is None


def test_a_transaction_that_fails_leaves_no_link_and_no_gap():
    enter("consent.answered", target=Thing(AGENCY), by=None)
    with transaction.atomic():
        enter("consent.answered", target=Thing(AGENCY), by=None)
        transaction.set_rollback(True)
    enter("consent.answered", target=Thing(AGENCY), by=None)

    assert (walk_chain(AGENCY).links, walk_chain(AGENCY).fault) == (2, None)


def test_many_at_once_make_one_chain():
    def write(_number):
        try:
            for _ in range(5):
                enter("consent.answered", target=Thing(AGENCY), by=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, range(6)))

    assert (walk_chain(AGENCY).links, walk_chain(AGENCY).fault) == (30, None)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_ledgerentry SET action = 'nothing'",
        "DELETE FROM audit_ledgerentry",
        "UPDATE audit_ledgerhead SET seq = 0",
        "DELETE FROM audit_ledgerhead",
        "INSERT INTO audit_ledgerhead (agency_id, seq, hash) VALUES (gen_random_uuid(), 5, '')",
    ],
)
def test_the_application_may_change_nothing_of_it(statement):
    enter("consent.answered", target=Thing(AGENCY), by=None)

    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_same_chain_holds_in_every_time_zone():
    fill(AGENCY, 5)

    with superuser() as to:
        to.execute("SET TIME ZONE 'Asia/Kathmandu'")
        row = to.execute("SELECT links, fault FROM verify_ledger(%s)", [AGENCY]).fetchone()

    assert row == (5, None)


@pytest.mark.parametrize("name", TAMPERS)
def test_what_was_tampered_with_shows(name, signed, key):
    with superuser() as to:
        walked, anchored = tampered(
            to, TAMPERS[name], agency=AGENCY, seq=9, signed=signed, key=key.public_key()
        )

    assert (walked, anchored) == (name not in ONLY_BY_ANCHORS, True)


def test_a_ledger_that_is_gone_whole_shows_against_its_anchors(signed, key):
    with superuser() as to:
        to.execute("SET session_replication_role = replica")
        to.execute("DELETE FROM audit_ledgerentry")
        to.execute("DELETE FROM audit_ledgerhead")

    _chains, found = anchors.verify(anchors=signed, key=key.public_key())

    assert [(finding.agency_id, finding.seq) for finding in found] == [(str(AGENCY), 20)]


def test_the_command_says_what_it_walked(signed, key, capsys):
    call_command("verify_ledger", anchors=signed)

    assert "20 links of 1 agencies hold and go through every signed end" in capsys.readouterr().out


def test_the_command_names_the_place_and_fails(signed, key, capsys):
    with superuser() as to:
        to.execute("SET session_replication_role = replica")
        TAMPERS["payload"](to, AGENCY, 9)

    with pytest.raises(CommandError, match="does not hold in 1 places"):
        call_command("verify_ledger", anchors=signed)

    assert f"{AGENCY} at link 9: a link was changed" in capsys.readouterr().err


def test_anchors_of_another_hand_are_refused(signed, key, capsys):
    line = json.loads(signed.read_text())
    signed.write_text(json.dumps(line | {"seq": 19}) + "\nnot a line\n\n" + json.dumps([1]) + "\n")

    with pytest.raises(CommandError, match="4 places"):
        call_command("verify_ledger", anchors=signed)

    assert capsys.readouterr().err.count("is not one that this key signed") == 4


@pytest.mark.parametrize(
    "text", ["", "no key", "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----"]
)
def test_a_key_that_is_none_is_said_plainly(text, tmp_path, settings):
    settings.LEDGER_KEY_FILE = tmp_path / "broken"
    settings.LEDGER_KEY_FILE.write_text(text)

    with pytest.raises(CommandError, match="no private key that can be read"):
        call_command("anchor_ledger")


def test_a_key_is_never_made_over_another(key, settings):
    before = settings.LEDGER_KEY_FILE.read_text()

    with pytest.raises(CommandError, match="is there already"):
        call_command("anchor_ledger", make_key=settings.LEDGER_KEY_FILE)

    assert settings.LEDGER_KEY_FILE.read_text() == before
    assert settings.LEDGER_KEY_FILE.stat().st_mode & 0o777 == 0o600


def test_the_worker_signs_where_it_was_told_to(key, settings, tmp_path):
    settings.LEDGER_ANCHORS_FILE = tmp_path / "elsewhere"
    fill(AGENCY, 3)
    sign_ledger_heads()
    fill(AGENCY, 2)
    sign_ledger_heads()

    assert [
        json.loads(line)["seq"] for line in Path(settings.LEDGER_ANCHORS_FILE).read_text().splitlines()
    ] == [3, 5]
    call_command("verify_ledger", anchors=settings.LEDGER_ANCHORS_FILE)


def test_nobody_vouches_for_a_chain_that_does_not_hold(key):
    fill(AGENCY, 5)
    with superuser() as to:
        to.execute("SET session_replication_role = replica")
        TAMPERS["time"](to, AGENCY, 3)

    with pytest.raises(CommandError, match="does not hold at 3"):
        call_command("anchor_ledger")


def test_the_proof_finds_every_tamper():
    result = prove(seed=20261129, size=2_000)

    assert (result["examples"], result["seen"]) == ([], 9)
