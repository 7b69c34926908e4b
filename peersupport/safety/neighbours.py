"""What the lists of the house bring to a worry. Each answers with nothing where it can't be asked."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime

from django.db import DatabaseError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from consent.models import PolicyLimit
from peersupport.accounts.models import Agency, Program, User
from peersupport.audit.models import AccessEvent
from peersupport.core import clock
from peersupport.core.errors import CannotOpen
from peersupport.people.models import SupportedPerson
from peersupport.safety import queries
from peersupport.safety.models import OnCallPerson, OnCallShift, ReportingDuty, WiderHelp
from peersupport.safety.queries import PhoneNumber
from peersupport.safety.queries.wider_help import HelpLine, in_sentences

EMERGENCY = "911"
Code = PolicyLimit.Code
CATEGORIES = {
    Code.CHILD: (ReportingDuty.Category.CHILD,),
    Code.ADULT: (ReportingDuty.Category.ELDER, ReportingDuty.Category.VULNERABLE),
}


def phones(agency: Agency) -> list[PhoneNumber]:
    """The house's phone plan, never empty. Where its table can't be read, the house's own number."""
    try:
        with transaction.atomic():
            return queries.phone_plan(agency)
    except DatabaseError:
        number = agency.on_call_phone
        words = _("the number of the house") if number else _("Our house has written down no number yet.")
        return [PhoneNumber(number, words)]


def opened_lately(user: User, people: Iterable[uuid.UUID]) -> list[uuid.UUID]:
    """Whose words this reader opened in the last month, the newest first; nobody where the trail can't be asked."""
    try:
        with transaction.atomic():
            events = AccessEvent.objects.filter(
                person_id__in=list(people), reader_id=user.pk, at__gt=clock.ago(days=30)
            )
            latest = events.values("person_id").annotate(newest=Max("at")).order_by("-newest")
            return [one["person_id"] for one in latest]
    except DatabaseError:
        return []


def number_of(user: User | None) -> str:
    """Under which number colleagues reach somebody who may be on call, "" where none is kept."""
    if user is None:
        return ""
    try:
        with transaction.atomic():
            named = OnCallPerson.objects.in_force(user.agency_id).filter(user=user).first()
            return named.phone if named else ""
    except DatabaseError:
        return ""


def asked_first(user: User, program: Program | None, at: datetime) -> str | None:
    """Who would be asked about somebody without a row here. Empty: nobody. None: it can't be said now."""
    try:
        with transaction.atomic():
            if program is not None:
                line = OnCallShift.objects.line(program, at)
            else:
                line = OnCallShift.objects.in_the_house(user.agency, at)
            return next((one.user.name for one in line.select_related("user") if one.user_id != user.pk), "")
    except DatabaseError:
        return None


def wider_help(agency: Agency, program: Program | None, at: datetime) -> list[HelpLine]:
    """In order, emergency services last. Without a program, what is there for the whole house."""
    if program is not None:
        return in_sentences(WiderHelp.objects.shown(program, at))
    return in_sentences(WiderHelp.objects.of_house(agency.pk, agency.today()).filter(program=None))


def duties(agency: Agency, code: str, day: date) -> list[ReportingDuty]:
    """What the house looked up about the duty to report under this exception. Nothing means: not checked."""
    rows = [ReportingDuty.objects.in_force(agency, name, day) for name in CATEGORIES.get(Code(code), ())]
    return [row for row in rows if row is not None and row.is_checked]


def not_wanted(person: SupportedPerson, reader: User) -> str:
    """ "What I do not want" of the person's plan, where it opens to this reader."""
    try:
        with transaction.atomic():
            return queries.not_wanted(person, reader)
    except (DatabaseError, CannotOpen):
        return ""
