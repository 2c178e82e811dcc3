"""What is to be moved: a page, a section of one, a record, an event of one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.addresses import RECORD_PAGES, page_path, site_address
from kb.facts.collections import BY_NAME
from kb.facts.load import ids, record
from kb.facts.symbols import ESTIMATE_PARTS, Datum, Symbol, symbol
from kb.korean.wording import listed, suggestion
from kb.memo import Memo
from kb.model.base import ID_PATTERN
from kb.move.edits import MoveError
from kb.project import DOCS, SOURCES, keys, page, page_paths
from kb.read import yamlfile
from kb.read.yamlfile import Loc
from kb.redirects import page_meant, redirects
from kb.show.directive import UPDATES
from kb.site.link import CLAIMS
from kb.site.uses import UnknownName, named
from kb.text import LANGS

MOVABLE = (
    "sources", "vendors", "technologies", "glossary", "figures", "estimates", "drivers",
    "regulations", "deals", "trends", "outlook", "findings", "strategies", "corrections",
)  # fmt: skip
"""Collections whose ids only data and pages name; on the others hang code and words."""
_SHORT = {
    "market": "estimates", "source": "sources", "vendor": "vendors", "technology": "technologies",
    "term": "glossary", "figure": "figures", "estimate": "estimates",
}  # fmt: skip
_FOUND = ("index", SOURCES, UPDATES, CLAIMS)
_FOUND_BELOW = (f"{SOURCES}/", f"{UPDATES}/", "claims/")
"""Pages that are looked for by their keys, and folders whose pages are."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NAMED = "영어 소문자와 숫자를 붙임표로 이어 쓴다."


@dataclass(frozen=True)
class Move:
    """What changes its name.

    pages: new key by old one. section: page, old and new id. record: collection, old and new id.
    event: collection, record, the way to the event in it, old and new id.
    """

    pages: tuple[tuple[str, str], ...] = ()
    section: tuple[str, str, str] | None = None
    record: tuple[str, str, str] | None = None
    event: tuple[str, str, Loc, str, str] | None = None

    @property
    def ids(self) -> tuple[str, str]:
        """The old and the new id; those of a page where nothing else moves."""
        if named := self.section or self.record or self.event:
            return named[-2], named[-1]
        return self.pages[0]

    @property
    def names(self) -> dict[str, str]:
        """The new name of a record or an event by its old one, as redirects have it."""
        if self.event:
            collection, record, _, old, new = self.event
            return {f"{collection}.{record}.{old}": f"{collection}.{record}.{new}"}
        if self.record:
            collection, old, new = self.record
            return {f"{collection}.{old}": f"{collection}.{new}"}
        return {}


def read(memo: Memo, old: str, new: str) -> Move:
    """What is meant by two names.

    Such as `vendors/foo`, `market/size#forecast`, `sources.acme-2026`, `market.brief.target`,
    `vendors.foo.renamed-2026`. Raises MoveError for what is not there, cannot be or is taken.
    """
    old, new = _bare(old), _bare(new)
    if old == new:
        raise MoveError(f"'{old}'은(는) 이미 그 이름이다.")
    path, mark, section = old.partition("#")
    key = page_meant(memo, path)
    if mark:
        return _section(memo, key, section, new)
    if key in keys(memo):
        return _page(memo, key, new)
    return _record(memo, old, new)


def _bare(name: str) -> str:
    """A name as the guide writes it, of one that was typed as a path or an address."""
    name = name.strip().replace("\\", "/").strip("/")
    path, mark, anchor = name.partition("#")
    path = re.sub(r"(?:\.en)?\.md$", "", path.strip("/").removeprefix(f"{DOCS}/"))
    if found := re.fullmatch(r"data/(\w+)/([^/]+)\.yml", path):
        path = f"{found[1]}.{found[2]}"
    return path + mark + anchor


def _section(memo: Memo, key: str, old: str, new: str) -> Move:
    there, _, id = new.rpartition("#")
    if there and page_meant(memo, there) != key:
        raise MoveError(
            "절을 다른 페이지로 옮기는 명령은 없다.",
            [f"페이지를 고친 뒤 data/redirects.yml에 '/{key}/#{old}: /{there}/#{id}'를 더한다."],
        )
    pages = [found for lang in LANGS if (found := page(memo, key, lang))]
    if not pages:
        raise MoveError(f"'{key}' 페이지가 없다.{suggestion(key, keys(memo))}")
    known = [heading.id for found in pages for heading in found.headings if heading.id]
    if old not in known:
        raise MoveError(f"'{key}'에 '#{old}'인 제목이 없다.{suggestion(old, known)}")
    _require_id(id, _ID.pattern)
    _require_free(memo, site_address(key, id), site_address(key, old), id in known)
    return Move(section=(key, old, id))


def _page(memo: Memo, old: str, new: str) -> Move:
    if collection := _collection_of(memo, old):
        return _record_page(memo, collection, old, new)
    if old in _FOUND or old.startswith(_FOUND_BELOW):
        raise MoveError(f"'{old}'은(는) 코드가 이름으로 찾는 페이지라 이 명령으로 옮기지 않는다.")
    if not all(_ID.fullmatch(part) for part in new.split("/")):
        raise MoveError(f"'{new}'은(는) 페이지의 이름으로 쓸 수 없다. {_NAMED}")
    if new.split("/")[0] in LANGS:
        raise MoveError(f"'{new.split('/')[0]}'은(는) 다른 언어의 사이트가 쓰는 주소다.")
    same = (new, f"{new}/index", new.removesuffix("/index"))
    files = {page_path(key, lang) for key in same if key != old for lang in LANGS}
    taken = not files.isdisjoint(page_paths(memo))
    _require_free(memo, site_address(new), site_address(old), taken)
    return Move(pages=((old, new),))


def _collection_of(memo: Memo, key: str) -> str | None:
    """The collection of the record that a page is about, whose id is in the page's address."""
    folder, _, id = key.rpartition("/")
    found = (name for name, pages in RECORD_PAGES.items() if pages == folder)
    return next((name for name in found if id in ids(memo, name)), None)


def _record_page(memo: Memo, collection: str, old: str, new: str) -> Move:
    folder, _, id = new.rpartition("/")
    place = RECORD_PAGES[collection]
    if folder not in ("", place):
        raise MoveError(
            f"'{old}'은(는) 기록 하나를 다루는 페이지라 {place}/ 밖으로 옮길 수 없다.",
            [f"이름만 바꾸려면: {place}/{id}"],
        )
    return _record(memo, f"{collection}.{old.rpartition('/')[2]}", f"{collection}.{id}")


def _record(memo: Memo, old: str, new: str) -> Move:
    name, _, rest = old.partition(".")
    name = _SHORT.get(name, name)
    if name not in BY_NAME and (found := _of_id(memo, old)):
        name, rest = found
    elif name not in BY_NAME:
        all_names = [*keys(memo), *(f"{each}." for each in MOVABLE)]
        raise MoveError(
            f"'{old}'이라는 페이지도 기록도 없다.{suggestion(old, all_names)}",
            [
                f"보기: vendors/foo, market/size#forecast, sources.acme-2026. 묶음: {listed(MOVABLE)}"
            ],
        )
    if name not in MOVABLE:
        raise MoveError(f"{name}의 식별자는 코드나 화면의 말이 쓰므로 이 명령으로 옮기지 않는다.")
    meant = symbol(memo, f"{name}.{rest}")
    if meant is None:
        raise MoveError(f"{name}에 '{rest}'이(가) 없다.{suggestion(rest, ids(memo, name))}")
    (_, id), tail = meant.datum, meant.part
    wanted = _without_collection(name, new)
    if tail and not (name == "estimates" and tail in ESTIMATE_PARTS):
        return _event(memo, name, id, tail, wanted.removeprefix(f"{id}."))
    wanted = wanted.removesuffix(f".{tail}") if tail else wanted
    return _whole_record(memo, name, id, wanted)


def _of_id(memo: Memo, id: str) -> Datum | None:
    """The one record that has an id; None where there is none, or more than one."""
    try:
        found = [each.datum for each in named(memo, id) if isinstance(each, Symbol)]
    except UnknownName:
        return None
    return found[0] if len(found) == 1 else None


def _without_collection(name: str, new: str) -> str:
    """The id in a name that may have its collection before it, with a dot or as a folder."""
    starts = [short for short, whole in _SHORT.items() if whole == name]
    for start in (name, *starts, RECORD_PAGES.get(name, name)):
        for mark in "./":
            if new.startswith(f"{start}{mark}"):
                return new[len(start) + 1 :]
    return new


def _whole_record(memo: Memo, name: str, old: str, new: str) -> Move:
    one_file = BY_NAME[name].one_file_each
    _require_id(new, _ID.pattern if one_file else ID_PATTERN)
    folder = RECORD_PAGES.get(name)
    pages = [(f"{folder}/{old}", f"{folder}/{new}")] if f"{folder}/{old}" in keys(memo) else []
    taken = new in ids(memo, name) or any(page_path(to) in page_paths(memo) for _, to in pages)
    _require_free(memo, f"{name}.{new}", f"{name}.{old}", taken)
    for before, after in pages:
        _require_free(memo, site_address(after), site_address(before), taken=False)
    return Move(pages=tuple(pages), record=(name, old, new))


def _event(memo: Memo, name: str, id: str, old: str, new: str) -> Move:
    events = getattr(record(memo, name, id), "events", ())
    known = [event.key for event in events]
    if old not in known:
        raise MoveError(f"{name}.{id}에 '{old}' 사건이 없다.{suggestion(old, known)}")
    _require_id(new, ID_PATTERN)
    if new in known:
        raise MoveError(f"{name}.{id}에 '{new}' 사건이 이미 있다.")
    return Move(event=(name, id, ("events", known.index(old), "id"), old, new))


def _require_id(id: str, pattern: str) -> None:
    if not re.fullmatch(pattern, id):
        raise MoveError(f"'{id}'은(는) 식별자로 쓸 수 없다. {_NAMED}")
    file, _ = yamlfile.parse(id, "")
    if file and not isinstance(file.value, str):
        raise MoveError(f"'{id}'은(는) YAML이 수나 날짜로 읽는다. 글자를 더한다.")


def _require_free(memo: Memo, new: str, old: str, taken: bool) -> None:
    """Raises MoveError where something is or was at the goal, unless it was this very thing."""
    if taken:
        raise MoveError(f"'{new}'이(가) 이미 있다.")
    moved = redirects(memo).get(new)
    if moved and moved != old:
        raise MoveError(f"'{new}'은(는) {moved}(으)로 옮긴 것의 옛 이름이라 다시 쓸 수 없다.")
