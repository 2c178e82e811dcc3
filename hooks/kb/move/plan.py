"""A move from its two names to the texts that have to be written, tried before anything is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kb.addresses import page_path, site_address
from kb.editors.schemas import are_ids_known, schemas
from kb.findings.finding import Finding, errors, ordered
from kb.memo import Memo, Unanswered, text
from kb.move import pages, records
from kb.move.edits import Edit, MoveError, Overlay, by_file, edited, moved_path
from kb.move.names import Move, read
from kb.move.standing import Standing, renamed_anchors, renamed_files, standing
from kb.move.translations import lock_text, pinned
from kb.project import DOCS, page, written
from kb.redirects import ADDRESSES, REDIRECTS, address_list, published, redirects
from kb.rules.check import findings
from kb.rules.navigation import OMITTED
from kb.translation import lock

_UNREAD = ("config/", "file/", "page/syntax", "schema/", "yaml/")
"""Rules whose breach keeps something from being read, so that what it names is not known."""


@dataclass
class Plan:
    """What a move does. texts: of files by path, None for one that goes. files: new path of a file
    by its old one. redirects: what is added to them.
    """

    texts: dict[str, str | None] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)


def planned(memo: Memo, old: str, new: str) -> Plan:
    """What a move would write. The memo is left as if it were written, unless it is refused.

    old, new: names as `kb.move.names.read` takes them. Raises MoveError, with what stands in the
    way or would break.
    """
    wrong = errors(findings(memo))
    _refuse([each for each in wrong if each.rule.id.startswith(_UNREAD)])
    try:
        before = standing(memo)
    except Unanswered:  # the site cannot be made as it is
        _refuse(wrong)
        raise MoveError(_NO_SITE) from None
    move = read(memo, old, new)
    planning = _Planning(memo, move, before)
    reader = memo.reader
    try:
        planning.rename()
        _refuse([each for each in errors(before.findings) if each.span.path in planning.plan.texts])
        planning.follow()
        planning.settle()
    except (MoveError, Unanswered) as error:
        memo.reader = reader
        memo.changed(planning.plan.texts)
        raise error if isinstance(error, MoveError) else MoveError(_NO_SITE) from None
    return planning.plan


_NO_SITE = "옮기면 사이트를 만들 수 없어 옮기지 않았다."


def _refuse(wrong: Iterable[Finding]) -> None:
    found = [str(finding) for finding in ordered(wrong)]
    if found:
        raise MoveError("먼저 고칠 것이 있어 옮기지 않았다.", found)


class _Planning:
    """One move on its way. before: the project as it was."""

    def __init__(self, memo: Memo, move: Move, before: Standing) -> None:
        self.memo = memo
        self.move = move
        self.before = before
        self.pages = dict(move.pages)
        self.listed = pages.listed(memo)
        self.plan = Plan()

    def rename(self) -> None:
        """The thing itself, and everything that names it."""
        edits = [*self._of_pages(), *self._of_records(), *self._of_section()]
        for key, new in self.pages.items():
            for lang in pages.languages(self.memo, key):
                old_path, path = page_path(key, lang), page_path(new, lang)
                self.plan.files[f"{DOCS}/{old_path}"] = f"{DOCS}/{path}"
        self._write(edits, self.plan.files)

    def _of_pages(self) -> Iterator[Edit]:
        if not self.pages:
            return
        moved = pages.Moved(self.pages, {})
        for key, lang in written(self.memo):
            if found := page(self.memo, key, lang):
                yield from pages.link_edits(self.memo, found, moved)
        yield from pages.menu_edits(self.memo, self.pages)
        for old, new in self.pages.items():
            yield from records.words_edits(self.memo, old, new)

    def _of_records(self) -> Iterator[Edit]:
        if self.move.event:
            yield records.event_edit(self.memo, *self.move.event)
        if self.move.record:
            files, edits = records.file_edits(self.memo, *self.move.record)
            self.plan.files |= files
            yield from edits
            yield from records.reference_edits(self.memo, *self.move.record)
            for key, lang in written(self.memo):
                if found := page(self.memo, key, lang):
                    yield from records.call_edits(self.memo, found, *self.move.record)

    def _of_section(self) -> Iterator[Edit]:
        if self.move.section:
            yield from pages.heading_edits(self.memo, *self.move.section)

    def follow(self) -> None:
        """What follows from where things stand by now: links to them, the menu, old addresses."""
        now = standing(self.memo)
        anchors = renamed_anchors(self.before, now, self.pages, self.move.ids)
        moved = pages.Moved({}, anchors)
        edits = [
            edit
            for key, lang in written(self.memo)
            if (found := page(self.memo, key, lang))
            for edit in pages.link_edits(self.memo, found, moved)
        ]
        omitted = {each.pages for each in now.findings if each.rule.id == OMITTED.id}
        for old, new in self.pages.items():
            taken_out = old in self.listed and new not in pages.listed(self.memo)
            if taken_out or (page_path(new),) in omitted:
                edits += filter(None, [pages.menu_entry(self.memo, new)])
        self._write(edits)
        self._note_redirects(anchors, renamed_files(self.before, now, self.move.ids))

    def _note_redirects(
        self,
        anchors: Mapping[tuple[str, str], tuple[str, str]],
        files: Mapping[str, str],
    ) -> None:
        moved = {site_address(old): site_address(new) for old, new in self.pages.items()}
        new = {
            **moved,
            **{
                site_address(key, anchor): site_address(*place)
                for (key, anchor), place in anchors.items()
            },
            **files,
        }
        new |= self.move.names
        self.plan.redirects = new
        content = text(self.memo, REDIRECTS) or ""
        comment = "".join(line for line in content.splitlines(True) if line.startswith("#"))
        lines = led_on(redirects(self.memo), new).items()
        self._put({REDIRECTS: comment + "".join(f"{old}: {to}\n" for old, to in lines)})
        known = published(self.memo)
        if known is not None:
            self._put({ADDRESSES: address_list([*known, *moved.values()])})

    def settle(self) -> None:
        """Translations are as fresh as they were, and nothing is wrong that was not."""
        section = self.move.section
        for key, states in self.before.states.items():
            here = self.pages.get(key, key)
            ids = {section[1]: section[2]} if section and section[0] == key else {}
            path = f"{DOCS}/{page_path(here, 'en')}"
            pinned_text = pinned(self.memo, here, states, ids, text(self.memo, path) or "")
            self._put({path: pinned_text})
        if content := text(self.memo, lock.PATH):
            self._put(
                {lock.PATH: lock_text(self.memo, content, self.before.strings, self.plan.files)}
            )
        if are_ids_known(self.memo):
            made = schemas(self.memo).items()
            self._put({path: new for path, new in made if text(self.memo, path) is not None})
        found, now = self.before.findings, findings(self.memo)
        known = Counter((f.rule.id, moved_path(f.span.path, self.plan.files)) for f in found)
        more = Counter((f.rule.id, f.span.path) for f in now) - known
        broken = [str(f) for f in ordered(now) if (f.rule.id, f.span.path) in more]
        if broken:
            raise MoveError("옮기면 생기는 잘못이 있어 옮기지 않았다.", broken)

    def _write(self, edits: Iterable[Edit], files: Mapping[str, str] | None = None) -> None:
        """Take edits, then new paths, over into the project that is being planned."""
        texts: dict[str, str | None] = {
            path: edited(text(self.memo, path) or "", found)
            for path, found in by_file(edits).items()
        }
        for old, new in (files or {}).items():
            texts[new] = texts.get(old) or text(self.memo, old)
            texts[old] = None
        self._put(texts)

    def _put(self, texts: Mapping[str, str | None]) -> None:
        other = {path: new for path, new in texts.items() if text(self.memo, path) != (new or None)}
        if not other:
            return
        if not self.plan.texts:
            self.memo.reader = Overlay(self.memo.reader, self.plan.texts)
        self.plan.texts.update(other)
        self.memo.changed(other)


def led_on(before: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Redirects with new ones behind them, so that none leads to another or away from what is there.

    A place on a page that has moved is on that page still, and an event is still its record's.
    """

    def now(name: str) -> str:
        if name in new:
            return new[name]
        page, mark, anchor = name.partition("#")
        if mark and page in new:
            return new[page] + mark + anchor
        above = next((old for old in new if "/" not in old and name.startswith(f"{old}.")), "")
        return new[above] + name.removeprefix(above) if above else name

    found = {_place_now(old, new): now(target) for old, target in before.items()}
    for old, target in new.items():
        found.setdefault(old, target)
    live = {*new.values()}
    return {old: target for old, target in found.items() if old not in live and old != target}


def _place_now(old: str, new: Mapping[str, str]) -> str:
    """The old name of something; of a place, on the page where it is looked for by now."""
    page, mark, anchor = old.partition("#")
    return new[page] + mark + anchor if mark and page in new else old
