"""One house with one reader of every relation, and a sentence planted in each field that somebody must not see."""

import json
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress

from consent.models import PolicyAudience
from consent.services import publish_policy, record_answer, start_policy, withdraw_consent
from consent.wording import CHOICES
from peersupport.accounts.models import Program, User
from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.people.models import ContactDetails, Pairing, SupportedPerson
from peersupport.people.services import (
    add_leave_out,
    add_person,
    connect_account,
    set_about_me,
    share_experience,
    update_contact,
)
from sessions_app.entry import SessionEntry
from sessions_app.models import SupportSession
from sessions_app.services import add_addendum, complete_session, plan_session, save_draft
from tests import factories
from tests.parts import gathered, made_by
from tests.support.midday import ZONE

NAME = "Wilhelmina Quark"
# Each sentence stands in one field only; the person's name is a canary of its own.
PLANTED = {
    "name": [NAME],
    "words": [f"canary-{name}" for name in ("text", "agenda", "own", "step", "taken", "unread", "addendum")],
    "words_of_former": ["written-by-former"],
    "words_of_blocked": ["written-by-blocked"],
    "contact": ["+12025550143", "canary-safe-hours", "canary-other-way"],
    "leave_out": ["canary-leave-out"],
    "about_paired": ["canary-about-paired"],
    "about_nobody": ["canary-about-nobody"],
    "experience_paired": ["canary-experience-paired"],
    "experience_nobody": ["canary-experience-nobody"],
    "draft": ["canary-draft"],
    "signature": ["canary-signature", "canary-witness"],
}
PLANTED = gathered("PLANTED", PLANTED)


@dataclass
class House:
    readers: dict[str, User | None] = field(default_factory=dict)
    person: SupportedPerson = None  # type: ignore[assignment]
    pairings: dict[str, Pairing] = field(default_factory=dict)
    meetings: dict[str, SupportSession] = field(default_factory=dict)
    ids: dict[str, uuid.UUID] = field(default_factory=dict)
    arguments: dict[str, dict[str, object]] = field(default_factory=dict)


def entry(words: str = "") -> SessionEntry:
    at = clock.now().astimezone(ZoneInfo(ZONE)).replace(tzinfo=None, second=0, microsecond=0)
    said = SessionEntry(local_start=at - timedelta(hours=30), minutes=40, kinds=("emotional",), text=words)
    if words != "canary-text":
        return SessionEntry(**{**vars(said), "read_together": True})
    return SessionEntry(
        **{
            **vars(said), "agenda": "canary-agenda", "agenda_by": "them", "own_words": "canary-own",
            "own_words_by": "them", "next_step": "canary-step", "next_step_whose": "them",
            "taken_along": "canary-taken", "read_together": False, "not_read_because": "canary-unread",
        }
    )  # fmt: skip


def build(*, agreed: bool) -> House:
    house = House()
    agency = factories.make_agency(time_zone=ZONE)
    program = factories.make_program(agency=agency, level=Program.Level.TOGETHER)
    admin = factories.make_admin(agency=agency, name="Office")
    _staff(house, agency, admin)
    _publish(agency, admin)
    _person(house, program, admin)
    _relations(house, agency)
    _said_yes(house)
    _meetings(house)
    _own_things(house)
    house.arguments = made_by("furnish", house)
    if not agreed:
        _withdraw(house)
    Pairing.objects.filter(pk=house.pairings["former"].pk).update(
        state="ended", ended_at=clock.ago(days=10), end_reason="goodbye"
    )
    factories.make_block(person=house.person, user=house.readers["blocked"])
    factories.make_block(person=house.person, user=house.readers["blocked_admin"])
    left = house.readers["left"].memberships.get()
    left.ended_at = clock.now()
    left.save()
    house.readers = {name: _fresh(user) for name, user in house.readers.items()}
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True)
        for user in house.readers.values()
        if user
    )
    return house


def _fresh(user: User | None) -> User | None:
    return User.objects.get(pk=user.pk) if user else None


def _staff(house: House, agency: object, admin: User) -> None:
    for name in ("author", "paired", "former", "offered", "other", "cover", "blocked", "left"):
        house.readers[name] = factories.make_peer(agency=agency, name=f"Peer {name}").user
    for name, kind in (("clinical", "clinical"), ("clinical_far", "clinical"), ("senior", "senior"),
                       ("senior_far", "senior"), ("grant", "clinical")):  # fmt: skip
        house.readers[name] = factories.make_supervisor(kind, agency=agency, name=f"Staff {name}")
    house.readers["admin"] = admin
    house.readers["blocked_admin"] = factories.make_admin(agency=agency, name="Office two")
    elsewhere = factories.make_staff(
        Role.PEER, Role.CLINICAL_SUPERVISOR, Role.SENIOR_PEER_SUPERVISOR, Role.ADMIN,
        agency=factories.make_agency(), name="Elsewhere",
    )  # fmt: skip
    factories.make_peer(user=elsewhere)
    house.readers |= {"elsewhere": elsewhere, "anonymous": None}


def _publish(agency: object, admin: User) -> None:
    """Everything that the conversation has a question for is the person's to choose, but for the sixth; a plan for
    hard times is always open to who walks with them."""
    policy = start_policy(agency=agency, by=admin)
    for cell in policy.audiences.all():
        asked = (cell.audience, cell.content) in set(CHOICES) - {("responder", "plan")}
        always = (cell.audience, cell.content) == ("paired", "plan")
        PolicyAudience.objects.filter(pk=cell.pk).update(rule=2 if always else int(asked))
    publish_policy(policy=policy, by=admin)


def _person(house: House, program: Program, admin: User) -> None:
    for name, chosen in (("person", NAME), ("another", "Bo Elsewhen")):
        person = add_person(program=program, chosen_name=chosen, by=admin)
        account = factories.make_user(agency=program.agency, kind="person", name=chosen)
        connect_account(person=person, user=account, by=admin)
        house.readers[name] = account
        if name == "person":
            house.person = SupportedPerson.objects.get(pk=person.pk)
        else:
            factories.make_pairing(person=person, peer=house.readers["other"].peer)


def _relations(house: House, agency: object) -> None:
    person, peer = (
        house.person,
        {name: user.peer for name, user in house.readers.items() if hasattr(user, "peer")},
    )
    for name in ("author", "paired", "former", "blocked", "left"):
        house.pairings[name] = factories.make_pairing(person=person, peer=peer[name])
    factories.make_cover(pairing=house.pairings["author"], peer=peer["cover"])
    house.pairings["offer"] = factories.make_pairing(person=person, peer=peer["offered"], state="offered")
    for name, whose in (
        ("clinical", "author"),
        ("senior", "author"),
        ("clinical_far", "other"),
        ("senior_far", "other"),
    ):
        factories.make_link(peer=peer[whose], kind=name.partition("_")[0], supervisor=house.readers[name])
    factories.make_grant(person=person, user=house.readers["grant"], audience="clinical")


def _said_yes(house: House) -> None:
    record_answer(
        person=house.person, answer="yes", choices=dict.fromkeys(CHOICES, True), language="en", way="spoken",
        signature="canary-signature", witness="canary-witness", by=house.readers["person"],
    )  # fmt: skip


def _withdraw(house: House) -> None:
    withdraw_consent(person=house.person, by=house.readers["person"])


def _meetings(house: House) -> None:
    for name in ("author", "former", "blocked"):
        writer = house.readers[name]
        words = "canary-text" if name == "author" else f"written-by-{name}"
        with acting_as(writer.pk):
            session = complete_session(key=uuid.uuid4(), person=house.person, entry=entry(words), by=writer)
        house.meetings[name] = session
    author = house.readers["author"]
    with acting_as(author.pk):
        add_addendum(note=house.meetings["author"].notes.get(), text="canary-addendum", by=author)
        tomorrow = datetime.combine(
            clock.today(ZONE) + timedelta(days=1), datetime.min.time().replace(hour=14)
        )
        house.meetings["planned"] = plan_session(
            key=uuid.uuid4(), person=house.person, local_start=tomorrow, minutes=60, by=author
        )
        house.ids["draft"] = uuid.uuid4()
        save_draft(
            key=house.ids["draft"], person=house.person, form_version=1,
            payload={"text": "canary-draft", "raw": json.dumps(["canary-draft"])}, by=author,
        )  # fmt: skip


def _own_things(house: House) -> None:
    me, person = house.readers["person"], house.person
    update_contact(person=person, by=me, phone="+12025550143", safe_hours="canary-safe-hours",
                   other_way="canary-other-way")  # fmt: skip
    assert ContactDetails.objects.get(person=person).phone is not None
    house.ids["leave_out"] = add_leave_out(person=person, text="canary-leave-out", by=me).pk
    house.ids["about"] = set_about_me(person=person, text="canary-about-paired", audience="paired", by=me).pk
    set_about_me(person=person, text="canary-about-nobody", audience="nobody", by=me)
    author = house.readers["author"]
    for audience in ("paired", "nobody"):
        shared = share_experience(
            peer=author.peer,
            topic="helped",
            text=f"canary-experience-{audience}",
            audience=audience,
            by=author,
        )
        house.ids["experience"] = shared.pk
