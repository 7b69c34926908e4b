"""Who may ask to read what is closed for good, who may agree, and whom it is open to."""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from peersupport.core import clock

if TYPE_CHECKING:
    from peersupport.accounts.models import User


def _model(name: str, app: str = "safety") -> Any:
    return apps.get_model(app, name)


class ReadingAgainQuerySet(models.QuerySet[Any]):
    def part_of(self, user: "User") -> Self:
        return self.filter(Q(asked_by=user) | Q(answered_by=user), agency_id=user.agency_id)

    def waiting(self) -> Self:
        return self.filter(answered_at=None, created_at__gt=clock.now() - self.model.WAITS)

    def in_force(self) -> Self:
        return self.filter(until__gt=clock.now())

    def asked_of(self, user: "User") -> Self:
        """Questions this user may be the second to answer: a supervisor of the other line than the one who asks."""
        links = _model("SupervisionLink", "people").objects.held_by(user)
        may = Q()
        for kind in self.model.Line.values:
            theirs = _started().filter(peer__in=links.filter(kind=kind).values("peer"))
            may |= Q(person__in=theirs.values("person")) & ~Q(line=kind)
        people = _model("SupportedPerson", "people").objects.reached_by(user).listed()
        return self.waiting().filter(may, person__in=people.values("pk")).exclude(asked_by=user)

    def open_to(self, user: "User") -> Self:
        """Those of the two, as long as what leads them to the person holds and nobody is kept away."""
        people = _model("SupportedPerson", "people").objects.reached_by(user).listed()
        return self.part_of(user).in_force().filter(person__in=people.values("pk"))

    def known_to_person(self, user: "User") -> Self:
        """Every question about them. Where somebody else has the phone, too, only beside a worry they know of."""
        concerns = _model("Concern").objects.known_to_person(user)
        known = concerns.filter(created_at__gte=OuterRef("from_at"), created_at__lt=OuterRef("to_at"))
        return self.filter(
            Exists(known) | ~Q(person__contact__phone_is_shared=True), person__user=user, person__died_on=None
        )


def _started() -> Any:
    return _model("Pairing", "people").objects.started()


def people_to_ask_about(user: "User") -> Any:
    """About whom somebody may ask: whom they walk or walked with, and those of the peers they look after.

    It is the same whether there ever was a worry or not.
    """
    pairings = _model("Pairing", "people").objects
    led = Q(pk__in=pairings.walking_with(user).values("person"))
    led |= Q(pk__in=pairings.once_with(user).values("person"))
    led |= Q(pk__in=pairings.under(user).values("person"))
    return _model("SupportedPerson", "people").objects.reached_by(user).filter(led).listed()


def line_of_asker(user: "User", person: Any) -> str:
    """From which line somebody asks; with both tasks by an exception as the clinical one, "" for a peer."""
    links = _model("SupervisionLink", "people").objects.held_by(user)
    kinds = set(
        links.filter(peer__in=_started().filter(person=person).values("peer")).values_list("kind", flat=True)
    )
    return "clinical" if "clinical" in kinds else "senior" if "senior" in kinds else ""


def has_second(user: "User", person: Any, line: str) -> bool:
    """Whether somebody of the other line is there at all. Asked without the blocks: an answer must not tell of one."""
    links = _model("SupervisionLink", "people").objects.in_force(user.agency.today())
    peers = _started().filter(person=person).values("peer")
    return bool(links.filter(peer__in=peers).exclude(kind=line).exclude(supervisor=user).exists())
