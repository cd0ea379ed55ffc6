"""Every Vietnamese label and sentence, and how dates and numbers are written. Standard library only.

    words.OUTGOING_STATUS["numbered"]        labels.py     ROLE_OFFICE ROLE_SCHOOL UNIT_KIND LEVEL INCOMING_STATUS
                                                           OUTGOING_STATUS OUTGOING_STANDING DELIVERY URGENCY
                                                           SOURCE ASSIGNMENT DAY_KIND OUTCOME STEP DONE WHO
    words.sentence(code, facts)              refusals.py   sentences(refused.reasons)
    words.finding(reasons)                   verdicts.py   why a signature holds or does not
    words.day(d) weekday(d) clock(t)         writing.py    moment(t, today) number(x, digits) count(n)
    words.due(due_on, today, done=…)                       -> (text, tone) for ui.due

Names of the document types live in `domain/numbering.py`.
"""

from voffice_app.words.labels import (
    ASSIGNMENT,
    CERTIFICATE_KIND,
    CERTIFICATE_STATUS,
    CUSTODY,
    DAY_KIND,
    DELIVERY,
    DONE,
    IMAGE_KIND,
    INCOMING_STATUS,
    KEY_HOME,
    LEVEL,
    OUTCOME,
    OUTGOING_AT_ISSUE,
    OUTGOING_STANDING,
    OUTGOING_STATUS,
    PARAMETER,
    ROLE,
    ROLE_OFFICE,
    ROLE_SCHOOL,
    SOURCE,
    STEP,
    UNIT_KIND,
    URGENCY,
    WHO,
)
from voffice_app.words.refusals import REASONS, sentence, sentences
from voffice_app.words.verdicts import FINDING, finding
from voffice_app.words.writing import VIETNAM, clock, count, day, due, moment, number, weekday

__all__ = [
    "ASSIGNMENT",
    "CERTIFICATE_KIND",
    "CERTIFICATE_STATUS",
    "CUSTODY",
    "DAY_KIND",
    "DELIVERY",
    "DONE",
    "FINDING",
    "IMAGE_KIND",
    "INCOMING_STATUS",
    "KEY_HOME",
    "LEVEL",
    "OUTCOME",
    "OUTGOING_AT_ISSUE",
    "OUTGOING_STANDING",
    "OUTGOING_STATUS",
    "PARAMETER", "REASONS",
    "ROLE",
    "ROLE_OFFICE",
    "ROLE_SCHOOL",
    "SOURCE",
    "STEP",
    "UNIT_KIND",
    "URGENCY",
    "VIETNAM",
    "WHO",
    "clock",
    "count",
    "day",
    "due",
    "finding",
    "moment",
    "number",
    "sentence",
    "sentences",
    "weekday",
]  # fmt: skip
