"""`kb translate`: from what is missing to what is done."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import click

from kb.addresses import page_path
from kb.commands import root_option
from kb.memo import Memo, text
from kb.open import STORE, code_version, open_project
from kb.project import CONFIG, Project
from kb.read import META, PageError, parse_page
from kb.rules.settings import setting_mistakes
from kb.site.desk import Desk, DeskError, desk_of, require_whole
from kb.site.reach import glossary_of, page_reach, record_reach
from kb.translation import lock
from kb.translation.diff import Op, changes, in_brackets, render
from kb.translation.draft import VARIABLE, DraftError, draft_of
from kb.translation.git import History
from kb.translation.mark import marked_lock, marked_page
from kb.translation.past import Pasts
from kb.translation.report import Item, due, in_words, page_report, string_item, summed
from kb.translation.seen import UNTOUCHED, forget, note_seen, obstacle, read_seen
from kb.translation.state import string_states
from kb.translation.status import BEHIND, Status, argument, part_statuses
from kb.translation.write import add_missing, scaffold, with_draft

_COLOURS = {Op.REMOVED: "red", Op.ADDED: "green"}
_AT_ONCE = 20
"""How many texts of the data are shown at once: what scrolls by has not been seen."""


@click.command()
@click.argument("names", nargs=-1, metavar="[PAGE…]")
@click.option("--done", is_flag=True, help="본 것을 다 옮겼다고 표시한다.")
@click.option("--section", "sections", multiple=True, help="이 부분만. 여러 번 쓸 수 있다.")
@click.option("--same", is_flag=True, help="고칠 영어가 없다. --done, --section과 함께 쓴다.")
@click.option("--draft", is_flag=True, help=f"{VARIABLE}의 명령이 쓴 초안을 빠진 절에 넣는다.")
@root_option
def translate(
    names: tuple[str, ...],
    done: bool,
    sections: tuple[str, ...],
    same: bool,
    draft: bool,
    root: Path,
) -> None:
    """옮길 것을 보여 주고, 다 옮긴 것을 표시한다. PAGE는 market/size, data/vendors/neptune 따위다.

    PAGE가 없으면 무엇이 남았는지를 독자가 많이 보는 것부터 보여 준다.
    """
    if same and not (done and sections):
        raise click.ClickException(
            "SAME=1은 무엇이 그대로인지 함께 말한다: PAGE=… SECTION=… DONE=1 SAME=1"
        )
    if (done or draft or sections) and not names:
        raise click.ClickException("PAGE를 쓴다. 남은 것 보기: make translate")
    memo = open_project(root, version="" if names else code_version())
    if wrong := setting_mistakes(memo):
        raise click.ClickException(f"{CONFIG}:{wrong[0].place.line}: {wrong[0].message}")
    project, pasts = Project(memo), Pasts(History(root))
    if not names:
        _echo(_overview(project, pasts))
        return
    is_left = False
    try:
        for name in names:
            desk = desk_of(root, project, pasts, name, sections)
            if draft:
                _echo(_drafted(desk))
            elif done:
                is_left |= _done(desk, same=same)
            else:
                _echo(_shown(desk))
    except DeskError as error:
        raise click.ClickException(str(error)) from None
    sys.exit(1 if is_left else 0)


def _echo(lines: Iterator[str]) -> None:
    for line in lines:
        click.echo(line)


def _overview(project: Project, pasts: Pasts) -> Iterator[str]:
    """What is left, by file, in the order in which readers meet it."""
    groups: dict[str, list[Item]] = {}
    reach: dict[str, tuple[int, int]] = {}
    for key in project.keys:
        if items := due(page_report(project, key, pasts).parts):
            groups[argument(key)], reach[argument(key)] = list(items), page_reach(project.memo, key)
    for state in string_states(project.memo):
        if state.status.is_due:
            item = string_item(project.memo, state, pasts)
            groups.setdefault(item.target, []).append(item)
            shown = record_reach(project.memo, *state.string.datum)
            reach[item.target] = max(shown, reach.get(item.target, shown))
    if not groups:
        yield "모두 최신이다."
        return
    total = sum(item.words for items in groups.values() for item in items)
    yield f"옮길 것이 있는 곳 {len(groups)}개, 한국어 낱말 {total:,}개. 독자가 많이 보는 것부터:"
    first = sorted(groups, key=lambda target: (*(-part for part in reach[target]), target))
    for target in first:
        yield f"  {_line(target, groups[target], reach[target])}"
    yield f"다음: make translate PAGE={first[0]}"


def _line(target: str, items: Sequence[Item], reach: tuple[int, int]) -> str:
    tier, pages = reach
    is_page = items[0].datum is None
    met = ("", "절의 첫 페이지", "홈")[tier] or (
        f"{pages}개 페이지가 가리킨다" if is_page else f"{pages}개 페이지에 보인다"
    )
    return f"{target}: {summed(items)} · {met}"


def _shown(desk: Desk) -> Iterator[str]:
    """What there is to do, each with all that is needed for it; frames for what is missing are written."""
    if desk.key:
        yield from _framed(desk)
    yield from _moved(desk)
    work = desk.work
    strings = [item for item in work if item.datum]
    shown = [item for item in work if not item.datum] + strings[:_AT_ONCE]
    for item in shown:
        yield from _item(desk.memo, item)
    note_seen(desk.root / STORE, shown)
    if len(strings) > _AT_ONCE:
        yield f"자료의 글이 {len(strings) - _AT_ONCE}개 더 있다. 이만큼을 마치고 다시 보면 이어진다."
    if not desk.moved or work:
        yield _next(desk, "다 옮겼으면", "DONE=1") if work else f"{desk.target}: 모두 최신이다."


def _item(memo: Memo, item: Item) -> Iterator[str]:
    """The Korean before and after, the English now, and the terms that occur."""
    title = f" · {item.title}" if item.title else ""
    yield f"{_name(item)}{title} · {in_words(item)} · {item.path}:{item.line}"
    yield from _differences(item.before.korean, item.korean)
    if item.english and item.status in BEHIND:
        yield "  지금의 영어"
        yield from _indented(item.english)
    if used := glossary_of(memo, item.korean):
        yield f"  용어: {', '.join(f'{ko} → {en}' for ko, en in used)}"


def _name(item: Item) -> str:
    return item.name.removeprefix("data/") if item.datum else item.part


def _framed(desk: Desk) -> Iterator[str]:
    """Write the frame of a page that is missing, or of its missing sections."""
    korean, english = desk.project.pages[desk.key, "ko"], desk.project.pages.get((desk.key, "en"))
    path = f"docs/{page_path(desk.key, 'en')}"
    if english is None:
        desk.write(path, scaffold(korean))
        yield f"{path}을(를) 만들었다. 주석으로 든 한국어를 영어로 옮긴다."
        return
    written = text(desk.memo, path) or ""
    framed = add_missing(korean, english, written, desk.moved)
    if framed != written:
        desk.write(path, framed)
        yield f"빠진 부분의 뼈대를 {path}에 넣었다."


def _done(desk: Desk, *, same: bool) -> bool:
    """Mark what was seen and is translated. Returns whether something of it is left."""
    require_whole(desk)
    store, work = desk.root / STORE, desk.work
    seen = read_seen(store)
    reasons = {item: obstacle(item, seen, same=same) for item in work}
    done = [item for item in work if not reasons[item]]
    left = [(item, reason) for item, reason in reasons.items() if reason]
    parts = [item.part for item in done if not item.datum]
    strings = [f"{item.target.removeprefix('data/')} {item.part}" for item in done if item.datum]
    if desk.key:
        _mark_page(desk, parts)
    if strings or not desk.key:
        desk.write(lock.PATH, marked_lock(desk.memo, strings))
    forget(store, [item.name for item in done])
    click.echo(
        f"{desk.target}: {len(done)}개를 최신으로 표시했다."
        if work
        else f"{desk.target}: 모두 최신이다."
    )
    _echo(_moved(desk))
    _echo(_left(desk, left))
    return bool(left or desk.moved)


def _moved(desk: Desk) -> Iterator[str]:
    """Sections that are translated and have another id there."""
    for now, old in desk.moved.items():
        yield f"{now}: 영어의 식별자가 아직 '{old}'이다. make check FIX=1이 고친다."


def _mark_page(desk: Desk, parts: Collection[str]) -> None:
    pages, path = desk.project.pages, f"docs/{page_path(desk.key, 'en')}"
    before = text(desk.memo, path) or ""
    after = marked_page(pages[desk.key, "ko"], pages[desk.key, "en"], before, parts)
    if after != before:
        desk.write(path, after)


def _left(desk: Desk, left: Sequence[tuple[Item, str]]) -> Iterator[str]:
    """What was not marked, why, and what to do about it."""
    if not left:
        return
    yield f"표시하지 않은 것 {len(left)}개:"
    for item, reason in left[:_AT_ONCE]:
        yield f"  {_name(item)}: {reason}."
    if len(left) > _AT_ONCE:
        yield f"  … 외 {len(left) - _AT_ONCE}개"
    untouched = [item.part for item, reason in left if reason == UNTOUCHED]
    if untouched:
        names = f'SECTION="{" ".join(untouched[:_AT_ONCE])}"'
        yield _next(desk, "영어를 고칠 것이 없으면", f"{names} DONE=1 SAME=1")
    if len(untouched) < len(left):
        yield _next(desk, "보기")


def _drafted(desk: Desk) -> Iterator[str]:
    """Put a machine's drafts where a page has no translation yet."""
    command = os.environ.get(VARIABLE, "")
    if not command.strip():
        raise click.ClickException(
            f"{VARIABLE}에 한국어를 읽어 영어를 쓰는 명령을 적는다. 보기: {VARIABLE}='mt --to en'"
        )
    if not desk.key:
        raise click.ClickException("초안은 페이지에만 넣는다. 자료의 글은 사람이 옮긴다.")
    yield from _framed(desk)
    missing = [item for item in desk.work if item.status is Status.MISSING and item.part != META]
    for item in missing:
        yield f"{item.part} · {item.title}: {_draft(desk, item, command)}"
    yield _next(desk, "읽고 고치려면" if missing else "초안을 넣을 빠진 절이 없다. 보기")


def _draft(desk: Desk, item: Item, command: str) -> str:
    """Put in the draft of one section. Raises ClickException where there is none."""
    pages, path = desk.project.pages, f"docs/{page_path(desk.key, 'en')}"
    korean, english = pages[desk.key, "ko"], pages[desk.key, "en"]
    section = korean.section(item.part)
    source = korean.body[section.start : section.end] if section else item.korean
    try:
        draft = draft_of(command, source)
    except DraftError as error:
        raise click.ClickException(f"{item.part}: {error}.") from None
    written = with_draft(korean, english, text(desk.memo, path) or "", item.part, draft)
    try:
        after = part_statuses(korean, parse_page(english.path, written))
        is_whole = [part.status for part in after if part.id == item.part] == [Status.DRAFT]
    except PageError:
        is_whole = False
    if not is_whole:
        raise click.ClickException(f"{item.part}: 초안이 주석 밖으로 나와 넣지 않았다.")
    desk.write(path, written)
    return "초안을 주석으로 넣었다."


def _differences(old: str | None, new: str) -> Iterator[str]:
    """Changed sentences, or all of the Korean where the old one is not known."""
    shown = list(changes(old, new)) if old is not None else []
    yield from (f"    {render(change, _marked)}" for change in shown)
    if not shown:
        yield from _indented(new)


def _indented(text: str) -> Iterator[str]:
    return (f"    {line}" for line in text.splitlines() if line.strip())


def _marked(kind: Op, text: str) -> str:
    return click.style(in_brackets(kind, text), fg=_COLOURS.get(kind))


def _next(desk: Desk, when: str, more: str = "") -> str:
    asked = (
        f'SECTION="{" ".join(desk.sections)}"' if desk.sections and "SECTION" not in more else ""
    )
    return " ".join(filter(None, (f"{when}: make translate PAGE={desk.target}", asked, more)))
