"""What was asked of peers that is not their role: their own list, the office's, and what the whole house reads."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission, Role
from peersupport.audit.services import Purpose, reading
from peersupport.core.templatetags.ui import minutes_words
from peersupport.people.models import PeerSpecialist
from supervision.few import FEW
from supervision.lines import Line, Lines
from supervision.models import OffRoleAnswer, OffRoleTask
from supervision.totals import Cell, joined

MOST_ROWS = 50
YEAR = 365


@dataclass(frozen=True)
class Entry:
    """One request as a reader may see it. `who` is empty where the peer's name is not for them."""

    row: OffRoleTask
    task: str
    facts: list[str]
    words: str
    due: str
    is_late: bool
    answer: str = ""
    who: str = ""

    @property
    def told(self) -> str:
        return " · ".join(self.facts)


@dataclass(frozen=True)
class PublicAnswer:
    """An answer as everybody who works here reads it: what it is about, never who asked for it."""

    tasks: list[str]
    text: str
    on: date


@dataclass(frozen=True)
class HousePage:
    """Totals of twelve months and the answers. `times` is None while it is too small to be a number."""

    times: int | None
    minutes: int
    by_task: list[Cell] = field(default_factory=list)
    by_asker: list[Cell] = field(default_factory=list)
    answers: list[PublicAnswer] = field(default_factory=list)


def my_entries(user: User) -> list[Entry]:
    rows = OffRoleTask.objects.own(user).order_by("-asked_on", "-created_at", "pk")
    return _entries(rows.select_related("answer")[:MOST_ROWS], user)


def entries_under(user: User) -> list[Entry]:
    """For a senior peer supervisor: what the peers they look after wrote down, with the answers."""
    rows = OffRoleTask.objects.of_peers_under(user).order_by("-asked_on", "-created_at", "pk")
    return _entries(rows.select_related("answer", "peer__user")[:MOST_ROWS], user, named=True)


def waiting_entries(user: User) -> list[Entry]:
    """For the office, without names: the oldest promise first, so that what is late stands on top."""
    return _entries(OffRoleTask.objects.waiting_for(user).select_related("answer")[:MOST_ROWS], user)


def one_entry(entry: OffRoleTask, user: User) -> Entry:
    return _entries([entry], user)[0]


def _entries(rows: Iterable[OffRoleTask], user: User, *, named: bool = False) -> list[Entry]:
    rows, today = list(rows), user.agency.today()
    answers = [row.answer for row in rows if row.answer is not None]
    with reading(by=user, purpose=Purpose.OWN_WORK, via="house") as opened:
        words = opened.open_all([*rows, *answers])
    answered = {one.row.pk: one.text for one in words[len(rows) :]}
    return [
        Entry(
            row=row,
            task=row.get_task_display(),
            facts=_facts(row, today),
            words=one.words,
            due=due_words(row.answer_by, today),
            is_late=row.is_late(today),
            answer=answered.get(row.answer_id, ""),
            who=row.peer.user.name if named else "",
        )
        for row, one in zip(rows, words[: len(rows)], strict=True)
    ]


def _facts(row: OffRoleTask, today: date) -> list[str]:
    said = [_day(row.asked_on, today), minutes_words(row.minutes)]
    for template, value in (
        (_("asked by: %s"), row.get_asked_by_display()),
        (_("whose goal: %s"), row.get_whose_goal_display()),
        (_("a choice: %s"), row.get_had_choice_display()),
    ):
        said.append(template % value if value else "")
    return [one for one in said if one]


def _day(day: date, today: date) -> str:
    if day == today:
        return _("Today")
    return date_format(day, _("D, M j, Y") if day.year != today.year else _("D, M j"))


def due_words(day: date, today: date) -> str:
    """By when the house promised an answer, as one says it."""
    days = (day - today).days
    if days < 0:
        return _("an answer was promised by %s") % _day(day, today)
    if days == 0:
        return _("answer by today")
    if days == 1:
        return _("answer by tomorrow")
    return _("answer by %s") % (date_format(day, "l") if days < 7 else _day(day, today))


def house_page(user: User) -> HousePage:
    """What everybody who works here may read: totals with no small number in them, and the answers."""
    since = user.agency.today() - timedelta(days=YEAR)
    rows = OffRoleTask.objects.counted(user.agency_id, since=since)
    times, minutes = sum(row["times"] for row in rows), sum(row["minutes_together"] for row in rows)
    answers = _public_answers(user)
    if times < FEW:
        return HousePage(times=None, minutes=0, answers=answers)
    if PeerSpecialist.objects.at_work_in(user.agency).count() < FEW:
        return HousePage(times=times, minutes=minutes, answers=answers)
    return HousePage(
        times=times,
        minutes=minutes,
        by_task=_cells(rows, "task", OffRoleTask.Task),
        by_asker=_cells(rows, "asked_by", OffRoleTask.Asker),
        answers=answers,
    )


def _cells(rows: list[dict[str, Any]], name: str, words: Any) -> list[Cell]:
    found: dict[str, Cell] = {}
    for row in rows:
        label = str(words(row[name]).label) if row[name] else _("not said")
        cell = found.get(label, Cell(label, 0, 0))
        found[label] = Cell(label, cell.times + row["times"], cell.minutes + row["minutes_together"])
    return joined(found.values(), small=FEW, rest=_("everything else together"))


def _public_answers(user: User) -> list[PublicAnswer]:
    answers = OffRoleAnswer.objects.filter(agency_id=user.agency_id).prefetch_related("tasks")
    rows = list(answers.order_by("-answered_on", "-created_at", "pk")[:MOST_ROWS])
    with reading(by=user, purpose=Purpose.OWN_WORK, via="house") as opened:
        texts = [one.text for one in opened.open_all(rows)]
    return [
        PublicAnswer(
            tasks=sorted({task.get_task_display() for task in row.tasks.all()}), text=text, on=row.answered_on
        )
        for row, text in zip(rows, texts, strict=True)
    ]


def off_role_lines(user: User) -> Lines:
    """On the first page of supervision: answers to read, requests to answer, and the doors."""
    lines = Lines()
    if Role.PEER in user.roles:
        lines.waiting += _answers_to_read(user)
        lines.doors.append(
            _door(_("That's not my role"), "off_role", _("Two taps, and the office must answer"))
        )
    if user.may(Permission.RUN_HOUSE):
        lines.waiting += _to_answer(user)
    if Role.SENIOR_PEER_SUPERVISOR in user.roles:
        lines.doors.append(
            _door(
                _("What was asked of the peers I look after"),
                "off_role_under",
                _("Outside their role, with answers"),
            )
        )
    lines.doors.append(
        _door(_("What peers were asked to do"), "off_role_house", _("Numbers and answers of the whole house"))
    )
    return lines


def _answers_to_read(user: User) -> list[Line]:
    unread = OffRoleTask.objects.own(user).filter(noticed_at=None).exclude(answer=None).count()
    if not unread:
        return []
    title = ngettext("The office answered you", "The office answered you %(count)d times", unread)
    return [Line(title % {"count": unread}, reverse("supervision:off_role"), tag=_("new"), tone="look")]


def _to_answer(user: User) -> list[Line]:
    late = Count("pk", filter=Q(answer_by__lt=user.agency.today()))
    waiting = OffRoleTask.objects.waiting_for(user).order_by().aggregate(all=Count("pk"), late=late)
    if not waiting["all"]:
        return []
    text = (
        ngettext(
            "%(count)d should have its answer by now",
            "%(count)d should have their answer by now",
            waiting["late"],
        )
        % {"count": waiting["late"]}
        if waiting["late"]
        else ""
    )
    title = _("Asked of peers outside their role: answer them")
    url = reverse("supervision:off_role_waiting")
    return [Line(title, url, text=text, tag=str(waiting["all"]), tone="look")]


def _door(title: str, route: str, text: str) -> Line:
    return Line(title, reverse(f"supervision:{route}"), text=text)
