"""The comment that a report becomes: `python -m kb.changes.comment REPORT COMMENT`.

What a pull request built is data of a stranger. Of the folder REPORT, two files are read: `number`,
of the pull request, and `report.md`. The number is printed, the text is written to the file COMMENT,
cut to what a comment may hold, and nothing in it can call people, link, load or be HTML. Needs
Python alone.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

MARKER = "<!-- kb-report -->"
"""The first line, by which the comment is found again."""
LIMIT = 60_000
"""Characters; a comment may have 65,536."""
_CUT = "\n\n여기서 잘렸다. 나머지는 `report.html`에 있다.\n"
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_LIVE = re.compile(
    r"""( <                      # a tag
        | @                      # a mention
        | & (?=[\#\w])           # any of these, written as an entity
        | ! (?=\[)               # a picture
        | \] (?=[(:\[])          # a link
        | : (?=//) | \bwww (?=\.)
        | \# (?=\d) | \bgh (?=-\d)  # another issue
        | `{3,} | ~{3,}          # a block that may be drawn
        | ^\s* (?=/)             # a command to a robot
        )""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
_BREAK = "\u200b"


class RefusedError(ValueError):
    """A folder that holds no report. The message is in Korean."""


def number_of(text: str) -> int:
    """The number of a pull request. Raises RefusedError for anything but a few digits."""
    if not re.fullmatch(r"[1-9][0-9]{0,9}", text.strip(), re.ASCII):
        raise RefusedError("number 파일에 풀 리퀘스트의 번호가 없다.")
    return int(text)


def neutral(text: str) -> str:
    """A text whose tags, mentions, references, links and pictures are only words.

    An unseen blank stands behind each sign that would make them more; unseen signs of the text's
    own are gone.
    """
    return _LIVE.sub(rf"\1{_BREAK}", _UNSEEN.sub("", text))


def bounded(text: str, limit: int = LIMIT) -> str:
    """A text cut at the end of a line to so many characters, and told that it was."""
    if len(text) <= limit:
        return text
    kept, _, _ = text[: limit - len(_CUT)].rpartition("\n")
    return kept + _CUT


def comment(text: str) -> str:
    """The whole comment on a report."""
    return f"{MARKER}\n{bounded(neutral(text))}"


def _read(path: Path) -> str:
    """A file of the folder itself; a link could lead to what is none of a stranger's business."""
    if path.is_symlink() or not path.is_file():
        raise RefusedError(f"{path.name} 파일이 없다.")
    with path.open("rb") as file:
        return file.read(LIMIT * 4).decode("utf-8", "replace")


def main(folder: Path, target: Path) -> None:
    """Print the number and write the comment, or say why not and exit with 1."""
    try:
        number = number_of(_read(folder / "number"))
        text = comment(_read(folder / "report.md"))
    except RefusedError as error:
        sys.exit(str(error))
    target.write_text(text, "utf-8", newline="\n")
    print(number)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("쓰는 법: python -m kb.changes.comment REPORT COMMENT")
    main(*map(Path, sys.argv[1:]))
