"""Sentences planted in every sealed field, and looked for in everything that a thief of the machine's disks would find.

Through the real services and a browser's requests, searched words and refused forms among them; then the tables as
rows, the database's own files with its write-ahead log, the broker's file, the logs and the temporary files are read
letter by letter.
"""

import json
import logging
import os
import random
import tempfile
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import redis
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test.utils import override_settings
from django.urls import reverse

from consent.models import ConfidentialityPolicy
from consent.services import record_answer, save_talk
from peersupport.core.fields import sealed_fields
from peersupport.core.principal import acting_as
from peersupport.embedded import Layout
from peersupport.people import services as people
from sessions_app.services import add_addendum, save_draft
from sessions_app.services.plan import add_connection, add_goal, add_help, add_step
from tests import factories
from tests.access.house import build
from tests.sessions_app.world import Two, an_entry, wall

CHUNK = 1 << 20
PLAIN_STATIC = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
AS_IN_TESTS: dict[str, Any] = {
    "ALLOWED_HOSTS": ["testserver"],
    "STORAGES": {**settings.STORAGES, "staticfiles": PLAIN_STATIC},
}


class Planter:
    """Hands out sentences that stand nowhere else, and remembers them."""

    def __init__(self, seed: int) -> None:
        self.mark, self.sentences = f"heron{random.Random(seed).getrandbits(64):016x}", list[str]()

    def __call__(self) -> str:
        self.sentences.append(f"{self.mark} flew over {len(self.sentences)} roofs")
        return self.sentences[-1]


def prove(*, seed: int, size: int) -> dict[str, Any]:
    """`size` sentences at least; examples say where one was found, or which control was not."""
    say = Planter(seed)
    home = Path(os.environ["PEERSUPPORT_HOME"])
    with (
        tempfile.TemporaryDirectory(dir=home) as folder,
        kept_in(Path(folder)),
        override_settings(**AS_IN_TESTS),
    ):
        build(agreed=True)  # a house with a row in nearly every table
        control = plant(say, size)
        tables, empty = look_in_tables([say.mark, *HOUSE], control)
        with psycopg.connect(os.environ["PEERSUPPORT_TEST_SUPERUSER_URL"], autocommit=True) as server:
            server.execute("CHECKPOINT")
        broker = redis.Redis(unix_socket_path=str(Layout.of(home).redis_socket))
        broker.save()
        files, control_files = look_in_files(_folders(home), [say.mark, *HOUSE], control)
    found = [*tables, *files]
    if not control_files:
        found.append("The control, a name in a plain column, was found in no file: this looks at nothing.")
    return {
        "sentences": len(say.sentences) + len(HOUSE),
        "sealed_fields": len(list(_every_field())),
        "sealed_fields_without_a_row": empty,
        "found": len(tables) + len(files),
        "control_found": bool(control_files),
        "examples": found,
    }


# What the house of the access tests plants in sealed fields.
HOUSE = [
    *(f"canary-{name}" for name in ("text", "agenda", "own", "step", "taken", "unread", "addendum", "draft")),
    *(f"canary-{name}" for name in ("safe-hours", "other-way", "leave-out", "about-paired", "about-nobody")),
    *(f"canary-{name}" for name in ("signature", "witness", "goal", "help", "place", "along", "own-goal")),
    *(
        f"canary-{name}"
        for name in ("peer-room", "clinical-room", "given-to-clinical", "given-to-office", "kept-answer")
    ),
]


def plant(say: Planter, size: int) -> str:
    """Sentences in what people write day by day, through services and pages. Returns a plain control: a name."""
    control = f"Control {say.mark[::-1]}"
    while len(say.sentences) < size:
        two = Two(name=control)
        me = factories.give_account(two.person)
        with acting_as(two.user.pk):
            _write(two, say)
        with acting_as(me.pk):
            people.set_about_me(person=two.person, text=say(), audience="paired", by=me)
            people.add_leave_out(person=two.person, text=say(), by=me)
        _on_pages(two, say)
    return control


def _write(two: Two, say: Planter) -> None:
    policy = ConfidentialityPolicy.objects.published_for(two.agency)
    save_talk(person=two.person, policy=policy, said={"questions": say()}, by=two.user)
    around = {name: say() for name in ("interpreter", "present", "questions", "say_back")}
    record_answer(
        person=two.person, answer="yes", language="en", way="typed", signature=say(), around=around, by=two.user
    )  # fmt: skip
    met = two.complete(
        an_entry(
            text=say(), agenda=say(), agenda_by="them", own_words=say(), own_words_by="them", next_step=say(),
            next_step_whose="them", local_start=wall(hours=-3),
        )
    )  # fmt: skip
    add_addendum(note=met.notes.get(), text=say(), by=two.user)
    about = {"person": two.person, "by": two.user}
    goal = add_goal(text=say(), idea_of="us", **about)
    add_step(text=say(), whose="us", goal=goal, **about)
    add_help(text=say(), **about)
    add_connection(text=say(), state="planned", goes_along=say(), **about)
    people.update_contact(address=say(), safe_hours=say(), other_way=say(), **about)
    save_draft(key=uuid.uuid4(), person=two.person, payload={"text": say()}, form_version=1, by=two.user)


def _on_pages(two: Two, say: Planter) -> None:
    """The words of a search, a refused form and a draft on its way: what a log or an error page could keep."""
    client = factories.sign_in(two.user)
    if client.get("/").status_code != 200:
        raise RuntimeError("The pages don't answer, so nothing would be looked for.")
    for address, sent in [
        (reverse("sessions_app:note_search"), {"q": say(), "why": "own"}),
        (reverse("sessions_app:note_search"), {"q": say(), "why": "nonsense"}),
        (reverse("people:person_search"), {"q": say()}),
        (reverse("sessions_app:draft_save", args=[uuid.uuid4()]), {"person": two.person.pk, "text": say()}),
        (reverse("people:leave_out", args=[two.person.pk]), {"text": say()}),
        (reverse("sessions_app:session_log") + f"?person={two.person.pk}", {"text": say(), "minutes": "x"}),
    ]:
        client.post(address, sent)
    note = two.person.notes.latest("at")
    client.get(reverse("sessions_app:session_read", args=[note.session_id]))


@contextmanager
def kept_in(folder: Path) -> Iterator[None]:
    """Everything logged, down to the smallest thing, and every temporary file of this process goes there."""
    handler = logging.FileHandler(folder / "everything.log")
    root, before = logging.getLogger(), (logging.getLogger().level, tempfile.tempdir)
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        root.removeHandler(handler)
        handler.close()
        root.setLevel(before[0])
        tempfile.tempdir = before[1]


def look_in_tables(wanted: list[str], control: str) -> tuple[list[str], list[str]]:
    """(where a sentence stands in a row as a dump would write it, sealed fields that no row fills)."""
    found, saw_control = [], False
    forms = [form for text in wanted for form in (text, text.encode().hex(), json.dumps(text)[1:-1])]
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT t::text FROM {connection.ops.quote_name(table)} t")
            for (row,) in cursor:
                saw_control |= control in row
                found += [f"{table}: {form}" for form in forms if form in row]
    if not saw_control:
        found.append("The control, a name in a plain column, was found in no table: this looks at nothing.")
    empty = [
        f"{model._meta.label}.{name}"
        for model, name in _every_field()
        if not model._default_manager.exclude(**{name: None}).exists()
    ]
    return found, empty


def _every_field() -> Iterator[tuple[Any, str]]:
    return ((model, field.attname) for model in apps.get_models() for field in sealed_fields(model))


def _folders(home: Path) -> list[Path]:
    layout = Layout.of(home)
    return list(dict.fromkeys([home, layout.data, layout.sockets.parent]))


def look_in_files(folders: Iterable[Path], wanted: list[str], control: str) -> tuple[list[str], list[str]]:
    """(files that hold a sentence, files that hold the control), the key file apart."""
    found, controls = [], []
    for path in (path for folder in folders for path in folder.rglob("*")):
        if path.is_symlink() or not path.is_file() or path == Path(str(settings.PEERSUPPORT_KEK_FILE)):
            continue
        for text in _inside(path, [*wanted, control]):
            (controls if text == control else found).append(f"{path.name}: {text}")
    return found, controls


def _inside(path: Path, wanted: list[str]) -> set[str]:
    """Which of the texts stand in this file, also across the edge of two chunks."""
    forms = {text: text.encode() for text in wanted}
    longest, tail, found = max(map(len, forms.values())), b"", set[str]()
    with path.open("rb") as file:
        while part := file.read(CHUNK):
            block = tail + part
            found |= {text for text, form in forms.items() if form in block}
            tail = block[-longest:]
    return found
