"""A person's arrival: name, ways to reach them, what they say of themselves, what they answer."""

import random
from datetime import datetime, timedelta
from typing import Any

from peersupport.accounts.models import User
from peersupport.people import services as people
from peersupport.people.models import SupportedPerson

from .cast import Cast, living, make_user
from .data import Person, dice, email_of, load

WITNESSES = ("Gloria", "Mei-Ling", "Curtis")


def add(person: Person, cast: Cast, *, by: User) -> SupportedPerson:
    contact = person.contact
    number = dice("phone", person.name).randrange(100, 200)
    row = people.add_person(
        program=cast.programs[person.program],
        chosen_name=person.name,
        pronouns=person.pronouns,
        language=person.lang,
        other_languages=("en",) if person.lang != "en" else (),
        phone=f"555-0{number}" if contact.get("phone") else "",
        email=email_of(person.name, "post.example") if contact.get("email") else "",
        may_text=contact.get("text", False),
        may_call=contact.get("call", False),
        phone_is_shared=contact.get("shared", False),
        safe_hours=contact.get("hours", ""),
        other_way=contact.get("other", ""),
        by=by,
    )
    if contact.get("email") and by == cast.office:
        people.update_contact(person=row, may_email=True, by=by)
    return row


def say_who_they_are(person: Person, row: SupportedPerson, cast: Cast, moment: datetime, *, by: User) -> None:
    """What the person said, typed by the peer beside them; and their own sign-in where they wanted one."""
    with living(moment, by):
        if person.about:
            people.set_about_me(person=row, text=person.about, audience="paired", by=by)
        if person.leave_out:
            people.add_leave_out(person=row, text=person.leave_out, by=by)
        for use, word in (("mine", person.says_of_self), ("never", person.never_to_read)):
            if word:
                people.add_word(person=row, text=word, use=use, by=by)
        for name in person.keeps_away:
            people.block_staff(person=row, user=cast.users[name], by=by)
    if person.signs_in:
        _open_space(person, row, cast, moment + timedelta(minutes=20))


def _open_space(person: Person, row: SupportedPerson, cast: Cast, moment: datetime) -> None:
    with living(moment, cast.office):
        email = email_of(person.email_name or person.name, load("agency")["agency"]["domain"])
        user = make_user(
            cast.agency, email=email, name=person.name, kind="person", language=person.note_language,
            by=cast.office,
        )  # fmt: skip
        own = cast.users[person.name] if person.also_staff else None
        people.connect_account(person=row, user=user, also_staff=own, by=cast.office)
        cast.users[f"person: {person.name}"] = user


def answers_of(
    person: Person, cast: Cast, chance: random.Random, *, refusal: str | None, changed_mind: bool
) -> dict[str, Any]:
    """The arguments of record_answer()."""
    if refusal:
        return {"answer": refusal, "language": person.note_language}
    choices = dict.fromkeys(cast.asked, False)
    if person.consent != "choices_no":
        # The peer they walk with, nearly always; a peer who stands in and the one on call, often.
        for audience, content in cast.asked:
            if audience == "clinical":  # who looks after their peer's work: for many, not for all
                choices[audience, content] = dice("clinical", person.name).random() < 0.7
                continue
            choices[audience, content] = audience == "paired" or chance.random() < 0.7
    if changed_mind:
        choices = {cell: said and cell[0] != "cover" for cell, said in choices.items()}
    way = chance.choices(["typed", "drawn", "spoken"], [50, 20, 30])[0]
    return {
        "answer": "yes",
        "choices": choices,
        "language": person.note_language,
        "around": _around(person),
        "way": way,
        "signature": person.name if way == "typed" else "",
        "drawing": _drawn(dice("drawn", person.name)) if way == "drawn" else "",
        "witness": chance.choice(WITNESSES) if way == "spoken" else "",
    }


def _around(person: Person) -> dict[str, str]:
    """What was said about the talk itself: here and there a question, somebody beside them, words they wanted kept."""
    told, chance = load("talks"), dice("talk", person.name)
    words = told[person.note_language]
    around = {
        "interpreter": chance.choice(told["interpreters"]) if person.lang != person.note_language else ""
    }
    for name, share in (("questions", 0.4), ("present", 0.15), ("say_back", 0.2)):
        around[name] = chance.choice(words[name]) if chance.random() < share else ""
    return around


def _drawn(chance: random.Random) -> str:
    """A name as a thumb writes it: up and down, and a line under it."""
    points = [(60 + step * 22, 100 + chance.randrange(-55, 40)) for step in range(1, 18)]
    name = "L".join(f"{x} {y}" for x, y in points)
    return f"M{name}M80 165L{chance.randrange(380, 480)} {chance.randrange(150, 172)}"
