"""What a translator works on: a page with the texts that it shows, or texts of the data."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from kb.addresses import page_path
from kb.folder import write
from kb.korean.wording import listed, suggestion
from kb.memo import Memo, text
from kb.project import Project, page_or_error, page_paths
from kb.read import Page, PageError
from kb.redirects import page_meant
from kb.site.reach import strings_of
from kb.text import LANGS, Lang
from kb.translation import lock
from kb.translation.past import Pasts
from kb.translation.report import Item, due, page_report, string_item
from kb.translation.state import draft_states, string_states
from kb.translation.status import argument, extras, renamed


class DeskError(Exception):
    """What was asked for cannot be worked on. Its message says why, in Korean."""


@dataclass(frozen=True)
class Desk:
    """What a translator works on. key: of a page; empty for texts of the data.

    target: what `make translate PAGE=` takes. sections: the parts that were asked for; empty for all.
    """

    root: Path
    project: Project
    pasts: Pasts
    target: str
    key: str
    sections: Collection[str]

    @property
    def memo(self) -> Memo:
        return self.project.memo

    @property
    def work(self) -> tuple[Item, ...]:
        """Everything to be done here, the parts of a page before the texts that it shows."""
        found = due(self.items)
        return tuple(item for item in found if not self.sections or item.part in self.sections)

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that is translated here, done or not."""
        if self.key:
            parts = page_report(self.project, self.key, self.pasts).parts
            states = strings_of(self.memo, self.key)
        else:
            parts, states = (), _states_below(self.memo, self.target)
        return (*parts, *(string_item(self.memo, state, self.pasts) for state in states))

    @property
    def moved(self) -> dict[str, str]:
        """Sections that have another id in the translation: that one by the id of today."""
        korean, english = self.page("ko"), self.page("en")
        return renamed(korean, english) if korean and english else {}

    def page(self, lang: Lang) -> Page | None:
        """The page in a language; None where there is none, or where this is about data."""
        return self.project.pages.get((self.key, lang))

    def write(self, path: str, content: str) -> None:
        """Write a file of the project and look at it anew."""
        write(self.root, {path: content})
        self.memo.changed([path])


def desk_of(
    root: Path, project: Project, pasts: Pasts, name: str, sections: Collection[str]
) -> Desk:
    """What a name means. Raises DeskError where that is nothing that can be read."""
    key = page_meant(project.memo, name).removesuffix(".yml")
    if key.partition("/")[0] == "data" and not name.removeprefix("./").startswith("docs/"):
        desk = Desk(root, project, pasts, key, "", sections)
        _require_strings(desk)
    else:
        desk = Desk(root, project, pasts, argument(key), key, sections)
        _require_page(desk)
    _require_sections(desk)
    return desk


def _require_page(desk: Desk) -> None:
    key, project = desk.key, desk.project
    for path in (page_path(key, lang) for lang in LANGS):
        if path in page_paths(desk.memo):
            found = page_or_error(desk.memo, path)
            if isinstance(found, PageError):
                raise DeskError(f"docs/{path}:{found.line}: {found.message}")
    if key not in project.keys:
        hint = suggestion(key, project.keys)
        raise DeskError(f"'{key}' 페이지가 없다.{hint} 보기: market/size")


def _require_sections(desk: Desk) -> None:
    known = {item.part for item in desk.items} if desk.sections else set()
    for section in desk.sections:
        if section not in known:
            hint = suggestion(section, sorted(known))
            raise DeskError(f"{desk.target}에 '{section}'이(가) 없다.{hint}")


def _require_strings(desk: Desk) -> None:
    if not _states_below(desk.memo, desk.target):
        states = string_states(desk.memo)
        known = sorted({state.string.path.removesuffix(".yml") for state in states})
        hint = suggestion(desk.target, known)
        raise DeskError(f"'{desk.target}'에는 옮길 글이 없다.{hint}")


def _states_below(memo: Memo, target: str) -> tuple[lock.StringStatus, ...]:
    """The texts of a file or a folder of the data, of drafts, too."""
    every = (*string_states(memo), *draft_states(memo))
    return tuple(state for state in every if _is_below(state.string.path, target))


def _is_below(path: str, target: str) -> bool:
    return target == "data" or path == f"{target}.yml" or path.startswith(f"{target}/")


def require_whole(desk: Desk) -> None:
    """Raises DeskError where files hold what no command wrote, or what may not be marked."""
    if odd := list(lock.odd_lines(text(desk.memo, lock.PATH) or "")):
        places = listed([f"{lock.PATH}:{line}" for line in odd], 3)
        raise DeskError(f"{places}: 명령이 쓰지 않은 줄이 있다. 먼저 되돌린다.")
    if not desk.key:
        return
    pages = desk.project.pages
    korean, english = pages[desk.key, "ko"], pages.get((desk.key, "en"))
    if english is None:
        raise DeskError(
            f"docs/{page_path(desk.key, 'en')}이(가) 없다. 먼저: make translate PAGE={desk.target}"
        )
    known = desk.moved.values()
    if unknown := [extra for extra in extras(korean, english) if extra.text not in known]:
        places = "\n".join(f"  docs/{english.path}:{e.line}:{e.column} {e.text}" for e in unknown)
        raise DeskError(f"영어에만 있는 것이 있다. 지우거나 한국어에도 쓴다.\n{places}")
