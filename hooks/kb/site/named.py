"""Names of styles and scripts that carry a hash of their content, so that a browser may keep them.

`assets/scripts/radar.js` is published as `assets/scripts/radar.1f0c92ab.js`. Whatever names it, a page
or another script, names it so, and has another name itself when that one changes. What the theme
names so already stays as it is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from posixpath import splitext

HASHED_FOLDERS = ("assets/javascripts", "assets/scripts", "assets/styles", "assets/vega", "js")
"""The folders of a site in which all names carry a hash; those of the first are the theme's own."""
_IS_HASHED = re.compile(r"\.[0-9a-f]{8}\.(?:min\.)?(?:js|css)$")
_NAMED = re.compile(r"(?<=[\"/])(?:assets/(?:scripts|styles|vega)|js)/[\w-]+\.(?:js|css)(?=\\?\")")
"""A style sheet or script by its path below the site's root, at the end of what is quoted."""
_TAGS = re.compile(r"<(?:script|link)\b[^>]*>")


def give_hashed_names(site: Path) -> None:
    """Rename the styles and scripts of a written site, in all that names them."""
    plain = {path.relative_to(site).as_posix(): path for path in _assets(site)}
    texts = {path: file.read_text("utf-8") for path, file in plain.items()}
    names = hashed_names(texts)
    for path, name in names.items():
        (site / name).write_text(_renamed(texts[path], names), "utf-8", newline="")
        plain[path].unlink()
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        named = _TAGS.sub(lambda tag: _renamed(tag[0], names), text)
        if named != text:
            page.write_text(named, "utf-8", newline="")


def hashed_names(texts: Mapping[str, str]) -> dict[str, str]:
    """The published path of each style sheet and script, by its own.

    texts: their contents, by path. Raises ValueError where some name each other in a circle.
    """
    names: dict[str, str] = {}
    while waiting := texts.keys() - names.keys():
        ready = {path for path in waiting if not waiting.intersection(_NAMED.findall(texts[path]))}
        if not ready:
            raise ValueError(f"styles or scripts name each other: {', '.join(sorted(waiting))}")
        names |= {path: _hashed(path, _renamed(texts[path], names)) for path in ready}
    return names


def plain_name(path: str) -> str:
    """A path without the hash that it may carry."""
    return _IS_HASHED.sub(lambda found: found[0][9:], path)


def published_name(site: Path, path: str) -> str:
    """The path under which a written site has a style sheet or script. Raises LookupError."""
    stem, ending = splitext(path)
    found = (site / path).parent.glob(f"{Path(stem).name}.*{ending}")
    for file in found:
        name = file.relative_to(site).as_posix()
        if plain_name(name) == path:
            return name
    raise LookupError(path)


def _assets(site: Path) -> Iterator[Path]:
    for folder in HASHED_FOLDERS:
        for file in sorted((site / folder).glob("*")):
            if file.suffix in (".js", ".css") and not _IS_HASHED.search(file.name):
                yield file


def _hashed(path: str, text: str) -> str:
    stem, ending = splitext(path)
    return f"{stem}.{hashlib.sha256(text.encode()).hexdigest()[:8]}{ending}"


def _renamed(text: str, names: Mapping[str, str]) -> str:
    return _NAMED.sub(lambda found: names.get(found[0], found[0]), text)
