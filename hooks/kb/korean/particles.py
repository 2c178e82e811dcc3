"""Particles that fit the word before them, as it is read aloud.

`josa("SageMaker", "은/는")` gives `SageMaker는`. Which of the two forms follows depends on the last
sound: Hangul says it, digits are read as numbers (38.2 ends in 이, 1,000 in 천), capitals as names
of letters (ML ends in 엘), other Latin words the way loan words are usually written (pipeline
파이프라인, docker 도커). Where the reading cannot be known, both forms are shown: 은(는).

A bracket behind a word is not read: the word before it decides, 연합 학습(FL)은.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from enum import Enum


class Final(Enum):
    """The last sound of a word."""

    VOWEL = "vowel"
    RIEUL = "ㄹ"
    CONSONANT = "consonant"
    UNKNOWN = "unknown"


PAIRS: dict[str, tuple[str, str]] = {
    pair: (pair.split("/")[0], pair.split("/")[1])
    for pair in (
        *("은/는", "이/가", "을/를", "과/와", "아/야", "이여/여"),
        *("이다/다", "이며/며", "이고/고", "이나/나", "이라/라", "이란/란", "이랑/랑", "이든/든"),
        *("이라고/라고", "이라는/라는", "이지만/지만", "이었다/였다", "이에요/예요"),
        *("으로/로", "으로서/로서", "으로써/로써", "으로부터/로부터", "으로의/로의", "으로는/로는"),
    )
}
"""Known pairs: the form after a consonant, the form after a vowel."""

_PLAIN = (
    *(
        "의",
        "도",
        "만",
        "에",
        "에서",
        "에게",
        "에게서",
        "한테",
        "께",
        "까지",
        "부터",
        "보다",
        "처럼",
    ),
    *("같이", "마다", "조차", "마저", "밖에", "뿐", "커녕", "대로", "만큼", "인", "일", "입니다"),
)
_BEHIND = ("", "는", "도", "만", "의", "나")
_AFTER_OTHERS = ("에", "에서", "에게", "으로", "로", "와", "과", "까지", "부터", "만", "뿐", "들")

PARTICLES: frozenset[str] = frozenset(
    {form for pair in PAIRS.values() for form in pair}
    | set(_PLAIN)
    | {first + second for first in _AFTER_OTHERS for second in _BEHIND}
    | {f"들{form}" for form in ("이", "은", "을", "과", "로", "이다", "에게", "에서")}
)
"""What may stand right behind a noun, to find the noun in running text."""

_CLOSING = " \t\n\u00a0\"'”’」』》〉»…。.,!?;:·*_"
_BRACKETS = {")": "(", "]": "[", "}": "{", "】": "【", "〕": "〔", "）": "（"}

_DIGITS = {"0": "영", "1": "일", "2": "이", "3": "삼", "4": "사", "5": "오", "6": "육", "7": "칠"}
_DIGITS |= {"8": "팔", "9": "구"}
_PLACES = ("", "십", "백", "천", *["만"] * 4, *["억"] * 4, *["조"] * 4)
_SYMBOLS = {
    "%": "퍼센트", "‰": "퍼밀", "$": "달러", "€": "유로", "£": "파운드", "¥": "엔", "₩": "원",
    "+": "플러스", "#": "샵", "°": "도", "℃": "도", "&": "앤드", "@": "골뱅이", "×": "곱하기",
}  # fmt: skip
_JAMO = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"

_LETTERS = {"l": "엘", "m": "엠", "n": "엔", "r": "알"}
"""Names of letters that end in a consonant; all others end in a vowel."""

_UNITS = {
    "m": "미터", "km": "킬로미터", "cm": "센티미터", "mm": "밀리미터", "nm": "나노미터",
    "g": "그램", "kg": "킬로그램", "mg": "밀리그램", "ms": "밀리초", "s": "초", "h": "시간",
    "min": "분", "l": "리터", "tok": "토큰",
}  # fmt: skip
"""How a unit directly behind a number is read."""
_MAGNITUDES = {"k": "사우전드", "m": "밀리언", "b": "빌리언", "t": "트릴리언"}
"""How a letter behind an amount of dollars is read."""

_READINGS = {
    "hub": "허브", "github": "깃허브", "bit": "비트", "qubit": "큐비트", "type": "타입",
    "prototype": "프로토타입", "group": "그룹", "shape": "셰이프", "one": "원", "done": "던",
    "recipe": "레시피", "apache": "아파치", "acme": "애크미", "chatgpt": "챗지피티",
    "rag": "래그", "kaggle": "캐글", "article": "아티클", "arm": "암", "sap": "에스에이피",
    "naver": "네이버", "shap": "샵", "lime": "라임", "club": "클럽",
}  # fmt: skip
"""Words whose usual Korean spelling the rules below miss."""

_ENDINGS: tuple[tuple[str, Final], ...] = (
    (r"ng", Final.CONSONANT),
    (r"le?", Final.RIEUL),
    (r"[^e](?:ne|me)|m|n", Final.CONSONANT),
    (r"ck|[aeiouy]c|oo?k", Final.CONSONANT),
    (r"(?:^|[^aeiou])[aeiou](?:[tpb]|pp)", Final.CONSONANT),
)
"""How Latin words end; whatever fits none of these ends in a vowel, be it the ㅡ of 스 or 트."""
_ENDING_PATTERNS = [(re.compile(f"(?:{pattern})$"), final) for pattern, final in _ENDINGS]


def josa(word: str, pair: str) -> str:
    """The word with the particle of the pair that fits it right behind it.

    word: plain text. pair: form after a consonant / form after a vowel, such as `은/는`.
    Raises ValueError, in Korean, for a pair that is not known.
    """
    return word + particle(word, pair)


def particle(word: str, pair: str) -> str:
    """The particle alone; both forms, `은(는)`, where the word's last sound is not known."""
    if pair not in PAIRS:
        near = get_close_matches(pair, PAIRS, n=1, cutoff=0.4)
        hint = f" 혹시 '{near[0]}'?" if near else ""
        raise ValueError(f"'{pair}'은(는) 아는 조사가 아닙니다.{hint} 조사: {', '.join(PAIRS)}.")
    after_consonant, after_vowel = PAIRS[pair]
    final = final_sound(word)
    if final is Final.UNKNOWN:
        return _both(after_consonant, after_vowel)
    if final is Final.RIEUL and after_consonant.startswith("으"):
        return after_vowel
    return after_vowel if final is Final.VOWEL else after_consonant


def final_sound(word: str) -> Final:
    """The last sound of a word as it is read; closing punctuation and brackets are not read."""
    text = _spoken(unicodedata.normalize("NFC", word))
    if not text:
        return Final.UNKNOWN
    last = text[-1]
    if "가" <= last <= "힣" or "ㄱ" <= last <= "ㅣ":
        return _hangul(last)
    if last.isascii() and last.isdigit():
        return _hangul(_number_reading(text)[-1])
    if last.isascii() and last.isalpha():
        return _latin(text)
    return _hangul(_SYMBOLS[last][-1]) if last in _SYMBOLS else Final.UNKNOWN


def _both(after_consonant: str, after_vowel: str) -> str:
    """`은(는)`, `(으)로`: the form that adds to the other is shown by what it adds."""
    if after_consonant.endswith(after_vowel) and after_consonant != after_vowel:
        return f"({after_consonant.removesuffix(after_vowel)}){after_vowel}"
    return f"{after_consonant}({after_vowel})"


def _spoken(text: str) -> str:
    """Without what stands behind the last word that is read."""
    while True:
        text = text.rstrip(_CLOSING)
        opening = _BRACKETS.get(text[-1:])
        if opening is None:
            return text
        start = text.rfind(opening)
        before = text[:start].rstrip(_CLOSING) if start >= 0 else ""
        text = before or text[start + 1 : -1]


def _hangul(char: str) -> Final:
    if "ㄱ" <= char <= "ㅣ":
        if char == "ㄹ":
            return Final.RIEUL
        return Final.CONSONANT if char in _JAMO else Final.VOWEL
    final = (ord(char) - ord("가")) % 28
    return {0: Final.VOWEL, 8: Final.RIEUL}.get(final, Final.CONSONANT)


def _number_reading(text: str) -> str:
    """The last syllable of the number that ends the text: 20 십, 2.50 영, 30,000 만."""
    match = re.search(r"\d[\d,]*(?:\.\d+)?$", text)
    digits = match.group().replace(",", "") if match else text[-1]
    zeros = len(digits) - len(digits.rstrip("0"))
    if "." in digits or not zeros or zeros == len(digits) or digits.startswith("0"):
        return _DIGITS[digits[-1]]
    return _PLACES[zeros] if zeros < len(_PLACES) else "경"


def _latin(text: str) -> Final:
    match = re.search(r"(?P<number>\d[\d,.]*)?\s?(?P<word>[A-Za-z]+)$", text)
    word = match["word"] if match else text[-1]
    low = word.lower()
    if match and match["number"]:
        dollars = text[: match.start()].rstrip().endswith(("$", "USD"))
        reading = (_MAGNITUDES if dollars else _UNITS).get(low)
        if reading and (dollars or word == low):
            return _hangul(reading[-1])
    last_part = re.sub(r".*(?=[A-Z][a-z])", "", word).lower()
    reading = _READINGS.get(low) or _READINGS.get(last_part)
    if reading:
        return _hangul(reading[-1])
    if word[-1].isupper() or not re.search(r"[aeiouy]", low) or len(word) == 1:
        return _hangul(_LETTERS.get(low[-1], "이"))
    endings = (final for pattern, final in _ENDING_PATTERNS if pattern.search(low))
    return next(endings, Final.VOWEL)
