"""The version that prose calls a product's last one is its record's, and none is newer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.facts.view import Facts
from kb.findings.finding import Finding, Note, Rule, Scope, Severity
from kb.memo import Memo, question
from kb.model.base import Record
from kb.model.vendors import Vendor, VendorEvent
from kb.project import Project
from kb.rules.prose.part import Part, Wrong, looking
from kb.rules.prose.values import VERSION, Stated, named_products, versions
from kb.rules.rule import Check, at, span_of

LAST_RELEASE = Rule(
    "vendors/last-release",
    Scope.RECORD,
    Severity.ERROR,
    "마지막 판이라 적은 것보다 새 판이 그 제품의 사건에 없다.",
    "No release among a product's events is newer than what its record calls the last.",
    "events: [{type: release, text: 2.1.12판을 냈다., …}]",
)
PROSE_VERSION = Rule(
    "prose/version",
    Scope.PAGE,
    Severity.ERROR,
    "글이 마지막 판이라 하는 것은 그 제품의 기록과 같고, 그보다 새것은 없다.",
    "What prose calls a product's last version is its record's, and it names none that is newer.",
    "AlphaML의 마지막 판은 2.1.0이다",
)

_KO, _EN = r"(?:마지막|최신) ?(?:판|버전|릴리스)", r"(?:latest|last) (?:release|version)"
_IS_LAST = {
    "ko": (
        re.compile(rf"{_KO}[은는이가인]\D*?(?:\d+[년월일]\D*?)*?{VERSION}"),
        re.compile(rf"{VERSION}판?[은는이가] \D{{0,20}}{_KO}(?:이|다|으로)"),
    ),
    "en": (
        re.compile(rf"{_EN}\b[^.]*? (?:is|was) [^.\d]*{VERSION}"),
        re.compile(rf"\bthe (?:latest|last)\b[^.;]* (?:is|was) {VERSION}"),
        re.compile(rf"{VERSION}[^,.]{{0,30}} (?:is|was) the {_EN}"),
    ),
}
_BEHIND_NAME = re.compile(rf"(?:[은는이가을를의]|'s|’s)? ?{VERSION}")
_OUT = re.compile(rf"{VERSION}판[을이의]")
_TO_COME = re.compile(r"경우|이르|나오면|reach|\b[Ii]f\b|\b[Oo]nce\b")


def _versions(memo: Memo, part: Part) -> Iterator[Wrong]:
    for vendor, stated in (*_said_to_be_last(memo, part), *_newer(memo, part)):
        what = f"{vendor.product.name}의 마지막 판"
        right = ", ".join(last_versions(memo, vendor.id))
        yield Wrong(stated, what, right, vendor, ("answers", "last-release"))


def _said_to_be_last(memo: Memo, part: Part) -> Iterator[tuple[Vendor, Stated]]:
    is_told = any(versions(part.text))
    forms = (form.search(part.text) for form in _IS_LAST[part.lang] if is_told)
    found = next(filter(None, forms), None)
    vendor = _the_product(memo, part) if found else None
    if found and vendor and found["version"] not in last_versions(memo, vendor.id):
        yield vendor, Stated(*found.span("version"), found["version"])


def _newer(memo: Memo, part: Part) -> Iterator[tuple[Vendor, Stated]]:
    is_told = any(versions(part.text)) and not _TO_COME.search(part.text)
    for name in named_products(memo, part.text) if is_told else ():
        after = _BEHIND_NAME.match(part.text, name.end)
        known = last_versions(memo, name.value) if after else ()
        if after and _is_newer(after["version"], known):
            stated = Stated(*after.span("version"), after["version"])
            yield Facts(memo).vendors[name.value], stated


@question
def last_versions(memo: Memo, id: str) -> tuple[str, ...]:
    """The versions that a vendor's record gives as its last; none where it has no such answer."""
    vendor = Facts(memo).vendors.get(id)
    answer = vendor.answers.get("last-release") if vendor else None
    texts = (answer.text.ko, answer.text.en or "") if answer else ()
    return tuple(dict.fromkeys(stated.value for text in texts for stated in versions(text)))


def _is_newer(version: str, known: tuple[str, ...]) -> bool:
    """Whether a version is newer than all that are known; never where none is."""
    return bool(known) and _number(version) > max(map(_number, known))


def _number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _later_releases(vendor: Vendor) -> list[VendorEvent]:
    """The releases among a vendor's events after the date of its last one."""
    answer = vendor.answers.get("last-release")  # type: ignore[call-overload]
    since = answer.as_of if answer else ""
    return [event for event in vendor.events if event.type == "release" and event.date > since]


def _the_product(memo: Memo, part: Part) -> Vendor | None:
    """The one product with a known last version that a part is about: named, or its page's."""
    folder, _, id = part.page.key.rpartition("/")
    of_page = {id} if folder == "vendors" else set()
    named = {name.value for name in named_products(memo, part.text)} or of_page
    vendor = Facts(memo).vendors.get(*named) if len(named) == 1 else None
    return vendor if vendor and last_versions(memo, vendor.id) else None


def _last_release(project: Project, vendor: Record) -> Iterator[Finding]:
    """A release among a vendor's events that is newer than what its record calls the last."""
    if not isinstance(vendor, Vendor):
        return
    known = last_versions(project.memo, vendor.id)
    for event in _later_releases(vendor):
        if not any(_is_newer(found["version"], known) for found in _OUT.finditer(event.text.ko)):
            continue
        yield at(
            project,
            vendor,
            "answers",
            "last-release",
            rule=LAST_RELEASE,
            message=f"사건에 나온 판이 마지막 판({', '.join(known)})보다 새것입니다.",
            hint="answers의 last-release를 고치십시오.",
            key=True,
            notes=(Note(span_of(project, event), "새 판이 나온 사건"),),
        )


CHECKS = (
    looking(PROSE_VERSION, _versions),
    Check(_last_release, (LAST_RELEASE,)),
)
