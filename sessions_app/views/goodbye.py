"""The goodbye page of two: made together, and read again by its author."""

from types import SimpleNamespace
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from consent.models import ConsentNow
from consent.services import consent_holds, level_in_force
from peersupport.accounts.roles import Permission
from peersupport.audit.services import Purpose, reading
from peersupport.core.errors import DomainError, WrongState
from peersupport.core.http import add_error, page, require
from peersupport.people.models import Pairing, SupportedPerson
from sessions_app import services
from sessions_app.forms import GoodbyePageForm
from sessions_app.levels import RULES
from sessions_app.models import Connection, GoodbyePage


@require_http_methods(["GET", "POST"])
def goodbye_write(request: HttpRequest, pk: UUID) -> HttpResponse:
    pairing = _own_pairing(request, pk)
    if pairing.state not in {Pairing.State.ACTIVE, Pairing.State.PAUSED}:
        raise WrongState(_("You are not walking together at the moment."))
    context = {"pairing": pairing, "person": pairing.person}
    if not _words_are_kept(pairing):
        return page(request, "sessions_app/goodbye_no_words.html", context)
    form = GoodbyePageForm(
        request.POST if request.method == "POST" else None, lasting=_lasting(request, pairing)
    )
    if form.is_valid():
        try:
            services.write_goodbye(pairing=pairing, by=request.user, **form.words())
            messages.success(request, _("You said goodbye for now. The door stays open."))
            return redirect("sessions_app:goodbye_read", pk)
        except DomainError as error:
            add_error(form, error)
    return page(request, "sessions_app/goodbye_write.html", context, form=form)


@require_GET
def goodbye_read(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For some time after the goodbye, as everything that somebody wrote; then the person alone has it."""
    pairing = _own_pairing(request, pk)
    rows = GoodbyePage.objects.filter(pairing=pairing).readable(pairing.person_id)
    if not rows:
        raise Http404
    with reading(by=request.user, purpose=Purpose.OWN_WORK, via="author") as handle:
        pages = handle.open_all(rows)
    known = SupportedPerson.objects.reached_by(request.user).filter(pk=pairing.person_id).exists()
    context = {"pairing": pairing, "person": pairing.person, "pages": pages, "known": known}
    return page(request, "sessions_app/goodbye_read.html", context)


def _own_pairing(request: HttpRequest, pk: UUID) -> Pairing:
    """A pairing of the acting peer. 404 for the office, supervisors and everybody else: it is of the two."""
    require(request, Permission.LOG_SESSION)
    own = Pairing.objects.handled_by(request.user).filter(peer__user=request.user)
    pairing: Pairing = get_object_or_404(own.select_related("person__program", "peer__user"), pk=pk)
    return pairing


def _words_are_kept(pairing: Pairing) -> bool:
    gate = ConsentNow.objects.get(person=pairing.person_id)
    level = level_in_force(gate=gate, program=pairing.person.program)
    return pairing.state == Pairing.State.ACTIVE and consent_holds(gate) and RULES[level].keeps_words


def _lasting(request: HttpRequest, pairing: Pairing) -> list[str]:
    """What the person is part of by now, as far as this peer may read it: lines to tick."""
    found = Connection.objects.filter(state=Connection.State.PART_OF_IT).readable(pairing.person_id)
    with reading(by=request.user, purpose=Purpose.OWN_WORK, via=_via(pairing)) as handle:
        opened: list[SimpleNamespace] = handle.open_all(found)
    return [line.text for line in opened]


def _via(pairing: Pairing) -> str:
    return "cover" if pairing.covers_for_id else "paired"
