"""Collects proof that certificates were not revoked: the installation's own lists first, else their authorities."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from asn1crypto import crl, x509
from pyhanko_certvalidator import CertificateValidator
from pyhanko_certvalidator.authority import AuthorityWithCert
from pyhanko_certvalidator.errors import OCSPFetchError, OCSPValidationError, PathError, RevokedError, ValidationError
from pyhanko_certvalidator.fetchers.common_utils import format_ocsp_request, process_ocsp_response_data

from signing.errors import EvidenceUnavailable, WrongCertificate
from signing.network import PUBLIC_HOSTS, Transport, exchange, reachable
from signing.trust import Trust
from signing.waiting import waited

SMALL_BYTES = 64 * 1024
"""A longer list is not put into every file while the authority answers for the one certificate."""


@dataclass(frozen=True)
class Evidence:
    """Certificates, lists and answers (DER) that together clear a chain."""

    certificates: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()

    def __add__(self, other: "Evidence") -> "Evidence":
        pairs = ((getattr(self, name), getattr(other, name)) for name in ("certificates", "crls", "ocsps"))
        return Evidence(*(tuple(dict.fromkeys((*mine, *more))) for mine, more in pairs))


@dataclass(frozen=True)
class Source:
    """Whom to ask, and for how many seconds each. Answers are judged by the validator, never taken as they come."""

    trust: Callable[[], Trust]
    seconds: float = 20
    hosts: Mapping[str, str] = field(default_factory=lambda: PUBLIC_HOSTS)
    transport: Transport = exchange

    def gather(self, certificate: x509.Certificate, others: list[x509.Certificate]) -> Evidence:
        """Proof for the whole chain as of now.

        Raises EvidenceUnavailable (outage, or unknown issuer), WrongCertificate(reason=revoked).
        """
        trust = self.trust()
        extra = [other.dump() for other in others]
        chain = waited(_chain(certificate, extra, trust))
        found = Evidence(tuple(member.dump() for member in chain))
        for issuer, member in pairwise(chain):
            found += self._word_on(member, issuer, trust)
        waited(_cleared(certificate, extra, found, trust))
        return found

    def _word_on(self, certificate: x509.Certificate, issuer: x509.Certificate, trust: Trust) -> Evidence:
        """The first that there is: a short list of our own, the authority's answer, a long list, the fetched list."""
        own = tuple(der for der in trust.crls if _speaks_of(der, certificate, trust.now))[-1:]
        if own and len(own[0]) <= SMALL_BYTES:
            return Evidence(crls=own)
        answer = self._asked(certificate, issuer)
        if answer is not None:
            return answer
        return Evidence(crls=own) if own else self._fetched(certificate, issuer, trust.now)

    def _fetched(self, certificate: x509.Certificate, issuer: x509.Certificate, now: datetime) -> Evidence:
        for address in reachable(_list_addresses(certificate), self.hosts):
            try:
                found = self.transport(address, None, "", self.seconds)
            except OSError:
                continue
            if _speaks_of(found, certificate, now):
                return Evidence(crls=(found,))
        raise EvidenceUnavailable(reason="no_answer", issuer=issuer.subject.human_friendly)

    def _asked(self, certificate: x509.Certificate, issuer: x509.Certificate) -> Evidence | None:
        """The authority's own answer on this one certificate (OCSP, RFC 6960), None when there is none."""
        question = format_ocsp_request(
            certificate, AuthorityWithCert(issuer), certid_hash_algo="sha1", request_nonces=True
        )
        for address in reachable(certificate.ocsp_urls, self.hosts):
            try:
                answer = self.transport(address, question.dump(), "application/ocsp-request", self.seconds)
                process_ocsp_response_data(answer, ocsp_request=question, ocsp_url=address)
            except (OSError, ValueError, TypeError, OCSPFetchError, OCSPValidationError):
                continue
            return Evidence(ocsps=(answer,))
        return None


def _speaks_of(der: bytes, certificate: x509.Certificate, now: datetime) -> bool:
    """Of this certificate's issuer, and still current."""
    try:
        body = crl.CertificateList.load(der)["tbs_cert_list"]
        until = body["next_update"].native
        return body["issuer"].chosen == certificate.issuer.chosen and (until is None or until >= now)
    except (ValueError, TypeError):
        return False


def _list_addresses(certificate: x509.Certificate) -> list[str]:
    return [point.url for point in certificate.crl_distribution_points if point.url]


async def _chain(certificate: x509.Certificate, extra: list[bytes], trust: Trust) -> list[x509.Certificate]:
    """From the root down."""
    try:
        validator = CertificateValidator(certificate, validation_context=trust.context(trust.now, extra))
        path = await validator.async_validate_path()
    except (PathError, ValidationError):
        raise EvidenceUnavailable(reason="issuer_unknown", issuer=certificate.issuer.human_friendly) from None
    return list(path.iter_certs(include_root=True))


async def _cleared(certificate: x509.Certificate, extra: list[bytes], found: Evidence, trust: Trust) -> None:
    context = trust.context(trust.now, extra, found.crls, found.ocsps, mode="require")
    try:
        await CertificateValidator(certificate, validation_context=context).async_validate_path()
    except RevokedError:
        raise WrongCertificate(reason="revoked") from None
    except (PathError, ValidationError, ValueError):
        raise EvidenceUnavailable(reason="not_convincing", issuer=certificate.issuer.human_friendly) from None
