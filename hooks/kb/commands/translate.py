"""`kb translate`: what is to be translated, and that it is done."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import click

from kb.commands import root_option
from kb.facts.collections import COLLECTIONS
from kb.facts.load import files_of, holding
from kb.korean.wording import suggestion
from kb.open import open_project
from kb.project import Project
from kb.translation import lock
from kb.translation.diff import Kind, changes, in_brackets, render
from kb.translation.git import history
from kb.translation.pins import page_pins, page_texts
from kb.translation.report import (
    in_words,
    page_report,
    remembered,
    string_report,
)
from kb.translation.state import data_strings, string_states
from kb.translation.state import lock as pins_of_data
from kb.translation.status import Status, argument, extras, part_statuses, pins_of
from kb.translation.strings import DataString
from kb.translation.write import add_missing, scaffold, set_pins

_COLOURS = {Kind.REMOVED: "red", Kind.ADDED: "green"}


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="PAGE…")
@click.option("--done", is_flag=True, help="다 옮겼다고 표시한다.")
@click.option("--section", "sections", multiple=True, help="이 부분만. 여러 번 쓸 수 있다.")
@root_option
def translate(names: tuple[str, ...], done: bool, sections: tuple[str, ...], root: Path) -> None:
    """옮길 것을 보여 준다. PAGE는 market/size, data/vendors/neptune, data 따위다."""
    loaded = Project(open_project(root))
    for name in names:
        key = _key(name)
        if key.partition("/")[0] == "data" and not _is_page(name):
            strings = _strings_below(loaded, key)
            lines = _data_done(root, strings, loaded) if done else _data_changes(root, loaded, key)
        else:
            _require_page(loaded, key)
            lines = (
                _page_done(root, loaded, key, sections)
                if done
                else _page_changes(root, loaded, key, sections)
            )
        for line in lines:
            click.echo(line)


def _page_changes(
    root: Path, loaded: Project, key: str, sections: Collection[str]
) -> Iterator[str]:
    """What a translator has to do on a page; frames for what is missing are written."""
    korean, english = loaded.pages[key, "ko"], loaded.pages.get((key, "en"))
    path = root / "docs" / f"{key}.en.md"
    if english is None:
        path.write_text(scaffold(korean), "utf-8", newline="\n")
        yield f"docs/{key}.en.md을(를) 만들었다. 주석으로 든 한국어를 영어로 옮긴다."
        yield _next(argument(key))
        return
    found = page_report(loaded, key, history(root))
    todo = [
        item
        for item in found.parts
        if item.part.status is not Status.FRESH and (not sections or item.part.id in sections)
    ]
    for item in todo:
        yield f"{item.part.id} · {item.part.title} · {in_words(item)}"
        yield from _differences(item.old, page_texts(korean)[item.part.id])
    text = path.read_text("utf-8")
    framed = add_missing(korean, english, text)
    if framed != text:
        path.write_text(framed, "utf-8", newline="\n")
        yield f"빠진 부분의 뼈대를 docs/{key}.en.md에 넣었다."
    yield _next(argument(key)) if todo else f"{key}: 모두 최신이다."


def _page_done(root: Path, loaded: Project, key: str, sections: Collection[str]) -> Iterator[str]:
    """Pin what is translated to the Korean of today."""
    korean, english = loaded.pages[key, "ko"], loaded.pages.get((key, "en"))
    if english is None:
        raise click.ClickException(
            f"docs/{key}.en.md이(가) 없다. 먼저: make translate PAGE={argument(key)}"
        )
    if unknown := list(extras(korean, english)):
        listed = "\n".join(f"  docs/{english.path}:{e.line}:{e.column} {e.text}" for e in unknown)
        raise click.ClickException(f"영어에만 있는 것이 있다. 지우거나 한국어에도 쓴다.\n{listed}")
    missing = [p.id for p in part_statuses(korean, english) if p.status is Status.MISSING]
    current, before = page_pins(korean), pins_of(english)
    done = [name for name in current if name not in missing and (not sections or name in sections)]
    pins = {
        name: value if name in done else before[name]
        for name, value in current.items()
        if name in done or name in before
    }
    path = root / "docs" / english.path
    path.write_text(set_pins(path.read_text("utf-8"), pins), "utf-8", newline="\n")
    yield f"{key}: {len(done)}개 부분을 최신으로 표시했다."
    if missing:
        yield f"아직 없는 부분: {', '.join(missing)}. 다음: make translate PAGE={argument(key)}"


def _data_changes(root: Path, loaded: Project, key: str) -> Iterator[str]:
    past = remembered(history(root))
    chosen = {string.key for string in _strings_below(loaded, key)}
    todo = [
        state
        for state in string_states(loaded.memo)
        if state.string.key in chosen and state.status is not Status.FRESH
    ]
    for state in todo:
        found = string_report(loaded.memo, state, past)
        place = f"{state.string.path}:{found.place.line}"
        yield f"{state.string.key} · {in_words(found)} · {place}"
        yield from _differences(found.old, state.string.ko)
    yield _next(key) if todo else f"{key}: 모두 최신이다."


def _data_done(root: Path, strings: list[DataString], loaded: Project) -> Iterator[str]:
    keys = {string.key for string in strings}
    before = pins_of_data(loaded.memo)
    # What cannot be read now, or is not shown yet, has not vanished.
    kept = {key: pin for key, pin in before.items() if key.split(" ")[0] in _unread(loaded)}
    pins = kept | lock.pinned_anew(data_strings(loaded.memo), before, keys)
    (root / lock.PATH).write_text(lock.write_lock(pins), "utf-8", newline="\n")
    loaded.memo.changed([lock.PATH])
    missing = sorted(string.key for string in strings if not string.en)
    yield f"{len(keys) - len(missing)}개 글을 최신으로 표시했다."
    if missing:
        yield f"영어가 없는 글: {', '.join(missing)}"


def _unread(loaded: Project) -> set[str]:
    """The files of the data, as the lock names them, of which something cannot be read or is a draft."""
    return {
        path.removeprefix("data/").removesuffix(".yml")
        for collection in COLLECTIONS
        for path in files_of(loaded.memo, collection.name)
        if (held := holding(loaded.memo, collection.name, path)).unread or held.drafts
    }


def _differences(old: str | None, new: str) -> Iterator[str]:
    """Changed sentences, or all of the Korean where the old one is not known."""
    if old is None:
        yield from (f"    {line}" for line in new.splitlines() if line.strip())
        return
    yield from (f"    {render(change, _marked)}" for change in changes(old, new))


def _marked(kind: Kind, text: str) -> str:
    return click.style(in_brackets(kind, text), fg=_COLOURS.get(kind))


def _next(key: str) -> str:
    return f"다 옮겼으면: make translate PAGE={key} DONE=1"


def _key(name: str) -> str:
    """A page's key from any way to write it: docs/market/size.en.md is market/size."""
    for prefix in ("./", "docs/"):
        name = name.removeprefix(prefix)
    for suffix in ("/", ".yml", ".md", ".en"):
        name = name.removesuffix(suffix)
    return name


def _is_page(name: str) -> bool:
    """Whether a name can mean a page only, whatever data there may be."""
    return name.removeprefix("./").startswith("docs/")


def _require_page(loaded: Project, key: str) -> None:
    if key not in loaded.keys:
        hint = suggestion(key, loaded.keys)
        raise click.ClickException(f"'{key}' 페이지가 없다.{hint} 보기: market/size")


def _strings_below(loaded: Project, key: str) -> list[DataString]:
    found = [
        string
        for string in data_strings(loaded.memo)
        if key == "data" or string.path == f"{key}.yml" or string.path.startswith(f"{key}/")
    ]
    if not found:
        known = sorted({s.path.removesuffix(".yml") for s in data_strings(loaded.memo)})
        raise click.ClickException(f"'{key}'에는 옮길 글이 없다.{suggestion(key, known)}")
    return found
