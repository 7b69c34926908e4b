"""A draft in front of others: what changes, what was said, who took part, and whom it concerns."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consent.checks import gaps, is_first, waits
from consent.comparison import Change, Difference, changes_between, class_of, differences
from consent.models import ConfidentialityPolicy, ConsentNow, ConsentRecord, PolicyComment
from consent.preview import choices_of, preview_of
from consent.rule import AT_MOST, Rule, bit
from consent.services import is_open
from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, reading
from peersupport.people.models import SupportedPerson

from .policy import before, draft_rows

NAMES_AT_MOST = 30


@dataclass(frozen=True)
class Said:
    """One comment, opened. A person's stands without their name."""

    id: uuid.UUID
    who: str
    at: datetime
    text: str
    answer: str
    answered_by: str


@dataclass(frozen=True)
class TookPart:
    """Who stands behind a version: names of those who work here, people as a number."""

    people: int
    peers: list[str]
    others: list[str]

    @property
    def nobody(self) -> bool:
        return not (self.people or self.peers or self.others)


@dataclass(frozen=True)
class Concerned:
    """How many have said yes to the promise, who of them this reader knows, and what ends at once."""

    people: int
    names: list[str]
    more: int
    ends: list[str]


def compared(policy: ConfidentialityPolicy, language: str) -> list[Difference]:
    older = before(policy)
    return differences(older, policy, language=language) if older is not None else []


def comments(user: User, policy: ConfidentialityPolicy) -> list[Said]:
    """Everything that was said, for the office and for whoever publishes."""
    rows = list(policy.comments.select_related("written_by", "answered_by"))
    with reading(by=user, purpose=Purpose.OWN_WORK, via="admin") as opened:
        return [_said(row, words) for row, words in zip(rows, opened.open_all(rows), strict=True)]


def my_comments(user: User, policy: ConfidentialityPolicy) -> list[Said]:
    """What this one said themselves about this version, with the answers."""
    rows = list(
        PolicyComment.objects.of(user).filter(policy=policy).select_related("written_by", "answered_by")
    )
    with reading(by=user, purpose=Purpose.OWN_WORK, via="author") as opened:
        return [_said(row, words) for row, words in zip(rows, opened.open_all(rows), strict=True)]


def _said(row: PolicyComment, words: Any) -> Said:
    if row.voice == PolicyComment.Voice.PERSON:
        who = _("A person, aloud or on paper") if row.on_paper else _("A person")
    else:
        who = f"{row.written_by.name} ({row.get_voice_display()})"
    answered_by = row.answered_by.name if row.answered_by else ""
    return Said(row.pk, who, row.said_at, words.text, words.answer, answered_by)


def took_part(policy: ConfidentialityPolicy) -> TookPart:
    rows = policy.comments.select_related("written_by").order_by("said_at", "pk")
    names: dict[str, dict[str, None]] = {"peer": {}, "staff": {}}
    people: set[Any] = set()
    for row in rows:
        if row.voice == PolicyComment.Voice.PERSON:
            people.add(row.person_id or row.pk)
        else:
            names[row.voice][row.written_by.name] = None
    return TookPart(len(people), list(names["peer"]), list(names["staff"]))


def concerned(user: User, policy: ConfidentialityPolicy) -> Concerned:
    """Those with a yes that nobody took back. Names only of people whom this reader knows anyway."""
    agreed = ConsentRecord.objects.in_force().filter(agency_id=policy.agency_id)
    known = SupportedPerson.objects.reached_by(user).filter(pk__in=agreed.values("person"))
    names = list(known.order_by("name_key", "pk").values_list("chosen_name", flat=True)[: NAMES_AT_MOST + 1])
    more = known.count() - NAMES_AT_MOST if len(names) > NAMES_AT_MOST else 0
    return Concerned(agreed.count(), names[:NAMES_AT_MOST], more, _ends(policy))


def _ends(policy: ConfidentialityPolicy) -> list[str]:
    """For each rule that becomes narrower: how many had it open, and lose it in that minute."""
    older = before(policy)
    if older is None:
        return []
    then, now = ({(c.audience, c.content): c.rule for c in p.audiences.all()} for p in (older, policy))
    gates = ConsentNow.objects.filter(agency_id=policy.agency_id, consent__isnull=False)
    found = []
    for audience, content in AT_MOST:
        if now.get((audience, content), Rule.NEVER) >= then.get((audience, content), Rule.NEVER):
            continue
        mask = bit(audience, content)
        count = gates.annotate(open=F("allows").bitand(mask)).exclude(open=0).count()
        said = {"count": count, "who": audience.label, "what": content.label}
        found.append(
            ngettext(
                "%(who)s, %(what)s: it ends at once for %(count)d person.",
                "%(who)s, %(what)s: it ends at once for %(count)d people.",
                count,
            )
            % said
        )
    return found


def change_of(policy: ConfidentialityPolicy) -> Any:
    """The class of a version: kept once it is published, worked out for a draft."""
    kept = policy.change or class_of(before(policy), policy)
    return ConfidentialityPolicy.Change(kept)


def _publish_waits(policy: ConfidentialityPolicy, user: User) -> list[str]:
    return [*gaps(policy), *waits(policy, user)]


def may_wait(policy: ConfidentialityPolicy) -> bool:
    """Whether a later day can be set: nothing is shared less by it, and it is not the first."""
    older = before(policy)
    return older is not None and Change.NARROWER not in changes_between(older, policy)


def publish_page(user: User, policy: ConfidentialityPolicy, language: str) -> dict[str, Any]:
    """Everything the second person needs to decide."""
    is_draft = policy.state == policy.State.DRAFT
    return {
        "is_draft": is_draft,
        "waits": _publish_waits(policy, user) if is_draft else [],
        "is_first": is_first(policy),
        "change": change_of(policy),
        "differences": compared(policy, language),
        "concerned": concerned(user, policy),
        "comments": comments(user, policy),
    }


def open_page(user: User, policy: ConfidentialityPolicy, language: str) -> dict[str, Any]:
    """What everybody who works here sees of a draft that lies open, with their own comments."""
    return {
        "policy": policy,
        "is_open": is_open(policy),
        "change": change_of(policy),
        "differences": compared(policy, language),
        "comments": my_comments(user, policy),
        "words": preview_of(policy, language),
        "choices": choices_of(policy),
        "language": language,
    }


def version_page(user: User, policy: ConfidentialityPolicy) -> dict[str, Any]:
    """One version for the office: a draft's pages, what was said, and who made it."""
    is_draft, is_proposed = policy.state == policy.State.DRAFT, policy.proposed_at is not None
    return {
        "is_writing": is_draft and not is_proposed,
        "is_proposed": is_draft and is_proposed,
        "is_first": is_draft and is_first(policy),
        "rows": draft_rows(policy) if is_draft and not is_proposed else [],
        "gaps": gaps(policy) if is_draft else [],
        "comments": comments(user, policy),
        "took_part": took_part(policy),
        "waits": waits(policy, user) if is_draft and is_proposed else [],
    }
