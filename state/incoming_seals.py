"""The verdict on the signatures of a file that arrived, in words."""

from datetime import datetime
from typing import Any

from signing.geometry import AGENCY
from voffice_app.db.files import DocumentFile
from voffice_app.shapes import Seal
from voffice_app.words import finding, moment


def seals(file: DocumentFile | None) -> list[Seal]:
    """The verdict on each signature of the file shown."""
    return seals_of((file.verdict or {}) if file else {})


def seals_of(verdict: dict[str, Any]) -> list[Seal]:
    """The same of a stored report."""
    return [_seal(each) for each in verdict.get("signatures", [])]


def _seal(signature: dict[str, Any]) -> Seal:
    agency = signature["field"] == AGENCY or signature["signer"] == signature["organisation"]
    who = signature["signer"] or signature["organisation"] or "Không rõ người ký"
    written = signature.get("trusted_at") or signature.get("claimed_at")
    at = moment(datetime.fromisoformat(written)) if written else "không rõ giờ ký"
    return Seal(signature["outcome"], who, at, finding(signature["reasons"]), "seal" if agency else "sign")


def outcome(file: DocumentFile | None) -> str:
    return str((file.verdict or {}).get("outcome", "")) if file else ""
