"""A row of history as a sentence: who did what, from what to what. Whole sentences, so that they can be translated."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from consent.comparison import DAYS
from consent.rule import Audience, Content, Rule
from peersupport.accounts.models import Program
from peersupport.accounts.roles import Role
from peersupport.people.models import Pairing, SupervisionLink

from .sentence_parts import Change, Names, Values, Words, from_to, until
from .sentences_of_danger import duty, named, phone_line, wider_help
from .sentences_of_structure import decides, exception, rules
from .sentences_of_the_house import house, house_line, house_promise, language_entry


def sentence_of(change: Change, names: Names, *, who: str) -> Words:
    """The sentence, and a line for each detail that changed with it."""
    return _SENTENCES[change.kind](change, names, who)


def _program(change: Change, names: Names, who: str) -> Words:
    said = {"who": who, "program": _called(change.now), "level": _level(change.now)}
    if change.label == "insert":
        return _("%(who)s opened the program %(program)s: %(level)s.") % said, []
    if change.changed("closed_on"):
        if change.now.get("closed_on"):
            return _("%(who)s closed the program %(program)s.") % said, []
        return _("%(who)s opened the program %(program)s again.") % said, []
    details = []
    if change.changed("names"):
        details.append(from_to(_("Name"), _called(change.then or {}), _called(change.now)))
    if change.changed("time_zone"):
        details.append(from_to(_("Time zone"), (change.then or {})["time_zone"], change.now["time_zone"]))
    if change.changed("supervision_model"):
        details.append(from_to(_("Supervision"), _model(change.then or {}), _model(change.now)))
    if change.changed("part2"):
        details.append(
            from_to(_("42 CFR Part 2"), _yes_no(change.then, "part2"), _yes_no(change.now, "part2"))
        )
    if change.changed("level"):
        words = _("%(who)s changed what is written in %(program)s: before “%(before)s”, now “%(level)s”.")
        return words % {**said, "before": _level(change.then or {})}, details
    return _("%(who)s changed the program %(program)s.") % said, details


def _yes_no(values: Values | None, name: str) -> str:
    return _("yes") if (values or {}).get(name) else _("no")


def _called(values: Values) -> str:
    names: dict[str, str] = values.get("names") or {}
    return names.get(get_language() or "en") or next(iter(names.values()), "")


def _level(values: Values) -> str:
    return str(Program.Level(values["level"]).label) if values.get("level") else ""


def _model(values: Values) -> str:
    model = values.get("supervision_model")
    return str(Program.SupervisionModel(model).label) if model else ""


def _role(change: Change, names: Names, who: str) -> Words:
    said = {
        "who": who,
        "name": names.user(change.now.get("user_id")),
        "task": str(Role(change.now["role"]).label),
        "program": names.program(change.now.get("program_id")),
    }
    details = [until(change.now["ends_on"])] if change.now.get("ends_on") else []
    if change.now.get("ended_at"):
        if said["program"]:
            return _("%(who)s ended a task: %(name)s is no longer %(task)s in %(program)s.") % said, []
        return _("%(who)s ended a task: %(name)s is no longer %(task)s.") % said, []
    if said["program"]:
        return _("%(who)s gave a task: %(name)s is %(task)s in %(program)s.") % said, details
    return _("%(who)s gave a task: %(name)s is %(task)s.") % said, details


def _invitation(change: Change, names: Names, who: str) -> Words:
    tasks = ", ".join(str(Role(role).label) for role in change.now.get("roles") or [])
    said = {"who": who, "name": change.now.get("name", ""), "tasks": tasks}
    if change.label == "insert":
        return _("%(who)s asked %(name)s to come in as %(tasks)s.") % said, []
    if change.now.get("accepted_at"):
        return _("%(name)s came in, asked by %(who)s.") % said, []
    if change.now.get("withdrawn_at"):
        return _("%(who)s took back the invitation of %(name)s.") % said, []
    return _("%(who)s asked %(name)s once more to come in.") % said, []


def _supervision(change: Change, names: Names, who: str) -> Words:
    said = {
        "who": who,
        "supervisor": names.user(change.now.get("supervisor_id")),
        "peer": names.peer(change.now.get("peer_id")),
        "kind": str(SupervisionLink.Kind(change.now["kind"]).label),
    }
    details = []
    if change.now.get("covers_for_id"):
        covered = names.user(change.now["covers_for_id"])
        details.append(_("Stands in for %(name)s") % {"name": covered})
    if change.now.get("ends_on"):
        details.append(until(change.now["ends_on"]))
    if change.now.get("ended_at"):
        return _("%(who)s ended a link: %(supervisor)s is no longer %(kind)s of %(peer)s.") % said, []
    return _("%(who)s made a link: %(supervisor)s is %(kind)s of %(peer)s.") % said, details


def _grant(change: Change, names: Names, who: str) -> Words:
    """One who is let in, or out. By a person: staff read that it was one, not which."""
    said = {"who": who, "name": names.user(change.now.get("user_id"))}
    is_over, by_a_person = (
        bool(change.now.get("revoked_at")),
        bool(change.by) and change.by not in names.users,
    )
    ends = datetime.fromisoformat(change.now["ends_at"]).astimezone(ZoneInfo(names.zone))
    details = [] if is_over else [until(ends.date().isoformat())]
    if names.reader and by_a_person:
        words = _("You closed your page to %(name)s.") if is_over else _("You opened your page to %(name)s.")
    elif names.reader:
        words = (
            _("%(who)s closed your page to %(name)s.")
            if is_over
            else _("%(who)s opened your page to %(name)s.")
        )
    elif by_a_person:
        words = (
            _("A person closed their page to a colleague.")
            if is_over
            else _("A person opened their page to a colleague.")
        )
    else:
        words = (
            _("%(who)s closed one person’s page to a colleague.")
            if is_over
            else _("%(who)s opened one person’s page to a colleague.")
        )
    return words % said, details


def _cover(change: Change, names: Names, who: str) -> Words:
    """Who stands in for whom is told to the person alone: staff would read from it who walks with somebody."""
    said = {
        "who": names.user(change.now.get("offered_by_id")),
        "name": names.peer(change.now.get("peer_id")),
        "peer": names.peer(change.now.get("covers_for_id")),
    }
    if change.now["state"] == Pairing.State.ENDED:
        if names.reader:
            return _("%(name)s no longer stands in for %(peer)s.") % said, []
        return _("A peer no longer stands in for another."), []
    details = [until(change.now["ends_on"])] if change.now.get("ends_on") else []
    if names.reader:
        return _("%(who)s arranged that %(name)s stands in for %(peer)s.") % said, details
    return _("%(who)s arranged that a peer stands in for another.") % said, details


def _promise(change: Change, names: Names, who: str) -> Words:
    said = {"who": who, "version": change.now.get("version")}
    if change.label == "insert":
        return _("%(who)s began version %(version)s of what we promise.") % said, []
    if change.changed("proposed_at") and change.now["state"] == "draft":
        if change.now.get("proposed_at"):
            return _("%(who)s opened version %(version)s of what we promise for comment.") % said, []
        return _("%(who)s took version %(version)s of what we promise back to write on.") % said, []
    if change.changed("state"):
        if change.now["state"] == "published":
            return _("%(who)s put version %(version)s of what we promise in force.") % said, []
        return _("Version %(version)s of what we promise is no longer in force.") % said, []
    details = [
        from_to(str(label), (change.then or {}).get(name), change.now.get(name))
        for name, (label, _more) in DAYS.items()
        if change.changed(name)
    ]
    return _("%(who)s changed version %(version)s of what we promise.") % said, details


def _audience(change: Change, names: Names, who: str) -> Words:
    said = {
        "who": who,
        "audience": str(Audience(change.now["audience"]).label),
        "content": str(Content(change.now["content"]).label),
    }
    before, after = (change.then or {}).get("rule"), change.now["rule"]
    details = [
        from_to(_("Rule"), str(Rule(before).label) if before is not None else "", str(Rule(after).label))
    ]
    return _(
        "%(who)s changed who may read in a draft of what we promise: %(audience)s, %(content)s."
    ) % said, details


_SENTENCES: dict[str, Callable[[Change, Names, str], Words]] = {
    "house": house,
    "program": _program,
    "role": _role,
    "invitation": _invitation,
    "supervision": _supervision,
    "exception": exception,
    "decides": decides,
    "rules": rules,
    "grant": _grant,
    "cover": _cover,
    "words": language_entry,
    "to_peers": house_promise,
    "line": house_line,
    "promise": _promise,
    "audience": _audience,
    "named": named,
    "phone": phone_line,
    "help": wider_help,
    "duty": duty,
}
