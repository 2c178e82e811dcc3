"""Moving and renaming: everything that names the thing follows, and old addresses are answered."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.commands.main import main
from kb.editors.schemas import schemas
from kb.memo import Memo
from kb.move.edits import MoveError
from kb.move.names import read
from kb.move.plan import Plan, led_on, planned
from kb.project import keys
from kb.rules.check import findings
from kb.site.downloads import MOVED, data_files
from kb.site.link import article
from kb.site.moved import redirect_files
from kb.translation.state import part_states, string_states
from test_findings import memo_of, sound_texts
from texts import Texts

HEAD = "---\ntitle: {0}\ndescription: {0} 페이지\n---\n\n"
MORE = {
    "data/addresses.txt": "/\n/about/\n/draft/\n/glossary/\n/market/size/\n/vendors/alpha/\n",
    "data/search.yml": "alpha: {page: vendors/alpha, ko: [알파]}\n",
    "docs/glossary.md": HEAD.format("용어") + "{{ glossary() }}\n",
    "docs/about.md": HEAD.format("\"{{ vendor('alpha').name }} 소개\"").replace(" 페이지", "")
    + "[추정치](market/size.md#estimates)와 [알파](vendors/alpha.md), [용어][d], [여기](#own).\n\n"
    '<a href="../market/size/#estimates">크기</a> `[코드](market/size.md)`\n\n'
    "## 이 페이지 {#own}\n\n"
    "{{ vendor('alpha').name | josa('은/는') }} {{ figure(key=\"market.first.target\") }}다"
    '{{ cite("report") }}.\n\n[d]: glossary.md#drift\n',
    "docs/vendors/alpha.md": HEAD.format("알파") + '{{ vendor_card("alpha") }}\n\n'
    "[크기](../market/size.md?year=2028#estimates)\n",
    "docs/vendors/alpha.en.md": HEAD.format("Alpha") + '{{ vendor_card("alpha") }}\n',
}
"""Pages that name what the fixture has, in every way that pages can."""


def texts_of() -> Texts:
    texts = Texts(sound_texts() | MORE)
    events = "events:\n  - {id: founded, date: 2026-01-02, type: milestone, text: 세웠다, source: report}\n"
    texts["data/vendors/alpha.yml"] += events
    return texts


@pytest.fixture(scope="module")
def memo() -> Memo:
    """The project, in one memo for all moves, each of which is taken back."""
    return memo_of(texts_of())


@pytest.fixture
def move(memo: Memo) -> Callable[[str, str], Plan]:
    """Plans a move in the memo, which then stands as if it were carried out, to the test's end."""
    reader, plans = memo.reader, []

    def planning(old: str, new: str) -> Plan:
        plans.append(planned(memo, old, new))
        return plans[-1]

    yield planning
    memo.reader = reader
    memo.changed({path for plan in plans for path in plan.texts})


def fresh(memo: Memo) -> int:
    """How many parts of pages and texts of the data are translated and up to date."""
    pages = [part for key in keys(memo) for part in part_states(memo, key)]
    return [state.status for state in (*pages, *string_states(memo))].count("fresh")


def test_a_page_takes_links_menu_and_its_own_links_along(
    memo: Memo, move: Callable[..., Plan]
) -> None:
    before = len(findings(memo)), fresh(memo)
    plan = move("market/size", "scale")
    assert plan.files == {
        "docs/market/size.md": "docs/scale.md",
        "docs/market/size.en.md": "docs/scale.en.md",
    }
    assert plan.texts["docs/market/size.md"] is None
    about, alpha = plan.texts["docs/about.md"], plan.texts["docs/vendors/alpha.md"]
    assert "[추정치](scale.md#estimates)" in about and '<a href="../scale/#estimates">' in about
    assert "`[코드](market/size.md)`" in about
    assert "[크기](../scale.md?year=2028#estimates)" in alpha
    assert "- scale.md" in plan.texts["mkdocs.yml"]
    assert plan.redirects == {"/market/size/": "/scale/"}
    assert "/market/size/\n/scale/\n" in plan.texts["data/addresses.txt"]
    assert (len(findings(memo)), fresh(memo)) == before
    assert move("about", "deep/er/about").texts["docs/deep/er/about.md"].count("../../") == 4


def test_a_page_that_goes_to_another_folder_goes_to_its_part_of_the_menu(memo: Memo) -> None:
    texts = Texts(texts_of())
    menu = "  - 시장:\n      - market/size.md\n"
    more = "  - 벤더:\n      - vendors/alpha.md\n      - about.md\n"
    texts["mkdocs.yml"] = texts["mkdocs.yml"].replace(menu, menu + more)
    texts["mkdocs.yml"] = texts["mkdocs.yml"].replace(
        "시장: Market", "시장: Market\n          벤더: V"
    )
    plan = planned(memo_of(texts), "about", "market/about")
    assert "      - market/size.md\n      - market/about.md\n" in (plan.texts["mkdocs.yml"] or "")
    assert "vendors/alpha.md\n  - " in (plan.texts["mkdocs.yml"] or "")


def test_schemas_for_editors_follow_a_record() -> None:
    texts = texts_of()
    made = schemas(memo_of(texts))["data/schema/deals.json"]
    texts["data/schema/deals.json"] = made
    plan = planned(memo_of(texts), "vendors/alpha", "vendors/omega")
    assert '"alpha"' in made
    assert plan.texts["data/schema/deals.json"] == made.replace('"alpha"', '"omega"')


def test_a_draft_edition_follows_a_technology_with_its_pins() -> None:
    texts = Texts(texts_of())
    texts["data/maturity/2027.yml"] = "draft: true\n" + texts["data/maturity/2026.yml"]
    lines = texts["data/translation.lock"].splitlines(keepends=True)
    pins = [line.replace("/2026 ", "/2027 ") for line in lines if line.startswith("maturity/2026 ")]
    texts["data/translation.lock"] = "".join(sorted(lines + pins))
    plan = planned(memo_of(texts), "technologies.automl", "auto-ml")
    assert "  auto-ml:" in (plan.texts["data/maturity/2027.yml"] or "")
    lock = plan.texts["data/translation.lock"] or ""
    assert "maturity/2027 assessments.auto-ml." in lock and "assessments.automl." not in lock


@pytest.mark.parametrize("id", ["2024", "2026-01-02", "null"])
def test_an_id_that_yaml_reads_as_something_else_is_refused(memo: Memo, id: str) -> None:
    with pytest.raises(MoveError, match="YAML"):
        planned(memo, "sources.report", id)


def test_a_section_takes_links_and_pins_along(memo: Memo, move: Callable[..., Plan]) -> None:
    before = fresh(memo)
    plan = move("market/size#estimates", "#sizes")
    assert "## 추정치 {#sizes}" in plan.texts["docs/market/size.md"]
    assert "{#sizes}" in plan.texts["docs/market/size.en.md"]
    assert "sizes: v1-" in plan.texts["docs/market/size.en.md"]
    assert "market/size.md#sizes" in plan.texts["docs/about.md"]
    assert plan.redirects == {"/market/size/#estimates": "/market/size/#sizes"}
    assert fresh(memo) == before
    page = article(memo, "market/size", "ko")
    assert page and '<span id="estimates"></span>' in page.html.partition('id="sizes"')[2][:60]


def test_a_vendor_takes_its_page_data_calls_and_places_along(
    memo: Memo, move: Callable[..., Plan]
) -> None:
    before = fresh(memo)
    plan = move("vendors/alpha", "vendors/beta")
    assert plan.files["data/vendors/alpha.yml"] == "data/vendors/beta.yml"
    assert plan.files["docs/vendors/alpha.en.md"] == "docs/vendors/beta.en.md"
    assert "of: vendors.beta" in plan.texts["data/corrections.yml"]
    assert "page: vendors/beta" in plan.texts["data/search.yml"]
    assert "vendors/beta summary" in plan.texts["data/translation.lock"]
    about = plan.texts["docs/about.md"]
    assert "vendor('beta').name }} 소개" in about and "{{ vendor('beta').name | josa" in about
    assert "](vendors/beta.md)" in about
    assert '{{ vendor_card("beta") }}' in plan.texts["docs/vendors/beta.en.md"]
    assert plan.redirects["vendors.alpha"] == "vendors.beta"
    assert fresh(memo) == before
    rows = json.loads(data_files(memo)[MOVED])
    assert rows == [{"collection": "vendors", "old": "alpha", "new": "beta"}]


@pytest.mark.parametrize(
    ("old", "new", "path", "expected"),
    [
        ("report", "institute", "docs/about.md", '{{ cite("institute") }}'),
        ("market.first.target", "market.one.target", "docs/about.md", '(key="market.one.target")'),
        ("glossary.drift", "data-drift", "docs/about.md", "[d]: glossary.md#data-drift"),
        ("technologies.automl", "auto-ml", "data/maturity/2026.yml", "  auto-ml:\n"),
        ("vendors.alpha.founded", "vendors.alpha.begun", "data/vendors/alpha.yml", "{id: begun,"),
    ],
)
def test_a_record_takes_what_names_it_along(
    old: str, new: str, path: str, expected: str, memo: Memo, move: Callable[..., Plan]
) -> None:
    before = sorted(finding.rule.id for finding in findings(memo)), fresh(memo)
    plan = move(old, new)
    assert expected in (plan.texts[path] or "")
    assert (sorted(finding.rule.id for finding in findings(memo)), fresh(memo)) == before


def test_moving_on_leads_from_every_old_name_to_the_last(
    memo: Memo, move: Callable[..., Plan]
) -> None:
    move("market/size#estimates", "#sizes")
    move("market/size", "scale")
    plan = move("scale", "market/how-big")
    lines = plan.texts["data/redirects.yml"].splitlines()
    assert lines == [
        "/market/how-big/#estimates: /market/how-big/#sizes",
        "/market/size/: /market/how-big/",
        "/scale/: /market/how-big/",
    ]
    back = move("market/how-big", "market/size")
    assert "/market/size/:" not in (back.texts["data/redirects.yml"] or "")


def test_an_event_keeps_its_old_name_when_its_vendor_moves() -> None:
    before = {"vendors.a.x": "vendors.a.y", "/vendors/a/#p": "/vendors/a/#q"}
    assert led_on(before, {"/vendors/a/": "/vendors/b/", "vendors.a": "vendors.b"}) == {
        "vendors.a.x": "vendors.b.y",
        "/vendors/b/#p": "/vendors/b/#q",
        "/vendors/a/": "/vendors/b/",
        "vendors.a": "vendors.b",
    }


def test_an_overview_is_meant_by_its_folder() -> None:
    texts = texts_of()
    overview = "---\ntitle: 법\ndescription: 법의 요약\n---\n\n## 뜻 {#sense}\n\n글이다.\n"
    memo = memo_of(Texts(texts | {"docs/law/index.md": overview}))
    assert read(memo, "law", "acts") == read(memo, "law/index", "acts")
    assert read(memo, "law#sense", "law#why") == read(memo, "law/index#sense", "#why")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("market/sizes", "market/scale", "혹시 'market/size'?"),
        ("market/size", "about", "이미 있다"),
        ("market/size", "Market/Size", "페이지의 이름으로 쓸 수 없다"),
        ("market/size", "en/size", "다른 언어의 사이트"),
        ("market/size", "market/size", "이미 그 이름"),
        ("market/size#estimats", "#x", "혹시 'estimates'?"),
        ("market/size#estimates", "about#x", "절을 다른 페이지로 옮기는 명령은 없다"),
        ("market/size#estimates", "#A B", "식별자로 쓸 수 없다"),
        ("vendors/alpha", "market/alpha", "vendors/ 밖으로 옮길 수 없다"),
        ("vendors.alfa", "vendors.beta", "혹시 'alpha'?"),
        ("sources.report", "sources.brief", "이미 있다"),
        ("vendors.alpha.found", "x", "혹시 'founded'?"),
        ("words.now", "words.then", "코드나 화면의 말"),
        ("editions.2026", "editions.2027", "코드나 화면의 말"),
        ("index", "home", "코드가 이름으로 찾는 페이지"),
    ],
)
def test_what_cannot_be_moved_is_refused_with_the_reason(
    old: str, new: str, told: str, memo: Memo
) -> None:
    with pytest.raises(MoveError) as refused:
        planned(memo, old, new)
    assert told in "\n".join((refused.value.message, *refused.value.details))


def test_a_project_with_mistakes_at_those_places_is_told_to_mend_them(memo: Memo) -> None:
    texts = Texts(texts_of())
    texts["docs/about.md"] += '\n{{ figure("market.frist.base") }}\n'
    with pytest.raises(MoveError) as refused:
        planned(memo_of(texts), "market/size", "market/scale")
    assert any("docs/about.md" in line and "page/call" in line for line in refused.value.details)


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["move", *arguments, "--root", str(root)])


def test_the_command_shows_then_writes_then_refuses(tmp_path: Path) -> None:
    texts = texts_of()
    for path, text in texts.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    shown = run(tmp_path, "vendors/alpha", "vendors/beta", "--dry-run")
    assert shown.exit_code == 0 and "쓰지 않았다" in shown.output
    assert "+of: vendors.beta" in shown.output.replace("  ", "")
    assert (tmp_path / "docs/vendors/alpha.md").exists()
    done = run(tmp_path, "vendors/alpha", "vendors/beta")
    assert done.exit_code == 0 and "/vendors/alpha/ → /vendors/beta/" in done.output
    assert not (tmp_path / "docs/vendors/alpha.md").exists()
    assert "vendors.alpha: vendors.beta" in (tmp_path / "data/redirects.yml").read_text("utf-8")
    again = run(tmp_path, "vendors/alpha", "vendors/gamma")
    assert again.exit_code == 1 and "Traceback" not in again.output
    assert run(tmp_path).exit_code == 1


def test_a_page_at_an_old_address_leads_on_below_any_path(
    memo: Memo, move: Callable[..., Plan]
) -> None:
    move("market/size", "scale")
    files = redirect_files(memo, "https://kb.example/kb/", ("ko", "en"))
    assert files.keys() == {"market/size/index.html", "en/market/size/index.html"}
    page = files["en/market/size/index.html"].decode()
    assert '<html lang="en">' in page and '<meta name="robots" content="noindex">' in page
    assert '<link rel="canonical" href="https://kb.example/kb/en/scale/">' in page
    assert '<meta http-equiv="refresh" content="0; url=../../scale/">' in page
    assert '<a href="../../scale/">' in page


def test_a_new_page_is_put_among_the_published_addresses(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/addresses.txt").write_text("/\n/vendors/zenml/\n", "utf-8")
    for arguments in (["vendor", "acme"], ["term", "drift"], ["page", "trends/index"]):
        made = CliRunner().invoke(main, ["new", *arguments, "--root", str(tmp_path)])
        assert made.exit_code == 0
    listed = (tmp_path / "data/addresses.txt").read_text("utf-8").split()
    assert listed == ["/", "/trends/", "/vendors/acme/", "/vendors/zenml/"]


def test_the_check_puts_addresses_into_the_list_where_they_belong(tmp_path: Path) -> None:
    texts = Texts(texts_of() | {"data/addresses.txt": "/\n/glossary/\n/market/size/\n"})
    for path, text in texts.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    result = CliRunner().invoke(main, ["check", "--fix", "--root", str(tmp_path)])
    assert "addresses/unlisted" not in result.output
    assert (tmp_path / "data/addresses.txt").read_text("utf-8") == MORE["data/addresses.txt"]


def test_choices_that_stand_in_addresses_and_browsers_know_old_ids(memo: Memo) -> None:
    pages = {"docs/compare.md": HEAD.format("비교") + "{{ vendor_compare() }}\n"}
    pages["docs/updates.md"] = HEAD.format("업데이트") + "{{ updates() }}\n"
    texts = Texts(texts_of() | pages | {"data/addresses.txt": "/\n"})
    texts["data/redirects.yml"] = "vendors.alfa: vendors.alpha\nvendors.alph: vendors.alpha\n"
    other = memo_of(texts)
    compare, updates = (article(other, key, "ko") for key in ("compare", "updates"))
    assert compare and 'value="alpha" data-former="alfa alph"' in compare.html
    assert updates and 'data-former="vendors/alfa vendors/alph"' in updates.html
