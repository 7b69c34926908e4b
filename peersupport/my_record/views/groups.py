import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from peersupport.core.http import page
from peersupport.my_record import groups as my_groups
from peersupport.my_record.scope import my_person
from sessions_app import services


@require_GET
def groups(request: HttpRequest) -> HttpResponse:
    """Groups with a list, and whether I am on it."""
    person = my_person(request)
    return page(request, "my_record/groups.html", {"groups": my_groups.groups_with_a_list(person)})


@require_POST
def group_join(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = my_person(request)
    group = get_object_or_404(my_groups.open_to(person), pk=pk)
    services.add_regular(group=group, person_id=person.pk, by=request.user)
    undo = reverse("my_record:group_leave", args=[pk])
    messages.success(request, _("You are on the list."), extra_tags=f"undo:{undo}")
    return redirect("my_record:groups")


@require_POST
def group_leave(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = my_person(request)
    group = get_object_or_404(my_groups.seen_by(person), pk=pk)
    services.remove_regular(group=group, person_id=person.pk, by=request.user)
    messages.success(request, _("You are not on the list any more."))
    return redirect("my_record:groups")
