"""What the product's pages are compared with. Served under the benchmark's addresses only."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse


def _select_one() -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return HttpResponse(str(cursor.fetchone()))


def reference(request: HttpRequest) -> HttpResponse:
    """Signed in: the middleware sends everybody else to the sign-in page."""
    return _select_one()


@login_not_required
def bare(_request: HttpRequest) -> HttpResponse:
    """Asked through a handler without any middleware."""
    return _select_one()
