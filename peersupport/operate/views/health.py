from django.contrib.auth.decorators import login_not_required
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from peersupport.operate.readiness import Migrations, processes


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers. Says nothing about the database, so that its outage does not restart every process."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """503 without a database as this version needs it. Late background work is told; pages can be served all the
    same."""
    try:
        found = processes()
        applied = Migrations.are_applied()
    except DatabaseError:
        return JsonResponse({"database": "unreachable"}, status=503)
    is_late = any(process["state"] == "late" for process in found.values())
    said = {
        "database": "ok",
        "migrations": "ok" if applied else "missing",
        "queue": "late" if is_late else "ok",
    }
    return JsonResponse(said | found, status=200 if applied else 503)
