"""What is done to a ledger behind the application's back, and whether it shows. As the database's superuser."""

import os
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
from django.conf import settings
from psycopg.conninfo import make_conninfo

from peersupport.audit import anchors
from peersupport.audit.models import LedgerEntry
from peersupport.audit.querysets import walk_chain

Tamper = Callable[[psycopg.Connection[Any], uuid.UUID, int], None]
LINK = "UPDATE audit_ledgerentry SET {} WHERE agency_id = %s AND seq = %s"


def _set(what: str) -> Tamper:
    return lambda to, agency, seq: to.execute(LINK.format(what), [agency, seq]) and None


def _delete_one(to: psycopg.Connection[Any], agency: uuid.UUID, seq: int) -> None:
    to.execute("DELETE FROM audit_ledgerentry WHERE agency_id = %s AND seq = %s", [agency, seq])


def _exchange(to: psycopg.Connection[Any], agency: uuid.UUID, seq: int) -> None:
    for old, new in ((seq, 0), (seq + 1, seq), (0, seq + 1)):
        to.execute(
            "UPDATE audit_ledgerentry SET seq = %s WHERE agency_id = %s AND seq = %s", [new, agency, old]
        )


def _edit_and_seal_again(to: psycopg.Connection[Any], agency: uuid.UUID, seq: int) -> None:
    _set("action = 'nothing.happened'")(to, agency, seq)
    to.execute(
        "UPDATE audit_ledgerentry e SET hash = ledger_hash(e) WHERE agency_id = %s AND seq = %s",
        [agency, seq],
    )


def _cut_the_end(to: psycopg.Connection[Any], agency: uuid.UUID, seq: int) -> None:
    to.execute("DELETE FROM audit_ledgerentry WHERE agency_id = %s AND seq > %s", [agency, seq])


def _cut_the_end_and_mend_the_head(to: psycopg.Connection[Any], agency: uuid.UUID, seq: int) -> None:
    _cut_the_end(to, agency, seq)
    _mend_the_head(to, agency)


def _write_it_all_anew(to: psycopg.Connection[Any], agency: uuid.UUID, seq: int) -> None:
    """As somebody would who knows how it is made: a chain that holds, about something else."""
    _set("action = 'nothing.happened'")(to, agency, seq)
    to.execute(
        """DO $$ DECLARE e audit_ledgerentry; last bytea := sha256('%(agency)s'::text::bytea); BEGIN
        FOR e IN SELECT * FROM audit_ledgerentry WHERE agency_id = '%(agency)s' ORDER BY seq LOOP
          e.prev := last; last := ledger_hash(e);
          UPDATE audit_ledgerentry SET prev = e.prev, hash = last WHERE id = e.id;
        END LOOP; END $$""".replace("%(agency)s", str(agency))
    )
    _mend_the_head(to, agency)


def _mend_the_head(to: psycopg.Connection[Any], agency: uuid.UUID) -> None:
    to.execute(
        "UPDATE audit_ledgerhead h SET (seq, hash) = (SELECT e.seq, e.hash FROM audit_ledgerentry e "
        "WHERE e.agency_id = h.agency_id ORDER BY e.seq DESC LIMIT 1) WHERE h.agency_id = %s",
        [agency],
    )


# The last two hold in themselves: only ends that were signed before show them.
TAMPERS: dict[str, Tamper] = {
    "payload": _set("payload = payload || '{\"allowed\": true}'"),
    "time": _set("at = at - interval '1 day'"),
    "actor": _set("actor_id = gen_random_uuid()"),
    "deleted": _delete_one,
    "exchanged": _exchange,
    "sealed again": _edit_and_seal_again,
    "end cut": _cut_the_end,
    "end cut, head mended": _cut_the_end_and_mend_the_head,
    "all written anew": _write_it_all_anew,
}
ONLY_BY_ANCHORS = {"end cut, head mended", "all written anew"}


def superuser() -> psycopg.Connection[Any]:
    """Beside the application's connection, on the same throw-away database."""
    name = settings.DATABASES["default"]["NAME"]
    url = make_conninfo(os.environ["PEERSUPPORT_TEST_SUPERUSER_URL"], dbname=name)
    return psycopg.connect(url, autocommit=True)


def fill(agency: uuid.UUID, links: int) -> None:
    for start in range(0, links, 5_000):
        LedgerEntry.objects.bulk_create(
            LedgerEntry(
                agency_id=agency,
                action="consent.answered",
                target_type="consent.ConsentRecord",
                target_id=uuid.uuid4(),
                person_id=uuid.uuid4(),
                payload={"version": number, "hash": uuid.uuid4().hex * 2},
            )
            for number in range(start, min(start + 5_000, links))
        )


def tampered(
    to: psycopg.Connection[Any], tamper: Tamper, *, agency: uuid.UUID, seq: int, signed: Path, key: Any
) -> tuple[bool, bool]:
    """(seen by walking the chain, seen against the anchors). Everything is as before afterwards."""
    copies = ("audit_ledgerentry", "audit_ledgerhead")
    for table in copies:
        to.execute(f"CREATE TEMP TABLE kept_{table} AS SELECT * FROM {table}")
    to.execute("SET session_replication_role = replica")
    tamper(to, agency, seq)
    walked = walk_chain(agency).fault is not None
    _chains, found = anchors.verify(anchors=signed, key=key)
    for table in copies:
        to.execute(f"DELETE FROM {table}")
        to.execute(f"INSERT INTO {table} SELECT * FROM kept_{table}")
        to.execute(f"DROP TABLE kept_{table}")
    to.execute("SET session_replication_role = origin")
    return walked, bool(found)


def prove(*, seed: int, size: int) -> dict[str, Any]:
    """Every tamper of TAMPERS on a short chain, and the speed of walking a chain of `size` links."""
    agency, long = uuid.UUID(int=seed), uuid.UUID(int=seed + 1)
    fill(agency, 200)
    seen, examples = {}, []
    with TemporaryDirectory() as folder, superuser() as to:
        private, _public = anchors.new_key()
        key_file, signed = Path(folder) / "key", Path(folder) / "anchors"
        key_file.write_text(private)
        key = anchors.read_private_key(key_file)
        anchors.append_to(signed, anchors.sign_heads(key))
        for name, tamper in TAMPERS.items():
            walked, anchored = tampered(
                to, tamper, agency=agency, seq=1 + seed % 198, signed=signed, key=key.public_key()
            )
            seen[name] = anchored
            if not anchored or walked == (name in ONLY_BY_ANCHORS):
                examples.append(f"{name}: seen by walking {walked}, against the anchors {anchored}")
    fill(long, size)
    started = time.perf_counter()
    chain = walk_chain(long)
    seconds = time.perf_counter() - started
    if chain.fault or chain.links != size:
        examples.append(f"a chain nobody touched: {chain}")
    return {
        "tampers": len(seen),
        "seen": sum(seen.values()),
        "links": size,
        "links_per_second": round(size / seconds),
        "examples": examples,
    }
