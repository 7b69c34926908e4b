"""The person asks why something is kept from them. The answer stands below the note."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from peersupport.my_record.scope import my_person
from sessions_app.models import WithheldPassage
from sessions_app.services import ask_why_withheld


@require_POST
def ask_why(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = my_person(request)
    rows = WithheldPassage.objects.filter(person=person, state=WithheldPassage.State.AGREED)
    passage = get_object_or_404(rows.select_related("note"), pk=pk)
    ask_why_withheld(passage=passage, by=request.user)
    messages.success(request, _("Asked. The answer will stand here."))
    return redirect("my_record:meeting_detail", passage.note.session_id)
