"""The code on a print-out by which it is looked up (NĐ 137/2024/NĐ-CP Đ5)."""

import re
import secrets

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O, U: a code is read off paper and typed."""

_GROUPS, _LENGTH = 3, 4
_READ_AS = str.maketrans("ILO", "110")
_CODE = re.compile(rf"[{LETTERS}]{{{_GROUPS * _LENGTH}}}")


def new_code() -> str:
    """Sixty bits nobody guesses, in groups: ``7K3M-9QXP-04HT``."""
    return _grouped("".join(secrets.choice(LETTERS) for _ in range(_GROUPS * _LENGTH)))


def read_code(typed: str) -> str:
    """The code as it is kept, however it was typed; "" when it cannot be one."""
    plain = re.sub(r"[\s-]", "", typed).upper().translate(_READ_AS)
    return _grouped(plain) if _CODE.fullmatch(plain) else ""


def _grouped(plain: str) -> str:
    return "-".join(plain[start : start + _LENGTH] for start in range(0, len(plain), _LENGTH))
