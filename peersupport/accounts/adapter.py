from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs themselves up: staff are invited, people are added by their peer."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def format_email_subject(self, subject: str) -> str:
        """No prefix: a subject line must not say what this is about."""
        return subject

    def get_login_redirect_url(self, _request: HttpRequest) -> str:
        return "/"

    def get_password_change_redirect_url(self, _request: HttpRequest) -> str:
        """Back to where one came from, not to the same empty form again."""
        return reverse("account")

    def reauthenticate(self, user: Any, password: str) -> bool:
        """The session gets a new key with the answer, as with every sign-in."""
        is_right = super().reauthenticate(user, password)
        if is_right:
            context.request.session.cycle_key()
        return bool(is_right)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """A code by e-mail for everybody: many here have no password."""
        by_code = {
            "id": "code",
            "description": _("Send me a code instead"),
            "url": reverse("account_again_code"),
        }
        return [*super().get_reauthentication_methods(user), by_code]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Messages name the agency by its neutral name and nothing else."""
        user = context.get("user") or getattr(context.get("request"), "user", None)
        agency = getattr(user, "agency", None)
        super().send_mail(
            template_prefix, email, {**context, "agency_name": agency.neutral_name if agency else ""}
        )
