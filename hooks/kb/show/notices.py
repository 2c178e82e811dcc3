"""What others made of what readers get, with the licences it is under."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from kb.memo import Memo, text, tool
from kb.model.base import Text
from kb.model.notices import Notice
from kb.show.directive import Context, DirectiveError, Fragment, directive


@dataclass(frozen=True)
class Package:
    """An installed package of Python. licence: the text of its licence file; None without one."""

    version: str
    licence: str | None


@tool
def package(memo: Memo, name: str, path: str) -> Package | None:
    """A package as it is installed; None where it is not. path: the end of its licence file's."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return None
    # `files` makes an object of each of a package's files, thousands where it has icons.
    listed = re.search(rf"^(\S+/{re.escape(path)}),", found.read_text("RECORD") or "", re.M)
    if listed is None:
        return Package(found.version, text(memo, path) if path.startswith("overrides/") else None)
    return Package(
        found.version, Path(str(found.locate_file(listed[1]))).read_text("utf-8").strip()
    )


@directive(
    about=Text(
        ko="사이트가 보내는 것 가운데 남이 만든 것을 버전, 저작권 표시, 라이선스 전문과 함께 보인다.",
        en="The parts of the site that others made, with versions, copyright lines and licence texts.",
    ),
    examples=("notices()",),
)
def notices(context: Context) -> Fragment:
    """The parts by others in the order of the data; each licence text once."""
    records = list(context.project.facts.collection("notices").values())
    packages = {record.address.id: _package(context.memo, record) for record in records}
    texts = {packages[record.address.id].licence: record for record in reversed(records)}
    return context.block(
        "notices",
        records=records,
        packages=packages,
        texts=[(record, text) for text, record in reversed(texts.items())],
    )


def _package(memo: Memo, record: Notice) -> Package:
    found = package(memo, record.package, record.text)
    if found is None or found.licence is None:
        raise DirectiveError(
            f"notices의 '{record.address.id}': 패키지 {record.package}에 {record.text} 파일이 없습니다.",
            "data/notices.yml의 package와 text를 설치된 패키지에 맞추십시오.",
        )
    return found
