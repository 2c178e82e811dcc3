"""Files beside the pages: only what shows or holds something, and nothing that runs or leads away."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, XMLParser

from kb.findings.finding import Finding, Rule, Scope, Severity, Span
from kb.memo import LINK, text
from kb.project import DOCS, Project
from kb.rules.damage import name_mistakes
from kb.rules.rule import Check
from kb.text import NOT_UTF8, UNSEEN, not_utf8

LINKED = Rule(
    "file/link",
    Scope.FILE,
    Severity.ERROR,
    "data/, docs/, overrides/에는 파일만 있고, 다른 곳을 가리키는 링크가 없다.",
    "There are only files in data/, docs/ and overrides/, and no links to elsewhere.",
    "docs/secret.txt → /etc/passwd",
)
KIND = Rule(
    "file/kind",
    Scope.FILE,
    Severity.ERROR,
    "docs/에는 페이지와 그림, 내려받을 파일만 있다. 브라우저가 실행하는 것은 없다.",
    "docs/ holds pages, pictures and downloads only: nothing that a browser runs.",
    "docs/demo.html",
)
PATH = Rule(
    "file/path",
    Scope.FILE,
    Severity.ERROR,
    "파일과 폴더의 이름은 모든 기계와 주소에서 같은 것을 가리킨다.",
    "Names of files and folders mean the same on every machine and in every address.",
    "docs/a:b.md",
)

_KINDS = (
    "avif", "csv", "docx", "gif", "ico", "jpeg", "jpg", "json", "md", "mp3", "mp4", "odp", "ods", "odt",
    "ogg", "pdf", "png", "pptx", "svg", "tsv", "txt", "vtt", "webm", "webp", "xlsx", "yaml", "yml", "zip",
)  # fmt: skip
_LONGEST = 150
"""Bytes of a name: systems take 255, and a build puts something behind it."""
_ODD = re.compile(
    rf'[<>:"|?*\\%#&;`$\'!=+@,^~{{}}\[\]{UNSEEN}\ud800-\udfff]|[^\S ]'
    r"|^[-. ]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)",
    re.I,
)
"""What a name may not have: signs that a system, a shell, an address or Markdown reads as its own."""
_DRAWN = frozenset((
    "circle", "clipPath", "defs", "desc", "ellipse", "g", "line", "linearGradient", "marker", "mask",
    "path", "pattern", "polygon", "polyline", "radialGradient", "rect", "stop", "svg", "symbol", "text",
    "textPath", "title", "tspan", "use",
))  # fmt: skip
_INNER = re.compile(r"(?:\{[^}]*\})?(?:href|src)$")
_AWAY = re.compile(r"(?:url\s*\(\s*[\"']?(?!#))|javascript:|expression\s*\(", re.I)


def led_away(path: str) -> Iterator[Finding]:
    """What is wrong with a link, of which nothing else can be asked. path: with `LINK` behind it."""
    hint = "가리키는 파일을 그 자리에 복사해 두십시오."
    place = Span(path.removesuffix(LINK), 1, 1)
    yield Finding(LINKED, place, "다른 곳을 가리키는 링크(바로가기)입니다.", hint)


def _attached(project: Project, path: str) -> Iterator[Finding]:
    place = Span(path, 1, 1)
    if not path.startswith(f"{DOCS}/"):
        return
    name = path.rpartition("/")[2]
    if odd := next(filter(None, map(_odd, path.split("/"))), ""):
        hint = "글자, 숫자, 붙임표(-), 밑줄(_), 점으로 쓰십시오."
        yield Finding(PATH, place, f"파일이나 폴더의 이름에 쓸 수 없는 것이 있습니다: {odd}.", hint)
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending not in _KINDS and not name_mistakes(project.memo, path):
        hint = f"쓸 수 있는 것: {', '.join(_KINDS)}."
        yield Finding(KIND, place, "docs/에 둘 수 없는 종류의 파일입니다.", hint)
    elif ending == "svg" and (problem := _problem(text(project.memo, path) or "")):
        hint = "그림만 남기고 다시 내보내십시오."
        yield Finding(KIND, place, f"SVG 그림에 쓸 수 없는 것이 있습니다: {problem}.", hint)


def _odd(name: str) -> str:
    """What is odd in a name, in Korean; empty where nothing is."""
    if len(name.encode("utf-8", "surrogateescape")) > _LONGEST:
        return f"{_LONGEST}바이트가 넘는 이름"
    if not unicodedata.is_normalized("NFC", name):
        return "낱낱의 자모나 기호로 나뉜 글자(NFD)"
    found = _ODD.search(name)
    if found is None:
        return ""
    is_seen = found[0].isprintable() and found[0].strip()
    return f"'{found[0]}'" if is_seen else f"U+{ord(found[0][0]):04X}"


class _Drawing:
    """Looks at a drawing while it is parsed, so that nothing is built of one that is endless."""

    def __init__(self) -> None:
        self.problem = ""

    def start(self, tag: str, attributes: dict[str, str]) -> Element:
        name = tag.rpartition("}")[2]
        if name not in _DRAWN:
            self.problem = self.problem or f"<{name}>"
        for key, value in attributes.items():
            is_script = key.rpartition("}")[2].lower().startswith("on")
            leads = _INNER.search(key) and not value.strip().startswith("#")
            if is_script or leads or _AWAY.search(value):
                self.problem = self.problem or key.rpartition("}")[2]
        return Element(tag)

    def end(self, tag: str) -> None:
        """Nothing is kept."""

    def close(self) -> str:
        return self.problem

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        self.problem = self.problem or "<!DOCTYPE>"

    def pi(self, target: str, data: str | None = None) -> None:
        self.problem = self.problem or f"<?{target}?>"


def _problem(content: str) -> str:
    """What a picture may not hold: what runs, leads away, or stands for something else."""
    if not_utf8(content):
        return NOT_UTF8.partition(".")[0]
    if "<!ENTITY" in content:
        return "<!ENTITY>"
    parser = XMLParser(target=_Drawing())
    try:
        parser.feed(content)
        return str(parser.close())
    except (ParseError, ValueError):
        return "XML이 아닌 글"


CHECKS = (Check(_attached, (LINKED, KIND, PATH)),)
