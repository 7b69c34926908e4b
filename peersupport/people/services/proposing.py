"""A link that its author has a part in: proposed by one colleague, confirmed by another. Until then there is none."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import NotAllowed, WrongState
from peersupport.people.models import PeerSpecialist, ProposedLink, SupervisionLink
from peersupport.people.relation_querysets import WAIT_DAYS

from .scope import require, require_same_agency
from .supervision import check_link, is_in_line, link_supervision, made_link, others_who_confirm


@transaction.atomic
def propose_link(
    *,
    peer: PeerSpecialist,
    supervisor: User,
    kind: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
    covers_for: User | None = None,
    wait_days: int = WAIT_DAYS,
    by: User,
) -> ProposedLink | SupervisionLink:
    """The link itself where one colleague may make it; else the question to a second one."""
    require(by, Permission.ARRANGE_SUPERVISION)
    require_same_agency(by, peer, supervisor)
    asked = {"starts_on": starts_on, "ends_on": ends_on, "covers_for": covers_for}
    needs_another = is_in_line(peer=peer, by=by) and others_who_confirm(
        peer=peer, supervisor=supervisor, by=by
    )
    if not needs_another:
        return link_supervision(
            peer=peer, supervisor=supervisor, kind=kind, wait_days=wait_days, by=by,
            starts_on=starts_on, ends_on=ends_on, covers_for=covers_for,
        )  # fmt: skip
    kind = SupervisionLink.Kind(kind)
    peer = PeerSpecialist.objects.select_for_update(of=("self",), no_key=True).get(pk=peer.pk)
    first = starts_on or by.agency.today()
    check_link(peer, supervisor, kind, starts_on=first, ends_on=ends_on, covers_for=covers_for, by=by)
    open_now = ProposedLink.objects.open_in(by.agency_id)
    if open_now.filter(peer=peer, supervisor=supervisor, kind=kind).exists():
        raise WrongState(_("This waits for a colleague already."))
    proposal = ProposedLink.objects.create(
        agency_id=by.agency_id, peer=peer, supervisor=supervisor, kind=kind, asked_by=by, **asked
    )
    record("link.proposed", target=proposal, by=by)
    return proposal


@transaction.atomic
def confirm_link(*, proposal: ProposedLink, wait_days: int = WAIT_DAYS, by: User) -> SupervisionLink:
    """By a colleague in the office who has no part in it. From then on it is a link like any other."""
    proposal = _locked(proposal, by=by)
    if by.pk in {proposal.asked_by_id, proposal.supervisor_id, proposal.peer.user_id}:
        raise NotAllowed(_("You have a part in this. A colleague in the office confirms it."))
    today = by.agency.today()
    link = made_link(
        peer=proposal.peer,
        supervisor=proposal.supervisor,
        kind=proposal.kind,
        starts_on=max(proposal.starts_on or today, today),
        ends_on=proposal.ends_on,
        covers_for=proposal.covers_for,
        wait_days=wait_days,
        confirmed_by=by,
        by=proposal.asked_by,
    )
    _answer(proposal, link=link, by=by)
    record("link.confirmed", target=proposal, by=by, fields=["link"])
    return link


@transaction.atomic
def drop_proposal(*, proposal: ProposedLink, by: User) -> ProposedLink:
    """Taken back by who asked, or not agreed to by another. No reason is asked."""
    proposal = _locked(proposal, by=by)
    _answer(proposal, link=None, by=by)
    record("link.not_confirmed", target=proposal, by=by)
    return proposal


def _locked(proposal: ProposedLink, *, by: User) -> ProposedLink:
    require(by, Permission.ARRANGE_SUPERVISION)
    found: ProposedLink = (
        ProposedLink.objects.select_for_update(of=("self",))
        .select_related("peer__user", "supervisor", "asked_by", "covers_for")
        .get(pk=proposal.pk, agency_id=by.agency_id)
    )
    if found.answered_at is not None:
        raise WrongState(_("Somebody has answered this already."))
    return found


def _answer(proposal: ProposedLink, *, link: SupervisionLink | None, by: User) -> None:
    proposal.link, proposal.answered_at, proposal.answered_by = link, clock.now(), by
    proposal.save(update_fields=["link", "answered_at", "answered_by"])
