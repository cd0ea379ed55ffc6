"""Where documents wait for their signatures: one file each, readable by the owner alone, without pickle.

A file is one line of JSON (what each field is, and how long) and behind it the bytes themselves, one after another.
"""

import json
import os
from collections.abc import Collection
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from signing.compose import Prepared
from signing.errors import Stale


class Shelf:
    """Prepared documents under ``folder`` by their nonce; they outlive the process that made them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, prepared: Prepared) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with NamedTemporaryFile(dir=self.folder, prefix=".part-", delete=False) as part:  # made with mode 0600
            part.write(pack(prepared))
        Path(part.name).replace(self._path(prepared.nonce))

    def get(self, nonce: str) -> Prepared:
        """What waits under this nonce. Raises Stale(reason="expired") when it is not here, or not whole."""
        try:
            return unpack(self._path(nonce).read_bytes())
        except (OSError, ValueError, KeyError, TypeError):
            raise Stale(reason="expired") from None

    def drop(self, nonce: str) -> None:
        """It was finished, or nobody may finish it any more. Twice is harmless."""
        self._path(nonce).unlink(missing_ok=True)

    def list_nonces(self) -> list[str]:
        return [path.name for path in self.folder.glob("[!.]*")] if self.folder.is_dir() else []

    def drop_all(self, nonces: Collection[str]) -> None:
        """These, and what was only half written when a server died."""
        for nonce in nonces:
            self.drop(nonce)
        for part in self.folder.glob(".part-*"):
            part.unlink(missing_ok=True)

    def _path(self, nonce: str) -> Path:
        return self.folder / os.path.basename(nonce or "-")


def pack(prepared: Prepared) -> bytes:
    """The document and all that is needed to finish it, as bytes."""
    told: dict[str, Any] = {}
    pieces: list[bytes] = []
    for field in fields(prepared):
        value = getattr(prepared, field.name)
        if isinstance(value, bytes):
            told[field.name], value = {"bytes": len(value)}, (value,)
        elif isinstance(value, tuple):
            told[field.name] = {"list": [len(piece) for piece in value]}
        elif isinstance(value, datetime):
            told[field.name] = {"at": value.isoformat()}
        else:
            told[field.name] = value
        pieces += value if isinstance(value, tuple) else ()
    return b"".join((json.dumps(told).encode(), b"\n", *pieces))


def unpack(packed: bytes) -> Prepared:
    """Raises ValueError, KeyError, TypeError when it is not what :func:`pack` made."""
    at = packed.index(b"\n") + 1
    values: dict[str, Any] = {}
    for name, told in json.loads(packed[:at]).items():
        if not isinstance(told, dict):
            values[name] = told
        elif "at" in told:
            values[name] = datetime.fromisoformat(told["at"])
        else:
            lengths = told["list"] if "list" in told else [told["bytes"]]
            pieces = []
            for length in lengths:
                pieces.append(packed[at : at + length])
                at += length
            values[name] = tuple(pieces) if "list" in told else pieces[0]
    if at != len(packed):
        raise ValueError("cut")
    return Prepared(**values)
