"""The table of rooms (docs of the house: who may know whom), and what a file of the house may not do.

``test_architecture.py`` walks the sources through these rules and breaks each of them on purpose.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOPS = ("voffice_app", "pages", "state", "signing", "dashboards")


@dataclass(frozen=True)
class Room:
    """``may`` names the rooms this one may import. The modules of a room that is ``apart`` ignore one another;
    what two of them share lies beneath them, in a module whose name ends in ``_parts``.
    """

    prefixes: tuple[str, ...]
    may: str = ""
    apart: bool = False


GROUND = "domain words shapes policy settings threads arguments pace passwords"
OFFICE = f"{GROUND} db signing reading printing mail archive bench actions house"
ROOMS = {
    "domain": Room(("voffice_app.domain",)),
    "words": Room(("voffice_app.words",)),
    "shapes": Room(("voffice_app.shapes",)),
    "policy": Room(("voffice_app.policy",)),
    "settings": Room(("voffice_app.settings",)),
    "threads": Room(("voffice_app.threads",)),
    "arguments": Room(("voffice_app.arguments",)),
    "pace": Room(("voffice_app.pace",)),
    "passwords": Room(("voffice_app.passwords",)),
    "reading": Room(("voffice_app.reading",), "domain"),
    "signing": Room(("signing",)),
    "agent": Room(("signing.agent",)),
    "mail": Room(("voffice_app.mail",)),
    "archive": Room(("voffice_app.archive",), "domain"),
    "printing": Room(("voffice_app.printing",), "domain reading"),
    "db": Room(("voffice_app.db",), "domain"),
    # what every act works with: lower than the acts, so that no act imports another
    "bench": Room(
        ("voffice_app.actions.office", "voffice_app.actions.keyring", "voffice_app.actions.working"),
        "domain db signing reading mail",
    ),
    "actions": Room(("voffice_app.actions",), "domain db signing reading printing mail archive bench", apart=True),
    "house": Room(("voffice_app.house", "voffice_app.opening"), "domain settings db signing reading mail bench"),
    "door": Room(("voffice_app.door",), "domain settings threads db house"),
    "state": Room(("state",), f"{GROUND} db signing reading actions bench house door"),
    "ui": Room(("voffice_app.ui",), "domain words shapes policy state"),
    "pages": Room(("pages",), "domain words shapes policy state ui", apart=True),
    "dashboards": Room(("dashboards",), "domain words shapes policy settings threads arguments db house state ui"),
    "guard": Room(("voffice_app.guard", "voffice_app.socket"), f"{GROUND} house door state"),
    "http": Room(("voffice_app.http",), f"{OFFICE} door state guard"),
    "demo": Room(("voffice_app.demo",), OFFICE),
    "command": Room(
        ("voffice_app.serve", "voffice_app.cli", "voffice_app.front", "voffice_app.doctor", "voffice_app.admin",
         "voffice_app.waking", "voffice_app.keeper", "voffice_app.runner", "voffice_app.workers",
         "voffice_app.commands", "voffice_app.handbook"),
        f"{OFFICE} demo",
    ),
    "switchboard": Room(
        ("voffice_app.voffice_app", "voffice_app.overlay"),
        f"{OFFICE} door guard http state ui pages dashboards command",
    ),
}  # fmt: skip

SCREENS = "state ui pages dashboards guard http switchboard"
LIBRARIES = {
    "reflex": SCREENS, "reflex_base": SCREENS, "reflex_components_core": SCREENS,
    "sqlmodel": "db", "sqlalchemy": "db", "alembic": "db", "psycopg": "db",
    "pyhanko": "signing", "pyhanko_certvalidator": "signing", "asn1crypto": "signing agent",
    "cryptography": "signing demo",
    "pkcs11": "signing agent", "voffice_agent": "agent", "fontTools": "signing",
    "pymupdf": "reading signing", "pikepdf": "reading signing", "PIL": "reading signing demo printing",
    "olefile": "reading", "oletools": "reading", "lxml": "reading", "defusedxml": "reading",
    "typst": "printing", "docxtpl": "printing", "openpyxl": "printing", "segno": "printing",
    "starlette": "http", "granian": "command", "typer": "command", "argon2": "passwords",
    "pydantic": "settings arguments http command", "pydantic_settings": "settings",
    "pandas": "dashboards", "plotly": "dashboards state ui",
}  # fmt: skip

FORBIDDEN_NAMES = re.compile(r"^_*(utils?|helpers?|managers?|common|services?)$")
FORBIDDEN_CLASS = re.compile(r"(Utils?|Helpers?|Manager|Service)$")
SINKS = {
    "eval", "exec", "__import__", "os.system", "os.popen", "yaml.load", "rx.html", "rx.markdown", "rx.call_script",
    "rx.call_function", "rx.run_script", "rx.toast", "rx.set_clipboard", "rx.upload",
}  # fmt: skip
CALLS_OUT = {"urllib.request": "signing", "http.client": "signing", "ftplib": "", "smtplib": "mail", "imaplib": ""}
"""Who speaks to the world: signing to authorities, OCSP responders, lists (signing/network.py); mail to its server."""
PICKLES = {"pickle", "marshal", "shelve", "dill", "cloudpickle"}
REASONS = {
    "voffice_app/reading/wire.py": "pickle: the child's answers go through a reader that knows plain values only",
}
SQL = re.compile(r"\s*(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s.+\sSET|DELETE\s+FROM|CREATE\s+TABLE|PRAGMA)\s", re.S)
CLOCKS = {"now", "utcnow", "today"}
TIMELESS = {"domain", "db", "actions", "bench"}
THE_CLOCK = "voffice_app/db/session.py"
LINES, FUNCTION_LINES, MEDIAN_LINES = 300, 25, 80


@dataclass(frozen=True)
class Source:
    """One file of the house."""

    path: str
    text: str

    @property
    def module(self) -> str:
        parts = Path(self.path).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def room(self) -> str:
        return room_of(self.module)


def sources() -> list[Source]:
    """Every file of the product, without tests and migrations."""
    found = (path for top in TOPS for path in sorted((ROOT / top).rglob("*.py")))
    return [Source(str(path.relative_to(ROOT)), path.read_text()) for path in found]


def room_of(module: str) -> str:
    """The room with the longest prefix of this module; empty when it is nowhere in the table."""
    named = [(prefix, name) for name, room in ROOMS.items() for prefix in room.prefixes]
    fits = [(prefix, name) for prefix, name in named if f"{module}.".startswith(f"{prefix}.")]
    return max(fits, key=lambda fit: len(fit[0]))[1] if fits else ""


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Each imported name as ``package.module.name`` with its line; relative ones begin with a dot."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def faults(source: Source) -> list[str]:
    """Every rule the file breaks, as ``path:line rule detail``."""
    tree = ast.parse(source.text)
    found = [*_places(source), *_imports(source, tree), *_names(source, tree), *_lengths(source, tree)]
    return [*found, *_calls(source, tree), *_sql(source, tree)]


def _places(source: Source) -> Iterator[str]:
    if not source.room and source.module not in (*TOPS, ""):
        yield f"{source.path}:1 homeless: no room of the table holds it"


def _imports(source: Source, tree: ast.AST) -> Iterator[str]:
    room = source.room
    for line, name in imported(tree):
        where = f"{source.path}:{line}"
        top = name.split(".")[0]
        if name.startswith("."):
            yield f"{where} relative import"
        elif top in TOPS:
            yield from (f"{where} {fault}" for fault in _inward(source, room, name))
        elif top in PICKLES and source.path not in REASONS:
            yield f"{where} sink {top}"
        elif any(name.startswith(called) and room != may for called, may in CALLS_OUT.items()):
            yield f"{where} network {name} in {room}"
        elif top not in sys.stdlib_module_names and room not in LIBRARIES.get(top, "").split():
            yield f"{where} library {top} in {room}"


def _inward(source: Source, room: str, name: str) -> Iterator[str]:
    other = room_of(name)
    if other and other != room and (room not in ROOMS or other not in ROOMS[room].may.split()):
        yield f"direction {room} → {other}"
    own = f"{source.module}.".startswith(f"{name.rpartition('.')[0]}.") and source.path.endswith("__init__.py")
    shared = any(part.endswith("_parts") for part in name.split("."))
    if other == room and ROOMS.get(room, Room(())).apart and not own and not shared:
        yield f"sideways {source.module} → {name}"


def _names(source: Source, tree: ast.AST) -> Iterator[str]:
    if any(FORBIDDEN_NAMES.match(part) for part in source.module.split(".")):
        yield f"{source.path}:1 name {source.module}"
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and FORBIDDEN_CLASS.search(node.name):
            yield f"{source.path}:{node.lineno} name {node.name}"


def _lengths(source: Source, tree: ast.AST) -> Iterator[str]:
    if len(source.text.splitlines()) > LINES:
        yield f"{source.path}:1 length over {LINES} lines"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            if lines > FUNCTION_LINES:
                yield f"{source.path}:{node.lineno} length of {node.name}: {lines} lines"


def _calls(source: Source, tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            where = f"{source.path}:{node.lineno}"
            if name in SINKS or name.startswith(("rx.toast.", "rx._x.")):
                yield f"{where} sink {name}"
            if any(word.arg == "shell" and ast.unparse(word.value) != "False" for word in node.keywords):
                yield f"{where} sink shell=True"
            last = name.rpartition(".")[2]
            if last == "commit" and source.path != THE_CLOCK:
                yield f"{where} commit outside db.session"
            if last in ("exec", "execute", "exec_driver_sql") and "." in name and source.room != "db":
                yield f"{where} sql: {last} outside db"
            if last in CLOCKS and "." in name and source.room in TIMELESS and source.path != THE_CLOCK:
                yield from [] if _own_today(name) else [f"{where} clock {name}"]


def _own_today(name: str) -> bool:
    """``tx.today`` and ``db.today()`` read the clock that was handed in."""
    return not name.startswith(("datetime.", "date.", "time."))


def _sql(source: Source, tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        plain = isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(f"{node.value} ")
        if plain and source.room != "db":
            yield f"{source.path}:{node.lineno} sql text outside db"
        if isinstance(node, ast.JoinedStr) and SQL.match(f"{ast.unparse(node)[2:]} "):
            yield f"{source.path}:{node.lineno} sql text put together"
