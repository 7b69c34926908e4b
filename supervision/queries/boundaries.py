"""Choices about boundaries for who may read them, cases for everybody, and the lines of the house."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission, Role
from peersupport.audit.services import Purpose, reading
from peersupport.core.names import name_key
from supervision.lines import Line, Lines
from supervision.models import BoundaryCase, BoundaryDecision, HouseLine

MOST_DECISIONS = 50
MOST_CASES = 500
WORDS = ("happened", "serves_words", "fits_words", "known_words", "decided", "told")


@dataclass(frozen=True)
class TestLine:
    """One of the three tests, what was answered and why."""

    question: str
    answer: str
    words: str


@dataclass(frozen=True)
class ShownChoice:
    """A decision or a case, opened. `words` are those of the row, by name."""

    row: Any
    words: Any
    who: str = ""

    @property
    def tests(self) -> list[TestLine]:
        row, words = self.row, self.words
        return [
            TestLine(_("Does it help them?"), row.get_serves_display(), words.serves_words),
            TestLine(_("Does it fit my role?"), row.get_fits_display(), words.fits_words),
            TestLine(_("Could everyone know?"), row.get_known_display(), words.known_words),
        ]

    @property
    def answered_tests(self) -> list[TestLine]:
        return [test for test in self.tests if test.answer or test.words]

    @property
    def as_said(self) -> dict[str, str]:
        """What a form begins with."""
        codes = {name: getattr(self.row, name) for name in ("about", "serves", "fits", "known")}
        return codes | {name: getattr(self.words, name) for name in WORDS}

    def has(self, wanted: str) -> bool:
        return all(
            word in name_key(" ".join(getattr(self.words, name) for name in WORDS))
            for word in name_key(wanted).split()
        )


@dataclass
class CasesPage:
    """Examples of the house, what waits for this reader as the second person, and what they offered themselves."""

    shared: list[ShownChoice] = field(default_factory=list)
    to_agree: list[ShownChoice] = field(default_factory=list)
    mine: list[ShownChoice] = field(default_factory=list)


def my_decisions(user: User) -> list[ShownChoice]:
    rows = BoundaryDecision.objects.own(user).order_by("-on", "-created_at", "pk")
    return _opened(list(rows[:MOST_DECISIONS]), user, via="senior")


def decisions_under(user: User) -> list[ShownChoice]:
    """For a senior peer supervisor: what waits to be talked over comes first."""
    rows = BoundaryDecision.objects.of_peers_under(user).select_related("peer__user")
    rows = rows.order_by("talked_over_at", "-on", "-created_at", "pk")
    first = Q(talked_over_at=None)
    waiting, rest = list(rows.filter(first)[:MOST_DECISIONS]), list(rows.exclude(first)[:MOST_DECISIONS])
    return _opened([*waiting, *rest], user, via="senior", named=True)


def one_decision(decision: BoundaryDecision, user: User) -> ShownChoice:
    return _opened([decision], user, via="senior", named=True)[0]


def cases_page(user: User, *, about: str = "", wanted: str = "") -> CasesPage:
    """The newest first. Of the shared ones those of one kind, or with all of these words in them."""
    rows = BoundaryCase.objects.reached_by(user).exclude(state=BoundaryCase.State.KEPT)
    found = _opened(list(rows.order_by("-proposed_at", "pk")[:MOST_CASES]), user, via="house")
    page = CasesPage()
    for case in found:
        if case.row.state == BoundaryCase.State.SHARED:
            if (not about or case.row.about == about) and case.has(wanted):
                page.shared.append(case)
        elif case.row.proposed_by_id == user.pk:
            page.mine.append(case)
        else:
            page.to_agree.append(case)
    return page


def _opened(rows: list[Any], user: User, *, via: str, named: bool = False) -> list[ShownChoice]:
    with reading(by=user, purpose=Purpose.OWN_WORK, via=via) as handle:
        words = handle.open_all(rows)
    return [
        ShownChoice(row, one, who=row.peer.user.name if named else "")
        for row, one in zip(rows, words, strict=True)
    ]


def house_lines(agency_id: uuid.UUID) -> list[HouseLine]:
    """What the house says about gifts, rides and so on, in the reader's language where there is one."""
    return HouseLine.objects.said(agency_id, get_language() or "en")


def lines_in(agency_id: uuid.UUID, language: str) -> dict[str, str]:
    """The lines of one language, by topic, as the office wrote them."""
    rows = HouseLine.objects.filter(agency_id=agency_id, language=language)
    return dict(rows.values_list("topic", "text"))


def boundary_lines(user: User) -> Lines:
    """On the first page of supervision: what to talk over, what to agree to, and the doors."""
    lines = Lines()
    if Role.SENIOR_PEER_SUPERVISOR in user.roles:
        lines.waiting += _to_talk_over(user)
    if {Role.PEER, Role.SENIOR_PEER_SUPERVISOR} & set(user.roles):
        lines.doors.append(
            Line(
                _("Choices about boundaries"),
                reverse("supervision:boundary_list"),
                text=_("Between a peer and their senior peer supervisor"),
            )
        )
    lines.waiting += _to_agree(user)
    lines.doors.append(
        Line(
            _("Boundaries in this house"),
            reverse("supervision:case_list"),
            text=_("What the house says, and examples without names"),
        )
    )
    if user.may(Permission.RUN_HOUSE):
        lines.doors.append(
            Line(
                _("What the house says about boundaries"),
                reverse("supervision:house_lines"),
                text=_("Gifts, rides, ways to reach each other, visits"),
            )
        )
    return lines


def _to_talk_over(user: User) -> list[Line]:
    count = (
        BoundaryDecision.objects.of_peers_under(user)
        .filter(talked_over_at=None)
        .aggregate(n=Count("pk"))["n"]
    )
    if not count:
        return []
    title = ngettext(
        "%(count)d choice about a boundary to talk over",
        "%(count)d choices about boundaries to talk over",
        count,
    )
    return [Line(title % {"count": count}, reverse("supervision:boundary_list"), tag=_("new"), tone="look")]


def _to_agree(user: User) -> list[Line]:
    count = BoundaryCase.objects.proposed_to(user).count()
    if not count:
        return []
    title = ngettext(
        "%(count)d example waits for a second person", "%(count)d examples wait for a second person", count
    )
    return [Line(title % {"count": count}, reverse("supervision:case_list"), tag=str(count), tone="look")]
