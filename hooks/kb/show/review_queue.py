"""What has to be looked at again, by the day on which it is due. No clock is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kb.facts.currency import Dated, queue, subject
from kb.facts.load import path_of
from kb.facts.view import Facts
from kb.korean.report import is_reported
from kb.memo import Memo, question
from kb.model.base import Text
from kb.project import has_page, keys, page
from kb.read import Call, Page
from kb.read.call import cited
from kb.read.sentences import sentence_at, sentences
from kb.show.directive import Context, Fragment, directive
from kb.show.evaluate import title_of
from kb.text import SOURCE_LANG

QUEUE = "contributing/queue"
"""Key of the page with the queue, beside which its calendar lies."""
CALENDAR = "calendar.ics"


@dataclass(frozen=True)
class Unattributed:
    """A sentence that states as a fact what only sources of grade C say. call: its first source."""

    call: Call
    sources: tuple[str, ...]


@dataclass(frozen=True)
class _Row:
    """A value that ages, with what it is about.

    page: collection and id of the record that may have a page of its own. path: of the file.
    """

    dated: Dated
    subject: Text | str
    page: str
    path: str


@directive(examples=("review_queue()",))
def review_queue(context: Context) -> Fragment:
    """What ages, by the day on which it is due; licences without a source; what rests on hearsay."""
    memo = context.memo
    rows = [_row(memo, dated) for dated in queue(memo)]
    return context.block(
        "review_queue",
        calendar=f"{context.url(QUEUE)}{CALENDAR}" if rows and has_page(memo, QUEUE) else "",
        kinds=context.project.facts.currency,
        counts=Counter(row.dated.kind for row in rows),
        days=[(day, list(found)) for day, found in groupby(rows, key=lambda row: row.dated.due)],
        unlicensed=unlicensed(memo),
        hearsay=[
            (key, title_of(key, context), len(found))
            for key in keys(memo)
            if (found := unattributed(memo, key))
        ],
    )


@question
def unlicensed(memo: Memo) -> tuple[tuple[str, str], ...]:
    """Id and product of every vendor whose licence has no source."""
    vendors = Facts(memo).vendors.values()
    return tuple((v.id, v.product.name) for v in vendors if not (v.licence and v.licence.source))


@question
def unattributed(memo: Memo, key: str) -> tuple[Unattributed, ...]:
    """The sentences of a Korean page that cite grade C alone, and do not say that they report."""
    found = page(memo, key, SOURCE_LANG)
    return tuple(_unattributed(memo, found)) if found else ()


def _unattributed(memo: Memo, found: Page) -> Iterator[Unattributed]:
    sources = Facts(memo).sources
    bounds = list(sentences(found.body))
    citing = [(call, id) for call in found.calls if (id := cited(call.expr)) in sources]
    for (start, end), group in groupby(
        citing, key=lambda item: sentence_at(bounds, item[0].start, item[0].end)
    ):
        calls, ids = zip(*group, strict=True)
        is_hearsay = all(sources[id].quality == "C" for id in ids)
        if is_hearsay and not is_reported(found.body[start:end]):
            yield Unattributed(calls[0], ids)


def _row(memo: Memo, dated: Dated) -> _Row:
    of_edition = dated.collection == "editions"
    about = ("technologies", dated.loc[1]) if of_edition else (dated.collection, dated.record)
    path = path_of(memo, dated.address)
    return _Row(dated, subject(memo, dated), "/".join(map(str, about)), path)
