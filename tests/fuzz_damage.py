"""Damages as they happen to a project: to signs, lines, blocks and files, by a seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

Files = Mapping[str, bytes]
"""The files of a project by their path."""
PARTS = ("data", "docs", "overrides", "mkdocs.yml")
"""What is damaged."""

_SIGNS = [
    *"*_[](){}<>|#:-\"'`~!&@%^$=+\\/,.?;\t\n ", "\u00a0", "\u200b", "\u3000", "\ufeff", "\x00",
    "\b", "\u2028", "：", "｛", "“", "”", "’", "—", "｜", "＃", "ㄱ", "\u1112", "가", "é", "０", "😀",
    "**", "``", "{{", "}}", "<b>", "<!--", "-->", "](", "[^1]", " #", ": ", "\r", "\udcb0",
]  # fmt: skip
_LINES = [
    "", "---", "```", "- 글", "  - 글", "1. 글", "| 가 | 나 |", "| --- | --- |", "# 글", "## 글 {#a}",
    "##글", "> 글", "!!! note", '!!! note "글"', "    글", "\t글", "***", "===", "[글]: x.md",
    "[^1]: 글", "*[글]: 글", ": 글", "<div>", "</div>", "<!--", "<script>", "{{", "{{ cagr() }}",
    "{% if %}", "{{ figure() }}", "<<<<<<< HEAD", "=======", ">>>>>>> other", "key: value", "key:",
    "- - -", "&a b", "*a", "!!python/name:os.system", "%YAML 1.1", "...", "? a", "'", '"', "글 # 글",
    "[가](나.md)", "![가](나.png)", "<a href='javascript:x'>글</a>", "--8<-- 'a'", "$$ x $$", "~~글~~",
]  # fmt: skip
_HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<a href=javascript:alert(1)>글</a>",
    "[글](javascript:alert(1))", "[글](java&#9;script:alert(1))", "![글](https://x.example/a.png)", "**글**{: onclick=\"x\" }",
    "<p id=\"__config\">{}</p>", "<!--><b onclick=x>-->", "<?x ?>", "&#x202e;", "\u202e", "\u2066", "\x1b[2J", "\U000e0041",
    "{{ ''.__class__ }}", "{{ figure('../../x') }}", "{{ figure(" + "9" * 5000 + ") }}", "{% include '/etc/passwd' %}",
    "!!python/object/apply:os._exit [7]", "!ENV HOME", "&a [*a, *a]", "<<: {a: b}", "=HYPERLINK(\"x\")", "::error::x", "##[error]x",
    "[" * 3000, "> " * 300, "((" * 2000, "*a" * 5000, "`" * 9999, "<a " * 5000, "<!--" * 5000, "| " * 5000, "글" * 300_000, "가\u0301" * 999,
    "]]>", "\r\nBEGIN:VEVENT", "../../../etc/passwd", "%2e%2e%2f", "```vegalite\n{\"data\": {\"url\": \"/etc/passwd\"}}\n```",
]  # fmt: skip
"""What somebody types who means harm."""
_WEIGHTS = {"docs/": 45, "data/": 33, "mkdocs.yml": 6, "overrides/": 12, "data/translation.lock": 4}


@dataclass(frozen=True)
class Damage:
    """What happened. files: by path, as they are afterwards; None for one that is gone."""

    what: str
    files: Mapping[str, bytes | None]


def files_of(root: Path) -> dict[str, bytes]:
    """The files of a project that can be damaged."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for part in PARTS
        for path in ([root / part] if (root / part).is_file() else (root / part).rglob("*"))
        if path.is_file()
    }


def write(root: Path, files: Mapping[str, bytes | None]) -> None:
    """Write files of a project, and take away those that are None."""
    for path, held in sorted(files.items(), key=lambda item: item[1] is not None):
        file = root / path
        if held is None:
            file.unlink(missing_ok=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(held)


def damage(files: Files, seed: int, number: int) -> Damage:
    """The damage with a number, the same for the same files and seed."""
    random = Random(f"{seed}/{number}")
    path = _target(files, random)
    kind, harm = random.choice([*_TO_TEXT.items()] * 3 + [*_TO_FILE.items()])
    found = harm(files, path, random)
    return Damage(f"{kind}: {path}", {p: c for p, c in found.items() if files.get(p) != c})


def _target(files: Files, random: Random) -> str:
    place = random.choices([*_WEIGHTS], [*_WEIGHTS.values()])[0]
    return random.choice(sorted(path for path in files if path.startswith(place)))


Harm = Callable[[Files, str, Random], Mapping[str, bytes | None]]


def _to_text(change: Callable[[str, Random], str]) -> Harm:
    """A harm to a file's text. Bytes that are no text stay as they are."""

    def harm(files: Files, path: str, random: Random) -> Mapping[str, bytes | None]:
        text = files[path].decode("utf-8", "surrogateescape")
        return {path: change(text, random).encode("utf-8", "surrogateescape")}

    return harm


def _to_lines(change: Callable[[list[str], int, Random], list[str]]) -> Harm:
    """A harm to the lines of a file from one on."""

    def on_text(text: str, random: Random) -> str:
        lines = text.split("\n")
        at = random.randrange(len(lines))
        return "\n".join([*lines[:at], *change(lines[at:], at, random)])

    return _to_text(on_text)


def _to_blocks(change: Callable[[list[str], int, Random], list[str]]) -> Harm:
    def on_text(text: str, random: Random) -> str:
        blocks = text.split("\n\n")
        return "\n\n".join(change(blocks, random.randrange(len(blocks)), random))

    return _to_text(on_text)


def _at(text: str, random: Random) -> int:
    return random.randrange(len(text) + 1)


def _insert(text: str, random: Random) -> str:
    at = _at(text, random)
    return text[:at] + random.choice(_SIGNS) + text[at:]


def _harm(text: str, random: Random) -> str:
    at = _at(text, random)
    return text[:at] + random.choice(_HOSTILE) + text[at:]


def _replace(text: str, random: Random) -> str:
    at = _at(text, random)
    return text[:at] + random.choice(_SIGNS) + text[at + 1 :]


def _delete(text: str, random: Random) -> str:
    at = _at(text, random)
    return text[:at] + text[at + random.choice([1, 1, 1, 3, 9]) :]


def _delete_sign(text: str, random: Random) -> str:
    """Of what is syntax, one sign less."""
    places = [at for at, sign in enumerate(text) if sign in "*_[](){}<>|#:-\"'`,\n "]
    at = random.choice(places or [0])
    return text[:at] + text[at + 1 :]


def _swap(text: str, random: Random) -> str:
    at = _at(text, random)
    return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]


def _renamed(files: Files, path: str, random: Random) -> Mapping[str, bytes | None]:
    folder, _, name = path.rpartition("/")
    stem, _, ending = name.rpartition(".")
    names = [f"{stem}.{ending.upper()}", f"{stem}2.{ending}", f"{stem} (1).{ending}", f".{name}",
             f"{name}~", f"{stem}.fr.{ending}", f"새 {name}", f"{stem}/{name}", stem or "x"]  # fmt: skip
    other = f"{folder}/{random.choice(names)}".removeprefix("/")
    return {path: None, other: files[path]}


def _doubled(files: Files, path: str, random: Random) -> Mapping[str, bytes | None]:
    return {**_renamed(files, path, random), path: files[path]}


def _encoded(files: Files, path: str, random: Random) -> Mapping[str, bytes | None]:
    text = files[path].decode("utf-8", "replace")
    encoding = random.choice(["cp949", "utf-16", "utf-8-sig", "utf-7"])
    return {path: text.encode(encoding, "replace")}


_TO_TEXT: dict[str, Harm] = {
    "a sign more": _to_text(_insert),
    "another sign": _to_text(_replace),
    "a sign less": _to_text(_delete),
    "a sign of the syntax less": _to_text(_delete_sign),
    "two signs the other way round": _to_text(_swap),
    "harm meant": _to_text(_harm),
    "a line of harm": _to_lines(lambda lines, _, random: [random.choice(_HOSTILE), *lines]),
    "a line less": _to_lines(lambda lines, _, random: lines[1:]),
    "a line twice": _to_lines(lambda lines, _, random: [lines[0], *lines]),
    "a line more": _to_lines(lambda lines, _, random: [random.choice(_LINES), *lines]),
    "another line": _to_lines(lambda lines, _, random: [random.choice(_LINES), *lines[1:]]),
    "two lines the other way round": _to_lines(lambda lines, _, r: [*lines[1::-1], *lines[2:]]),
    "a line further in": _to_lines(
        lambda lines, _, random: [random.choice([" ", "  ", "    ", "\t"]) + lines[0], *lines[1:]]
    ),
    "a line further out": _to_lines(lambda lines, _, random: [lines[0].lstrip(), *lines[1:]]),
    "two lines in one": _to_lines(lambda lines, _, random: [" ".join(lines[:2]), *lines[2:]]),
    "half a line": _to_lines(lambda lines, _, r: [lines[0][: _at(lines[0], r)], *lines[1:]]),
    "a block less": _to_blocks(lambda blocks, at, _: [*blocks[:at], *blocks[at + 1 :]]),
    "a block twice": _to_blocks(lambda blocks, at, _: [*blocks[:at], *blocks[at : at + 1] * 2, *blocks[at + 1 :]]),
    "a block elsewhere": _to_blocks(
        lambda blocks, at, random: random.sample(blocks, len(blocks)) if len(blocks) < 3
        else [*blocks[:at], *blocks[at + 1 :], blocks[at]]
    ),
}  # fmt: skip
_TO_FILE: dict[str, Harm] = {
    "gone": lambda files, path, _: {path: None},
    "empty": lambda files, path, _: {path: b""},
    "cut off": lambda files, path, random: {path: files[path][: random.randrange(len(files[path]) + 1)]},
    "renamed": _renamed,
    "doubled": _doubled,
    "in another encoding": _encoded,
    "with other ends of lines": lambda files, path, _: {path: files[path].replace(b"\n", b"\r\n")},
    "what another file holds": lambda files, path, random: {path: files[_target(files, random)]},
}  # fmt: skip
