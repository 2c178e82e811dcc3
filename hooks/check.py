"""Check: a build with errors stops before it touches the last good site."""

from __future__ import annotations

import logging
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from kb.findings.finding import Severity, errors

log = logging.getLogger("mkdocs.kb")


@event_priority(90)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    i18n: Any = config.plugins["i18n"]
    if i18n.building:
        return config
    findings = config.extra["kb"].findings
    if wrong := errors(findings):
        raise Abort("\n".join(str(finding) for finding in wrong))
    # Not logged as warnings: strict mode would fail on what is only due later.
    if due := sum(f.severity is Severity.WARNING for f in findings):
        log.info(f"나중에 할 일 {due}건: make check로 볼 수 있습니다.")
    return config
