"""What changed and what is coming: told once, in order, and for other programs, too."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import urldefrag

import pytest
from lxml import etree, html

from conftest import ROOT
from kb.content.compile import content, context_of
from kb.facts.symbols import symbol
from kb.facts.updates import coming, followed, happened, looked_at, newest
from kb.facts.view import Facts
from kb.host.answers import Answers
from kb.host.frame import Served
from kb.host.survey import Survey
from kb.host.turns import Turns
from kb.memo import Memo
from kb.project import parts_of
from kb.show.corrections import CORRECTIONS
from kb.show.directive import DirectiveError
from kb.show.evaluate import Evaluator
from kb.show.registry import DIRECTIVES
from kb.show.updates import MOST, month_name
from kb.site.calendar import days, escaped, folded
from kb.site.feeds import feeds_of, first_day, update_files
from kb.text import LANGS, Lang
from texts import Texts, project_of, project_texts, real

SITE_URL = "http://kb.example/kb/"
ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")

# RFC 4287 as far as these feeds use it: what has to be there, how often, and of what shape.
GRAMMAR = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="feed"><attribute name="xml:lang"/><interleave>
    <ref name="id"/><ref name="title"/><ref name="updated"/>
    <element name="author"><element name="name"><ref name="words"/></element></element>
    <oneOrMore><ref name="link"/></oneOrMore>
    <oneOrMore><element name="entry"><interleave>
      <ref name="id"/><ref name="title"/><ref name="updated"/>
      <oneOrMore><ref name="link"/></oneOrMore>
      <element name="category"><attribute name="term"/><attribute name="label"/></element>
      <element name="content"><attribute name="type"><value>text</value></attribute>
        <ref name="words"/></element>
    </interleave></element></oneOrMore>
  </interleave></element></start>
  <define name="words"><data type="string"><param name="pattern">[\\s\\S]*\\S[\\s\\S]*</param></data></define>
  <define name="id"><element name="id"><ref name="address"/></element></define>
  <define name="title"><element name="title"><ref name="words"/></element></define>
  <define name="updated"><element name="updated"><data type="dateTime"/></element></define>
  <define name="address"><data type="anyURI"><param name="pattern">https?://.+</param></data></define>
  <define name="link"><element name="link">
    <attribute name="rel"><choice><value>self</value><value>alternate</value>
      <value>related</value><value>via</value></choice></attribute>
    <attribute name="href"><ref name="address"/></attribute>
    <optional><attribute name="type"/></optional>
    <optional><attribute name="title"/></optional>
    <optional><attribute name="hreflang"/></optional>
  </element></define>
</grammar>
"""

VENDOR = """
company: 하나
product: {name: '하나 & <둘>'}
summary: {ko: 제품, en: Product}
kind: company
country: KR
licence: {id: Apache-2.0, open_source: true}
deployment: [managed]
status: {value: active}
events:
  - {id: bought, date: 2026-03, type: acquired, text: {ko: 인수됐다., en: Bought.}, source: one}
  - {id: out, date: 2026-03-05, type: release, text: {ko: 나왔다., en: Out.}, source: two}
  - {id: gone, date: 2027-01-31, type: discontinued, text: {ko: 끝난다., en: Ends.}, source: two}
  - {id: early, date: '2026', type: milestone, text: {ko: 그해., en: That year.}, source: two}
"""
DATA = {
    "data/vendors/one.yml": VENDOR,
    "data/deals.yml": """
        big-one: {date: 2026-03, bought: 하나, vendor: one, buyer: 큰 곳, buyer_kind: data,
                  did: {ko: 하던 일, en: its work}, state: completed, source: one}
        other: {date: 2026-02, bought: 둘, buyer: 큰 곳, buyer_kind: data, did: 일, state: agreed, source: two}
        """,
    "data/sources/all.yml": """
        one: {kind: article, title: 글, publisher: 낸 곳, url: 'https://x.example/?a=1&b=2', accessed: 2026-11-23, quality: A}
        two: {kind: article, title: 다른 글, quality: B}
        """,
    "data/corrections.yml": """
        wrong: {of: vendors.one.brief, date: 2026-04-01, said: 그랬다., text: {ko: 아니다., en: No.}, sources: [one]}
        """,
    "docs/index.md": "---\ntitle: 집\ndescription: 집이다.\n---\n",
    "docs/vendors/one.md": "---\ntitle: 하나\ndescription: 하나다.\n---\n",
    "docs/updates.md": "---\ntitle: 소식\ndescription: 소식이다.\n---\n\n{{ updates() }}\n",
}


@cache
def small() -> Memo:
    return project_of(project_texts(DATA))


def without(*paths: str) -> Memo:
    return project_of(project_texts({k: v for k, v in DATA.items() if k not in paths}))


@cache
def files() -> dict[str, bytes]:
    return update_files(real(), SITE_URL, LANGS)


def atom_feeds() -> Iterator[tuple[str, etree._Element]]:
    for path, text in files().items():
        if path.endswith(".xml"):
            yield path, etree.fromstring(text)


def rendered(call: str, lang: Lang = "ko", key: str = "updates") -> html.HtmlElement:
    fragment = Evaluator(DIRECTIVES, context_of(real(), key, lang, lang)).evaluate(call)
    return html.fragment_fromstring(str(fragment.html()), create_parent="div")


def test_what_changed_comes_latest_first_and_what_is_coming_soonest_first() -> None:
    assert [update.anchor for update in happened(small())] == [
        "correction-wrong",
        "deal-big-one",
        "vendor-one_out",
        "deal-other",
        "vendor-one_early",
    ]
    assert [update.anchor for update in coming(small())] == ["vendor-one_gone"]
    assert newest(small(), 2) == happened(small())[:2]
    assert looked_at(small()) == "2026-11-23"


def test_what_a_deal_and_a_vendor_tell_from_one_source_is_told_once_at_both_addresses() -> None:
    (deal,) = (update for update in happened(small()) if update.anchor == "deal-big-one")
    assert deal.also == ("vendor-one_bought",)
    page = content(small(), "updates", "ko", "ko")
    assert page and {"deal-big-one", "vendor-one_bought"} <= page.anchors


def test_the_date_on_which_facts_were_looked_at_parts_past_and_future() -> None:
    later = {**DATA, "data/sources/all.yml": DATA["data/sources/all.yml"].replace("11-23", "12-31")}
    later["data/vendors/one.yml"] = VENDOR.replace("2027-01-31", "2026-12-30")
    memo = project_of(project_texts(later))
    assert "vendor-one_gone" in {update.anchor for update in happened(memo)}
    assert coming(memo) == ()


def test_an_event_concerns_the_technology_whose_level_rests_on_it() -> None:
    found = {update.anchor: update.subjects for update in happened(real())}
    assert ("technologies", "data-versioning") in found["level-2026_data-versioning"]
    licences = [
        subjects for anchor, subjects in found.items() if anchor.startswith("vendor-lakefs")
    ]
    assert any(("technologies", "data-versioning") in subjects for subjects in licences)


def test_no_two_updates_share_an_address_and_each_of_the_real_ones_has_a_source() -> None:
    every = [*happened(real()), *coming(real())]
    anchors = [anchor for update in every for anchor in (update.anchor, *update.also)]
    assert len(anchors) == len(set(anchors))
    unsourced = {update.anchor for update in happened(real()) if not update.sources}
    ours = {f"correction-{id}" for id, c in Facts(real()).corrections.items() if c.assessment}
    assert unsourced <= ours


def test_every_correction_names_what_it_corrects() -> None:
    facts = Facts(real())
    for correction in facts.corrections.values():
        of = symbol(real(), correction.of)
        assert of and f"{'.'.join(of.datum)}." in f"{correction.of}."
    assert symbol(real(), "vendors.no-such-vendor") is None
    assert symbol(real(), "nothing.at-all") is None
    own = rendered('corrections(of="vendors.neptune")', key="vendors/neptune")
    assert own.xpath("string(//p[@class='kb-corrections__of'])").split() == ["벤더", "Neptune.ai"]
    assert not own.xpath("//p[@class='kb-corrections__of']/a")


@pytest.mark.parametrize("lang", LANGS)
def test_every_correction_keeps_its_place_and_stands_in_full_on_one_page(lang: Lang) -> None:
    home = rendered("corrections()", lang, CORRECTIONS)
    places = home.xpath("//@id[starts-with(., 'correction-')]")
    assert sorted(places) == sorted(f"correction-{id}" for id in Facts(real()).corrections)
    cards = home.xpath("//ul[@class='kb-corrections']/li")
    told = [card.get("id") for card in cards]
    for part in parts_of(real(), CORRECTIONS):
        page = rendered(f'corrections(of="{part}")', lang, f"{CORRECTIONS}/{part}")
        there = page.xpath("//ul[@class='kb-corrections']/li")
        told += [card.get("id") for card in there]
        cards += there
        links = home.xpath(f"//a[starts-with(@href, '{part}/#')]")
        assert [link.get("id") for link in links] == [card.get("id") for card in there]
        assert all(link.get("href") == f"{part}/#{link.get('id')}" for link in links)
    assert sorted(told) == sorted(places)
    assert all(card.xpath("p[@class='kb-corrections__of']/a/@href") for card in cards)


def test_what_we_said_is_not_laid_to_the_brief() -> None:
    records = Facts(real()).corrections
    for id, correction in records.items():
        assert correction.ours == correction.said.ko.startswith("이 지식 베이스는"), id
    ours = rendered('corrections(of="vendors.slurm")', key="vendors/slurm")
    assert "개요" not in ours.text_content()
    brief = rendered('corrections(of="vendors.neptune")', key="vendors/neptune")
    assert "개요(2024)" in brief.text_content()


def test_without_pages_below_it_the_page_of_all_corrections_tells_them_itself() -> None:
    context = context_of(small(), CORRECTIONS, "ko", "ko")
    fragment = Evaluator(DIRECTIVES, context).evaluate("corrections()")
    page = html.fragment_fromstring(str(fragment.html()), create_parent="div")
    assert page.xpath("//ul[@class='kb-corrections']/li/@id") == ["correction-wrong"]
    assert not page.xpath("//ul[@class='kb-corrections-moved']")


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_shows_the_newest_months_with_kind_and_subject(lang: Lang) -> None:
    page = rendered("updates()", lang)
    entries = page.xpath("//li[@data-kind]")
    newest_ones = happened(real())[: len(entries)]
    assert len(entries) < len(happened(real()))
    assert len(entries) <= MOST
    assert [entry.get("id") for entry in entries] == [u.anchor for u in newest_ones]
    is_cut = newest_ones[-1].date[:7] == happened(real())[len(entries)].date[:7]
    assert len(entries) == MOST or not is_cut
    for entry, update in zip(entries, newest_ones, strict=True):
        assert entry.xpath("string(.//time)") == update.date
        assert entry.xpath("string(span[@class='kb-badge'])").strip()
        assert entry.xpath("a[1]/@href") == [f"./#{update.anchor}"]
        assert set(entry.get("data-of").split()) == {"/".join(s) for s in update.subjects}
        assert len(entry.xpath("strong/a")) == len(update.subjects)
        links = entry.xpath("small[@class='kb-updates__sources']/a/@href")
        assert len(links) == bool(update.sources)
        assert all(link.startswith(update.date[:4]) for link in links)
        assert all(link.endswith(f"/#{update.anchor}") for link in links)


def test_every_anchor_stays_on_the_page_and_what_is_older_leads_to_its_year() -> None:
    page = rendered("updates()")
    ids = page.xpath("//@id")
    every = happened(real())
    wanted = {anchor for update in every for anchor in (update.anchor, *update.also)}
    assert len(ids) == len(set(ids))
    assert wanted | {f"month-{update.date[:7]}" for update in every} <= set(ids)
    older = page.xpath("//div[@class='kb-updates__older']//i/@id")
    assert len(older) == len(every) - len(page.xpath("//li[@data-kind]"))
    (place,) = page.xpath("//li[i/@id='law-eu-ai-act_in-force-2024']/a/@href")
    assert place == "2024/"


@pytest.mark.parametrize("lang", LANGS)
def test_what_the_script_adds_is_all_that_is_older(lang: Lang) -> None:
    compiled = content(real(), "updates", lang, lang)
    assert compiled is not None
    text = compiled.files[f"assets/updates.{lang}.html"].decode()
    added = html.fragment_fromstring(text, create_parent="div").xpath("//li/@id")
    shown = html.fragment_fromstring(compiled.html, create_parent="div").xpath(
        "//li[@data-kind]/@id"
    )
    assert shown + added == [update.anchor for update in happened(real())]


@pytest.mark.parametrize("lang", LANGS)
def test_every_update_is_told_once_with_its_sources_on_the_page_of_its_year(lang: Lang) -> None:
    told: dict[str, int] = {}
    for date in parts_of(real(), "updates"):
        page = rendered(f'updates_in("{date}")', lang, f"updates/{date}")
        for entry in page.xpath("//ol/li"):
            assert entry.xpath("a[1]/@href") == [f"./#{entry.get('id')}"]
            assert entry.get("id") not in told
            told[entry.get("id")] = len(entry.xpath("small[@class='kb-updates__sources']/a"))
    for update in happened(real()):
        assert told[update.anchor] == len(set(update.sources)) or update.kind == "correction"


def test_a_month_with_a_page_keeps_its_places_on_that_of_its_year() -> None:
    page = rendered('updates_in("2026")', "ko", "updates/2026")
    (group,) = page.xpath("//ul[@class='kb-updates__moved']/li")
    assert group.xpath("a/@href") == ["../2026-11/"]
    assert "month-2026-11" in group.xpath("b/@id") and group.xpath("i/@id")


def test_without_pages_of_years_all_stand_on_the_page_with_their_sources() -> None:
    found = content(small(), "updates", "ko", "ko")
    assert found is not None and not any(path.startswith("assets/updates") for path in found.files)
    page = html.fragment_fromstring(found.html, create_parent="div")
    shown = page.xpath("//li[@data-kind]")
    assert [entry.get("id") for entry in shown] == [u.anchor for u in happened(small())]
    assert page.xpath("//small[@class='kb-updates__sources']")


def test_a_year_of_which_nothing_is_known_is_refused() -> None:
    with pytest.raises(DirectiveError, match="1999"):
        rendered('updates_in("1999")')


def test_a_month_is_written_as_readers_write_it() -> None:
    assert [month_name("2026-11", lang) for lang in LANGS] == ["2026년 11월", "November 2026"]
    assert [month_name("2026", lang) for lang in LANGS] == ["2026년", "2026"]


def test_the_home_page_shows_the_newest_with_links_to_their_place() -> None:
    shown = rendered("updates(limit=5)", "en", "index")
    links = shown.xpath("//li/a[1]/@href")
    assert links == [f"updates/#{update.anchor}" for update in newest(real(), 5)]
    assert shown.xpath("//p/a/@href") == ["updates/"]


def test_every_link_of_a_list_of_coming_dates_has_its_place_there() -> None:
    shown = rendered("coming_dates()")
    for entry in shown.xpath("//li"):
        assert entry.xpath("a[1]/@href") == [f"./#{entry.get('id')}"]


@pytest.mark.parametrize("lang", LANGS)
def test_feeds_are_valid_atom_with_the_entries_of_their_subject(lang: Lang) -> None:
    grammar = etree.RelaxNG(etree.fromstring(GRAMMAR))
    folder = "" if lang == "ko" else "en/"
    seen = 0
    for path, feed in atom_feeds():
        if not path.startswith(f"{folder}updates/"):
            continue
        seen += 1
        assert grammar.validate(feed), f"{path}: {grammar.error_log}"
        address = f"{SITE_URL}{path}"
        assert feed.findtext(f"{ATOM}id") == address
        assert [link.get("href") for link in feed.findall(f"{ATOM}link[@rel='self']")] == [address]
        ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
        assert len(ids) == len(set(ids))
        assert {urldefrag(id).url for id in ids} == {f"{SITE_URL}{folder}updates/"}
        moments = [entry.findtext(f"{ATOM}updated") for entry in feed.iter(f"{ATOM}entry")]
        assert all(MOMENT.fullmatch(moment) for moment in moments)
        assert feed.findtext(f"{ATOM}updated") == max(moments)
        for entry in feed.iter(f"{ATOM}entry"):
            rels = [link.get("rel") for link in entry.findall(f"{ATOM}link")]
            assert rels.count("alternate") == 1
    assert seen == 1 + len(followed(real()))


def test_a_feed_of_a_subject_tells_only_of_it() -> None:
    feed = etree.fromstring(files()["updates/vendors/neptune.xml"])
    found = [urldefrag(id.text).fragment for id in feed.iterfind(f"{ATOM}entry/{ATOM}id")]
    assert found == [u.anchor for u in happened(real()) if ("vendors", "neptune") in u.subjects]
    assert "Neptune.ai" in feed.findtext(f"{ATOM}title")


def test_signs_of_markup_in_names_and_addresses_are_words_in_a_feed() -> None:
    made = update_files(small(), SITE_URL, ("ko",))
    feed = etree.fromstring(made["updates/vendors/one.xml"])
    assert feed.findtext(f"{ATOM}title") == "집 · 소식 · 하나 & <둘>"
    vias = feed.xpath("//*[local-name()='link'][@rel='via']/@href")
    assert set(vias) == {"https://x.example/?a=1&b=2"}


def test_there_is_no_feed_without_entries_and_none_without_a_page() -> None:
    made = update_files(small(), SITE_URL, ("ko",))
    assert sorted(made) == [
        "updates/calendar.ics",
        "updates/feed.xml",
        "updates/updates.json",
        "updates/vendors/one.xml",
    ]
    assert update_files(without("docs/updates.md"), SITE_URL, LANGS) == {}
    empty = without("data/vendors/one.yml", "data/deals.yml", "data/corrections.yml")
    assert update_files(empty, SITE_URL, LANGS) == {}
    assert feeds_of(empty, "updates", "ko") == feeds_of(without("docs/updates.md"), "a", "ko") == ()


def test_pages_offer_the_feed_of_all_updates_and_that_of_their_own_record() -> None:
    assert [feed.path for feed in feeds_of(small(), "index", "ko")] == ["updates/feed.xml"]
    own = feeds_of(small(), "vendors/one", "en")
    assert [feed.path for feed in own] == ["en/updates/feed.xml", "en/updates/vendors/one.xml"]


def test_the_json_file_says_the_same_in_all_languages() -> None:
    found = json.loads(files()["updates/updates.json"])
    assert found["version"] == 1
    assert [one["id"] for one in found["updates"]] == [u.anchor for u in happened(real())]
    assert [one["id"] for one in found["coming"]] == [u.anchor for u in coming(real())]
    for one in (*found["updates"], *found["coming"]):
        assert set(one) == {"id", "kind", "date", "title", "text", "url", "subjects", "sources"}
        assert all(set(one[name]) == set(LANGS) for name in ("title", "text", "url"))
        assert one["url"]["en"] == f"{SITE_URL}en/updates/#{one['id']}"
        assert not re.search("[가-힣]", one["text"]["en"]), one["id"]


def properties(text: bytes) -> list[tuple[str, str]]:
    """The lines of a calendar as RFC 5545 wants them: ended by CRLF, folded at 75 octets."""
    assert text.endswith(b"\r\n")
    lines = text.removesuffix(b"\r\n").split(b"\r\n")
    for line in lines:
        assert len(line) <= 75 and b"\n" not in line and b"\r" not in line
        line.decode()  # no character is torn apart
    unfolded = text.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n")
    found = [re.fullmatch(r"([A-Z-]+)(?:;[A-Z-]+=[A-Z-]+)*:(.*)", line) for line in unfolded]
    assert all(found), unfolded
    return [(match[1], match[2]) for match in found if match]


@pytest.mark.parametrize("lang", LANGS)
def test_calendars_are_as_the_rfc_has_them(lang: Lang) -> None:
    path = "updates/calendar.ics" if lang == "ko" else "en/updates/calendar.ics"
    found = properties(files()[path])
    assert found[:2] == [("BEGIN", "VCALENDAR"), ("VERSION", "2.0")]
    assert found[2][0] == "PRODID" and found[-1] == ("END", "VCALENDAR")
    starts = [at for at, line in enumerate(found) if line == ("BEGIN", "VEVENT")]
    ends = [at for at, line in enumerate(found) if line == ("END", "VEVENT")]
    assert len(starts) == len(ends) == len(coming(real()))
    uids = set()
    for start, end, update in zip(starts, ends, coming(real()), strict=True):
        event = found[start + 1 : end]
        names = [name for name, _ in event]
        assert len(names) == len(set(names))
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "URL"} <= set(names)
        values = dict(event)
        uids.add(values["UID"])
        assert re.fullmatch(r"\d{8}T000000Z", values["DTSTAMP"])
        assert values["DTSTART"] < values["DTEND"]
        assert values["DTSTART"] == first_day(update.date).replace("-", "")
        assert values["URL"].endswith(f"/updates/#{update.anchor}")
        for name in ("SUMMARY", "DESCRIPTION", "CATEGORIES"):
            assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", values[name])
    assert len(uids) == len(starts)


def test_a_date_without_a_day_lasts_as_long_as_it_may_mean() -> None:
    day = datetime.date
    assert days("2026") == (day(2026, 1, 1), day(2027, 1, 1))
    assert days("2026-12") == (day(2026, 12, 1), day(2027, 1, 1))
    assert days("2027-02") == (day(2027, 2, 1), day(2027, 3, 1))
    assert days("2028-02-29") == (day(2028, 2, 29), day(2028, 3, 1))
    assert [first_day(date) for date in ("2026", "2026-04", "2026-04-22")] == [
        "2026-01-01",
        "2026-04-01",
        "2026-04-22",
    ]


def test_texts_in_calendars_are_escaped_and_long_lines_folded() -> None:
    assert escaped("a, b; c\\d\ne") == "a\\, b\\; c\\\\d\\ne"
    assert folded("x" * 75) == "x" * 75
    assert folded("x" * 76) == "x" * 75 + "\r\n x"
    for line in folded("가나다" * 40).split("\r\n"):
        assert len(line.encode()) <= 75


def test_the_same_facts_give_the_same_bytes() -> None:
    again = project_of(Texts(project_texts(DATA)))
    assert update_files(again, SITE_URL, LANGS) == update_files(small(), SITE_URL, LANGS)


def test_the_preview_answers_with_what_a_build_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUILD_EN", "true")
    turns = Turns()
    served = Served(ROOT, SITE_URL)
    answers = Answers(real(), served, LANGS, turns, Survey(real(), turns), hurry=True)
    for path in ("updates/feed.xml", "en/updates/vendors/neptune.xml", "updates/updates.json"):
        assert answers.at(path).content == files()[path], path
