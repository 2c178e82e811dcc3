"""The stock twin: the same text as plain Markdown, for MkDocs with packages as they are sold.

What a call shows is found in a real build: every call is put between two marks, the marked copy is
built, and what stands between the marks in the built page takes the call's place in the Markdown.
So only the pages' Markdown and the site's HTML are read, and nothing of the library.
"""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import commands
import yaml
from grow import copy_project, front_matter, korean_pages, pin
from measure import run

_CALL = re.compile(r"\{\{.*?\}\}", re.S)
_ALONE = re.compile(r"^(?P<indent>[ \t]*)\{\{(?:(?!\}\}).)*\}\}[ \t]*$", re.M)
_SOURCES = re.compile(r'<section class="kb-sources".*?</section>', re.S)
_TERM = re.compile(r'<a class="kb-term"[^>]*>(.*?)</a>', re.S)
_TAG = re.compile(r"<[^>]*>")
_SCRIPTS = ("vega@5", "vega-lite@5", "vega-embed@6")


@dataclass(frozen=True)
class Twin:
    """What a twin was made of. replaced: calls with their content; left: calls shown as code."""

    replaced: int
    left: int


def make_twin(project: Path, to: Path, scratch: Path) -> Twin:
    """The twin of a project, with the same content. scratch: folder for the marked copy."""
    copy_project(project, scratch)
    for page in _pages(scratch):
        page.write_text(marked(page.read_text("utf-8")), "utf-8")
    pin(scratch, _keys(scratch))
    _run(scratch, commands.BUILD)
    total = Twin(0, 0)
    for page in _pages(project):
        path = page.relative_to(project / "docs")
        built = (scratch / "site" / address(path)).read_text("utf-8")
        text, one = rendered(page.read_text("utf-8"), built)
        (to / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (to / "docs" / path).write_text(text, "utf-8")
        total = Twin(total.replaced + one.replaced, total.left + one.left)
    write_config(project, to)
    shutil.rmtree(scratch)
    return total


def make_raw_twin(project: Path, to: Path) -> None:
    """The pages' Markdown as it is, calls as text, with the same stock packages."""
    shutil.copytree(project / "docs", to / "docs")
    write_config(project, to)


def marked(text: str) -> str:
    """A page with each call between two marks; around a call alone they are paragraphs."""
    head, body = _split(text)
    alone = {
        match.start() + len(match["indent"]): match["indent"] for match in _ALONE.finditer(body)
    }
    parts, place = [head], 0
    for number, call in enumerate(_CALL.finditer(body)):
        gap = f"\n\n{alone[call.start()]}" if call.start() in alone else ""
        before, after = _marks(number)
        parts += [body[place : call.start()], before, gap, call[0], gap, after]
        place = call.end()
    return "".join([*parts, body[place:]])


def rendered(text: str, built: str) -> tuple[str, Twin]:
    """A page's Markdown with what its calls show in the built page of its marked copy."""
    head, body = _split(text)
    alone = {
        match.start() + len(match["indent"]): match["indent"] for match in _ALONE.finditer(body)
    }
    parts, place, replaced, left = [head], 0, 0, 0
    for number, call in enumerate(_CALL.finditer(body)):
        shown = _between(number, built, block=call.start() in alone)
        is_code = shown is None or _plain(shown) == _plain(html.escape(call[0]))
        replaced, left = replaced + (not is_code), left + is_code
        content = call[0] if is_code else _as_markdown(shown or "", alone.get(call.start()))
        parts += [body[place : call.start()], content]
        place = call.end()
    sources = "".join(f"\n\n{_drop_terms(found)}\n" for found in _SOURCES.findall(built))
    return "".join([*parts, body[place:], sources]), Twin(replaced, left)


def address(path: Path) -> Path:
    """Where a site has the page of a Markdown file, from its root."""
    name = path.name.removesuffix(".md").removesuffix(".en")
    folder = path.parent if name == "index" else path.parent / name
    return (Path("en") if path.name.endswith(".en.md") else Path()) / folder / "index.html"


def write_config(project: Path, to: Path) -> None:
    """The twin's `mkdocs.yml`: the project's without hooks, templates and styles of its own."""
    config = yaml.load((project / "mkdocs.yml").read_text("utf-8"), _Loader)
    for name in ("hooks", "watch", "extra_css"):
        config.pop(name, None)
    for name in ("custom_dir", "static_templates"):
        config["theme"].pop(name, None)
    i18n = config["plugins"]["i18n"]
    i18n = {name: value for name, value in i18n.items() if not name.startswith("reconfigure")}
    config["plugins"] = {"search": {}, "i18n": i18n, "charts": {}}
    config["extra_javascript"] = [f"https://cdn.jsdelivr.net/npm/{name}" for name in _SCRIPTS]
    config["nav"] = _expanded(config["nav"], _titles(project), set(_listed(config["nav"])))
    text = yaml.dump(config, Dumper=_Dumper, allow_unicode=True, sort_keys=False)
    (to / "mkdocs.yml").write_text(text, "utf-8")


class _Name(str):
    """A Python name that the configuration gives to MkDocs."""


class _Loader(yaml.SafeLoader):
    """Reads the tags of MkDocs: names stay names, of environment variables the default counts."""


class _Dumper(yaml.SafeDumper):
    """Writes names as names."""


_NAME_TAG = "tag:yaml.org,2002:python/name:"
_Loader.add_multi_constructor(_NAME_TAG, lambda loader, suffix, node: _Name(suffix))
_Loader.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node)[-1])
_Dumper.add_representer(
    _Name, lambda dumper, name: dumper.represent_scalar(f"{_NAME_TAG}{name}", "")
)


def _run(root: Path, arguments: Sequence[str]) -> None:
    run(commands.python(arguments), root, commands.environment(root))


def _keys(root: Path) -> list[str]:
    """All pages as commands name them. Marks change the Korean, so it has to be pinned anew."""
    docs = root / "docs"
    return [path.relative_to(docs).with_suffix("").as_posix() for path in korean_pages(root)]


def _pages(root: Path) -> list[Path]:
    return sorted((root / "docs").rglob("*.md"))


def _split(text: str) -> tuple[str, str]:
    """Front matter and body; calls in the front matter stay as they are."""
    end = text.index("\n---\n", 3) + 5 if text.startswith("---\n") else 0
    return text[:end], text[end:]


def _marks(number: int) -> tuple[str, str]:
    return f"⦃{number}⦄", f"⦃/{number}⦄"  # not `⟦⟧`, which skeletons leave to be filled


def _between(number: int, built: str, *, block: bool) -> str | None:
    """What stands between two marks; None for a call that is not on the page."""
    before, after = _marks(number)
    if block:
        before, after = f"<p>{before}</p>", f"<p>{after}</p>"
    start = built.find(before)
    end = built.find(after, start)
    return built[start + len(before) : end].strip() if 0 <= start < end else None


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", text)).split())


def _drop_terms(text: str) -> str:
    return _TERM.sub(r"\1", text)


def _as_markdown(shown: str, indent: str | None) -> str:
    """HTML in a place of Markdown. indent: before a block; None in running text."""
    text = _drop_terms(shown)
    if indent is None:
        return " ".join(text.split()).replace("|", "&#124;")
    return " ".join(text.split()) if indent else text


def _titles(project: Path) -> dict[str, str]:
    docs = project / "docs"
    return {
        path.relative_to(docs).as_posix(): str(front_matter(path.read_text("utf-8")).get("title"))
        for path in korean_pages(project)
    }


def _listed(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    else:
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from _listed(item)


def _expanded(nav: list[Any], titles: dict[str, str], listed: set[str]) -> list[Any]:
    """The navigation with pages for its patterns, as the project has them: by title."""
    found: list[Any] = []
    for item in nav:
        if isinstance(item, dict):
            found.append(
                {
                    label: _expanded(below, titles, listed) if isinstance(below, list) else below
                    for label, below in item.items()
                }
            )
        elif "*" in item:
            pages = [path for path in titles if fnmatch(path, item) and path not in listed]
            found += sorted(pages, key=lambda path: (titles[path].casefold(), path))
        else:
            found.append(item)
    return found
