"""Production does not start on a database that its own rules could not hold on."""

import structlog
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from peersupport.operate.querysets import role_facts

DEMO_MARK = "peersupport demo"  # the comment that `manage.py demo` leaves on a database it fills

log = structlog.get_logger(__name__)


def unsafe_start() -> list[str]:
    """Why this process must not serve real people; empty when there is no reason."""
    facts = role_facts()
    reasons = []
    if facts.is_above_the_rules:
        reasons.append("The role of DATABASE_URL is a superuser or may bypass row-level security.")
    if facts.owns_tables:
        reasons.append(
            "The role of DATABASE_URL owns tables. Use app_web, and the owner for `manage.py migrate` only."
        )
    if not facts.commits_wait:
        reasons.append(
            "synchronous_commit is off: what was acknowledged could be lost. "
            "ALTER ROLE app_web SET synchronous_commit = on settles it."
        )
    if facts.database_comment.startswith(DEMO_MARK):
        reasons.append("This database was filled by `manage.py demo`.")
    elif get_user_model().objects.filter(is_demo=True).exists():
        reasons.append("There are accounts of the demo agency in this database.")
    return reasons


def refuse_unsafe_start() -> None:
    """Raises ImproperlyConfigured in production. An unreachable database is no reason: it may come back."""
    if not settings.REFUSE_UNSAFE_START:
        return
    try:
        reasons = unsafe_start()
    except OperationalError:
        log.warning("the database can't be reached, so its roles were not checked")
        return
    if reasons:
        raise ImproperlyConfigured(" ".join(reasons))
