"""The first signature on a paper that has no form yet, a scan for instance: its form may hold signatures only."""

from collections.abc import Iterable, Iterator

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import IndirectObject
from pyhanko.pdf_utils.reader import HistoricalResolver, RawPdfPath
from pyhanko.sign.diff_analysis import (
    FieldComparisonContext,
    FormUpdatingRule,
    ModificationLevel,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
)
from pyhanko.sign.diff_analysis.form_rules_api import FormUpdate, _list_fields

from signing.rules import STRICT

_KEYS = {"/Fields", "/SigFlags", "/DR", "/DA", "/Type"}
"""What a form of signatures consists of; anything else could change what is read (``/XFA``, ``/NeedAppearances``)."""
_FIELDS = RawPdfPath("/Root", "/AcroForm", "/Fields")


class FirstFormRule(FormUpdatingRule):
    """As pyHanko's, which knows only forms that were there before; a new one is measured against an empty one."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[tuple[ModificationLevel, FormUpdate]]:
        if "/AcroForm" in old.root or "/AcroForm" not in new.root:
            return super().apply(old, new)
        return self._first(old, new, new.root["/AcroForm"])

    def _first(
        self, old: HistoricalResolver, new: HistoricalResolver, form: generic.DictionaryObject
    ) -> Iterator[tuple[ModificationLevel, FormUpdate]]:
        if set(form) - _KEYS:
            raise SuspiciousModification("a form of more than signatures")
        held = [new.root.raw_get("/AcroForm"), form.raw_get("/Fields")]
        refs = {item.reference for item in held if isinstance(item, IndirectObject)}
        if "/DR" in form:
            refs |= set(new.collect_dependencies(form.raw_get("/DR"), since_revision=old.revision + 1))
        yield from ((ModificationLevel.FORM_FILLING, FormUpdate(updated_ref=ref, field_name=None)) for ref in refs)
        specs = dict(_list_fields(generic.ArrayObject(), form["/Fields"], old_path=_FIELDS))
        context = FieldComparisonContext(field_specs=specs, old=old, new=new)
        for rule in self.field_rules:
            yield from rule.apply(context)


STRICT_FROM_NOTHING = StandardDiffPolicy(
    global_rules=STRICT.global_rules,
    form_rule=FirstFormRule(
        field_rules=[SigFieldCreationRule(), SigFieldModificationRule()]  # type: ignore[no-untyped-call]
    ),
)
"""The verifier's strict policy, for what lies between an unsigned file and its first signature."""
