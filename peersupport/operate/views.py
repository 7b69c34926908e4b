from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from peersupport.core import clock
from peersupport.operate.models import Heartbeat

QUEUE_IS_LATE_AFTER = timedelta(seconds=30)


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
    """503 without a database. Late background work is told, but pages can be served all the same."""
    try:
        beat_at = Heartbeat.objects.latest_at()
    except DatabaseError:
        return JsonResponse({"database": "unreachable"}, status=503)
    is_late = beat_at is None or clock.now() - beat_at > QUEUE_IS_LATE_AFTER
    return JsonResponse({"database": "ok", "queue": "late" if is_late else "ok", "queue_at": beat_at})
