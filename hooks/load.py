"""Load: facts, pages and settings, once per build, for the stages that follow.

What a build shares travels as `config.extra["kb"]`; hook modules keep nothing.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from kb.site.build import Build, settings_of
from kb.site.clock import build_time


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    i18n: Any = config.plugins["i18n"]
    if i18n.building:
        return config
    path = Path(config.config_file_path)
    moment = build_time(path.parent)
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
    build = Build.load(path.parent, settings_of(path, moment.date().isoformat()))
    config.extra["kb"] = build
    config.nav = build.nav
    return config
