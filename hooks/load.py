"""Load: the memo that everything is asked through, once per build, for the stages that follow.

What a build shares travels as `config.extra["kb"]`; hook modules keep nothing. A command that
builds one language alone has put its memo there before, and the language as `kb_only`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from kb.open import open_project
from kb.site.clock import build_time
from kb.site.link import navigation


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    i18n: Any = config.plugins["i18n"]
    if only := config.extra.get("kb_only"):
        # So the plugin begins with this language, and takes the others for done.
        i18n.current_language, i18n.building = only, True
    if "kb" not in config.extra:
        config.extra["kb"] = open_project(Path(config.config_file_path).parent)
    memo = config.extra["kb"]
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(build_time(memo).timestamp())))
    config.nav = navigation(memo)
    return config
