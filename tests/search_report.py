"""How well and how fast the search of the built site answers: `make search-report`.

Asks all queries of tests/search/ in a browser, and times the search at today's size and at many
times the pages.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "search")]

from grow import grow, pages_of  # noqa: E402
from measure import (  # noqa: E402
    HOME,
    Asked,
    Score,
    first_list,
    gzipped,
    opened,
    percentiles,
    queries,
    typed,
)
from playwright.sync_api import Browser  # noqa: E402

from browser import Host, chromium  # noqa: E402
from kb.site.named import published_name  # noqa: E402

NAMES = ("queries", "blind")


def main() -> None:
    options = _options()
    if not (options.site / "search").is_dir():
        sys.exit(f"{options.site}: 만든 사이트가 없다. 먼저 make build")
    with chromium() as browser, _hosted(options.site) as host:
        for lang in HOME:
            for name in NAMES:
                _quality(browser, host, lang, name, options)
        with _hosted(options.site) as host:
            _bytes(browser, host)
        for times in options.times:
            _speed(browser, options.site, times)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="만든 사이트의 폴더")
    parser.add_argument("--stock", action="store_true", help="테마의 검색으로 견주어 본다")
    parser.add_argument("--misses", action="store_true", help="찾지 못한 검색어를 보인다")
    parser.add_argument("--times", type=int, nargs="*", default=[1, 10, 50], help="쪽수의 배수")
    return parser.parse_args()


@contextmanager
def _hosted(site: Path) -> Iterator[Host]:
    host = Host("/kb/")
    host.folder = site
    yield host
    host.close()


def _quality(
    browser: Browser, host: Host, lang: str, name: str, options: argparse.Namespace
) -> None:
    asked = queries(name, lang)
    with opened(browser, host, lang, options.stock) as search:
        answers = search.ask_all(asked)
        moments = typed(asked)
        typing = search.ask(moments)
    print(f"\n{name}.{lang}  {'종류':<12}{'수':>6}{'hit@5':>8}{'hit@1':>8}{'MRR':>8}{'없음':>7}")
    for kind in dict.fromkeys(query.kind for query in asked):
        _row(kind, [one for one in answers if one.query.kind == kind])
    _row("ALL", answers)
    empty = sum(not answer.count for answer in typing)
    median, slow = percentiles([answer.took for answer in typing])
    print(f"치는 동안 {len(moments)}순간 가운데 빈 순간 {empty} ({empty / len(moments):.2%})")
    print(f"답하는 시간 p50 {median:.1f} ms, p95 {slow:.1f} ms")
    if options.misses:
        for one in answers:
            if not one.rank:
                print(f"  {one.query.kind}: {one.query.query} → {', '.join(one.answer.top)}")


def _row(kind: str, answers: Sequence[Asked]) -> None:
    score = Score.of(answers)
    shares = f"{score.hits:>8.3f}{score.first:>8.3f}{score.mrr:>8.3f}{score.empty:>8.1%}"
    print(f"  {kind:<22}{score.count:>6}{shares}")


def _bytes(browser: Browser, host: Host) -> None:
    search = host.folder / "search"
    print("\ngzip 바이트")
    for path in (
        host.folder / published_name(host.folder, "assets/scripts/search.js"),
        *sorted(search.glob("*.*")),
    ):
        print(f"  {path.relative_to(host.folder).as_posix():<28}{gzipped(path):>9,}")
    texts = sorted(map(gzipped, search.glob("texts/**/*.txt")))
    print(f"  {f'search/texts/ {len(texts)}개':<27}{sum(texts):>9,}, 가장 큰 것 {texts[-1]:,}")
    for lang in HOME:
        asked = [one.query for one in queries("blind", lang)[::20]]
        loaded = sorted(first_list(browser, host, lang, query) for query in asked)
        middle, most = loaded[len(loaded) // 2], loaded[-1]
        print(f"  첫 목록까지 {lang} {len(loaded)}번: 가운데 {middle:,}, 가장 많은 것 {most:,}")


def _speed(browser: Browser, site: Path, times: int) -> None:
    """Set-up and answers of a site with `times` the pages, in its first language."""
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "site"
        shutil.copytree(site / "assets", large / "assets")
        shutil.copy(site / "index.html", large)
        counts = [grow(pages_of(site, lang), times, large, lang) for lang in HOME]
        with _hosted(large) as host, opened(browser, host, "ko") as search:
            setting_up = search.setting_up("ko")
            moments = typed(queries("queries", "ko"))[::6]
            search.ask(moments[:100])
            median, slow = percentiles([answer.took for answer in search.ask(moments)])
        size = gzipped(large / "search" / "index.ko.txt")
    print(
        f"\n{times}배({counts[0]}쪽): 색인 {size:,} 바이트(gzip), 준비 {setting_up:.1f} ms, "
        f"답 p50 {median:.1f} ms, p95 {slow:.1f} ms"
    )


if __name__ == "__main__":
    main()
