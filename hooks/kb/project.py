"""Questions about the project as a whole: its pages, its settings, and one view on all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import getitem
from pkgutil import resolve_name
from typing import Any
from urllib.parse import quote

from kb.addresses import page_path
from kb.facts.view import Facts
from kb.memo import Memo, given, names, question, text, tool
from kb.read import Page, PageError, parse_page, yamlfile
from kb.read.yamlfile import Mistake, YamlFile
from kb.text import LANGS, NOT_UTF8, SOURCE_LANG, Lang, Place, has_hole, not_utf8

CONFIG = "mkdocs.yml"
DOCS = "docs"
HOME = "index"
"""Key of the home page."""
EXTENSIONS = (
    "abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html",
    "pymdownx.details", "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.superfences",
    "pymdownx.tabbed", "tables", "toc",
)  # fmt: skip
"""Extensions of Markdown that `mkdocs.yml` may name: any other name would have its module carried out."""
FUNCTIONS = ("kb.charts.fence.drawn", "kb.charts.fence.takes_options")
"""Functions that it may name, for the same reason."""
_BLAME = {"gitlab.com": "-/blame", "bitbucket.org": "annotate"}
"""What hosting services call the view of a file's changes, where it is not `blame`."""
SOURCES = "sources"
"""Key of the page that lists all sources."""


@dataclass(frozen=True)
class Settings:
    """What `mkdocs.yml` says that is needed here.

    site_names: by language. nav: the navigation. nav_translations: English label by Korean label.
    extensions: names of Markdown extensions, and their options by name.
    """

    site_names: Mapping[str, str] = field(default_factory=dict)
    nav: Sequence[Any] = ()
    nav_translations: Mapping[str, str] = field(default_factory=dict)
    extensions: tuple[str, ...] = ()
    extension_options: Mapping[str, Any] = field(default_factory=dict)


@question
def docs_files(memo: Memo, folder: str = DOCS) -> tuple[str, ...]:
    """Every file below a folder of `docs/`, by path from the project's root, sorted."""
    found: list[str] = []
    for name in names(memo, folder):
        path = f"{folder}/{name}"
        found += docs_files(memo, path.rstrip("/")) if name.endswith("/") else [path]
    return tuple(sorted(found))


@question
def page_or_error(memo: Memo, path: str) -> Page | PageError:
    """A page as it is written, or why it cannot be read. path: below docs/."""
    content = text(memo, f"{DOCS}/{path}") or ""
    if place := not_utf8(content):
        return PageError(place.line, place.column, NOT_UTF8, "file/encoding")
    try:
        return parse_page(path, content)
    except PageError as error:
        return error


@question
def page_paths(memo: Memo) -> tuple[str, ...]:
    """The Markdown files below docs/, sorted."""
    start = len(DOCS) + 1
    return tuple(path[start:] for path in docs_files(memo) if path.endswith(".md"))


@question
def page(memo: Memo, key: str, lang: Lang) -> Page | None:
    """The page of a key in a language; None where there is none or it cannot be read."""
    path = page_path(key, lang)
    if path not in page_paths(memo):
        return None
    found = page_or_error(memo, path)
    return found if isinstance(found, Page) else None


@question
def written(memo: Memo) -> tuple[tuple[str, Lang], ...]:
    """Key and language of every page that can be read, sorted."""
    found = (page_or_error(memo, path) for path in page_paths(memo))
    return tuple(sorted((page.key, page.lang) for page in found if isinstance(page, Page)))


@question
def keys(memo: Memo) -> tuple[str, ...]:
    """Keys of all pages that exist in Korean, sorted."""
    return tuple(key for key, lang in written(memo) if lang == SOURCE_LANG)


@question
def has_page(memo: Memo, key: str) -> bool:
    """Whether a page exists in Korean; a new page elsewhere changes nothing for who asks."""
    return key in keys(memo)


@question
def is_part(memo: Memo, key: str) -> bool:
    """Whether a page holds what is long of the page above it, as `sources/a` of `sources`."""
    above = key.rpartition("/")[0]
    return bool(above) and has_page(memo, above)


@question
def parts_of(memo: Memo, key: str) -> tuple[str, ...]:
    """The names of the pages that hold what is long of a page, sorted: `a`, `b` of `sources`."""
    below = (page.rpartition("/") for page in keys(memo))
    return tuple(name for above, _, name in below if above == key)


@question
def part_for(memo: Memo, key: str, name: str) -> str:
    """Key of the part of a page that tells of something in full: the one with the longest name that
    its own begins with, as `sources/da` for `da-report`. Empty where there is none.
    """
    fitting = [part for part in parts_of(memo, key) if name.startswith(part)]
    return f"{key}/{max(fitting, key=len)}" if fitting else ""


@question
def has_file(memo: Memo, path: str) -> bool:
    """Whether a file exists below docs/."""
    return f"{DOCS}/{path}" in docs_files(memo)


@question
def front_matter(memo: Memo, key: str, lang: Lang) -> Mapping[str, Any]:
    """What stands above a page's text; empty where there is no page. What is still to be written of
    a translation is as in the original.
    """
    found = page(memo, key, lang)
    holes = [name for name, value in found.meta.items() if has_hole(value)] if found else []
    original = page(memo, key, SOURCE_LANG) if holes and lang != SOURCE_LANG else None
    filled = {name: original.meta.get(name) for name in holes} if original else {}
    return {**found.meta, **filled} if found else {}


@question
def typed_title(memo: Memo, key: str, lang: Lang) -> str:
    """A page's title as it is written, calls and all; empty where there is none."""
    return str(front_matter(memo, key, lang).get("title") or "")


@tool
def config(memo: Memo) -> tuple[YamlFile | None, list[Mistake]]:
    """`mkdocs.yml` with the place of every node, and its mistakes."""
    return yamlfile.parse(text(memo, CONFIG) or "", CONFIG)


@question
def settings(memo: Memo) -> Settings:
    """What `mkdocs.yml` says. Its own tags (`!ENV`) are read as plain values."""
    file, _ = config(memo)
    value = file.value if file and isinstance(file.value, dict) else {}
    named = dict(_extension(entry) for entry in value.get("markdown_extensions") or ())
    extensions = {name: options for name, options in named.items() if name in EXTENSIONS}
    return Settings(
        site_names=_site_names(value),
        nav=value.get("nav") or (),
        nav_translations=_translations(value),
        extensions=tuple(dict.fromkeys(("toc", "tables", "fenced_code", *extensions))),
        # An inline style is what the policy of a published site stops.
        extension_options={"tables": {"use_align_attribute": True}}
        | {name: options for name, options in extensions.items() if options},
    )


@question
def extra(memo: Memo) -> Mapping[str, Any]:
    """What `mkdocs.yml` says under `extra`, where that can be read."""
    file, _ = config(memo)
    found = file.value.get("extra") if file and isinstance(file.value, dict) else None
    return found if isinstance(found, dict) else {}


@question
def licence(memo: Memo) -> str:
    """The licence of our own data that `mkdocs.yml` names under `extra`; empty for none."""
    return str(extra(memo).get("licence") or "")


@question
def apart(memo: Memo, lang: Lang) -> tuple[str, ...]:
    """The sections that stand behind those for readers, as the menu of a language calls them."""
    named = extra(memo).get("apart")
    labels = [str(label) for label in named] if isinstance(named, list) else []
    english = settings(memo).nav_translations if lang != SOURCE_LANG else {}
    return tuple(english.get(label, label) for label in labels)


@question
def edit_base(memo: Memo) -> str:
    """The address below which the repository's host has its files to edit, from what `mkdocs.yml`
    says in `repo_url` and, where its host or branch is none that we know, `edit_uri`. Empty for none.
    """
    file, _ = config(memo)
    value = file.value if file and isinstance(file.value, dict) else {}
    repository = _repository(memo)
    known = next((uri for host, uri in _EDIT_URIS.items() if f"//{host}/" in repository), "")
    place = str(value.get("edit_uri", known) or "").rstrip("/")
    return repository + place.removesuffix(DOCS) if repository and place.endswith(DOCS) else ""


def _repository(memo: Memo) -> str:
    """The address of the repository, with its slash; empty for none."""
    file, _ = config(memo)
    named = file.value.get("repo_url") if file and isinstance(file.value, dict) else None
    return f"{str(named).rstrip('/')}/" if named else ""


def edit_address(memo: Memo, path: str) -> str:
    """Where a file of the repository is edited, or a folder, whose path ends with a slash, is seen;
    empty where the repository has no address.
    """
    base = edit_base(memo)
    if path.endswith("/"):
        repository = _repository(memo)
        base = repository + base.removeprefix(repository).replace("edit/", "tree/", 1)
    return base + quote(path) if base else ""


_EDIT_URIS = {"github.com": f"edit/main/{DOCS}/", "gitlab.com": f"-/edit/main/{DOCS}/"}
"""Where hosts have the files of `docs/`, below the address of the repository."""


@question
def changes_url(memo: Memo, path: str) -> str:
    """Where the hosting service shows when each line of a file changed; empty without a `repo_url`.

    It names the newest commit and no certain one, so that a commit alone changes no page.
    """
    repository = _repository(memo)
    ways = (way for host, way in _BLAME.items() if f"//{host}/" in repository)
    return f"{repository}{next(ways, 'blame')}/HEAD/{quote(path)}" if repository else ""


def _extension(entry: Any) -> tuple[str, dict[str, Any]]:
    if isinstance(entry, dict):
        return next((str(name), options or {}) for name, options in entry.items())
    return str(entry), {}


def with_functions(options: Any) -> Any:
    """Options of an extension with each `!!python/name:` as the function that it names.

    Raises ValueError for one that is none of `FUNCTIONS`.
    """
    if isinstance(options, dict):
        return {key: with_functions(value) for key, value in options.items()}
    if isinstance(options, list):
        return [with_functions(value) for value in options]
    if not (isinstance(options, str) and options.startswith(yamlfile.PYTHON_NAME)):
        return options
    name = options.removeprefix(yamlfile.PYTHON_NAME)
    if name not in FUNCTIONS:
        raise ValueError(name)
    return resolve_name(name)


class Pages(Mapping[tuple[str, str], Page]):
    """Every page that can be read, by key and language."""

    def __init__(self, memo: Memo) -> None:
        self._memo = memo

    def __getitem__(self, at: tuple[str, Any]) -> Page:
        found = page(self._memo, *at)
        if found is None:
            raise KeyError(at)
        return found

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(written(self._memo))

    def __len__(self) -> int:
        return len(written(self._memo))


class Project:
    """Facts, pages and settings as rules and directives read them; each look is a question."""

    def __init__(self, memo: Memo) -> None:
        self.memo = memo
        self.facts = Facts(memo)
        self.pages = Pages(memo)

    @property
    def settings(self) -> Settings:
        return settings(self.memo)

    @property
    def today(self) -> str:
        """`2026-11-23`, for what is overdue."""
        return given(self.memo, "today") or ""

    @property
    def is_release(self) -> bool:
        """Whether what ages is told of, too."""
        return bool(given(self.memo, "release"))

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of all pages that exist in Korean, sorted."""
        return keys(self.memo)

    def pages_in(self, lang: str) -> Iterator[Page]:
        """The pages written in a language."""
        return (self.pages[key, written] for key, written in self.pages if written == lang)


def nav_places(memo: Memo) -> dict[str, Place]:
    """Where each label and each path of the navigation stands."""
    file, _ = config(memo)
    if file is None:
        return {}
    labels = {str(loc[-1]): place for loc, place in file.keys.items() if loc[0] == "nav"}
    items = ((loc, place) for loc, place in file.values.items() if loc[:1] == ("nav",))
    values = ((reduce(getitem, loc, file.value), place) for loc, place in items)
    return labels | {value: place for value, place in values if isinstance(value, str)}


def _languages(value: dict[str, Any]) -> list[dict[str, Any]]:
    plugins = value.get("plugins") or {}
    return (plugins.get("i18n") or {}).get("languages") or []


def _site_names(value: dict[str, Any]) -> dict[str, str]:
    own = str(value.get("site_name") or "")
    return dict.fromkeys(LANGS, own) | {
        str(lang.get("locale")): str(lang["site_name"])
        for lang in _languages(value)
        if "site_name" in lang
    }


def _translations(value: dict[str, Any]) -> dict[str, str]:
    names = (lang.get("nav_translations") for lang in _languages(value))
    return next((found for found in names if found), {})
