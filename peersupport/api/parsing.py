"""One reading of a request body: small, UTF-8, JSON as the standard says, every name once."""

import json
from typing import Any, NoReturn

from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser

MOST_BYTES = 256 * 1024


class TooLarge(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too-large"


class StrictJSON(BaseParser):
    """Raises ParseError for anything but one JSON value, TooLarge beyond 256 KB."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        raw = stream.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            raise TooLarge(_("This is too large. 256 KB are the most."))
        try:
            text = raw.decode("utf-8")
            found = json.loads(text, object_pairs_hook=_each_name_once, parse_constant=_no_number)
            json.dumps(
                found, ensure_ascii=False
            ).encode()  # a lone surrogate can be neither stored nor answered
        except UnicodeError as error:
            raise ParseError(_("One character in here is broken and can't be stored.")) from error
        except (ValueError, RecursionError) as error:
            raise ParseError(_("This is no JSON that we can read.")) from error
        return found


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("A name stands twice in one object.")
    return found


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number in JSON.")
