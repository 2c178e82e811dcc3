"""The `vegalite` fence of the charts plugin, with whatever a writer puts behind its name.

`mkdocs.yml` gives both functions to the extension that reads fences. Without them, a fence with an
option is shown as code.
"""

from __future__ import annotations

from html import escape
from typing import Any

from mkdocs_charts_plugin.fences import fence_vegalite


def takes_options(
    language: str, inputs: dict[str, Any], options: dict[str, Any], attrs: Any, md: Any
) -> bool:
    """Takes every option. inputs: as typed; options: filled with what `drawn` is to know."""
    options.update(inputs)
    return True


def drawn(
    source: str, language: str, class_name: str, options: dict[str, Any], md: Any, **given: Any
) -> str:
    """The element that the plugin makes of a chart, with its title where one was typed."""
    title = options.get("title") or given["attrs"].get("title")
    given["attrs"] = {"title": escape(str(title))} if title else {}
    return str(fence_vegalite(source, language, class_name, options, md, **given))
