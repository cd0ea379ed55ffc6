"""A form the browser itself posts: log-in, log-out, changing the position. Cookies can be set only this way.

ui.native_form(ui.text_field("account", "Tài khoản"), ui.button("Đăng nhập", submit=True), action="/auth/login")
"""

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML


class NativeForm(BaseHTML):
    """`rx.el.form` always prevents the browser's own posting; this one does not."""

    tag = "form"

    action: rx.Var[str]
    method: rx.Var[str]


def native_form(*children: Any, action: str, **props: Any) -> rx.Component:
    """POSTs its named fields to `action`. The strict cookie and the origin guard keep foreign pages out."""
    return NativeForm.create(*children, action=action, method="post", **props)
