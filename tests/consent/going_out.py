"""A person who allows something to go out, with everybody who may have to do with it."""

import uuid
from datetime import timedelta
from typing import Any

from consent import services
from consent.models import Release
from consent.outgoing import Item
from peersupport.accounts.models import Membership
from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.people.models import News, SupervisionLink
from peersupport.people.services.supervision import ALONE_WAITS
from tests import factories

from .agreed import published

LETTER = Item("words", None, "What we write", "Sam has come every week since March.")
DAYS = Item("facts", None, "Days", "3 March, 10 March")


class Going:
    """A peer, the person with an account, both supervisors of the peer, and the office."""

    def __init__(self, *, part2: bool = False) -> None:
        self.agency = factories.make_agency(time_zone="UTC")
        self.program = factories.make_program(agency=self.agency, part2=part2)
        self.office = factories.make_admin(agency=self.agency)
        self.peer = factories.make_peer(agency=self.agency)
        self.user = self.peer.user
        self.person = factories.make_person(program=self.program, name="Sam", added_by=self.office)
        self.own = factories.give_account(self.person)
        self.pairing = factories.make_pairing(person=self.person, peer=self.peer)
        self.clinical = factories.make_link(peer=self.peer, kind="clinical").supervisor
        self.senior = factories.make_link(peer=self.peer, kind="senior").supervisor

    def terms(self, **values: Any) -> services.Terms:
        said = {
            "recipient": "County housing office", "sent_by": "mail", "kinds": ("facts", "words"),
            "what": "That I come, and on which days", "purpose": "My place in the program",
            "until_on": self.program.today() + timedelta(days=30), **values,
        }  # fmt: skip
        return services.Terms(**said)

    def release(self, by: Any = None, **values: Any) -> Release:
        given = {"key": uuid.uuid4(), "way": "typed", "signature": "Sam", "by": by or self.user}
        given |= {name: values.pop(name) for name in ("key", "way", "signature", "witness") if name in values}
        with acting_as(given["by"].pk):
            return services.give_release(person=self.person, terms=self.terms(**values), **given)

    def send(self, release: Release, items: Any = (LETTER,), by: Any = None, **values: Any) -> Any:
        by = by or self.user
        with acting_as(by.pk):
            draft = services.preview_by_release(release=release, items=items, by=by)
            return services.record_disclosure(
                **{
                    "key": uuid.uuid4(), "release": release, "items": items, "looked_at": draft.fingerprint,
                    "by": by, **values,
                }
            )  # fmt: skip

    def by_limit(self, by: Any = None, **values: Any) -> Any:
        by = by or self.user
        said = {"limit": "medical", "recipient": "Emergency room", "purpose": "So that they know what helps",
                "sent_by": "phone", "items": [LETTER], **values}  # fmt: skip
        reason = said.pop("reason", "Sam fell and could not speak for themselves.")
        with acting_as(by.pk):
            draft = services.preview_by_limit(person=self.person, by=by, **said)
            return services.record_limit_disclosure(
                key=uuid.uuid4(),
                person=self.person,
                reason=reason,
                looked_at=draft.fingerprint,
                by=by,
                **said,
            )

    def ask(self, by: Any = None, **values: Any) -> Any:
        by = by or self.clinical
        said = {"basis": "court", "recipient": "Family court", "purpose": "The order of 3 May",
                "sent_by": "mail", "items": [LETTER], **values}  # fmt: skip
        reason = said.pop("reason", "The order names exactly these days and nothing else.")
        with acting_as(by.pk):
            draft = services.preview_on_ground(person=self.person, by=by, **said)
            return services.ask_disclosure(
                key=uuid.uuid4(),
                person=self.person,
                reason=reason,
                looked_at=draft.fingerprint,
                by=by,
                **said,
            )

    def leave_alone(self) -> None:
        """As if nobody else worked here any more."""
        Membership.objects.filter(agency=self.agency, role=Role.ADMIN).delete()
        SupervisionLink.objects.exclude(supervisor=self.clinical).delete()

    def answer(self, asked: Any, *, agree: bool = True, by: Any = None) -> Any:
        by = by or self.senior
        with acting_as(by.pk):
            return services.answer_asked(asked=asked, agree=agree, by=by)


# --- what leaves news, for tests/people/test_no_surprise.py ---


def given(_house: Any) -> None:
    Going().release()


def ended_release(_house: Any) -> None:
    going = Going()
    release = going.release()
    News.objects.all().delete()
    with acting_as(going.user.pk):
        services.end_release(release=release, by=going.user)


def sent(_house: Any) -> None:
    going = Going()
    release = going.release()
    News.objects.all().delete()
    going.send(release)


def sent_by_limit(_house: Any) -> None:
    going = Going()
    published(going.agency)
    going.by_limit()


def alone(_house: Any) -> None:
    going = Going()
    asked = going.ask()
    going.leave_alone()
    News.objects.all().delete()
    with clock.set_to(clock.now() + ALONE_WAITS), acting_as(going.clinical.pk):
        services.let_out_alone(asked=asked, outside_witness="A judge next door", by=going.clinical)


def confirmed(_house: Any) -> None:
    going = Going()
    going.answer(going.ask())
