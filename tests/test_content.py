"""A page is compiled alone: what it shows and cites is noted, and only what it read counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from kb.content.compile import Content, content
from kb.content.tokens import Late
from kb.memo import Memo
from kb.model.base import SourceRef, walk
from kb.project import Project, keys
from kb.read import parse_page
from kb.rules.usage import pages_by_datum
from kb.site.link import article
from kb.text import Lang
from kb.translation.lock import write_lock
from kb.translation.pins import page_pins, pin
from kb.translation.write import set_pins
from texts import Texts, project_of, project_texts

DATA = {
    "data/sources/all.yml": """
        brief: {kind: internal, title: 개요, quality: U}
        report: {kind: report, title: Report, url: 'https://example.com/', quality: A}
        """,
    "data/figures/all.yml": """
        staff: {label: 인력, value: "80.7", unit: percent, as_of: '2025', source: report, topic: talent}
        energy: {label: 전력, value: "9", unit: twh, as_of: '2025', source: brief, topic: energy}
        """,
    "data/market/estimates.yml": """
        first:
          source: brief
          publisher: 개요
          scope: mlops
          as_of: '2024'
          base: {year: 2023, usd: "4.1B"}
          target: {year: 2028, usd: "20.9B"}
          use: headline
        """,
    "data/domains.yml": "operations: {name: 운영}\n",
    "data/levels.yml": "mature: {name: 성숙, criteria: 표준}\n",
    "data/technologies/automl.yml": "{name: AutoML, domain: operations}\n",
    "data/maturity/2026.yml": """
        as_of: '2026'
        reviewed: 2026-01-01
        assessments:
          automl: {level: mature, challenge: 없음, evidence: [report]}
        """,
    "data/glossary/drift.yml": "{term: 드리프트, definition: 변하는 일}\n",
}


def page(body: str, title: str = "가") -> str:
    return f"---\ntitle: {title}\ndescription: 나\n---\n\n{body}\n"


def project(**bodies: str) -> Texts:
    """The facts above and pages with these bodies, by key."""
    return Texts(project_texts(DATA) | {f"docs/{k}.md": page(body) for k, body in bodies.items()})


def compiled(memo: Memo, key: str = "a", lang: Lang = "ko", site_lang: Lang = "ko") -> Content:
    found = content(memo, key, lang, site_lang)
    assert found is not None
    return found


def of(body: str) -> Content:
    return compiled(project_of(project(a=body)))


def shown(body: str) -> set[str]:
    """What a page with this body shows, without the words around it."""
    return {f"{name}.{record}" for name, record in of(body).data if name != "words"}


def test_a_call_that_names_a_record_shows_just_that_and_its_source() -> None:
    assert shown('{{ figure("figures.staff") }}') == {"figures.staff", "sources.report"}
    assert shown('{{ figure("market.first.base") | josa("이/가") }}') == {
        "estimates.first",
        "sources.brief",
    }
    assert shown('{{ cite(source="report") }}') == {"sources.report"}


def test_a_call_that_chooses_by_a_field_shows_what_has_it() -> None:
    assert shown('{{ surveys(topic="energy") }}') == {"figures.energy", "sources.brief"}


def test_a_call_without_arguments_shows_all_that_it_reads() -> None:
    assert shown("{{ estimates_table() }}") == {"estimates.first", "sources.brief"}
    assert shown("{{ maturity_table() }}") == {
        "editions.2026",
        "technologies.automl",
        "domains.operations",
        "levels.mature",
    }


def test_a_record_that_is_only_looked_at_or_found_in_the_text_is_not_shown() -> None:
    assert shown("드리프트는 변한다.") == set()
    assert shown('{{ level("automl") }}') == {"editions.2026", "levels.mature"}


def test_calls_in_code_and_calls_with_mistakes_show_nothing() -> None:
    assert shown('`{{ figure("figures.staff") }}`') == set()
    assert shown('{{ figure("figures.staff" 3) }}') == set()
    assert shown("{{ nothing() }}") == set()


def test_a_record_that_is_missing_counts_as_shown_where_it_would_stand() -> None:
    texts = project(a='앞 {{ figure("figures.staff") }} 뒤\n\n{{ surveys(topic="talent") }}')
    texts["data/sources/all.yml"] = "brief: {kind: internal, title: 개요, quality: U}\n"
    found = compiled(project_of(texts))
    assert {("figures", "staff"), ("sources", "report")} <= found.data
    assert found.html.count('data-missing="sources/report"') == 2
    assert "<p>앞 <mark" in found.html and "</mark> 뒤</p>" in found.html
    assert found.failures == ()


def test_pages_are_named_by_their_korean_file() -> None:
    texts = project(a='{{ figure("figures.staff") }}', b="글")
    texts["docs/b.en.md"] = page('{{ figure("figures.energy") }}')
    pages = pages_by_datum(project_of(texts))
    assert pages["figures", "staff"] == ("a.md",)
    assert ("figures", "energy") not in pages


def test_a_page_cites_its_sources_in_the_order_of_their_numbers() -> None:
    body = '{{ figure("figures.energy") }} {{ cite("report") }} {{ cite("brief") }}'
    assert of(body).citations == ("brief", "report")
    assert of("글").citations == ()
    listed = html.fragment_fromstring(of(body).html, create_parent="div")
    assert listed.xpath("//section[@class='kb-sources']//li/@id") == ["src-brief", "src-report"]


def test_what_looks_like_an_id_outside_of_tags_leads_nowhere() -> None:
    anchors = of(
        '가 id="no" 나\n\n<p class="c" id="yes" aria-id="not">다</p>\n\n`<a id="code">`'
    ).anchors
    assert "yes" in anchors and anchors.isdisjoint({"no", "not", "code"})


def test_references_are_found_at_any_depth() -> None:
    edition = Project(project_of(project())).facts.editions["2026"]
    assert [value for _, value in walk(edition) if isinstance(value, SourceRef)] == ["report"]


def test_a_wrong_call_leaves_a_marked_gap_and_the_rest_is_there() -> None:
    found = of('## 절 {#first}\n\n앞 {{ figur("x") }} 뒤\n\n{{ surveys(topic="talent") }}')
    assert [failure.expression for failure in found.failures] == ['figur("x")']
    failure = found.failures[0]
    assert "혹시 'figure'?" in f"{failure.message} {failure.hint}"
    shown = html.fragment_fromstring(found.html, create_parent="div")
    (gap,) = shown.xpath("//mark[@class='kb-gap']")
    assert failure.message in gap.text_content()
    assert gap.getparent().text == "앞 " and gap.tail == " 뒤"
    assert shown.xpath("//table//strong/text()") == ["80.7%"]
    assert found.citations == ("report",) and "first" in found.anchors


def test_a_call_in_the_text_of_a_link_is_words_and_no_link_within_it() -> None:
    found = of('[값 {{ figure("market.first.target") }}](b.md)로 {{ figure("figures.staff") }}')
    (link,) = html.fragment_fromstring(found.html, create_parent="div").xpath("//a[@href='b.md']")
    assert link.text_content() == "값 209억 달러" and not len(link)


@pytest.mark.parametrize("title", ["{{ nothing() }}", "{{ figure("])
def test_a_wrong_call_in_the_title_stays_as_it_is_written(title: str) -> None:
    texts = project()
    texts["docs/a.md"] = page("글", f"'{title}'")
    found = compiled(project_of(texts))
    assert found.title == title and "글" in found.html
    assert [failure.name for failure in found.failures] == ["title"]


def test_a_title_that_shows_what_is_missing_stops_no_page() -> None:
    texts = project(a="글", b="{{ a_z() }}")
    texts["data/sources/all.yml"] = "report: {kind: report, title: Report, quality: A}\n"
    texts["docs/a.md"] = page("글", """'{{ figure("figures.energy") }}'""")
    memo = project_of(texts)
    assert "글" in compiled(memo).html
    assert "kb-gap" in compiled(memo, "b").html


def test_a_section_whose_calls_fail_since_its_korean_changed_is_shown_in_korean() -> None:
    texts = project(a="들어가며\n\n## 절 {#part}\n\n글")
    texts["docs/a.en.md"] = (
        "---\ntitle: A\ndescription: B\npins: {part: v1-00000000}\n---\n\n"
        "Opening\n\n## Part {{ nothing() }} {#part}\n\nText\n"
    )
    found = compiled(project_of(texts), lang="en", site_lang="en")
    shown = html.fragment_fromstring(found.html, create_parent="div")
    assert shown.xpath("//div[@lang='ko']//h2/@id") == ["part"]
    assert "Opening" in found.html and "Text" not in found.html
    assert [section["id"] for section in found.meta["kb_unchecked"]] == [""]
    assert "kb_stale" not in found.meta
    assert {failure.expression for failure in found.failures} == {"nothing()"}


def test_a_page_without_a_translation_is_addressed_as_the_site_that_shows_it() -> None:
    texts = project(a='드리프트 {{ cite("brief") }} [홈](index.md)', index="홈", glossary="용어")
    memo = project_of(texts)
    for site_lang, home in (("ko", "../"), ("en", "../")):
        found = compiled(memo, "a", "ko", site_lang)
        assert f'href="{home}"' in found.html
        assert 'href="../glossary/#drift"' in found.html
        assert "kb_stale" not in found.meta
    assert content(memo, "a", "en", "en") is None


def test_a_translation_shows_what_is_missing_in_korean_and_tells_what_is_behind() -> None:
    texts = project(a="첫머리\n\n## 하나 {#one}\n\n글\n\n## 둘 {#two}\n\n글")
    pins = page_pins(parse_page("a.md", texts["docs/a.md"])) | {"one": "v1-00000000"}
    del pins["two"]
    english = "---\ntitle: A\ndescription: B\n---\n\nOpening\n\n## One {#one}\n\nText\n"
    texts["docs/a.en.md"] = set_pins(english, pins)
    memo = project_of(texts)
    found = compiled(memo, lang="en", site_lang="en")
    shown = html.fragment_fromstring(found.html, create_parent="div")
    assert shown.xpath("//div[@lang='ko']//h2/@id") == ["two"]
    assert found.meta["kb_stale"] == [{"id": "one", "title": "One"}]


def behind_in_part(korean: str, english: str, section: str) -> Texts:
    """A page whose translation lacks one section, or is behind in it."""
    texts = project(a=korean)
    pins = page_pins(parse_page("a.md", texts["docs/a.md"])) | {section: "v1-00000000"}
    texts["docs/a.en.md"] = set_pins(page(english, "A"), pins)
    return texts


def test_a_korean_section_within_a_translation_speaks_korean_in_its_calls_too() -> None:
    figure = '{{ figure("market.first.target") }} {{ cite("report") }}'
    texts = behind_in_part(
        f"글\n\n## 둘 {{#two}}\n\n{figure} {{{{ sources() }}}}", f"Text {figure}", "none"
    )
    found = article(project_of(texts), "a", "en")
    assert found is not None
    whole = html.fragment_fromstring(found.html, create_parent="div")
    (korean,) = whole.xpath("//div[@lang='ko']")
    words = korean.text_content()
    assert "209억 달러" in words and "$20.9B" not in words and "출처" in words
    english = found.html.partition('<div class="kb-untranslated"')[0]
    assert "$20.9B" in english and "억" not in english
    ids = whole.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_a_section_that_is_behind_says_so_and_leads_to_its_korean() -> None:
    texts = behind_in_part("글\n\n## 둘 {#two}\n\n글", "Text\n\n## Two {#two}\n\nOld", "two")
    found = compiled(project_of(texts), lang="en", site_lang="en")
    whole = html.fragment_fromstring(found.html, create_parent="div")
    (notice,) = whole.xpath("//p[@class='kb-notice']")
    assert notice.getprevious().get("id") == "two"
    assert notice.xpath("a/@href") == ["../../a/#two"]


def test_what_nobody_has_compared_with_its_korean_is_not_called_older() -> None:
    texts = project(a="글\n\n## 둘 {#two}\n\n글", glossary="{{ glossary() }}")
    texts["docs/a.en.md"] = page("Text\n\n## Two {#two}\n\nText {{ glossary() }}", "A")
    texts["docs/a.en.md"] = texts["docs/a.en.md"].replace(" {{", "\n\n{{")
    texts["data/glossary/drift.yml"] = (
        "{term: {ko: 드리프트, en: drift}, definition: {ko: 변하는 일, en: Change}}\n"
    )
    found = compiled(project_of(texts), lang="en", site_lang="en")
    assert [section["id"] for section in found.meta["kb_unchecked"]] == ["", "two"]
    assert "kb_stale" not in found.meta
    whole = html.fragment_fromstring(found.html, create_parent="div")
    (notice,) = whole.xpath("//p[@class='kb-notice']")
    assert "never been checked" in notice.text_content()
    assert notice.xpath("a/@href") == ["../../a/#two"]
    titles = whole.xpath("//*[@class='kb-old kb-old--unchecked']/@title")
    assert titles and set(titles) == {"never checked against its Korean original"}
    assert "older" not in whole.text_content()


@pytest.mark.parametrize("deep", ["[가" * 20_000, "[가" * 20_000 + "나]" * 20_000 + "](b.md)"])
def test_brackets_in_brackets_are_read_once(deep: str) -> None:
    found = compiled(project_of(project(a=f"글 {deep}")))
    assert "[가" * 20_000 in found.html


def test_a_dead_link_of_a_translation_is_plain_words() -> None:
    texts = project(a="글 [홈](b.md) ![그림](b.png)")
    texts["docs/a.en.md"] = page("Text [home](gone.md) ![a picture](gone.png)", "A")
    found = compiled(project_of(texts), lang="en", site_lang="en")
    assert "home" in found.html and "a picture" in found.html
    assert "gone" not in found.html


def test_a_text_of_the_data_that_is_behind_is_marked_for_readers_of_the_translation() -> None:
    texts = project(a="{{ glossary() }}", glossary="{{ glossary() }}")
    texts["data/glossary/drift.yml"] = (
        "{term: {ko: 드리프트, en: drift}, definition: {ko: 변하는 일, en: Change}}\n"
    )
    texts["docs/a.en.md"] = page("All: {{ glossary() }}".replace(": ", ":\n\n"), "A")
    memo = project_of(texts)
    texts["data/translation.lock"] = write_lock(
        {"glossary/drift term": pin("드리프트"), "glossary/drift definition": pin("변하는 일")}
    )
    memo.changed(["data/translation.lock"])
    assert "kb-old" not in compiled(memo, lang="en", site_lang="en").html
    texts["data/glossary/drift.yml"] = texts["data/glossary/drift.yml"].replace("변하는", "바뀌는")
    memo.changed(["data/glossary/drift.yml"])
    found = compiled(memo, lang="en", site_lang="en").html
    (old,) = html.fragment_fromstring(found, create_parent="div").xpath("//*[@class='kb-old']")
    assert old.text == "Change" and "older" in old.get("title") and "older" in old.text_content()
    assert "kb-old" not in compiled(memo).html


def test_a_late_call_waits_for_all_pages() -> None:
    texts = project(list="{{ sources() }}", a='{{ cite("report") }}', b="글")
    memo = project_of(texts)
    assert compiled(memo, "list").late == (Late("sources()", "ko"),)
    finished = article(memo, "list", "ko")
    assert finished is not None
    shown = html.fragment_fromstring(finished.html, create_parent="div")
    assert shown.xpath("//li[@id='report']/span[@data-search]/a/@href") == ["../a/"]
    texts["docs/b.md"] = page('{{ cite("report") }}')
    memo.changed(["docs/b.md"])
    finished = article(memo, "list", "ko")
    assert finished is not None and 'href="../b/"' in finished.html


PAGES = {
    "a": '글 {{ figure("figures.staff") }}\n\n## 절 {#part}\n\n드리프트는 변한다.',
    "b": '{{ surveys(topic="energy") }}',
    "c": "{{ a_z() }}",
    "d": "{{ estimates_table() }}",
}


class Worked:
    """A project that is compiled after each edit. done: the pages that had to be, sorted."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.texts = project(**PAGES)
        self.memo = project_of(self.texts)
        self.done: list[str] = []
        work = content.function

        def noted(memo: Memo, key: str, lang: Lang, site_lang: Lang) -> Content | None:
            self.done.append(key)
            return work(memo, key, lang, site_lang)

        monkeypatch.setattr(content, "function", noted)
        for key in keys(self.memo):
            compiled(self.memo, key)

    def look(self) -> list[str]:
        """Ask for every page; returns those that had to be compiled."""
        self.done.clear()
        warm = {key: compiled(self.memo, key) for key in keys(self.memo)}
        done = sorted(self.done)
        cold = project_of(self.texts)
        assert warm == {key: compiled(cold, key) for key in keys(cold)}
        return done

    def edit(self, path: str, old: str, new: str) -> list[str]:
        assert old in self.texts[path]
        self.texts[path] = self.texts[path].replace(old, new, 1)
        self.memo.changed([path])
        return self.look()


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> Worked:
    return Worked(monkeypatch)


def test_nothing_edited_compiles_nothing(worked: Worked) -> None:
    assert worked.look() == []


def test_an_edited_page_is_compiled_alone(worked: Worked) -> None:
    assert worked.edit("docs/a.md", "글", "다른 글") == ["a"]


def test_a_comment_above_a_record_compiles_nothing(worked: Worked) -> None:
    assert worked.edit("data/figures/all.yml", "energy:", "# 전력\n\nenergy:") == []
    assert worked.edit("data/levels.yml", "mature", "# 수준\nmature") == []


def test_an_edited_record_compiles_the_pages_that_show_it(worked: Worked) -> None:
    assert worked.edit("data/figures/all.yml", '"80.7"', '"81"') == ["a"]
    assert worked.edit("data/figures/all.yml", "전력", "전기") == ["b"]
    assert worked.edit("data/sources/all.yml", "개요", "연구 개요") == ["b", "d"]


def test_a_record_that_comes_to_be_chosen_compiles_the_pages_that_choose(worked: Worked) -> None:
    assert worked.edit("data/figures/all.yml", "topic: talent", "topic: energy") == ["a", "b"]
    assert "80.7%" in compiled(worked.memo, "b").html


def test_a_changed_title_compiles_the_pages_that_show_it(worked: Worked) -> None:
    assert worked.edit("docs/b.md", "title: 가", "title: 다") == ["b", "c"]


def test_a_new_page_compiles_itself_and_the_pages_that_list_it(worked: Worked) -> None:
    worked.texts["docs/e.md"] = page("글")
    worked.memo.changed(["docs/e.md"])
    assert worked.look() == ["c", "e"]


def test_an_edited_block_compiles_the_pages_that_use_it(worked: Worked) -> None:
    assert worked.edit("overrides/kb/surveys.html", "<table", "<table data-edited") == ["b"]
    assert worked.edit("overrides/kb/macros.html", "kb-ref", "kb-ref edited") == ["a", "b", "d"]
    assert worked.edit("overrides/kb/sitemap.xml", "<url>", "<url >") == []


def test_a_word_compiles_the_pages_that_say_it(worked: Worked) -> None:
    assert worked.edit("data/words.yml", "surveys-caption: {ko: ", "surveys-caption: {ko: 새 ") == [
        "b"
    ]


def test_a_definition_compiles_pages_but_a_definition_that_none_shows_changes_none(
    worked: Worked,
) -> None:
    before = compiled(worked.memo, "b")
    assert "a" in worked.edit("data/glossary/drift.yml", "변하는 일", "달라지는 일")
    assert compiled(worked.memo, "b") is before


def test_a_mended_call_fills_its_gap(worked: Worked) -> None:
    sound = compiled(worked.memo)
    assert worked.edit("docs/a.md", "figures.staff", "figures.stuff") == ["a"]
    assert compiled(worked.memo).failures
    assert worked.edit("docs/a.md", "figures.stuff", "figures.staff") == ["a"]
    assert compiled(worked.memo) == sound


def test_content_is_a_value() -> None:
    found = of(PAGES["a"])
    assert replace(found) == found and replace(found, title="다") != found


def test_columns_are_aligned_without_a_style_which_a_policy_would_stop() -> None:
    found = of("| 가 | 나 |\n| :-: | --: |\n| 1 | 2 |").html
    assert 'align="center"' in found and 'align="right"' in found
    assert "style" not in found
