"""A translation has the sections of its Korean, and each what no translation changes.

All of it is told at the translation and stops nobody: who edits the Korean need not wait for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.findings.finding import Finding, Rule, Scope, Severity
from kb.memo import Memo
from kb.project import Project
from kb.read import META, Page, Section
from kb.read.lines import Source
from kb.rules.calls import failures
from kb.rules.headings import has_wrong_levels
from kb.rules.links import dead_links
from kb.rules.rule import Check, on
from kb.rules.translation import REMOVED
from kb.text import SOURCE_LANG
from kb.translation.parity import Difference, DifferenceKind, bare, differences
from kb.translation.state import part_states
from kb.translation.status import Status, argument, is_kept, kept_parts, pins_of, renamed

EXTRA = Rule(
    "translation/extra",
    Scope.PAIR,
    Severity.WARNING,
    "옮긴 글에만 있는 절, 지시어, 링크, 그림은 없다.",
    "A translation has no section, call, link or picture of its own.",
    "## More {#more}",
)
LACKING = Rule(
    "translation/lacking",
    Scope.PAIR,
    Severity.WARNING,
    "한국어 절의 지시어, 링크, 그림은 옮긴 글에도 있다.",
    "The calls, links and pictures of a Korean section are in its translation, too.",
    "The market is large.",
)
UNLIKE = Rule(
    "translation/shape",
    Scope.PAIR,
    Severity.WARNING,
    "절의 차례와 단계, 표의 행과 열, 목록의 항목 수, 코드는 한국어와 같다.",
    "Order and levels of sections, rows and columns, items of lists and code are those of the Korean.",
    "| Year | Amount |",
)

_NAMES = {
    DifferenceKind.CALL: "지시어",
    DifferenceKind.LINK: "링크",
    DifferenceKind.PICTURE: "그림",
    DifferenceKind.TABLE: "표",
}


def _sections(project: Project, korean: Page | None, english: Page | None) -> Iterator[Finding]:
    """Sections that the Korean does not have, or no longer, or under another id."""
    if korean is None or english is None or is_kept(korean) or _is_nameless(korean):
        return
    today = {old: new for new, old in renamed(korean, english).items()}
    kept = kept_parts(korean)
    for section in english.sections:
        if section.id in today:
            yield _renamed(english, section, today[section.id])
        elif section.id in kept:
            yield _needless(english, section)
        elif korean.section(section.id) is None:
            is_old = section.id in pins_of(english)
            yield _removed(english, section) if is_old else _own(english, section)


def _is_nameless(korean: Page) -> bool:
    """Whether a heading lacks its id, so that it cannot be said which section is which."""
    return not all(heading.id for heading in korean.headings)


def _renamed(english: Page, section: Section, new: str) -> Finding:
    heading = english.body[section.start : section.end - len(section.text)]
    column = heading.find(f"#{section.id}") + 2
    return on(
        english,
        section.line,
        column,
        rule=REMOVED,
        message=f"한국어에서 절 '{section.id}'의 식별자가 '{new}'(으)로 바뀌었습니다.",
        hint=f"여기서도 {{#{new}}}로 고치십시오.",
        length=len(section.id),
        mend=(section.id, new),
    )


def _needless(english: Page, section: Section) -> Finding:
    return on(
        english,
        section.line,
        rule=REMOVED,
        message=f"한국어에서 옮기지 않는 절(translate=no)이라고 한 '{section.id}'을(를) 옮긴 글입니다.",
        hint="여기서 지우십시오. 독자는 한국어를 봅니다.",
    )


def _removed(english: Page, section: Section) -> Finding:
    return on(
        english,
        section.line,
        rule=REMOVED,
        message=f"한국어에서 절 '{section.id}'이(가) 없어졌거나 식별자가 바뀌었습니다.",
        hint="여기서도 지우거나 식별자를 맞춘 뒤: make translate "
        f"PAGE={argument(english.key)} DONE=1",
    )


def _own(english: Page, section: Section) -> Finding:
    return on(
        english,
        section.line,
        rule=EXTRA,
        message=f"절 '{section.id}'이(가) 한국어 원문에 없습니다.",
        hint="한국어에 먼저 더하거나 여기서 지우십시오.",
    )


def _order(project: Project, korean: Page | None, english: Page | None) -> Iterator[Finding]:
    """The first section that stands elsewhere than in the Korean."""
    if korean is None or english is None or _is_nameless(korean):
        return
    there = [section.id for section in korean.sections if english.section(section.id)]
    here = [section for section in english.sections if section.id in there]
    for id, section in zip(there, here, strict=False):
        if id != section.id:
            yield on(
                english,
                section.line,
                rule=UNLIKE,
                message=f"절의 차례가 한국어와 다릅니다. 여기에 와야 할 절은 '{id}'입니다.",
                hint="절을 제목까지 통째로 옮기십시오.",
            )
            return


def _parity(project: Project, korean: Page | None, english: Page | None) -> Iterator[Finding]:
    """What differs within sections that translate the Korean of today."""
    if korean is None or english is None:
        return
    memo = project.memo
    dead = dead_links(memo, korean.key, SOURCE_LANG)
    spoilt = spoilt_parts(memo, korean)
    spoilt |= _holding(korean, [link.start for link in korean.links if link.target in dead])
    told = _wrong(memo, english)
    for state in part_states(memo, korean.key):
        there, here = korean.section(state.id), english.section(state.id)
        if state.status is not Status.FRESH or state.id in spoilt or not there or not here:
            continue
        for difference in differences(korean, there, english, here):
            is_told = difference.english in told or (
                difference.kind is DifferenceKind.LEVEL and has_wrong_levels(korean)
            )
            if not is_told:
                yield _finding(english, difference)


def spoilt_parts(memo: Memo, korean: Page) -> set[str]:
    """Parts of a Korean page whose text will be another when their mistakes are mended."""
    failed = failures(memo, korean.key, SOURCE_LANG)
    wrong = {failure.expression for failure in failed}
    starts = [call.start for call in korean.calls if call.expr in wrong]
    starts += [heading.start for heading in korean.headings if not heading.id]
    source = Source.of(korean.body)
    starts += [source.starts[left.line - korean.body_line] for left in korean.leftovers]
    is_named = all(str(korean.meta.get(name) or "").strip() for name in ("title", "description"))
    is_whole = is_named and not any(failure.name for failure in failed)
    return _holding(korean, starts) | (set() if is_whole else {META})


def _holding(korean: Page, starts: list[int]) -> set[str]:
    """The sections that these places of a body are in."""
    return {s.id for s in korean.sections if any(s.start <= at < s.end for at in starts)}


def _wrong(memo: Memo, page: Page) -> set[str]:
    """The calls and links of a page that are told of as such."""
    failed = failures(memo, page.key, page.lang)
    return {bare(failure.expression) for failure in failed} | dead_links(memo, page.key, page.lang)


def _finding(english: Page, found: Difference) -> Finding:
    rule, message, hint = _said(found)
    is_certain = found.kind in (DifferenceKind.LINK, DifferenceKind.PICTURE, DifferenceKind.LEVEL)
    return on(
        english,
        found.line,
        found.column,
        rule=rule,
        message=message,
        hint=hint,
        mend=(found.english, found.korean)
        if is_certain and found.english and found.korean
        else None,
    )


def _said(found: Difference) -> tuple[Rule, str, str]:
    """The rule, the message and the hint of a difference."""
    there, here = found.korean, found.english
    match found.kind:
        case DifferenceKind.CALL | DifferenceKind.LINK | DifferenceKind.PICTURE:
            return _unlike(_NAMES[found.kind], there, here)
        case DifferenceKind.LEVEL:
            message = f"제목의 단계가 한국어와 다릅니다: 한국어 '{there}', 여기 '{here}'."
        case DifferenceKind.CODE if there.isdigit() and here.isdigit():
            message = f"코드가 한국어에는 {there}개, 여기에는 {here}개 있습니다."
        case DifferenceKind.CODE:
            message = "코드가 한국어와 다릅니다."
        case DifferenceKind.TABLE if there.isdigit() and here.isdigit():
            message = f"표가 한국어에는 {there}개, 여기에는 {here}개 있습니다."
        case DifferenceKind.TABLE:
            message = f"표의 행과 열이 한국어와 다릅니다: 한국어 {there}, 여기 {here}."
        case DifferenceKind.LIST:
            message = f"목록의 항목이 한국어에는 {there}개, 여기에는 {here}개 있습니다."
    return UNLIKE, message, "한국어에 맞추십시오."


def _unlike(name: str, there: str, here: str) -> tuple[Rule, str, str]:
    """name: of what is different."""
    if there and here:
        message = f"{name} '{here}'이(가) 한국어와 다릅니다."
        return EXTRA, message, f"한국어는 '{there}'입니다."
    if here:
        message = f"{name} '{here}'이(가) 한국어의 이 절에 없습니다."
        return EXTRA, message, "한국어에 먼저 더하거나 여기서 지우십시오."
    message = f"한국어의 이 절에 있는 {name} '{there}'이(가) 없습니다."
    return LACKING, message, "옮긴 글에도 쓰십시오."


CHECKS = (
    Check(_sections, (EXTRA, REMOVED)),
    Check(_order, (UNLIKE,)),
    Check(_parity, (EXTRA, LACKING, UNLIKE)),
)
