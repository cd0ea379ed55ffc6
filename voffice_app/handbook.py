"""Prints ``docs/workflows.md`` from the state tables and ``docs/regulation.md`` from the tests' own markers.

python -m voffice_app.handbook        write both; a test fails while they are stale
"""

import ast
import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from voffice_app.domain import incoming, outgoing
from voffice_app.words import INCOMING_STATUS, OUTGOING_STANDING, OUTGOING_STATUS, REASONS, STEP, WHO

ROOT = Path(__file__).resolve().parents[1]
CLAUSES = ROOT / "docs" / "regulation.csv"
TOPS = ("voffice_app", "state", "pages", "dashboards", "signing")
_CITED = re.compile(r"\bQC (?:Chương )?((?:(?:III|\d+)(?:\.\d+)*(?:[–-]\d+(?:\.\d+)*)?(?:, )?)+)")
PRINTED = "<!-- Printed by `python -m voffice_app.handbook`; change the tables and the tests, not this file. -->\n"


def workflows() -> str:
    """Both lives as a diagram and a table, in the words of the screens."""
    at_issue = {state: OUTGOING_STANDING[outgoing.standing(state, True)] for state in outgoing.OutgoingStatus}
    parts = [PRINTED, "# Vòng đời văn bản", ""]
    for title, flow, labels in (
        ("Văn bản đi", outgoing.FLOW, OUTGOING_STATUS),
        ("Văn bản đi, nơi cấp số khi ban hành", outgoing.AT_ISSUE, at_issue),
        ("Văn bản đến", incoming.FLOW, INCOMING_STATUS),
    ):
        parts += [f"## {title}", "", *_diagram(flow, labels), "", *_steps(flow, labels), ""]
    return "\n".join(parts)


def _diagram(flow: Any, labels: dict[str, str]) -> list[str]:
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {state}: {label}" for state, label in labels.items()]
    for step in flow:
        lines += [f"    {source} --> {step.target}: {STEP[step.name]}" for source in step.sources if step.target]
    return [*lines, "```"]


def _steps(flow: Any, labels: dict[str, str]) -> list[str]:
    lines = ["| Bước | Từ | Đến | Ai | Điều kiện | Căn cứ |", "|---|---|---|---|---|---|"]
    for step in flow:
        guards = " ".join(REASONS.get(guard.code, guard.code) for guard in step.guards)
        row = (
            STEP[step.name], ", ".join(labels[source] for source in step.sources),
            labels[step.target] if step.target else "không đổi", WHO[step.who.name],
            f"Nếu không: {guards}" if guards else "", step.cites.replace("ND30:", "NĐ 30/2020 Đ"),
        )  # fmt: skip
        lines.append("| " + " | ".join(row) + " |")
    return lines


def clauses() -> dict[str, str]:
    """Every clause of the regulation and what it demands."""
    with CLAUSES.open(encoding="utf-8", newline="") as table:
        return {row["clause"]: row["demand"] for row in csv.DictReader(table)}


def marked(kind: str) -> dict[str, list[str]]:
    """Clause → tests that carry ``@pytest.mark.<kind>("clause")``, as ``path::name``."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("*.py")):
        where = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                for clause in _marks(node, kind):
                    found[clause].append(f"{where}::{node.name}")
    return dict(found)


def _marks(node: ast.FunctionDef | ast.AsyncFunctionDef, kind: str) -> Iterator[str]:
    for mark in node.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == f"pytest.mark.{kind}":
            yield from (str(argument.value) for argument in mark.args if isinstance(argument, ast.Constant))


def cited() -> dict[str, list[str]]:
    """Clause → files whose text cites it, alone, in a list or in a range."""
    found: dict[str, set[str]] = defaultdict(set)
    for top in TOPS:
        for path in sorted((ROOT / top).rglob("*.py")):
            for listed in _CITED.findall(path.read_text()):
                for part in listed.strip(", ").split(", "):
                    for clause in _expanded(part):
                        found[clause].add(path.relative_to(ROOT).as_posix())
    return {clause: sorted(files) for clause, files in found.items()}


def _expanded(part: str) -> list[str]:
    first, dash, last = part.replace("–", "-").partition("-")
    stem, _, number = first.rpartition(".")
    if not dash:
        return [part]
    return [f"{stem}.{n}" if stem else str(n) for n in range(int(number), int(last.rpartition(".")[2]) + 1)]


def regulation() -> str:
    """Clause → what it demands → where → tests; a clause without a test is open."""
    tests, files, demands = marked("article"), cited(), clauses()
    unknown = set(tests) - set(demands)
    if unknown:
        raise ValueError(f"tests cite clauses the regulation does not have: {sorted(unknown)}")
    proved = [clause for clause in demands if clause in tests]
    open_ones = [clause for clause in demands if clause not in tests]
    lines = [PRINTED, "# Quy chế V-Office: điều khoản → nội dung → nơi thực hiện → kiểm thử", ""]
    lines += [f"Có kiểm thử: {len(proved)}/{len(demands)} khoản. Còn mở: {', '.join(open_ones)}.", ""]
    lines += ["| Điều | Nội dung | Nơi thực hiện | Kiểm thử |", "|---|---|---|---|"]
    for clause, demand in demands.items():
        where = "<br>".join(f"`{path}`" for path in files.get(clause, []))
        proofs = "<br>".join(f"`{test}`" for test in tests.get(clause, [])) or "**còn mở**"
        lines.append(f"| {clause} | {demand} | {where} | {proofs} |")
    lines += ["", "## Pháp luật", "", "| Căn cứ | Kiểm thử |", "|---|---|"]
    for law, proofs_of in sorted(marked("law").items(), key=lambda item: _natural(item[0])):
        lines.append(f"| {law} | " + "<br>".join(f"`{test}`" for test in proofs_of) + " |")
    return "\n".join([*lines, ""])


def _natural(text: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", text)]


def write() -> None:
    for name, text in (("workflows.md", workflows()), ("regulation.md", regulation())):
        (ROOT / "docs" / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
