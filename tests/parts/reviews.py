"""Beside a note: what a supervisor asks about it, what is withheld from the person, a copy for elsewhere."""

import uuid
from datetime import timedelta
from typing import Any

from consent.services import Terms, give_release
from peersupport.core import clock
from peersupport.core.principal import acting_as
from sessions_app.models import NoteReview, ReviewComment, SessionNote, WithheldPassage
from sessions_app.services import decide_passage, keep_review, return_review, withhold_passage
from tests import factories

TABLE = """
# --- a note is given back and answered: by who looks after its author's work and may read it, and by its author ------
sessions_app:note_review            GET   200/404 clinical senior
sessions_app:note_review            POST  422/404 clinical senior
sessions_app:review_drop            POST  go senior
sessions_app:review_answer          GET   200 author
sessions_app:review_answer          POST  422 author
sessions_app:review_close           POST  409/404 clinical

# --- one passage that the person does not read, and their question why -----------------------------------------------
sessions_app:withhold               GET   200 author
sessions_app:withhold               POST  422 author
sessions_app:withheld_show          GET   200/404 clinical senior
sessions_app:withheld_show          POST  go/404 clinical senior
sessions_app:withheld_take_out      POST  409 author
my_record:ask_why                   POST  go person

# --- a copy for another record system: who walks with the person, on a permission that says so -----------------------
sharing:note_copy                   GET   200 author | 200/404 paired cover
sharing:note_copy                   POST  go author | go/404 paired cover
api:review_answer                   POST  201/400 author | 401 left anonymous
api:copy_preview                    POST  200 author | 200/404 paired cover | 401 left anonymous
api:copies                          POST  409 author | 409/404 paired cover | 401 left anonymous
"""
COPY: dict[str, Any] = {"looked_at": "x"}  # which permission: filled in by furnish()
FORMS: dict[str, dict[str, Any]] = {
    "api:review_answer": {"left_because": "it is how they said it"},
    "api:copy_preview": {},
    "api:copies": COPY,
}
PLANTED = {
    "asked_about_a_note": ["canary-praise", "canary-beside-the-note"],
    "begun_about_a_note": ["canary-begun"],
    "withheld": ["canary-withheld"],
}
CANARIES = {
    "asked_about_a_note": "author person | paired cover clinical senior grant",
    "begun_about_a_note": "| senior",
    "withheld": "author | clinical senior",
}
PAGES = {"peer": ["sessions_app:withhold note", "sharing:note_copy note"]}
# Pages that need a supervisor who may read: tests/browser/test_reviews.py.
ELSEWHERE = {
    "sessions_app:note_review", "sessions_app:review_answer", "sessions_app:review_drop", "sessions_app:review_close",
    "sessions_app:withheld_show", "sessions_app:withheld_take_out", "my_record:ask_why",
    "api:review_answer", "api:copy_preview", "api:copies",
}  # fmt: skip
OPEN = {"api:review_answer", "api:copy_preview", "api:copies"}

UNCHANGING = {"sessions_app_notereview", "sessions_app_reviewcomment", "sessions_app_withheldpassage"}
SENT, BEGUN = (
    "state = 'returned'",
    "review_id IN (SELECT id FROM sessions_app_notereview WHERE state = 'open')",
)
COPIED: dict[str, tuple[str, str, dict[str, str]]] = {
    "one_review_at_a_time": ("sessions_app_notereview", SENT, {}),
    "a_review_goes_step_by_step": ("sessions_app_notereview", SENT, {"state": "'closed'"}),
    "a_review_says_what_is_good": ("sessions_app_notereview", SENT, {"good": "NULL"}),
    "a_review_is_answered_one_way": ("sessions_app_notereview", SENT, {"left_because": "'\\x00'"}),
    "one_comment_a_field": ("sessions_app_reviewcomment", BEGUN, {}),
    "a_second_person_agrees_to_withhold": (
        "sessions_app_withheldpassage", "true", {"decided_by_id": "author_id"},
    ),
    "what_is_refused_is_gone": ("sessions_app_withheldpassage", "true", {"text": "NULL"}),
    "why_is_asked_of_what_is_withheld": ("sessions_app_withheldpassage", "true", {"why_answered_at": "now()"}),
}  # fmt: skip


def permit(person: Any, by: Any) -> Any:
    """Facts and notes may be copied into one record system."""
    until = person.program.today() + timedelta(days=30)
    terms = Terms(
        recipient="River Clinic", sent_by="copy", kinds=("facts", "note"), what="Our notes",
        purpose="So that my care fits together", until_on=until,
    )  # fmt: skip
    with acting_as(by.pk):
        return give_release(key=uuid.uuid4(), person=person, terms=terms, way="typed", signature="Ana", by=by)


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    author, clinical, senior = (house.readers[name] for name in ("author", "clinical", "senior"))
    note = house.meetings["author"].notes.get()
    with acting_as(author.pk):
        passage = withhold_passage(note=note, text="canary-withheld", reason="else", by=author)
    with acting_as(clinical.pk):
        decide_passage(passage=passage, agrees=True, by=clinical)
        said = {"text": "canary-beside-the-note"}
        review = return_review(note=note, good="canary-praise", comments=said, by=clinical)
    with acting_as(senior.pk):
        begun = keep_review(note=note, good="canary-begun", comments={}, by=senior)
    COPY["permission"] = str(permit(house.person, author).pk)
    FORMS["api:copy_preview"]["permission"] = COPY["permission"]
    of_note, of_review, of_passage = {"pk": note.pk}, {"pk": review.pk}, {"pk": passage.pk}
    return {
        "sessions_app:note_review": of_note | {"?": "why=documentation"},
        "sessions_app:review_drop": {"pk": begun.pk},
        "sessions_app:review_answer": of_review,
        "sessions_app:review_close": of_review,
        "sessions_app:withhold": of_note,
        "sessions_app:withheld_show": of_passage,
        "sessions_app:withheld_take_out": of_passage,
        "my_record:ask_why": of_passage,
        "sharing:note_copy": of_note,
        "api:review_answer": of_review,
        "api:copy_preview": of_note,
        "api:copies": of_note,
    }


def show(world: dict[str, Any]) -> dict[str, Any]:
    peer = world["users"]["peer"]
    permit(world["users"]["person"].person, peer)
    return {"note": SessionNote.objects.get(session=world["session"]).pk}


def scene(person: Any, peer: Any) -> None:
    """A review that was sent, one that was begun, and a withheld passage, without their services."""
    note = SessionNote.objects.filter(person=person, peer=peer).first()
    if note is None:
        return
    common = {"agency_id": person.agency_id, "person": person}
    for sends in (True, False):
        reviewer = factories.make_supervisor("clinical", agency=person.agency)
        review = NoteReview.objects.create(note=note, reviewer=reviewer, good="x", **common)
        ReviewComment.objects.create(review=review, field="text", text="x", **common)
        if sends:
            NoteReview.objects.filter(pk=review.pk).update(state="returned", returned_at=clock.now())
    now = clock.now()
    WithheldPassage.objects.create(
        note=note, author=peer.user, reason="else", text="x", state="agreed", asked_at=now, decided_at=now,
        decided_by=reviewer, **common,
    )  # fmt: skip
