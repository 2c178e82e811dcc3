"""Text as the keys that type it.

Hangul becomes the keys of the standard (two-set) keyboard in capitals, a shifted key followed by
`^`; Latin letters are lower case, digits stay. So 모니터ㄹ is a prefix of 모니터링 while it is being
typed, and text typed in the wrong layout differs in case only (모니터링 `AHSLXJFLD`, ahslxjfld).
The worker does the same: `folded`, `plain`, `keys` and `words` have twins in `search-worker.js`.
"""

from __future__ import annotations

import re
import unicodedata


def listed(text: str) -> tuple[str, ...]:
    """A list written with spaces and line ends."""
    return tuple(text.split())


CONSONANTS = listed("R R^ RT S SW SG E E^ F FR FA FQ FT FX FV FG A Q Q^ QT T T^ D W W^ C Z X V G")
VOWELS = listed("K O I O^ J P U P^ H HK HO HL Y N NJ NP NL B M ML L")
INITIALS = [key for key in CONSONANTS if len(key.rstrip("^")) == 1]
FINALS = ["", *(key for key in CONSONANTS if key not in {"E^", "Q^", "W^"})]

# Where Unicode keeps the letters: those that stand alone, and those that a syllable comes apart to.
_KEYS = {
    first + at: key
    for first, letters in {
        0x3131: [*CONSONANTS, *VOWELS],
        0x1100: INITIALS,
        0x1161: VOWELS,
        0x11A8: FINALS[1:],
    }.items()
    for at, key in enumerate(letters)
}

# A number keeps its inner points: 38.2 is one word. So does a name with digits: k8s.
_WORD = re.compile(r"[가-힣ㄱ-ㅣ]+|[0-9]+(?:[.,][0-9]+)*|[^\W_가-힣ㄱ-ㅣ]+")

# What may be another form of a letter. Hangul letters that stand alone are left as they are: they
# would turn into parts of syllables.
_SHAPED = re.compile(r"[^\x00-\x7f가-힣ㄱ-ㅣ\U00010000-\U0010ffff]")


def folded(text: str) -> str:
    """`text` composed, its letters in their usual form: Ｍ (of full width) is M, ² is 2.

    Only what stays one letter is changed, so that places in a text remain.
    """
    composed = unicodedata.normalize("NFC", text)
    if unicodedata.is_normalized("NFKC", composed):
        return composed
    return _SHAPED.sub(lambda found: _usual(found[0]), composed)


def plain(text: str) -> str:
    """`text` folded and in lower case, as all of the search compares it."""
    return folded(text).lower()


def words(text: str) -> list[str]:
    """The words of `text` in order: runs of Hangul, of Latin letters, numbers (1,000 is 1000)."""
    compared = plain(text)
    found = _WORD.findall(compared)
    return [word.replace(",", "") for word in found] if "," in compared else found


def keys(word: str) -> str:
    """The keys that type `word` (one of `words`, so folded, in lower case, and of one script)."""
    if not ("가" <= word[:1] <= "힣" or "ㄱ" <= word[:1] <= "ㅣ"):
        return word
    return unicodedata.normalize("NFD", word).translate(_KEYS)


def squeezed(text: str) -> str:
    """The keys of `text` without what stands between its words."""
    return "".join(map(keys, words(text)))


def _usual(letter: str) -> str:
    usual = unicodedata.normalize("NFKC", letter)
    return usual if len(usual) == 1 else letter
