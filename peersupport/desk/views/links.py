import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consent.models import ConfidentialityPolicy
from peersupport.accounts.step_up import ask_again
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page
from peersupport.desk.forms import LinkForm
from peersupport.desk.queries import supervision
from peersupport.people import services
from peersupport.people.models import ProposedLink, SupervisionLink

from .scope import link_of, office, peer_of, proposal_of, sent


@require_GET
def link_list(request: HttpRequest) -> HttpResponse:
    return page(request, "desk/link_list.html", {"shown": supervision.supervision_page(office(request))})


@require_GET
def peer_links(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    peer = peer_of(request, pk)
    return page(request, "desk/peer_links.html", {"peer": peer, "links": supervision.links_of(peer)})


@require_http_methods(["GET", "POST"])
def link_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    peer = peer_of(request, pk)
    ask_again(request)
    linked = (
        SupervisionLink.objects.in_force(peer.agency.today()).filter(peer=peer).select_related("supervisor")
    )
    form = LinkForm(
        sent(request), supervisors=supervision.supervisors(request.user, peer), linked=list(linked)
    )
    if form.is_valid():
        try:
            made = services.propose_link(
                peer=peer, wait_days=_wait_days(request), by=request.user, **form.link()
            )
            messages.success(request, _said(made))
            return redirect("desk:peer_links", pk)
        except DomainError as error:
            add_error(form, error)
    return page(request, "desk/link_add.html", {"peer": peer}, form=form)


@require_http_methods(["GET", "POST"])
def link_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    link = link_of(request, pk)
    if request.method == "POST":
        services.end_link(link=link, by=request.user)
        messages.success(request, _("This has ended, from now on."))
        return redirect("desk:peer_links", link.peer_id)
    return page(request, "desk/link_end.html", {"link": link})


@require_POST
def link_confirm(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    proposal = proposal_of(request, pk)
    ask_again(request)
    services.confirm_link(proposal=proposal, wait_days=_wait_days(request), by=request.user)
    messages.success(request, _("Confirmed."))
    return redirect("desk:link_list")


@require_POST
def link_drop(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    services.drop_proposal(proposal=proposal_of(request, pk), by=request.user)
    messages.success(request, _("It is off the list. Nothing was linked."))
    return redirect("desk:link_list")


def _wait_days(request: HttpRequest) -> int:
    return ConfidentialityPolicy.objects.wait_days_in(request.user.agency)


def _said(made: SupervisionLink | ProposedLink) -> str:
    if isinstance(made, ProposedLink):
        return _("A colleague in the office confirms this first, because you have a part in it.")
    if made.starts_on > made.agency.today():
        return _("Written down. It starts later, so that everybody can read of it first.")
    return _("Linked. The people it is about read of it before any note opens.")
