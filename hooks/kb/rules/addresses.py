"""Published addresses are still answered: by a page, or by where it has moved to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import groupby

from kb.addresses import page_at, page_path, site_address
from kb.facts.collections import BY_NAME
from kb.facts.load import document, place_in, record, unread
from kb.facts.symbols import symbol
from kb.findings.finding import Finding, Fix, Note, Rule, Scope, Severity, Span
from kb.korean.wording import suggestion
from kb.memo import Memo, Unanswered, question, text
from kb.project import DOCS, Project, page_paths
from kb.redirects import ADDRESSES, REDIRECTS, page_of, pages_by_address, published, redirects
from kb.rules.causes import anchors
from kb.rules.rule import Check, lacking_page, mended, standing
from kb.site.moved import is_file
from kb.site.once import published_files
from kb.text import LANGS, SOURCE_LANG

UNLISTED = Rule(
    "addresses/unlisted",
    Scope.SITE,
    Severity.WARNING,
    "페이지의 주소는 모두 data/addresses.txt에 있다.",
    "The address of every page is in data/addresses.txt.",
    "docs/market/new.md",
)
GONE = Rule(
    "addresses/gone",
    Scope.SITE,
    Severity.ERROR,
    "한번 공개한 주소에는 페이지가 있거나 옮긴 곳이 적혀 있다.",
    "At every address that was published there is a page, or it is told where it has moved.",
    "/market/sizes/",
)
REDIRECT = Rule(
    "addresses/redirect",
    Scope.SITE,
    Severity.ERROR,
    "옮긴 곳은 실제로 있고, 거기서 또 옮겨 가지 않는다.",
    "Where something has moved to is there, and leads no further.",
    "/market/sizes/: /market/nowhere/",
)

_OTHERS = "|".join(lang for lang in LANGS if lang != SOURCE_LANG)
_ADDRESS = re.compile(
    rf"/(?!(?:{_OTHERS})/)(?:[\w~-][\w.~-]*/)*(?:[\w~-][\w.~-]*\.\w+)?(?:#[^\s\"'<>&]+)?"
)
_NAME = re.compile(r"[a-z_]+\.[a-z0-9.-]+")
_FORMS = "보기: '/vendors/foo/: /vendors/bar/', '/market/size/#old: /market/size/#new'"


@question
def addresses(memo: Memo) -> tuple[str, ...]:
    """The address of every Korean page, also of one that cannot be read, sorted."""
    pages = map(page_at, page_paths(memo))
    return tuple(sorted(site_address(key) for key, lang in pages if lang == SOURCE_LANG))


@question
def unlisted(memo: Memo) -> tuple[str, ...]:
    """The addresses of pages that the list of published addresses lacks; none without a list."""
    known = published(memo)
    return () if known is None else tuple(sorted({*addresses(memo)}.difference(known)))


def _unlisted(project: Project) -> Iterator[Finding]:
    known, new = published(project.memo) or (), unlisted(project.memo)
    for place, group in groupby(new, lambda address: _line_before(known, address)):
        together = list(group)
        for address in together:
            key = pages_by_address(project.memo).get(address)
            path = f"{DOCS}/{page_path(key)}" if key else ADDRESSES
            yield Finding(
                UNLISTED,
                Span(path, 1, 1),
                f"새 주소 '{address}'이(가) {ADDRESSES}에 없습니다.",
                "주소를 목록에 더하십시오: make check FIX=1",
                fix=_listing(project.memo, place, together),
            )


def _line_before(known: tuple[str, ...], address: str) -> str:
    """The listed address behind which another one belongs; the first one where it leads the list."""
    before = [one for one in known if one < address]
    return max(before) if before else min(known, default="")


def _listing(memo: Memo, place: str, new: list[str]) -> Fix | None:
    """The mend that puts addresses, all of one gap, into the list."""
    lines = (text(memo, ADDRESSES) or "").split("\n")
    if place not in lines or not place:
        return None
    span = Span(ADDRESSES, lines.index(place) + 1, 1)
    return mended(span, place, "\n".join(sorted([place, *new])))


@question
def gone(memo: Memo) -> dict[str, str]:
    """Published addresses at which there is nothing, with the new one that each is likely to have;
    it is empty where there is none.
    """
    answered = {*addresses(memo), *redirects(memo)}
    lost = [address for address in published(memo) or () if address not in answered]
    new = unlisted(memo)
    if len(lost) == len(new) == 1:
        return {lost[0]: new[0]}
    return {one: next(iter(get_close_matches(one, new, n=1)), "") for one in lost}


def _gone(project: Project) -> Iterator[Finding]:
    memo = project.memo
    if document(memo, REDIRECTS)[0] is None:
        return  # told of there
    for number, line in enumerate((text(memo, ADDRESSES) or "").split("\n"), start=1):
        address = line.strip()
        if address not in gone(memo):
            continue
        now = gone(memo)[address]
        key = pages_by_address(memo).get(now, "")
        yield Finding(
            GONE,
            Span(ADDRESSES, number, 1, len(line)),
            f"공개한 주소 '{address}'에 페이지가 없고, 옮긴 곳도 적혀 있지 않습니다.",
            _how_to_move(address, now),
            notes=(Note(Span(f"{DOCS}/{page_path(key)}", 1, 1), "새 주소의 페이지입니다."),)
            if key
            else (),
            lacking=lacking_page(address.removeprefix("/")),
        )


def _how_to_move(address: str, now: str) -> str:
    """What to do about a page that is gone. now: the address that it may have now, or nothing."""
    old, new = (one.strip("/") or "index" for one in (address, now or "/옮긴/곳/"))
    return (
        f"옮겼다면 파일을 되돌린 뒤 make move FROM={old} TO={new}을(를) 쓰거나, "
        f"{REDIRECTS}에 '{address}: {now or '/옮긴/곳/'}' 줄을 더하십시오."
    )


def _redirects(project: Project) -> Iterator[Finding]:
    file, _ = document(project.memo, REDIRECTS)
    if file is None or file.value is None:
        return
    if not isinstance(file.value, dict):
        message = "'옛 주소: 새 주소'의 묶음이 아닙니다."
        yield Finding(REDIRECT, Span(REDIRECTS, 1, 1), message, _FORMS)
        return
    for old, new in file.value.items():
        place = place_in(project.memo, REDIRECTS, (old,), key=True)
        span = Span(REDIRECTS, place.line, place.column, len(old))
        if not (isinstance(new, str) and _are_alike(old, new)):
            yield Finding(REDIRECT, span, f"'{old}'을(를) 옮긴 곳이 주소가 아닙니다.", _FORMS)
        elif new == old or new in redirects(project.memo):
            yield _chain(project.memo, span, old, new)
        elif wrong := (_old(project.memo, old) or _new(project.memo, new)):
            yield Finding(REDIRECT, span, *wrong)


def _are_alike(old: str, new: str) -> bool:
    """Whether both are addresses of this site, or both names of records."""
    are_named = bool(_NAME.fullmatch(old) and _NAME.fullmatch(new))
    return are_named or bool(_ADDRESS.fullmatch(old) and _ADDRESS.fullmatch(new))


def _chain(memo: Memo, span: Span, old: str, new: str) -> Finding:
    """A redirect that leads to another one, or back to where it came from."""
    seen, end = {old}, new
    while end in redirects(memo) and end not in seen:
        seen.add(end)
        end = redirects(memo)[end]
    if end in seen:
        message = f"'{old}'에서 옮겨 간 곳을 따라가면 제자리로 돌아옵니다."
        return Finding(REDIRECT, span, message, "지금 페이지가 있는 주소를 쓰십시오.")
    behind = Span(span.path, span.line, span.column + span.length + 1)
    found = standing(memo, behind, new)
    return Finding(
        REDIRECT,
        span,
        f"'{old}'에서 옮겨 간 '{new}'도 옮긴 주소입니다.",
        f"마지막 곳을 바로 쓰십시오: {end}",
        fix=mended(found, new, end) if found else None,
    )


def _old(memo: Memo, old: str) -> tuple[str, str] | None:
    """What is wrong with what is said to have moved: message and hint."""
    page, mark, anchor = old.partition("#")
    if not old.startswith("/"):
        message = f"옮겼다는 기록 '{old}'이(가) 아직 있습니다."
        is_there = _is_named(memo, old)
        return (message, "줄을 지우거나 make move로 옮기십시오.") if is_there else None
    if is_file(old):
        return None
    key = page_of(memo, page)
    if not mark:
        message = f"'{old}'에는 페이지가 있습니다. 있는 페이지는 다른 곳으로 넘기지 않습니다."
        return (message, "줄을 지우십시오.") if page in addresses(memo) else None
    if page not in addresses(memo):
        return (
            f"'{page}'에 페이지가 없습니다.",
            "옮긴 자리의 옛 주소는 지금 있는 페이지의 것입니다.",
        )
    if key and anchor in (anchors(memo, key, SOURCE_LANG) or ()):
        return f"'{old}'이(가) 아직 있습니다.", "줄을 지우십시오."
    return None


def _new(memo: Memo, new: str) -> tuple[str, str] | None:
    """What is wrong with where something is said to be now: message and hint."""
    page, mark, anchor = new.partition("#")
    if not new.startswith("/"):
        message = f"기록 '{new}'이(가) 없습니다."
        may_be = _is_named(memo, new) or _is_unread(memo, new.partition(".")[0])
        return None if may_be else (message, "식별자를 확인하십시오.")
    if is_file(new):
        return (
            None if _has_file(memo, new) else (f"'{new}' 파일이 없습니다.", "주소를 확인하십시오.")
        )
    if page not in addresses(memo):
        known = addresses(memo)
        return f"'{page}'에 페이지가 없습니다.", f"주소를 확인하십시오.{suggestion(page, known)}"
    key = page_of(memo, page)
    known_anchors = anchors(memo, key, SOURCE_LANG) if key and mark else None
    if known_anchors is None or anchor in known_anchors:
        return None
    near = get_close_matches(anchor, sorted(known_anchors), n=1)
    hint = f" 혹시 '{near[0]}'?" if near else ""
    return f"'{page}'에 '#{anchor}'이(가) 없습니다.", f"식별자를 확인하십시오.{hint}"


def _has_file(memo: Memo, address: str) -> bool:
    """Whether a site has a file, or cannot be made for what is told of elsewhere."""
    try:
        return address in published_files(memo)
    except Unanswered:
        return True


def _is_named(memo: Memo, name: str) -> bool:
    """Whether a record has a name such as `vendors.foo`, or an event of one `vendors.foo.renamed`."""
    found = symbol(memo, name)
    if found is None:
        return False
    events = getattr(record(memo, *found.datum), "events", ())
    return not found.part or any(one.key == found.part for one in events)


def _is_unread(memo: Memo, collection: str) -> bool:
    """Whether some record of a collection could not be read, so that it may be any."""
    return collection in BY_NAME and bool(unread(memo, collection))


CHECKS = (
    Check(_unlisted, (UNLISTED,)),
    Check(_gone, (GONE,)),
    Check(_redirects, (REDIRECT,)),
)
