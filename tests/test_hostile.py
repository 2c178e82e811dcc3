"""Whatever strangers type into the data and a page, the site shows it as text and as nothing else.

The check refuses most of it. Here it is not asked, so that what shows things is seen by itself.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from conftest import SMALL_URL, small_project
from kb.memo import Memo
from kb.project import written
from kb.site.link import article, files_of, records
from kb.site.once import once_files
from kb.site.twins import twin_files
from kb.text import LANGS
from test_allowed import Found
from texts import Texts, project_of

FREE = ("ko", "en", "name", "title", "publisher", "company", "locator", "summary", "text", "label")
"""Keys of the data whose values are typed freely."""
SIGNS = [
    "<kbx onkbx=1>", '" onkbx="1', "' onkbx='1", "`", "]]>", "</script><kbx>", "</style><kbx>", "--><kbx>", "</title><kbx>",
    "javascript:kbx", "](javascript:kbx)", "{{ figure('kbx') }}", "{% kbx %}", "{kbx}", "{0.__class__}", "\\1\\g<0>", "&lt;kbx&gt;",
    "|", "**", "\nBEGIN:VEVENT\nkbx:1", "\n::error::kbx", "=kbx()", "$&", "%s%(kbx)s", "<!--", "\\u003ckbx\\u003e", "${kbx}",
]  # fmt: skip
PAGE = "docs/about.md"
SHOWING = {
    "updates": "{{ updates() }}",
    "vendors/index": '{{ vendor_list() }}\n\n{{ vendor_matrix() }}\n\n{{ vendor_card("alpha") }}',
    "maturity/index": '{{ maturity_table() }}\n\n{{ chart("maturity-radar") }}',
    "sources": "{{ sources() }}",
    "corrections": "{{ corrections() }}\n\n{{ estimates_table() }}\n\n{{ surveys() }}",
}
"""Pages that show most of what strangers may type, and of which the feeds and calendars are."""


@cache
def sound(folder: Path) -> Texts:
    """The small project. folder: an empty one."""
    return Texts.of_folder(small_project(folder), "data", "docs", "overrides", "mkdocs.yml")


def with_signs(content: str, signs: str) -> str:
    """A file of the data with signs in each value that is typed freely."""
    places: list[tuple[int, int, str]] = []

    def walk(node: yaml.Node) -> None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value in FREE and isinstance(value, yaml.ScalarNode) and value.value:
                    typed = json.dumps(f"{value.value} {signs}", ensure_ascii=False)
                    places.append((value.start_mark.index, value.end_mark.index, typed))
                walk(value)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                walk(value)

    walk(yaml.compose(content, Loader=yaml.CSafeLoader) or yaml.ScalarNode("", ""))
    for start, end, typed in reversed(places):
        content = content[:start] + typed + content[end:]
    return content


def project(texts: Texts, signs: str) -> Memo:
    """The small project with signs wherever a stranger may type."""
    hostile = Texts(texts)
    for path in [path for path in texts if path.startswith("data/") and path.endswith(".yml")]:
        if path not in ("data/words.yml", "data/levels.yml"):
            hostile[path] = with_signs(texts[path], signs)
    for name, calls in SHOWING.items():
        hostile[f"docs/{name}.md"] = f"---\ntitle: 가\ndescription: 나\n---\n\n{calls}\n"
    hostile[PAGE] = texts[PAGE] + f"\n글 {signs} 글\n\n| {signs} |\n| --- |\n| {signs} |\n"
    return project_of(hostile)


def require_only_text(path: str, html: str) -> None:
    """Fail where what was typed is an element, an attribute or an address."""
    found = Found(html)
    assert not [name for name in found.elements if "kbx" in name], path
    assert not [name for name in found.attributes if "kbx" in name], path
    assert not [target for target in found.led_to if re.match(r"\s*javascript", target)], path


def require_sound(path: str, content: bytes) -> None:
    """Fail where a published file is not what its ending says, or holds what was typed as code."""
    text = content.decode("utf-8", "replace")
    if path.endswith(".html"):
        require_only_text(path, text)
    elif path.endswith(".xml"):
        root = etree.fromstring(content)
        assert "kbx" not in " ".join(str(element.tag) for element in root.iter()), path
        for inner in root.xpath("//*[@type='html']"):
            require_only_text(path, inner.text or "")
    elif path.endswith(".json"):
        json.loads(text)
    elif path.endswith(".ics"):
        lines = re.sub("\r\n ", "", text).split("\r\n")
        assert not [line for line in lines if line.startswith(("kbx", "BEGIN:VEVENT\n"))], path
        assert "\n" not in "".join(lines), path


@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(SIGNS), min_size=12, max_size=len(SIGNS), unique=True).map(" ".join)
)
def test_what_strangers_type_is_shown_as_text(
    tmp_path_factory: pytest.TempPathFactory, signs: str
) -> None:
    memo = project(sound(tmp_path_factory.getbasetemp() / "hostile"), signs)
    showing = set()
    for key, lang in written(memo):
        shown = article(memo, key, lang)
        assert shown is not None
        require_only_text(f"{key} {lang}", shown.html)
        showing |= {key} if "kbx" in shown.html else set()
    assert len(showing) > 5
    every = [page for lang in LANGS for page in records(memo, lang)]
    files = once_files(memo, SMALL_URL, LANGS, every)
    for lang in LANGS:
        files |= files_of(memo, lang, LANGS) | twin_files(memo, SMALL_URL, lang)
    told = {path.rpartition(".")[2] for path, content in files.items() if b"kbx" in content}
    assert {"csv", "ics", "json", "md", "txt", "xml"} <= told
    for path, content in files.items():
        require_sound(path, content)
