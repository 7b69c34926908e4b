"""Tokens, requests counted and requests repeated. What a request changes is done by the services of the house."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext as _
from knox.models import get_digest_token
from knox.settings import CONSTANTS, knox_settings

from peersupport.accounts.models import Membership, User
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.people.services.scope import line
from sessions_app.entry import hash_of

from .models import IdempotencyKey, Token

MOST_TOKENS = 10
MOST_AN_HOUR = 5


@transaction.atomic
def make_token(*, name: str, by: User) -> tuple[Token, str]:
    """A token for one's own programs, and its text, which nobody can show again. Raises DomainError."""
    name = line(name, field="name", most=80, required=True)
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
    own = Token.objects.filter(user=by)
    if own.filter(expiry__gt=clock.now()).count() >= MOST_TOKENS:
        raise DomainError(_("You have ten tokens already. Please end one first."), field="name")
    if own.filter(created__gt=clock.ago(hours=1)).count() >= MOST_AN_HOUR:
        raise DomainError(_("That is enough for this hour. Please try again later."), field="name")
    digest, text = get_digest_token()
    token = Token(
        user=by,
        agency_id=by.agency_id,
        name=name,
        digest=digest,
        token_key=text[: CONSTANTS.TOKEN_KEY_LENGTH],
        tail=text[-8:],
        expiry=clock.now() + knox_settings.TOKEN_TTL,
    )
    token.save(force_insert=True)
    record("token.made", target=token, by=by)
    return token, text


@transaction.atomic
def end_token(*, token: Token, by: User) -> None:
    """It opens nothing from the next request on. Done twice it stays done. Raises Token.DoesNotExist for others'.

    The row stays until its hour is over, so that making and ending does not get round the limit.
    """
    found = Token.objects.select_for_update(of=("self",)).filter(user=by).get(pk=token.pk)
    if found.expiry > clock.now():
        found.expiry = clock.now()
        found.save(update_fields=["expiry"])
        record("token.ended", target=found, by=by, fields=["expiry"])


@transaction.atomic
def end_stale_tokens() -> int:
    """Forget tokens that are over, and those of people who left: coming back means making new ones."""
    today = clock.now().date()
    working = Membership.objects.in_force(today).filter(user=OuterRef("user"))
    over = Q(expiry__lte=clock.ago(hours=1)) | Q(user__is_active=False)
    gone = list(
        Token.objects.filter(over | Q(user__kind=User.Kind.STAFF) & ~Exists(working))
        .select_for_update(of=("self",), skip_locked=True)
        .order_by("id")[:500]
    )
    for token in gone:
        record("token.forgotten", target=token, by=None)
    Token.objects.filter(pk__in=[token.pk for token in gone]).delete()
    return len(gone)


@transaction.atomic
def count_requests(*, token: Token, times: int = 1) -> None:
    """So many more requests of this token in this minute. By one UPDATE: no two processes count past each other."""
    minute = this_minute()
    Token.objects.filter(pk=token.pk).update(
        requests=Case(When(minute=minute, then=F("requests") + times), default=Value(times)), minute=minute
    )


def this_minute() -> datetime:
    return clock.now().replace(second=0, microsecond=0)


@transaction.atomic
def once(*, key: str, body: Any, act: Callable[[], models.Model], by: User) -> tuple[uuid.UUID, bool]:
    """The id of the row that `act` makes, and whether it was there already: one row a key, however often it is sent.

    Two at the same time: the second waits at the unique pair until the first has committed. What `act` refuses
    leaves no trace of the key. Raises WrongState when the key came with another body.
    """
    now = clock.now()
    mine = IdempotencyKey(
        agency_id=by.agency_id,
        user=by,
        key=hash_of({"key": key}),
        body_hash=hash_of({"body": body}),
        expires_at=now + timedelta(hours=IdempotencyKey.HOURS),
    )
    own = IdempotencyKey.objects.filter(user=by, key=mine.key)
    own.filter(expires_at__lte=now).delete()
    IdempotencyKey.objects.bulk_create([mine], ignore_conflicts=True)
    kept = own.get()
    if kept.pk != mine.pk:
        if kept.body_hash != mine.body_hash or kept.target_id is None:
            raise WrongState(_("This key was sent before, with something else."))
        return kept.target_id, True
    made = act()
    own.update(target_id=made.pk)
    return made.pk, False


@transaction.atomic
def forget_old_keys(*, until: datetime | None = None) -> int:
    """After two days a key is free again. Safe to run any number of times."""
    gone = IdempotencyKey.objects.filter(expires_at__lte=until or clock.now()).order_by("expires_at")[:5_000]
    count, _kinds = IdempotencyKey.objects.filter(pk__in=[row.pk for row in gone]).delete()
    return count
