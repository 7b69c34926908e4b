"""What waits for one member of staff: nothing here tells of what is closed, and nothing opens a word."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peersupport.accounts.models import User
from peersupport.safety.concern_words import state_words
from peersupport.safety.models import Concern, ReadingAgain, RepairTalk, TellingDelay


@dataclass(frozen=True)
class WorryLine:
    title: str
    url: str
    text: str
    tone: str = "plain"


def home_lines(user: User, *, talks: bool) -> list[WorryLine]:
    """What waits, and on the first page also that something is asked of them, which stands in the list itself.

    talks: whether there is any talk to come that they are part of.
    """
    if not user.roles or user.kind == User.Kind.PERSON:
        return []
    return [*waiting_lines(user, talks=talks), *_asked(user)]


def waiting_lines(user: User, *, talks: bool = True) -> list[WorryLine]:
    """Open ones they raised or were asked about, those nobody has, and what is to be talked through."""
    if not user.roles or user.kind == User.Kind.PERSON:
        return []
    rows = Concern.objects.read_by(user).open().select_related("person", "stands_with", "acknowledged_by")
    shown = list(rows.order_by("created_at", "pk"))
    lines = [_line(row, user) for row in shown]
    lines += _alarms(user, shown)
    return lines + _to_talk_through(user) if talks else lines


def questions(user: User) -> list[WorryLine]:
    """What else somebody is asked: on which ground something may go out, and to read something closed again."""
    grounds = _grounds(user).order_by("created_at", "pk")
    again = ReadingAgain.objects.asked_of(user).select_related("person", "asked_by")
    return [
        *(_ground_line(row) for row in grounds),
        *(_again_line(row) for row in again.order_by("created_at", "pk")),
    ]


def _ground_line(row: Concern) -> WorryLine:
    title = _("On which ground may something go out?")
    return WorryLine(title, reverse("safety:concern_ground", args=[row.pk]), row.get_limit_display(), "look")


def _again_line(row: ReadingAgain) -> WorryLine:
    said = {"name": row.person.chosen_name, "day": date_format(row.day, "DATE_FORMAT")}
    title = _("%(name)s: read again what was closed around %(day)s?") % said
    url = reverse("safety:concern_again_agree", args=[row.pk])
    return WorryLine(title, url, _("%(by)s asks.") % {"by": row.asked_by.name}, "look")


def _grounds(user: User) -> Any:
    return Concern.objects.asking_for_a_ground(user).filter(basis="")


def _asked(user: User) -> list[WorryLine]:
    """In one statement: a ground of the law, telling somebody later, reading something closed again."""
    asked = [_grounds(user), delays_asked(user), ReadingAgain.objects.asked_of(user)]
    keys = [rows.order_by().values("pk") for rows in asked]
    count = keys[0].union(*keys[1:], all=True).count()
    if not count:
        return []
    title = ngettext(
        "%(count)d question waits for your yes or no", "%(count)d questions wait for your yes or no", count
    )
    return [WorryLine(title % {"count": count}, reverse("safety:concern_list"), "", "look")]


def delays_asked(user: User) -> Any:
    """Questions whether a person is told later, that this user may answer as the second; not once they were told."""
    concerns = Concern.objects.telling_asked_of(user).filter(tellings=None)
    asked = TellingDelay.objects.filter(agreed_by=None, concern__in=concerns)
    return asked.exclude(asked_by=user).select_related("asked_by", "concern__person").order_by("created_at")


def with_worries(people: Any, user: User) -> Any:
    """People with `.worry_keys` and `.worry_days`: those this reader raised or had, for the person's page alone."""
    rows = Concern.objects.read_by(user).filter(person=OuterRef("pk"), kind=Concern.Kind.CONCERN)
    rows = rows.order_by("-created_at", "pk")
    return people.annotate(
        worry_keys=ArraySubquery(rows.values("pk")), worry_days=ArraySubquery(rows.values("created_at"))
    )


def _line(row: Concern, user: User) -> WorryLine:
    url = reverse("safety:concern", args=[row.pk])
    if row.kind == Concern.Kind.THINKING:
        title = _("Thinking something over, no name")
    elif row.person is not None and row.raised_by_id == user.pk:
        title = _("%(name)s: you are worried") % {"name": row.person.chosen_name}
    elif row.person is not None:
        title = _("%(name)s: somebody is worried") % {"name": row.person.chosen_name}
    else:
        title = _("Somebody is worried about someone")
    return WorryLine(title, url, _where_it_is(row, user), "look" if row.is_waiting else "plain")


def _where_it_is(row: Concern, user: User) -> str:
    """As on its page; but for the sentence that points to a number, which stands there and not in a list."""
    if row.is_waiting and row.raised_by_id != user.pk:
        return _("It waits for you.") if row.stands_with_id == user.pk else _("You can still take it.")
    if row.is_waiting and row.stands_with_id is None:
        return _("Nobody could be asked: please call. The numbers stand inside.")
    return state_words(row)


def _alarms(user: User, shown: list[Concern]) -> list[WorryLine]:
    """What stands in a line of its own is not told a second time."""
    count = Concern.objects.alarms(user).exclude(pk__in=[row.pk for row in shown]).count()
    if not count:
        return []
    title = ngettext(
        "%(count)d worry that nobody has: please call who is on call",
        "%(count)d worries that nobody has: please call who is on call",
        count,
    )
    return [WorryLine(title % {"count": count}, reverse("safety:on_call"), "", "look")]


def _to_talk_through(user: User) -> list[WorryLine]:
    """With who raised it; where the person would like somebody else, with who had it."""
    today = user.agency.today()
    with_raiser = RepairTalk.objects.due(today).of_raisers().filter(concern__raised_by=user)
    with_other = RepairTalk.objects.waiting(today).filter(
        concern__acknowledged_by=user, wish=RepairTalk.Wish.OTHER
    )
    ours = Q(pk__in=with_raiser.values("pk")) | Q(pk__in=with_other.values("pk"))
    due = RepairTalk.objects.filter(ours, concern__in=Concern.objects.read_by(user))
    rows = due.annotate(name=F("person__chosen_name")).order_by("due_on", "pk")
    return [
        WorryLine(
            _("%(name)s: talk it through together") % {"name": row.name},
            reverse("safety:concern", args=[row.concern_id]),
            _("They would like somebody else than who was worried.")
            if row.wish == RepairTalk.Wish.OTHER
            else _("When you meet next, if they like."),
        )
        for row in rows
    ]
