from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from peersupport.accounts.roles import Permission
from peersupport.core.http import page
from sessions_app.forms import SearchWhyForm
from sessions_app.search_page import found_for_staff


@require_http_methods(["GET", "POST"])
def note_search(request: HttpRequest) -> HttpResponse:
    """Looks through what the reader may read. POST although it changes nothing: the words stand in no address."""
    may = request.user.may
    if not (may(Permission.LOG_SESSION) or may(Permission.SEE_LINKED_SESSIONS)):
        raise Http404
    form = SearchWhyForm(request.POST if request.method == "POST" else None, user=request.user)
    found = None
    if form.is_valid():
        found = found_for_staff(
            request.user,
            words=form.cleaned_data["q"],
            purpose=form.purpose,
            own_only=form.is_own_only,
            before=form.cleaned_data["further"],
        )
    return page(request, "sessions_app/note_search.html", {"found": found}, form=form)
