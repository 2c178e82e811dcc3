"""Renders the templates of generated blocks, `overrides/kb/*.html`."""

from __future__ import annotations

from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from babel import Locale
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kb.facts.load import Facts
from kb.korean import numbers
from kb.korean.particles import josa
from kb.model.base import Text
from kb.text import Lang


def bytecode_cache(root: Path) -> FileSystemBytecodeCache:
    """Where compiled templates are kept from build to build; a changed source is compiled anew."""
    folder = root / ".cache" / "jinja"
    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


@lru_cache(maxsize=2)
def templates_of(root: Path, facts: Facts, lang: Lang) -> Templates:
    """One language's templates, compiled once for a check and the build after it."""
    return Templates(root, facts, lang)


class Templates:
    """One language's templates.

    Values are escaped. `t(key)` gives an interface word of `data/words.yml`; the filter `tr`
    gives a text of the data, marked `lang="ko"` where its English is missing; `usd`, `percent`,
    `quantity` and `country` write numbers and names as the language's readers do.
    """

    def __init__(self, root: Path, facts: Facts, lang: Lang) -> None:
        self.lang = lang
        self._facts = facts
        self._environment = Environment(
            loader=FileSystemLoader(root / "overrides" / "kb"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=bytecode_cache(root),
        )
        self._environment.globals |= {"t": self.word, "lang": lang}
        self._environment.filters |= {
            "tr": self.localized,
            "josa": josa,
            "usd": partial(numbers.usd, lang=lang),
            "percent": partial(numbers.percent, decimals=1),
            "quantity": lambda figure: numbers.quantity(figure.value, figure.unit, lang),
            "country": lambda code: Locale(lang).territories[code],
        }

    def word(self, key: str, **values: Any) -> str:
        """An interface word; `{name}` in it is replaced. Raises KeyError for an unknown key."""
        return self._facts.words[key].get(self.lang).format(**values)

    def localized(self, text: Text | str | None) -> str | Markup:
        """A text in the reader's language, as safe HTML."""
        if text is None or isinstance(text, str):
            return text or ""
        written = text.lang(self.lang)
        if written == self.lang:
            return text.get(self.lang)
        return Markup('<span lang="{}">{}</span>').format(written, text.get(self.lang))

    def render(self, name: str, **values: Any) -> Markup:
        """Render `overrides/kb/<name>.html`."""
        return Markup(self._environment.get_template(f"{name}.html").render(**values).strip())
