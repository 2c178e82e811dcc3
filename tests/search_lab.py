"""A small site in the real theme with the real search, whose every word is known."""

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

PAGES = {
    "index.md": ("홈", "시장과 기술을 정리했다."),
    "index.en.md": ("Home", "Market and technologies."),
    "monitoring.md": (
        "모델 모니터링",
        "운영 중인 모델을 지켜본다.\n\n"
        "## 드리프트 감지 {#drift}\n\n드리프트를 알리는 모델 모니터링이 필요하다. "
        "<b>강조한</b> 글과 1 < 2 도 있다.\n\n"
        "## 도구 {#tools}\n\n| 도구 | 값 |\n|---|---|\n| 시계열 | 41억 달러 |\n",
    ),
    "monitoring.en.md": (
        "Model monitoring",
        "Watching models in production.\n\n## Drift detection {#drift}\n\nTelling drift early.",
    ),
    "deployment.md": (
        "모델 배포",
        "예측 모델을 서비스로 내보낸다. 모니터링은 따로 본다.\n\n"
        "## 카나리 {#canary}\n\n일부만 먼저 내보낸다.",
    ),
    "deployment.en.md": ("Model deployment", "Shipping models.\n\n## Canary {#canary}\n\nA few."),
    "only.md": ("번역 전", "아직 한국어로만 있는 고래 이야기."),
}


def build(folder: Path, url: str) -> Path:
    """Build the lab for an address. folder: an empty one. Returns the built site."""
    for name, (title, text) in PAGES.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        head = yaml.safe_dump({"title": title, "description": f"{title}: 설명"}, allow_unicode=True)
        path.write_text(f"---\n{head}---\n\n{text}\n", "utf-8")
    settings = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), yaml.BaseLoader)
    templates = dict.fromkeys([*settings["theme"]["static_templates"], "assets/scripts/search.js"])
    config = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "site_url": url,
        "nav": ["index.md", "monitoring.md", "deployment.md", "only.md"],
        "watch": [],
        "plugins": {"charts": {"enabled": False}},
        "theme": {"custom_dir": str(ROOT / "overrides"), "static_templates": list(templates)},
        "hooks": [
            str(ROOT / "tests" / "theme_lab_hook.py"),
            str(ROOT / "hooks" / "theme.py"),
            str(ROOT / "tests" / "search_lab_hook.py"),
        ],
    }
    file = folder / "mkdocs.yml"
    file.write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(file)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "hooks")}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return folder / "site"


@cache
def hosted(path: str) -> Host:
    """The lab, built once and served below a path until the tests end."""
    host = Host(path)
    host.folder = build(Path(tempfile.mkdtemp(prefix="search-")), host.url)
    return host
