"""What the house promises: the version in force, and those of before."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import override
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from consent.models import ConfidentialityPolicy
from consent.preview import preview_of
from consent.rule import Audience, Content, Rule
from consent.wording import CHOICES
from peersupport.accounts.roles import Permission
from peersupport.api.listing import PAGE, Keyset
from peersupport.api.problems import BadField
from peersupport.api.serializers import policy as shapes

from .base import ApiView

READERS = frozenset({Permission.SEE_PEOPLE, Permission.SEE_OWN_RECORD})
LANGUAGE = OpenApiParameter(
    "language", OpenApiTypes.STR, description="One of its languages; yours where it is left out."
)


class PolicyView(ApiView):
    needs = READERS
    parameters = frozenset({"language"})
    queryset = ConfidentialityPolicy.objects.none()
    serializer_class = shapes.PolicyOut

    def published(self) -> "QuerySet[ConfidentialityPolicy]":
        """Versions of my house that are or were in force. A draft is read and answered on its own page."""
        found = ConfidentialityPolicy.objects.filter(agency_id=self.request.user.agency_id)
        return found.exclude(state=ConfidentialityPolicy.State.DRAFT).select_related("agency")

    def answer(self, policy: ConfidentialityPolicy) -> Response:
        languages = shapes.written_in(policy)
        language = self._language(languages)
        words = preview_of(policy, language)
        cells = list(policy.audiences.order_by("audience", "content"))
        with override(language):
            shown = {
                **{name: getattr(policy, name) for name in shapes.VersionOut.Meta.fields},
                "language": language,
                "languages": languages,
                "pages": words,
                "limits": words.limits,
                "readers": cells,
                "questions": [_question(cell) for cell in cells if _is_asked(cell)],
                "days": {name: getattr(policy, name) for name in shapes.DAYS},
            }
            return Response(shapes.PolicyOut(SimpleNamespace(**shown)).data)

    def _language(self, languages: list[str]) -> str:
        asked = self.request.query_params.get("language")
        if asked is None:
            own: str = self.request.user.language
            return own if own in languages else (languages or ["en"])[0]
        if asked not in languages:
            raise BadField("language", _("It is not written in this language."))
        return asked


def _is_asked(cell: Any) -> bool:
    return cell.rule == Rule.ASK and (cell.audience, cell.content) in CHOICES


def _question(cell: Any) -> dict[str, Any]:
    words = CHOICES[Audience(cell.audience), Content(cell.content)]
    return {"audience": cell.audience, "content": cell.content, **vars(words)}


class PolicyNow(PolicyView):
    @extend_schema(
        operation_id="policy_now_retrieve", summary="What is promised here today", parameters=[LANGUAGE]
    )
    def get(self, request: Request) -> Response:
        """The version that an answer is an answer to: send its `id` as `policy_read`."""
        return self.answer(get_object_or_404(self.published(), state=ConfidentialityPolicy.State.PUBLISHED))


class PolicyOne(PolicyView):
    @extend_schema(summary="One version, in force or of before", parameters=[LANGUAGE])
    def get(self, request: Request, pk: UUID) -> Response:
        """Where somebody agreed to a version of before, this is what they agreed to."""
        return self.answer(get_object_or_404(self.published(), pk=pk))


class PolicyVersions(PolicyView):
    needs = frozenset({Permission.SEE_CHANGES})
    parameters = frozenset()
    serializer_class = shapes.VersionOut
    pagination_class = Keyset

    @extend_schema(summary="Versions of the promise", responses=shapes.VersionOut(many=True))
    def get(self, request: Request) -> Response:
        """Those that are or were in force, the newest first."""
        found = self.published().order_by("-version")
        text = request.query_params.get("before", "")
        if text:
            if not (text.isascii() and text.isdecimal() and len(text) < 9):
                raise BadField("before", _("This is no place in this list."))
            found = found.filter(version__lt=int(text))
        rows = list(found[: PAGE + 1])
        place = str(rows[PAGE - 1].version) if len(rows) > PAGE else ""
        return Keyset.answer(request, shapes.VersionOut(rows[:PAGE], many=True).data, place)
