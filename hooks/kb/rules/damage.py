"""What is wrong with a file as such: its name, its encoding, what a merge left in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from jinja2 import Environment, TemplateSyntaxError

from kb.findings.finding import Rule, Scope, Severity
from kb.memo import Memo, question, text
from kb.project import DOCS, docs_files
from kb.read.yamlfile import Mistake
from kb.show.templates import said
from kb.text import HIDDEN, NOT_UTF8, PRIVATE, Place, not_utf8, place_at

ENCODING = Rule(
    "file/encoding",
    Scope.FILE,
    Severity.ERROR,
    "파일은 UTF-8로 저장한다.",
    "Files are saved as UTF-8.",
    "CP949",
)
CONFLICT = Rule(
    "file/conflict",
    Scope.FILE,
    Severity.ERROR,
    "git이 합치지 못하고 남긴 표시가 없다.",
    "No marks are left over from a merge that git could not finish.",
    "<<<<<<< HEAD",
)
CHARACTER = Rule(
    "file/character",
    Scope.FILE,
    Severity.ERROR,
    "보이지 않는 제어 문자와 사용자 지정 문자가 없다.",
    "There are no control characters and no private-use characters.",
    "U+0008",
    mends=True,
)
NAME = Rule(
    "file/name",
    Scope.FILE,
    Severity.ERROR,
    "파일 이름으로 언어와 주소를 알 수 있다: 한국어는 page.md, 영어는 page.en.md.",
    "A file's name gives its language and address: page.md is Korean, page.en.md English.",
    "docs/market/size.EN.md",
)
TEMPLATE = Rule(
    "file/template",
    Scope.FILE,
    Severity.ERROR,
    "overrides/의 틀은 쓰는 것이 모두 있고 실행된다.",
    "Every template that is used is in overrides/ and can be carried out.",
    "{% if %}",
)

_BEGIN = re.compile(r"^<{7}(?: |$)", re.M)
_END = re.compile(r"^>{7}(?: |$)", re.M)
_LANGUAGE = re.compile(r"[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})*")
"""What MkDocs' plugin for languages, or a writer, takes for one at the end of a name."""
_MARKDOWN = re.compile(r"\.(?:md|markdown|mdown|mkdn|mkd|mdwn)$", re.I)


@question
def text_mistakes(memo: Memo, path: str) -> tuple[Mistake, ...]:
    """What keeps a file's text from being read as it is meant. path: from the project's root."""
    content = text(memo, path) or ""
    if place := not_utf8(content):
        return (_mistake(place, ENCODING, NOT_UTF8),)
    conflicts = [*_BEGIN.finditer(content)] or [*_END.finditer(content)]
    if conflicts:
        return tuple(_conflict(place_at(content, found.start())) for found in conflicts)
    return (*_characters(content), *_decomposed(content))


@question
def template_mistakes(memo: Memo, path: str) -> tuple[Mistake, ...]:
    """What keeps Jinja from reading a template. path: from the project's root."""
    try:
        Environment(extensions=["jinja2.ext.i18n"]).parse(text(memo, path) or "")
    except TemplateSyntaxError as error:
        return (_mistake(Place(error.lineno, 1), TEMPLATE, said(error), TEMPLATE_HINT),)
    return ()


TEMPLATE_HINT = "overrides/의 파일을 되돌리거나 고치십시오."


@question
def name_mistakes(memo: Memo, path: str) -> tuple[Mistake, ...]:
    """What is wrong with the name of a file of docs/. path: from the project's root."""
    found = _name_mistake(memo, path.removeprefix(f"{DOCS}/"))
    return (_mistake(Place(1, 1), NAME, *found),) if found else ()


@question
def is_refused(memo: Memo, path: str) -> bool:
    """Whether a page cannot be judged, whatever it says. path: below docs/."""
    whole = f"{DOCS}/{path}"
    return bool(text_mistakes(memo, whole) or name_mistakes(memo, whole))


def _mistake(place: Place, rule: Rule, message: str, hint: str | None = None) -> Mistake:
    return Mistake(place, rule.id, message, hint)


def _conflict(place: Place) -> Mistake:
    return _mistake(
        place,
        CONFLICT,
        "git이 합치지 못한 자리가 남아 있습니다.",
        "두 쪽 가운데 남길 것을 고르고 <<<<<<<, =======, >>>>>>> 줄을 지우십시오.",
    )


def _characters(content: str) -> Iterator[Mistake]:
    """The first such character of each line."""
    for number, line in enumerate(content.split("\n"), start=1):
        found = HIDDEN.search(line)
        if not found:
            continue
        is_private = re.match(f"[{PRIVATE}]", found[0])
        yield Mistake(
            Place(number, found.start() + 1),
            CHARACTER.id,
            f"{'사용자 지정' if is_private else '보이지 않는'} 문자 U+{ord(found[0]):04X}이(가) 있습니다.",
            "지우십시오.",
            "" if is_private else found[0],
        )


def _decomposed(content: str) -> Iterator[Mistake]:
    """The first letter of each line that is written as its parts, as some systems do in names."""
    if unicodedata.is_normalized("NFC", content):
        return
    for number, line in enumerate(content.split("\n"), start=1):
        for found in _LETTER.finditer(line):
            whole = unicodedata.normalize("NFC", found[0])
            if whole != found[0]:
                yield Mistake(
                    Place(number, found.start() + 1),
                    CHARACTER.id,
                    f"'{whole}'이(가) 낱낱의 자모나 기호로 나뉘어 저장됐습니다(NFD).",
                    "합친 글자(NFC)로 다시 쓰십시오.",
                    found[0],
                    whole,
                )
                break


_LETTER = re.compile("[\u1100-\u11ff]+|\\S[\u0300-\u036f]+")


def _name_mistake(memo: Memo, path: str) -> tuple[str, str] | None:
    """Message and hint. path: below docs/."""
    folder, _, name = path.rpartition("/")
    above = f"{folder}/" if folder else ""
    if not _MARKDOWN.search(name):
        stem, _, ending = name.rpartition(".")
        parts = stem.split(".")
        if len(parts) > 1 and _LANGUAGE.fullmatch(parts[-1]):
            return (
                f"파일 이름의 '.{parts[-1]}'을(를) 언어로 읽습니다.",
                f"붙임표로 이으십시오: {above}{'.'.join(parts[:-1])}-{parts[-1]}.{ending}",
            )
        return None
    stem = _MARKDOWN.sub("", name)
    *parts, last = stem.split(".")
    if not name.endswith(".md"):
        return "페이지 파일의 이름은 '.md'로 끝나야 합니다.", f"이름을 바꾸십시오: {above}{stem}.md"
    return _language_mistake(above, parts, last) or _address_mistake(memo, path)


def _language_mistake(above: str, parts: list[str], last: str) -> tuple[str, str] | None:
    """parts, last: of a page's name without its ending, at its dots."""
    if last == "en" and parts:
        *parts, last = parts
    if not parts or not _LANGUAGE.fullmatch(last):
        return None
    stem = above + ".".join(parts)
    return (
        f"파일 이름에 '.{last}'을(를) 쓸 수 없습니다.",
        f"한국어는 {stem}.md, 영어는 {stem}.en.md로 쓰십시오.",
    )


def _address_mistake(memo: Memo, path: str) -> tuple[str, str] | None:
    """A page whose address another page has, or the site of another language."""
    stem = path.removesuffix(".md").removesuffix(".en")
    language = path[len(stem) :]
    if stem.rpartition("/")[2] == "README":
        return "README는 index와 같은 주소를 씁니다.", "이름을 index.md로 바꾸십시오."
    if stem.split("/")[0] == "en":
        return "'en'은 영어 사이트의 주소입니다.", "다른 이름을 쓰십시오."
    other = f"{stem.removesuffix('/index')}{language}"
    if stem.endswith("/index") and f"{DOCS}/{other}" in docs_files(memo):
        return f"docs/{other}와(과) 주소가 같습니다.", "둘 가운데 하나의 이름을 바꾸십시오."
    return None
