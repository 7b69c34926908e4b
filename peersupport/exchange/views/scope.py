import uuid
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from peersupport.accounts.roles import Permission
from peersupport.core.http import require
from peersupport.exchange.models import ImportRun


def run_in_reach(request: HttpRequest, pk: uuid.UUID) -> ImportRun:
    """An import of one's own house. 404 for everybody for whom there are none."""
    require(request, Permission.BRING_IN)
    runs = ImportRun.objects.brought_to(request.user).select_related("started_by", "progress")
    return get_object_or_404(runs, pk=pk)


def sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
