"""Search in what was written."""

from typing import Any

TABLE = """
# --- looking through what was written: who may read it, with a reason; the words of a search stand in no address ------
sessions_app:note_search      GET   200 peers supervisors
sessions_app:note_search      POST  200 peers supervisors
my_record:note_search         GET   200 people
my_record:note_search         POST  200 people
api:note_search               POST  200 peers supervisors people | 401 left anonymous
"""
FORMS: dict[str, dict[str, Any]] = {
    "sessions_app:note_search": {"q": "canary", "why": "documentation"},
    "my_record:note_search": {"q": "canary"},
    "api:note_search": {"q": "canary", "purpose": "documentation"},
}
PAGES = {
    "peer": ["sessions_app:note_search"],
    "clinical": ["sessions_app:note_search"],
    "person": ["my_record:note_search"],
    "new peer": ["sessions_app:note_search"],
    "new person": ["my_record:note_search"],
}
COUNTED = [
    ("peer", "POST", "sessions_app:note_search", 14),
    ("clinical", "POST", "sessions_app:note_search", 14),
    ("person", "POST", "my_record:note_search", 14),
]
OPEN = {"api:note_search"}
ELSEWHERE = {"api:note_search"}


def furnish(_house: Any) -> dict[str, dict[str, Any]]:
    return {address: {} for address in FORMS}
