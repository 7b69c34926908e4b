"""What the role agreement, certificates and hours add to the first page of supervision, in one query a role."""

from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission, Role
from peersupport.people.models import Credential, PeerSpecialist, SupervisionLink
from peersupport.rules.models import RoleVersion
from supervision.lines import Line, Lines
from supervision.models import RoleAcceptance, WorkWeek
from supervision.weeks import monday_of

from .credentials import SOON
from .hours import WEEK


def my_work(user: User) -> Lines:
    """What is due for this reader, and the doors to these pages."""
    lines = Lines(doors=[_door(_("What a peer does here"), "supervision:role")])
    if user.roles - {Role.ADMIN}:
        _about_peers(user, lines)
    if user.may(Permission.RUN_HOUSE):
        _about_house(user, lines)
    return lines


def _about_peers(user: User, lines: Lines) -> None:
    rows = list(_peers(user))
    mine = next((row for row in rows if row.user_id == user.pk), None)
    asked = [row for row in rows if row.version is not None and not row.said_yes]
    if asked:
        lines.waiting.append(_asked(asked, mine))
    if mine is not None:
        if mine.runs_out is not None:
            lines.waiting.append(_runs_out(mine.runs_out, mine.user.agency.today()))
        if mine.writes_hours and not mine.wrote_last_week:
            lines.waiting.append(_door(_("Your hours of last week"), "supervision:hours"))
        lines.doors.append(_door(_("My certificates and what I learned"), "supervision:credentials"))
        lines.doors.append(_door(_("My hours"), "supervision:hours"))


def _peers(user: User) -> Any:
    """The reader's own peer's page, if there is one, and the peers they look after today."""
    today = user.agency.today()
    newest = RoleVersion.objects.published(user.agency_id).values("pk")[:1]
    said = RoleAcceptance.objects.filter(peer=OuterRef("pk"), user=user, version=Subquery(newest))
    soon = Credential.objects.filter(peer=OuterRef("pk"), valid_until__range=(today, today + SOON))
    weeks = WorkWeek.objects.filter(peer=OuterRef("pk"))
    own = Q(user=user) if Role.PEER in user.roles else Q(pk__in=[])
    linked = Q(pk__in=SupervisionLink.objects.held_by(user).values("peer"))
    return (
        PeerSpecialist.objects.at_work_in(user.agency)
        .filter(own | linked)
        .select_related("user")
        .annotate(
            version=Subquery(newest),
            said_yes=Exists(said),
            runs_out=Subquery(
                soon.order_by().values("peer").annotate(first=Min("valid_until")).values("first")
            ),
            writes_hours=Exists(weeks),
            wrote_last_week=Exists(weeks.filter(week=monday_of(today) - WEEK)),
        )
        .order_by("user__name", "pk")
    )


def _about_house(user: User, lines: Lines) -> None:
    lines.doors.append(_door(_("Hours in the house"), "supervision:hours_total"))
    if not user.agency.brings_bills:
        return
    until = user.agency.today() + SOON
    ending = Credential.objects.filter(
        agency_id=user.agency_id, peer__user__is_active=True, valid_until__lte=until
    ).count()
    if ending:
        text = ngettext(
            "%(count)d certificate runs out within 90 days",
            "%(count)d certificates run out within 90 days",
            ending,
        )
        lines.waiting.append(_door(text % {"count": ending}, "desk:credential_list"))


def _asked(rows: list[Any], mine: Any) -> Line:
    text = _("A new version waits for your yes.")
    if mine not in rows:
        count = len(rows)
        words = ngettext(
            "It waits for your yes for %(count)d peer.", "It waits for your yes for %(count)d peers.", count
        )
        text = words % {"count": count}
    return Line(_("What a peer does here"), reverse("supervision:role"), text)


def _runs_out(day: Any, today: Any) -> Line:
    days = (day - today).days
    tag = ngettext("in %(count)d day", "in %(count)d days", days) % {"count": days} if days else _("today")
    title = _("Your certificate runs out on %(day)s") % {"day": date_format(day)}
    return Line(title, reverse("supervision:credentials"), tag=tag)


def _door(title: str, route: str) -> Line:
    return Line(title, reverse(route))
