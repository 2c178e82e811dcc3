"""What somebody does to a project while its preview runs. Each act waits until the page shows it."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from urllib.parse import quote

from kb.addresses import page_address
from kb.host.answers import FINDINGS
from soak_saves import LEFT, gedit
from soak_walk import OTHER_WORD, WORDS, Act, Walk, home, page_of

ESTIMATES = "data/market/estimates.yml"
FOOTER = "overrides/partials/footer.html"
STYLE = "overrides/assets/styles/tokens.css"
SETTINGS = "mkdocs.yml"


def edit(walk: Walk) -> None:
    key = walk.some_page()
    walk.append(key)
    walk.shows(key)


def edit_again_and_again(walk: Walk) -> None:
    """Faster than anybody looks: the last save counts."""
    key = walk.some_page()
    sound = walk.text(f"docs/{key}.md")
    for time in range(5):
        walk.save(f"docs/{key}.md", f"{sound}\n{walk.mark}, {time}.\n")
    walk.shows(key, f"{walk.mark}, 4.")


def edit_two_pages(walk: Walk) -> None:
    one, other = walk.some_page(), walk.some_page()
    walk.append(one)
    walk.append(other)
    walk.shows(one)
    walk.shows(other)


def save_as_it_was(walk: Walk) -> None:
    """Nothing is other, so nobody is told."""
    path = walk.root / f"docs/{walk.some_page()}.md"
    gedit(path, path.read_bytes())
    os.utime(path)


def leave_files_beside(walk: Walk) -> None:
    """Nothing that an editor or a system leaves is a page or a fact."""
    for place in (f"docs/{walk.some_page()}.md", ESTIMATES, FOOTER):
        for pattern in LEFT:
            left = (walk.root / place).with_name(pattern.format(Path(place).name))
            left.unlink(missing_ok=True)
            if left.name.startswith(".#"):
                left.symlink_to("writer@desk.4711:1790000000")
            else:
                left.write_bytes(page_of(walk.mark).encode())
    text = re.sub(r"(site_name: ).*", rf"\1{walk.mark}", walk.text(SETTINGS), count=1)
    walk.save(SETTINGS, text)  # so that files are listed again
    walk.shows("index")
    for pattern in LEFT:
        walk.preview.wait_for("", quote(f"partials/{pattern.format('footer.html')}"), status=404)


def write_a_word(walk: Walk) -> None:
    walk.save(WORDS, re.sub(r"(nav\.menu: {ko: )[^,]+", rf"\1{walk.mark}", walk.text(WORDS)))
    walk.shows("index")


def write_a_sum(walk: Walk) -> None:
    """A sum that no step had before, so that a picture is drawn that nobody had drawn."""
    tenths = 100 + walk.number
    text = re.sub(r'(2028, usd: )"[^"]+', rf'\1"{tenths / 10}B', walk.text(ESTIMATES), count=1)
    walk.save(ESTIMATES, text)
    if walk.preview.ask(walk.chart)[0] == 200:
        walk.preview.wait_for(f">{tenths}억 달러</text>", walk.chart)


def write_a_style(walk: Walk) -> None:
    walk.save(STYLE, f"{walk.text(STYLE)}\n#{walk.mark} {{ color: red; }}\n")
    walk.preview.wait_for(f"#{walk.mark}", "assets/styles/kb.css")


def write_a_template(walk: Walk) -> None:
    text = re.sub(
        r'<footer( data-soak="\w+")?', f'<footer data-soak="{walk.mark}"', walk.text(FOOTER)
    )
    walk.save(FOOTER, text)
    walk.shows("index")


def rename_a_page(walk: Walk) -> None:
    key = walk.some_page()
    walk.append(key)
    for ending in (".md", ".en.md"):
        old, new = f"docs/{key}{ending}", f"docs/{key}-{walk.number}{ending}"
        if (walk.root / old).exists():
            (walk.root / old).rename(walk.root / new)
            walk.note(old, new, saves=2)
    walk.shows(f"{key}-{walk.number}")
    walk.is_gone(key)


def remove_a_page(walk: Walk) -> None:
    key = walk.some_page()
    for ending in (".md", ".en.md"):
        (walk.root / f"docs/{key}{ending}").unlink(missing_ok=True)
    walk.is_gone(key)


def add_a_page(walk: Walk) -> None:
    """Deep below, where no folder was a moment before."""
    key = f"{walk.mark}/deep/page"
    (walk.root / "docs" / key).parent.mkdir(parents=True)
    walk.save(f"docs/{key}.md", page_of(walk.mark))
    walk.shows(key)


def add_a_picture(walk: Walk) -> None:
    """It is there, is another, and is gone."""
    picture = walk.some_folder() / "soak.svg"
    path = picture.relative_to(walk.root / "docs").as_posix()
    for text in (f"<svg>{walk.mark}</svg>", "<svg>other</svg>"):
        walk.save(f"docs/{path}", text)
        walk.preview.wait_for(text, path)
    picture.unlink()
    walk.note(f"docs/{path}")
    walk.preview.wait_for("", path, status=404)


def rename_a_folder(walk: Walk) -> None:
    folder = walk.some_folder()
    new = folder.with_name(f"{folder.name}-{walk.number}")
    key = _page_in(walk, folder)
    folder.rename(new)
    walk.preview.wait_for("", page_address(f"{new.name}/{key}", "ko"))
    walk.is_gone(f"{folder.name}/{key}")


def take_a_folder_away_and_back(walk: Walk) -> None:
    """Beyond what the preview can see a page in it is edited."""
    folder = walk.some_folder()
    away = walk.root.with_name(f"{walk.root.name}-away")
    key = _page_in(walk, folder)
    walk.note(*(path.relative_to(walk.root).as_posix() for path in _all_in(folder)))
    walk.note(saves=3 * len(_all_in(folder)))
    folder.rename(away)
    walk.is_gone(f"{folder.name}/{key}")
    page = away / f"{key}.md"
    page.write_text(f"{page.read_text('utf-8')}\n{walk.mark}.\n", "utf-8")
    away.rename(folder)
    walk.shows(f"{folder.name}/{key}")


def remove_a_folder(walk: Walk) -> None:
    folder = walk.some_folder()
    key = _page_in(walk, folder)
    shutil.rmtree(folder)
    walk.is_gone(f"{folder.name}/{key}")


def check_out(walk: Walk) -> None:
    """The other branch, or this one; what was typed since is gone."""
    if walk.git("branch", "--show-current").strip() == "other":
        walk.git("checkout", "--quiet", "--force", "main")
        walk.is_gone("branch/deep/new")
    else:
        walk.git("checkout", "--quiet", "--force", "other")
        walk.shows("branch/deep/new", OTHER_WORD)


def make_a_mistake(walk: Walk) -> None:
    """It is told on the page, and no more when it is mended."""
    key = walk.some_page()
    path, address = f"docs/{key}.md", f"{FINDINGS}of/{page_address(key, 'ko')}"
    sound = walk.text(path)
    walk.save(path, f"{sound}\n{{{{ {walk.mark}() }}}}\n")
    walk.preview.wait_for(walk.mark, address)
    walk.save(path, sound)
    walk.preview.until(lambda: _is_well(walk, address, walk.mark), "the finding is gone")


def break_the_data(walk: Walk) -> None:
    sound = walk.text(ESTIMATES)
    walk.save(ESTIMATES, f"[{walk.mark}\n{sound}")
    walk.preview.wait_for(f"{ESTIMATES}:", FINDINGS)
    walk.save(ESTIMATES, sound)
    walk.preview.until(lambda: _is_well(walk, FINDINGS, "yaml/syntax"), "the finding is gone")
    walk.preview.wait_for("")


def break_the_settings(walk: Walk) -> None:
    sound = walk.text(SETTINGS)
    walk.save(SETTINGS, "site_name: [\n")
    walk.preview.wait_for(SETTINGS, status=500)
    walk.save(SETTINGS, sound)
    walk.preview.wait_for("")


def _is_well(walk: Walk, address: str, mistake: str) -> bool:
    status, text = walk.preview.ask(address)
    return status == 200 and mistake not in text


def _all_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _page_in(walk: Walk, folder: Path) -> str:
    """The key of a page in a folder, as seen from there."""
    above = f"{folder.name}/"
    keys = [key for key in walk.pages_now() if key.startswith(above)]
    return walk.chance.choice(keys).removeprefix(above)


ACTS: tuple[Act, ...] = (
    edit, edit, edit, edit_again_and_again, edit_two_pages, save_as_it_was, leave_files_beside,
    write_a_word, write_a_sum, write_a_sum, write_a_style, write_a_template, rename_a_page,
    rename_a_page, remove_a_page, add_a_page, add_a_picture, rename_a_folder,
    take_a_folder_away_and_back, remove_a_folder, check_out, check_out, home, make_a_mistake,
    break_the_data, break_the_settings,
)  # fmt: skip
