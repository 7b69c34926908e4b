"""The one door to django-guardian: explicit, dated grants on a person, and nothing else.

Standing relations are the rows of Pairing and SupervisionLink; they are never copied here. Grants are read through
PersonGrant.objects.in_force(), which compares the end with now. guardian's own shortcuts don't, so they are not used.
"""

from django.contrib.auth.models import Permission

from .models import SupportedPerson

# Kinds of readers as the person's choices name them, and what a grant can open for them. Contact is never among it.
AUDIENCES = frozenset({"paired", "clinical", "senior", "cover", "responder"})
CONTENTS = frozenset({"facts", "narrative", "plan"})


def permission_to_see() -> Permission:
    """The permission every grant carries; which kinds of content it opens stands in the grant."""
    return Permission.objects.get(
        content_type__app_label=SupportedPerson._meta.app_label,
        content_type__model=SupportedPerson._meta.model_name,
        codename="view_supportedperson",
    )
