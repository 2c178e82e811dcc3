"""Editions follow from one another: moves have reasons, nothing disappears, levels have evidence."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from kb.facts.load import holding
from kb.facts.maturity import edition_before, edition_or_latest
from kb.findings.finding import Finding, Rule, Scope, Severity
from kb.korean.wording import listed
from kb.model.base import Record
from kb.model.maturity import Assessment, Edition
from kb.project import Project
from kb.rules.causes import is_known
from kb.rules.rule import Check, at, collection_of, in_data

MOVE = Rule(
    "maturity/move",
    Scope.RECORD,
    Severity.ERROR,
    "직전 판과 다른 단계에는 이유가 있고, 같은 단계에는 없다.",
    "A level that differs from the edition before has a reason, and no other.",
    "automl: {level: mature}",
)
UNREVIEWED = Rule(
    "maturity/unreviewed",
    Scope.RECORD,
    Severity.WARNING,
    "새 판은 앞의 판과 다르고, 다음에 볼 날을 적는다.",
    "A new edition is not the one before, and says when it is to be reviewed.",
    "review_by: null",
)
DRAFT = Rule(
    "maturity/draft",
    Scope.FILE,
    Severity.WARNING,
    "초안인 판에 남은 일이 없다.",
    "Nothing is left to do in the draft of an edition.",
    "draft: true",
)
VERDICT = Rule(
    "maturity/verdict",
    Scope.RECORD,
    Severity.WARNING,
    "마지막 판에는 전망마다 판정이 있다.",
    "The latest edition has a verdict on every expectation.",
    "states: {}",
)
GAP = Rule(
    "maturity/gap",
    Scope.RECORD,
    Severity.ERROR,
    "직전 판에 있던 기술은 새 판에도 있다.",
    "A technology of the edition before is in the new one, too.",
    "assessments: {}",
)
EVIDENCE = Rule(
    "maturity/evidence",
    Scope.RECORD,
    Severity.ERROR,
    "평가마다 증거가 있다.",
    "Each assessment has evidence.",
    "automl: {level: initial}",
)


def _moves(project: Project, edition: Record) -> Iterator[Finding]:
    if not isinstance(edition, Edition) or not _follows(project, edition):
        return
    before = edition_before(project.facts, edition)
    for name, assessment in edition.assessments.items():
        if not is_known(project.facts, "technologies", name):
            continue
        earlier = before.assessments.get(name) if before else None
        moved = earlier is not None and earlier.level != assessment.level
        if moved and assessment.move is None:
            yield at(
                project,
                assessment,
                "level",
                rule=MOVE,
                message=f"'{name}'의 성숙도가 직전 판과 다른데 이유(move)가 없습니다.",
                hint="move에 바뀐 이유를 쓰십시오.",
            )
        if not moved and assessment.move is not None and _same(earlier, assessment):
            yield at(
                project,
                assessment,
                "move",
                rule=MOVE,
                message=f"'{name}'은(는) 직전 판에서 바뀌지 않았는데 이동 이유(move)가 있습니다.",
                hint=f"{edition.id} 판의 level과 trend를 보거나 move를 지우십시오.",
                key=True,
            )


def _gaps(project: Project, edition: Record) -> Iterator[Finding]:
    if not isinstance(edition, Edition) or not _follows(project, edition):
        return
    before = edition_before(project.facts, edition)
    unknown = [n for n in edition.assessments if not is_known(project.facts, "technologies", n)]
    for name in before.assessments if before else ():
        # A misspelt technology is told of where it stands.
        if name not in edition.assessments and not get_close_matches(name, unknown, n=1):
            yield at(
                project,
                edition,
                "assessments",
                rule=GAP,
                message=f"직전 판에 있던 '{name}'의 평가가 없습니다.",
                hint="더 평가하지 않는다면 watch: true로 두고 까닭을 쓰십시오.",
                key=True,
            )


def _evidence(project: Project, edition: Record) -> Iterator[Finding]:
    if not isinstance(edition, Edition) or edition.source is not None:
        return
    for name, assessment in edition.assessments.items():
        if not assessment.evidence:
            yield at(
                project,
                assessment,
                rule=EVIDENCE,
                message=f"'{name}'의 평가에 증거(evidence)가 없습니다.",
                hint="출처를 하나 이상 쓰십시오.",
            )


def _unreviewed(project: Project, edition: Record) -> Iterator[Finding]:
    """An edition that was carried from the one before and let out as it was."""
    before = edition_before(project.facts, edition) if isinstance(edition, Edition) else None
    if not isinstance(edition, Edition) or before is None or not _follows(project, edition):
        return
    if before.review_by and not edition.review_by:
        yield at(
            project,
            edition,
            rule=UNREVIEWED,
            message="다음에 다시 볼 날(review_by)이 없습니다. 직전 판에는 있습니다.",
            hint="보기: review_by: 2027-11-30",
        )
    earlier = before.assessments
    is_carried = edition.assessments.keys() == earlier.keys() and not edition.draft
    if is_carried and all(_equal(a, earlier[name]) for name, a in edition.assessments.items()):
        yield at(
            project,
            edition,
            "assessments",
            rule=UNREVIEWED,
            message="평가가 모두 직전 판 그대로입니다.",
            hint="하나씩 다시 보고 근거와 증거를 고치십시오.",
            key=True,
        )


def _verdicts(project: Project, edition: Record) -> Iterator[Finding]:
    """Expectations on which the latest edition, where it is our own, says nothing."""
    if not isinstance(edition, Edition) or edition.draft or edition.source is not None:
        return
    outlook = project.facts.outlook
    open_ones = [name for name, one in outlook.items() if edition.id not in one.states]
    is_last = edition.id == edition_or_latest(project.facts, None).id
    if is_last and open_ones:
        yield at(
            project,
            edition,
            rule=VERDICT,
            message=f"이 판의 판정이 없는 전망 {len(open_ones)}건: {listed(open_ones)}.",
            hint=f"data/outlook.yml의 states에 '{edition.id}'의 판정을 더하십시오.",
        )


def _drafts(project: Project, path: str) -> Iterator[Finding]:
    """What nothing shows, with what is as it was in the edition before."""
    if collection_of(project.memo, path) != "editions":
        return
    for draft in holding(project.memo, "editions", path).drafts.values():
        before = edition_before(project.facts, draft)
        earlier = before.assessments if before else {}
        same = [n for n, a in draft.assessments.items() if n in earlier and _equal(a, earlier[n])]
        kept = f" 직전 판 그대로인 평가 {len(same)}건: {listed(same)}." if same else ""
        yield Finding(
            DRAFT,
            in_data(project.memo, path, ("draft",), key=True),
            f"초안이라 아무 데도 보이지 않습니다.{kept}",
            "모두 다시 본 뒤 draft 줄을 지우십시오.",
            datum=("editions", draft.id),
        )


def _equal(one: Assessment, other: Assessment) -> bool:
    """Whether two assessments say the same, the reasons of moves aside."""
    return one.model_dump(exclude={"move"}) == other.model_dump(exclude={"move"})


def _follows(project: Project, edition: Edition) -> bool:
    """Whether the edition before is known: none that cannot be read stands between."""
    before = edition_before(project.facts, edition)
    first = before.id if before else ""
    return not any(first < id < edition.id for id in project.facts.unread("editions"))


def _same(earlier: Assessment | None, now: Assessment) -> bool:
    return earlier is None or (earlier.level, earlier.trend) == (now.level, now.trend)


CHECKS = (
    Check(_moves, (MOVE,)),
    Check(_gaps, (GAP,)),
    Check(_evidence, (EVIDENCE,)),
    Check(_unreviewed, (UNREVIEWED,), Scope.RECORD),
    Check(_verdicts, (VERDICT,)),
    Check(_drafts, (DRAFT,)),
)
