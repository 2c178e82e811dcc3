"""What is wrong with a chart, told to the person who wrote it."""

from __future__ import annotations


class ChartError(Exception):
    """A chart that cannot be drawn as meant.

    message: Korean, one sentence. hint: Korean, what to do. word: the text to look for in the
    chart's source, to show the place. line, column: that place from the source's first line,
    both from 1, once it is known.
    """

    def __init__(self, message: str, hint: str | None = None, word: str | None = None) -> None:
        super().__init__(message if hint is None else f"{message} {hint}")
        self.message = message
        self.hint = hint
        self.word = word
        self.line = 1
        self.column = 1

    def located(self, source: str) -> ChartError:
        """The same error with the place of its word in the source."""
        place = source.find(f'"{self.word}"') if self.word else -1
        if place < 0 and self.word:
            place = source.find(self.word)
        if place >= 0:
            self.line = source.count("\n", 0, place) + 1
            self.column = place - (source.rfind("\n", 0, place) + 1) + 1
        return self
