"""Indexes the lab as the real build indexes the site."""

from pathlib import Path
from typing import Any

from mkdocs.plugins import event_priority

from kb.search.extract import read_page
from kb.search.files import search_files
from kb.search.records import Alias

ALIASES = (
    Alias("드리프트", ("표류", "drift", "dataset shift"), "ko"),
    Alias("모델 모니터링", ("모델 감시", "model monitoring"), "ko"),
)
NAMES = {"ko": "한국어", "en": "English"}


def on_config(config: Any) -> Any:
    if not config.plugins["i18n"].building:
        config.extra["search_pages"] = {"ko": [], "en": []}
    return config


def on_post_page(output: str, page: Any, config: Any) -> str:
    found = read_page(output, page.url.removeprefix("./"), page.title)
    if found:
        config.extra["search_pages"][config.plugins["i18n"].current_language].append(found)
    return output


@event_priority(-200)
def on_post_build(config: Any) -> None:
    if config.plugins["i18n"].building:
        return
    for path, content in search_files(config.extra["search_pages"], NAMES, ALIASES).items():
        target = Path(config.site_dir) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
