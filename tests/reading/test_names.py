"""Names of files, whoever gave them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voffice_app.reading.names import MAX_LENGTH, extension_of, safe_name


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("Quyết định 226.PDF", "Quyết định 226.pdf"),
        (unicodedata.normalize("NFD", "Kế hoạch.docx"), "Kế hoạch.docx"),
        ("/etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\vt\\bao cao.xlsx", "bao cao.xlsx"),
        ("ban\u202efdp.pdf", "banfdp.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ("  . .pdf", "pdf"),
        ("", "khong-ten"),
        ("..", "khong-ten"),
        ("a" * 400 + ".pdf", "a" * 146 + ".pdf"),
    ],
)
def test_a_name_is_shown_plain_and_short(given_name: str, shown: str) -> None:
    assert safe_name(given_name) == shown


@given(st.text())
def test_whatever_a_name_holds_the_shown_one_is_safe(name: str) -> None:
    shown = safe_name(name)
    assert 0 < len(shown) <= MAX_LENGTH
    assert not set(shown) & set('/\\<>:"|?*')
    assert not [letter for letter in shown if unicodedata.category(letter)[0] == "C"]
    assert safe_name(shown) == shown
    assert not shown.startswith(".")


@pytest.mark.parametrize(("name", "extension"), [("a.pdf", "pdf"), ("a.tar.ZIP", "zip"), ("pdf", ""), ("a.", "")])
def test_the_extension_is_what_follows_the_last_dot(name: str, extension: str) -> None:
    assert extension_of(name) == extension
