"""The printed papers are as new as the tables and tests they are printed from, and every citation exists."""

import re
from pathlib import Path
from typing import Any

import pytest

from voffice_app import handbook
from voffice_app.domain import incoming, outgoing
from voffice_app.words import INCOMING_STATUS, OUTGOING_STATUS, STEP, WHO

DECREE_30_ARTICLES = 38
STALE = "stale: run  .venv/bin/python -m voffice_app.handbook"


@pytest.mark.parametrize("name", ["workflows", "regulation"])
def test_the_printed_paper_is_not_stale(name: str) -> None:
    printed = handbook.ROOT / "docs" / f"{name}.md"
    assert printed.read_text(encoding="utf-8") == getattr(handbook, name)(), STALE


def citations() -> list[tuple[str, str]]:
    return [
        (step.name, part) for flow in (outgoing.FLOW, incoming.FLOW) for step in flow for part in step.cites.split("; ")
    ]


@pytest.mark.parametrize(("step", "citation"), citations())
def test_every_step_cites_an_article_that_exists(step: str, citation: str) -> None:
    clause, article = re.match(r"QC (.+)", citation), re.match(r"ND30:(\d+)$", citation)
    assert clause or article, f"{step} cites {citation}"
    if clause:
        assert clause.group(1) in handbook.clauses()
    if article:
        assert 1 <= int(article.group(1)) <= DECREE_30_ARTICLES


def test_every_clause_that_a_file_cites_is_in_the_regulation() -> None:
    known = set(handbook.clauses())
    whole = {clause.rpartition(".")[0] for clause in known} | {c.split(".")[0] for c in known}
    unknown = {c: files for c, files in handbook.cited().items() if c not in known and c not in whole}
    assert unknown == {}


def test_every_state_step_and_person_of_the_tables_has_its_words() -> None:
    for flow, labels, status in (
        (outgoing.FLOW, OUTGOING_STATUS, outgoing.OutgoingStatus),
        (incoming.FLOW, INCOMING_STATUS, incoming.IncomingStatus),
    ):
        assert set(labels) == set(status)
        assert {step.name for step in flow} <= set(STEP)
        assert {step.who.name for step in flow} <= set(WHO)


def test_a_mark_for_a_clause_that_does_not_exist_is_refused(tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_x.py").write_text('@pytest.mark.article("99.9")\ndef test_x() -> None: ...\n')
    monkeypatch.setattr(handbook, "ROOT", tmp_path)
    with pytest.raises(ValueError, match=r"99\.9"):
        handbook.regulation()


def test_citations_are_read_one_by_one_in_lists_and_in_ranges(tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "signing").mkdir()
    (tmp_path / "signing" / "a.py").write_text('"""(QC 6.2, 7.2.1, 8.2–8.4; ND30 Đ11)."""')
    monkeypatch.setattr(handbook, "ROOT", tmp_path)
    assert set(handbook.cited()) == {"6.2", "7.2.1", "8.2", "8.3", "8.4"}
