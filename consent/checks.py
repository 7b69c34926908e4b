"""What a version still lacks before it can be shown, and before it can be published. Sentences for the page."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peersupport.accounts.models import Language, Membership, User
from peersupport.accounts.roles import Role
from peersupport.core import clock

from .models import ConfidentialityPolicy, PolicyText
from .rule import AT_MOST, CHOICES_AT_MOST, MAY_BE_ASKED, Audience, Content, Rule

PAGE_TITLES = {
    PolicyText.Page.SHORT: gettext_lazy("The short version"),
    PolicyText.Page.OPENING: gettext_lazy("What a peer is, and the promise"),
    PolicyText.Page.WHO_ELSE: gettext_lazy("Who else can know what"),
    PolicyText.Page.CLOSING: gettext_lazy("Before you decide"),
    PolicyText.Page.KEPT: gettext_lazy("What was set aside, and who still reads it"),
}
ALONE_AFTER = timedelta(days=1)
PUBLISHERS = (Role.ADMIN, Role.SENIOR_PEER_SUPERVISOR)


def is_first(policy: ConfidentialityPolicy) -> bool:
    """Nobody has agreed to anything yet, so nobody is affected."""
    return (
        not ConfidentialityPolicy.objects.filter(agency_id=policy.agency_id).exclude(state="draft").exists()
    )


def proposer_of(policy: ConfidentialityPolicy) -> User:
    found: User = policy.proposed_by or policy.written_by
    return found


def somebody_else_could(policy: ConfidentialityPolicy) -> bool:
    """Whether the house has a second person: another one in the office, or a senior peer supervisor."""
    return (
        Membership.objects.in_force(policy.agency.today())
        .filter(agency_id=policy.agency_id, role__in=PUBLISHERS, user__is_active=True)
        .exclude(user=proposer_of(policy))
        .exists()
    )


def gaps(policy: ConfidentialityPolicy) -> list[str]:
    """What is missing or too much in the version itself."""
    return [*_empty_pages(policy), *_silent_limits(policy), *rules_too_wide(_rules(policy))]


def _rules(policy: ConfidentialityPolicy) -> dict[tuple[str, str], int]:
    return {(cell.audience, cell.content): cell.rule for cell in policy.audiences.all()}


def rules_too_wide(rules: dict[tuple[str, str], int]) -> Iterator[str]:
    """No cell above what the house permits, none without a question, and at most five questions."""
    for (audience, content), rule in rules.items():
        if rule > AT_MOST.get((Audience(audience), Content(content)), Rule.NEVER):
            yield _("A policy can't open that much. The person chooses, or nobody may.")
        elif rule == Rule.ASK and (audience, content) not in MAY_BE_ASKED:
            yield _("There is no question to ask the person about this. Say “never”.")
    asked = sum(rule == Rule.ASK for rule in rules.values())
    if asked > CHOICES_AT_MOST:
        yield _(
            "These are %(count)d yes or no questions. A person can be asked %(most)d at most. "
            "Please say “never” to one."
        ) % {"count": asked, "most": CHOICES_AT_MOST}


def _empty_pages(policy: ConfidentialityPolicy) -> Iterator[str]:
    written = {(text.language, text.page) for text in policy.texts.all() if text.body.strip()}
    for language in policy.agency.languages:
        for page, title in PAGE_TITLES.items():
            if page == PolicyText.Page.KEPT and not policy.kept_for:
                continue
            if (language, page) not in written:
                yield _("The page “%(page)s” is empty in %(language)s.") % {
                    "page": title,
                    "language": Language(language).label,
                }


def _silent_limits(policy: ConfidentialityPolicy) -> Iterator[str]:
    limits = {(limit.language, limit.order): limit for limit in policy.limits.all()}
    orders = sorted({order for _language, order in limits})
    if not orders:
        yield _("There is no limit yet. A promise without one would not be honest.")
    talk_first = dict(policy.terms.values_list("order", "talk_first"))
    for order in orders:
        for language in policy.agency.languages:
            said = {"number": order, "language": Language(language).label}
            limit = limits.get((language, order))
            if limit is None or not (limit.title.strip() and limit.plain_words.strip()):
                yield _("Limit %(number)d has no words in %(language)s.") % said
            elif not limit.who_is_told.strip():
                yield _("Limit %(number)d does not say in %(language)s who is told.") % said
            elif not talk_first.get(order, True) and not limit.not_when.strip():
                yield (
                    _("Limit %(number)d does not say in %(language)s when we can't talk first, and why.")
                    % said
                )


def waits(policy: ConfidentialityPolicy, by: User) -> list[str]:
    """What still has to happen before this one may publish it. Nothing for a first promise: nobody is affected."""
    if is_first(policy):
        return []
    if policy.proposed_at is None or policy.comments_until is None:
        return [_("Peers and people have not seen it yet. Open it for comment first.")]
    found, now = [], clock.now()
    if policy.comments_until > now:
        found.append(
            _("It is open for comment until %(day)s.") % {"day": _day(policy, policy.comments_until)}
        )
    if policy.comments.unanswered().exists():
        found.append(_("Every comment gets an answer first."))
    if by.pk == policy.proposed_by_id:
        if somebody_else_could(policy):
            found.append(_("You proposed it, so somebody else publishes it."))
        elif policy.comments_until + ALONE_AFTER > now:
            day = _day(policy, policy.comments_until + ALONE_AFTER)
            found.append(
                _("You are alone in the office, so it waits one more day, until %(day)s.") % {"day": day}
            )
    return found


def _day(policy: ConfidentialityPolicy, moment: datetime) -> str:
    return date_format(moment.astimezone(ZoneInfo(policy.agency.time_zone)), "DATE_FORMAT")
