"""The house rules that nobody should have to check by eye: lengths, names, addresses, import walls inside kiosk."""

import ast
import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGES, ROOT, files, is_text, shown, sources

MOST_LINES = 300
BANNED_ROOMS = {
    "utils",
    "util",
    "common",
    "helpers",
    "helper",
    "core",
    "lib",
    "managers",
    "manager",
    "misc",
    "handlers",
}
BANNED_AT_TOP = {"models", "services", "interfaces"}
BANNED_IN_CLASS = re.compile(r"(Manager|Handler|Processor|Util|Utils|Mgr|Obj|Thing)(?![a-z])")
BANNED_FUNCTION = re.compile(r"^_*(do_|my_|temp_|handle_data|process_data)")
BANNED_FILE = re.compile(r"(^|_)(utils?|helpers?|manager|mgr|handlers?|processor|misc|common)$")
# whoever extends one of these is called after it: the standard library's and Django's own terms
TERMS_OF_OTHERS = {"BaseHTTPRequestHandler", "ContentHandler", "WSGIHandler"}

# Documents, licences, XML name spaces, addresses that the standards keep for examples; no other host is ever named.
KNOWN_HOSTS = re.compile(
    r"^(www\.)?(w3\.org|apache\.org|(scripts|openfontlicense)\.?(sil)?\.org|localhost|127\.0\.0\.1|\[::1\]|"
    r"192\.0\.2\.\d+|[a-z0-9.-]+\.(example|test|invalid)|example\.(com|org)|host\[?)?$"
)
# the notices that came with fonts, icons and tables name their makers
NOTICES = (
    *(f"assets/{kind}/" for kind in ("fonts", "icons", "handwriting", "strokes", "pinyin")),
    "THIRD-PARTY",
)
URL = re.compile(r"(?:https?|ftp|git|ssh)://([^/\s\"'<>()`:{}]+)")
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|opt/(?:wheels|pypi)|Users/\w+)/|/tmp/(?:plan|setup)")
INDEX = re.compile(r"(--(?:extra-)?index-url|--find-links|--trusted-host)\b", re.I)


def python_trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sources(".py"):
        yield path, ast.parse(path.read_text("utf-8"))


def imported_names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_a_file_holds_one_subject_and_at_most_300_lines() -> None:
    long = {
        shown(path): len(path.read_text("utf-8").splitlines())
        for path in sources(".py", ".qml", ".js")
        if "node_modules" not in path.parts
    }
    assert {name: lines for name, lines in long.items() if lines > MOST_LINES} == {}


def test_no_room_is_called_after_nothing() -> None:
    folders = {parent for path in files() for parent in path.relative_to(ROOT).parents if str(parent) != "."}
    assert sorted(str(folder) for folder in folders if folder.name in BANNED_ROOMS) == []
    assert sorted(str(folder) for folder in folders if len(folder.parts) == 1 and folder.name in BANNED_AT_TOP) == []
    assert [shown(path) for path in sources(".py", ".qml") if BANNED_FILE.search(path.stem)] == []


def test_no_class_or_function_has_a_banned_name() -> None:
    found = []
    for path, tree in python_trees():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.ClassDef)
                and BANNED_IN_CLASS.search(node.name)
                and not {ast.unparse(base).split(".")[-1] for base in node.bases} & TERMS_OF_OTHERS
            ):
                found.append(f"{shown(path)}:{node.lineno} {node.name}")
            overrides = isinstance(node, ast.FunctionDef) and re.match(
                r"do_[A-Z]+$", node.name
            )  # as http.server wants it
            if isinstance(node, ast.FunctionDef) and BANNED_FUNCTION.match(node.name) and not overrides:
                found.append(f"{shown(path)}:{node.lineno} {node.name}")
    assert found == []


def test_every_package_says_its_purpose() -> None:
    silent = [
        shown(path)
        for path in sources(".py")
        if path.name == "__init__.py"
        and path.relative_to(ROOT).parts[0] in PACKAGES
        and "migrations" not in path.parts
        and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_every_module_says_what_it_is() -> None:
    silent = [
        shown(path)
        for path, tree in python_trees()
        if path.name != "__init__.py"
        and "migrations" not in path.parts
        and path.stat().st_size
        and not ast.get_docstring(tree)
    ]
    assert silent == []


def test_no_address_of_an_index_or_host_and_no_path_of_a_machine_is_in_the_repository() -> None:
    found = []
    for path in files():
        if not is_text(path) or path == Path(__file__):
            continue
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
            hosts = [host for host in URL.findall(line) if not KNOWN_HOSTS.match(host.split("@")[-1].rstrip(".,;"))]
            hosts = [] if shown(path).startswith(NOTICES) else hosts
            if hosts or MACHINE_PATH.search(line) or INDEX.search(line):
                found.append(f"{shown(path)}:{number} {line.strip()[:120]}")
    assert found == []


def test_every_locked_package_has_hashes_and_each_lock_covers_the_one_before() -> None:
    held: list[dict[str, str]] = []
    for name in ("station", "centre", "dev"):
        text = (ROOT / "locks" / f"{name}.txt").read_text().replace("\\\n", " ")
        lines = [line for line in text.splitlines() if line.strip()]
        assert [
            line[:60] for line in lines if not re.match(r"[a-z0-9._\[\]-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)
        ] == []
        held.append({line.split("==")[0]: line.split()[0] for line in lines})
    for narrow, wide in pairwise(held):
        assert {name: pin for name, pin in narrow.items() if wide.get(name) != pin} == {}


def test_the_locks_answer_the_dependency_groups() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]
    for lock, names in (
        ("station", ("station",)),
        ("centre", ("station", "centre")),
        ("dev", ("station", "centre", "dev")),
    ):
        wanted = {
            re.split(r"[\[<>=! ]", line)[0].lower().replace(".", "-") for group in names for line in groups[group]
        }
        text = (ROOT / "locks" / f"{lock}.txt").read_text()
        assert wanted - set(re.findall(r"^([a-z0-9-]+)==", text, re.M)) == set()


PURE = ("states", "events", "table", "step", "session")


@pytest.mark.parametrize("name", PURE)
def test_the_journey_is_thought_out_without_qt_devices_queue_or_clock(name: str) -> None:
    walled = (
        "PySide6",
        "devices",
        "offline_queue",
        "time",
        "threading",
        "subprocess",
        "socket",
        "kiosk.journey.effects",
    )
    paths = [path for path in sources(".py") if shown(path).startswith("kiosk/journey/") and path.stem == name]
    for path in paths:
        reached = [
            one
            for one in imported_names(ast.parse(path.read_text("utf-8")))
            if any(one == wall or one.startswith(wall + ".") for wall in walled)
        ]
        assert reached == [], shown(path)


def test_a_screen_knows_no_other_screen_no_device_and_no_queue() -> None:
    found = []
    for path in sources(".py"):
        parts = path.relative_to(ROOT).parts
        if parts[:2] != ("kiosk", "screens") or len(parts) < 4:
            continue
        for name in imported_names(ast.parse(path.read_text("utf-8"))):
            other = name.split(".")
            in_screens = other[:2] == ["kiosk", "screens"] and len(other) > 2
            is_other_screen = in_screens and other[2] != parts[2] and (ROOT / "/".join(other[:3])).is_dir()
            if is_other_screen or other[0] in ("devices", "offline_queue", "centre", "bench"):
                found.append(f"{shown(path)} imports {name}")
    assert found == []


def test_nothing_but_tests_imports_tests() -> None:
    found = [
        shown(path)
        for path, tree in python_trees()
        if path.relative_to(ROOT).parts[0] != "tests"
        and any(name.split(".")[0] == "tests" for name in imported_names(tree))
    ]
    assert found == []


# docs/decisions/0009: the worker ends with a code and is started again, the opener gives the case to a person
CATCHES_ANYTHING = {"devices/worker.py", "centre/cases/opener.py"}


def catches_anything(handler: ast.ExceptHandler) -> bool:
    """Whether it takes every exception and keeps it; undoing something and raising on is no catching."""
    named = ast.unparse(handler.type) if handler.type else "Exception"
    last = handler.body[-1]
    raises_on = isinstance(last, ast.Raise) and last.exc is None
    return bool(re.search(r"\b(Base)?Exception\b", named)) and not raises_on


def test_an_unforeseen_exception_ends_in_the_decided_places_only() -> None:
    found = {
        shown(path)
        for path, tree in python_trees()
        if path.relative_to(ROOT).parts[0] in PACKAGES
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and catches_anything(node)
    }
    assert found == CATCHES_ANYTHING


def test_what_is_shipped_uses_the_bundled_sqlite_and_never_the_system_s() -> None:
    """Debian's 3.40 has the WAL reset fault (ARCHITECTURE 13). Types may be taken from the standard library."""
    found = []
    for path, tree in python_trees():
        if path.relative_to(ROOT).parts[0] not in set(PACKAGES) - {"bench"}:
            continue
        for_types = {
            inner
            for node in ast.walk(tree)
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
            for statement in node.body
            for inner in ast.walk(statement)
        }
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if node not in for_types and "sqlite3" in {name.split(".")[0] for name in names}:
                found.append(f"{shown(path)}:{getattr(node, 'lineno', 0)}")
    assert found == []


def test_no_word_that_a_resident_reads_stands_in_qml() -> None:
    quoted = re.compile(r"""["'][^"'\n]*[\u3400-\u9fff][^"'\n]*["']""")
    found = [
        f"{shown(path)}:{number}"
        for path in sources(".qml")
        if path.relative_to(ROOT).parts[0] == "kiosk"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if quoted.search(line.split("//")[0])
    ]
    assert found == []
