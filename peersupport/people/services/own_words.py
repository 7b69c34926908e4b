"""What the person says about themselves, and what they never want written."""

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.audit.services import record
from peersupport.core.errors import NotAllowed
from peersupport.people.models import AboutMe, LeaveOut, PersonWord, SupportedPerson

from .scope import locked_person, text

ABOUT_AT_MOST = 1000
LEAVE_OUT_AT_MOST = 200
WORD_AT_MOST = 60


@transaction.atomic
def set_about_me(
    *,
    person: SupportedPerson,
    text: str,
    audience: str = AboutMe.Audience.NOBODY,
    line: AboutMe | None = None,
    by: User,
) -> AboutMe:
    """Add a line, or write `line` anew. By the person, or typed for them by who walks with them."""
    person = _for_words(person, by=by)
    words = _words(text, most=ABOUT_AT_MOST)
    if line is None:
        line = AboutMe(agency_id=person.agency_id, person=person)
    else:
        line = AboutMe.objects.select_for_update().get(pk=line.pk, person=person)
    line.text, line.audience = words, AboutMe.Audience(audience)
    line.save()
    record("about_me.written", target=line, by=by, person_id=person.pk)
    return line


@transaction.atomic
def remove_about_me(*, line: AboutMe, by: User) -> None:
    """Gone at once: these words are the person's, no copy stays."""
    person = _for_words(line.person, by=by)
    line = AboutMe.objects.select_for_update().get(pk=line.pk, person=person)
    record("about_me.removed", target=line, by=by, person_id=person.pk)
    line.delete()


@transaction.atomic
def add_leave_out(*, person: SupportedPerson, text: str, by: User) -> LeaveOut:
    """From now on it stands above the note box for whoever writes about the person."""
    person = _for_words(person, by=by)
    line = LeaveOut(agency_id=person.agency_id, person=person, text=_words(text, most=LEAVE_OUT_AT_MOST))
    line.save(force_insert=True)
    record("leave_out.added", target=line, by=by, person_id=person.pk)
    return line


@transaction.atomic
def remove_leave_out(*, line: LeaveOut, by: User) -> None:
    person = _for_words(line.person, by=by)
    line = LeaveOut.objects.select_for_update().get(pk=line.pk, person=person)
    record("leave_out.removed", target=line, by=by, person_id=person.pk)
    line.delete()


@transaction.atomic
def add_word(*, person: SupportedPerson, text: str, use: str, by: User) -> PersonWord:
    """A word for notes about this person: theirs (no hint is given about it), or one that nobody is to write.

    use: PersonWord.Use. Raises SupportedPerson.DoesNotExist out of scope, NotAllowed for the office, DomainError.
    """
    person = _for_words(person, by=by)
    word = PersonWord(
        agency_id=person.agency_id,
        person=person,
        text=_words(text, most=WORD_AT_MOST),
        use=PersonWord.Use(use),
    )
    word.save(force_insert=True)
    record("word.added", target=word, by=by, person_id=person.pk)
    return word


@transaction.atomic
def remove_word(*, word: PersonWord, by: User) -> None:
    """Gone at once, like every word of the person's own."""
    person = _for_words(word.person, by=by)
    word = PersonWord.objects.select_for_update().get(pk=word.pk, person=person)
    record("word.removed", target=word, by=by, person_id=person.pk)
    word.delete()


def _words(value: str, *, most: int) -> str:
    return text(value, field="text", most=most, required=True)


def _for_words(person: SupportedPerson, *, by: User) -> SupportedPerson:
    """The person themselves, or who walks and talks with them; the office does not speak for anybody."""
    talking = SupportedPerson.objects.talking_with(by)
    if by.kind != User.Kind.PERSON and talking.filter(pk=person.pk).exists():
        return locked_person(person, by=by, within=talking)
    person = locked_person(person, by=by)
    if by.kind != User.Kind.PERSON:
        raise NotAllowed(_("These are %(name)s's own words.") % {"name": person.chosen_name})
    return person
