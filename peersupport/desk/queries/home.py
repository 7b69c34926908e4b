"""The first page of the desk: what waits, then the doors."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consent.models import AskedDisclosure
from peersupport.accounts.models import Program, StaffInvitation, User
from peersupport.language.neutral import telling_word
from peersupport.notifications.models import Message
from peersupport.people.models import AskedGrant
from peersupport.rules.models import HousePromise
from peersupport.safety.queries.gaps import coming_gaps, open_programs
from supervision.models import OffRoleTask

from . import pairings, staff, supervision
from .erasing import wishes_to_be_deleted
from .rows import Row


@dataclass(frozen=True)
class DeskHome:
    waiting: list[Row]
    doors: list[Row]


def desk_home(user: User) -> DeskHome:
    programs = open_programs(user)
    waiting = [row for row in _waiting(user, programs) if row.tag]
    return DeskHome(waiting=waiting, doors=_doors(user, len(programs)))


def _waiting(user: User, programs: list[Program]) -> list[Row]:
    asked = _asked_of(user)
    at_links = reverse("desk:link_list")
    return [
        *_of_pairings(user),
        _row(supervision.open_proposals(user).count(), _("Supervision to confirm"), at_links),
        *_for_two(asked),
        _row(
            len(coming_gaps(user, programs)),
            _("Nobody on call, in the next 14 days"),
            reverse("safety:planner"),
        ),
        _row(supervision.peers_without_both(user), _("Peers to find a supervisor for"), at_links),
        _row(
            staff.credentials_running_out(user).count() if user.agency.brings_bills else 0,
            _("Credentials running out within 90 days"),
            reverse("desk:credential_list"),
        ),
        _row(
            1 if telling_word(user.agency.neutral_name) else 0,
            _("A neutral name that may tell what this is about: choose another"),
            reverse("desk:house_settings"),
        ),
        _row(
            asked["messages"],
            _("Messages that need somebody"),
            reverse("operate:message_list"),
        ),
        _row(
            asked["invited"],
            _("Colleagues asked to come in"),
            reverse("desk:staff_list") + "#asked",
            tone="wait",
        ),
    ]


def _of_pairings(user: User) -> list[Row]:
    at_pairings = reverse("desk:pairing_list")
    return [
        _row(pairings.to_confirm(user).count(), _("People added by a peer"), at_pairings + "#confirm"),
        _row(pairings.returns(user).count(), _("People who came back"), at_pairings + "#returns"),
        _row(
            pairings.of_colleagues_who_left(user).count(),
            _("People whose peer works here no more"),
            at_pairings + "#left",
        ),
        _row(pairings.wishes(user).count(), _("Wishes for a peer"), at_pairings + "#wishes", tone="wait"),
        _row(
            pairings.offers(user).count(), _("Offers waiting for a yes"), at_pairings + "#offers", tone="wait"
        ),
    ]


def _for_two(asked: Counter[str]) -> list[Row]:
    """What somebody asked for and a second one of the office looks at, and what the house owes its peers."""
    return [
        _row(
            asked["out"],
            _("Going out on a ground of the law: look at it as the second person"),
            reverse("sharing:asked_list"),
        ),
        _row(
            asked["in"],
            _("Letting a colleague in: look at it as the second person"),
            reverse("sharing:house_in"),
        ),
        _row(asked["deleted"], _("Wishes to be deleted"), reverse("desk:erasing_list")),
        _row(
            asked["off_role"],
            _("Asked of peers outside their role: answer them"),
            reverse("supervision:off_role_waiting"),
        ),
        _row(
            1 - asked["signals"],
            _("Put in writing that signals are no ground for discipline"),
            reverse("desk:promise_to_peers"),
        ),
    ]


def _asked_of(user: User) -> Counter[str]:
    """What waits for a second person or for a colleague, and what the house owes its peers, in one statement."""
    going_out = AskedDisclosure.objects.waiting().asked_of(user)
    letting_in = AskedGrant.objects.waiting().known_to(user).exclude(asked_by=user).exclude(user=user)
    found = (
        going_out.order_by()
        .values_list(Value("out"))
        .union(
            letting_in.order_by().values_list(Value("in")),
            wishes_to_be_deleted(user).order_by().values_list(Value("deleted")),
            OffRoleTask.objects.waiting_for(user).order_by().values_list(Value("off_role")),
            StaffInvitation.objects.unanswered()
            .filter(agency_id=user.agency_id)
            .order_by()
            .values_list(Value("invited")),
            Message.objects.filter(agency_id=user.agency_id)
            .unsettled()
            .order_by()
            .values_list(Value("messages")),
            HousePromise.objects.filter(agency=user.agency_id)
            .exclude(signals_accepted_at=None)
            .values_list(Value("signals")),
            all=True,
        )
    )
    return Counter(kind for (kind,) in found)


def _row(count: int, title: str, url: str, *, tone: str = "look") -> Row:
    return Row(title=title, url=url, tag=str(count) if count else "", tone=tone)


def _doors(user: User, open_now: int) -> list[Row]:
    doors = [
        Row(
            title=_("Programs"),
            text=ngettext("%(count)d program", "%(count)d programs", open_now) % {"count": open_now},
            url=reverse("desk:program_list"),
        ),
        Row(title=_("Colleagues"), text=_("Tasks, invitations, leaving"), url=reverse("desk:staff_list")),
        Row(
            title=_("Supervision"),
            text=_("Who looks after which peer"),
            url=reverse("desk:link_list"),
        ),
        *_in_danger(),
        _promise(),
        *_to_peers(),
        Row(
            title=_("Words of the house"),
            text=_("What the hints say while somebody writes"),
            url=reverse("desk:words"),
        ),
        Row(
            title=_("What changed, by whom"),
            text=_("Peers and supervisors read it, too"),
            url=reverse("desk:changes"),
        ),
        _shared_outside(),
        _messages(),
        Row(
            title=_("Settings of the house"),
            text=_("Names, languages, who answers at night"),
            url=reverse("desk:house_settings"),
        ),
    ]
    if user.agency.keeps_names:
        doors[2:2] = [_people(), _to_talk_over()]
        doors[-1:-1] = [_let_in(), _bringing_in()]
    return doors


def _people() -> Row:
    return Row(
        title=_("People and peers"),
        text=_("To confirm, offered, without anybody"),
        url=reverse("desk:pairing_list"),
    )


def _to_talk_over() -> Row:
    return Row(
        title=_("Agreements to talk over"),
        text=_("Not there yet, running out, or a new version waits"),
        url=reverse("desk:reminder_list"),
    )


def _in_danger() -> list[Row]:
    return [
        Row(
            title=_("Who is on call"),
            text=_("Shifts, gaps, and who may be asked"),
            url=reverse("safety:planner"),
        ),
        Row(
            title=_("The phone plan"),
            text=_("Whom to call when nothing else works"),
            url=reverse("safety:phone_plan"),
        ),
        Row(
            title=_("Wider help"),
            text=_("Who comes, and whether they bring police"),
            url=reverse("safety:wider_help_list"),
        ),
        Row(
            title=_("What must be reported"),
            text=_("To whom and within which time, as you looked it up"),
            url=reverse("safety:duty_list"),
        ),
    ]


def _messages() -> Row:
    return Row(
        title=_("Messages that need somebody"),
        text=_("Not sent, or nobody knows whether they arrived"),
        url=reverse("operate:message_list"),
    )


def _promise() -> Row:
    return Row(
        title=_("What we promise"),
        text=_("The policy: versions, a new one, what was said about it"),
        url=reverse("desk:policy_list"),
    )


def _to_peers() -> list[Row]:
    return [
        Row(
            title=_("What the house promises its peers"),
            text=_("Answers in time, and what signals are not for"),
            url=reverse("desk:promise_to_peers"),
        ),
        Row(
            title=_("What the house says about boundaries"),
            text=_("Gifts, rides, ways to reach each other, visits"),
            url=reverse("supervision:house_lines"),
        ),
    ]


def _let_in() -> Row:
    return Row(
        title=_("Who is let in"),
        text=_("For one person, for a while and with a reason"),
        url=reverse("sharing:house_in"),
    )


def _bringing_in() -> Row:
    return Row(
        title=_("Bring people and past meetings in"),
        text=_("From a list you have elsewhere"),
        url=reverse("exchange:import_start"),
    )


def _shared_outside() -> Row:
    return Row(
        title=_("What was shared outside"),
        text=_("When, about whom and on which ground"),
        url=reverse("sharing:house_out"),
    )
