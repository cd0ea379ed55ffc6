"""The kit every page is made of. `from voffice_app import ui`; each module's docstring shows how its parts are used.

    layout.py   Frame shell bare                       parts.py   icon link file_link text_link button icon_button
    table.py    table column reference abstract                   chip due tabs crumbs page_title
                two_lines pager                        status.py  status_chip urgency_chip STEP_ICON
    blocks.py   card facts timeline notice refusals    forms.py   form fields lines field text_field area_field
                empty dialog split                                date_field select_field check_field choice_field
                detail_bar walk                        picker.py  picker
    figures.py  stats stat bars progress               files.py   file_drop PDF OFFICE_FILES
    native.py   native_form                            viewer.py  page_viewer
    desk_agent.py     desk_sign desk_device desk_certificates
    certificates.py   certificate_file                     plugin.py  plugin_sign
    signing_panel.py  signing_panel batch_panel            ticker.py  ticker
    theme.py    STYLESHEETS HEAD LIGHT DARK            pin.py     pin_form      whenever.py  whenever

Rows that the state fills are in `voffice_app/shapes.py`, words in `voffice_app/words/`. Addresses given to `href` are
built from ids. No Radix component, no server-sent script: the strict CSP holds.
"""

from voffice_app.ui.blocks import (
    card,
    detail_bar,
    dialog,
    empty,
    facts,
    notice,
    refusals,
    split,
    timeline,
    walk,
)
from voffice_app.ui.certificates import certificate_file
from voffice_app.ui.desk_agent import desk_certificates, desk_device, desk_sign
from voffice_app.ui.figures import bars, progress, stat, stats
from voffice_app.ui.files import OFFICE_FILES, PDF, file_drop
from voffice_app.ui.forms import (
    area_field,
    check_field,
    choice_field,
    date_field,
    field,
    fields,
    form,
    lines,
    select_field,
    text_field,
)
from voffice_app.ui.go_to import go_to
from voffice_app.ui.layout import Frame, bare, shell
from voffice_app.ui.native import native_form
from voffice_app.ui.parts import (
    button,
    chip,
    crumbs,
    due,
    file_link,
    icon,
    icon_button,
    link,
    page_title,
    tabs,
    text_link,
)
from voffice_app.ui.picker import picker
from voffice_app.ui.pin import pin_form
from voffice_app.ui.plugin import plugin_sign
from voffice_app.ui.signing_panel import batch_panel, beside_panel, signing_panel
from voffice_app.ui.status import STEP_ICON, status_chip, urgency_chip
from voffice_app.ui.table import abstract, column, pager, reference, table, two_lines
from voffice_app.ui.ticker import ticker
from voffice_app.ui.verdict import conclusion, report, verdict, verdicts
from voffice_app.ui.viewer import page_viewer
from voffice_app.ui.whenever import whenever

__all__ = [
    "OFFICE_FILES", "PDF", "STEP_ICON", "Frame", "abstract", "area_field", "bare", "bars", "batch_panel",
    "beside_panel", "button", "card",
    "certificate_file", "check_field", "chip", "choice_field", "column", "conclusion", "crumbs", "date_field",
    "desk_certificates", "desk_device", "desk_sign", "detail_bar", "dialog", "due", "empty", "facts", "field",
    "fields", "file_drop", "file_link", "form", "go_to", "icon", "icon_button", "lines", "link", "native_form",
    "notice", "page_title", "page_viewer", "pager", "picker", "pin_form", "plugin_sign", "progress", "reference",
    "refusals", "report", "select_field", "shell", "signing_panel", "split", "stat", "stats", "status_chip", "table",
    "tabs", "text_field", "text_link", "ticker", "timeline", "two_lines", "urgency_chip", "verdict", "verdicts",
    "walk", "whenever",
]  # fmt: skip
