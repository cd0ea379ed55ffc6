"""What a person says with an act: cleaned, never empty where it must be said, never a secret."""

from voffice_app.domain.errors import refuse
from voffice_app.domain.folding import clean
from voffice_app.domain.secrecy import Secrecy, refuse_secret


def required(comment: str) -> str:
    """The comment as it is stored. Raises Refused when nothing readable was said."""
    said = clean(comment)
    if not said:
        raise refuse("comment_missing")
    refuse_secret(Secrecy.NONE, said)
    return said
