"""What the audit trail says in SQL."""

import json
import uuid
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
