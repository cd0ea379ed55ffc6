"""The report on the signatures of a file, as cards: on arrival, beside a document, and on the page that checks."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from typing import Any

from signing.belonging import contradictions
from signing.geometry import AGENCY
from signing.verdict import VALID, Verdict
from voffice_app.db.files import DocumentFile, Upload
from voffice_app.shapes import Fact, Seal
from voffice_app.words import FINDING, day, finding, moment
from voffice_app.words import signatures as told


def seals_of(verdict: dict[str, Any] | None, compare: str = "") -> list[Seal]:
    """A card for each signature of a stored report; `compare` is the address that shows the file as signed."""
    return [seal(each, compare) for each in (verdict or {}).get("signatures", [])]


def report_of(file: DocumentFile | Upload | None) -> tuple[list[Seal], str, list[str]]:
    """The cards, the outcome ("" when it has no signatures), and what is wrong with the file as a whole."""
    if file is None or file.verdict is None:
        return [], "", []
    family = "tep" if isinstance(file, DocumentFile) else "tep_moi"
    verdict = file.verdict
    return seals_of(verdict, f"/doi-chieu?{family}={file.id}"), str(verdict["outcome"]), objections_of(verdict)


def objections_of(verdict: dict[str, Any]) -> list[str]:
    """Reasons against the whole file, in words."""
    return [FINDING.get(reason, reason) for reason in verdict.get("reasons", ())]


def differences_of(file: DocumentFile | Upload | None, issuing_body: str, signer_name: str) -> list[str]:
    """What the signatures say otherwise than the document does: another office, another person, or the other order.

    A paper without signatures says nothing; a body or a name that nobody knows yet is not compared.
    """
    if file is None or not (file.verdict or {}).get("signatures"):
        return []
    return [FINDING[code] for code in contradictions(Verdict.from_dict(file.verdict or {}), issuing_body, signer_name)]


def address_of(field: str) -> str:
    """The name of a field as an address carries it."""
    return urlsafe_b64encode(field.encode()).decode("ascii").rstrip("=")


def why_of(verdict: dict[str, Any]) -> list[str]:
    """Everything that speaks against the file, its signatures' reasons among it; each once."""
    doubted = [each for each in verdict.get("signatures", ()) if each["outcome"] != VALID]
    reasons = [FINDING.get(reason, reason) for each in doubted for reason in each["reasons"]]
    return list(dict.fromkeys([*objections_of(verdict), *reasons]))


def field_of(address: str) -> str:
    """The field an address carries; "" when it is none."""
    try:
        return urlsafe_b64decode(address.encode("ascii") + b"==").decode("utf-8")
    except ValueError:
        return ""


def seal(signature: dict[str, Any], compare: str) -> Seal:
    """Reports kept by earlier versions lack the later values: these lines are left out."""
    role = signature.get("role") or signature["field"]
    agency = role == AGENCY or signature["signer"] == signature["organisation"]
    who = signature["signer"] or signature["organisation"] or "Không rõ người ký"
    earlier = compare and signature.get("coverage") == "revision"
    return Seal(
        signature["outcome"], who, _signed_at(signature), finding(signature["reasons"]), "seal" if agency else "sign",
        _facts(signature), f"{compare}&o={address_of(signature['field'])}" if earlier else "",
    )  # fmt: skip


def _signed_at(signature: dict[str, Any]) -> str:
    claimed, proved = (signature.get(name) or "" for name in ("claimed_at", "trusted_at"))
    return told.signed_when(*(moment(datetime.fromisoformat(time)) if time else "" for time in (claimed, proved)))


def _facts(signature: dict[str, Any]) -> list[Fact]:
    get = signature.get
    weak = " (cũ, yếu)" if get("weak") else ""
    pairs = [
        ("Người ký", get("signer")),
        ("Chức danh", get("title")),
        ("Cơ quan", get("organisation")),
        ("Loại", told.DECLARED.get(get("kind_after", ""))),
        ("Nơi cấp", get("issuer")),
        ("Hệ thống", told.ANCHOR.get(get("anchor", ""))),
        ("Số chứng thư", get("serial")),
        ("Hiệu lực", _dates(signature)),
        ("Thời gian ký", _signed_at(signature)),
        ("Chứng thư lúc ký", _standing(signature)),
        ("Toàn vẹn", told.INTEGRITY.get(get("integrity", ""))),
        ("Phần được ký", told.COVERAGE.get(get("coverage", ""))),
        ("Thay đổi về sau", told.CHANGES.get(get("changes_after", ""))),
        ("Mức", told.LEVEL.get(get("level", ""))),
        ("Thuật toán băm", f"{get('digest', '').upper()}{weak}" if get("digest") else ""),
    ]
    return [Fact(label, value) for label, value in pairs if value]


def _standing(signature: dict[str, Any]) -> str:
    if signature.get("integrity") == "unreadable":
        return ""
    revocation = told.REVOCATION.get(signature.get("revocation", ""), "")
    return "; ".join(filter(None, (revocation, told.CHAIN.get(signature.get("chain", ""), ""))))


def _dates(signature: dict[str, Any]) -> str:
    ends = [signature.get(name) for name in ("valid_from", "valid_to")]
    return " – ".join(day(datetime.fromisoformat(end)) for end in ends if end)
