from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peersupport.demo.seed import accounts

ROLES: dict[str, Promise] = {
    "peer": _("peer specialist"),
    "clinical supervisor": _("clinical supervisor"),
    "senior peer supervisor": _("senior peer supervisor"),
    "admin": _("office"),
    "person": _("person"),
    "peer of another agency": _("peer specialist of another agency"),
}


def sign_in_accounts(request: HttpRequest) -> dict[str, object]:
    """Who one can look around as: on the sign-in page alone, and only where the demo's settings ask for it."""
    if request.path != reverse("account_login"):
        return {}
    return {"demo_accounts": [{**account, "role_words": ROLES[account["role"]]} for account in accounts()]}


def sent_page(request: HttpRequest) -> dict[str, object]:
    """The way from every page to what the demo would have sent."""
    return {"demo_sent_url": reverse("demo_sent")}
