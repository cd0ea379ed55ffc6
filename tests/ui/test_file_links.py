"""A file is fetched by the browser: the pages' own router knows no address under /api/, and says so instead."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from voffice_app import ui

ROOT = Path(__file__).parents[2]
FOLDERS = ("pages", "dashboards", "voffice_app/ui")
LETTER = "mail_to"
"""The one address that is neither a page nor a file: it opens the mail programme."""


def calls(source: str) -> Iterator[tuple[str, str, bool]]:
    """Every call with an address: its name, the address as written, whether it names where it opens."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            given = {word.arg: word.value for word in node.keywords if word.arg}
            if "href" in given:
                yield ast.unparse(node.func), ast.unparse(given["href"]), "target" in given


def astray(source: str) -> list[str]:
    """Links that the router would take although they lead to no page of ours."""
    found = []
    for name, address, target in calls(source):
        bare = name == "rx.el.a" and not target and LETTER not in address and not address.startswith(("'#", '"#'))
        routed = name != "ui.file_link" and name != "rx.el.a" and "/api/" in address
        if bare or routed:
            found.append(f"{name}({address})")
    return found


def test_every_link_to_a_file_is_the_browsers_own() -> None:
    files = [path for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.py"))]
    assert len(files) > 100
    wrong = {str(path.relative_to(ROOT)): found for path in files if (found := astray(path.read_text()))}
    assert wrong == {}


@pytest.mark.parametrize(
    "line",
    [
        'rx.el.a("Tải về", href=row.href)', 'ui.button("Tải về", href=f"/api/files/{row.id}")',
        'ui.link("Tải về", href="/api/files/" + row.id)',
    ],
)  # fmt: skip
def test_a_link_the_router_would_take_is_found(line: str) -> None:
    assert len(astray(line)) == 1


@pytest.mark.parametrize(
    "line", ['ui.file_link("Tải về", href=row.href)', 'rx.el.a("Thư", href=S.mail_to)', 'ui.link("Mở", href=row.href)']
)
def test_a_link_in_its_place_is_left_alone(line: str) -> None:
    assert astray(line) == []


def test_a_file_link_says_where_it_opens() -> None:
    assert 'target:"_blank"' in str(ui.file_link("Tải về", href="/api/files/7").render()["props"])
