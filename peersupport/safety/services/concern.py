"""A worry is kept: at once, with two things said, whatever else is missing or broken."""

import uuid
from collections.abc import Mapping

import structlog
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from consent.models import ConfidentialityPolicy
from peersupport.accounts.models import Membership, Program, User
from peersupport.core import clock
from peersupport.core.deadlocks import again_after_deadlock
from peersupport.core.errors import CannotOpen, DomainError, NotAllowed, WrongState
from peersupport.core.models import blind_index
from peersupport.people.models import SupportedPerson
from peersupport.safety.concern_querysets import people_worried_about, wait_only_briefly
from peersupport.safety.models import Concern, ConcernStep, ConcernWish

from .concern_line import add_step, ask_next, supervisors_of, tell

log = structlog.get_logger(__name__)
Step = ConcernStep.Kind
MINUTES = 15  # while no promise is in force
SAID_ONCE = ("where", "reach", "danger", "in_danger", "tried_talk", "tried_plan", "tried_others",
             "talked_first", "why_not_talked", "is_close", "not_enough", "limit")  # fmt: skip


@again_after_deadlock
@transaction.atomic
def record_concern(
    *, key: uuid.UUID, sentence: str, by: User, person: SupportedPerson | None = None, who: str = ""
) -> Concern:
    """Keep it, and ask the first in line. The same key again is the same concern; other words with it are added, but
    about another person, or once it is closed, they are a concern of their own.

    Nothing else is asked: no agreement, no status, no relation of today. Where somebody could not be asked, it is kept
    all the same, and the sweep asks. Raises DomainError without a sentence, WrongState for somebody else's key,
    CannotOpen when no key seals it: then nothing was stored.
    """
    if not by.roles or by.kind == User.Kind.PERSON:
        raise NotAllowed(_("This is not yours to do here."))
    if not sentence:
        raise DomainError(_("One sentence is enough."), field="sentence")
    person = _person_of(person, by)
    program = person.program if person else program_of(by=by)
    who = "" if person else who
    concern = _kept(key, Concern.Kind.CONCERN, sentence, by, program=program, person=person, who=who)
    _ask_first(concern)
    return concern


@again_after_deadlock
@transaction.atomic
def think_aloud(*, key: uuid.UUID, by: User, words: str = "") -> Concern:
    """Ask the person on call to think it over, with no name of anybody. Becoming a concern is another choice.

    Raises as record_concern() does.
    """
    if not by.roles or by.kind == User.Kind.PERSON:
        raise NotAllowed(_("This is not yours to do here."))
    concern = _kept(key, Concern.Kind.THINKING, words, by, program=program_of(by=by))
    _ask_first(concern)
    return concern


@again_after_deadlock
@transaction.atomic
def say_more(*, concern: Concern, said: Mapping[str, str], by: User, wishes: tuple[str, ...] = ()) -> Concern:
    """Fields of the composer, each said once, and what the person wants. By who raised it, while it is open.

    What stands there already stays as it was said, and a wish in the same words is the same wish.
    Raises Concern.DoesNotExist, WrongState.
    """
    own = Concern.objects.raised(by).select_for_update(of=("self",), no_key=True)
    concern = own.get(pk=concern.pk, kind=Concern.Kind.CONCERN)
    if concern.is_closed:
        raise WrongState(_("This is closed."))
    new = {name: said[name] for name in SAID_ONCE if said.get(name) and not getattr(concern, name)}
    for name, value in new.items():
        setattr(concern, name, value)
    if new:
        concern.save(update_fields=list(new))
    if _add_wishes(concern, wishes) or new:
        add_step(concern, Step.ADDED, by=by)
    if "limit" in new and concern.program is not None and concern.program.part2:
        asked = Concern.objects.asking_for_a_ground
        tell(
            concern, [user for user in supervisors_of(concern) if asked(user).filter(pk=concern.pk).exists()]
        )
    return concern


def _add_wishes(concern: Concern, wishes: tuple[str, ...]) -> bool:
    """Those that were not told yet. Their words make their id, so that a form sent twice adds none."""
    known = set(concern.wishes.values_list("pk", flat=True))
    told = {_next_key(concern.pk, _fingerprint(concern.pk, text)): text for text in wishes}
    added = [(pk, text) for pk, text in told.items() if pk not in known]
    for number, (pk, text) in enumerate(added, len(known) + 1):
        ConcernWish(
            pk=pk,
            agency_id=concern.agency_id,
            concern=concern,
            person_id=concern.person_id,
            number=number,
            text=text,
        ).save(force_insert=True)
    return bool(added)


def _kept(
    key: uuid.UUID,
    kind: str,
    sentence: str,
    by: User,
    *,
    program: Program | None,
    person: SupportedPerson | None = None,
    who: str = "",
) -> Concern:
    """The row of this key, made now or before, locked. Two at once: one makes it, the other finds it.

    A page gone back to brings its key again. Other words about the same person are added; about another, or once it is
    closed, they are a worry of their own.
    """
    about = {"program": program, "person": person, "who": who}
    fingerprint = _fingerprint(key, f"{person.pk if person else who}|{sentence}")
    _make(key, by=by, kind=kind, sentence=sentence, fingerprint=fingerprint, **about)
    rows = Concern.objects.select_for_update(of=("self",), no_key=True)
    concern: Concern = rows.select_related("person", "program", "raised_by", "agency").get(pk=key)
    if concern.raised_by_id != by.pk or concern.kind != kind:
        raise WrongState(_("This page was used already. Please open it again."))
    if concern.is_closed or concern.person_id != (person.pk if person else None):
        return _kept(_next_key(key, fingerprint), kind, sentence, by, program=program, person=person, who=who)
    if concern.steps_count == 0:
        add_step(concern, Step.RECORDED, by=by)
    elif sentence and fingerprint != concern.fingerprint:
        add_step(concern, Step.ADDED, by=by, words=f"{who}: {sentence}" if who else sentence)
    return concern


def _make(key: uuid.UUID, *, by: User, **said: object) -> None:
    """A row of this key, unless there is one."""
    policy = ConfidentialityPolicy.objects.published_for(by.agency)
    made = Concern(
        pk=key,
        agency_id=by.agency_id,
        raised_by=by,
        language=by.language,
        policy=policy,
        acknowledge_minutes=policy.acknowledge_minutes if policy else MINUTES,
        **said,
    )
    Concern.objects.bulk_create([made], ignore_conflicts=True)


def _next_key(key: uuid.UUID, fingerprint: str) -> uuid.UUID:
    """The same words sent twice come to the same next key."""
    return uuid.uuid5(key, fingerprint) if fingerprint else uuid.uuid4()


def _ask_first(concern: Concern) -> None:
    """In a savepoint: if nobody can be asked just now, it is kept all the same, and the sweep goes on. So also where
    somebody holds the messages for long: a page waits no longer than four seconds in all."""
    if concern.stands_with_id or concern.alarm_at or not concern.is_waiting:
        return
    try:
        with transaction.atomic():
            wait_only_briefly()
            ask_next(concern, now=clock.now())
    except (DatabaseError, CannotOpen):
        log.exception("concern_nobody_asked", concern=str(concern.pk))
        concern.refresh_from_db()


def _person_of(person: SupportedPerson | None, by: User) -> SupportedPerson | None:
    if person is None:
        return None
    found: SupportedPerson = people_worried_about(by).select_related("program").get(pk=person.pk)
    return found


def program_of(*, by: User) -> Program | None:
    """Where somebody works, for a worry about somebody without a row. None: the whole house."""
    roles = Membership.objects.in_force(by.agency.today()).filter(user=by, program__isnull=False)
    found = roles.select_related("program").order_by("starts_on", "pk").first()
    return found.program if found else None


def _fingerprint(key: uuid.UUID, said: str) -> str:
    """Without the key for it, the same words twice are simply added twice."""
    try:
        with transaction.atomic():
            return blind_index(f"{key}|{said}", purpose="concern")
    except CannotOpen:
        return ""
