"""What the site hands to readers that others made (`data/notices.yml`)."""

from __future__ import annotations

from pydantic import Field

from kb.model.base import Filled, Record, Text
from kb.model.collection import Collection


class Notice(Record):
    """A part of the site that others made. package: of Python, which brings it and its licence."""

    name: Filled = Field(title="이름", examples=["Material for MkDocs"])
    what: Text = Field(
        title="무엇인가", examples=[{"ko": "페이지의 틀", "en": "The frame of the pages"}]
    )
    licence: Filled = Field(title="라이선스(SPDX)", examples=["MIT"])
    copyright: Filled = Field(title="저작권 표시", examples=["© 2016–2025 Martin Donath"])
    package: Filled = Field(title="담아 오는 패키지", examples=["mkdocs-material"])
    text: Filled = Field(
        default="licenses/LICENSE",
        title="라이선스 전문의 파일",
        description="패키지 안의 경로의 끝. 패키지에 없으면 overrides/ 아래의 파일",
        examples=[".icons/material/LICENSE"],
    )


COLLECTIONS = (
    Collection(
        "notices",
        "notices.yml",
        Notice,
        title=Text(ko="남이 만든 부분", en="Parts by others"),
        about=Text(
            ko="사이트가 독자에게 보내는 것 가운데 남이 만든 것이다. 버전과 라이선스의 전문은 설치된 패키지에서 읽는다.",
            en="What the site sends to readers that others made. Versions and licence texts are read from the packages that are installed.",
        ),
    ),
)
