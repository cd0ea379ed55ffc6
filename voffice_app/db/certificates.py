"""Register of certificates and of the images they are shown with (QC 4, 6.5)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint
from sqlmodel import Field, Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from voffice_app.db.base import EnumText, UtcDateTime, one_of


class CertificateKind(StrEnum):
    PERSONAL = "personal"
    AGENCY = "agency"


class KeyHome(StrEnum):
    """Where the key lives: a token in this server, the demonstration key of a machine without one, or a token on
    the person's own PC, reached through the desk agent or through the government's local program."""

    TOKEN = "token"  # noqa: S105 - a place, not a secret
    DEMONSTRATION = "demonstration"
    DESK = "desk"
    PLUGIN = "plugin"


class CertificateStatus(StrEnum):
    ACTIVE = "active"
    REVOKED = "revoked"
    LOST = "lost"
    REPLACED = "replaced"


class ImageKind(StrEnum):
    SIGNATURE = "signature"
    INITIAL = "initial"
    SEAL = "seal"


class Certificate(SQLModel, table=True):
    """A certificate and whose it is; who keeps a unit's is read off its record (`db/custody.py`).

    ``status`` is what the last act of that record left.
    """

    __table_args__ = (
        one_of("kind", CertificateKind),
        one_of("home", KeyHome),
        one_of("status", CertificateStatus),
        CheckConstraint("kind <> 'personal' OR account_id IS NOT NULL", name="personal_has_person"),
    )

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    kind: CertificateKind = Field(sa_type=EnumText(CertificateKind))
    home: KeyHome = Field(sa_type=EnumText(KeyHome))
    status: CertificateStatus = Field(default=CertificateStatus.ACTIVE, sa_type=EnumText(CertificateStatus))
    subject: str = Field(max_length=300)
    issuer: str = Field(max_length=300)
    serial: str = Field(max_length=60)
    sha256: str = Field(max_length=64, unique=True)
    der: bytes
    chain_der: bytes = b""
    valid_from: datetime = Field(sa_type=UtcDateTime)
    valid_to: datetime = Field(sa_type=UtcDateTime)
    token_label: str = Field(default="", max_length=60)
    key_label: str = Field(default="", max_length=60)
    token_serial: str = Field(default="", max_length=60)


class SignatureImage(SQLModel, table=True):
    """A cleaned PNG: blue signature or initial of a person, red seal of a unit with its true size."""

    __tablename__ = "signature_image"
    __table_args__ = (one_of("kind", ImageKind),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    kind: ImageKind = Field(sa_type=EnumText(ImageKind))
    sha256: str = Field(max_length=64)
    width_mm: float
    height_mm: float
    added_at: datetime = Field(sa_type=UtcDateTime)


def find_personal(session: Session, account_id: int, unit_id: int, now: datetime) -> Certificate | None:
    """The person's certificate for this unit, active and within its dates; the newest one."""
    return session.exec(_active(now).where(
        Certificate.kind == CertificateKind.PERSONAL,
        Certificate.account_id == account_id, Certificate.unit_id == unit_id,
    )).first()  # fmt: skip


def list_agency(session: Session, unit_id: int, now: datetime) -> list[Certificate]:
    """The unit's own certificates, active and within their dates; the newest first."""
    query = _active(now).where(Certificate.kind == CertificateKind.AGENCY, Certificate.unit_id == unit_id)
    return list(session.exec(query).all())


def _active(now: datetime) -> SelectOfScalar[Certificate]:
    return (
        select(Certificate)
        .where(
            Certificate.status == CertificateStatus.ACTIVE,
            Certificate.valid_from <= now,
            Certificate.valid_to > now,
        )
        .order_by(col(Certificate.id).desc())
    )


def list_personal_sha256(session: Session, account_id: int, unit_id: int) -> list[str]:
    """Fingerprints of every certificate the person ever had for this unit."""
    return list(
        session.exec(
            select(Certificate.sha256).where(
                Certificate.kind == CertificateKind.PERSONAL,
                Certificate.account_id == account_id,
                Certificate.unit_id == unit_id,
            )
        ).all()
    )


def find_image(session: Session, kind: ImageKind, unit_id: int, account_id: int | None = None) -> SignatureImage | None:
    """The newest image of this kind: of the person in the unit, or of the unit itself (seal)."""
    query = select(SignatureImage).where(SignatureImage.kind == kind, SignatureImage.unit_id == unit_id)
    if kind is not ImageKind.SEAL:
        query = query.where(SignatureImage.account_id == account_id)
    return session.exec(query.order_by(col(SignatureImage.id).desc())).first()


def fingerprint_taken(session: Session, sha256: str) -> bool:
    return session.exec(select(Certificate.id).where(Certificate.sha256 == sha256)).first() is not None


def list_certificates(session: Session) -> list[Certificate]:
    return list(session.exec(select(Certificate).order_by(col(Certificate.unit_id), col(Certificate.id))).all())
