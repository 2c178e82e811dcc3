"""What a change means: the command on a project in git, and the report on files in memory."""

from __future__ import annotations

import pickle
import re
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree, html

from conftest import KEPT, ROOT, TESTS
from kb.changes.report import Report, report
from kb.changes.snapshot import taken
from kb.changes.write import as_html, as_markdown
from kb.commands.main import main
from kb.memo import Memo
from kb.move.plan import planned
from kb.project import page
from kb.translation.mark import marked_page
from kb.translation.state import part_states
from test_findings import memo_of
from texts import STORE, Texts

NEW_SOURCE = """
survey:
  kind: survey
  title: Survey of 2026
  publisher: Bureau
  url: https://example.com/survey
  accessed: 2026-01-02
  quality: B
"""


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project as the first commit of a branch `main`, which no test changes."""
    root = tmp_path_factory.mktemp("report") / "프로젝트"
    shutil.copytree(TESTS / "fixture", root)
    shutil.copytree(ROOT / "overrides" / "kb", root / "overrides" / "kb")
    shutil.copy(ROOT / "data" / "words.yml", root / "data")
    edit(root, "docs/market/size.md", "커진다.", '커진다.\n\n{{ chart("market-forecast") }}')
    edit(root, "docs/market/size.en.md", "}}.", '}}.\n\n{{ chart("market-forecast") }}')
    (root / ".gitignore").write_text("/.cache/\n/report/\n", "utf-8")
    git(root.parent, "init", "-q", "-b", "main", str(root))
    git(root, "add", "-A")
    git(root, "commit", "-qm", "first")
    for kept in KEPT:
        (ROOT / ".cache" / kept).mkdir(parents=True, exist_ok=True)
        (root / ".cache").mkdir(exist_ok=True)
        (root / ".cache" / kept).symlink_to(ROOT / ".cache" / kept)
    assert run(root).exit_code == 0
    return root


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["report", *arguments, "--root", str(root)])


@dataclass(frozen=True)
class Written:
    said: str
    markdown: str
    html: str


@pytest.fixture(scope="module")
def written(committed: Path, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The report on a change of a bit of everything."""
    root = shutil.copytree(committed, tmp_path_factory.mktemp("changed") / "kb", symlinks=True)
    edit(root, "data/figures/all.yml", '"80.7"', '"81.2"')
    edit(root, "data/figures/all.yml", "source: report", "source: survey")
    edit(root, "data/market/estimates.yml", '"20.9B"', '"21.0B"')
    edit(root, "data/maturity/2026.yml", "level: developing", "level: mature")
    edit(root, "data/maturity/2026.yml", "안정판이 나왔다.", "표준이 정해졌다.")
    edit(root, "data/vendors/alpha.yml", "value: active", "value: discontinued, since: 2026-02")
    edit(root, "data/vendors/alpha.yml", "id: proprietary", "id: Apache-2.0")
    edit(root, "data/vendors/alpha.yml", "value: full", "value: partial")
    edit(root, "docs/market/size.md", "## 추정치 {#estimates}", "## 새 추정치 {#forecasts}")
    edit(root, "docs/draft.md", "title: 초안", "title: 밑글")
    (root / "data" / "sources" / "more.yml").write_text(NEW_SOURCE, "utf-8")
    said = run(root).output
    return Written(
        said, *((root / "report" / f"report.{kind}").read_text("utf-8") for kind in ("md", "html"))
    )


def lines(text: str, heading: str) -> list[str]:
    """The lines of a section, without blank ones and without the head of its table."""
    section = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    found = [line for line in section.splitlines() if line.strip()]
    return found[2:] if found and found[0].startswith("|") else found


def test_figures_and_levels_are_told_with_unit_source_and_reason(written: Written) -> None:
    assert lines(written.markdown, "수치") == [
        "| 전문 인력이 없는 기업 (`staff`) | 80.7% (2025-11) | 81.2% (2025-11) | report → survey |",
        "| 개요 (`market.first.target`) | 209억 달러 (2028) | 210억 달러 (2028) | brief |",
    ]
    assert lines(written.markdown, "성숙도") == [
        "| 2026 | AutoML | 발전 중 | 성숙 | 표준이 정해졌다. |"
    ]


def test_what_follows_from_the_records_is_told(written: Written) -> None:
    found = "\n".join(lines(written.markdown, "따라 바뀌는 값"))
    assert "first 추정의 연평균 성장률(계산) | 38.5% (38.1%–38.9%, 발표값 38.2%) → 38.6%" in found
    assert "2026판의 기술 수(성숙) | – → 1" in found and "기록 수(출처) | 2 → 3" in found


def test_records_are_told_field_by_field_as_writers_know_them(written: Written) -> None:
    assert lines(written.markdown, "벤더") == [
        "- AlphaML (`vendors/alpha`): 바뀜",
        "  - 라이선스 · SPDX 식별자: proprietary → Apache-2.0",
        "  - 상태 · 상태: active → discontinued",
        "  - 상태 · 언제부터: – → 2026-02",
        "  - 기능 · serving · 정도: full → partial",
    ]
    assert "  - 목표 연도 · 금액(미국 달러): 20.9B → 21.0B" in lines(
        written.markdown, "그 밖의 자료"
    )
    assert lines(written.markdown, "새 출처") == [
        "| `survey` | B | Survey of 2026, Bureau | https://example.com/survey |"
    ]


def test_pages_are_told_in_both_languages_with_what_they_read(written: Written) -> None:
    read = "자료 editions/2026, figures/staff, vendors/alpha"
    assert lines(written.markdown, "페이지") == [
        "| `draft.md` 밑글 | 바뀜 | 이 페이지의 글; 자료 estimates/first |",
        "| `market/size.en.md` Market size | 바뀜 | 한국어 원문; 자료 estimates/first |",
        "| `market/size.md` 시장 규모 | 바뀜 | 이 페이지의 글; 자료 estimates/first |",
        f"| `index.en.md` Home | 바뀜 | {read}; 옮긴 글의 상태 editions/2026 |",
        f"| `index.md` 홈 | 바뀜 | {read} |",
    ]


def test_a_sentence_that_changed_on_several_pages_is_shown_once(written: Written) -> None:
    found = lines(written.markdown, "독자가 읽는 말")
    at = found.index("- 시장은 ~~209억~~ **210억** 달러로 출처 미확인 커진다.")
    assert found[at + 1] == "  (draft.md, market/size.md)"


def test_a_chart_is_shown_before_and_after_in_the_page_itself(written: Written) -> None:
    assert len(lines(written.markdown, "차트")) == 3
    page = html.fromstring(written.html)
    pictures = [b64decode(img.get("src").partition("base64,")[2]) for img in page.iter("img")]
    assert len(pictures) == 4 and len(set(pictures)) == 4
    assert {etree.fromstring(picture).tag for picture in pictures} == {
        "{http://www.w3.org/2000/svg}svg"
    }
    assert not [e for e in page.iter("script", "link", "a") if e.get("src") or e.get("href")]


def test_translations_addresses_and_mistakes_are_told(written: Written) -> None:
    assert lines(written.markdown, "뒤처진 번역") == [
        "- `market/size#forecasts`: 없음",
        "- `maturity/2026 assessments.automl.move`: 낡음 (전에는 최신)",
    ]
    assert lines(written.markdown, "사라진 주소") == ["- `market/size/#estimates`"]
    assert lines(written.markdown, "새 주소") == ["- `market/size/#forecasts`"]
    assert any("vendors/status" in line for line in lines(written.markdown, "새로 생긴 잘못"))


def test_the_time_it_took_is_told_to_the_terminal_alone(written: Written) -> None:
    assert "초 걸렸다." in written.said and "report/report.md을(를) 썼다." in written.said
    assert "걸렸다" not in written.markdown + written.html


def test_the_same_files_give_the_same_bytes_and_no_change_is_said_so(
    committed: Path, tmp_path: Path
) -> None:
    assert run(committed, "--out", str(tmp_path)).exit_code == 0
    for name in ("report.md", "report.html"):
        assert (tmp_path / name).read_bytes() == (committed / "report" / name).read_bytes()
    assert "독자와 작성자에게 달라지는 것이 없다." in (tmp_path / "report.md").read_text("utf-8")


def test_a_branch_is_compared_with_where_it_left(committed: Path, tmp_path: Path) -> None:
    root = shutil.copytree(committed, tmp_path / "kb", symlinks=True)
    git(root, "switch", "-qc", "mine")
    edit(root, "docs/index.md", "title: 홈", "title: 첫 페이지")
    git(root, "commit", "-qam", "mine")
    git(root, "switch", "-q", "main")
    edit(root, "docs/draft.md", "title: 초안", "title: 밑글")
    git(root, "commit", "-qam", "theirs")
    git(root, "switch", "-q", "mine")
    run(root)
    found = (root / "report" / "report.md").read_text("utf-8")
    assert "파일 1개가 다르다." in found and "draft.md" not in found


@pytest.mark.parametrize("name", ["mian", "--all", "HEAD:docs", ""])
def test_an_unknown_revision_is_told_in_one_line(committed: Path, name: str) -> None:
    result = run(committed, f"--base={name}")
    assert result.exit_code == 1
    assert result.output == f"Error: git에 '{name}'이라는 판이 없다. 보기: make report BASE=main\n"


def test_a_place_that_cannot_be_written_is_told_in_one_line(
    committed: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    result = run(committed, "--out", str(tmp_path / "file"))
    assert result.exit_code == 1 and "에 쓸 수 없다" in result.output
    assert len(result.output.splitlines()) == 1


def test_a_folder_that_git_does_not_know_is_told_in_one_line(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == 1 and len(result.output.splitlines()) == 1


@cache
def project() -> Mapping[str, str]:
    """The small project, with a page that lists others and a source that something rests on."""
    texts = Texts.of_folder(TESTS / "fixture", "data", "docs", "mkdocs.yml")
    texts |= Texts.of_folder(ROOT, "overrides/kb", "data/words.yml")
    texts["docs/list.md"] = (
        "---\ntitle: 목록\ndescription: 찾아보기\n---\n\n{{ a_z() }}\n\n{{ sources() }}\n"
    )
    texts["data/sources/all.yml"] += (
        "other: {kind: report, title: Other, quality: A, url: 'https://o.example/'}\n"
    )
    used = texts["data/figures/all.yml"].replace("source: report", "source: other")
    texts["data/figures/all.yml"] = used
    return texts


@cache
def answers() -> bytes:
    """What the small project answers."""
    memo = Memo(Texts(project()), {}, STORE)
    taken(memo)
    return memo.dumped()


def reported(changed: Mapping[str, str], gone: tuple[str, ...] = ()) -> tuple[Report, int]:
    """The report on some other texts, and how many answers had to be worked out for it."""
    texts = {path: text for path, text in project().items() if path not in gone}
    memo = Memo(Texts(project()), {}, STORE)
    memo.loaded(answers())
    return report(memo, Texts(texts | changed), "0" * 40, tuple(changed)), memo.worked_out


def told(found: Report) -> dict[str, str]:
    return {page.file: page.why for page in found.pages}


def with_line(path: str, old: str, new: str) -> dict[str, str]:
    text = project()[path]
    assert old in text
    return {path: text.replace(old, new)}


def test_a_title_is_the_reason_elsewhere() -> None:
    found, _ = reported(with_line("docs/draft.md", "title: 초안", "title: 밑글"))
    assert told(found) == {
        "draft.md": "이 페이지의 글",
        "list.md": "다른 페이지의 제목 draft",
    }


def test_a_comment_in_the_data_changes_nothing_and_asks_next_to_nothing_again() -> None:
    found, asked = reported(with_line("data/figures/all.yml", "staff:", "# 줄\nstaff:"))
    assert found.pages == () and asked < 10


def test_one_datum_has_only_those_pages_made_again_that_read_it() -> None:
    found, asked = reported(with_line("data/market/estimates.yml", "20.9B", "21.0B"))
    assert set(told(found)) == {"draft.md", "market/size.en.md", "market/size.md"}
    assert asked < len(pickle.loads(answers())) / 4


def test_a_new_record_is_a_reason_for_the_pages_that_list_all() -> None:
    alpha = project()["data/vendors/alpha.yml"]
    found, _ = reported({"data/vendors/beta.yml": alpha.replace("AlphaML", "BetaML")})
    assert told(found)["index.md"] == "목록 vendors"
    assert [(item.id, item.became) for item in found.vendors] == [("beta", "새로 생김")]


def test_a_template_is_a_reason_by_its_file() -> None:
    path = "overrides/kb/vendor_list.html"
    found, _ = reported({path: project()[path] + "<p>끝</p>\n"})
    assert told(found)["index.en.md"] == f"파일 {path}"


def test_pages_come_and_go_and_one_with_a_mistake_stays() -> None:
    page = {"docs/new.md": "---\ntitle: 새 글\ndescription: 새 글\n---\n\n글이다.\n"}
    found, _ = reported(page, gone=("docs/draft.md",))
    assert [(touched.file, touched.became) for touched in found.pages] == [
        ("draft.md", "사라짐"),
        ("new.md", "새로 생김"),
        ("list.md", "바뀜"),
    ]
    assert found.gone == ("draft/", "draft/#estimates") and found.fresh == ("new/",)
    assert told(found)["list.md"] == (
        "다른 페이지에 나오는 것 draft, new; 생기거나 사라진 페이지 draft, new"
    )
    found, _ = reported(with_line("docs/draft.md", "estimates_table()", "estimates_tabl()"))
    assert told(found) == {"draft.md": "이 페이지의 글"} and found.gone == ()
    assert found.found[0].rule.id == "page/call"


def test_a_page_that_cannot_be_read_is_not_gone() -> None:
    found, _ = reported(with_line("docs/market/size.md", "title: 시장 규모", "title: ["))
    became = {page.file: page.became for page in found.pages}
    assert became["market/size.md"] == became["market/size.en.md"] == "보일 수 없음"
    assert found.gone == () and "docs/market/size.md" in str(found.found[0])


def test_a_source_that_lost_its_last_use_is_told() -> None:
    found, _ = reported(with_line("data/figures/all.yml", "source: other", "source: report"))
    assert found.unused == ("other",) and found.sources == ()


def test_a_word_of_the_interface_is_told_by_its_language() -> None:
    words = re.sub(
        r"(?m)^references:.*", "references: {ko: 전거, en: Proof}", project()["data/words.yml"]
    )
    found, _ = reported({"data/words.yml": words})
    [record] = found.data
    shown = [(field.what, field.after) for field in record.fields]
    assert shown == [("한국어", "전거"), ("영어", "Proof")]
    assert told(found)["market/size.md"] == "자료 words/references"


def test_a_missing_source_of_an_estimate_is_a_mistake_to_tell_of() -> None:
    found, _ = reported(with_line("data/market/estimates.yml", "use: headline", "use: range"))
    assert not found.found
    estimates = project()["data/market/estimates.yml"].replace("source: brief", "source: breif")
    found, _ = reported({"data/market/estimates.yml": estimates.replace("headline", "range")})
    assert "breif" in str(found.found[0])


def test_texts_of_a_change_mean_nothing_to_markdown_or_html() -> None:
    sign = "<b>굵게</b> | **별** `코드`"
    found, _ = reported(with_line("data/figures/all.yml", "전문 인력이 없는 기업", sign))
    assert r"\<b\>굵게\</b\> \| \*\*별\*\* \`코드\`" in as_markdown(found)
    assert "<b>" not in as_html(found)


def test_a_list_of_sources_changes_for_the_page_that_cites_another() -> None:
    more = with_line("docs/index.md", "## 성숙도", '글{{ cite("brief") }}이다.\n\n## 성숙도')
    found, _ = reported(more)
    assert told(found)["list.md"] == "다른 페이지에 나오는 것 index"


def moved_texts(old: str, new: str) -> tuple[Report, dict[str, str]]:
    """The report on a move, and the pages that it tells of."""
    memo = memo_of(Texts(project()))
    texts = planned(memo, old, new).texts
    gone = tuple(path for path, text in texts.items() if text is None)
    there = {path: text for path, text in texts.items() if text is not None}
    found, _ = reported(there, gone)
    return found, {page.file: page.became for page in found.pages}


def test_a_moved_page_is_moved_and_neither_gone_nor_new() -> None:
    found, became = moved_texts("market/size", "market/scale")
    assert became["market/scale.md"] == "옮김(전에는 market/size.md)"
    assert became["market/scale.en.md"] == "옮김(전에는 market/size.en.md)"
    assert "market/size.md" not in became
    assert not {"새로 생김", "사라짐"}.intersection(became.values())
    assert found.gone == () and found.fresh == ()
    assert ("market/size/", "market/scale/") in found.moved
    assert found.worse == () and found.better == () and found.words == ()


def test_a_page_that_names_a_moved_one_elsewhere_says_so() -> None:
    found, _ = moved_texts("market/size", "a/size")
    assert told(found)["list.md"] == "옮긴 페이지 a/size"
    assert all(page.why for page in found.pages if page.became == "바뀜")


def test_a_renamed_record_is_told_as_the_same_one() -> None:
    found, _ = moved_texts("vendors/alpha", "vendors/omega")
    [vendor] = found.vendors
    assert (vendor.id, vendor.became, vendor.fields) == ("omega", "이름이 바뀜(전에는 alpha)", ())
    assert found.worse == () and found.better == ()
    found, _ = moved_texts("figures.staff", "people")
    assert found.figures == () and [item.id for item in found.data] == ["people"]
    found, _ = moved_texts("technologies.automl", "auto-ml")
    assert found.moves == ()


def test_a_draft_is_told_against_the_edition_before_it() -> None:
    text = project()["data/maturity/2026.yml"].replace("level: developing", "level: mature")
    text = "draft: true\n" + text.replace("ko: 복잡함", "ko: 아직 복잡함")
    found, _ = reported({"data/maturity/2027.yml": text})
    [draft] = found.drafts
    assert (draft.id, draft.became) == ("2027", "새로 생김") and found.moves == ()
    assert "초안(아직 보이지 않음)" in as_markdown(found)
    assert ("developing", "mature") in [(field.before, field.after) for field in draft.fields]
    assert [item.name for item in found.worse] == ["maturity/2027 assessments.automl.challenge"]


def test_a_translation_marked_anew_is_told_with_whether_its_english_stayed() -> None:
    before = project()["docs/market/size.md"]
    korean = before.replace("커진다.", "많이 커진다.")
    assert korean != before
    pages = {"docs/market/size.md": korean}
    memo = memo_of(Texts(project() | pages))
    english = project()["docs/market/size.en.md"]
    part = next(part for part in part_states(memo, "market/size") if part.status == "stale")
    marked = marked_page(
        page(memo, "market/size", "ko"), page(memo, "market/size", "en"), english, {part.id}
    )
    found, _ = reported(pages | {"docs/market/size.en.md": marked})
    assert [(item.name, item.how) for item in found.better] == [
        (f"market/size#{part.id}", "최신 (다시 표시함) · 영어는 그대로")
    ]
    assert found.worse == ()


def test_what_lists_say_is_counted_apart_from_what_somebody_wrote() -> None:
    found, _ = reported(with_line("docs/draft.md", "title: 초안", "title: 밑글"))
    assert [(item.pages, item.pieces[-1].text) for item in found.words] == [(("draft.md",), "밑글")]
    [listed] = found.lists
    assert listed.file == "list.md"
    told = as_markdown(found)
    assert f"- `list.md`: {len(listed.words)}곳" in told
    assert told.index("## 독자가 읽는 말") < told.index("## 목록과 표에서 따라 바뀐 말")
