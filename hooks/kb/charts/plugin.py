"""What the charts plugin of MkDocs does to a site's list of scripts, and how it is kept small.

The plugin refuses to build unless the list names Vega, Vega-Lite and Vega-Embed, puts its own
script on every page, and does so once for each language. Charts bring their script along and that
one loads the plugin's, so pages without charts load nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from kb.charts.markup import PLUGIN_SCRIPT, SCRIPT

T = TypeVar("T")


def with_scripts(scripts: Iterable[T]) -> list[T | str]:
    """The site's scripts with the one whose name the plugin looks for. Before the plugin runs."""
    return [*scripts, SCRIPT]


def without_scripts(scripts: Iterable[T]) -> list[T]:
    """The site's own scripts. After the plugin has run."""
    return [script for script in scripts if str(script) not in (SCRIPT, PLUGIN_SCRIPT)]
