"""A translator works with two commands, `translate` and `status`."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click import Command
from click.testing import CliRunner, Result

from conftest import small_project
from kb.commands.check import check
from kb.commands.status import status
from kb.commands.translate import translate
from kb.read import parse_page
from kb.translation.draft import DraftError, draft_of
from kb.translation.git import History

KOREAN = """---
title: 시장
description: 크기
---

들어가며

## 규모 {#size}

시장은 크다. 계속 자란다.
"""
ENGLISH = """---
title: Market   # as in the menu
description: Size
---

Intro

## Size {#size}

The market is large. It keeps growing.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "docs" / "market").mkdir(parents=True)
    (tmp_path / "data" / "glossary").mkdir(parents=True)
    write(tmp_path, "mkdocs.yml", "site_name: 시험\n")
    write(tmp_path, "docs/market/index.md", KOREAN)
    write(tmp_path, "docs/market/index.en.md", ENGLISH)
    write(tmp_path, "data/words.yml", "hello: {ko: 안녕하세요, en: Hello}\nbye: {ko: 잘 가}\n")
    return tmp_path


def write(root: Path, path: str, text: str) -> None:
    (root / path).write_text(text, "utf-8")


def read(root: Path, path: str) -> str:
    return (root / path).read_text("utf-8")


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = read(root, path)
    assert old in text
    write(root, path, text.replace(old, new))


def commit(root: Path, date: str = "2026-11-20") -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "-q"], ["add", "-A"], [*identity, "commit", "-qm", "x"]):
        subprocess.run(
            ["git", "-C", str(root), *arguments],
            check=True,
            env={"GIT_COMMITTER_DATE": f"{date}T12:00:00Z", "PATH": "/usr/bin:/bin"},
        )


def run(command: Command, root: Path, *arguments: str, **environment: str) -> Result:
    result = CliRunner(env=environment).invoke(command, [*arguments, "--root", str(root)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def translated(root: Path, *names: str) -> Result:
    """Look and mark."""
    run(translate, root, *names)
    return run(translate, root, *names, "--done")


def pins(root: Path) -> dict[str, str]:
    page = parse_page("market/index.en.md", read(root, "docs/market/index.en.md"))
    return dict(page.meta.get("pins") or {})


def test_done_pins_a_page_and_changes_nothing_else(root: Path) -> None:
    result = translated(root, "market/index")
    assert result.exit_code == 0
    assert "3개를 최신으로" in result.output
    assert list(pins(root)) == ["_meta", "_intro", "size"]
    added = "".join(f"  {name}: {value}\n" for name, value in pins(root).items())
    text = read(root, "docs/market/index.en.md")
    assert text == ENGLISH.replace("description: Size\n", f"description: Size\npins:\n{added}")
    assert "모두 최신" in run(translate, root, "market/index").output


def test_what_nobody_has_looked_at_is_not_marked(root: Path) -> None:
    result = run(translate, root, "market/index", "--done")
    assert result.exit_code == 1
    assert "size: 보지 않았다." in result.output
    assert "보기: make translate PAGE=market/index" in result.output
    assert not pins(root)


def test_korean_that_changed_after_the_look_is_looked_at_again(root: Path) -> None:
    run(translate, root, "market/index")
    edit(root, "docs/market/index.md", "크다", "작다")
    result = run(translate, root, "market/index", "--done")
    assert result.exit_code == 1
    assert "size: 본 뒤에 한국어가 또 바뀌었다." in result.output
    assert list(pins(root)) == ["_meta", "_intro"]


def test_a_note_of_what_was_seen_that_cannot_be_read_counts_as_none(root: Path) -> None:
    run(translate, root, "market/index")
    for broken in ("{", "[]", '{"market/index size": 1}'):
        write(root, ".cache/translation/seen.json", broken)
        assert "보지 않았다" in run(translate, root, "market/index", "--done").output


def test_a_change_in_korean_is_shown_word_by_word_beside_the_english_of_now(root: Path) -> None:
    translated(root, "market/index")
    commit(root)
    edit(root, "docs/market/index.md", "시장은 크다", "시장은 아주 크다")
    result = run(translate, root, "docs/market/index.en.md")
    assert "size · 규모 · 낡음 9% · 낱말 3개 · docs/market/index.en.md:12" in result.output
    assert "시장은 {+아주+} 크다." in result.output
    assert "계속 자란다" not in result.output
    assert "지금의 영어\n    Size\n    The market is large. It keeps growing.\n" in result.output
    assert "make translate PAGE=market/index DONE=1" in result.output


@pytest.mark.parametrize("name", ["market", "/market/", "./docs/market/index.en.md"])
def test_a_page_is_meant_by_its_folder_address_and_file(name: str, root: Path) -> None:
    assert "make translate PAGE=market/index DONE=1" in run(translate, root, name).output


def test_terms_are_told_with_the_english_to_use(root: Path) -> None:
    term = "term: {ko: 시장, en: marketplace}\ndefinition: {ko: 뜻, en: Meaning}\n"
    write(root, "data/glossary/market.yml", term)
    assert "  용어: 시장 → marketplace" in run(translate, root, "market/index").output


def test_without_git_the_whole_section_is_shown(root: Path) -> None:
    translated(root, "market/index")
    edit(root, "docs/market/index.md", "크다", "작다")
    assert "시장은 작다. 계속 자란다." in run(translate, root, "market/index").output


@pytest.mark.parametrize("has_git", [True, False])
def test_english_that_nobody_touched_is_marked_only_where_somebody_says_so(
    root: Path, has_git: bool
) -> None:
    translated(root, "market/index")
    before = pins(root)
    if has_git:
        commit(root)
    edit(root, "docs/market/index.md", "크다", "작다")
    result = translated(root, "market/index")
    assert result.exit_code == 1
    assert "size: 한국어가 바뀌었는데 영어는 그대로다." in result.output
    assert 'PAGE=market/index SECTION="size" DONE=1 SAME=1' in result.output
    assert pins(root) == before
    refused = run(translate, root, "market/index", "--done", "--same")
    assert refused.exit_code == 1 and pins(root) == before
    run(translate, root, "market/index", "--done", "--same", "--section", "size")
    assert pins(root) != before
    assert "모두 최신" in run(translate, root, "market/index").output


def test_english_that_was_written_with_the_korean_need_not_be_touched_again(root: Path) -> None:
    translated(root, "market/index")
    commit(root)
    edit(root, "docs/market/index.md", "크다", "작다")
    edit(root, "docs/market/index.en.md", "large", "small")
    commit(root)
    assert translated(root, "market/index").exit_code == 0


def test_one_section_can_be_marked_alone(root: Path) -> None:
    translated(root, "market/index")
    edit(root, "docs/market/index.md", "크다", "작다")
    edit(root, "docs/market/index.md", "들어가며", "먼저")
    commit(root)
    run(translate, root, "market/index")
    edit(root, "docs/market/index.en.md", "large", "small")
    assert run(translate, root, "market/index", "--done", "--section", "size").exit_code == 0
    output = run(status, root).output
    assert "market/index _intro: 낡음" in output
    assert "size" not in output
    wrong = run(translate, root, "market/index", "--section", "sise")
    assert wrong.exit_code == 1 and "혹시 'size'?" in wrong.output


def test_korean_that_is_left_in_a_comment_is_not_done(root: Path) -> None:
    edit(root, "docs/market/index.en.md", "It keeps growing.", "\n<!--\n계속 자란다.\n-->")
    result = translated(root, "market/index")
    assert result.exit_code == 1
    assert "size: 옮길 한국어가 주석으로 남아 있다." in result.output
    assert list(pins(root)) == ["_meta", "_intro"]
    write(root, "docs/market/index.en.md", ENGLISH.replace("## Size", "## 규모"))
    assert "size: 제목이 한국어 그대로다." in translated(root, "market/index").output


def test_a_page_without_translation_gets_a_frame(root: Path) -> None:
    (root / "docs/market/index.en.md").unlink()
    result = run(translate, root, "market/index")
    assert result.exit_code == 0
    assert "<!--\n시장은 크다. 계속 자란다.\n-->" in read(root, "docs/market/index.en.md")
    assert "없음 3" in run(status, root).output
    assert "size: 영어가 없다." in run(translate, root, "market/index", "--done").output


def test_a_translation_that_cannot_be_read_is_not_written_over(root: Path) -> None:
    broken = ENGLISH.replace("Intro", "{{ figure(")
    write(root, "docs/market/index.en.md", broken)
    result = run(translate, root, "market/index")
    assert result.exit_code == 1
    assert "docs/market/index.en.md:6: " in result.output
    assert read(root, "docs/market/index.en.md") == broken


def test_a_new_section_gets_a_frame_in_the_translation(root: Path) -> None:
    translated(root, "market/index")
    write(root, "docs/market/index.md", KOREAN + "\n## 끝 {#end}\n\n맺음말\n")
    assert "뼈대" in run(translate, root, "market/index").output
    assert read(root, "docs/market/index.en.md").endswith("## 끝 {#end}\n\n<!--\n맺음말\n-->\n")
    assert "end: 영어가 없다." in run(translate, root, "market/index", "--done").output


def test_a_section_with_another_id_keeps_its_translation(root: Path) -> None:
    translated(root, "market/index")
    pinned = pins(root)["size"]
    edit(root, "docs/market/index.md", "{#size}", "{#scale}")
    output = run(translate, root, "market/index").output
    assert "scale: 영어의 식별자가 아직 'size'이다. make check FIX=1이 고친다." in output
    assert "뼈대" not in output and "시장은 크다" not in output
    assert "영어의 식별자가" in run(translate, root, "market/index", "--done").output
    run(check, root, "--fix")
    assert "## Size {#scale}" in read(root, "docs/market/index.en.md")
    assert "모두 최신" in run(translate, root, "market/index").output
    run(translate, root, "market/index", "--done")
    assert pins(root)["scale"] == pinned and "size" not in pins(root)


def test_what_only_the_translation_has_must_go_first(root: Path) -> None:
    write(root, "docs/market/index.en.md", ENGLISH + "\n## More {#more}\n\nMore.\n")
    result = translated(root, "market/index")
    assert result.exit_code == 1
    assert "docs/market/index.en.md:12:1 more" in result.output
    assert not pins(root)


def test_an_unknown_page_is_named_with_the_nearest_one(root: Path) -> None:
    result = run(translate, root, "market/indx")
    assert result.exit_code == 1
    assert "혹시 'market/index'" in result.output
    assert "혹시 'data/words'" in run(translate, root, "data/wrds").output


def test_a_page_of_the_key_data_is_told_from_the_texts_of_the_data(root: Path) -> None:
    write(root, "docs/data.md", KOREAN)
    write(root, "docs/data.en.md", ENGLISH)
    assert "make translate PAGE=docs/data DONE=1" in run(translate, root, "docs/data").output
    assert "docs/data: 3개를" in run(translate, root, "docs/data.md", "--done").output
    assert "data: 1개를" in translated(root, "data").output


def test_data_is_pinned_in_the_lock_and_its_change_shown(root: Path) -> None:
    result = translated(root, "data")
    assert "data: 1개를" in result.output
    assert "words bye: 영어가 없다." in result.output
    assert read(root, "data/translation.lock").startswith("words hello v1-")
    commit(root)
    edit(root, "data/words.yml", "안녕하세요", "안녕히 계세요")
    output = run(translate, root, "data/words").output
    assert "words hello · 낡음 100% · 낱말 3개 · data/words.yml:1" in output
    assert "[-안녕하세요-] {+안녕히 계세요+}" in output
    assert "words bye · 없음" in output
    assert "words hello: 한국어가 바뀌었는데" in run(translate, root, "data", "--done").output
    edit(root, "data/words.yml", "Hello", "Goodbye")
    assert "data: 1개를" in run(translate, root, "data", "--done").output


def test_the_texts_of_a_draft_edition_are_translated_before_anybody_sees_them(
    tmp_path: Path,
) -> None:
    root = small_project(tmp_path / "kb")
    text = read(root, "data/maturity/2026.yml")
    assert "ko: " in text
    write(root, "data/maturity/2027.yml", "draft: true\n" + text.replace("ko: ", "ko: 새 ", 1))
    assert "data/maturity/2027" in run(translate, root, "data/maturity/2027").output
    done = run(translate, root, "data/maturity/2027", "--done")
    assert done.exit_code == 0, done.output
    assert "maturity/2027 " in read(root, "data/translation.lock")
    assert "모두 최신" in run(translate, root, "data/maturity/2027").output


def test_texts_that_were_not_shown_are_not_marked(root: Path) -> None:
    words = "".join(f"word-{n:02}: {{ko: 말 {n}, en: Word {n}}}\n" for n in range(25))
    write(root, "data/words.yml", words)
    shown = run(translate, root, "data").output
    assert "word-19" in shown and "word-20" not in shown
    assert "자료의 글이 5개 더 있다" in shown
    result = run(translate, root, "data", "--done")
    assert result.exit_code == 1
    assert "data: 20개를" in result.output
    assert "words word-24: 보지 않았다." in result.output
    assert len(read(root, "data/translation.lock").splitlines()) == 20
    assert translated(root, "data").exit_code == 0


def test_a_page_is_shown_with_the_texts_of_the_data_that_it_shows(tmp_path: Path) -> None:
    root = small_project(tmp_path / "kb")
    write(root, "data/translation.lock", "")
    shown = run(translate, root, "market/size").output
    assert re.search(r"sources/all brief\.title .* · data/sources/all\.yml:\d+", shown)
    assert "words " not in shown and "glossary/" not in shown


def test_settings_without_which_no_page_can_be_made_are_told_first(root: Path) -> None:
    write(root, "mkdocs.yml", "site_name: 시험\nmarkdown_extensions: [atr_list]\n")
    for arguments in ((), ("market/index",)):
        result = run(translate, root, *arguments)
        assert result.exit_code == 1
        assert result.output.startswith("Error: mkdocs.yml:2: ")


def test_what_is_left_is_listed_by_what_readers_meet_most(tmp_path: Path) -> None:
    root = small_project(tmp_path / "kb")
    write(root, "docs/market/only.md", KOREAN)
    for page in ("index", "market/index", "market/size"):
        (root / f"docs/{page}.en.md").unlink()
    lines = run(translate, root).output.splitlines()
    assert "독자가 많이 보는 것부터" in lines[0]
    assert lines[1].startswith("  index: 없음") and lines[1].endswith("홈")
    assert lines[2].startswith("  market/index: ") and lines[2].endswith("절의 첫 페이지")
    places = {line.split(":")[0].strip(): number for number, line in enumerate(lines)}
    assert places["market/size"] < places["market/only"]
    assert lines[-1] == "다음: make translate PAGE=index"


def test_the_list_tells_how_much_and_since_when(root: Path) -> None:
    translated(root, "market/index")
    commit(root)
    edit(root, "docs/market/index.md", "크다", "작다")
    commit(root, "2026-11-25")
    output = run(translate, root).output
    assert "market/index: 낡음 1 · 낱말 3개 · 2026-11-25부터" in output
    assert "data/words: 확인한 적 없음 1, 없음 1" in output


def test_nothing_left_is_said(root: Path) -> None:
    write(root, "data/words.yml", "hello: {ko: 안녕하세요, en: Hello}\n")
    translated(root, "market/index", "data")
    assert run(translate, root).output == "모두 최신이다.\n"
    assert run(translate, root, "--done").exit_code == 1


def test_pins_of_what_cannot_be_read_now_are_kept(root: Path) -> None:
    write(root, "data/domains.yml", "operations: {name: {ko: 운영, en: Operations}}\n")
    write(root, "data/words.yml", "hello: {ko: 안녕하세요, en: Hello}\n")
    translated(root, "data/words", "data/domains")
    both = read(root, "data/translation.lock")
    assert "domains operations.name v1-" in both and "words hello v1-" in both
    broken = ("operations: {nam: {ko: 운영, en: Operations}}\n", "operations: [", "", "\xff")
    for domains in broken:
        (root / "data/domains.yml").write_bytes(domains.encode("latin-1", "replace"))
        assert run(translate, root, "data/words", "--done").exit_code == 0
        assert read(root, "data/translation.lock") == both


def test_a_lock_that_no_command_wrote_is_not_written_over(root: Path) -> None:
    run(translate, root, "data")
    conflict = "<<<<<<< HEAD\nwords hello v1-00000001\n=======\n"
    write(root, "data/translation.lock", conflict)
    result = run(translate, root, "data", "--done")
    assert result.exit_code == 1
    assert "data/translation.lock:1" in result.output
    assert read(root, "data/translation.lock") == conflict


def test_status_tells_every_state_as_text_and_as_json(root: Path) -> None:
    translated(root, "market/index")
    commit(root)
    edit(root, "docs/market/index.md", "크다", "작다")
    text = run(status, root).output
    assert "페이지 1개의 부분: 최신 2, 낡음 1, 없음 0" in text
    assert "market/index size: 낡음 20% · 낱말 3개 · docs/market/index.en.md:" in text
    assert "자료의 글: 최신 0, 낡음 0, 확인한 적 없음 1, 없음 1" in text
    assert "다음: make translate" in text
    data = json.loads(run(status, root, "--json").output)
    assert data["pages"][0]["parts"][2] == {
        "id": "size",
        "title": "규모",
        "status": "stale",
        "change": 0.2,
        "words": 3,
        "since": None,
        "changes": None,
    }
    assert [entry["status"] for entry in data["data"]] == ["unchecked", "missing"]
    write(root, "mkdocs.yml", "site_name: 시험\nrepo_url: https://github.com/a/b\n")
    hosted = run(status, root).output
    assert hosted.count("https://github.com/a/b/blame/HEAD/docs/market/index.md") == 1
    assert hosted.count("https://github.com/a/b/blame/HEAD/data/words.yml") == 1


def test_a_folder_without_git_has_no_history(tmp_path: Path) -> None:
    assert list(History(tmp_path).versions("docs/index.md")) == []


MACHINE = "import sys; korean = sys.stdin.read(); print(f'{len(korean)} letters, {{{{ wrong( }}}}')"


def drafting(program: str) -> str:
    return shlex.join([sys.executable, "-c", program])


def test_a_draft_of_a_machine_is_counted_as_one_and_never_as_done(root: Path) -> None:
    edit(
        root,
        "docs/market/index.en.md",
        "## Size {#size}\n\nThe market is large. It keeps growing.\n",
        "",
    )
    run(translate, root, "market/index")
    result = run(translate, root, "market/index", "--draft", KB_DRAFT=drafting(MACHINE))
    assert result.exit_code == 0 and "size · 규모: 초안을 주석으로 넣었다." in result.output
    text = read(root, "docs/market/index.en.md")
    assert "## 규모 {#size}\n\n<!-- draft\n31 letters, {{ wrong( }}\n-->\n" in text
    assert "초안 1" in run(status, root).output
    done = run(translate, root, "market/index", "--done")
    assert done.exit_code == 1 and "size: 기계가 쓴 초안이 주석으로 남아 있다." in done.output
    assert "size" not in pins(root)
    again = run(translate, root, "market/index", "--draft", KB_DRAFT=drafting(MACHINE))
    assert "초안을 넣을 빠진 절이 없다" in again.output
    assert read(root, "docs/market/index.en.md").count("<!-- draft") == 1


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("", "KB_DRAFT에"),
        ("'", "읽을 수 없다"),
        ("/no/such/program", "실행할 수 없다"),
        (drafting("import sys; sys.exit('아무 말')"), "1로 끝났다: 아무 말"),
        (drafting("pass"), "아무것도 쓰지 않았다"),
        (drafting(r"import sys; sys.stdout.buffer.write(b'\xff')"), "UTF-8이 아닌"),
    ],
)
def test_a_command_that_gives_no_draft_ends_in_one_line(
    root: Path, command: str, told: str
) -> None:
    write(root, "docs/market/index.md", KOREAN + "\n## 끝 {#end}\n\n맺음말\n")
    result = run(translate, root, "market/index", "--draft", KB_DRAFT=command)
    assert result.exit_code == 1
    assert told in result.output.splitlines()[-1]
    assert "<!-- draft" not in read(root, "docs/market/index.en.md")


def test_a_command_that_hangs_is_given_up() -> None:
    with pytest.raises(DraftError, match="초 안에 끝나지 않았다"):
        draft_of(drafting("import time; time.sleep(3600)"), "글", limit=0.05)
