"""Check: a build with errors stops before it touches the last good site."""

from __future__ import annotations

import logging
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from kb.findings.finding import errors, ordered
from kb.rules.check import findings

log = logging.getLogger("mkdocs.kb")


@event_priority(90)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    i18n: Any = config.plugins["i18n"]
    if i18n.building:
        return config  # asked in the first pass, or by whoever builds the languages apart
    found = findings(config.extra["kb"])
    if wrong := errors(found):
        raise Abort("\n".join(str(finding) for finding in ordered(wrong)))
    # Not logged as warnings: strict mode would fail on what is only due later.
    if len(found):
        log.info(f"나중에 할 일 {len(found)}건: make check로 볼 수 있습니다.")
    return config
