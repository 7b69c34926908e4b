from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


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

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Messages name the agency by its neutral name and nothing else."""
        user = context.get("user") or getattr(context.get("request"), "user", None)
        agency = getattr(user, "agency", None)
        super().send_mail(
            template_prefix, email, {**context, "agency_name": agency.neutral_name if agency else ""}
        )
