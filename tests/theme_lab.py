"""A small site in the real theme, with what the real one should not have: an untranslated page,
a stale one. Built like the real one, from its `mkdocs.yml`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import yaml

from browser import Host

ROOT = Path(__file__).resolve().parents[1]

COMPONENTS = (
    """
글에는 <a class="kb-figure kb-cite" id="cite-1" href="#src-brief">41억 달러</a>와
<a class="kb-term" href="../../about/#drift" data-kb-tip="분포가 달라지는 현상">드리프트</a>가 있다.
<sup class="kb-badge kb-badge--u">출처 미확인</sup>

## 규모 {#market-size}

| 기술 | 성숙도 |
|---|---|
| 배포 | <span class="kb-level kb-level--mature">성숙</span> <span class="kb-trend kb-trend--up">상승</span> |

<ul class="kb-cards"><li class="kb-card"><h3><a href="../">시장</a></h3><p>개요</p></li></ul>

<ol class="kb-timeline"><li><time>2026-04-22</time> <span class="kb-badge">이름 변경</span> 글</li></ol>

<div class="kb-now"><p class="kb-now__label">2026-11 기준</p><p>이미 일상이 됐다.</p></div>

<ol class="kb-steps"><li><h3>PoC</h3><p>글</p></li></ol>

<dl class="kb-facts"><div><dt>회사</dt><dd>Google</dd></div></dl>

<span class="kb-has kb-has--full">지원</span> <span class="kb-has kb-has--partial">일부</span>
<span class="kb-has kb-has--none">없음</span> <span class="kb-has kb-has--unknown">확인된 출처 없음</span>

```python
growth = (target / base) ** (1 / years) - 1  # a line that is longer than a phone is wide, by far
```

## 추정치 {#estimates}

"""
    + "글이 이어진다. " * 300
    + """

<section class="kb-sources" aria-labelledby="references"><h2 id="references">참고 자료</h2>
<ol><li id="src-brief"><span class="kb-source__title">연구 개요</span>
<span class="kb-source__facts"><span>2024</span></span></li></ol></section>
"""
)

PAGES = {
    "index.md": ("홈", "첫 화면"),
    "index.en.md": ("Home", "Front page"),
    "about.md": ("소개", "## 방법 {#method}\n\n글"),
    "about.en.md": ("About", "## Method {#method}\n\nText"),
    "market/index.md": ("시장", "[규모](size.md)"),
    "market/index.en.md": ("Market", "[Size](size.md)"),
    "market/size.md": ('크기 "큰" <것>', COMPONENTS),
    "market/size.en.md": ("Size", COMPONENTS),
    "market/only.md": ("번역 전", "아직 한국어만 있다."),
}

NAV = ["index.md", {"시장": ["market/index.md", "market/size.md", "market/only.md"]}, "about.md"]


def build(folder: Path, url: str) -> Path:
    """Build the lab strictly for an address. folder: an empty one. Returns the built site."""
    for name, (title, text) in PAGES.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        head = yaml.safe_dump({"title": title, "description": f"{title}: 설명"}, allow_unicode=True)
        path.write_text(f"---\n{head}---\n\n{text}\n", "utf-8")
    config = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "site_url": url,
        "nav": NAV,
        "watch": [],
        "plugins": {"charts": {"enabled": False}},
        "theme": {"custom_dir": str(ROOT / "overrides")},
        "hooks": [
            str(ROOT / "tests" / "theme_lab_hook.py"),
            str(ROOT / "hooks" / "theme.py"),
            str(ROOT / "tests" / "search_lab_hook.py"),
        ],
    }
    file = folder / "mkdocs.yml"
    file.write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-f", str(file)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "hooks")}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return folder / "site"


@cache
def hosted(path: str) -> Host:
    """The lab, built once and served below a path until the tests end."""
    host = Host(path)
    host.folder = build(Path(tempfile.mkdtemp(prefix="lab-")), host.url)
    return host
