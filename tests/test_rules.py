"""Damage planted at random is found where it is, and nothing else is; nothing makes a check fail."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pytest

from kb.findings import rules
from kb.findings.finding import Finding, Severity
from kb.findings.fix import fixed
from test_findings import Damaged, sound_texts
from texts import Texts

_KOREAN = """---
title: 안내
description: 링크가 많은 페이지
---

[크기](../market/size.md), [추정치](../market/size.md#estimates), [홈](../index.md), [아래](#below),
![그림](../images/plan.png), [표](<../files/a table.csv>), [밖](https://example.com/), <kb@example.com>

[주소](../market/size.md?from=guide), [![그림](../images/plan.png)](../draft.md), [절][size]

<a href="../market/size/#estimates">크기</a>

## 아래 {#below}

글

```vegalite {#runs}
{"title": "가", "description": "나", "usermeta": {"sources": ["report"]},
 "data": {"values": [{"a": 1, "b": "2026-01"}]}, "transform": [{"filter": "datum.a > 0"}],
 "mark": "bar", "encoding": {"x": {"field": "a", "type": "quantitative"}, "y": {"field": "b"}}}
```

[size]: ../market/size.md#estimates
"""
_GUIDE, _GUIDE_EN = "docs/guide/index.md", "docs/guide/index.en.md"


def linked_texts() -> Texts:
    """The fixture project with pages full of links, all of them sound."""
    texts = Texts(sound_texts())
    texts[_GUIDE] = _KOREAN
    texts[_GUIDE_EN] = _KOREAN.replace("안내", "Guide").replace("링크가 많은 페이지", "Links")
    texts["docs/images/plan.png"] = texts["docs/files/a table.csv"] = "…"
    return texts


@dataclass(frozen=True)
class Damage:
    """One mistake. slot: what it touches, so that two do not meet. found: path and rule."""

    slot: str
    plant: Callable[[Texts], None]
    found: frozenset[tuple[str, str]]


def _replaced(path: str, old: str, new: str, rule: str) -> Damage:
    if path == _GUIDE_EN and rule != "page/link-scheme" and "](/" not in new:
        rule = "translation/link"

    def plant(texts: Texts) -> None:
        assert old in texts[path]
        texts[path] = texts[path].replace(old, new, 1)

    return Damage(f"{path} {old}", plant, frozenset({(path, rule)}))


def _written(path: str, text: str, rule: str) -> Damage:
    return Damage(path, lambda texts: texts.update({path: text}), frozenset({(path, rule)}))


_LINKS = {
    "](../market/size.md)": "](../market/{}",
    "](../market/size.md#estimates)": "](../market/{}",
    "](../index.md)": "](../{}",
    "(../market/size.md?from=guide)": "(../market/{}",
    ")](../draft.md)": ")](../{}",
}
_DEAD = {
    "siz-{}.md)": "page/link",
    "size.html?{})": "page/link",
    "nothing-{}/)": "page/link",
    "nothing-{})": "page/link",
    "nothing-{}.pdf)": "page/file",
    "size.en.md?{})": "page/link",
}


def _damages() -> Iterator[Damage]:
    for path in (_GUIDE, _GUIDE_EN):
        for old, new in _LINKS.items():
            for target, rule in _DEAD.items():
                own = target.format("en" if path == _GUIDE_EN else "ko")
                yield _replaced(path, old, new.format(own), rule)
        own = "en" if path == _GUIDE_EN else "ko"
        yield _replaced(path, "](../index.md)", f"](/index.md?{own})", "page/link")
        yield _replaced(path, "](https://example.com/)", "](javascript:void)", "page/link-scheme")
        yield _replaced(path, "](https://example.com/)", "](data:text/plain,a)", "page/link-scheme")
        yield _replaced(path, "](#below)", f"](#belwo-{own})", "page/anchor")
        yield _replaced(path, "size.md#estimates)", f"size.md#estimate-{own})", "page/anchor")
        yield _replaced(
            path, "[size]: ../market/size.md#estimates", f"[size]: ../x-{own}.md", "page/link"
        )
        yield _replaced(
            path, "![그림](../images/plan.png)", f"![그림](../plan-{own}.png)", "page/file"
        )
        yield _replaced(
            path, "<../files/a table.csv>", f"<../files/a%20tabel-{own}.csv>", "page/file"
        )
        yield _replaced(path, "market/size/#estimates", f"market/sizes-{own}/", "page/link")
        yield _replaced(
            path, "market/size/#estimates", f"market/size/#nothing-{own}", "page/anchor"
        )
    yield _replaced("mkdocs.yml", "  - index.md\n", "  - index.md\n  - indx.md\n", "nav/missing")
    yield _replaced("mkdocs.yml", "  - index.md\n", "  - index.md\n  - 시장:\n", "nav/empty")
    yield _replaced("mkdocs.yml", "  - index.md\n", "  - index.md\n  - 시장: []\n", "nav/empty")
    yield _replaced("mkdocs.yml", "  - index.md\n", "  - index.md\n  - 7\n", "nav/shape")
    yield _replaced("mkdocs.yml", "  - index.md\n", "  - index.md\n  - zz*.md\n", "nav/missing")
    page = "---\ntitle: 가\ndescription: 나\n---\n\n글 {{ figur() }} [가](nothing.md)\n"
    for name in ("a.fr.md", "a.EN.md", "a.ko.md", "a.markdown", "a.MD", "en/a.md", "README.md"):
        yield _written(f"docs/{name}", page, "file/name")
    for name in ("figures/a.YML", "figures/a.yaml", "vendors/a.json", "a.yml"):
        yield _written(f"data/{name}", "{}", "data/unknown-file")
    yield _replaced("docs/draft.md", "시장은", "<<<<<<< HEAD\n시장은", "file/conflict")
    yield _replaced("docs/draft.md", "시장은", "시장\x0c은", "file/character")
    yield _replaced("data/capabilities.yml", "serving", "<<<<<<< HEAD\nserving", "file/conflict")
    yield _replaced("data/capabilities.yml", "serving", "# \x07\nserving", "file/character")


DAMAGES = tuple(_damages())


def _chosen(choice: random.Random) -> list[Damage]:
    """Some damages that do not touch one another."""
    found: list[Damage] = []
    for damage in choice.sample(DAMAGES, k=12):
        if not any(_meet(damage.slot, other.slot) for other in found):
            found.append(damage)
    return found[: choice.randint(1, 6)]


def _meet(slot: str, other: str) -> bool:
    path, _, old = slot.partition(" ")
    other_path, _, other_old = other.partition(" ")
    return path == other_path and (old in other_old or other_old in old)


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Damaged:
    return Damaged(tmp_path_factory.mktemp("store"))


def told(found: Iterable[Finding]) -> list[Finding]:
    """Errors, and links of a translation that lead nowhere."""
    return [f for f in found if f.severity is Severity.ERROR or f.rule is rules.TRANSLATED_LINK]


def test_sound_links_are_left_alone(damaged: Damaged) -> None:
    assert [*map(str, told(damaged.findings(linked_texts())))] == []


@pytest.mark.parametrize("seed", range(60))
def test_damage_is_found_where_it_is_and_nowhere_else(seed: int, damaged: Damaged) -> None:
    texts, planted = linked_texts(), _chosen(random.Random(seed))
    for damage in planted:
        damage.plant(texts)
    found = {(f.span.path, f.rule.id) for f in told(damaged.findings(texts))}
    assert found == set().union(*(damage.found for damage in planted))


def test_each_damage_is_found_alone(damaged: Damaged) -> None:
    for damage in DAMAGES:
        texts = linked_texts()
        damage.plant(texts)
        found = {(f.span.path, f.rule.id) for f in told(damaged.findings(texts))}
        assert found == damage.found, damage


def test_what_is_missing_is_told_of_on_the_korean_page_alone(damaged: Damaged) -> None:
    texts = linked_texts()
    del texts["docs/images/plan.png"]
    found = told(damaged.findings(texts))
    assert {(f.span.path, f.rule.id) for f in found} == {(_GUIDE, "page/file")}


@pytest.mark.parametrize("seed", range(60))
def test_nothing_that_is_typed_makes_a_check_fail(seed: int, damaged: Damaged) -> None:
    choice, texts = random.Random(seed), linked_texts()
    for path in choice.sample([p for p in texts if not p.startswith("overrides/")], k=3):
        texts[path] = _mangled(texts[path], choice)
    damaged.findings(texts)


def _mangled(text: str, choice: random.Random) -> str:
    start = choice.randint(0, len(text))
    end = min(len(text), start + choice.choice((0, 1, 3, 20)))
    signs = (
        "",
        ":",
        "：",
        "{{",
        "}}",
        "[",
        "|",
        "\t",
        "\n",
        "- ",
        "'",
        "#",
        "&a ",
        "*a",
        "\udcff",
        "](",
        "<",
    )
    return text[:start] + choice.choice(signs) + text[end:]


@pytest.mark.parametrize("seed", range(10))
def test_a_certain_mend_leaves_nothing_to_mend_and_no_new_mistake(
    seed: int, damaged: Damaged
) -> None:
    texts, planted = linked_texts(), _chosen(random.Random(1000 + seed))
    for damage in planted:
        damage.plant(texts)
    before = told(damaged.findings(texts))
    mends = [finding.fix for finding in before if finding.fix]
    for path in {fix.span.path for fix in mends}:
        texts[path] = fixed(texts[path], [fix for fix in mends if fix.span.path == path])
    after = told(damaged.findings(texts))
    assert len(after) == len(before) - len(mends)
    assert not any(finding.fix for finding in after)
