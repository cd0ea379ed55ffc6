"""Certificates, revocation lists and OCSP answers from a person's folders, in DER or PEM."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from asn1crypto import core, crl, ocsp, pem, x509

from signing.trust import Trust

_ANSWERS = (crl.CertificateList, ocsp.OCSPResponse)


def with_folders(trust: Trust, trusted: Iterable[Path], lists: Iterable[Path]) -> tuple[Trust, tuple[str, ...]]:
    """The trust with what these folders (or single files) hold, and the names of files that hold nothing of the kind.

    A certificate that signed itself is a root; any other stands between. Lists lying beside them are read too; but a
    certificate among the lists is believed by nobody. Raises OSError for what is not there.
    """
    skipped: list[str] = []
    told = [each for path in trusted for each in _read(path, (x509.Certificate, *_ANSWERS), skipped)]
    certificates = [each for each in told if isinstance(each, x509.Certificate)]
    answers = [each for each in told if isinstance(each, _ANSWERS)]
    answers += [each for path in lists for each in _read(path, _ANSWERS, skipped)]
    return replace(
        trust,
        roots=(*trust.roots, *_der(each for each in certificates if each.self_issued)),
        intermediates=(*trust.intermediates, *_der(each for each in certificates if not each.self_issued)),
        crls=(*trust.crls, *_der(each for each in answers if isinstance(each, crl.CertificateList))),
        ocsps=(*trust.ocsps, *_der(each for each in answers if isinstance(each, ocsp.OCSPResponse))),
    ), tuple(skipped)


def _der(found: Iterable[Any]) -> tuple[bytes, ...]:
    return tuple(dict.fromkeys(each.dump() for each in found))


def _read(path: Path, kinds: tuple[type[core.Sequence], ...], skipped: list[str]) -> list[Any]:
    files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
    found = []
    for file in files:
        held = _parsed(file.read_bytes(), kinds)
        found += held
        skipped += [] if held else [file.name]
    return found


def _parsed(content: bytes, kinds: tuple[type[core.Sequence], ...]) -> list[Any]:
    try:
        pieces = [der for _, _, der in pem.unarmor(content, multiple=True)] if pem.detect(content) else [content]
    except ValueError:
        return []
    return [parsed for der in pieces for kind in kinds if (parsed := _as(kind, der)) is not None]


def _as(kind: type[core.Sequence], der: bytes) -> Any:
    """The DER as this kind, when it is one: it has that kind's parts and nothing behind them."""
    try:
        parsed = kind.load(der, strict=True)
        if kind is x509.Certificate:
            return parsed if parsed.public_key.dump() and parsed.issuer.native else None
        return parsed if _is_answer(parsed) else None
    except (ValueError, TypeError, KeyError):
        return None


def _is_answer(parsed: Any) -> bool:
    if isinstance(parsed, ocsp.OCSPResponse):
        return bool(parsed["response_status"].native == "successful")
    return bool(parsed["tbs_cert_list"]["this_update"].native and parsed.issuer.native)
