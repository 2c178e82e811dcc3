"""A few pages whose every word is known, in the frames of the built site, with a search of their own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from kb.search.extract import PageRecords, read_content
from kb.search.files import fallback_files, language_files
from kb.search.index import Language
from kb.search.records import Alias

NAMES = {"ko": "한국어", "en": "English"}

# By language and address below it: title, and what stands behind it.
PAGES = {
    "ko": {
        "": ("홈", "<p>시장과 기술을 정리했다.</p>"),
        "monitoring/": (
            "모델 모니터링",
            "<p>운영 중인 모델을 지켜본다.</p>"
            '<h2 id="drift">드리프트 감지</h2><p>드리프트를 알리는 모델 모니터링이 필요하다. '
            "<b>강조한</b> 글과 1 &lt; 2 도 있다.</p>"
            '<h2 id="tools">도구</h2><table><tr><th>도구</th><th>값</th></tr>'
            "<tr><td>시계열</td><td>41억 달러</td></tr></table>",
        ),
        "deployment/": (
            "모델 배포",
            "<p>예측 모델을 서비스로 내보낸다. 모니터링은 따로 본다.</p>"
            '<h2 id="canary">카나리</h2><p>일부만 먼저 내보낸다.</p>',
        ),
        "only/": ("번역 전", "<p>아직 한국어로만 있는 고래 이야기.</p>"),
        **{f"many/{at}/": (f"여럿 {at}", f"<p>은하수 {at}번째.</p>") for at in range(24)},
    },
    "en": {
        "": ("Home", "<p>Market and technologies.</p>"),
        "monitoring/": (
            "Model monitoring",
            "<p>Watching models in production.</p>"
            '<h2 id="drift">Drift detection</h2><p>Telling drift early.</p>',
        ),
        "deployment/": (
            "Model deployment",
            '<p>Shipping models.</p><h2 id="canary">Canary</h2><p>A few.</p>',
        ),
    },
}
ALIASES = (
    Alias("드리프트", ("표류", "drift", "dataset shift"), "ko"),
    Alias("모델 모니터링", ("모델 감시", "model monitoring"), "ko"),
)

_ARTICLE = re.compile(r"(<article[^>]*>).*(</article>)", re.S)


def write(site: Path, folder: Path, url: str) -> Path:
    """Write the pages below `folder`. site: the built one. url: where they are served."""
    shutil.copytree(site / "assets", folder / "assets")
    found = {lang: list(_pages(site, folder, lang)) for lang in PAGES}
    every = [page for records in found.values() for page in records]
    files = fallback_files(every)
    for lang, records in found.items():
        others = tuple(other for other in PAGES if other != lang)
        files |= language_files(records, ALIASES, Language(lang, NAMES[lang], others))
    # The theme loads pages in place that are listed here.
    listed = "".join(f"<url><loc>{url}{page.page.address}</loc></url>" for page in every)
    files["sitemap.xml"] = f"<urlset>{listed}</urlset>".encode()
    for path, content in files.items():
        _write(folder / path, content)
    return folder


def _pages(site: Path, folder: Path, lang: str) -> Iterator[PageRecords]:
    """Write the pages of one language; gives what the search knows of them."""
    for path, (title, text) in PAGES[lang].items():
        address = path if lang == "ko" else f"{lang}/{path}"
        content = f"<h1>{title}</h1>{text}"
        _write(folder / address / "index.html", _framed(site, lang, path, content))
        page = read_content(
            content,
            address=address,
            title=title,
            description=f"{title}: 설명",
            lang=lang,
            content_lang=lang,
        )
        assert page
        yield page


def _framed(site: Path, lang: str, path: str, content: str) -> bytes:
    """A page with other content in the frame of one that lies as deep."""
    like = ("", "a-z/", "about/method/")[path.count("/")]
    frame = ((site if lang == "ko" else site / lang) / like / "index.html").read_text("utf-8")
    return _ARTICLE.sub(lambda found: found[1] + content + found[2], frame).encode()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
