"""What a verifier found, the same beside a document, at registering, and on the page that checks a file.

ui.verdict(State.outcome)                             the chip: "valid" "invalid" "undetermined"
ui.verdicts(State.seals)                              list[shapes.Seal]; each opens to all its facts
ui.report(State.outcome, State.seals, State.reasons)  the card beside a page; says so when there is no signature
ui.conclusion(State.outcome, State.told, State.next)  the big word of the page that checks
"""

from typing import Any

import reflex as rx

from voffice_app import words
from voffice_app.shapes import Fact
from voffice_app.ui.blocks import card, facts
from voffice_app.ui.parts import Text, chip, icon
from voffice_app.words import signatures as told

VERDICTS = {
    "valid": ("green", "shield-check"),
    "invalid": ("red", "shield-alert"),
    "undetermined": ("amber", "shield-question-mark"),
}


def verdict(outcome: Text, suffix: Text = "") -> rx.Component:
    """Hợp lệ, Không hợp lệ or Chưa xác định: always the word, its colour and its shield."""
    cases = {key: chip(f"{words.OUTCOME[key]}{suffix}", *look) for key, look in VERDICTS.items()}
    if isinstance(outcome, str):
        return cases[outcome]
    return rx.match(outcome, *cases.items(), cases["undetermined"])


def verdicts(seals: Any, *, opened: bool = False) -> rx.Component:
    """Each signature: who, when, why it holds or does not; then everything a reader may ask."""

    def line(seal: Any) -> rx.Component:
        earlier = rx.el.a(
            icon("history"), "Xem như lúc ký", icon("external-link"), href=seal.as_signed, target="_blank",
            rel="noopener", class_name="button small",
        )  # fmt: skip
        return rx.el.li(
            rx.el.details(
                rx.el.summary(
                    icon(rx.cond(seal.kind == "seal", "stamp", "signature")), rx.el.b(seal.who), verdict(seal.outcome),
                    icon("chevron-down", class_name="icon unfold"),
                    rx.el.span(seal.at, " · ", seal.reason, class_name="below"),
                ),
                facts(seal.facts.to(list[Fact])),
                rx.cond(seal.as_signed != "", earlier, rx.fragment()),
                open=opened,
            ),
        )  # fmt: skip

    return rx.el.ul(rx.foreach(seals, line), class_name="verdicts")


def report(outcome: Any, seals: Any, reasons: Any, absent: Any = True) -> rx.Component:
    """The card beside a page. `absent` False keeps quiet when there is no file to have signatures."""
    listed = rx.el.ul(rx.foreach(reasons, lambda reason: rx.el.li(reason)), class_name="red-text small")
    shown = card(
        "Chữ ký số",
        rx.cond(rx.Var.create(reasons).length() > 0, listed, rx.fragment()),
        verdicts(seals),
        aside=verdict(outcome),
    )
    none = rx.el.div(icon("shield-question-mark"), "Tệp không có chữ ký số", class_name="row muted small")
    return rx.cond(outcome != "", shown, rx.cond(absent, none, rx.fragment()))


def conclusion(outcome: Any, sentence: Any, reasons: Any) -> rx.Component:
    """The big word, why, and what to do now; `outcome` is also "unsigned" or "encrypted"."""

    def said(key: str, tone: str, name: str) -> rx.Component:
        return rx.el.div(
            icon(name),
            rx.el.div(rx.el.b(told.HEADLINE[key], class_name="word"), rx.el.p(sentence), rx.el.p(told.NEXT[key])),
            rx.el.ul(rx.foreach(reasons, lambda reason: rx.el.li(reason))),
            class_name=f"conclusion {tone}",
            role="status",
        )

    looks = VERDICTS | {key: VERDICTS[like] for key, like in told.TONE.items()}
    cases = [(key, said(key, *look)) for key, look in looks.items()]
    return rx.match(outcome, *cases, rx.fragment())
