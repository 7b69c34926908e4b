"""What the trails say in SQL."""

import json
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import connection


def name_who_changes(user_id: uuid.UUID | None, at: datetime) -> None:
    """Until the end of this transaction, rows of history carry this user and moment. Outside one it does nothing."""
    who = json.dumps({"user": str(user_id)}) if user_id else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pghistory.context_metadata', %s, true), set_config('app.moment', %s, true)",
            [who, at.isoformat()],
        )


@dataclass(frozen=True)
class Chain:
    """One agency's ledger as it was walked. fault: gap, chain, hash, head (sql/ledger.sql) or None."""

    agency_id: uuid.UUID
    links: int
    seq: int
    hash: bytes
    fault: str | None
    at_seq: int | None


def chains() -> list[uuid.UUID]:
    """Agencies that have a ledger, or the end of one."""
    sql = (
        "SELECT agency_id FROM audit_ledgerhead UNION "
        "SELECT DISTINCT agency_id FROM audit_ledgerentry ORDER BY agency_id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [agency for (agency,) in cursor.fetchall()]


def walk_chain(agency_id: uuid.UUID) -> Chain:
    """Work every link out anew, in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM verify_ledger(%s)", [agency_id])
        links, seq, last, fault, at_seq = cursor.fetchone()
    return Chain(agency_id, links, seq or 0, bytes(last or b""), fault, at_seq)


def hash_at(agency_id: uuid.UUID, seq: int) -> bytes | None:
    """The hash of one link, None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT hash FROM audit_ledgerentry WHERE agency_id = %s AND seq = %s", [agency_id, seq]
        )
        row = cursor.fetchone()
    return bytes(row[0]) if row else None


def sealed_in_ledger(action: str, target_id: uuid.UUID) -> str | None:
    """The seal that a link about this row holds, None where there is no such link or more than one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT payload ->> 'seal' FROM audit_ledgerentry WHERE target_id = %s AND action = %s",
            [target_id, action],
        )
        rows = cursor.fetchall()
    return rows[0][0] if len(rows) == 1 else None
