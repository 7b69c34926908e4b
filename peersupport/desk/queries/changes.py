"""What changed in the house and by whom, read off the history tables in one statement. No person and no pairing."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime

from peersupport.accounts.models import Program, User
from peersupport.accounts.roles import Role
from peersupport.core.operations import BASELINE
from peersupport.desk.sentence_parts import Change, Names
from peersupport.desk.sentences import sentence_of
from peersupport.people.models import Pairing, PeerSpecialist, PersonGrant, SupportedPerson
from peersupport.people.relation_querysets import STARTED
from peersupport.rules.models import SupervisionPack

from .rules import pack_words

PAGE = 25
# Looked up as well, so that a page without programs or peers asks as often as one with.
NOBODY = uuid.UUID(int=0)
# Kind → history table and the columns a sentence may speak of. Never an address, never a person.
TABLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "house": (
        "accounts.AgencyEvent",
        ("name", "neutral_name", "time_zone", "languages", "quick_exit_url", "on_call_phone", "brings_bills",
         "keeps_names"),
    ),
    "words": ("rules.LanguageEntryEvent", ("language", "term", "change", "ended_at")),
    "to_peers": ("rules.HousePromiseEvent", ("answer_days", "room_text_months", "signals_accepted_at")),
    "line": ("supervision.HouseLineEvent", ("topic", "language", "text")),
    "program": (
        "accounts.ProgramEvent",
        ("names", "level", "time_zone", "supervision_model", "closed_on", "part2"),
    ),
    "role": ("accounts.MembershipEvent", ("user_id", "role", "program_id", "starts_on", "ends_on", "ended_at")),
    "invitation": (
        "accounts.StaffInvitationEvent",
        ("name", "roles", "program_id", "issue", "accepted_at", "withdrawn_at"),
    ),
    "supervision": (
        "people.SupervisionLinkEvent",
        ("peer_id", "supervisor_id", "kind", "covers_for_id", "starts_on", "ends_on", "ended_at"),
    ),
    "exception": (
        "people.LinkExceptionEvent",
        ("peer_id", "kind", "supervisor_id", "starts_on", "ends_on", "ended_at"),
    ),
    "decides": ("people.DecidesOnEvent", ("peer_id", "user_id", "starts_on", "ends_on", "ended_at")),
    "rules": ("rules.ProgramRulesEvent", ("program_id", "pack_id", "ended_at")),
    "promise": (
        "consent.ConfidentialityPolicyEvent",
        ("version", "state", "consent_valid_days", "own_text_days", "reader_wait_days", "acknowledge_minutes",
         "answer_days", "ready_days", "note_delay_days", "repair_talk_days", "comment_days", "proposed_at"),
    ),
    # Whose page, and who walks with whom, stands in neither: a line says nobody's name but the office's.
    "grant": ("people.PersonGrantEvent", ("user_id", "ends_at", "revoked_at")),
    "cover": ("people.PairingEvent", ("peer_id", "covers_for_id", "state", "ends_on", "offered_by_id")),
    "audience": ("consent.PolicyAudienceEvent", ("policy_id", "audience", "content", "rule")),
    "named": ("safety.OnCallPersonEvent", ("user_id", "ended_at")),
    "phone": ("safety.PhoneLineEvent", ("place", "number", "words", "ended_at")),
    "help": (
        "safety.WiderHelpEvent",
        ("program_id", "place", "names", "hours", "who_comes", "sends_police", "may_force", "number", "languages",
         "is_emergency", "checked_on", "starts_on", "ends_on", "ended_at"),
    ),
    "duty": ("safety.ReportingDutyEvent", ("category", "must_report", "starts_on")),
}  # fmt: skip
# What the filter offers: one word for the reader may be several tables.
KINDS = {
    "house": ("house",),
    "words": ("words",),
    "program": ("program",),
    "staff": ("role", "invitation"),
    "supervision": ("supervision", "exception", "decides", "rules"),
    "access": ("grant", "cover"),
    "promise": ("promise", "audience", "to_peers", "line"),
    "danger": ("named", "phone", "help", "duty"),
}
# Where there is more to a table than is told: only what somebody changed about a rule of a version, which comes with
# others by the dozen; of those who stand in, that they do and that they don't any more.
TOLD = {
    "audience": Q(pgh_label="update"),
    "cover": Q(state__in=[Pairing.State.ACTIVE, Pairing.State.ENDED]),
}


@dataclass(frozen=True)
class Cursor:
    """Where a page goes on: the moment and place of its last line. It says nothing about anybody."""

    at: datetime
    kind: str
    number: int

    @classmethod
    def read(cls, text: str) -> "Cursor | None":
        moment, _sep, rest = text.partition("~")
        kind, _sep, number = rest.partition("~")
        try:
            at = parse_datetime(moment)
        except ValueError:
            return None
        if (
            at is None
            or at.tzinfo is None
            or kind not in TABLES
            or not number.isdecimal()
            or len(number) > 12
        ):
            return None
        return cls(at, kind, int(number))

    def __str__(self) -> str:
        return f"{self.at.isoformat().replace('+00:00', 'Z')}~{self.kind}~{self.number}"


@dataclass(frozen=True)
class Line:
    at: datetime
    words: str
    details: list[str]
    who: str


@dataclass(frozen=True)
class ChangesPage:
    lines: list[Line]
    older: str


def changes_page(user: User, *, kind: str = "", before: Cursor | None = None) -> ChangesPage:
    """For staff: everything that a setting or a relation of the house became."""
    wanted = {name: TOLD.get(name, Q()) for name in KINDS.get(kind, tuple(TABLES))}
    return _page(_found(wanted, user, before), user)


def my_changes_page(user: User, person: SupportedPerson, *, before: Cursor | None = None) -> ChangesPage:
    """For a person: the house, its office, their program, the promise, who looks after the peers who walk with them,
    who stands in for those, and who was let in.
    """
    walks = Pairing.objects.filter(person=person, state__in=STARTED)
    peers = list(walks.values_list("peer", "peer__user"))
    wanted = {
        "house": Q(),
        "words": Q(),
        "line": Q(),
        "phone": Q(),
        "help": Q(program=person.program_id) | Q(program=None),
        "program": Q(pgh_obj=person.program_id),
        "promise": ~Q(state="draft"),
        "supervision": Q(peer__in=[peer for peer, _user in peers]),
        "role": Q(user__in=[colleague for _peer, colleague in peers]) | Q(role=Role.ADMIN),
        "grant": Q(pgh_obj__in=PersonGrant.objects.filter(content_object=person).values("pk")),
        "cover": TOLD["cover"] & Q(pgh_obj__in=Pairing.objects.filter(person=person).values("pk")),
    }
    return _page(_found(wanted, user, before), user)


def _found(wanted: dict[str, Q], user: User, before: Cursor | None) -> list[Any]:
    branches = [_branch(kind, condition, user, before) for kind, condition in wanted.items()]
    if len(branches) == 1:
        return list(branches[0])
    together = branches[0].union(*branches[1:], all=True)
    return list(together.order_by("-at", "-kind_", "-number_")[: PAGE + 1])


def _branch(kind: str, condition: Q, user: User, before: Cursor | None) -> QuerySet[Any, Any]:
    """The newest rows of one table, each with what stood there before."""
    label, fields = TABLES[kind]
    model = apps.get_model(label)
    house = Q(pgh_obj=user.agency_id) if kind == "house" else Q(agency=user.agency_id)
    columns = {field: F(field) for field in fields}
    earlier = (
        model.objects.filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id"))
        .order_by("-pgh_id")
        .values(data=JSONObject(**columns))[:1]
    )
    rows = model.objects.filter(house, condition).exclude(pgh_label=BASELINE)
    if before is not None:
        rows = rows.filter(_older_than(kind, before))
    return (  # type: ignore[no-any-return]
        rows.order_by("-pgh_created_at", "-pgh_id")
        .annotate(
            at=F("pgh_created_at"),
            kind_=Value(kind),
            number_=F("pgh_id"),
            label=F("pgh_label"),
            who=KeyTextTransform("user", "pgh_context"),
            now=JSONObject(**columns),
            then=Subquery(earlier),
        )
        .values_list("at", "kind_", "number_", "label", "who", "now", "then", named=True)[: PAGE + 1]
    )


def _older_than(kind: str, before: Cursor) -> Q:
    """Lines after the cursor in the order -at, -kind, -number."""
    older = Q(pgh_created_at__lt=before.at)
    if kind < before.kind:
        older |= Q(pgh_created_at=before.at)
    elif kind == before.kind:
        older |= Q(pgh_created_at=before.at, pgh_id__lt=before.number)
    return older


def _page(found: list[Any], user: User) -> ChangesPage:
    rows = found[:PAGE]
    changes = [Change(row.kind_, row.label, row.now, row.then, row.who) for row in rows]
    names = _names(changes, user)
    lines = []
    for row, change in zip(rows, changes, strict=True):
        words, details = sentence_of(change, names, who=names.user(row.who))
        lines.append(Line(at=row.at, words=words, details=details, who=names.user(row.who)))
    last = rows[-1] if len(found) > PAGE else None
    return ChangesPage(lines=lines, older=str(Cursor(last.at, last.kind_, last.number_)) if last else "")


def _names(changes: Iterable[Change], user: User) -> Names:
    """Everybody and everything the lines speak of, with one query a table. A person reads first names."""
    is_person = user.kind == User.Kind.PERSON
    held = [value for change in changes for value in (change.now, change.then or {})]
    peers = _keys(held, "peer_id") | _keys(held, "covers_for_id")
    peer_users = dict(
        PeerSpecialist.objects.filter(pk__in=peers, agency_id=user.agency_id).values_list("pk", "user")
    )
    users = set().union(
        *(_keys(held, f"{name}_id") for name in ("user", "supervisor", "covers_for", "offered_by"))
    )
    users |= {uuid.UUID(change.by) for change in changes if change.by} | set(peer_users.values())
    known = User.objects.filter(pk__in=users, agency_id=user.agency_id, kind=User.Kind.STAFF)
    called = {str(found.pk): found.first_name_only if is_person else found.name for found in known}
    programs = Program.objects.filter(pk__in=_keys(held, "program_id"), agency_id=user.agency_id)
    return Names(
        users=called,
        peers={str(peer): called.get(str(peer_users[peer]), "") for peer in peer_users},
        programs={str(program.pk): program.name for program in programs},
        packs=_packs(held, user),
        reader=str(user.pk) if is_person else "",
        zone=user.agency.time_zone,
    )


def _packs(held: Iterable[dict[str, Any]], user: User) -> dict[str, str]:
    """Rules of supervision by their name and version."""
    packs = SupervisionPack.objects.filter(pk__in=_keys(held, "pack_id"), agency_id=user.agency_id)
    return {str(pack.pk): pack_words(pack) for pack in packs}


def _keys(held: Iterable[dict[str, Any]], name: str) -> set[uuid.UUID]:
    return {NOBODY, *(uuid.UUID(value[name]) for value in held if value.get(name))}
