from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from peersupport.accounts.roles import Permission
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.core.http import require
from sessions_app import local_time, queries, services
from sessions_app.ease import ease_of
from sessions_app.forms import SessionForm

from .asked import id_in


@require_POST
def draft_save(request: HttpRequest, key: UUID) -> HttpResponse:
    """Autosave, from the first key press. Says truthfully whether it worked."""
    require(request, Permission.LOG_SESSION)
    person_id = id_in(request.POST.get("person"))
    if person_id is None:
        raise Http404
    payload = SessionForm.payload(request.POST)
    try:
        person = queries.person_to_write_about(request.user, person_id)
        services.save_draft(
            key=key, person=person, form_version=SessionForm.VERSION, payload=payload, by=request.user
        )
    except DomainError as error:
        return JsonResponse({"reason": str(error)}, status=409 if isinstance(error, WrongState) else 422)
    saved_at = local_time.to_local(clock.now(), person.program.time_zone)
    ease = ease_of(request.POST.get("text", ""), request.POST.get("language", ""))
    return JsonResponse({"saved_at": saved_at.strftime("%H:%M"), "ease": ease})


@require_POST
def draft_discard(request: HttpRequest, key: UUID) -> HttpResponse:
    require(request, Permission.LOG_SESSION)
    services.discard_draft(key=key, by=request.user)
    messages.success(request, _("Thrown away. Nobody can read it any more."))
    return redirect("home:index")
