"""What the preview is made of, each part alone: its answers are those that a build writes."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
import yaml
from watchdog.observers.polling import PollingObserver

from conftest import EPOCH, ROOT, SITE_URL, small_project
from kb.addresses import page_path
from kb.charts.markup import PLUGIN_SCRIPT
from kb.host import supervise
from kb.host.answers import Answers
from kb.host.frame import THEME, Served, environment, menu, titles
from kb.host.kept import keep_read, take_read
from kb.host.survey import Survey
from kb.host.trouble import place_of
from kb.host.turns import Turns
from kb.host.watch import Changes
from kb.memo import Memo
from kb.open import ANSWERS, STORE, code_version, open_project
from kb.project import DOCS, page_or_error, written
from kb.show.templates import templates
from kb.site.link import article
from kb.site.named import HASHED_FOLDERS, plain_name
from kb.store import load
from kb.text import LANGS

PATIENCE = 120.0
SERVED = Served(ROOT, SITE_URL)


@pytest.fixture(scope="module")
def memo(elsewhere: Path) -> Memo:
    """The real project, with what the command remembers of it."""
    kept = load(elsewhere / STORE / ANSWERS, code_version())
    assert kept
    opened = open_project(ROOT, "2026-11-23")
    opened.loaded(kept)
    return opened


@pytest.fixture(scope="module")
def answers(memo: Memo) -> Iterator[Answers]:
    turns = Turns()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BUILD_EN", "true")
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        survey = Survey(memo, turns)
        yield Answers(memo, SERVED, LANGS, turns, survey, hurry=True)


def test_every_file_of_a_build_is_answered_with_the_same_bytes(
    memo: Memo, answers: Answers, site: Path
) -> None:
    bar = str(templates(memo, "ko").render("preview", kind="bar", hurry=True))
    wrong = []
    whole = site / "build.json"  # of all files, which a preview does not make
    files = [path for path in site.rglob("*") if path.is_file() and path != whole]
    paths = [file.relative_to(site).as_posix() for file in files]
    # In a preview styles and scripts have the names that they have in the project.
    hashed = [path for path in paths if path.startswith(HASHED_FOLDERS[1:])]
    for file, path in zip(files, paths, strict=True):
        answer = answers.at(
            (plain_name(path) if path in hashed else path).removesuffix("index.html")
        )
        content = answer.content
        if isinstance(content, str):
            assert bar in content
            content = content.replace(bar, "").encode()
        built = file.read_bytes()
        for name in hashed:
            built = built.replace(name.encode(), plain_name(name).encode())
        if content != built:
            wrong.append(path)
    assert not wrong


def test_what_is_nowhere_gets_the_page_that_says_so(answers: Answers) -> None:
    for path in ("no/", "no", "en/no/", "market/no.png", "../mkdocs.yml", "search/no.txt"):
        assert answers.at(path).status is HTTPStatus.NOT_FOUND, path
    assert answers.at("market/size").location == "/market/size/"


def test_a_title_needs_no_content_and_is_that_of_the_content(memo: Memo) -> None:
    for lang in LANGS:
        for key, title in titles(memo, lang).items():
            finished = article(memo, key, lang)
            assert finished is not None
            assert title == finished.title


def test_what_was_read_is_kept_over_a_change_of_other_code(memo: Memo, tmp_path: Path) -> None:
    pages = written(memo)
    first, second = (Memo(memo.reader, {}, tmp_path) for _ in range(2))
    assert not take_read(first)
    written(first)
    keep_read(first)
    assert take_read(second)
    assert (page_or_error, ("index.md",)) in second.answered
    assert written(second) == pages


def test_a_chore_waits_until_no_reader_does() -> None:
    turns, order = Turns(), list[str]()
    chore_waits = threading.Event()

    def read() -> None:
        with turns.reader():
            order.append("reader")

    def do_chore() -> None:
        chore_waits.set()
        with turns.chore():
            order.append("chore")

    threads = [threading.Thread(target=do_chore), *(threading.Thread(target=read) for _ in "12")]
    with turns.reader():
        threads[0].start()
        assert chore_waits.wait(PATIENCE)
        for thread in threads[1:]:
            thread.start()
        while len(turns._waiting) < 2:
            pass
    for thread in threads:
        thread.join(PATIENCE)
    assert order == ["reader", "reader", "chore"]


def test_who_gives_way_goes_on_behind_those_who_waited() -> None:
    turns, order = Turns(), list[str]()

    def read() -> None:
        with turns.reader():
            order.append("other")

    other = threading.Thread(target=read)
    with turns.reader():
        other.start()
        while not turns._waiting:
            pass
        turns.give_way()
        order.append("self")
    other.join(PATIENCE)
    assert order == ["other", "self"]


def test_a_page_that_goes_while_others_have_their_turn_is_gone(tmp_path: Path) -> None:
    root = small_project(tmp_path / "kb")
    page = root / "docs" / "late.md"
    page.write_text("---\ntitle: 출처\ndescription: 출처\n---\n\n{{ sources() }}\n", "utf-8")
    memo = open_project(root, "2026-11-23")

    class Waiting(Turns):
        def give_way(self) -> None:
            page.unlink(missing_ok=True)
            memo.changed(["docs/late.md"])

    turns, served = Waiting(), Served(root, SITE_URL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        answers = Answers(memo, served, ("ko",), turns, Survey(memo, turns), hurry=True)
        assert answers.at("late/").status == HTTPStatus.NOT_FOUND
    assert not page.exists()


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    (tmp_path / "docs" / "market").mkdir(parents=True)
    (tmp_path / "docs" / "index.md").write_text("one")
    (tmp_path / "mkdocs.yml").write_text("one")
    return tmp_path


def seen(changes: Changes, *paths: str) -> None:
    """Wait until all paths have been told of."""
    found: set[str] = set()
    waiting = threading.Thread(target=lambda: _gather(changes, found, set(paths)), daemon=True)
    waiting.start()
    waiting.join(PATIENCE)
    assert found >= set(paths)


def _gather(changes: Changes, found: set[str], wanted: set[str]) -> None:
    while not found >= wanted:
        found |= changes.next()
    assert not any("~" in path or ".swp" in path or "other" in path for path in found)


def test_saves_of_every_kind_are_noticed(watched: Path) -> None:
    changes = Changes(watched, ("docs", "data"), ("mkdocs.yml",))
    page = watched / "docs" / "index.md"
    (watched / "docs" / ".index.md.swp").write_text("an editor's")
    (watched / "other.md").write_text("not watched")
    page.write_text("two")
    seen(changes, "docs/index.md")
    page.with_name("index.md~").write_text("three")
    page.with_name("index.md~").replace(page)
    seen(changes, "docs/index.md")
    (watched / "mkdocs.yml").write_text("two")
    seen(changes, "mkdocs.yml")
    (watched / "docs" / "new").mkdir()
    (watched / "docs" / "new" / "page.md").write_text("new")
    seen(changes, "docs/new/page.md")
    page.unlink()
    seen(changes, "docs/index.md")


def test_a_folder_that_is_made_anew_is_watched_again(watched: Path) -> None:
    changes = Changes(watched, ("docs", "data"), ("mkdocs.yml",))
    (watched / "docs").rename(watched / "other")
    seen(changes, "docs")
    (watched / "data").mkdir()
    (watched / "docs").mkdir()
    (watched / "docs" / "index.md").write_text("two")
    seen(changes, "docs", "data")  # which stand for what is in them
    (watched / "docs" / "index.md").write_text("three")
    seen(changes, "docs/index.md")
    (watched / "data" / "words.yml").write_text("a: b")
    seen(changes, "data/words.yml")


def test_the_place_of_a_fault_is_the_innermost_in_the_project(tmp_path: Path) -> None:
    (tmp_path / "hooks").mkdir()
    code = tmp_path / "hooks" / "wrong.py"
    code.write_text("\n\ndef wrong():\n    return int('x')\n")
    names: dict[str, object] = {}
    exec(compile(code.read_text(), str(code), "exec"), names)
    with pytest.raises(ValueError) as caught:
        names["wrong"]()  # type: ignore[operator]
    assert place_of(caught.value, tmp_path) == "hooks/wrong.py:4"
    with pytest.raises(ZeroDivisionError) as elsewhere:
        1 / 0  # noqa: B018
    assert place_of(elsewhere.value, tmp_path) == ""


def test_the_next_free_port_is_free() -> None:
    taken = supervise.listen(0)
    port = taken.getsockname()[1]
    with pytest.raises(OSError):
        supervise.listen(port)
    other = supervise.free_port(port)
    assert other > port
    supervise.listen(other).close()
    taken.close()


def test_where_the_system_does_not_tell_the_files_are_looked_at(
    watched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refused(PollingObserver):
        def start(self) -> None:
            raise OSError("inotify watch limit reached")

    monkeypatch.setattr("kb.host.watch.Observer", Refused)
    changes = Changes(watched, ("docs",), ("mkdocs.yml",))
    (watched / "docs" / "index.md").write_text("two and three")
    seen(changes, "docs/index.md")


def test_code_that_is_saved_while_it_is_read_is_newer(tmp_path: Path) -> None:
    (tmp_path / "hooks").mkdir()
    code = tmp_path / "hooks" / "one.py"
    code.write_text("")
    saved = code.stat().st_mtime
    assert supervise.is_newer(tmp_path, saved - 1)
    assert not supervise.is_newer(tmp_path, saved + 1)


# What is taken from others


def test_all_that_is_taken_from_others_is_named_with_its_way_out(
    memo: Memo, answers: Answers
) -> None:
    for path in ("", "en/", "market/size/", "en/market/size/", "404.html", "assets/scripts/kb.js"):
        answers.at(path)
    expected = {*_templates(memo), *_files(memo), *_settings(memo), *_told(), PLUGIN_SCRIPT}
    for lang in LANGS:
        text = memo.reader.text(f"docs/{page_path('contributing/engine', lang)}") or ""
        table = text.partition("{#taken}")[2].partition("\n## ")[0]
        rows = [line.split("|") for line in table.splitlines() if line.startswith("| ")]
        named = [name for row in rows for name in re.findall("`([^`]+)`", row[2])]
        assert sorted(named) == sorted(expected)


def _templates(memo: Memo) -> set[str]:
    """The templates of others that have been rendered."""
    rendered = {name for lang in LANGS for _, name in environment(memo, SERVED, lang).cache}
    return {name for name in rendered if not (ROOT / THEME / name).exists()}


def _files(memo: Memo) -> set[str]:
    """The files of others that are published, or read; whatever their version."""
    own = {str(ROOT / DOCS), str(ROOT / THEME)}
    files = menu(memo, SERVED, "ko").files
    published = (file.src_uri for file in files if file.src_dir not in own)
    hashed = re.compile(r"(?<=\.)[0-9a-f]{8}(?=\.)")
    return {hashed.sub("*", path) for path in published} | {"assets/stylesheets/main.*.css"}


def _settings(memo: Memo) -> set[str]:
    """The theme's features, and the settings of plugins, that `mkdocs.yml` has."""
    config: Any = yaml.load(memo.reader.text("mkdocs.yml") or "", yaml.BaseLoader)
    plugins = config["plugins"]
    languages = plugins["i18n"]["languages"]
    keys = {key for of in (*plugins.values(), *languages) for key in of}
    return keys | set(config["theme"]["features"])


def _told() -> set[str]:
    """What code and templates ask the plugin for languages, and what it says of files."""
    asked = re.compile(r"\bi18n\.(?!config\b)(\w+)|\b(?:file|source)\.(alternates|norm_src_uri)\b")
    places = (*(ROOT / "hooks").glob("*.py"), *(ROOT / "hooks" / "kb" / "host").glob("*.py"))
    places += (*(ROOT / THEME).glob("*.html"), *(ROOT / THEME / "partials").rglob("*.html"))
    found = (asked.findall(path.read_text("utf-8")) for path in places)
    return {one or other for names in found for one, other in names}
