"""What readers choose on the page that helps them decide, and what a choice asks of the data."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kb.model.base import (
    AreaRef,
    AspectRef,
    ChoiceRef,
    Named,
    Record,
    RegulationRef,
    SourceRef,
    Text,
)
from kb.model.collection import Collection
from kb.model.maturity import LevelName
from kb.model.vendors import CountryCode, Deployment

WantedAnswer = Literal["yes", "partial", "no", "unknown"]


class Question(Named):
    """What readers are asked. Its choices are those whose id begins with its own and a dot."""

    many: bool = Field(default=False, title="여럿을 고를 수 있는지", examples=[True])
    capabilities: bool = Field(default=False, title="기능이 그대로 보기가 되는지", examples=[True])


class Wanted(Record):
    """What a vendor has to be. All that is given must hold."""

    deployment: tuple[Deployment, ...] = Field(
        default=(), title="배포 형태 가운데 하나", examples=[["self-hosted"]]
    )
    country: CountryCode | None = Field(default=None, title="나라", examples=["KR"])
    open_source: bool | None = Field(default=None, title="오픈소스인지", examples=[True])
    answers: dict[AspectRef, tuple[WantedAnswer, ...]] = Field(
        default_factory=dict,
        title="답 가운데 하나",
        examples=[{"air-gap": ["yes", "partial", "unknown"]}],
    )


class Choice(Named):
    """One answer to a question, by `<question>.<choice>`. `text` is our advice to who chooses it."""

    accepts: tuple[Wanted, ...] = Field(
        default=(),
        title="맞는 벤더. 하나만 맞으면 된다",
        examples=[[{"deployment": ["self-hosted"]}]],
    )
    asks: tuple[AspectRef, ...] = Field(
        default=(), title="벤더마다 확인할 것", examples=[["audit-log"]]
    )
    levels: tuple[LevelName, ...] = Field(
        default=(), title="쓸 만하다고 볼 성숙도", examples=[["mature"]]
    )
    regulations: tuple[RegulationRef, ...] = Field(
        default=(), title="이 보기에만 걸리는 법령", examples=[["kr-network-separation"]]
    )
    areas: tuple[AreaRef, ...] = Field(
        default=(), title="해당할 수 있는 고영향 영역", examples=[["judgement"]]
    )
    sources: tuple[SourceRef, ...] = Field(
        default=(), title="그 말이 기대는 출처", examples=[["fsc-saas-separation-2026"]]
    )


class Clause(Named):
    """A clause that we would put into a contract. `text` is what it says."""

    when: tuple[ChoiceRef, ...] = Field(
        default=(), title="어느 보기에서. 없으면 언제나", examples=[["run.airgap"]]
    )
    sources: tuple[SourceRef, ...] = Field(
        default=(), title="기대는 출처", examples=[["neptune-transition-hub"]]
    )


COLLECTIONS = (
    Collection(
        "questions",
        "decide/questions.yml",
        Question,
        title=Text(ko="고르기의 물음", en="Questions of the decision page"),
        about=Text(
            ko="결정 페이지에서 읽는 사람에게 묻는 것이다. 파일의 차례로 묻는다.",
            en="What the decision page asks its readers, in the order of the file.",
        ),
    ),
    Collection(
        "choices",
        "decide/choices.yml",
        Choice,
        title=Text(ko="고르기의 보기", en="Choices of the decision page"),
        about=Text(
            ko="물음의 보기와, 그것을 고르면 벤더와 법령에 무엇을 바라는지다. 이 대응은 우리 평가다.",
            en="The choices of each question and what they ask of vendors and laws. The match is our assessment.",
        ),
    ),
    Collection(
        "clauses",
        "decide/clauses.yml",
        Clause,
        title=Text(ko="계약 조항", en="Contract clauses"),
        about=Text(
            ko="계약에 넣자고 우리가 제안하는 조항이다.",
            en="Clauses that we propose for a contract.",
        ),
    ),
)
