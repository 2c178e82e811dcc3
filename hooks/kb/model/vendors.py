"""Vendors, one file each (`data/vendors/<id>.yml`), and what they are compared by."""

from __future__ import annotations

from typing import Annotated, Literal

from babel import Locale
from babel.core import get_global
from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from kb.model.base import (
    Aliases,
    AspectRef,
    CapabilityRef,
    Event,
    Named,
    PartialDate,
    Record,
    SourceRef,
    TechnologyRef,
    Text,
    VendorRef,
)
from kb.model.collection import Collection
from kb.model.quantities import Usd

_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Codes that name something else in the list of names that pages use."""


def _of_country(code: str) -> str:
    names = Locale("en").territories
    if code not in names or code in _NO_COUNTRIES:
        meant = get_global("territory_aliases").get(code, [])
        raise PydanticCustomError("kb_country", "no country", {"meant": ", ".join(meant)})
    return code


CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$"), AfterValidator(_of_country)]
VendorKind = Literal["cloud", "company", "project"]
VendorStatus = Literal["active", "renamed", "acquired", "discontinued"]
CapabilityValue = Literal["full", "partial", "none"]
Deployment = Literal["managed", "self-hosted"]
EventType = Literal[
    "founded", "launched", "renamed", "acquired", "release", "licence", "partnership",
    "deprecated", "discontinued", "milestone",
]  # fmt: skip


BuyerKind = Literal["compute", "model", "data", "operations", "other"]
DealState = Literal["reported", "agreed", "completed"]
AnswerValue = Literal["yes", "partial", "no"]


class CapabilityKind(Named):
    """Something that vendors are compared by, and the technologies that it is."""

    technologies: tuple[TechnologyRef, ...] = Field(
        default=(), title="그 기술", examples=[["model-monitoring"]]
    )


class Aspect(Named):
    """What choosers ask of every vendor: a row of the comparison. `text` is the question."""


class Answer(Record):
    """A vendor's answer to one of these, as its source says."""

    value: AnswerValue | None = Field(default=None, title="요약", examples=["partial"])
    text: Text = Field(
        title="답", examples=[{"ko": "헬름 차트로 설치한다.", "en": "Installed by a Helm chart."}]
    )
    source: SourceRef = Field(title="출처", examples=["clearml-server-repo"])
    as_of: PartialDate = Field(title="기준일", examples=["2026-09"])


class Deal(Record):
    """A product or company that was bought, whether or not it has a page here."""

    date: PartialDate = Field(title="시점", examples=["2025-05-05"])
    bought: Text = Field(title="팔린 곳", examples=["Weights & Biases"])
    vendor: VendorRef | None = Field(
        default=None, title="팔린 벤더", examples=["weights-and-biases"]
    )
    buyer: Text = Field(title="산 곳", examples=["CoreWeave"])
    buyer_vendor: VendorRef | None = Field(default=None, title="산 벤더", examples=["databricks"])
    buyer_kind: BuyerKind = Field(title="산 곳의 본업", examples=["compute"])
    did: Text = Field(
        title="팔린 곳이 하던 일", examples=[{"ko": "실험 추적", "en": "Experiment tracking"}]
    )
    state: DealState = Field(title="거래의 상태", examples=["completed"])
    usd: Usd | None = Field(default=None, title="값(미국 달러)", examples=["1.7B"])
    note: Text | None = Field(
        default=None, title="주석", examples=[{"ko": "값은 보도다.", "en": "Price as reported."}]
    )
    source: SourceRef = Field(title="출처", examples=["coreweave-wandb-2025"])


class VendorEvent(Event):
    """Something dated that happened to the vendor or its product."""

    type: EventType = Field(title="종류", examples=["renamed"])


class FormerName(Record):
    """A name that the product had before."""

    name: str = Field(title="옛 이름", examples=["Vertex AI"])
    until: PartialDate = Field(title="언제까지", examples=["2026-04-22"])


class Product(Record):
    """What is compared. Its name may change, the record's id does not."""

    name: str = Field(title="제품 이름", examples=["Gemini Enterprise Agent Platform"])
    former: tuple[FormerName, ...] = Field(
        default=(), title="옛 이름", examples=[[{"name": "Vertex AI", "until": "2026-04-22"}]]
    )


class Licence(Record):
    """Terms of use. Source-available licences (BSL, Elastic) are not open source."""

    spdx: str = Field(alias="id", title="SPDX 식별자", examples=["Apache-2.0"])
    open_source: bool = Field(title="오픈소스", examples=[True])
    source: SourceRef | None = Field(default=None, title="출처", examples=["clearml-repo"])
    note: Text | None = Field(
        default=None, title="주석", examples=[{"ko": "핵심부만", "en": "core only"}]
    )


class Status(Record):
    """Whether the product lives on, and since when it stands so."""

    value: VendorStatus = Field(title="상태", examples=["renamed"])
    since: PartialDate | None = Field(default=None, title="언제부터", examples=["2026-04-22"])
    source: SourceRef | None = Field(default=None, title="출처", examples=["pythian-2026"])


class BriefEntry(Record):
    """What the research brief of 2024 says of the vendor, unchanged."""

    group: Literal["big-tech", "startup"] = Field(title="묶음", examples=["big-tech"])
    source: SourceRef = Field(title="출처", examples=["brief-2024"])
    feature: Text | None = Field(
        default=None, title="특징", examples=[{"ko": "통합 플랫폼", "en": "One platform"}]
    )
    strength: Text | None = Field(
        default=None, title="강점", examples=[{"ko": "깊은 통합", "en": "Deep integration"}]
    )
    innovation: Text | None = Field(
        default=None, title="혁신", examples=[{"ko": "실험의 공유", "en": "Shared experiments"}]
    )
    differentiator: Text | None = Field(
        default=None, title="차별점", examples=[{"ko": "팀 협업", "en": "Team work"}]
    )


class Capability(Record):
    """How far the product covers one capability, as its source says."""

    value: CapabilityValue = Field(title="정도", examples=["full"])
    source: SourceRef = Field(title="출처", examples=["kserve-docs"])
    as_of: PartialDate = Field(title="기준일", examples=["2026"])
    note: Text | None = Field(
        default=None, title="주석", examples=[{"ko": "미리보기", "en": "preview"}]
    )


class Vendor(Record):
    """A company's product or an open project."""

    company: Text = Field(title="회사 또는 재단", examples=["Google"])
    product: Product = Field(title="제품", examples=[{"name": "Amazon SageMaker AI"}])
    summary: Text = Field(
        title="한 줄 소개",
        examples=[{"ko": "완전 관리형 ML 서비스", "en": "Fully managed ML service"}],
    )
    kind: VendorKind = Field(title="종류", examples=["cloud"])
    country: CountryCode = Field(title="나라(ISO 3166-1)", examples=["US"])
    licence: Licence | None = Field(
        default=None,
        title="라이선스",
        examples=[{"id": "Apache-2.0", "open_source": True, "source": "clearml-repo"}],
    )
    deployment: tuple[Deployment, ...] = Field(title="배포 형태", examples=[["managed"]])
    status: Status = Field(title="상태", examples=[{"value": "active"}])
    aliases: Aliases = Field(
        default=Aliases(),
        title="별칭",
        examples=[{"ko": ["세이지메이커"], "en": ["AWS SageMaker"]}],
    )
    brief: BriefEntry | None = Field(
        default=None, title="연구 개요의 기술", examples=[{"group": "big-tech"}]
    )
    events: tuple[VendorEvent, ...] = Field(
        default=(),
        title="사건",
        examples=[[{"id": "renamed-2026", "date": "2026-04-22", "type": "renamed"}]],
    )
    capabilities: dict[CapabilityRef, Capability] = Field(
        default_factory=dict,
        title="기능",
        examples=[{"serving": {"value": "full", "source": "aws-docs", "as_of": "2026"}}],
    )
    answers: dict[AspectRef, Answer] = Field(
        default_factory=dict,
        title="고를 때 묻는 것",
        examples=[
            {
                "audit-log": {
                    "value": "yes",
                    "text": {"ko": "기업용에만 있다."},
                    "source": "langfuse-licence-key",
                    "as_of": "2026",
                }
            }
        ],
    )
    suits: Text | None = Field(
        default=None, title="맞는 곳(우리 평가)", examples=[{"ko": "AWS를 쓰는 조직"}]
    )
    does_not_suit: Text | None = Field(
        default=None, title="맞지 않는 곳(우리 평가)", examples=[{"ko": "온프레미스만 쓰는 조직"}]
    )


COLLECTIONS = (
    Collection(
        "capabilities",
        "capabilities.yml",
        CapabilityKind,
        title=Text(ko="기능", en="Capabilities"),
        about=Text(
            ko="벤더를 견주는 기능이다. 파일의 차례가 비교표의 열 차례다.",
            en="What vendors are compared by. Their order in the file is that of the table's columns.",
        ),
    ),
    Collection(
        "aspects",
        "aspects.yml",
        Aspect,
        title=Text(ko="고를 때 묻는 것", en="What choosers ask"),
        about=Text(
            ko="벤더마다 같은 것을 묻는 비교표의 행이다. 파일의 차례가 표의 차례다.",
            en="What is asked of every vendor, a row of the comparison each. Their order in the file is that of the table.",
        ),
    ),
    Collection(
        "vendors",
        "vendors/*.yml",
        Vendor,
        title=Text(ko="벤더", en="Vendors"),
        about=Text(
            ko="제품이나 프로젝트 하나가 파일 하나다. 이름이 바뀌어도 파일 이름은 그대로 둔다.",
            en="One product or project is one file. When it is renamed the file keeps its name.",
        ),
        one_file_each=True,
    ),
    Collection(
        "deals",
        "deals.yml",
        Deal,
        title=Text(ko="거래", en="Deals"),
        about=Text(
            ko="팔린 제품과 회사다. 이 지식 베이스에 페이지가 없는 것도 넣는다.",
            en="Products and companies that were bought, also those without a page here.",
        ),
    ),
)
