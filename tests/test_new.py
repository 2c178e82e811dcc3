"""Skeletons of new things: complaints only of what is still to be written, each at its place."""

from __future__ import annotations

import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from os import fdopen, write
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import ROOT
from kb.commands.main import main
from kb.content.compile import content
from kb.facts.maturity import edition_dates
from kb.findings.finding import Finding, Severity
from kb.folder import Folder
from kb.memo import Memo
from kb.project import Project
from kb.rules.check import findings
from kb.skeletons.kinds import KINDS, SkeletonError, meant
from kb.skeletons.make import made
from kb.text import HOLE, has_hole
from kb.translation.lock import read_lock
from kb.translation.state import string_states
from texts import SETTINGS, TODAY, Texts, project_of, project_texts, real

NAMES = {
    "vendor": "acme",
    "technology": "model-caching",
    "edition": "2027",
    "term": "shadow-copy",
    "page": "market/small-models",
}
GIVEN = {
    "vendor": {
        "name": 'Acme "ML": {x}',
        "company": "Acme",
        "country": "KR",
        "licence": "proprietary",
        "of": "company",
    },
    "technology": {"name": "모델 캐싱", "of": "operations"},
    "term": {"name": "그림자"},
    "page": {"name": "작은 모델"},
}
EMPTY = {"file/scaffold", "translation/missing", "translation/data-missing", "maturity/draft"}
"""Rules that say what is still to be written."""


def fixture() -> Texts:
    texts = project_texts(Texts.of(ROOT / "tests" / "fixture"))
    texts["data/addresses.txt"] = "/\n/draft/\n/market/size/\n"
    return texts


def with_new(texts: Texts, kind: str, given: Mapping[str, str] | None = None) -> set[str]:
    """Adds a new thing to a project. Returns the paths of what was written."""
    known = GIVEN.get(kind, {}) if given is None else given
    result = made(project_of(texts), kind, NAMES[kind], known, TODAY)
    texts |= result.new
    texts |= result.changed
    return {*result.new, *result.changed}


def holes(texts: Mapping[str, str], paths: set[str]) -> set[tuple[str, int]]:
    """Where something is still to be written, but for English texts of the data."""
    return {
        (path, number)
        for path in paths
        for number, line in enumerate(texts[path].split("\n"), start=1)
        if HOLE.search(line.partition(", en: ")[0])
    }


def said(finding: Finding) -> str:
    """A finding without the pages that it reaches, which come and go."""
    return f"{finding.span} {finding.message}"


def lines_of(memo: Memo) -> Iterator[str]:
    return (str(finding) for finding in findings(memo) if finding.severity is Severity.ERROR)


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["new", *words, "--root", str(root)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The fixture as files."""
    shutil.copytree(ROOT / "tests" / "fixture", tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_every_kind_is_tried_here() -> None:
    assert KINDS.keys() == NAMES.keys()


@pytest.fixture(scope="module")
def known() -> frozenset[str]:
    """What is wrong with the fixture before anything is new."""
    return frozenset(map(said, findings(project_of(fixture()))))


@pytest.mark.parametrize(
    ("kind", "given"), [*GIVEN.items(), ("edition", {}), ("vendor", {}), ("technology", {})]
)
def test_only_what_is_still_empty_is_complained_of(
    kind: str, given: Mapping[str, str], known: frozenset[str]
) -> None:
    texts = fixture()
    written = with_new(texts, kind, given)
    found = [one for one in findings(project_of(texts)) if said(one) not in known]
    assert {one.rule.id for one in found} <= EMPTY and {one.span.path for one in found} <= written
    empty = {(one.span.path, one.span.line) for one in found if one.rule.id == "file/scaffold"}
    assert empty == {place for place in holes(texts, written) if ".en." not in place[0]}
    assert kind == "edition" or Severity.ERROR in {one.severity for one in found}


def test_an_english_text_that_is_still_empty_does_not_stop_the_korean() -> None:
    texts = fixture()
    for path in with_new(texts, "vendor") - {"docs/vendors/acme.en.md"}:
        typed = (
            texts[path].replace("⟦주소⟧", "a.io").replace("⟦managed 또는 self-hosted⟧", "managed")
        )
        texts[path] = re.sub(f'(?<!en: "){HOLE.pattern}', "글", typed)
    memo = project_of(texts)
    assert not [line for line in lines_of(memo) if "acme" in line]
    shown = content(memo, "vendors/acme", "en", "en")
    assert shown and not has_hole(shown.html) and shown.description == "글"
    assert 'lang="ko">\n<p class="kb-notice"' in shown.html
    assert '<h2 id="facts">Facts' in shown.html


@pytest.mark.parametrize("kind", KINDS.keys() - {"edition"})
def test_a_hole_takes_colons_and_commas(kind: str, known: frozenset[str]) -> None:
    texts, typed = fixture(), re.compile('(?<=")' + HOLE.pattern + '(?=")')
    for path in with_new(texts, kind, {}):
        texts[path] = typed.sub("가: 나, 다, #라", texts[path])
    found = [one for one in findings(project_of(texts)) if said(one) not in known]
    wrong = {one.rule.id for one in found if not one.rule.id.startswith("translation/")}
    assert wrong <= EMPTY


def test_an_empty_term_is_no_tooltip() -> None:
    texts = fixture()
    texts["docs/index.md"] += "\n용어를 쓴다. 이름을 쓴다.\n"
    before = content(project_of(texts), "index", "ko", "ko")
    with_new(texts, "term", {})
    after = content(project_of(texts), "index", "ko", "ko")
    assert before and after and before.html == after.html


def test_a_vendor_brings_its_source_where_those_of_its_country_are() -> None:
    texts = fixture()
    texts["data/sources/vendors-korea.yml"] = "# 한국\na: {kind: press, title: A, quality: U}"
    with_new(texts, "vendor")
    before, _, added = texts["data/sources/vendors-korea.yml"].partition("\nacme-docs:\n")
    assert before.startswith("# 한국\na:") and "kind: documentation" in added
    assert "source: acme-docs" in texts["data/vendors/acme.yml"]
    assert '{{ cite("acme-docs") }}' in texts["docs/vendors/acme.md"]
    other = fixture()
    with_new(other, "vendor", {**GIVEN["vendor"], "country": "US", "licence": "MIT"})
    assert "acme-repo:\n  kind: repository" in other["data/sources/vendors.yml"]


def test_a_page_comes_into_the_menu_and_into_the_list_of_addresses() -> None:
    texts = fixture()
    texts["mkdocs.yml"] = "nav:\n  - 시장:\n      - market/size.md   # 먼저\n  - z.md\n"
    with_new(texts, "page")
    assert texts["mkdocs.yml"] == (
        "nav:\n  - 시장:\n      - market/size.md   # 먼저\n      - market/small-models.md\n  - z.md\n"
    )
    assert texts["data/addresses.txt"].split() == [
        "/", "/draft/", "/market/size/", "/market/small-models/"
    ]  # fmt: skip


def test_a_page_that_a_pattern_of_the_menu_finds_is_not_added_to_it() -> None:
    texts = fixture()
    texts["mkdocs.yml"] = "nav:\n  - market/index.md\n  - market/*.md\n"
    assert "mkdocs.yml" not in with_new(texts, "page")


def test_a_new_edition_is_a_draft_that_nothing_shows() -> None:
    texts = fixture()
    before = project_of(texts)
    with_new(texts, "edition")
    memo = project_of(texts)
    assert "draft: true" in texts["data/maturity/2027.yml"]
    assert edition_dates(memo) == edition_dates(before)
    assert string_states(memo) == string_states(before)
    assert "2027" not in Project(memo).facts.editions
    found = [f for f in findings(memo) if f.span.path == "data/maturity/2027.yml"]
    assert {finding.rule.id for finding in found} == {"maturity/draft"}
    messages = " ".join(finding.message for finding in found)
    assert "직전 판 그대로인 평가 1건: automl." in messages
    assert "다시 볼 날(review_by)이 없습니다" in messages


def test_a_draft_says_what_it_still_needs() -> None:
    texts = fixture()
    with_new(texts, "edition")
    path = "data/maturity/2027.yml"
    texts[path] = texts[path].replace("level: developing", "level: mature")
    found = [f for f in findings(project_of(texts)) if f.span.path == path]
    assert {finding.rule.id for finding in found} == {"maturity/draft"}
    assert any("이유(move)가 없습니다" in finding.message for finding in found)
    texts[path] = texts[path].replace("draft: true", "draft: false")
    assert "maturity/move" in {
        f.rule.id for f in findings(project_of(texts)) if f.span.path == path
    }


def test_a_draft_that_is_shown_brings_no_stale_translation() -> None:
    texts = Texts.of_folder(ROOT, "data")
    (old, *_) = with_new(texts, "edition") - {"data/translation.lock"}
    texts[old] = texts[old].replace("draft: true", "draft: false")
    states = {state.string.key: state.status for state in string_states(project_of(texts))}
    carried = {key for key in states if key.startswith("maturity/2027 ")}
    latest = f"maturity/{edition_dates(real())[-1][1]} "
    assert carried
    for key in carried:
        assert states[key] is states[key.replace("maturity/2027 ", latest)], key


def test_pins_of_a_draft_are_kept_when_others_are_marked(folder: Path) -> None:
    assert run(folder, "edition", "2027").exit_code == 0
    lock = folder / "data" / "translation.lock"
    carried = {
        key for key in read_lock(lock.read_text("utf-8")) if key.startswith("maturity/2027 ")
    }
    done = ["translate", "data/vendors/alpha", "--done", "--root", str(folder)]
    assert CliRunner().invoke(main, done).exit_code == 0
    assert carried <= read_lock(lock.read_text("utf-8")).keys()


def test_an_edition_keeps_layout_and_comments_of_the_one_before(tmp_path: Path) -> None:
    before = """\
# 첫 줄
draft: false
as_of: '2026-11'   # 기준일
source: brief
reviewed: 2026-11-29
review_by: 2027-05-31
# 평가
assessments:
  automl:   # 그대로
    level: mature
    move:
      ko: 까닭
      en: reason
    challenge: {ko: "가: 나", en: A}
  edge: {level: initial, move: {ko: 까닭}, challenge: B}
  last: {level: initial, challenge: C, move: 까닭}
"""
    texts = Texts({"data/maturity/2026.yml": before})
    assert made(project_of(texts), "edition", "2027", {}, TODAY).new == {
        "data/maturity/2027.yml": f"""\
# yaml-language-server: $schema=../schema/editions.json
# 첫 줄
draft: true   # 이 줄을 지우면 보인다
as_of: "2027"
reviewed: {TODAY}
# 평가
assessments:
  automl:   # 그대로
    level: mature
    challenge: {{ko: "가: 나", en: A}}
  edge: {{level: initial, challenge: B}}
  last: {{level: initial, challenge: C}}
"""
    }


def test_the_real_edition_is_carried_whole() -> None:
    memo = real()
    (text,) = made(memo, "edition", "2049", {}, TODAY).new.values()
    files = Memo(Texts({"data/maturity/2049.yml": text.replace("draft: true", "draft: false")}))
    old = Project(memo).facts.editions[edition_dates(memo)[-1][1]]
    new = Project(files).facts.editions["2049"]
    assert {name: one.model_dump(exclude={"move"}) for name, one in new.assessments.items()} == {
        name: one.model_dump(exclude={"move"}) for name, one in old.assessments.items()
    }
    assert not any(one.move for one in new.assessments.values())


def test_an_edition_between_two_others_follows_the_earlier() -> None:
    one = "as_of: '{0}'\nassessments:\n  automl: {{level: {1}}}\n"
    files = {
        f"data/maturity/{y}.yml": one.format(y, level)
        for y, level in (("2024", "initial"), ("2026", "mature"))
    }
    (text,) = made(project_of(Texts(files)), "edition", "2025", {}, TODAY).new.values()
    assert "level: initial" in text


def test_a_file_that_is_not_in_utf_8_is_named_and_left_alone() -> None:
    texts = fixture()
    texts["data/sources/vendors.yml"] = "# \udcb0\udca1"
    with pytest.raises(SkeletonError, match=r"data/sources/vendors\.yml: UTF-8"):
        with_new(texts, "vendor")


@pytest.mark.parametrize("before", ["assesments: {}", "- a", "assessments: [a]", "a: [", ""])
def test_an_edition_that_cannot_be_read_is_named(before: str) -> None:
    memo = project_of(Texts({"data/maturity/2026.yml": before}))
    with pytest.raises(SkeletonError, match=r"2026\.yml"):
        made(memo, "edition", "2027", {}, TODAY)


def test_a_first_edition_has_nothing_to_carry() -> None:
    (text,) = made(project_of(Texts()), "edition", "2024", {}, TODAY).new.values()
    assert text.endswith('as_of: "2024"\nreviewed: 2026-12-01\nassessments: {}\n')


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("vendor acme", "vendor acme"),
        ("vendor acme.yml", "vendor acme"),
        ("vendor docs/vendors/acme.md", "vendor acme"),
        ("data/vendors/acme.yml", "vendor acme"),
        ("./docs/vendors/acme.en.md", "vendor acme"),
        ("vendors/acme", "vendor acme"),
        ("docs/maturity/model-caching.md", "technology model-caching"),
        ("data/maturity/2027.yml", "edition 2027"),
        ("edition 2027.yml", "edition 2027"),
        ("data/glossary/shadow.yml", "term shadow"),
        ("docs/trends/small.md", "page trends/small"),
        ("page vendors/compare/a-b", "page vendors/compare/a-b"),
        ("trends/x/y", "page trends/x/y"),
        ("page intro", "page intro"),
    ],
)
def test_an_id_is_known_by_its_path(words: str, wanted: str) -> None:
    assert meant(tuple(words.split())) == tuple(wanted.split())


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("", "무엇을 만들지(KIND) 고른다: vendor, technology, edition, term, page"),
        ("acme.yml", "무엇을 만들지(KIND) 고른다"),
        ("vendro acme", "혹시 'vendor'?"),
        ("term", "make new KIND=term ID=my-term"),
        ("vendor data/technologies/x.yml", "technology의 자리다"),
        ("vendor Acme", "식별자로 쓸 수 없다"),
        ("vendor 에이크미", "식별자로 쓸 수 없다"),
        ("vendor ../acme", "식별자로 쓸 수 없다"),
        ("vendor -acme", "식별자로 쓸 수 없다"),
        ("vendor a_b", "식별자로 쓸 수 없다"),
        ("vendor a/b", "식별자로 쓸 수 없다"),
        ("page ../x", "식별자로 쓸 수 없다"),
        ("edition next", "연도"),
    ],
)
def test_what_cannot_be_meant_is_told(words: str, answer: str) -> None:
    with pytest.raises(SkeletonError) as error:
        meant(tuple(words.split()))
    assert answer in error.value.message


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["vendor", "a", "--country", "KO"], "'KO'은(는) 나라가 아니다"),
        (["vendor", "a", "--of", "clod"], "혹시 'cloud'?"),
        (["technology", "a", "--of", "operation"], "혹시 'operations'?"),
        (["term", "a", "--of", "x"], "term에는 OF을(를) 쓰지 않는다"),
        (["a", "b", "c"], "무엇을 만들지(KIND)"),
        (["vendor", "data"], "data/vendors/data.yml: 그 자리에 폴더가 있다."),
        (["technology", "automl"], "data/technologies/automl.yml이(가) 이미 있다"),
    ],
)
def test_the_command_says_in_one_line_what_it_cannot_do(
    words: list[str], answer: str, folder: Path
) -> None:
    (folder / "data" / "vendors" / "data.yml").mkdir()
    result = run(folder, *words)
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code == 1 and answer in result.output
    assert not (folder / "docs" / "vendors").exists()


def test_the_command_names_what_it_wrote_and_what_is_still_empty(folder: Path) -> None:
    result = run(folder, "data/vendors/acme.yml", "--name", "Acme", "--country", "KR")
    assert result.exit_code == 0, result.output
    for line in (
        "docs/vendors/acme.en.md을(를) 만들었다.",
        "data/sources/vendors.yml에 더했다.",
        "  docs/vendors/acme.md:3 ⟦한 문장으로 쓴 소개⟧",
        "  data/vendors/acme.yml:2 ⟦회사 또는 재단⟧",
        "다음: make check, make serve",
    ):
        assert line in result.output.split("\n")


def test_every_skeleton_leads_editors_to_its_schema(folder: Path) -> None:
    shutil.copytree(ROOT / "data" / "schema", folder / "data" / "schema")
    for kind, id in NAMES.items():
        assert run(folder, kind, id).exit_code == 0
    for path in (folder / "data").rglob("*.yml"):
        first = path.read_text("utf-8").partition("\n")[0]
        _, marked, name = first.partition("$schema=")
        assert not marked or (path.parent / name).resolve().is_file(), path
    # Ids that have come with it are known to editors, too.
    assert '"acme"' in (folder / "data" / "schema" / "deals.json").read_text("utf-8")


def typed(answers: str, *words: str) -> tuple[int, str]:
    """What a person at a terminal sees who types these answers."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "kb", "new", *words]
    with closing(fdopen(theirs)) as terminal, closing(fdopen(ours, "rb", 0)):
        write(ours, answers.encode())
        done = subprocess.run(command, stdin=terminal, capture_output=True, check=False, timeout=60)
    return done.returncode, done.stdout.decode()


def test_a_person_at_a_terminal_is_asked_for_what_is_missing(folder: Path) -> None:
    words = ("vendor", "acme", "--name", "Acme", "--root", str(folder))
    code, shown = typed("Acme Inc\nclod\ncloud\nUS\n\n", *words)
    assert code == 0 and "혹시 'cloud'?" in shown
    text = (folder / "data" / "vendors" / "acme.yml").read_text("utf-8")
    assert 'company: "Acme Inc"' in text and "kind: cloud " in text and "country: US" in text
    assert "\n# 라이선스는" in text


@pytest.mark.slow
def test_the_real_project_with_one_of_each_kind_complains_of_what_is_empty_only() -> None:
    texts = Texts.of_folder(ROOT, *SETTINGS, "data", "docs", "overrides/kb")
    written = {path for kind in NAMES for path in with_new(texts, kind)}
    wrong = [line for line in lines_of(project_of(texts)) if "[file/scaffold]" not in line]
    assert not wrong
    assert all(Folder(ROOT).text(path) != texts[path] for path in written)
