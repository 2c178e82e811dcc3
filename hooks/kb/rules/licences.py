"""Licences are named as SPDX names them."""

from __future__ import annotations

from collections.abc import Iterator

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.licenses._spdx import LICENSES  # has no public name; the lock keeps it as it is

from kb.findings.finding import Finding, Scope
from kb.korean.wording import suggestion
from kb.model.base import Record
from kb.model.vendors import Vendor
from kb.project import Project
from kb.rules.misfits import PATTERN
from kb.rules.rule import Check, at

PROPRIETARY = "proprietary"
"""What stands for terms of use that are no published licence."""


def _licence(project: Project, record: Record) -> Iterator[Finding]:
    """A licence that SPDX does not have, or spells differently."""
    if not isinstance(record, Vendor) or record.licence is None:
        return
    id = record.licence.spdx
    right = _right(id)
    if id != right:
        yield at(
            project,
            record,
            "licence",
            "id",
            rule=PATTERN,
            message=f"'{id}'은(는) SPDX에 없는 라이선스입니다.",
            hint=f"SPDX 식별자를 쓰십시오: {right}."
            if right
            else f"SPDX 식별자(보기: Apache-2.0)나 {PROPRIETARY}, 목록에 없으면 LicenseRef-이름을 쓰십시오."
            f"{suggestion(id, _known())}",
            mend=(id, right) if right else None,
        )


def _right(id: str) -> str:
    """A licence as it has to be spelt; nothing where it is not known."""
    by_letters = {_letters(known): known for known in _known()}
    if found := by_letters.get(_letters(id)):
        return found
    try:
        return str(canonicalize_license_expression(id))
    except InvalidLicenseExpression:
        return ""


def _known() -> list[str]:
    return [PROPRIETARY, "NOASSERTION", *(licence["id"] for licence in LICENSES.values())]


def _letters(id: str) -> str:
    return "".join(filter(str.isalnum, id)).lower()


CHECKS = (Check(_licence, (PATTERN,), Scope.RECORD),)
