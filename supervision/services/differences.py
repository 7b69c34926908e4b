"""Where the two supervisors differ: a question in one of two remits, and how each of the three sees it."""

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.audit.services import record
from peersupport.core.errors import DomainError
from peersupport.people.models import PeerSpecialist, SupervisionLink
from supervision.models import Difference, DifferenceVoice

LETTERS = 2000


@transaction.atomic
def raise_difference(*, peer: PeerSpecialist, remit: str, question: str, words: str, by: User) -> Difference:
    """Put a question down where it belongs, with how `by` sees it. By the peer, or one of their supervisors in force.

    Raises PeerSpecialist.DoesNotExist for somebody else's, DomainError without a question, a remit or words.
    """
    voice = _voice_of(peer, by)
    if remit not in Difference.Remit.values:
        raise DomainError(_("Please choose one."), field="remit")
    if not question.strip():
        raise DomainError(_("Please write the question."), field="question")
    made = Difference.objects.create(
        agency_id=peer.agency_id, peer=peer, remit=remit, question=question.strip(), raised_by=by
    )
    _add(made, voice, words, by)
    record("difference.raised", target=made, by=by)
    return made


@transaction.atomic
def say_how_i_see_it(*, difference: Difference, words: str, by: User) -> DifferenceVoice:
    """Add one's own view; what was said before stays. Raises Difference.DoesNotExist for who has no part in it."""
    found = Difference.objects.shown_to(by).select_related("peer").get(pk=difference.pk)
    said = _add(found, _voice_of(found.peer, by), words, by)
    record("difference.seen", target=found, by=by)
    return said


def _add(difference: Difference, voice: str, words: str, by: User) -> DifferenceVoice:
    if not words.strip():
        raise DomainError(_("Please write how you see it."), field="words")
    if len(words) > LETTERS:
        raise DomainError(_("Please say it in fewer words."), field="words")
    own = voice == DifferenceVoice.Voice.PEER
    made: DifferenceVoice = DifferenceVoice.objects.create(
        agency_id=difference.agency_id, difference=difference, voice=voice, user=by,
        own_text=words.strip() if own else "", text="" if own else words.strip(),
    )  # fmt: skip
    return made


def _voice_of(peer: PeerSpecialist, by: User) -> str:
    """As whom somebody speaks. With both tasks by an exception: as the clinical supervisor, whose safety it is."""
    if peer.user_id == by.pk and Role.PEER in by.roles:
        return DifferenceVoice.Voice.PEER
    kinds = set(SupervisionLink.objects.held_by(by).filter(peer=peer).values_list("kind", flat=True))
    if not kinds:
        raise PeerSpecialist.DoesNotExist
    return DifferenceVoice.Voice(min(kinds))
