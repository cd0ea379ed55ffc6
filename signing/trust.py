"""Whom we believe: roots, the certificates between, revocation lists, and as of when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from threading import get_ident

from asn1crypto import crl, x509
from pyhanko.sign.validation.utils import CMSAlgorithmUsagePolicy
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.policy_decl import DisallowWeakAlgorithmsPolicy

# SHA-1 still signs more than half of the government's real files: weak, and said so, but not broken
ALGORITHMS = CMSAlgorithmUsagePolicy.lift_policy(
    DisallowWeakAlgorithmsPolicy(  # type: ignore[no-untyped-call]
        weak_hash_algos=frozenset({"md5", "md2"}), rsa_key_size_threshold=1024
    )
)


@dataclass(frozen=True)
class Trust:
    """All DER. `moment` None means now. `revocation_required` False accepts a chain nobody can check for revocation.

    `government` names the roots (SHA-256) that are the government's own.
    """

    roots: tuple[bytes, ...] = ()
    intermediates: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()
    moment: datetime | None = None
    revocation_required: bool = True
    government: tuple[str, ...] = ()

    @property
    def now(self) -> datetime:
        """The moment that is asked about."""
        return self.moment or datetime.now(UTC)

    def context(
        self,
        moment: datetime,
        extra: Iterable[bytes] = (),
        crls: Iterable[bytes] = (),
        ocsps: Iterable[bytes] = (),
        mode: str = "soft-fail",
    ) -> ValidationContext:
        """A fresh context for one judgement as of `moment`, with these lists only: pyHanko's contexts keep state.

        Nothing is fetched. A list made after `moment` counts: it names what was revoked before, too.
        """
        thread = get_ident()
        return ValidationContext(
            trust_roots=[_certificate(der, thread) for der in self.roots],
            other_certs=[_certificate(der, thread) for der in (*self.intermediates, *extra)],
            crls=[parsed_crl(der, thread) for der in crls],
            ocsps=list(ocsps),
            moment=moment,
            allow_fetching=False,
            revocation_mode=mode,
            retroactive_revinfo=True,
            algorithm_usage_policy=ALGORITHMS,
        )


@lru_cache(maxsize=256)
def _certificate(der: bytes, thread: int) -> x509.Certificate:
    """Parsed once for each thread: asn1crypto parses while it is read, which two threads must not do at once."""
    return x509.Certificate.load(der)


@lru_cache(maxsize=64)
def parsed_crl(der: bytes, thread: int) -> crl.CertificateList:
    """Parsed once for each thread, as certificates are."""
    return crl.CertificateList.load(der)
