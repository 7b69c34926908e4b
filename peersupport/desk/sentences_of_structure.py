"""What changed about the two links of a peer: exceptions, who decides, the rules a program follows."""

from django.utils.translation import gettext as _

from peersupport.people.models import LinkException

from .sentence_parts import Change, Names, Words, until


def exception(change: Change, names: Names, who: str) -> Words:
    said = {
        "who": who,
        "peer": names.peer(change.now.get("peer_id")),
        "what": str(LinkException.Kind(change.now["kind"]).label),
    }
    if change.now.get("ended_at"):
        return _("%(who)s ended an exception for %(peer)s: %(what)s.") % said, []
    details = [until(change.now["ends_on"])]
    if change.now.get("supervisor_id"):
        details.append(_("For %(name)s") % {"name": names.user(change.now["supervisor_id"])})
    return _("%(who)s made an exception for %(peer)s: %(what)s.") % said, details


def decides(change: Change, names: Names, who: str) -> Words:
    said = {
        "who": who,
        "peer": names.peer(change.now.get("peer_id")),
        "name": names.user(change.now.get("user_id")),
    }
    if change.now.get("ended_at"):
        return _("%(who)s wrote down that %(name)s no longer decides about the pay of %(peer)s.") % said, []
    details = [until(change.now["ends_on"])] if change.now.get("ends_on") else []
    return _("%(who)s wrote down that %(name)s decides about the pay of %(peer)s.") % said, details


def rules(change: Change, names: Names, who: str) -> Words:
    said = {
        "who": who,
        "program": names.program(change.now.get("program_id")),
        "rules": names.pack(change.now.get("pack_id")),
    }
    if change.now.get("ended_at"):
        return _("%(program)s no longer follows these rules of supervision: %(rules)s.") % said, []
    return _("%(who)s chose rules of supervision for %(program)s: %(rules)s.") % said, []
