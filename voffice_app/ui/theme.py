"""The look in figures: colours, sizes, and what rx.App needs to wear them.

`STYLESHEETS` goes to `rx.App(stylesheets=…)`, `HEAD` to `rx.App(head_components=…)`. No Radix component is used, so
no Radix plugin is needed. Colours live here once: `python -m voffice_app.ui.theme` writes them to
`assets/css/tokens.css`, and a test compares the two and measures their contrast (WCAG 2.2 AA).

Meaning of the colours: red is overdue or a seal and nothing else; blue a signature or work in progress; amber due
soon; green done; violet waiting for somebody else; teal the next act. A colour never stands without its word.
"""

from pathlib import Path

import reflex as rx

LIGHT = {
    "ink": "#17212b",
    "ink-2": "#5b6976",
    "ink-3": "#8a97a3",  # decoration only: too pale for words
    "line": "#e3e8ec",
    "line-2": "#7d8a96",  # the edge of what can be typed in: 3:1
    "ground": "#f6f8f9",
    "surface": "#ffffff",
    "hover": "#f1f5f6",
    "desk": "#e9eef1",  # under the paper in the viewer
    "fill": "#0d7a70",
    "fill-hover": "#0a655d",
    "on-fill": "#ffffff",
    "teal": "#0d7a70",
    "teal-bg": "#e3f3f1",
    "blue": "#2563c9",
    "blue-bg": "#e7effb",
    "amber": "#965500",
    "amber-bg": "#fdf0db",
    "red": "#c22b2b",
    "red-bg": "#fbe8e7",
    "green": "#1d7a3e",
    "green-bg": "#e4f4e9",
    "violet": "#6a4bc4",
    "violet-bg": "#eeeafb",
    "gray": "#4a5763",
    "gray-bg": "#edf1f3",
}

DARK = {
    "ink": "#e8edf1",
    "ink-2": "#a5b2bd",
    "ink-3": "#74828f",
    "line": "#2a353f",
    "line-2": "#7a8894",
    "ground": "#0f151a",
    "surface": "#161e25",
    "hover": "#1d272f",
    "desk": "#0b1014",
    "fill": "#0d7a70",
    "fill-hover": "#0f8075",
    "on-fill": "#ffffff",
    "teal": "#5cc8bb",
    "teal-bg": "#12322f",
    "blue": "#8db6f7",
    "blue-bg": "#172a47",
    "amber": "#f0b558",
    "amber-bg": "#38290f",
    "red": "#f68d86",
    "red-bg": "#3d1c1b",
    "green": "#74cf93",
    "green-bg": "#143022",
    "violet": "#b8a5f5",
    "violet-bg": "#2a2247",
    "gray": "#b4c0ca",
    "gray-bg": "#232d36",
}

SIZES = {
    "font": '"Be Vietnam Pro", "Segoe UI", system-ui, sans-serif',
    "paper-font": '"Tinos", "Times New Roman", serif',
    "radius": "8px",
    "rail": "232px",
    "topbar": "56px",
    "form": "720px",
}

SHEETS = (
    "fonts",
    "tokens",
    "base",
    "frame",
    "bell",
    "rail",
    "news",
    "parts",
    "chips",
    "table",
    "forms",
    "fields",
    "blocks",
)
SHEETS += ("custody", "desk", "detail", "door", "figures", "home", "incoming", "outgoing", "queue", "registers")
SHEETS += ("verdict", "viewer", "work", "comments", "printing", "print")
STYLESHEETS = [f"/css/{name}.css" for name in SHEETS]

HEAD = [
    rx.el.script(src="/fields.js", defer=True),
    rx.el.link(rel="icon", type="image/svg+xml", href="/favicon.svg"),
    rx.el.meta(name="theme-color", content=LIGHT["fill"]),
    rx.el.link(
        rel="preload",
        href="/fonts/be-vietnam-pro/vietnamese-400.woff2",
        custom_attrs={"as": "font", "type": "font/woff2", "crossOrigin": "anonymous"},
    ),
]


def stylesheet() -> str:
    """The text of tokens.css."""
    light = [f"  --{name}: {value};" for name, value in (LIGHT | SIZES).items()]
    dark = [f"  --{name}: {value};" for name, value in DARK.items()]
    note = "/* Written by `python -m voffice_app.ui.theme`. */"
    return "\n".join([note, ":root {", *light, "}", "", ".dark {", *dark, "}", ""])


if __name__ == "__main__":
    Path("assets/css/tokens.css").write_text(stylesheet(), encoding="utf-8")
