"""The list of meetings as plain values: it is asked for most, and model instances would cost more than the list."""

from typing import Any

from django.utils.translation import get_language

from peersupport.core.principal import rows_for_principal
from sessions_app.querysets import Cursor, SessionFilter, _page_of

FACTS = (
    "SELECT x.id, x.state, x.starts_at, x.local_start, x.time_zone, x.minutes, x.way, x.place, x.kinds, x.agenda_by, "
    "x.level, x.has_note, t.note_opens, g.id, coalesce(nullif(g.names ->> %s, ''), "
    "(SELECT e.name FROM jsonb_each_text(g.names) e (language, name) LIMIT 1)), p.id, u.name "
    "FROM session_page(%s, %s, %s, %s, %s, %s, %s) WITH ORDINALITY t (id, note_opens, whole, place) "
    "JOIN sessions_app_supportsession x ON x.id = t.id JOIN accounts_program g ON g.id = x.program_id "
    "JOIN people_peerspecialist p ON p.id = x.peer_id JOIN accounts_user u ON u.id = p.user_id ORDER BY t.place"
)
NAMES = ("id", "state", "starts_at", "local_start", "time_zone", "minutes", "way", "place", "kinds", "agenda_by",
         "level", "has_note", "note_opens")  # fmt: skip


def newest_facts(*, only: SessionFilter, before: Cursor | None, limit: int) -> list[dict[str, Any]]:
    """SupportSession.objects.newest() in one query, in the shape in which it is answered. Without the names."""
    return [
        {
            **dict(zip(NAMES, row, strict=False)),
            "program": {"id": row[13], "name": row[14]},
            "peer": {"id": row[15], "name": row[16]},
        }
        for row in rows_for_principal(FACTS, [get_language() or "en", *_page_of(only, before, limit)])
    ]
