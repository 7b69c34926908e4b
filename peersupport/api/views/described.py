"""What describes the API, for staff in a browser: ordinary closed pages around the views of the library."""

from typing import Any, ClassVar

from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils.translation import override
from django.views.decorators.http import require_GET
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView


class MadeOnce(SchemaGenerator):
    """It is made of the code alone and the same for every reader, so a process works it out once."""

    made: ClassVar[Any] = None

    def get_schema(self, request: Any = None, public: bool = False) -> Any:
        if not public:
            return super().get_schema(request, public)
        if MadeOnce.made is None:
            MadeOnce.made = super().get_schema(request, public)
        return MadeOnce.made


_schema = SpectacularAPIView.as_view(throttle_classes=[], generator_class=MadeOnce)
_docs = SpectacularSwaggerSplitView.as_view(
    url_name="api:schema", template_name="api/docs.html", throttle_classes=[]
)


def _require_staff(request: HttpRequest) -> None:
    if request.user.kind != request.user.Kind.STAFF or not request.user.roles:  # type: ignore[union-attr]
        raise Http404


@require_GET
def schema(request: HttpRequest) -> HttpResponse:
    """OpenAPI, as YAML or JSON. In English as a whole: it is made of the code's own sentences and names."""
    _require_staff(request)
    with override("en"):
        answer: HttpResponse = _schema(request)
        if isinstance(answer, SimpleTemplateResponse):
            answer.render()
    return answer


@require_GET
@csp_update({"style-src": ["'unsafe-inline'"]})  # type: ignore[misc, unused-ignore]
def docs(request: HttpRequest) -> HttpResponse:
    """The same to look at. Its library writes styles into the page: this address alone lets it."""
    _require_staff(request)
    answer: HttpResponse = _docs(request)
    return answer
