from collections.abc import Iterator

from django.http import StreamingHttpResponse

from peersupport.accounts.models import User


def as_file(user: User, lines: Iterator[str]) -> StreamingHttpResponse:
    """A file whose name says nothing but the day."""
    name = f"list-{user.agency.today():%Y-%m-%d}.csv"
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
