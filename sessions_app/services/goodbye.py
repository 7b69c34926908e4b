"""Saying goodbye with a page made together: what stays, what each takes along, how to come back."""

from django.db import transaction
from django.utils.translation import gettext as _

from consent.services import consent_holds, level_in_force
from peersupport.accounts.models import User
from peersupport.audit.services import record
from peersupport.core.errors import DomainError, WrongState
from peersupport.people.models import Pairing
from peersupport.people.services import end_pairing
from sessions_app.levels import RULES
from sessions_app.models import GoodbyePage

from .scope import ConsentMissing, lock_pairing_and_gate


@transaction.atomic
def write_goodbye(
    *,
    pairing: Pairing,
    stays: str = "",
    they_take: str = "",
    peer_takes: str = "",
    way_back: str = "",
    reason: str = Pairing.End.GOODBYE,
    by: User,
) -> GoodbyePage:
    """The page and the goodbye, both or neither; by the peer who walks with the person, with them beside.

    Raises ConsentMissing without a yes in force, DomainError for an empty page or where no words are kept.
    """
    walking, gate = lock_pairing_and_gate(person_id=pairing.person_id, by=by)
    if walking.pk != pairing.pk:
        raise WrongState(_("You are not walking together at the moment."))
    if not consent_holds(gate):
        raise ConsentMissing(
            _("Nothing is written down without a yes in force. You can say goodbye all the same.")
        )
    if not RULES[level_in_force(gate=gate, program=walking.person.program)].keeps_words:
        raise DomainError(_("No words are kept here. You can say goodbye all the same."))
    words = {"stays": stays, "they_take": they_take, "peer_takes": peer_takes, "way_back": way_back}
    if not any(words.values()):
        raise DomainError(_("Write a line, or say goodbye without a page."), field="stays")
    page = GoodbyePage(
        agency_id=walking.agency_id, pairing=walking, person=walking.person, peer=walking.peer, **words
    )
    page.save(force_insert=True)
    record("goodbye.written", target=page, by=by, person_id=walking.person_id)
    end_pairing(pairing=walking, reason=reason, by=by)
    return page
