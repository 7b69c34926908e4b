import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.accounts.services import end_role
from peersupport.accounts.step_up import ask_again
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.http import add_error, page
from peersupport.desk import services
from peersupport.desk.forms import CredentialForm, TaskForm
from peersupport.desk.queries import staff
from peersupport.people.models import PeerSpecialist
from peersupport.people.services import add_credential
from supervision.services import destroy_room_keys

from .scope import colleague_of, office, open_programs, sent, task_of


@require_GET
def staff_list(request: HttpRequest) -> HttpResponse:
    return page(request, "desk/staff_list.html", {"staff": staff.staff_list(office(request))})


@require_GET
def staff_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    colleague = colleague_of(request, pk)
    return page(request, "desk/staff_page.html", {"shown": staff.staff_page(request.user, colleague)})


@require_http_methods(["GET", "POST"])
def task_give(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    colleague = colleague_of(request, pk)
    ask_again(request)
    form = TaskForm(sent(request), programs=open_programs(request.user))
    if form.is_valid():
        try:
            services.give_task(user=colleague, by=request.user, **form.task())
            messages.success(request, _("%(name)s has one more task.") % {"name": colleague.name})
            return redirect("desk:staff_page", pk)
        except (NotAllowed, WrongState):
            raise
        except DomainError as error:
            add_error(form, error)
    return page(request, "desk/task_give.html", {"colleague": colleague}, form=form)


@require_POST
def task_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    task = task_of(request, pk)
    end_role(membership=task, by=request.user)
    messages.success(request, _("This task has ended. You can give it again at any time."))
    return redirect("desk:staff_page", task.user_id)


@require_http_methods(["GET", "POST"])
def credential_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A peer is complete without one; only a house that sends bills is asked for it at all."""
    colleague = colleague_of(request, pk)
    peer = get_object_or_404(PeerSpecialist, user=colleague)
    form = CredentialForm(sent(request))
    if form.is_valid():
        try:
            add_credential(peer=peer, by=request.user, **form.cleaned_data)
            messages.success(request, _("Written down."))
            return redirect("desk:staff_page", pk)
        except DomainError as error:
            add_error(form, error)
    return page(request, "desk/credential_add.html", {"colleague": colleague}, form=form)


@require_GET
def credential_list(request: HttpRequest) -> HttpResponse:
    found = staff.credentials_running_out(office(request)).order_by("valid_until", "pk")
    today = request.user.agency.today()
    return page(request, "desk/credential_list.html", {"credentials": found, "today": today})


@require_http_methods(["GET", "POST"])
def staff_leave(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """First what will happen, then the tap."""
    colleague = colleague_of(request, pk)
    if not colleague.is_active:
        raise WrongState(_("%(name)s has left already.") % {"name": colleague.name})
    if request.method == "POST":
        services.let_go(user=colleague, by=request.user)
        undo = reverse("desk:staff_back", args=[pk])
        words = _("%(name)s works here no more. What they wrote stays theirs.") % {"name": colleague.name}
        messages.success(request, words, extra_tags=f"undo:{undo}")
        return redirect("desk:staff_page", pk)
    shown = {"colleague": colleague, "leaving": staff.leaving(request.user, colleague)}
    return page(request, "desk/staff_leave.html", shown)


@require_http_methods(["GET", "POST"])
def staff_rooms(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What is written about a peer who left in both rooms of supervision: deleted for good, a month later."""
    colleague = colleague_of(request, pk)
    peer = get_object_or_404(PeerSpecialist.objects.select_related("agency"), user=colleague)
    rooms = staff.rooms_of(peer)
    if rooms.may_go:
        ask_again(request)
    if request.method == "POST":
        destroy_room_keys(peer=peer, by=request.user)
        messages.success(request, _("Deleted."))
        return redirect("desk:staff_rooms", pk)
    return page(request, "desk/staff_rooms.html", {"colleague": colleague, "rooms": rooms})


@require_POST
def staff_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    colleague = colleague_of(request, pk)
    ask_again(request)
    colleague = services.take_back(user=colleague, by=request.user)
    messages.success(
        request, _("%(name)s works here again. Links and meetings are made anew.") % {"name": colleague.name}
    )
    return redirect("desk:staff_page", pk)
