"""The writers' reference and the translators' status say what holds, and leave nothing out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_type_hints

import pytest
from lxml import html
from playwright.sync_api import Browser
from pydantic import TypeAdapter

from browser import Host, reader
from kb import rules
from kb.content.compile import context_of
from kb.facts.collections import COLLECTIONS
from kb.memo import Memo
from kb.model.base import Record
from kb.model.fields import FieldNote, example_of, fields_of, kind_of
from kb.project import Project
from kb.read import parse_page
from kb.show.evaluate import Evaluator
from kb.show.registry import DIRECTIVES
from kb.text import LANGS, Lang
from kb.translation.pins import page_pins
from kb.translation.write import set_pins
from texts import Texts, project_of, project_texts, real

FIELDS = {collection.name: fields_of(collection.model) for collection in COLLECTIONS}
MODELS = {collection.model for collection in COLLECTIONS} | {
    field.kind.model for fields in FIELDS.values() for field in fields if field.kind.model
}


def rendered(call: str, lang: Lang = "ko", of: Memo | None = None) -> html.HtmlElement:
    context = context_of(of or real(), "contributing/reference", lang, lang)
    fragment = Evaluator(DIRECTIVES, context).evaluate(call)
    return html.fragment_fromstring(str(fragment.html()), create_parent="div")


def field(collection: str, path: str) -> FieldNote:
    return next(field for field in FIELDS[collection] if field.path == path)


def test_every_directive_and_each_of_its_arguments_is_described() -> None:
    for directive in DIRECTIVES.values():
        assert set(directive.arguments) == set(directive.parameters), directive.name
        for text in (directive.about, *directive.arguments.values()):
            assert text.ko and text.en, directive.name


def test_every_collection_is_described() -> None:
    for collection in COLLECTIONS:
        for text in (collection.title, collection.about):
            assert text.ko and text.en, collection.name


def test_every_kind_of_value_has_its_words() -> None:
    kinds = [field.kind for fields in FIELDS.values() for field in fields]
    kinds += [kind_of(d.types[name]) for d in DIRECTIVES.values() for name in d.parameters]
    words = {f"kind-of-{kind.name}" for kind in kinds if kind.name != "choice"}
    words |= {f"many-{kind.many}" for kind in kinds if kind.many != "one"}
    assert words <= set(Project(real()).facts.words)


@pytest.mark.parametrize(
    "model", sorted(MODELS, key=lambda m: m.__name__), ids=lambda m: m.__name__
)
def test_every_field_has_a_label_and_an_example_that_it_takes(model: type[Record]) -> None:
    hints = get_type_hints(model, include_extras=True)
    for name, info in model.model_fields.items():
        if isinstance(info.json_schema_extra, dict) and info.json_schema_extra.get("hidden"):
            continue
        assert info.title and info.examples, name
        if kind_of(hints[name]).name != "group":
            TypeAdapter(hints[name]).validate_python(info.examples[0])


def test_a_field_is_named_by_the_way_to_it() -> None:
    assert field("vendors", "product.former[].until").kind.name == "date"
    assert field("vendors", "capabilities.*.value").kind.choices == ("full", "partial", "none")
    assert field("vendors", "capabilities.*.source").kind.target == "sources"
    assert field("editions", "assessments.*.evidence[]").kind.many == "list"


def test_a_field_is_named_as_it_is_written_and_not_as_python_has_it() -> None:
    assert field("vendors", "events[].id").label == "식별자"
    assert field("estimates", "stated_cagr.from").kind.name == "integer"
    assert "proper" not in {field.path for field in FIELDS["words"]}


def test_required_fields_are_told_from_optional_ones() -> None:
    assert field("sources", "title").required
    assert not field("sources", "url").required


def test_an_example_is_one_line_of_yaml() -> None:
    assert example_of({"ko": "모델 배포", "en": "Model deployment"}) == (
        "{ko: 모델 배포, en: Model deployment}"
    )
    assert example_of("2026") == "'2026'"
    assert example_of(True) == "true"


def test_a_type_that_nobody_has_described_is_refused() -> None:
    with pytest.raises(LookupError):
        kind_of(bytes)


@pytest.mark.parametrize("lang", LANGS)
def test_the_reference_shows_every_directive_with_its_examples_as_code(lang: Lang) -> None:
    shown = rendered("directive_reference()", lang)
    assert {title.get("id") for title in shown.iter("h3")} == {
        f"directive-{name.replace('_', '-')}" for name in DIRECTIVES
    }
    codes = [code.text_content() for code in shown.iter("code")]
    for directive in DIRECTIVES.values():
        assert directive.signature() in codes
        assert all(f"{{{{ {example} }}}}" in codes for example in directive.examples)
    for code in shown.xpath("//code"):
        code.drop_tree()
    assert "{{" not in shown.text_content()


def test_the_reference_shows_what_an_argument_may_be() -> None:
    shown = rendered("directive_reference()")
    chart = shown.xpath("//h3[@id='directive-chart']/following::table[1]")[0]
    codes = {code.text for code in chart.iter("code")}
    assert {"market-forecast", "maturity-radar", "mlops"} <= codes
    assert chart.xpath(".//a[contains(@href, '#data-estimates')]")
    kinds = shown.xpath("//h3[@id='directive-vendor-list']/following::table[1]//code/text()")
    assert {"cloud", "company", "project", "big-tech", "KR"} <= set(kinds)


@pytest.mark.parametrize("lang", LANGS)
def test_the_reference_shows_every_field_of_the_data(lang: Lang) -> None:
    shown = rendered("data_reference(fields=True)", lang)
    for collection in COLLECTIONS:
        title = f"//h3[@id='data-{collection.name.replace('_', '-')}']"
        paths = shown.xpath(f"{title}/following::table[1]//th/code/text()")
        assert paths == [field.path for field in FIELDS[collection.name]], collection.name
        assert f"data/{collection.path}" in shown.xpath(f"{title}/following::code/text()")


def test_the_reference_itself_says_where_the_data_lie_and_leads_to_their_fields() -> None:
    shown = rendered("data_reference()")
    names = [collection.name.replace("_", "-") for collection in COLLECTIONS]
    assert shown.xpath("//h3/@id") == [f"data-{name}" for name in names]
    assert not shown.xpath("//table")
    assert shown.xpath("//p/a[1]/@href") == [f"data/#data-{name}" for name in names]
    assert "uses/#uses-vendors" in shown.xpath("//p/a[2]/@href")


def test_korean_in_the_english_reference_is_marked_as_korean() -> None:
    for call in ("directive_reference()", "data_reference(fields=True)"):
        shown = rendered(call, "en")
        for korean in shown.xpath("//*[@lang='ko'] | //code"):
            korean.drop_tree()
        assert not [sign for sign in shown.text_content() if "가" <= sign <= "힣"]


KOREAN = "---\ntitle: 규모\ndescription: 얼마\nreviewed: 2026-11-23\n---\n\n첫머리\n\n## 값 {{ figure(\"market.brief.base\") }} {#now}\n\n글\n"  # fmt: skip
ENGLISH = "---\ntitle: Size\ndescription: How much\n---\n\nOpening\n\n## Value {#now}\n\nText\n"


def translated(text: str, **wrong: str) -> str:
    return set_pins(text, page_pins(parse_page("size.md", KOREAN)) | wrong)


DATA = {
    "data/sources/all.yml": "brief: {kind: internal, title: 개요, quality: U}\n",
    "data/market/estimates.yml": """
        brief:
          source: brief
          publisher: 개요
          scope: mlops
          as_of: '2024'
          base: {year: 2023, usd: "4.1B"}
          target: {year: 2028, usd: "20.9B"}
          use: headline
        """,
    "data/vendors/sagemaker.yml": """
        company: Amazon
        product: {name: SageMaker}
        summary: {ko: 완전 관리형 서비스, en: A managed service}
        kind: cloud
        country: US
        licence: {id: proprietary, open_source: false}
        deployment: [managed]
        status: {value: active}
        capabilities: {}
        """,
}


def status(english: str | None, lang: Lang = "ko") -> html.HtmlElement:
    texts = Texts(project_texts(DATA) | {"docs/size.md": KOREAN})
    if english:
        texts["docs/size.en.md"] = english
    return rendered("translation_status()", lang, project_of(texts))


def row(shown: html.HtmlElement) -> list[str]:
    return [" ".join(cell.text_content().split()) for cell in shown.xpath("(//tbody)[1]/tr/*")]


def test_a_translation_that_keeps_up_has_nothing_to_do() -> None:
    assert row(status(translated(ENGLISH))) == ["규모", "최신 3", "—", "—"]


def test_what_is_behind_is_named_with_the_command_to_begin() -> None:
    shown = status(translated(ENGLISH, now="v1-00000000", _meta="v1-00000000"))
    assert row(shown) == [
        "규모",
        "최신 1 · 낡음 2",
        "제목과 소개 (낡음), 값 41억 달러 (낡음) · 낱말 7개 · 한국어를 본 날 2026-11-23",
        "make translate PAGE=size",
    ]


def test_a_change_of_the_korean_is_shown_where_the_project_is_hosted() -> None:
    behind = translated(ENGLISH, now="v1-00000000")
    assert not status(behind).xpath("//td/a")
    for host, way in (("github.com", "blame"), ("gitlab.com", "-/blame")):
        texts = Texts(project_texts(DATA) | {"docs/size.md": KOREAN, "docs/size.en.md": behind})
        named = f"repo_url: https://{host}/a/b/"
        texts["mkdocs.yml"] = texts["mkdocs.yml"].replace('repo_url: ""', named)
        links = rendered("translation_status()", "ko", project_of(texts)).xpath("//td/a/@href")
        assert f"https://{host}/a/b/{way}/HEAD/docs/size.md" in links


def test_a_page_without_english_misses_every_part() -> None:
    assert row(status(None))[1] == "없음 3"


def test_the_status_speaks_the_language_of_the_page() -> None:
    shown = row(status(translated(ENGLISH, now="v1-00000000"), "en"))
    assert shown[:2] == ["Size", "up to date 2 · out of date 1"]


def test_every_rule_that_is_declared_is_checked_and_has_an_id_of_its_own() -> None:
    files = Path(rules.__file__).parent.rglob("*.py")
    found = (
        re.findall(r"^\w+ = Rule\(\n +\"([^\"]+)\"", f.read_text("utf-8"), re.M) for f in files
    )
    assert sorted(id for ids in found for id in ids) == [rule.id for rule in rules.RULES]


def test_texts_of_the_data_are_told_by_file() -> None:
    shown = status(translated(ENGLISH))
    commands = shown.xpath("(//table)[2]//code/text()")
    # Without a lock no text is known to be translated from the Korean of today.
    assert "data/vendors/sagemaker.yml" in commands
    assert "make translate PAGE=data/vendors/sagemaker" in commands


def test_on_a_phone_every_cell_of_a_card_has_room_for_its_name(
    site: Path, browser: Browser
) -> None:
    host = Host("/kb/")
    host.folder = site
    context = reader(browser, 390)
    page = context.new_page()
    page.goto(f"{host.url}contributing/reference/")
    indents = page.evaluate(
        "[...document.querySelectorAll('td[data-label]')]"
        ".map(cell => parseFloat(getComputedStyle(cell).paddingLeft))"
    )
    context.close()
    host.close()
    assert len(indents) > 300 and min(indents) > 90
