"""The user of a request. Every page begins with it, so it is one statement, without a query to be composed."""

import uuid
from typing import Any

from django.apps import apps

from peersupport.core import clock
from peersupport.core.rows import instances

# As Membership.objects.in_force(agency.today()) has them.
ROLES = (
    "ARRAY(SELECT m.role FROM accounts_membership m WHERE m.user_id = u.id AND m.ended_at IS NULL "
    "AND m.starts_on <= d.today AND (m.ends_on IS NULL OR m.ends_on >= d.today))"
)
FROM = (
    "FROM accounts_user u JOIN accounts_agency a ON a.id = u.agency_id "
    "CROSS JOIN LATERAL (SELECT (%s AT TIME ZONE a.time_zone)::date AS today) d WHERE u.id = %s"
)


def user_with_roles(user_id: uuid.UUID | str) -> Any:
    """The user with their agency and the roles they have today, or None."""
    models = {"u": apps.get_model("accounts", "User"), "a": apps.get_model("accounts", "Agency")}
    for user, agency, roles in instances(models, FROM, [clock.now(), user_id], also=[ROLES]):
        user.agency = agency
        user.know_roles(roles)
        return user
    return None
