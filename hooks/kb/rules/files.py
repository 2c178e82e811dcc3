"""Files can be read: their names, their text, and the data as YAML of the right form."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import getitem

from kb.facts.collections import BY_NAME, COLLECTIONS
from kb.facts.load import (
    FOLDER,
    document,
    file_by_id,
    holding,
    mistakes,
    place_in,
    plain_value,
    strangers,
)
from kb.findings.finding import Finding, Note, Rule, Scope, Severity, Span
from kb.memo import Memo
from kb.project import CONFIG, DOCS, Project, config, page_or_error, page_paths
from kb.read import PageError
from kb.read.yamlfile import Loc, Mistake
from kb.redirects import ADDRESSES, REDIRECTS
from kb.rules.damage import (
    CHARACTER,
    CONFLICT,
    ENCODING,
    NAME,
    TEMPLATE,
    name_mistakes,
    template_mistakes,
    text_mistakes,
)
from kb.rules.misfits import (
    EMPTY,
    MISFITS,
    misfit_finding,
)
from kb.rules.rule import Check, collection_of, in_data, mended
from kb.text import Place, has_hole
from kb.translation import lock

SYNTAX = Rule(
    "yaml/syntax",
    Scope.FILE,
    Severity.ERROR,
    "자료와 mkdocs.yml은 YAML 1.2 문법에 맞는다.",
    "Data files and mkdocs.yml are well-formed YAML 1.2.",
    "name: [Alpha",
    mends=True,
)
DUPLICATE_KEY = Rule(
    "yaml/duplicate-key",
    Scope.FILE,
    Severity.ERROR,
    "한 묶음에 같은 키를 두 번 쓰지 않는다.",
    "A mapping has each key once.",
    "{kind: cloud, kind: project}",
)
UNKNOWN_FILE = Rule(
    "data/unknown-file",
    Scope.FILE,
    Severity.ERROR,
    "data/의 파일은 모두 읽는 곳이 있다.",
    "Every file of data/ is read by something.",
    "data/vendor/beta.yml",
)
DUPLICATE_ID = Rule(
    "data/duplicate-id",
    Scope.FILE,
    Severity.ERROR,
    "한 식별자는 한 파일에만 있다.",
    "An id stands in one file only.",
    "report: {…}",
)
PAGE_SYNTAX = Rule(
    "page/syntax",
    Scope.FILE,
    Severity.ERROR,
    "머리말은 YAML이고 지시어는 모두 닫혀 있다.",
    "Front matter is YAML and every call is closed.",
    "title: [초안",
    mends=True,
)

OVERRIDES = "overrides"
_SCHEMAS = f"{FOLDER}/schema/"
_LISTS = (lock.PATH, ADDRESSES, REDIRECTS)
"""Files of the data that hold no records."""
_PLACES = f"쓸 수 있는 자리: {', '.join(collection.path for collection in COLLECTIONS)}"


def _damage(project: Project, path: str) -> Iterator[Finding]:
    if path.startswith(f"{DOCS}/"):
        yield from (_finding(path, mistake) for mistake in name_mistakes(project.memo, path))
    if _is_text(project.memo, path):
        yield from (_finding(path, mistake) for mistake in text_mistakes(project.memo, path))


def _is_text(memo: Memo, path: str) -> bool:
    """Whether a file is one that writers type."""
    is_page = path.removeprefix(f"{DOCS}/") in page_paths(memo)
    is_text = is_page or is_template(path) or path in (CONFIG, *_LISTS)
    return is_text or collection_of(memo, path) is not None


def is_template(path: str) -> bool:
    """Whether a file is carried out by Jinja."""
    return path.startswith(f"{OVERRIDES}/kb/") or (
        path.startswith(f"{OVERRIDES}/") and path.endswith(".html")
    )


def _templates(project: Project, path: str) -> Iterator[Finding]:
    if is_template(path) and not text_mistakes(project.memo, path):
        yield from (_finding(path, mistake) for mistake in template_mistakes(project.memo, path))


def _syntax(project: Project, path: str) -> Iterator[Finding]:
    if text_mistakes(project.memo, path):
        return
    found: tuple[Mistake, ...] = ()
    if path == CONFIG:
        found = tuple(config(project.memo)[1])
    elif path == REDIRECTS or collection_of(project.memo, path):
        found = mistakes(project.memo, path)
    for mistake in found:
        yield _finding(path, mistake)


def _pages(project: Project, path: str) -> Iterator[Finding]:
    name = path.removeprefix(f"{DOCS}/")
    if name == path or name not in page_paths(project.memo) or text_mistakes(project.memo, path):
        return
    error = page_or_error(project.memo, name)
    if isinstance(error, PageError):
        place = Place(error.line, error.column)
        mistake = Mistake(place, error.rule, error.message, None, error.wrong, error.right)
        yield _finding(path, mistake)


def _form(project: Project, path: str) -> Iterator[Finding]:
    collection = collection_of(project.memo, path)
    if collection is None or text_mistakes(project.memo, path):
        return
    if not BY_NAME[collection].one_file_each and _is_blank(project.memo, path):
        hint = "내용을 쓰십시오. 쓸 것이 없으면 파일을 지우거나 {}만 쓰십시오."
        yield Finding(EMPTY, Span(path, 1, 1), "빈 파일입니다.", hint)
        return
    unreadable = {mistake.place for mistake in mistakes(project.memo, path)}
    for misfit in holding(project.memo, collection, path).misfits:
        place = place_in(project.memo, path, misfit.loc, key=misfit.at_key)
        if place not in unreadable and not _is_hole(project.memo, path, misfit.loc):
            yield misfit_finding(project.memo, collection, path, misfit)


def _is_hole(memo: Memo, path: str, loc: Loc) -> bool:
    """Whether a value is still to be written, which is told of as such."""
    _, value = plain_value(memo, path)
    try:
        return has_hole(reduce(getitem, loc, value))
    except (LookupError, TypeError):
        return False


def _is_blank(memo: Memo, path: str) -> bool:
    file, _ = document(memo, path)
    return file is not None and file.value is None


def _strangers(project: Project, path: str) -> Iterator[Finding]:
    if not path.startswith(f"{FOLDER}/") or path.startswith(_SCHEMAS) or path in _LISTS:
        return
    if path in strangers(project.memo) or not path.endswith((".yml", ".yaml")):
        yield Finding(UNKNOWN_FILE, Span(path, 1, 1), "이 파일을 읽는 곳이 없습니다.", _PLACES)


def _twice(project: Project, path: str) -> Iterator[Finding]:
    collection = collection_of(project.memo, path)
    if collection is None or BY_NAME[collection].one_file_each:
        return
    first = file_by_id(project.memo, collection)
    for key in holding(project.memo, collection, path).records:
        if first[key] != path:
            other = in_data(project.memo, first[key], (key,), key=True)
            yield Finding(
                DUPLICATE_ID,
                in_data(project.memo, path, (key,), key=True),
                f"'{key}' 식별자가 다른 파일에 이미 있습니다.",
                f"처음 쓴 곳: {other.path}:{other.line}. 다른 식별자를 쓰십시오.",
                (Note(other, "처음 쓴 곳"),),
                (collection, key),
            )


def _finding(path: str, mistake: Mistake) -> Finding:
    span = Span(path, mistake.place.line, mistake.place.column, len(mistake.wrong))
    fix = mended(span, mistake.wrong, mistake.right) if mistake.wrong else None
    return Finding(_BY_ID[mistake.rule], span, mistake.message, mistake.hint, fix=fix)


CHECKS = (
    Check(_damage, (ENCODING, CONFLICT, CHARACTER, NAME)),
    Check(_templates, (TEMPLATE,)),
    Check(_syntax, (SYNTAX, DUPLICATE_KEY)),
    Check(_pages, (PAGE_SYNTAX,)),
    Check(_form, MISFITS),
    Check(_strangers, (UNKNOWN_FILE,)),
    Check(_twice, (DUPLICATE_ID,)),
)

_BY_ID = {rule.id: rule for check in CHECKS for rule in check.rules}
"""What reads files names the rules that they break."""
