"""Two versions side by side in plain words, each change classed: other words, narrower or wider.

Rules, limits and days are compared by what they do. Words are words: whether a changed sentence lets anybody know more,
no program can tell, so whoever proposes the version says so (`words_allow_more`), in front of everybody who comments.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .checks import PAGE_TITLES
from .models import ConfidentialityPolicy, PolicyLimit, PolicyTerms
from .rule import AT_MOST, Audience, Content, Rule

Change = ConfidentialityPolicy.Change
WORDING, NARROWER, WIDER = Change.WORDING, Change.NARROWER, Change.WIDER

WHO = {
    Audience.PAIRED: gettext_lazy("another peer who walks with you later"),
    Audience.CLINICAL: gettext_lazy("your clinical supervisor"),
    Audience.SENIOR: gettext_lazy("your senior peer supervisor"),
    Audience.COVER: gettext_lazy("a peer who stands in"),
    Audience.RESPONDER: gettext_lazy("the supervisor on call"),
}
CAN = {
    (Content.NARRATIVE, Rule.ASK): gettext_lazy("%(who)s can read notes if you agree"),
    (Content.NARRATIVE, Rule.NEVER): gettext_lazy("%(who)s can't read notes"),
    (Content.PLAN, Rule.ALWAYS): gettext_lazy("%(who)s sees your plan for hard times"),
    (Content.PLAN, Rule.ASK): gettext_lazy("%(who)s sees your plan for hard times if you agree"),
    (Content.PLAN, Rule.NEVER): gettext_lazy("%(who)s doesn't see your plan for hard times"),
}
# Days and minutes → what more of them means: wider, or only another number.
DAYS = {
    "consent_valid_days": (gettext_lazy("Days an agreement holds"), WIDER),
    "own_text_days": (gettext_lazy("Days a peer reads their own notes after a goodbye"), WIDER),
    "reader_wait_days": (gettext_lazy("Days before a new reader may open a note"), NARROWER),
    "acknowledge_minutes": (gettext_lazy("Minutes until somebody on call answers"), WORDING),
    "answer_days": (gettext_lazy("Days until an answer gets an answer"), WORDING),
    "ready_days": (gettext_lazy("Days in which the two can still change a note"), WORDING),
    # Not more for others, but less for the person: it is asked anew all the same.
    "note_delay_days": (gettext_lazy("Days until a note opens for the person"), WIDER),
    "repair_talk_days": (gettext_lazy("Days until we talk about what happened"), WORDING),
    "comment_days": (gettext_lazy("Days a new version lies open for comment"), WORDING),
}


@dataclass(frozen=True)
class Difference:
    """One thing that is another now. `before` and `after` hold the changed paragraphs, where there are words."""

    change: str
    words: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def label(self) -> Any:
        return Change(self.change).label

    @property
    def tone(self) -> str:
        return {WIDER: "look", NARROWER: "good"}.get(Change(self.change), "plain")


def differences(
    older: ConfidentialityPolicy, newer: ConfidentialityPolicy, *, language: str
) -> list[Difference]:
    """Everything that changed, what widens first. Ten queries, however long the texts are."""
    found = [
        *_readers(older, newer),
        *_kept(older, newer),
        *_limits(older, newer, language),
        *_pages(older, newer, language),
        *_days(older, newer),
    ]
    order = [WIDER, NARROWER, WORDING]
    return sorted(found, key=lambda difference: order.index(Change(difference.change)))


def class_of(older: ConfidentialityPolicy | None, newer: ConfidentialityPolicy) -> str:
    """What the whole version is to those who agreed to the one before."""
    if older is None:
        return str(Change.FIRST)
    changes = changes_between(older, newer)
    return str(WIDER if WIDER in changes else NARROWER if NARROWER in changes else WORDING)


def changes_between(older: ConfidentialityPolicy, newer: ConfidentialityPolicy) -> set[str]:
    """Every class that one of the differences is of, in any language of the house."""
    return {
        str(difference.change)
        for language in older.agency.languages
        for difference in differences(older, newer, language=language)
    }


def words_changed(older: ConfidentialityPolicy, newer: ConfidentialityPolicy) -> bool:
    """Whether a sentence is another one in any language, so that somebody must say what that means."""
    return _words(older) != _words(newer)


def _words(policy: ConfidentialityPolicy) -> set[tuple[Any, ...]]:
    texts = policy.texts.values_list("language", "page", "body")
    limits = policy.limits.values_list(
        "language", "order", "title", "plain_words", "who_is_told", "what_we_do_first", "not_when"
    )
    items = {
        (limit.language, limit.order, *limit.counts, "", *limit.counts_not) for limit in policy.limits.all()
    }
    return {*texts, *limits, *items}


def _readers(older: ConfidentialityPolicy, newer: ConfidentialityPolicy) -> Iterator[Difference]:
    before, after = (_rules(policy) for policy in (older, newer))
    for audience, content in AT_MOST:
        then, now = (Rule(rules.get((audience, content), Rule.NEVER)) for rules in (before, after))
        if then != now:
            change = WIDER if now > then else NARROWER
            words = _("New: %(now)s. Before: %(then)s.") % {
                "now": _can(audience, content, now),
                "then": _can(audience, content, then),
            }
            yield Difference(change, words)


def _kept(older: ConfidentialityPolicy, newer: ConfidentialityPolicy) -> Iterator[Difference]:
    """Who still reads what somebody set aside."""
    for audience, who in WHO.items():
        said = {"who": who}
        if audience in newer.kept_for and audience not in older.kept_for:
            yield Difference(WIDER, _("New: %(who)s still reads what you set aside, for payment.") % said)
        elif audience in older.kept_for and audience not in newer.kept_for:
            yield Difference(NARROWER, _("No longer: %(who)s reads what you set aside.") % said)


def _rules(policy: ConfidentialityPolicy) -> dict[tuple[str, str], int]:
    return {(cell.audience, cell.content): cell.rule for cell in policy.audiences.all()}


def _can(audience: Audience, content: Content, rule: Rule) -> str:
    return str(CAN[content, rule]) % {"who": WHO[audience]}


def _limits(
    older: ConfidentialityPolicy, newer: ConfidentialityPolicy, language: str
) -> Iterator[Difference]:
    before, after = (_by_code(policy, language) for policy in (older, newer))
    terms_before, terms_after = (
        {found.order: found for found in policy.terms.all()} for policy in (older, newer)
    )
    for key in after.keys() - before.keys():
        yield Difference(WIDER, _("A new reason to tell somebody: %(limit)s.") % {"limit": after[key].title})
    for key in before.keys() - after.keys():
        yield Difference(NARROWER, _("No reason any more: %(limit)s.") % {"limit": before[key].title})
    for key in sorted(before.keys() & after.keys()):
        yield from _limit(before[key], after[key], widens=newer.words_allow_more)
        then, now = terms_before.get(before[key].order), terms_after.get(after[key].order)
        if then is not None and now is not None:
            yield from _terms(then, now, after[key].title)


def _by_code(policy: ConfidentialityPolicy, language: str) -> dict[tuple[str, int], PolicyLimit]:
    """Each limit by its code, the house's own ones by their number among themselves."""
    found: dict[tuple[str, int], PolicyLimit] = {}
    for limit in policy.limits.filter(language=language):
        nth = sum(code == limit.code for code, _nth in found)
        found[limit.code, nth] = limit
    return found


def _limit(then: PolicyLimit, now: PolicyLimit, *, widens: bool | None) -> Iterator[Difference]:
    for name, label, more in (
        ("counts", _("What counts"), WIDER),
        ("counts_not", _("What does not count"), NARROWER),
    ):
        old, new = getattr(then, name), getattr(now, name)
        if old != new:
            less = NARROWER if more == WIDER else WIDER
            change = more if len(new) > len(old) else less if len(new) < len(old) else _of_words(widens)
            yield _said(change, now.title, label, old, new)
    for name, label in (
        ("title", _("Title")),
        ("plain_words", _("In plain words")),
        ("who_is_told", _("Who is told, and what")),
        ("what_we_do_first", _("What we do first")),
        ("not_when", _("When we can't talk first")),
    ):
        old, new = ([getattr(limit, name)] if getattr(limit, name) else [] for limit in (then, now))
        if old != new:
            yield _said(_of_words(widens), now.title, label, old, new)


def _said(change: str, title: str, label: str, old: Iterable[str], new: Iterable[str]) -> Difference:
    old, new = list(old), list(new)
    return Difference(
        change,
        _("%(limit)s: %(part)s") % {"limit": title, "part": label},
        tuple(line for line in old if line not in new),
        tuple(line for line in new if line not in old),
    )


def _of_words(widens: bool | None) -> str:
    return WIDER if widens else WORDING


def _terms(then: PolicyTerms, now: PolicyTerms, title: str) -> Iterator[Difference]:
    said = {"limit": title}
    for kind in PolicyTerms.Told:
        words = {**said, "what": kind.label}
        if kind in now.told and kind not in then.told:
            yield Difference(WIDER, _("%(limit)s: now also told: %(what)s.") % words)
        elif kind in then.told and kind not in now.told:
            yield Difference(NARROWER, _("%(limit)s: no longer told: %(what)s.") % words)
    if then.talk_first and not now.talk_first:
        yield Difference(WIDER, _("%(limit)s: we no longer always talk about it first.") % said)
    elif now.talk_first and not then.talk_first:
        yield Difference(NARROWER, _("%(limit)s: we always talk about it first now.") % said)
    if then.within != now.within:
        words = {**said, "now": now.get_within_display(), "then": then.get_within_display()}
        yield Difference(WORDING, _("%(limit)s: help is told %(now)s, before: %(then)s.") % words)


def _pages(older: ConfidentialityPolicy, newer: ConfidentialityPolicy, language: str) -> Iterator[Difference]:
    before, after = (
        dict(policy.texts.filter(language=language).values_list("page", "body")) for policy in (older, newer)
    )
    for page, title in PAGE_TITLES.items():
        old, new = (_paragraphs(texts.get(page, "")) for texts in (before, after))
        if old != new:
            yield Difference(
                _of_words(newer.words_allow_more),
                str(title),
                tuple(part for part in old if part not in new),
                tuple(part for part in new if part not in old),
            )


def _paragraphs(body: str) -> list[str]:
    return [part.strip() for part in body.split("\n\n") if part.strip()]


def _days(older: ConfidentialityPolicy, newer: ConfidentialityPolicy) -> Iterator[Difference]:
    for name, (label, more) in DAYS.items():
        then, now = getattr(older, name), getattr(newer, name)
        if then != now:
            less = {WIDER: NARROWER, NARROWER: WIDER}.get(more, WORDING)
            words = _("%(what)s: now %(now)d, before %(then)d.") % {"what": label, "now": now, "then": then}
            yield Difference(more if now > then else less, words)
