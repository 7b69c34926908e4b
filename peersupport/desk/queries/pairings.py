"""What waits between people and peers: to confirm, offered, asked for, and those who are without somebody."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Window
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from peersupport.accounts.models import Membership, User
from peersupport.accounts.roles import Role
from peersupport.people.models import Pairing, SupportedPerson
from peersupport.people.relation_querysets import WALKING

from .rows import Row

MOST = 25


@dataclass(frozen=True)
class Part:
    """One list of the page; `more` of them are not shown."""

    key: str
    title: str
    text: str
    rows: list[Row]
    more: int


def in_reach(user: User) -> Any:
    """People whom the office may arrange things for: not colleagues, not those who keep this one away."""
    return SupportedPerson.objects.changed_by(user).filter(also_staff=None).listed()


def to_confirm(user: User) -> Any:
    return in_reach(user).filter(confirmed_at=None, confirm_by__isnull=False)


def returns(user: User) -> Any:
    return Pairing.objects.filter(person__in=in_reach(user), confirm_by__isnull=False, state__in=WALKING)


def offers(user: User) -> Any:
    """Open questions that somebody of the house asked."""
    return _offered(user).exclude(offered_by__kind=User.Kind.PERSON)


def wishes(user: User) -> Any:
    """Open questions that a person asked themselves."""
    return _offered(user).filter(offered_by__kind=User.Kind.PERSON)


def of_colleagues_who_left(user: User) -> Any:
    """They walk together on paper, but the peer works here no more, or is no peer today."""
    roles = Membership.objects.in_force(user.agency.today()).filter(
        role=Role.PEER, user=OuterRef("peer__user"), user__is_active=True
    )
    return Pairing.objects.filter(~Exists(roles), person__in=in_reach(user), state__in=WALKING)


def without_anybody(user: User) -> Any:
    """Confirmed people of open programs with whom nobody walks, and nobody was asked."""
    somebody = Pairing.objects.filter(person=OuterRef("pk"), state__in=(*WALKING, Pairing.State.OFFERED))
    return in_reach(user).filter(~Exists(somebody), confirmed_at__isnull=False, program__closed_on=None)


def pairing_parts(user: User) -> list[Part]:
    """The lists of the page that are not empty."""
    return [part for part in (*_to_answer(user), *_to_arrange(user)) if part.rows]


def _to_answer(user: User) -> list[Part]:
    """What the office confirms, and what waits for it because somebody left."""
    two = ("person", "peer__user")
    return [
        _part(
            "confirm",
            _("Added by a peer, waiting for you"),
            _("You know of them, that is all. The peer goes on meanwhile."),
            to_confirm(user).select_related("added_by").order_by("confirm_by", "pk"),
            _to_confirm_row,
        ),
        _part(
            "returns",
            _("Came back, waiting for you"),
            "",
            returns(user).select_related(*two).order_by("confirm_by", "pk"),
            _return_row,
        ),
        _part(
            "left",
            _("Their peer works here no more"),
            _("Ask another peer, or leave it as it is until somebody asks."),
            of_colleagues_who_left(user).select_related(*two).order_by("peer__user__name", "pk"),
            _left_row,
        ),
    ]


def _to_arrange(user: User) -> list[Part]:
    """Open questions between two, and people whom nobody was asked for yet."""
    two = ("person", "peer__user")
    return [
        _part(
            "wishes",
            _("Asked for by the people themselves"),
            "",
            wishes(user).select_related(*two).order_by("offered_at", "pk"),
            _offer_row,
        ),
        _part(
            "offers",
            _("Offered, waiting for a yes"),
            "",
            offers(user).select_related(*two).order_by("offered_at", "pk"),
            _offer_row,
        ),
        _part(
            "nobody",
            _("Nobody walks with them yet"),
            "",
            without_anybody(user).order_by("created_at", "pk"),
            _nobody_row,
        ),
    ]


def _offered(user: User) -> Any:
    return Pairing.objects.filter(person__in=in_reach(user), state=Pairing.State.OFFERED)


def _part(key: str, title: str, text: str, found: Any, row: Any) -> Part:
    listed = list(found.annotate(of_all=Window(Count("pk")))[:MOST])
    more = listed[0].of_all - len(listed) if listed else 0
    return Part(key=key, title=title, text=text, rows=[row(one) for one in listed], more=more)


def _to_confirm_row(person: SupportedPerson) -> Row:
    return Row(
        title=person.chosen_name,
        text=_("Added by %(peer)s, please look until %(day)s")
        % {"peer": person.added_by.name, "day": date_format(person.confirm_by, "DATE_FORMAT")},
        url=reverse("home:person_page", args=[person.pk]),
        act=reverse("people:person_confirm", args=[person.pk]),
        verb=_("Confirm"),
    )


def _return_row(pairing: Pairing) -> Row:
    return Row(
        title=_both(pairing),
        text=_("They walk together again, please look until %(day)s")
        % {"day": date_format(pairing.confirm_by, "DATE_FORMAT")},
        url=reverse("home:person_page", args=[pairing.person_id]),
        act=reverse("people:pairing_return_confirm", args=[pairing.pk]),
        verb=_("Confirm"),
    )


def _left_row(pairing: Pairing) -> Row:
    return Row(
        title=pairing.person.chosen_name,
        text=_("Walked with %(peer)s") % {"peer": pairing.peer.user.name},
        tag=_("ask another peer"),
        tone="look",
        url=reverse("desk:pairing_offer", args=[pairing.person_id]),
    )


def _offer_row(pairing: Pairing) -> Row:
    peer, person = pairing.peer.user.first_name_only, pairing.person.chosen_name
    if pairing.peer_yes_at:
        tag = _("waits for %(name)s") % {"name": person}
    elif pairing.person_yes_at:
        tag = _("waits for %(name)s") % {"name": peer}
    else:
        tag = _("waits for both")
    return Row(
        title=_both(pairing),
        text=_("since %(day)s") % {"day": date_format(pairing.offered_at, "DATE_FORMAT")},
        tag=tag,
        tone="wait",
        url=reverse("home:person_page", args=[pairing.person_id]),
    )


def _nobody_row(person: SupportedPerson) -> Row:
    return Row(
        title=person.chosen_name,
        tag=_("ask somebody"),
        tone="wait",
        url=reverse("desk:pairing_offer", args=[person.pk]),
    )


def _both(pairing: Pairing) -> str:
    return _("%(peer)s and %(person)s") % {
        "peer": pairing.peer.user.name,
        "person": pairing.person.chosen_name,
    }
