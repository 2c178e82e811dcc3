"""What stands in a box after each keystroke, as a Korean input method shows it."""

from __future__ import annotations

from collections.abc import Iterator

from kb.search.keys import CONSONANTS, FINALS, INITIALS, VOWELS, keys

JAMO = dict(zip((*CONSONANTS, *VOWELS), map(chr, range(ord("ㄱ"), ord("ㅣ") + 1)), strict=True))


def keystrokes(text: str) -> list[str]:
    """The keys that type `text`: Hangul as two-set keys in capitals, all else in lower case."""
    strokes: list[str] = []
    for char in text:
        typed = keys(char) if char in JAMO.values() or "가" <= char <= "힣" else char.lower()
        for key in typed:
            if key == "^":
                strokes[-1] += key
            else:
                strokes.append(key)
    return strokes


def shown(strokes: list[str]) -> str:
    """The text that an input method shows for `strokes`."""
    text, at = "", 0
    while at < len(strokes):
        syllable, at = _syllable(strokes, at)
        text += syllable
    return text


def moments(text: str) -> Iterator[str]:
    """What a box shows after each keystroke of typing `text`."""
    strokes = keystrokes(text)
    for end in range(1, len(strokes) + 1):
        yield shown(strokes[:end])


def in_latin_layout(text: str) -> str:
    """`text` typed with the layout left in Latin: 모니터링 gives ahslxjfld."""
    return "".join(
        key[0] if key.endswith("^") else key.lower() if "A" <= key <= "Z" else key
        for key in keystrokes(text)
    )


def _syllable(strokes: list[str], at: int) -> tuple[str, int]:
    """The syllable or the single letter that begins at `at`, and where the next begins."""
    initial = strokes[at]
    vowel, after = _longest(strokes, at + 1, VOWELS)
    if initial not in INITIALS or not vowel:
        alone, after = _longest(strokes, at, VOWELS)
        return (JAMO[alone], after) if alone else (JAMO.get(initial, initial), at + 1)
    final, end = _longest(strokes, after, FINALS)
    if final and end < len(strokes) and strokes[end] in VOWELS:
        # The last consonant belongs to the vowel behind it.
        end -= 1
        final = "".join(strokes[after:end])
    number = INITIALS.index(initial) * 588 + VOWELS.index(vowel) * 28 + FINALS.index(final)
    return chr(ord("가") + number), end


def _longest(strokes: list[str], at: int, known: tuple[str, ...] | list[str]) -> tuple[str, int]:
    """The longest of one or two strokes from `at` that is `known`, and where it ends."""
    for end in (at + 2, at + 1):
        found = "".join(strokes[at:end])
        if found and end <= len(strokes) and found in known:
            return found, end
    return "", at
