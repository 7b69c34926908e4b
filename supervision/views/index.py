"""The first page of supervision: what waits for this reader, and where to go."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from peersupport.accounts.roles import Permission
from peersupport.core.http import require
from supervision.queries.index import index_page


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    require(request, Permission.SEE_SUPERVISION)
    return render(request, "supervision/index.html", {"page": index_page(request.user)})
