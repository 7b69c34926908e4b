"""Logs hold what operators need and nothing a person said or did: only the keys named here get through."""

import re
from typing import Any

import structlog

ALLOWED_KEYS = {
    "event",
    "level",
    "timestamp",
    "logger",
    "request_id",
    "request",
    "code",
    "task",
    "task_id",
    "parent_task_id",
    "duration_ms",
    "count",
    "kind",
    "error",
    "where",
}
OPENING_WORDS = re.compile(r"(/account/(?:invitation|password/reset/key)/)[^/\s]+")


def keep_allowed_keys(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in event.items() if key in ALLOWED_KEYS or key.startswith("_")}


def name_the_exception(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """The kind of error and the line it came from. Its text and its DETAIL may hold the values of a row."""
    found = event.pop("exc_info", None)
    event.pop("exception", None)
    if isinstance(found, BaseException):
        found = (type(found), found, found.__traceback__)
    if isinstance(found, tuple) and found[1] is not None:
        last = found[2]
        while last is not None and last.tb_next is not None:
            last = last.tb_next
        event["error"] = found[0].__name__
        if last is not None:
            event["where"] = f"{last.tb_frame.f_globals.get('__name__')}:{last.tb_lineno}"
    return event


def drop_foreign_arguments(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Records of other libraries come with their arguments filled in; keep the sentence they were written as."""
    record = event.get("_record")
    if record is not None and not event.get("_from_structlog"):
        event["event"] = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
    return event


def cut_the_query(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Of an address only the path: it names routes and ids, never a person, and never words that open a door."""
    if isinstance(event.get("request"), str):
        event["request"] = OPENING_WORDS.sub(r"\1…", event["request"].partition("?")[0])
    return event


def logging_settings() -> dict[str, Any]:
    before = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
    ]
    structlog.configure(
        processors=[*before, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": before,
        "processors": [
            drop_foreign_arguments,
            name_the_exception,
            cut_the_query,
            keep_allowed_keys,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(),
        ],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            # Two lines for each page say less than the proxy's own log; failures still come through.
            "django_structlog": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        },
    }
