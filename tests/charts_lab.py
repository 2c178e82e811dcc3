"""A small site with charts, built like the real one from its `mkdocs.yml`."""

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

HAND_WRITTEN = """
```vegalite
{
  "title": "%s",
  "description": "%s",
  "data": {"values": [
    {"month": "2026-01", "runs": 12, "team": "가"}, {"month": "2026-02", "runs": 30, "team": "가"},
    {"month": "2026-01", "runs": 20, "team": "나"}, {"month": "2026-02", "runs": 25, "team": "나"}
  ]},
  "mark": {"type": "line", "point": true},
  "encoding": {
    "x": {"field": "month", "type": "temporal", "title": "달", "axis": {"format": "%%b", "tickCount": 2}},
    "y": {"field": "runs", "type": "quantitative", "title": "실행"},
    "color": {"field": "team", "type": "nominal", "title": null},
    "tooltip": [{"field": "team"}, {"field": "runs", "title": "실행"}]
  }
}
```
"""

PANELS = """
```vegalite
{
  "title": "Panels", "description": "Two panels.",
  "data": {"values": [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]},
  "facet": {"column": {"field": "b", "type": "nominal", "title": null}},
  "spec": {"width": 400, "mark": "point", "encoding": {"x": {"field": "a", "type": "quantitative"}}}
}
```
"""
PLAIN = "차트가 없는 쪽이다. [차트](charts/index.md)"
ALL = "\n\n".join(
    f"글이 있다.\n\n[{name}]"
    for name in ("forecast", "estimates", "levels", "timeline", "radar", "events")
)
PAGES = {
    "index.md": ("홈", PLAIN),
    "index.en.md": ("Home", PLAIN),
    "charts/index.md": ("차트", ALL),
    "charts/index.en.md": ("Charts", ALL),
    "charts/own.md": ("손으로 쓴 차트", HAND_WRITTEN % ("실행 수", "실행이 늘었다.")),
    "charts/own.en.md": ("By hand", HAND_WRITTEN % ("Runs", "Runs rose.") + PANELS),
    "charts/far.md": ("먼 차트", "긴 글이다.\n\n" * 120 + "[radar]"),
    "charts/far.en.md": ("Far", "Long text.\n\n" * 120 + "[radar]"),
}


def build(folder: Path, url: str) -> Path:
    """Build the lab strictly for an address. folder: an empty one. Returns the built site."""
    for name, (title, text) in PAGES.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: {title}\ndescription: {title}\n---\n\n{text}\n", "utf-8")
    config = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "site_url": url,
        "nav": [name for name in PAGES if ".en." not in name],
        "watch": [],
        "theme": {"custom_dir": str(ROOT / "overrides")},
        "hooks": [str(ROOT / "tests" / "charts_lab_hook.py"), str(ROOT / "hooks" / "theme.py")],
    }
    file = folder / "mkdocs.yml"
    file.write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-f", str(file)]
    paths = os.pathsep.join(str(ROOT / name) for name in ("hooks", "tests"))
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": paths}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return folder / "site"


@cache
def hosted(path: str) -> Host:
    """The lab, built once and served below a path until the tests end."""
    host = Host(path)
    host.folder = build(Path(tempfile.mkdtemp(prefix="charts-lab-")), host.url)
    return host
