"""What the real build does with charts, on pages of a small site."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.plugins import CombinedEvent, event_priority

import charts_samples as samples
from kb.charts.figure import Gallery, enhance, figure
from kb.charts.plugin import with_scripts, without_scripts
from kb.content.tables import wrap_tables
from kb.facts import load as load_facts
from kb.project import Project
from kb.show.templates import Templates

ROOT = Path(__file__).resolve().parents[1]


@dataclass
class LabBuild:
    """One build of the lab."""

    project: Project
    gallery: Gallery = field(default_factory=Gallery)


@dataclass
class LabPage:
    """A page of the lab as charts see it."""

    key: str
    lang: str
    root: str
    gallery: Gallery
    templates: Templates
    used: dict[str, int] = field(default_factory=dict)

    def render(self, template: str, **values: Any) -> Any:
        return self.templates.render(template, page=self, **values)

    def unique_id(self, stem: str) -> str:
        count = self.used[stem] = self.used.get(stem, 0) + 1
        return stem if count == 1 else f"{stem}-{count}"


@event_priority(100)
def _before(config: Any) -> Any:
    if "kb" not in config.extra:
        facts, _ = load_facts.load(ROOT)
        config.extra["kb"] = LabBuild(Project(ROOT, facts, {}))
    config.extra_javascript = with_scripts(config.extra_javascript)
    return config


@event_priority(-110)
def _after(config: Any) -> Any:
    config.extra_javascript = without_scripts(config.extra_javascript)
    return config


on_config = CombinedEvent(_before, _after)


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:
    lang = config.plugins["i18n"].current_language
    build = config.extra["kb"]
    root = "../" * page.url.count("/") or "./"
    key = page.file.src_uri.split(".")[0]
    here = LabPage(key, lang, root, build.gallery, Templates(ROOT, build.project.facts, lang))
    for name, chart in samples.charts(lang).items():
        html = html.replace(f"<p>[{name}]</p>", figure(chart, here))
    return wrap_tables(enhance(html, here), "표")


@event_priority(-200)
def on_post_build(config: Any) -> None:
    if not config.plugins["i18n"].building:
        for path, content in config.extra["kb"].gallery.files().items():
            target = Path(config.site_dir) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
