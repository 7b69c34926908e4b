"""Coming back after a goodbye: one tap of the person and one of the peer, and nothing has to be told again."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import News, Pairing, SupportedPerson

from .news import tell
from .scope import locked_pairing, require
from .walk_states import (
    check_peer_is_free_to,
    clear_stamps,
    end,
    move,
    require_peer,
    require_person,
    rest,
    saved,
)

CONFIRM_WITHIN = timedelta(days=7)


@transaction.atomic
def ask_back(*, pairing: Pairing, by: User) -> Pairing:
    """The person would like to walk with this peer again. Asked twice it is asked once."""
    pairing = _locked_goodbye(pairing, by=by)
    require_person(pairing, by=by)
    check_peer_is_free_to(pairing.person, pairing.peer)
    pairing.back_asked_at = pairing.back_asked_at or clock.now()
    pairing.not_now_at, pairing.not_now_words = None, ""
    return saved(pairing, "pairing.back_asked", by=by)


@transaction.atomic
def answer_back_not_now(*, pairing: Pairing, words: str = "", by: User) -> Pairing:
    """The wish is taken back by the person, or answered with "not now" by the peer; the goodbye stays a goodbye."""
    pairing = _locked_goodbye(pairing, by=by)
    _require_asked(pairing)
    if words not in {"", *Pairing.KindWords.values}:
        raise DomainError(_("Please choose one."), field="words")
    pairing.back_asked_at = None
    if pairing.person.user_id != by.pk:
        pairing.not_now_at, pairing.not_now_words = clock.now(), words
        rest(pairing)
    return saved(pairing, "pairing.back_not_now", by=by)


@transaction.atomic
def welcome_back(*, pairing: Pairing, by: User) -> Pairing:
    """The peer's yes to somebody who asked: they walk together from today on."""
    pairing = _locked_goodbye(pairing, by=by)
    require_peer(pairing, by=by)
    asked_at = _require_asked(pairing)
    _walk_again(pairing, person_yes_at=asked_at, by=by)
    return saved(pairing, "pairing.welcomed_back", by=by)


@transaction.atomic
def record_return(*, pairing: Pairing, by: User) -> Pairing:
    """The person said in words that they are back, and their former peer writes it down.

    It starts at once; the office confirms it within seven days. Not while they go on with another peer.
    """
    pairing = _locked_goodbye(pairing, by=by)
    require_peer(pairing, by=by)
    if pairing.back_asked_at is not None:
        return welcome_back(pairing=pairing, by=by)
    if Pairing.objects.walking().filter(person=pairing.person_id, covers_for=None).exists():
        raise DomainError(
            _("They walk with somebody else now. They can ask for you in their own space, or in the office.")
        )
    _walk_again(pairing, person_yes_at=clock.now(), by=by)
    pairing.person_yes_recorded_by = by
    pairing.confirm_by = pairing.person.program.today() + CONFIRM_WITHIN
    return saved(pairing, "pairing.return_recorded", by=by)


@transaction.atomic
def confirm_return(*, pairing: Pairing, by: User) -> Pairing:
    """The office knows of it. Never by the peer who wrote it down."""
    pairing = _locked_return(pairing, by=by)
    pairing.confirm_by = None
    return saved(pairing, "pairing.return_confirmed", by=by)


@transaction.atomic
def undo_return(*, pairing: Pairing, by: User) -> Pairing:
    """It was a mistake: they do not walk together, as before."""
    pairing = _locked_return(pairing, by=by)
    end(pairing, Pairing.End.GOODBYE, by=by)
    return saved(pairing, "pairing.return_undone", by=by)


def _walk_again(pairing: Pairing, *, person_yes_at: datetime, by: User) -> None:
    """Not saved yet. The row of the two with new dates; an agreement that has not run out still holds."""
    check_peer_is_free_to(pairing.person, pairing.peer)
    move(pairing, Pairing.State.ACTIVE)
    clear_stamps(pairing)
    pairing.starts_on, pairing.ends_on = pairing.person.program.today(), None
    pairing.peer_yes_at, pairing.person_yes_at = clock.now(), person_yes_at
    pairing.person_yes_recorded_by = pairing.opens_at = None
    tell([pairing.person_id], News.Kind.BACK, about=pairing.peer.user, by=by)


def _locked_goodbye(pairing: Pairing, *, by: User) -> Pairing:
    """Person first, then pairing, as every service that starts something. Raises WrongState, DoesNotExist."""
    _lock_living(pairing.person_id)
    pairing = locked_pairing(pairing, by=by)
    if not pairing.was_a_goodbye:
        raise WrongState(_("This has changed in the meantime. Have a look at how it is now."))
    return pairing


def _lock_living(person_id: uuid.UUID) -> None:
    person = SupportedPerson.objects.select_for_update(no_key=True).get(pk=person_id)
    if person.died_on is not None:
        raise WrongState(
            _("%(name)s has died. Nothing is changed here any more.") % {"name": person.chosen_name}
        )


def _require_asked(pairing: Pairing) -> datetime:
    if pairing.back_asked_at is None:
        raise WrongState(_("There is no open question here any more."))
    return pairing.back_asked_at


def _locked_return(pairing: Pairing, *, by: User) -> Pairing:
    require(by, Permission.ARRANGE_PAIRINGS)
    pairing = locked_pairing(pairing, by=by)
    if pairing.confirm_by is None:
        raise WrongState(_("Somebody has confirmed this already."))
    if pairing.peer.user_id == by.pk:
        raise NotAllowed(_("You wrote this down. A colleague in the office confirms it."))
    return pairing
