"""The groups of a scene as rows."""

from typing import Any

from peersupport.accounts.models import Program, User
from sessions_app.models import Attendance, Gathering, Group, SessionNote, SupportSession

from .oracle import Key
from .scene import Scene


def write_gatherings(scene: Scene, programs: dict[Key, Program], clerks: dict[Key, User]) -> None:
    groups = {
        house: Group(
            agency_id=house, program=program, name="Circle", led_by="nobody", started_by=clerks[house]
        )
        for house, program in programs.items()
    }
    sessions, gathered, attendances, notes = [], [], [], []
    for met in scene.gatherings:
        common: dict[str, Any] = {"agency_id": met.house, "peer_id": met.peer}
        session = SupportSession(
            id=met.id, group=groups[met.house], program=programs[met.house], level="brief", state="completed",
            local_start=f"{met.at:%Y-%m-%dT%H:%M}", time_zone="UTC", starts_at=met.at, minutes=30,
            closed_at=met.at, **common,
        )  # fmt: skip
        sessions.append(session)
        gathered.append(Gathering(agency_id=met.house, session=session, headcount=len(met.came) + 3))
        for person, note in met.came:
            attendance = Attendance(session=session, person_id=person, starts_at=met.at, **common)
            attendances.append(attendance)
            if note is not None:
                notes.append(SessionNote(
                    id=note, attendance=attendance, session=session, person_id=person, at=met.at,
                    completed_at=met.at, language="en", **common,
                ))  # fmt: skip
    Group.objects.bulk_create(groups.values())
    SupportSession.objects.bulk_create(sessions)
    Gathering.objects.bulk_create(gathered)
    Attendance.objects.bulk_create(attendances)
    SessionNote.objects.bulk_create(notes)
