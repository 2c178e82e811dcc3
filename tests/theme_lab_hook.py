"""What the real build gives the theme, without its checks: words, a stale page, tables."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from kb.content.tables import wrap_tables
from kb.facts import load as load_facts
from kb.project import Project

ROOT = Path(__file__).resolve().parents[1]


def on_config(config: Any) -> Any:
    facts, _ = load_facts.load(ROOT)
    config.extra["kb"] = SimpleNamespace(project=Project(ROOT, facts, {}))
    return config


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:
    if page.file.src_uri == "about.en.md":
        page.meta["kb_stale"] = [{"id": "method", "title": "Method"}]
    return wrap_tables(html, "표")
