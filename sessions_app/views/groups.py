"""Groups of the house: the list, one of them, and who is known to come."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.accounts.roles import Permission, Role
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page, require
from peersupport.people.forms import SearchForm
from sessions_app import group_pages, services
from sessions_app.forms import GroupForm
from sessions_app.models import Group


@require_GET
def group_list(request: HttpRequest) -> HttpResponse:
    require(request, Permission.KEEP_GROUPS)
    opened, closed = group_pages.groups_of_house(request.user)
    context = {
        "groups": opened,
        "closed": closed,
        "counts": group_pages.programs_of_numbers(request.user).exists(),
        "writable": {group.pk for group in opened if group_pages.may_write_down(request.user, group)},
    }
    return page(request, "sessions_app/group_list.html", context)


def _form(request: HttpRequest, initial: dict[str, object]) -> GroupForm:
    user = request.user
    return GroupForm(
        request.POST or None,
        initial=initial,
        programs=group_pages.programs_open(user),
        peers=group_pages.peers_here(user),
    )


@require_http_methods(["GET", "POST"])
def group_start(request: HttpRequest) -> HttpResponse:
    require(request, Permission.KEEP_GROUPS)
    peer = getattr(request.user, "peer", None)
    form = _form(
        request, {"key": uuid.uuid4(), "shape": Group.Shape.GROUP, "led_by": Group.LedBy.PEER, "lead": peer}
    )
    if form.is_valid():
        try:
            group = services.start_group(**form.cleaned_data, by=request.user)
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("The group is there."))
            return redirect("sessions_app:group_detail", pk=group.pk)
    return page(request, "sessions_app/group_form.html", {}, form=form)


@require_GET
def group_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    group = group_pages.group_of(request.user, pk)
    shown = group_pages.group_page(request.user, group)
    return page(request, "sessions_app/group_detail.html", {"shown": shown, "group": group})


@require_http_methods(["GET", "POST"])
def group_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    group = group_pages.group_of(request.user, pk)
    names = ("name", "shape", "led_by", "lead")
    form = _form(request, {name: getattr(group, name) for name in names})
    del form.fields["program"], form.fields["key"]
    if form.is_valid():
        try:
            services.change_group(group=group, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("sessions_app:group_detail", pk=pk)
    return page(request, "sessions_app/group_form.html", {"group": group}, form=form)


@require_POST
def group_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    called_off = services.close_group(group=group_pages.group_of(request.user, pk), by=request.user)
    undo = reverse("sessions_app:group_open", args=[pk])
    words = ngettext(
        "Closed, and %(count)s meeting still to come is called off. What was written stays.",
        "Closed, and %(count)s meetings still to come are called off. What was written stays.",
        called_off,
    )
    words = words % {"count": called_off} if called_off else _("Closed. What was written stays.")
    messages.success(request, words, extra_tags=f"undo:{undo}")
    return redirect("sessions_app:group_detail", pk=pk)


@require_POST
def group_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    again = services.open_group_again(group=group_pages.group_of(request.user, pk), by=request.user)
    words = ngettext(
        "The group is open again, and %(count)s meeting is planned again.",
        "The group is open again, and %(count)s meetings are planned again.",
        again,
    )
    messages.success(request, words % {"count": again} if again else _("The group is open again."))
    return redirect("sessions_app:group_detail", pk=pk)


@require_http_methods(["GET", "POST"])
def group_regulars(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whom one may put on the list: a peer their own people, the office somebody by name."""
    group = group_pages.group_of(request.user, pk)
    if group.led_by != Group.LedBy.PEER or group.closed_at is not None:
        raise Http404
    is_office = Role.ADMIN in request.user.roles
    form = SearchForm(request.POST or None) if is_office else None
    found = None
    if form is not None and form.is_valid():
        found = group_pages.found_for_office(request.user, group, form.cleaned_data["q"])
    context = {"group": group, "found": found, "mine": group_pages.my_people(request.user, group)}
    return page(request, "sessions_app/group_regulars.html", context, form=form)


@require_POST
def regular_add(request: HttpRequest, pk: UUID, person: UUID) -> HttpResponse:
    group = group_pages.group_of(request.user, pk)
    services.add_regular(group=group, person_id=person, by=request.user)
    undo = reverse("sessions_app:regular_remove", args=[pk, person])
    messages.success(
        request, _("On the list. They can leave it in their own space."), extra_tags=f"undo:{undo}"
    )
    return redirect("sessions_app:group_regulars", pk=pk)


@require_POST
def regular_remove(request: HttpRequest, pk: UUID, person: UUID) -> HttpResponse:
    group = group_pages.group_of(request.user, pk)
    services.remove_regular(group=group, person_id=person, by=request.user)
    messages.success(request, _("Not on the list any more."))
    return redirect("sessions_app:group_detail", pk=pk)
