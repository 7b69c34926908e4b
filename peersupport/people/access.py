"""The one door to django-guardian: explicit, dated grants on a person, and nothing else.

Standing relations are the rows of Pairing and SupervisionLink; they are never copied here. Grants are read through
PersonGrant.objects.in_force(), which compares the end with now. guardian's own shortcuts don't, so they are not used.
"""

from django.contrib.auth.models import Permission

from peersupport.accounts.models import User
from peersupport.accounts.roles import Role

from .models import SupportedPerson

# Kinds of readers as the person's choices name them, and what a grant can open for them. Contact is never among it.
AUDIENCES = frozenset({"paired", "clinical", "senior", "cover", "responder"})
CONTENTS = frozenset({"facts", "narrative", "plan"})
# As which kind of reader somebody may be let in: what they are here. Anybody may be on call.
AS_WHAT = {
    Role.PEER: ("paired", "cover"),
    Role.CLINICAL_SUPERVISOR: ("clinical",),
    Role.SENIOR_PEER_SUPERVISOR: ("senior",),
}
ON_CALL = "responder"


def audiences_of(user: User) -> list[str]:
    """On whose line of the person's choices a grant for this colleague may stand, the nearest first."""
    return [audience for role in AS_WHAT if role in user.roles for audience in AS_WHAT[role]] + [ON_CALL]


def permission_to_see() -> Permission:
    """The permission every grant carries; which kinds of content it opens stands in the grant."""
    return Permission.objects.get(
        content_type__app_label=SupportedPerson._meta.app_label,
        content_type__model=SupportedPerson._meta.model_name,
        codename="view_supportedperson",
    )
