"""Text as the keys that type it.

Hangul becomes the keys of the standard (two-set) keyboard in capitals, a shifted key followed by
`^`; Latin letters are lower case, digits stay. So 모니터ㄹ is a prefix of 모니터링 while it is being
typed, and text typed in the wrong layout differs in case only (모니터링 `AHSLXJFLD`, ahslxjfld).
The worker does the same: `keys` and `words` have twins in `search-worker.js`.
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

_FIRST_SYLLABLE, _LAST_SYLLABLE = ord("가"), ord("힣")
_FIRST_JAMO, _LAST_JAMO = ord("ㄱ"), ord("ㅣ")

# A number keeps its inner points: 38.2 is one word. So does a name with digits: k8s.
_WORD = re.compile(r"[가-힣ㄱ-ㅣ]+|[0-9]+(?:[.,][0-9]+)*|(?:(?![가-힣ㄱ-ㅣ_])\w)+")


def plain(text: str) -> str:
    """`text` composed and in lower case, as all of the search compares it."""
    return unicodedata.normalize("NFC", text).lower()


def words(text: str) -> list[str]:
    """The words of `text` in order: runs of Hangul, of Latin letters, numbers (1,000 is 1000)."""
    return [word.replace(",", "") for word in _WORD.findall(plain(text))]


def keys(word: str) -> str:
    """The keys that type `word` (one of `words`, so composed and in lower case)."""
    return "".join(map(_key, word))


def squeezed(text: str) -> str:
    """The keys of `text` without what stands between its words."""
    return "".join(keys(word) for word in words(text))


def initials(word: str) -> str:
    """The initial consonants of the Hangul in `word`, as keys: 모니터링 gives those of ㅁㄴㅌㄹ."""
    syllables = (ord(char) - _FIRST_SYLLABLE for char in word if "가" <= char <= "힣")
    return "".join(INITIALS[number // 588] for number in syllables)


def _key(char: str) -> str:
    code = ord(char)
    if _FIRST_SYLLABLE <= code <= _LAST_SYLLABLE:
        initial, rest = divmod(code - _FIRST_SYLLABLE, 588)
        vowel, final = divmod(rest, 28)
        return INITIALS[initial] + VOWELS[vowel] + FINALS[final]
    if _FIRST_JAMO <= code <= _LAST_JAMO:
        return (CONSONANTS + VOWELS)[code - _FIRST_JAMO]
    return char
