"""A preview that is followed through edits, and all that must be so after each of them."""

from __future__ import annotations

import os
import random
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from conftest import PARTS
from kb.addresses import page_address
from kb.folder import is_ours
from preview import INJECTED, Preview
from soak_saves import SAVES, Save

WORDS = "data/words.yml"
OTHER_WORD = "차림표"
"""What the other branch says for "메뉴", and what its pages have."""
_TOLD = re.compile(r"^\d\d:\d\d:\d\d (.+): (?:좋다\.|고칠 것 \d+건)$", re.M)

Tree = Mapping[str, bytes | None]
"""A project's files by path, and its folders, which hold nothing."""


@dataclass(frozen=True)
class Held:
    """What all processes of a preview hold. memory: bytes; what they share is counted once."""

    memory: int
    files: int
    threads: int

    @classmethod
    def by(cls, preview: Preview) -> Held:
        members = processes(preview)
        return cls(
            sum(member.memory_full_info().pss for member in members),
            sum(member.num_fds() for member in members),
            sum(member.num_threads() for member in members),
        )

    def __str__(self) -> str:
        return f"{self.memory / 1e6:.1f} MB, {self.files} open files, {self.threads} threads"


def processes(preview: Preview) -> list[psutil.Process]:
    """A preview's own processes, the first one first."""
    top = psutil.Process(preview.process.pid)
    return [top, *top.children(recursive=True)]


def begun(preview: Preview) -> Iterator[psutil.Process]:
    """All processes that a preview has ever begun and that are there, whosever they are by now."""
    for found in psutil.process_iter():
        with suppress(ProcessLookupError, PermissionError):
            if os.getsid(found.pid) == preview.process.pid:
                yield found


@dataclass
class Walk:
    """Steps on a project that a preview shows. chart: address of the page that draws the sum.

    number: of the step. touched: what may be told of for it, or while the next one is taken; saves:
    how often. began, read: how much the terminal showed before, and is done with. builds: how often it
    told.
    """

    preview: Preview
    chart: str
    chance: random.Random
    number: int = 0
    saves: int = 0
    touched: set[str] = field(default_factory=set)
    began: int = 0
    read: int = 0
    builds: int = 0
    done: list[str] = field(default_factory=list)
    pages: Mapping[str, str] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        return self.preview.root

    def begin(self) -> None:
        """Put the project under git, with a second branch, and see what its pages are."""
        self.git("init", "--quiet", "--initial-branch=main")
        exclude = self.root / ".git" / "info" / "exclude"
        exclude.write_text(".cache\n__pycache__\nsite\n")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "main")
        other = self.root.with_name(f"{self.root.name}-other")
        self.git("worktree", "add", "--quiet", "-b", "other", str(other))
        _branched(other)
        self.git("-C", str(other), "add", "--all")
        self.git("-C", str(other), "commit", "--quiet", "--message", "other")
        self.git("worktree", "remove", str(other))
        self.preview.wait_for_said("오류 ")
        self.began = self.read = len(self.preview.said)
        addresses = [page_address(key, "ko") for key in self.pages_now()]
        self.pages = {address: self.html(address) for address in addresses}

    def go(self, acts: Sequence[Act]) -> None:
        """A step for each, and one back to the tree, and the pages, of the beginning."""
        for act in (*acts, home):
            self._step(act)
        self.all_is_as_it_was()

    def all_is_as_it_was(self) -> None:
        for address, html in self.pages.items():
            self.preview.until(lambda at=address, was=html: self.html(at) == was, address)

    def _step(self, act: Act) -> None:
        self.number += 1
        self.done.append(act.__name__)
        before, told_late, spared = self._tree(), self.touched, self.saves
        self.saves, self.touched = 0, set()
        act(self)
        other = _differing(before, self._tree())
        files = {path for path, is_file in other.items() if is_file}
        self.note(*other, saves=len(files))
        self.preview.until(lambda: files <= self._told(), act.__name__, lambda: str(self._told()))
        tellings = self._tellings()
        strange = self._told() - self.touched - told_late
        assert not strange, strange
        assert len(tellings) <= self.saves + spared, tellings
        self.builds += len(tellings)
        self.read = len(self.preview.said)
        self.nothing_is_left_over()

    def nothing_is_left_over(self) -> None:
        """No process but the two, none that has ended and is still listed, and no fault was told."""
        members = processes(self.preview)
        assert len(members) == 2, members
        assert all(member.status() != psutil.STATUS_ZOMBIE for member in members), members
        assert set(begun(self.preview)) == set(members)
        fault = re.search(r"(?s)(Traceback|\w*Warning).{,4000}", self.preview.said[self.began :])
        assert fault is None, fault and fault[0]

    def held(self, most: Held | None = None) -> Held:
        """What is held when all is quiet. most: the files and threads of before."""

        def is_quiet() -> bool:
            now = Held.by(self.preview)
            return most is None or (now.files <= most.files and now.threads <= most.threads)

        self.preview.until(is_quiet, f"before: {most}", lambda: str(Held.by(self.preview)))
        return Held.by(self.preview)

    def _tellings(self) -> list[set[str]]:
        """The files that the terminal has told of in this step, a set for each time."""
        since = self.preview.said[self.read :]
        return [set(found[1].split(", ")) for found in _TOLD.finditer(since)]

    def _told(self) -> set[str]:
        return set().union(*self._tellings())

    def _tree(self) -> Tree:
        found: dict[str, bytes | None] = {}
        for part in PARTS:
            for path in (self.root / part, *(self.root / part).rglob("*")):
                name = path.relative_to(self.root)
                if all(map(is_ours, name.parts)) and "__pycache__" not in name.parts:
                    found[name.as_posix()] = path.read_bytes() if path.is_file() else None
        return found

    # What acts are made of

    @property
    def mark(self) -> str:
        """A word that no other step writes."""
        return f"soak{self.number}x"

    def pages_now(self) -> list[str]:
        """The keys of all Korean pages in the tree."""
        docs = [path for path in self._tree() if path.startswith("docs/") and path.endswith(".md")]
        korean = [path for path in docs if not path.endswith(".en.md")]
        return sorted(path.removeprefix("docs/").removesuffix(".md") for path in korean)

    def some_page(self) -> str:
        """The key of a page, not of the home page."""
        return self.chance.choice([key for key in self.pages_now() if key != "index"])

    def some_folder(self) -> Path:
        """A folder of pages."""
        folders = [path for path in (self.root / "docs").iterdir() if path.is_dir()]
        return self.chance.choice(sorted(path for path in folders if any(path.rglob("*.md"))))

    def text(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")

    def save(self, path: str, text: str, how: Save | None = None) -> None:
        """Write a file as some editor does."""
        (how or self.chance.choice(SAVES))(self.root / path, text.encode())
        # Some are seen between two of their steps, under a name that may be anybody's.
        self.note(path, f"{path}.aBcDeF", f"{path}.sb-6f1c2a3b-Qx7TzA", saves=2)

    def note(self, *paths: str, saves: int = 1) -> None:
        """Paths that the terminal may tell of, as often."""
        self.touched.update(paths)
        self.saves += saves

    def append(self, key: str) -> None:
        """Write the mark at a page's end."""
        path = f"docs/{key}.md"
        self.save(path, f"{self.text(path)}\n{self.mark}.\n")

    def html(self, address: str) -> str:
        """A page without what the preview adds."""
        return INJECTED.sub("", self.preview.ask(address)[1])

    def shows(self, key: str, text: str = "") -> None:
        self.preview.wait_for(text or self.mark, page_address(key, "ko"))

    def is_gone(self, key: str) -> None:
        self.preview.wait_for("", page_address(key, "ko"), status=404)

    def git(self, *arguments: str) -> str:
        named = ("-c", "user.name=w", "-c", "user.email=w@kb.example")
        command = ["git", *named, *arguments]
        done = subprocess.run(command, cwd=self.root, check=True, capture_output=True, text=True)
        return done.stdout


Act = Callable[[Walk], None]


def home(walk: Walk) -> None:
    """Back to the tree of the beginning."""
    walk.git("checkout", "--quiet", "--force", "main")
    walk.git("clean", "-d", "--force", "--quiet")


def _differing(one: Tree, other: Tree) -> dict[str, bool]:
    """The paths that two trees hold otherwise, and whether they are files."""
    paths = [
        path
        for path in {**one, **other}
        if (path in one, one.get(path)) != (path in other, other.get(path))
    ]
    return {path: (one.get(path) or other.get(path)) is not None for path in paths}


def _branched(root: Path) -> None:
    """Make the other branch: a text more, a page elsewhere, one less, one new, other words."""
    words, settings, about = root / WORDS, root / "mkdocs.yml", next((root / "docs").glob("about*"))
    about = about / "index.md" if about.is_dir() else about.with_name("about.md")
    words.write_text(words.read_text("utf-8").replace("ko: 메뉴", f"ko: {OTHER_WORD}", 1), "utf-8")
    about.write_text(f"{about.read_text('utf-8')}\n{OTHER_WORD}.\n", "utf-8")
    text = settings.read_text("utf-8").replace("site_name: ", "site_name: 다른 ", 1)
    settings.write_text(text, "utf-8")
    new = root / "docs" / "branch" / "deep" / "new.md"
    new.parent.mkdir(parents=True)
    new.write_text(page_of(OTHER_WORD), "utf-8")
    (root / "docs" / "glossary.md").rename(root / "docs" / "branch" / "words.md")
    (root / "docs" / "market" / "size.en.md").unlink()


def page_of(text: str) -> str:
    """A page that says one thing."""
    return f"---\ntitle: 새 페이지\ndescription: 새로 쓴다.\n---\n\n{text}.\n"
