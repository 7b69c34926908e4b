"""The versions of the promise, and what each of them shows to the office."""

from collections import Counter
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from consent.checks import PAGE_TITLES, gaps
from consent.comparison import words_changed as words_differ
from consent.models import ConfidentialityPolicy, PolicyText
from consent.readers import FixedReader, fixed_readers
from consent.services import is_open
from peersupport.accounts.models import User

from .rows import Row

TONES = {"draft": "wait", "published": "good", "retired": "plain"}


def versions(user: User) -> list[ConfidentialityPolicy]:
    """Newest first."""
    policies = ConfidentialityPolicy.objects.filter(agency_id=user.agency_id)
    return list(policies.select_related("written_by", "proposed_by", "published_by").order_by("-version"))


def state_words(policy: ConfidentialityPolicy) -> tuple[str, str]:
    """As a tag shows it: words and tone."""
    if policy.state == policy.State.DRAFT and policy.begins_on is not None:
        return _("begins on %(day)s") % {"day": date_format(policy.begins_on, "DATE_FORMAT")}, "wait"
    if policy.state == policy.State.DRAFT and policy.proposed_at is not None:
        return (_("open for comment") if is_open(policy) else _("waits for somebody to publish it")), "look"
    return str(policy.get_state_display()), TONES[policy.state]


def version_rows(policies: list[ConfidentialityPolicy]) -> list[Row]:
    rows = []
    for policy in policies:
        tag, tone = state_words(policy)
        who = [policy.written_by.name] + ([policy.published_by.name] if policy.published_by else [])
        rows.append(
            Row(
                title=_("Version %(number)d") % {"number": policy.version},
                text=" · ".join(dict.fromkeys(who)),
                url=reverse("desk:policy_page", args=[policy.pk]),
                tag=tag,
                tone=tone,
            )
        )
    return rows


def draft_rows(policy: ConfidentialityPolicy) -> list[Row]:
    """The small pages of a draft, in the order of the conversation."""
    written = Counter(
        policy.texts.exclude(body="")
        .filter(language__in=policy.agency.languages)
        .values_list("page", flat=True)
    )
    rows = [
        _row(str(title), "policy_text", policy, page, empty=not written[page])
        for page, title in PAGE_TITLES.items()
        if page != PolicyText.Page.KEPT or policy.kept_for or written[page]
    ]
    titles = dict(policy.limits.filter(language=policy.agency.languages[0]).values_list("order", "title"))
    for order in sorted(policy.terms.values_list("order", flat=True)):
        words = titles.get(order) or _("without a title yet")
        title = _("Limit %(number)d: %(title)s") % {"number": order, "title": words}
        rows.append(_row(title, "policy_limit", policy, order, empty=not titles.get(order)))
    return [
        *rows,
        _row(_("Who may read what"), "policy_readers", policy),
        _row(_("Days and minutes"), "policy_days", policy),
    ]


def _row(title: str, route: str, policy: ConfidentialityPolicy, *more: Any, empty: bool = False) -> Row:
    url = reverse(f"desk:{route}", args=[policy.pk, *more])
    return Row(title=title, url=url, tag=_("empty") if empty else "", tone="look")


def what_is_missing(policy: ConfidentialityPolicy) -> list[str]:
    return gaps(policy)


def fixed_of(policy: ConfidentialityPolicy) -> list[FixedReader]:
    return fixed_readers(brings_bills=policy.agency.brings_bills)


def before(policy: ConfidentialityPolicy) -> ConfidentialityPolicy | None:
    """The version that was in force before this one, or is now for a draft."""
    older = ConfidentialityPolicy.objects.filter(agency_id=policy.agency_id, version__lt=policy.version)
    found: ConfidentialityPolicy | None = (
        older.exclude(state="draft").select_related("agency").order_by("-version").first()
    )
    return found


def words_changed(policy: ConfidentialityPolicy) -> bool:
    older = before(policy)
    return older is not None and words_differ(older, policy)


def comment_days(policy: ConfidentialityPolicy) -> int:
    """The days that the version in force promises; a first promise has its own."""
    return int((before(policy) or policy).comment_days)
