"""The API: tokens by django-rest-knox, answers in JSON, its description by drf-spectacular."""

from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["peersupport.api.tokens.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["peersupport.api.tokens.WorksHere"],
    "DEFAULT_THROTTLE_CLASSES": ["peersupport.api.tokens.PerToken"],
    "DEFAULT_PARSER_CLASSES": ["peersupport.api.parsing.StrictJSON"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_FILTER_BACKENDS": [],
    "DEFAULT_PAGINATION_CLASS": None,
    "DEFAULT_METADATA_CLASS": None,  # OPTIONS has no answer
    "DEFAULT_SCHEMA_CLASS": "peersupport.api.schema.Described",
    "EXCEPTION_HANDLER": "peersupport.api.problems.answer",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "URL_FORMAT_OVERRIDE": None,
}
KNOX_TOKEN_MODEL = "api.Token"  # noqa: S105 - a model
MIGRATION_MODULES = {"knox": None}  # its own table is not used; the migrations would make it all the same
REST_KNOX = {
    "TOKEN_MODEL": KNOX_TOKEN_MODEL,
    "TOKEN_TTL": timedelta(days=90),
    "TOKEN_PREFIX": "ps_",  # so that one left lying about in a file is found for what it is
    "AUTH_HEADER_PREFIX": "Bearer",
    "AUTO_REFRESH": False,
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Peersupport",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": ["rest_framework.authentication.SessionAuthentication"],
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "validatorUrl": None},
    "ENUM_GENERATE_CHOICE_DESCRIPTION": True,
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "SessionState": "sessions_app.models.SupportSession.State",
        "PairingState": "peersupport.people.models.Pairing.State",
        "GoalState": "sessions_app.models.Goal.State",
        "WhoWrote": "sessions_app.models.WhoWrote",
        "KindOfSupport": "sessions_app.models.Kind",
        "OutgoingKind": "consent.models.Kind",
        "SpokenLanguage": "peersupport.people.languages.choices",
        "ReleaseState": "peersupport.api.serializers.going_out.STATES",
        "AgreementState": "peersupport.api.serializers.agreement.STATES",
        "VersionState": "peersupport.api.serializers.policy.PUBLISHED",
        "MeetingWay": "sessions_app.models.Way",
        "AgreedWay": "consent.models.ConsentRecord.Way",
        "WrittenLanguage": "peersupport.accounts.models.Language",
    },
}
# Requests of one token in one minute; more are asked to wait.
API_REQUESTS_A_MINUTE = 600
API_APPS = ["rest_framework", "knox", "django_filters", "drf_spectacular", "drf_spectacular_sidecar"]


def docs_files() -> tuple[str, Path]:
    """The one folder of another package that is served: what the page that describes the API is made of."""
    found = find_spec("drf_spectacular_sidecar")
    if found is None or found.origin is None:
        raise ImportError("drf-spectacular-sidecar is not installed.")
    name = "drf_spectacular_sidecar/swagger-ui-dist"
    return name, Path(found.origin).parent / "static" / name
