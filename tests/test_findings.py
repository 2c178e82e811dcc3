"""Each wrong input gives exactly its findings, at the right place."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from markupsafe import escape

from kb.content.compile import content
from kb.editors.schemas import schemas
from kb.findings.finding import (
    DECLARED,
    Finding,
    Lines,
    Note,
    Rule,
    Scope,
    Severity,
    Span,
    errors,
    ordered,
)
from kb.findings.fix import by_file, fixed
from kb.findings.once import told_once, without_echoes
from kb.findings.render import as_json
from kb.memo import Memo
from kb.read import yamlfile
from kb.rules import RULES
from kb.rules.check import findings, language_findings
from kb.rules.code import FAULT
from kb.text import LANGS, Lang
from kb.translation.lock import PATH as LOCK
from texts import STORE, Texts, project_of, words

TESTS = Path(__file__).parent
CATALOGUE: list[dict[str, Any]] = yamlfile.parse(
    (TESTS / "catalogue.yml").read_text("utf-8"), "catalogue.yml"
)[0].value
TODAY = "2026-06-01"


@cache
def sound_texts() -> Texts:
    """The sound fixture project, with the real templates and words and what is translated of them."""
    own, real = Texts.of(TESTS / "fixture"), words()
    lock = own[LOCK] + real[LOCK]
    return Texts(own | Texts.of(TESTS.parent, below="overrides") | real | {LOCK: lock})


def memo_of(texts: Texts) -> Memo:
    """A memo as the release check has it, which looks for more than the others."""
    return Memo(texts, {"today": TODAY, "release": True, DECLARED: RULES}, STORE)


class Damaged:
    """The fixture project in one memo, changed by each test in turn and put right again."""

    def __init__(self) -> None:
        self.texts = Texts(sound_texts())
        self.memo = memo_of(self.texts)
        self.baseline = {short(finding) for finding in findings(self.memo)}

    def findings(self, texts: Texts) -> tuple[Finding, ...]:
        """All findings on another state of the project."""
        before = dict(self.texts)
        other = {p for p in {*before, *texts} if before.get(p) != texts.get(p)}
        self.texts.clear()
        self.texts.update(texts)
        self.memo.changed(other)
        return findings(self.memo)


@pytest.fixture(scope="module")
def damaged() -> Damaged:
    return Damaged()


def short(finding: Finding) -> str:
    return f"{finding.span} {finding.rule.id}"


def changed(texts: Texts, entry: dict[str, Any]) -> Texts:
    """The texts with an entry's edit."""
    texts, path = Texts(texts), entry["file"]
    if "encoding" in entry:
        texts[path] = texts[path].encode(entry["encoding"]).decode("utf-8", "surrogateescape")
    elif "write" in entry:
        texts[path] = entry["write"] + "\n"
    elif "remove" in entry:
        del texts[path]
    else:
        old, new = entry["edit"]
        assert old in texts[path], f"{entry['name']}: the fixture no longer has {old!r}"
        texts[path] = texts[path].replace(old, new, 1)
    return texts


def wrong_texts(entry: dict[str, Any]) -> Texts:
    texts = sound_texts()
    for edit in (entry, *entry.get("also", ())):
        texts = changed(texts, edit)
    return texts


def test_the_fixture_project_has_no_errors(damaged: Damaged) -> None:
    found = damaged.findings(sound_texts())
    wrong = [finding for finding in found if finding.severity is Severity.ERROR]
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry["name"])
def test_a_wrong_input_gives_exactly_its_findings(entry: dict[str, Any], damaged: Damaged) -> None:
    found = {short(finding) for finding in damaged.findings(wrong_texts(entry))}
    assert sorted(found - damaged.baseline) == sorted(entry["expect"])


def test_the_page_that_a_wrong_input_is_in_can_still_be_shown(damaged: Damaged) -> None:
    for entry in (one for one in CATALOGUE if one["file"].startswith("docs/")):
        damaged.findings(wrong_texts(entry))
        key, _, lang = entry["file"].removeprefix("docs/").removesuffix(".md").partition(".")
        shown: Lang = "en" if lang == "en" else "ko"
        content(damaged.memo, key, shown, shown)


MENDED = [entry for entry in CATALOGUE if "mended" in entry]


def mended(texts: Texts, damaged: Damaged) -> Texts:
    """The texts when all that is certain is carried out, as often as there is any."""
    before, texts = None, Texts(texts)
    while before != texts:
        before = Texts(texts)
        for path, fixes in by_file(damaged.findings(texts)).items():
            texts[path] = fixed(texts[path], fixes)
    return texts


@pytest.mark.parametrize("entry", MENDED, ids=lambda entry: entry["name"])
def test_what_is_certain_is_mended_and_nothing_else(
    entry: dict[str, Any], damaged: Damaged
) -> None:
    right, path, new = Texts(sound_texts()), entry["file"], entry["mended"]
    for edit in entry.get("also", ()):
        right = changed(right, edit)
    if path not in right:
        right[path] = schemas(project_of(right))[path]
    elif new is not True:
        right[path] = right[path].replace(entry["edit"][0], new, 1)
    assert mended(wrong_texts(entry), damaged) == right
    assert not errors(damaged.findings(right))


def test_the_rules_that_mend_say_so() -> None:
    mending = {expected.rpartition(" ")[2] for entry in MENDED for expected in entry["expect"]}
    assert mending == {rule.id for rule in RULES if rule.mends}


def test_mends_leave_sound_texts_alone(damaged: Damaged) -> None:
    assert mended(sound_texts(), damaged) == sound_texts()


APART = (
    "a growth rate that its end points rule out",
    "a country that is not a code",
    "a level that does not exist",
    "an address that is a script",
    "an empty text",
    "a level that the code does not know",
    "a frame of the theme that Jinja cannot read",
    "a correction of nothing",
    "a menu entry without a page",
    "an interface word that templates ask for",
    "search words for a page that does not exist",
    "a directive that does not exist",
    "a text that the lock has twice",
    "a wrong call in the English only",
    "a page in a language that there is not",
    "a file that nothing reads",
    "an edition that cannot be read between two others",
    "a domain that does not exist",
    "values in values without end",
    "a page that nobody has translated",
    "a picture that would be taken for one of another language",
)
"""Mistakes of 21 kinds in 21 files, none of which rests on another."""


def test_no_mistake_hides_another(damaged: Damaged) -> None:
    entries = [entry for entry in CATALOGUE if entry["name"] in APART]
    texts, expected = Texts(sound_texts()), []
    for entry in entries:
        texts, expected = changed(texts, entry), expected + entry["expect"]
    assert len({entry["file"] for entry in entries}) == len(APART) == 21
    found = {short(finding) for finding in damaged.findings(texts)}
    assert sorted(found - damaged.baseline) == sorted(expected)


def test_a_page_that_was_renamed_by_hand_is_told_of_once_and_by_its_old_address(
    damaged: Damaged,
) -> None:
    texts = Texts(sound_texts())
    texts["data/addresses.txt"] = "/\n/draft/\n/market/size/\n"
    for ending in ("md", "en.md"):
        texts[f"docs/market/volume.{ending}"] = texts.pop(f"docs/market/size.{ending}")
    texts["docs/draft.md"] += "\n[크기](market/size.md)\n"
    (found,) = errors(damaged.findings(texts))
    assert short(found) == "data/addresses.txt:3:1 addresses/gone"
    assert found.hint and "make move FROM=market/size TO=market/volume" in found.hint
    assert "'/market/size/: /market/volume/'" in found.hint
    assert [note.span.path for note in found.notes] == [
        "docs/market/volume.md",
        "docs/draft.md",
        "mkdocs.yml",
    ]
    assert ordered([found], {"docs/market/volume.md"}) == [found]


def test_a_section_of_the_menu_without_pages_is_told_of_once(damaged: Damaged) -> None:
    name = "a new section of the menu without pages and without English"
    entry = next(one for one in CATALOGUE if one["name"] == name)
    assert len(errors(damaged.findings(wrong_texts(entry)))) == 1


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        (
            "size.md",
            "title: 시장 규모",
            "title: 시장의 크기",
            "제목과 소개(title, description)의 한",
        ),
        ("size.md", "시장은", "세계 시장은", "첫머리(첫 제목 앞의 글)의 한국어가 옮긴 뒤에"),
        ("size.en.md", "  _intro: v1-e7754622\n", "", "첫머리(첫 제목 앞의 글)의 영어가 지금의"),
        ("size.en.md", "  estimates: v1-d8a3ca05\n", "", "'추정치' 부분의 영어가 지금의 한국어와"),
    ],
)
def test_what_is_behind_is_called_what_it_is(
    path: str, old: str, new: str, told: str, damaged: Damaged
) -> None:
    entry = {"name": old, "file": f"docs/market/{path}", "edit": [old, new]}
    found = [
        f
        for f in damaged.findings(changed(sound_texts(), entry))
        if f.rule.id == "translation/stale"
    ]
    assert [f.message[: len(told)] for f in found] == [told]


def test_a_korean_name_is_told_with_its_english(damaged: Damaged) -> None:
    entry = next(one for one in CATALOGUE if one["name"] == "a Korean name in an English page")
    (found,) = (f for f in damaged.findings(wrong_texts(entry)) if f.rule.id.endswith("/korean"))
    assert found.hint == "영어 이름을 쓰십시오: '드리프트'은(는) drift."


@pytest.mark.parametrize("entry", CATALOGUE[::30], ids=lambda entry: entry["name"])
def test_a_memo_that_has_seen_other_mistakes_gives_the_same_findings(
    entry: dict[str, Any], damaged: Damaged
) -> None:
    texts = wrong_texts(entry)
    assert damaged.findings(texts) == findings(memo_of(texts))


@pytest.mark.parametrize(
    "name",
    [
        "a section that the Korean no longer has",
        "a section whose id the Korean renamed",
        "a call that the Korean no longer has",
        "a link that the Korean has changed",
        "a link that the Korean has changed and removed its page",
        "a heading of another level",
    ],
)
def test_what_changes_in_the_korean_stops_nobody_and_is_told_at_the_translation_alone(
    name: str, damaged: Damaged
) -> None:
    entry = next(entry for entry in CATALOGUE if entry["name"] == name)
    found = damaged.findings(wrong_texts(entry))
    told = [finding for finding in found if short(finding) not in damaged.baseline]
    assert {finding.severity for finding in told} == {Severity.WARNING}
    assert all(finding.span.path.endswith(".en.md") for finding in told)
    assert not {*told}.intersection(language_findings(damaged.memo, "ko"))


def test_every_rule_is_checked_and_has_an_entry_in_the_catalogue() -> None:
    covered = {expected.rpartition(" ")[2] for entry in CATALOGUE for expected in entry["expect"]}
    assert {rule.id for rule in RULES} == covered | {FAULT.id}, "no input breaks the code"


@pytest.mark.parametrize("lang", LANGS)
def test_the_reference_lists_every_rule(lang: Lang) -> None:
    head = "---\ntitle: 규칙\ndescription: 모두\n---\n\n"
    words = {"": "모두:", ".en": "All:"}
    page = {f"docs/rules{x}.md": f"{head}{words[x]}\n\n{{{{ rule_reference() }}}}\n" for x in words}
    memo = memo_of(Texts(sound_texts() | page))
    found = content(memo, "rules", lang, lang)
    assert found and not found.failures
    for rule in RULES:
        assert f'id="rule-{rule.id.replace("/", "-")}"' in found.html
        about = rule.about_en if lang == "en" else rule.about_ko
        assert escape(about) in found.html
        assert escape(rule.example) in found.html


def test_every_rule_says_what_it_is_about() -> None:
    for rule in RULES:
        assert rule.about_ko.endswith("."), rule.id
        assert rule.about_en.endswith("."), rule.id
        assert rule.example.strip(), rule.id


def test_findings_speak_korean_and_name_the_mend(damaged: Damaged) -> None:
    edit = {"name": "", "file": "data/maturity/2026.yml", "edit": ["developing", "matur"]}
    text = "\n".join(map(str, damaged.findings(changed(sound_texts(), edit))))
    assert (
        "data/maturity/2026.yml:6:12: 'matur'은(는) 허용되지 않는 값입니다. "
        "허용값: initial, developing, mature. 혹시 'mature'? [schema/choice] → index.md"
    ) in text


def test_a_text_cut_by_a_comma_is_told_as_such(damaged: Damaged) -> None:
    edit = {
        "name": "",
        "file": "data/vendors/alpha.yml",
        "edit": ["en: A managed", "en: A, managed"],
    }
    text = "\n".join(map(str, damaged.findings(changed(sound_texts(), edit))))
    assert "쉼표 뒤의 'managed service'이(가) 항목으로 읽혔습니다." in text
    assert "따옴표로 감싸십시오. [schema/unknown-field]" in text


def test_a_value_of_a_list_is_named_by_its_list(damaged: Damaged) -> None:
    edit = {
        "file": "data/vendors/alpha.yml",
        "edit": ["status:", "aliases: {ko: ['']}\nstatus:"],
    }
    text = "\n".join(map(str, damaged.findings(changed(sound_texts(), edit))))
    assert "의 1번째'의 값은 글자나 숫자가 든 글이어야" in text


def test_an_empty_record_leaves_no_schema_behind(damaged: Damaged) -> None:
    texts = Texts(sound_texts())
    texts["data/schema/deals.json"] = schemas(project_of(texts))["data/schema/deals.json"]
    empty = Texts(texts | {"data/vendors/empty.yml": ""})
    found = {short(finding) for finding in damaged.findings(empty)} - damaged.baseline
    assert found == {"data/vendors/empty.yml:1:1 schema/empty"}


def test_a_finding_names_a_few_of_its_pages_and_programs_get_all() -> None:
    pages = tuple(f"{letter}.md" for letter in "abcdefg")
    rule = Rule("x/y", Scope.FILE, Severity.ERROR, "", "", "")
    found = Finding(rule, Span("a.yml", 1, 1), "틀림", pages=pages)
    assert str(found).endswith("→ a.md, b.md, c.md, d.md, e.md 외 2개")
    assert as_json([found])["findings"][0]["pages"] == [*pages]


def test_files_of_the_branch_come_first_and_errors_before_warnings() -> None:
    error, warning = (
        Rule("x/y", Scope.FILE, severity, "", "", "")
        for severity in (Severity.ERROR, Severity.WARNING)
    )
    found = [
        Finding(warning, Span("a.yml", 1, 1), "늦음"),
        Finding(error, Span("a.yml", 9, 1), "나중"),
        Finding(error, Span("b.yml", 2, 1), "먼저"),
    ]
    assert [f.message for f in ordered(found, {"b.yml"})] == ["먼저", "나중", "늦음"]
    assert [f.message for f in ordered(found, {"a.yml"})] == ["나중", "늦음", "먼저"]
    caused = Finding(
        error, Span("z.yml", 1, 1), "따라옴", notes=(Note(Span("c.yml", 1, 1), "여기"),)
    )
    assert ordered([*found, caused], {"c.yml"})[0] is caused


def test_what_looks_for_one_missing_thing_is_one_finding_that_names_the_places() -> None:
    rule = Rule("x/y", Scope.FILE, Severity.ERROR, "", "", "")
    places = [Span(path, 1, 1) for path in ("docs/b.en.md", "docs/b.md", "docs/a.md")]
    found = [Finding(rule, place, "없음", lacking="sources/a") for place in places]
    (told,) = told_once([*found])
    assert told.span == places[2]
    assert [note.span for note in told.notes] == [places[1], places[0]]


def test_a_warning_waits_for_the_error_at_its_place_and_in_what_it_rests_on() -> None:
    error, warning = (
        Rule("x/y", Scope.FILE, severity, "", "", "")
        for severity in (Severity.ERROR, Severity.WARNING)
    )
    wrong = Finding(error, Span("a.md", 5, 2), "틀림")
    here = Finding(warning, Span("a.md", 5, 2), "여기")
    resting = Finding(warning, Span("b.md", 1, 1), "딸림", rests_on=(Lines("a.md", 4, 6),))
    apart = Finding(warning, Span("b.md", 1, 1), "따로", rests_on=(Lines("a.md", 6, 9),))
    assert without_echoes([here, resting, apart, wrong]) == (apart, wrong)
    assert without_echoes([resting, apart], [wrong]) == (apart,)
