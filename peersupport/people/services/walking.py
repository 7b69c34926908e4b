"""Two who walk together: a break, how often they mean to meet, and goodbye."""

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import Pairing, SupportedPerson

from .scope import locked_pairing
from .walk_states import check_peer_is_free_to, end, move, saved


@transaction.atomic
def pause_pairing(*, pairing: Pairing, by: User) -> Pairing:
    """A break, by either side; no reason is asked."""
    pairing = locked_pairing(pairing, by=by)
    move(pairing, Pairing.State.PAUSED)
    pairing.paused_at, pairing.paused_by = clock.now(), by
    return saved(pairing, "pairing.paused", by=by)


@transaction.atomic
def resume_pairing(*, pairing: Pairing, their_yes: bool = False, by: User) -> Pairing:
    """`their_yes`: somebody heard the person say that their own break is over. Raises NotAllowed without it."""
    pairing = locked_pairing(pairing, by=by)
    if pairing.state != Pairing.State.PAUSED:
        raise WrongState(_("You are not taking a break at the moment."))
    if pairing.is_the_persons_break and pairing.person.user_id != by.pk and not their_yes:
        raise NotAllowed(
            _("%(name)s wanted this break, and says when it is over.") % {"name": pairing.person.chosen_name}
        )
    check_peer_is_free_to(pairing.person, pairing.peer)
    move(pairing, Pairing.State.ACTIVE)
    pairing.paused_at = pairing.paused_by = None
    return saved(pairing, "pairing.resumed", by=by)


@transaction.atomic
def end_pairing(*, pairing: Pairing, reason: str = Pairing.End.GOODBYE, by: User) -> Pairing:
    """Goodbye for now. The door stays open: one tap of the person brings the same row back."""
    pairing = locked_pairing(pairing, by=by)
    if reason not in {Pairing.End.GOODBYE, Pairing.End.OTHER_PEER}:
        raise DomainError(_("Choose one of the two."), field="reason")
    end(pairing, reason, by=by)
    return saved(pairing, "pairing.ended", by=by)


@transaction.atomic
def set_rhythm(*, pairing: Pairing, rhythm: str, by: User) -> Pairing:
    """How often the two mean to meet; "" takes it back. Agreed by two, so the office has no say."""
    pairing = locked_pairing(pairing, by=by)
    if by.pk not in {pairing.peer.user_id, pairing.person.user_id}:
        raise NotAllowed(_("The two of them agree on this."))
    if pairing.state not in {Pairing.State.ACTIVE, Pairing.State.PAUSED}:
        raise WrongState(_("You are not walking together at the moment."))
    pairing.rhythm = SupportedPerson.Rhythm(rhythm) if rhythm else ""
    return saved(pairing, "pairing.rhythm_set", by=by)


@transaction.atomic
def end_finished_cover(*, pairing_id: object) -> None:
    """Close a stand-in whose last day is over. Nobody could read anything since; now the list says so too."""
    pairing = (
        Pairing.objects.past_their_last_day()
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("person__program", "peer__user")
        .filter(pk=pairing_id)
        .first()
    )
    if pairing is not None:
        end(pairing, Pairing.End.GOODBYE, by=None)
        saved(pairing, "pairing.ended", by=None)
