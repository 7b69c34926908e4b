from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from peersupport.core.http import page
from peersupport.my_record.scope import my_person
from sessions_app.forms import SearchForm
from sessions_app.search_page import found_for_person


@require_http_methods(["GET", "POST"])
def note_search(request: HttpRequest) -> HttpResponse:
    """Looks through what was written about oneself. POST although it changes nothing: the words stand in no address."""
    my_person(request)
    form = SearchForm(request.POST if request.method == "POST" else None, user=request.user)
    found = None
    if form.is_valid():
        said = form.cleaned_data
        found = found_for_person(request.user, words=said["q"], before=said["further"])
    return page(request, "my_record/note_search.html", {"found": found}, form=form)
