"""What a person allows to go out of the house, and how they take it back."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from consent.models import Apart, ConsentRecord, Kind, Release, Way
from consent.querysets import people_acted_for
from consent.seals import seal_of_release
from consent.words_of_release import ReleaseWords, words_of
from peersupport.accounts.models import User
from peersupport.audit.services import enter, record
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.core.fields import seal_all
from peersupport.people.models import News, SupportedPerson
from peersupport.people.services.news import tell

from .gate import lock_gate
from .signing import Signed

LANGUAGES = ("en", "es")


@dataclass(frozen=True)
class Terms:
    """What a permission says, before anybody signed it."""

    recipient: str
    sent_by: str
    kinds: tuple[str, ...]
    what: str
    purpose: str
    until_on: date | None = None
    until_event: str = ""
    for_proceedings: bool = False
    language: str = "en"


def release_words(*, person: SupportedPerson, terms: Terms) -> ReleaseWords:
    """The permission as it would be signed. person: with program and agency. Raises DomainError for what is missing."""
    _check(person, terms)
    said = {**vars(terms), "kinds": _in_order(terms.kinds)}
    del said["for_proceedings"]
    return words_of(person, **said, apart=_apart(person, terms), part2=person.program.part2)


@transaction.atomic
def give_release(
    *,
    key: uuid.UUID,
    person: SupportedPerson,
    terms: Terms,
    way: str,
    signature: str = "",
    witness: str = "",
    by: User,
) -> Release:
    """Seal a permission, by the person or together with who walks with them. The same key twice makes one.

    Raises SupportedPerson.DoesNotExist out of scope, DomainError for what is missing, WrongState for a key that
    stands for something else.
    """
    lock_gate(_known(person.pk, by))
    people = people_acted_for(by).select_related("program", "agency")
    person = people.get(pk=person.pk)
    words = release_words(person=person, terms=terms)
    _check_signature(way, signature, witness)
    before = Release.objects.filter(pk=key).first()
    if before is not None:
        return _same(before, person, by)
    release = Release(
        id=key, agency_id=person.agency_id, person=person, program_id=person.program_id, held_by=by,
        recipient=terms.recipient, sent_by=terms.sent_by, kinds=_in_order(terms.kinds), what=terms.what,
        purpose=terms.purpose, until_on=terms.until_on, until_event=terms.until_event,
        apart=_apart(person, terms), part2=person.program.part2, language=terms.language, text=words.text,
        way=way, signature=signature if way == Release.Given.TYPED else "",
        witness=witness if way == Release.Given.SPOKEN else "", signed_at=clock.now(),
    )  # fmt: skip
    seal_all(release)
    release.seal = seal_of_release(release)
    release.save(force_insert=True)
    record("release.given", target=release, by=by, person_id=person.pk, fields=["kinds", "until_on"])
    tell([person.pk], News.Kind.ALLOWED_OUT, about=by, by=by)
    payload = {"seal": release.seal, "kinds": release.kinds, "part2": release.part2}
    enter("release.given", target=release, by=by, person_id=person.pk, payload=payload)
    return release


@transaction.atomic
def end_release(*, release: Release, by: User) -> Release:
    """Take a permission back, without a reason, or because what it waited for has happened.

    By the person, or by who walks with them and writes down what they said. From the next request on nothing goes
    out by it. Raises Release.DoesNotExist out of scope, WrongState where it is over already.
    """
    lock_gate(Release.objects.known_to(by).values_list("person_id", flat=True).get(pk=release.pk))
    people = people_acted_for(by).values("pk")
    release = Release.objects.select_related("program", "person").get(pk=release.pk, person__in=people)
    require_in_force(release)
    release.revoked_at, release.revoked_by = clock.now(), by
    release.save(update_fields=["revoked_at", "revoked_by"])
    record("release.ended", target=release, by=by, person_id=release.person_id, fields=["revoked_at"])
    tell([release.person_id], News.Kind.NOT_OUT, about=by, by=by)
    enter("release.ended", target=release, by=by, person_id=release.person_id)
    return release


def require_in_force(release: Release) -> None:
    """Raises WrongState in plain words. release: with its program."""
    if release.revoked_at is not None:
        raise WrongState(_("This permission was taken back. Nothing goes out by it."))
    if release.until_on is not None and release.until_on < release.program.today():
        raise WrongState(_("This permission is over. Nothing goes out by it; a new one can be given."))


def _known(person_id: uuid.UUID, by: User) -> uuid.UUID:
    """Whose gate is to be locked; nobody else's is."""
    found: uuid.UUID = people_acted_for(by).values_list("pk", flat=True).get(pk=person_id)
    return found


def _same(before: Release, person: SupportedPerson, by: User) -> Release:
    if before.person_id != person.pk or before.held_by_id != by.pk:
        raise WrongState(_("This was sent before with something else in it. Please begin again."))
    return before


def _in_order(kinds: Iterable[str]) -> list[str]:
    return [kind for kind in Kind.values if kind in set(kinds)]


def _apart(person: SupportedPerson, terms: Terms) -> str:
    if terms.for_proceedings:
        return str(Apart.PROCEEDINGS)
    return str(Apart.NOTES if person.program.part2 and Kind.NOTE in terms.kinds else Apart.NO)


def _check(person: SupportedPerson, terms: Terms) -> None:
    for field, sentence in (
        ("recipient", _("Who is it for? Please name the person or the place.")),
        ("what", _("Please say in your words what exactly may go out.")),
        ("purpose", _("What is it for? A few words are enough.")),
    ):
        if not getattr(terms, field).strip():
            raise DomainError(sentence, field=field)
    if terms.sent_by not in Way.values:
        raise DomainError(_("Please choose which way it goes."), field="sent_by")
    if not terms.kinds or set(terms.kinds) - set(Kind.values):
        raise DomainError(_("Please choose at least one kind of thing."), field="kinds")
    if terms.language not in LANGUAGES:
        raise DomainError(_("Please choose a language."), field="language")
    _check_end(person, terms)
    if person.program.part2 and Kind.NOTE in terms.kinds:
        _check_apart(terms)


def _check_end(person: SupportedPerson, terms: Terms) -> None:
    if terms.until_on is None and not terms.until_event.strip():
        raise DomainError(
            _("A permission needs an end: a day, or something that is going to happen."), field="until_on"
        )
    if terms.until_on is not None and terms.until_on < person.program.today():
        raise DomainError(_("This day is over. Please choose today or a later one."), field="until_on")


def _check_apart(terms: Terms) -> None:
    if set(terms.kinds) != {Kind.NOTE} or terms.for_proceedings:
        raise DomainError(
            _(
                "In this program notes of our talks need a permission of their own. "
                "Please make two: one for the notes, one for the rest."
            ),
            field="kinds",
        )


def _check_signature(way: str, signature: str, witness: str) -> None:
    if way not in Release.Given.values:
        raise DomainError(_("Please say how the yes was given."), field="way")
    Signed(way=way, signature=signature, witness=witness).required(ConsentRecord.Answer.YES)


def opened_words(opened: Any) -> dict[str, str]:
    """What a disclosure takes over from an opened release."""
    return {"recipient": opened.recipient, "purpose": opened.purpose, "permission": opened.text}
