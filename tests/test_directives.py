"""What pages may call: the examples work in both languages, and mistakes are told in Korean."""

from __future__ import annotations

import re
from functools import cache

import pytest
from lxml import html

from conftest import ROOT
from kb.content.compile import content, context_of
from kb.content.tokens import filled
from kb.memo import Memo
from kb.read import parse_page
from kb.show.directive import Context, Directive, DirectiveError
from kb.show.evaluate import Evaluator
from kb.show.registry import DIRECTIVES
from kb.text import LANGS, Lang
from kb.translation.pins import page_pins
from kb.translation.write import set_pins
from texts import Texts, project_of

HANGUL = re.compile("[가-힣]")
TOKEN = re.compile("[\ue000-\ue003]")
SOURCES = "//section[contains(@class, 'kb-sources')]//li[@id]"
EXAMPLES = [(name, example) for name, d in DIRECTIVES.items() for example in d.examples]
ARGUMENTS = [(name, argument) for name, d in DIRECTIVES.items() for argument in d.parameters]


@cache
def memo() -> Memo:
    """The real project with a page of all examples, in both languages."""
    real = Texts.of_folder(ROOT, "mkdocs.yml", "data", "docs", "overrides/kb")
    written = page_of_examples()
    pins = page_pins(parse_page("examples.md", written))
    pages = {"docs/examples.md": written, "docs/examples.en.md": set_pins(written, pins)}
    return project_of(Texts(real | pages))


def context(lang: Lang = "ko") -> Context:
    return context_of(memo(), "market/size", lang, lang)


def evaluate(expression: str, lang: Lang = "ko") -> str:
    return str(Evaluator(DIRECTIVES, context(lang)).evaluate(expression))


def evaluate_html(expression: str, lang: Lang) -> str:
    return str(Evaluator(DIRECTIVES, context(lang)).evaluate(expression).html())


def mistake(expression: str) -> DirectiveError:
    with pytest.raises(DirectiveError) as caught:
        evaluate(expression)
    return caught.value


@pytest.mark.parametrize("name", DIRECTIVES)
def test_every_directive_shows_how_it_is_called(name: str) -> None:
    examples = DIRECTIVES[name].examples
    assert examples
    assert all(example.startswith(f"{name}(") for example in examples)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_an_example_works_as_it_is_described(name: str, example: str, lang: Lang) -> None:
    fragment = Evaluator(DIRECTIVES, context(lang)).evaluate(example)
    shown = html.fragment_fromstring(str(fragment.html()), create_parent="div")
    assert shown.text_content().strip()
    assert fragment.block is not DIRECTIVES[name].inline
    assert fragment.block or fragment.text or name == "cite"
    ids = shown.xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", DIRECTIVES)
def test_an_argument_that_does_not_exist_is_told_with_those_that_do(name: str) -> None:
    told = mistake(f"{name}(no_such_argument='x')")
    assert HANGUL.search(told.message) and "no_such_argument" in told.message
    assert told.hint and f"{name}(" in told.hint


@pytest.mark.parametrize(("name", "argument"), ARGUMENTS)
def test_a_wrong_value_is_told_with_the_right_ones(name: str, argument: str) -> None:
    told = mistake(f"{name}({_needed(DIRECTIVES[name], argument)}{argument}='no-such-value')")
    assert HANGUL.search(told.message) and "no-such-value" in told.message
    assert told.hint and HANGUL.search(told.hint)


def _needed(directive: Directive, wrong: str) -> str:
    """The first example's positional argument, where another one is to be wrong."""
    known = re.match(rf'{directive.name}\(("[^"]*")', directive.examples[0])
    return f"{known[1]}, " if known and wrong != next(iter(directive.parameters)) else ""


def test_a_directive_that_needs_an_argument_asks_for_it() -> None:
    for directive in DIRECTIVES.values():
        needed = [n for n, p in directive.parameters.items() if p.default is p.empty]
        if needed:
            assert f"'{needed[0]}' 인자가 없습니다" in mistake(f"{directive.name}()").message


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("figur('market.brief.target')", "figure"),
        ("vendor_cart('sagemaker')", "vendor_card"),
        ("figure('market.brief.targt')", "market.brief.target"),
        ("vendor_card('sagemeker')", "sagemaker"),
        ("vendor_card(vendr='sagemaker')", "vendor"),
        ("chart('maturity-level')", "maturity-levels"),
        ("vendor_list(kind='clowd')", "cloud"),
        ("surveys('tallent')", "talent"),
        ("vendor('sagemaker').nam", "name"),
        ("vendor('sagemaker').name | josa('은는')", "은/는"),
    ],
)
def test_the_nearest_name_is_offered(wrong: str, right: str) -> None:
    told = mistake(wrong)
    assert f"혹시 '{right}'?" in f"{told.message} {told.hint}"


@pytest.mark.parametrize(
    "expression",
    [
        "vendor('sagemaker').licence",
        "vendor('sagemaker').nothing.at.all",
        "vendor('sagemaker').nothing | josa('은/는')",
        "vendor('sagemaker').__class__",
        "vendor('sagemaker').name.__class__.__mro__",
        "vendor('sagemaker')",
        "vendor('sagemaker').name.format",
        "nothing",
        "range(3)",
        "cycler('a')",
        "figure(",
        "figure('market.brief.target') if",
        "'a' | upper",
        "'a' | josa",
        "1 / 0",
        "1.5",
        "None",
    ],
)
def test_what_gives_no_text_is_a_mistake_and_not_an_empty_place(expression: str) -> None:
    assert HANGUL.search(mistake(expression).message)


def test_a_chart_refuses_an_argument_that_it_has_no_use_for() -> None:
    assert (
        "'edition' 인자를 받지 않습니다"
        in mistake('chart("regulation-timeline", edition="2024")').message
    )


def test_a_number_is_written_in_the_units_of_the_page() -> None:
    assert evaluate('figure("market.brief.target")') == "209억 달러"
    assert evaluate('figure("market.brief.target")', "en") == "$20.9B"


def test_a_particle_follows_the_sound_of_what_the_call_gives() -> None:
    assert evaluate('figure("market.brief.target") | josa("으로/로")') == "209억 달러로"
    assert evaluate('vendor("sagemaker").name | josa("은/는")') == "Amazon SageMaker AI는"


def test_two_uses_of_a_number_have_different_ids_and_one_source() -> None:
    page = context()
    evaluator = Evaluator(DIRECTIVES, page)
    shown = [str(evaluator.evaluate('figure("market.brief.target")').html()) for _ in range(2)]
    ids = [re.findall(r' id="([^"]+)"', one)[0] for one in shown]
    assert ids[0] != ids[1]
    assert list(page.citations) == ["brief-2024"]


def page_of_examples() -> str:
    """A page that calls every example: alone or in a sentence, and those with text in a heading."""
    lines = ["---", "title: '{{ vendor(\"sagemaker\").name }}'", "description: 보기", "---", ""]
    for number, (name, example) in enumerate(EXAMPLES):
        call = f"{{{{ {example} }}}}"
        if DIRECTIVES[name].inline:
            lines += [f"## {call} {{#inline-{number}}}", "", f"앞 {call} 뒤 `{call}`", ""]
            lines += ["| 가 | 나 |", "| --- | --- |", f"| {call} | `{call}` |", ""]
        else:
            lines += [f"## 절 {{#block-{number}}}", "", call, ""]
    return "\n".join(lines)


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_of_all_examples_comes_out_whole(lang: Lang) -> None:
    page = content(memo(), "examples", lang, lang)
    assert page is not None and page.failures == ()
    assert page.title == page.meta["title"] == "Amazon SageMaker AI"
    assert not TOKEN.search(str(page.outline))
    finished = filled(page.html, [evaluate_html(late.call, lang) for late in page.late])
    assert not TOKEN.search(finished)
    shown = html.fragment_fromstring(finished, create_parent="div")
    cells = shown.xpath("//table[.//th = '가']//td/code[starts-with(., '{{')]")
    assert len(cells) == sum(DIRECTIVES[name].inline for name, _ in EXAMPLES)
    for code in shown.xpath("//code | //pre | //script"):
        code.drop_tree()
    assert "{{" not in shown.text_content()
    blocks = shown.xpath("//h2[starts-with(@id, 'block-')]/following-sibling::*[1]")
    assert len(blocks) == sum(not DIRECTIVES[name].inline for name, _ in EXAMPLES)
    assert not re.search(r"<p>\s*<(?:div|dl|figure|h\d|ol|p|section|table|ul)\b", finished)
    cited = {link.get("href") for link in shown.xpath("//a[contains(@class, 'kb-cite')]")}
    assert cited == {f"#{item.get('id')}" for item in shown.xpath(SOURCES)}
