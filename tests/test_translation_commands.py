"""A translator works with two commands, `translate` and `status`."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.commands.status import status
from kb.commands.translate import translate
from kb.read import parse_page
from kb.translation.git import history

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
    (tmp_path / "data").mkdir()
    write(tmp_path, "docs/market/index.md", KOREAN)
    write(tmp_path, "docs/market/index.en.md", ENGLISH)
    write(tmp_path, "data/words.yml", "hello: {ko: 안녕하세요, en: Hello}\nbye: {ko: 잘 가}\n")
    return tmp_path


def write(root: Path, path: str, text: str) -> None:
    (root / path).write_text(text, "utf-8")


def read(root: Path, path: str) -> str:
    return (root / path).read_text("utf-8")


def commit(root: Path) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "-q"], ["add", "-A"], [*identity, "commit", "-qm", "x"]):
        subprocess.run(["git", "-C", str(root), *arguments], check=True)


def run(command: object, root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command, [*arguments, "--root", str(root)])


def test_done_pins_a_page_and_changes_nothing_else(root: Path) -> None:
    result = run(translate, root, "market/index", "--done")
    assert result.exit_code == 0
    text = read(root, "docs/market/index.en.md")
    pins = parse_page("market/index.en.md", text).meta["pins"]
    assert list(pins) == ["_meta", "_intro", "size"]
    added = "".join(f"  {name}: {value}\n" for name, value in pins.items())
    assert text == ENGLISH.replace("description: Size\n", f"description: Size\npins:\n{added}")
    assert "모두 최신" in run(translate, root, "market/index").output


def test_a_change_in_korean_is_shown_word_by_word(root: Path) -> None:
    run(translate, root, "market/index", "--done")
    commit(root)
    write(root, "docs/market/index.md", KOREAN.replace("시장은 크다", "시장은 아주 크다"))
    result = run(translate, root, "docs/market/index.en.md")
    assert "size · 규모 · 낡음" in result.output
    assert "시장은 {+아주+} 크다." in result.output
    assert "계속 자란다" not in result.output
    assert "make translate PAGE=market/index DONE=1" in result.output


def test_without_git_the_whole_section_is_shown(root: Path) -> None:
    run(translate, root, "market/index", "--done")
    write(root, "docs/market/index.md", KOREAN.replace("크다", "작다"))
    assert "시장은 작다. 계속 자란다." in run(translate, root, "market/index").output


def test_one_section_can_be_marked_alone(root: Path) -> None:
    run(translate, root, "market/index", "--done")
    changed = KOREAN.replace("크다", "작다").replace("들어가며", "먼저")
    write(root, "docs/market/index.md", changed)
    run(translate, root, "market/index", "--done", "--section", "size")
    output = run(status, root).output
    assert "_intro 낡음" in output
    assert "size" not in output


def test_a_page_without_translation_gets_a_frame(root: Path) -> None:
    (root / "docs/market/index.en.md").unlink()
    result = run(translate, root, "market/index")
    assert result.exit_code == 0
    assert "<!--\n시장은 크다. 계속 자란다.\n-->" in read(root, "docs/market/index.en.md")
    assert "없음 3" in run(status, root).output


def test_a_new_section_gets_a_frame_in_the_translation(root: Path) -> None:
    run(translate, root, "market/index", "--done")
    write(root, "docs/market/index.md", KOREAN + "\n## 끝 {#end}\n\n맺음말\n")
    assert "뼈대" in run(translate, root, "market/index").output
    assert read(root, "docs/market/index.en.md").endswith("## 끝 {#end}\n\n<!--\n맺음말\n-->\n")
    assert "아직 없는 부분: end" in run(translate, root, "market/index", "--done").output


def test_what_only_the_translation_has_must_go_first(root: Path) -> None:
    write(root, "docs/market/index.en.md", ENGLISH + "\n## More {#more}\n\nMore.\n")
    result = run(translate, root, "market/index", "--done")
    assert result.exit_code == 1
    assert "docs/market/index.en.md:12:1 more" in result.output
    assert "pins" not in read(root, "docs/market/index.en.md")


def test_an_unknown_page_is_named_with_the_nearest_one(root: Path) -> None:
    result = run(translate, root, "market/indx")
    assert result.exit_code == 1
    assert "혹시 'market/index'" in result.output
    assert "혹시 'data/words'" in run(translate, root, "data/wrds").output


def test_a_page_of_the_key_data_is_told_from_the_texts_of_the_data(root: Path) -> None:
    write(root, "docs/data.md", KOREAN)
    assert "make translate PAGE=docs/data DONE=1" in run(translate, root, "docs/data").output
    write(root, "docs/data.en.md", ENGLISH)
    assert "data: 3개 부분" in run(translate, root, "docs/data.md", "--done").output
    assert "1개 글" in run(translate, root, "data", "--done").output


def test_data_is_pinned_in_the_lock_and_its_change_shown(root: Path) -> None:
    result = run(translate, root, "data", "--done")
    assert "1개 글" in result.output
    assert "영어가 없는 글: words bye" in result.output
    assert read(root, "data/translation.lock").startswith("words hello v1-")
    commit(root)
    write(root, "data/words.yml", "hello: {ko: 안녕히 계세요, en: Hello}\nbye: {ko: 잘 가}\n")
    output = run(translate, root, "data/words").output
    assert "words hello · 낡음 100% · data/words.yml:1" in output
    assert "[-안녕하세요-] {+안녕히 계세요+}" in output
    assert "words bye · 없음" in output


def test_pins_of_what_cannot_be_read_now_are_kept(root: Path) -> None:
    write(root, "data/domains.yml", "operations: {name: {ko: 운영, en: Operations}}\n")
    run(translate, root, "data/words", "data/domains", "--done")
    both = read(root, "data/translation.lock")
    assert "domains operations.name v1-" in both and "words hello v1-" in both
    write(root, "data/domains.yml", "operations: {nam: {ko: 운영, en: Operations}}\n")
    run(translate, root, "data/words", "--done")
    assert read(root, "data/translation.lock") == both


def test_status_tells_every_state_as_text_and_as_json(root: Path) -> None:
    run(translate, root, "market/index", "--done")
    commit(root)
    write(root, "docs/market/index.md", KOREAN.replace("크다", "작다"))
    text = run(status, root).output
    assert "페이지 1개의 부분: 최신 2, 낡음 1, 없음 0" in text
    assert "자료의 글: 최신 0, 낡음 1, 없음 1" in text
    assert "다음: make translate PAGE=market/index" in text
    data = json.loads(run(status, root, "--json").output)
    assert data["pages"][0]["parts"][2] == {
        "id": "size",
        "title": "규모",
        "status": "stale",
        "change": 0.2,
    }
    assert [entry["status"] for entry in data["data"]] == ["stale", "missing"]


def test_a_folder_without_git_has_no_history(tmp_path: Path) -> None:
    assert list(history(tmp_path)("docs/index.md")) == []
