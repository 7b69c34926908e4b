"""What the views of the desk fetch: for the office alone, within its own house, else 404."""

import uuid

from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from peersupport.accounts.models import Membership, Program, StaffInvitation, User
from peersupport.accounts.roles import Permission
from peersupport.core.http import require
from peersupport.people.models import PeerSpecialist, ProposedLink, SupervisionLink


def sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, also when it is empty; None while a form is only looked at."""
    return request.POST if request.method == "POST" else None


def office(request: HttpRequest) -> User:
    require(request, Permission.RUN_HOUSE)
    return request.user  # type: ignore[return-value]


def program_of(request: HttpRequest, pk: uuid.UUID) -> Program:
    return get_object_or_404(Program, pk=pk, agency_id=office(request).agency_id)


def colleague_of(request: HttpRequest, pk: uuid.UUID) -> User:
    return get_object_or_404(User, pk=pk, agency_id=office(request).agency_id, kind=User.Kind.STAFF)


def task_of(request: HttpRequest, pk: uuid.UUID) -> Membership:
    return get_object_or_404(
        Membership.objects.select_related("user"), pk=pk, agency_id=office(request).agency_id
    )


def invitation_of(request: HttpRequest, pk: uuid.UUID) -> StaffInvitation:
    return get_object_or_404(
        StaffInvitation.objects.select_related("program", "agency", "made_by"),
        pk=pk,
        agency_id=office(request).agency_id,
    )


def peer_of(request: HttpRequest, pk: uuid.UUID) -> PeerSpecialist:
    peers = PeerSpecialist.objects.in_agency_of(office(request)).select_related("user", "agency")
    peer: PeerSpecialist = get_object_or_404(peers, pk=pk)
    return peer


def link_of(request: HttpRequest, pk: uuid.UUID) -> SupervisionLink:
    links = SupervisionLink.objects.select_related("peer__user", "supervisor")
    return get_object_or_404(links, pk=pk, agency_id=office(request).agency_id)


def proposal_of(request: HttpRequest, pk: uuid.UUID) -> ProposedLink:
    return get_object_or_404(ProposedLink, pk=pk, agency_id=office(request).agency_id)


def open_programs(user: User) -> list[Program]:
    programs = Program.objects.filter(agency_id=user.agency_id, closed_on=None)
    return sorted(programs, key=lambda program: (program.name.casefold(), str(program.pk)))
