"""The page that opens a list kept on a phone, and the worker that keeps the page. Open to everybody: nothing of anybody
is in them, and they have to be there without a connection or a sign-in. They say nothing about what they are for."""

import hashlib
import json

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_GET

FILES = (
    "css/tokens.css",
    "css/frame.css",
    "css/controls.css",
    "css/content.css",
    "vendor/govuk-frontend.min.css",
    "js/early.js",
    "js/kept/list.js",
    "js/kept/vault.js",
)


@login_not_required
@require_GET
def kept_list(request: HttpRequest) -> HttpResponse:
    return render(request, "safety/list.html", {"list_url": reverse("my_record:hard_times_kept")})


@login_not_required
@require_GET
def kept_worker(request: HttpRequest) -> HttpResponse:
    """The names of the files are those of this version of the product, so that a new one is fetched as a whole."""
    files = [static(name) for name in FILES]
    told = {"FILES": files, "PAGE": reverse("safety:kept_list"), "VERSION": _version(files)}
    lines = [f"self.{name} = {json.dumps(value)};" for name, value in told.items()]
    lines.append(f"importScripts({json.dumps(static('js/kept/worker.js'))});\n")
    response = HttpResponse("\n".join(lines), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def _version(files: list[str]) -> str:
    return hashlib.sha256("\n".join(files).encode()).hexdigest()[:12]
