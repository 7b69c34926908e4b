"""Who speaks: the user of a token that holds. A browser's session is no way in."""

import secrets
from hmac import compare_digest
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from knox.auth import TokenAuthentication as KnoxAuthentication
from knox.crypto import hash_token
from knox.settings import CONSTANTS
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.throttling import BaseThrottle

from peersupport.accounts.querysets import user_with_roles
from peersupport.core import clock

from . import services
from .models import Token

NO_TOKEN = _("This token does not hold.")


class TokenAuthentication(KnoxAuthentication):  # type: ignore[misc]
    """knox's, changing nothing, and only for those who have a role today."""

    def authenticate_credentials(self, token: bytes) -> tuple[Any, Token]:
        try:
            text = token.decode("ascii")
        except ValueError as error:
            raise AuthenticationFailed(NO_TOKEN) from error
        if not text.isprintable():
            raise AuthenticationFailed(NO_TOKEN)
        digest = hash_token(text)
        key = text[: CONSTANTS.TOKEN_KEY_LENGTH]
        for found in Token.objects.filter(token_key=key, expiry__gt=clock.now()):
            if compare_digest(digest, found.digest):
                user = user_with_roles(found.user_id)
                if user is not None and user.roles:
                    return user, found
        raise AuthenticationFailed(NO_TOKEN)


class WorksHere(BasePermission):
    """Signed in by a token. What is there for whom, each view says by what it fetches."""

    def has_permission(self, request: Any, view: Any) -> bool:
        return isinstance(request.auth, Token)


class PerToken(BaseThrottle):
    """So many requests a minute, counted in PostgreSQL.

    Where the limit is wide, one request in so many counts for all of them: a list costs less than writing down
    that it was asked for.
    """

    def allow_request(self, request: Any, view: Any) -> bool:
        token, most = request.auth, settings.API_REQUESTS_A_MINUTE
        step = max(1, most // 60)
        if secrets.randbelow(step) == 0:
            services.count_requests(token=token, times=step)
        return bool(token.minute != services.this_minute() or token.requests < most)

    def wait(self) -> float:
        return 60 - clock.now().second
