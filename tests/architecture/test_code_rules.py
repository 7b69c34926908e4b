"""Rules about the code that are read off the code. Each one is shown to be able to fail at the end of the file."""

import ast
import re

import pytest

from .source import PACKAGES, ROOT, Source, is_for_typing, python_files, read
from .worries import EACH_ON_ITS_OWN, ENTERED_LATER

WRITES = {"save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
          "acreate", "asave", "adelete", "abulk_create"}  # fmt: skip
NOT_A_ROW = {"delete_cookie"}
# Where rows are written: services, and what makes data for tests and figures.
WRITERS = (*(f"{package}/services" for package in PACKAGES), "peersupport/bench", "peersupport/core/models")
CLOCKS = {"timezone.now", "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "datetime.datetime.now",
          "datetime.date.today", "time.time", "functions.Now", "Now", "datetime.fromtimestamp"}  # fmt: skip
CLOCKS_WITHOUT_ARGUMENT = {"timezone.localtime", "timezone.localdate", "Now", "functions.Now"}
# No domain time: the clock itself, the figures, and what runs before there is a Django.
OWN_TIME = ("peersupport/core/clock", "peersupport/embedded", "peersupport/bench", "peersupport/demo/check")
SQL_CALLS = {"raw", "extra", "cursor", "execute", "executemany", "RawSQL", "rows_for_principal", "instances"}
SQL_PLACES = (
    "peersupport/core/principal",
    "peersupport/core/rows",
    "peersupport/core/operations",
    "peersupport/core/grants",
    "peersupport/embedded",
    "peersupport/demo/database",
    "peersupport/bench",
)
# Signs of life and bookkeeping of the machinery; no human did anything, or the service it calls says so.
NOBODY_ACTED = {"record_heartbeat", "count_requests", "once", "forget_old_keys", "forget_received", "note_status",
                "note_reply", "claim_alarm", "alarm_was_heard"}  # fmt: skip
# Kept out of every trail by promise: no row may join an answer with a peer, a meeting or a skipped question. And
# messages, which are their own trace.
NO_TRACE = {"write_messages", "deliver", "wish_check_ins", "answer_check_in", "show_check_in", "take_back_check_in",
            "forget_check_ins_of", "answer_about_peer", "answer_workplace", "forget_turns_of", "forget_old_pulses",
            "forget_old_workplace"}  # fmt: skip
CRYPTO = "peersupport.core.crypto"
WRAPPING = ("peersupport.core.wrapping", "peersupport.core.vault")
# Who may touch what wraps the keys: what rotates them, and the settings that refuse a file that is none.
WRAPPERS = ("peersupport/core", "peersupport/operate", "peersupport/bench")
CRYPTO_CALLERS = {
    "peersupport/core/fields.py": None,
    "peersupport/core/models.py": None,
    "peersupport/audit/services.py": None,
}
CRYPTO_FOR_ANYBODY = {"CannotOpen"}
MOST_LINES, MOST_FUNCTION_LINES = 300, 40


def is_service(source: Source) -> bool:
    return "services" in source.path.removesuffix(".py").split("/")


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def is_queryset(node: ast.AST) -> bool:
    """Roughly: the result of a call, or something hanging on a manager, as opposed to a plain dict or a hash."""
    if isinstance(node, ast.Call):
        return name_of(node) not in {"vars", "dict", "sha256", "new", "get"}
    return isinstance(node, ast.Attribute) and (node.attr in {"objects", "_base_manager", "_default_manager"})


def writes_in(tree: ast.AST) -> list[ast.Call]:
    found = []
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if not isinstance(call.func, ast.Attribute) or call.func.attr in NOT_A_ROW:
            continue
        if call.func.attr in WRITES or (
            call.func.attr in {"update", "aupdate"} and is_queryset(call.func.value)
        ):
            found.append(call)
    return found


def writes_outside_services(source: Source) -> list[str]:
    if is_service(source) or source.within(*WRITERS):
        return []
    return [source.at(call, f".{name_of(call)}() outside a service") for call in writes_in(source.tree)]


def functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


def called_names(node: ast.AST) -> set[str]:
    names = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
    return names | {name_of(inner) for inner in ast.walk(node) if isinstance(inner, ast.Call)}


def offered(source: Source) -> set[str]:
    """The services a module offers: its public functions, in a package those its __init__ hands on."""
    public = {function.name for function in functions(source.tree) if not function.name.startswith("_")}
    front = ROOT / source.path.rpartition("/")[0] / "__init__.py"
    if front.parent.name != "services" or not front.exists():
        return public
    return public & {name.rpartition(".")[2] for name, _line in read(front).imports()}


def misshapen_services(source: Source) -> list[str]:
    """A public function that writes is keyword-only, atomic, and leaves an audit row, itself or by a helper here."""
    if not is_service(source) or source.within(*WRITERS[len(PACKAGES) :], "peersupport/audit"):
        return []
    local, found = {function.name: function for function in functions(source.tree)}, []
    for function in local.values():
        reached = {function.name}
        while more := {n for name in reached for n in called_names(local[name]) if n in local} - reached:
            reached |= more
        if function.name not in offered(source) or not any(writes_in(local[name]) for name in reached):
            continue
        decorators = {ast.unparse(decorator) for decorator in function.decorator_list}
        if function.args.args or function.args.posonlyargs:
            found.append(source.at(function, f"{function.name} takes positional arguments"))
        if "transaction.atomic" not in decorators and function.name not in EACH_ON_ITS_OWN:
            found.append(source.at(function, f"{function.name} is not @transaction.atomic"))
        if function.name not in NOBODY_ACTED | NO_TRACE | ENTERED_LATER and not any(
            "record" in called_names(local[name]) for name in reached
        ):
            found.append(source.at(function, f"{function.name} leaves no audit row"))
    return found


def other_clocks(source: Source) -> list[str]:
    if source.within(*OWN_TIME):
        return []
    return [
        source.at(node, ast.unparse(node))
        for node in ast.walk(source.tree)
        if (isinstance(node, ast.Attribute) and ast.unparse(node) in CLOCKS)
        or (
            isinstance(node, ast.Call) and ast.unparse(node.func) in CLOCKS_WITHOUT_ARGUMENT and not node.args
        )
    ]


def sql_elsewhere(source: Source) -> list[str]:
    if source.path.endswith("querysets.py") or source.within(*SQL_PLACES):
        return []
    return [source.at(call, name_of(call)) for call in source.calls() if name_of(call) in SQL_CALLS]


def crypto_callers(source: Source) -> list[str]:
    allowed = CRYPTO_CALLERS.get(source.path, set())
    if source.path == "peersupport/core/crypto.py" or allowed is None:
        return []
    found = [
        f"{source.path}:{line}: {name}"
        for name, line in source.imports()
        if name.startswith(CRYPTO) and name.removeprefix(CRYPTO + ".") not in allowed | CRYPTO_FOR_ANYBODY
    ]
    unseals = [source.at(call, "unseal") for call in source.calls() if name_of(call) == "unseal"]
    if not source.within(*WRAPPERS):
        found += [
            f"{source.path}:{line}: {name}" for name, line in source.imports() if name.startswith(WRAPPING)
        ]
    if source.path != "peersupport/core/models.py":
        unseals += [source.at(node, "plain_key") for node in ast.walk(source.tree)
                    if isinstance(node, ast.Attribute) and node.attr == "plain_key"]  # fmt: skip
    return found + unseals


def late_imports(source: Source) -> list[str]:
    at_the_top = set()
    for node in source.tree.body:
        held = node.body if is_for_typing(node) else [node]
        if isinstance(node, ast.Try | ast.If):
            held = [inner for inner in ast.walk(node) if isinstance(inner, ast.Import | ast.ImportFrom)]
        at_the_top |= {id(inner) for inner in held}
    return [
        source.at(node, "import inside a function")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Import | ast.ImportFrom) and id(node) not in at_the_top
    ]


def signals(source: Source) -> list[str]:
    return [
        f"{source.path}:{line}: {name}"
        for name, line in source.imports()
        if "signals" in name.split(".") and not name.startswith("celery.signals")
    ]


def unsafe_markup(source: Source) -> list[str]:
    banned = {"mark_safe", "SafeString", "SafeText", "html_safe"}
    return [source.at(call, name_of(call)) for call in source.calls() if name_of(call) in banned]


def everything_at_once(source: Source) -> list[str]:
    """fields = '__all__' anywhere; .objects.all() in a view, form, task or page query."""
    found = [
        source.at(node, "fields = '__all__'")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Assign) and ast.unparse(node) == "fields = '__all__'"
    ]
    parts = set(source.path.removesuffix(".py").split("/"))
    if parts & {"views", "forms", "tasks", "queries", "first_run", "nav", "context"}:
        found += [
            source.at(call, "objects.all()") for call in source.calls()
            if ast.unparse(call.func).endswith(".objects.all")
        ]  # fmt: skip
    return found


def too_long(source: Source) -> list[str]:
    found = []
    if (lines := source.text.count("\n")) > MOST_LINES:
        found.append(f"{source.path}: {lines} lines")
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            if length > MOST_FUNCTION_LINES:
                found.append(source.at(node, f"{node.name} has {length} lines"))
    return found


def unfinished(source: Source) -> list[str]:
    words = re.compile(r"\b(?:T[O]DO|F[I]XME|X[X]X|H[A]CK)\b")
    return [f"{source.path}: {found.group()}" for found in words.finditer(source.text)]


RULES = [
    writes_outside_services,
    misshapen_services,
    other_clocks,
    sql_elsewhere,
    crypto_callers,
    late_imports,
    signals,
    unsafe_markup,
    everything_at_once,
    too_long,
    unfinished,
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_packages_keep(rule):
    assert [line for source in python_files() for line in rule(source)] == []


@pytest.mark.parametrize("rule", [too_long, unfinished], ids=lambda rule: rule.__name__)
def test_tests_and_scripts_keep(rule):
    sources = [*python_files("tests", "scripts"), read(ROOT / "manage.py"), read(ROOT / "conftest.py")]

    assert [line for source in sources for line in rule(source)] == []


def test_our_own_scripts_are_short():
    paths = [path for path in sorted((ROOT / "static").rglob("*.js")) if "vendor" not in path.parts]

    assert [path.name for path in paths if path.read_text().count("\n") > MOST_LINES] == []


SERVICE = "consent/services.py"


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (writes_outside_services, "consent/views.py", "form.save()"),
        (writes_outside_services, "consent/forms.py", "Policy.objects.create(x=1)"),
        (writes_outside_services, "consent/tasks.py", "Policy.objects.filter(x=1).update(x=2)"),
        (writes_outside_services, "consent/queries.py", "Policy.objects.filter(x=1).delete()"),
        (misshapen_services, SERVICE, "@transaction.atomic\ndef a(b):\n    b.save()\n    record()"),
        (misshapen_services, SERVICE, "def a(*, by):\n    by.save()\n    record()"),
        (misshapen_services, SERVICE, "@transaction.atomic\ndef a(*, by):\n    _b()\ndef _b():\n    x.save()"),
        (other_clocks, "consent/views.py", "x = timezone.now()"),
        (other_clocks, "consent/models.py", "at = DateTimeField(default=timezone.now)"),
        (other_clocks, "consent/querysets.py", "q.filter(at__gt=Now())"),
        (other_clocks, "consent/querysets.py", "day = date.today()"),
        (sql_elsewhere, "consent/views.py", "Policy.objects.raw('SELECT 1')"),
        (sql_elsewhere, "consent/services.py", "with connection.cursor() as c: pass"),
        (sql_elsewhere, "sessions_app/views.py", "rows_for_principal('SELECT 1')"),
        (crypto_callers, "consent/services.py", "from peersupport.core import crypto"),
        (crypto_callers, "consent/services.py", "from peersupport.core.wrapping import key_files"),
        (crypto_callers, "consent/services.py", "DataKey.objects.get(pk=1).plain_key"),
        (crypto_callers, "peersupport/people/services/people.py", "from peersupport.core.crypto import unseal"),
        (crypto_callers, "consent/views.py", "field.unseal(row, keys)"),
        (late_imports, "consent/views.py", "def f():\n    import json"),
        (signals, "consent/apps.py", "from django.db.models.signals import post_save"),
        (unsafe_markup, "consent/views.py", "mark_safe(name)"),
        (everything_at_once, "consent/forms.py", "class Meta:\n    fields = '__all__'"),
        (everything_at_once, "consent/views.py", "Policy.objects.all()"),
        (too_long, "consent/views.py", "x = 1\n" * 301),
        (too_long, "consent/views.py", "def f():\n" + "    x = 1\n" * 40),
        (unfinished, "consent/views.py", f"# {'OD'.join('TO')} later"),
    ],
)  # fmt: skip
def test_the_rules_can_fail(rule, path, text):
    assert len(rule(Source(path, text))) >= 1


def test_a_service_in_the_house_style_passes():
    text = "@transaction.atomic\ndef a(*, by):\n    _b()\ndef _b():\n    x.save()\n    record()"

    assert [line for rule in RULES for line in rule(Source(SERVICE, text))] == []
