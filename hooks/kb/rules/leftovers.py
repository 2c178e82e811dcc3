"""What a page's writer takes for Markdown or HTML, and what becomes of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

from kb.content.compile import Content
from kb.findings.finding import Finding, Rule, Scope, Severity
from kb.project import Project
from kb.read import Leftover, Page
from kb.read.allowed import Refused
from kb.read.blocks import BOX
from kb.read.layout import moved_in
from kb.rules.causes import compiled
from kb.rules.links import dead_links
from kb.rules.rule import Check, on, place_in_body
from kb.rules.spaces import spoilt_lines
from kb.show.registry import DIRECTIVES
from kb.text import SOURCE_LANG

LEFTOVER = Rule(
    "page/leftover",
    Scope.PAGE,
    Severity.ERROR,
    "마크다운이 알아보지 못해 글로 찍히거나 사라지는 것이 없다.",
    "Nothing is printed as text, or lost, because Markdown does not know it.",
    "[[링크]]",
    mends=True,
)
HTML = Rule(
    "page/html",
    Scope.PAGE,
    Severity.ERROR,
    "페이지에 없는 요소나 실행되는 HTML을 쓰지 않는다.",
    "A page has no HTML that does not exist, and none that runs.",
    "<your-name>",
)

_LINK = "[글](페이지.md)로 쓰십시오."
_BOX = '상자는 !!! note "제목"으로 열고 안의 글을 빈칸 넷으로 들이십시오.'
_SHOWN = {
    "list": ("목록 앞에 빈 줄이 없어 글로 이어집니다.", "목록 앞에 빈 줄을 두십시오."),
    "list-sign": (
        "목록이 되지 않는 표시입니다.",
        "앞에 빈 줄을 두고 '- '나 '1. '로 쓰십시오. 부호 뒤에는 빈칸을 둡니다.",
    ),
    "deep": (
        "너무 깊이 들여 써서 목록이 되지 않습니다.",
        "한 단계마다 빈칸 넷만 들이고, 글 뒤라면 앞에 빈 줄을 두십시오.",
    ),
    "numbering": (
        "번호는 늘 1부터 다시 매겨져 쓴 번호가 보이지 않습니다.",
        "1.로 시작하십시오. 목록이 아니면 '2026\\.'처럼 쓰고, 목록 사이의 글은 빈칸 넷으로 들이십시오.",
    ),
    "mixed": (
        "위 목록과 표시가 달라도 한 목록이 됩니다.",
        "표시를 맞추거나 사이에 글을 두십시오.",
    ),
    "nested": (
        "들여쓰기가 빈칸 넷이 아니어서 안쪽 목록이 되지 않습니다.",
        "빈칸 넷으로 들이십시오.",
    ),
    "outside": (
        "들여쓰기가 빈칸 넷이 아니어서 위의 목록이나 상자 밖으로 나갑니다.",
        "빈칸 넷으로 들이십시오.",
    ),
    "indented": (
        "빈칸 넷으로 들여 써서 코드가 됩니다.",
        "글이라면 들여쓰기를 없애고, 코드라면 ```로 감싸십시오.",
    ),
    "task": ("할 일 상자가 되지 않고 부호가 그대로 찍힙니다.", "'[ ]'를 지우십시오."),
    "fence": (
        "코드 울타리가 닫히지 않았거나 첫 줄의 설정을 알 수 없어 글로 찍힙니다.",
        "여는 줄과 같은 부호로 같은 들여쓰기에서 닫고, 식별자는 {#이름}으로 쓰십시오.",
    ),
    "behind-fence": ("코드 바로 뒤의 글이 문단이 되지 않습니다.", "사이에 빈 줄을 두십시오."),
    "diagram": (
        "그림이나 식이 되지 않고 글자로 보입니다.",
        "그림 파일을 넣거나 vegalite 차트로 그리십시오.",
    ),
    "table": (
        "표가 되지 못하고 글로 찍힙니다.",
        "앞뒤에 빈 줄을 두고 둘째 줄에 칸 수만큼 | --- |를 쓰십시오.",
    ),
    "table-behind": (
        "표 앞에 빈 줄이 없어 글로 찍힙니다.",
        "표 앞에 빈 줄을 두십시오.",
    ),
    "table-tail": ("표 바로 뒤의 글이 표의 줄이 됩니다.", "사이에 빈 줄을 두십시오."),
    "surplus": (
        "머리 줄보다 칸이 많아 넘치는 칸이 사라집니다.",
        "칸 수를 맞추십시오. 칸 안의 |는 \\|로 씁니다.",
    ),
    "short": (
        "머리 줄보다 칸이 적어 빈칸이 생깁니다.",
        "칸 수를 맞추십시오. 비워 둘 칸에도 |를 씁니다.",
    ),
    "box": (
        "상자나 탭이 되지 못하거나 제목이 보이지 않습니다.",
        '앞에 빈 줄을 두고 !!! note "제목"처럼 보통 따옴표로 쓰십시오.',
    ),
    "box-empty": (
        "빈 상자입니다. 아래 글은 상자 밖에 있습니다.",
        "안의 글을 빈칸 넷으로 들이십시오.",
    ),
    "box-other": ("다른 도구의 상자 문법입니다.", _BOX),
    "heading": ("전각 '＃'은 제목이 되지 않습니다.", "'## 제목 {#id}'로 쓰십시오."),
    "heading-moved": ("들여 쓴 '#'은 제목이 되지 않습니다.", "줄의 첫머리에 쓰십시오."),
    "quote": ("전각 '＞'은 인용이 되지 않습니다.", "'> 글'로 쓰십시오."),
    "rule": ("가로줄이 되지 않고 글자로 찍힙니다.", "'---'로 쓰십시오."),
    "include": (
        "다른 도구의 문법입니다.",
        "다른 파일이나 쪽 나누기는 넣을 수 없습니다. 지우십시오.",
    ),
    "abbreviation": (
        "약어 풀이는 한국어 조사가 붙으면 보이지 않습니다.",
        "data/glossary/에 용어로 적으십시오. 풀이는 저절로 붙습니다.",
    ),
    "braces": ("지시어의 괄호가 맞지 않습니다.", "반각 중괄호 둘로 쓰십시오: {{ … }}"),
    "program": ("다른 도구의 문법입니다.", "지시어는 {{ … }}로 씁니다. 주석은 <!-- … -->입니다."),
    "wiki-link": ("다른 도구의 링크입니다.", _LINK),
    "link-apart": ("']'와 '(' 사이가 떨어져 링크가 되지 않습니다.", "붙여 쓰십시오."),
    "link-wide": ("전각 괄호는 링크가 되지 않습니다.", "반각으로 쓰십시오: [글](페이지.md)"),
    "link-turned": ("괄호가 뒤바뀌어 링크가 되지 않습니다.", _LINK),
    "link-end": ("'['가 없는 링크입니다.", _LINK),
    "link-open": ("링크의 괄호가 닫히지 않았습니다.", "주소 뒤에 ')'를 쓰십시오."),
    "link-empty": ("주소가 없는 링크입니다.", _LINK),
    "link-mute": ("글이 없어 보이지 않는 링크입니다.", _LINK),
    "picture-mute": (
        "그림에 설명이 없어 보지 못하는 독자가 알 수 없습니다.",
        "![그림이 보이는 것](파일)로 쓰십시오.",
    ),
    "address": ("주소가 링크가 되지 않고 글자로 찍힙니다.", "<주소>나 [글](주소)로 쓰십시오."),
    "marks": (
        "이 사이트에 없는 서식이라 부호가 그대로 찍힙니다.",
        "부호를 지우십시오. 위아래 첨자는 <sup>, <sub>로 씁니다.",
    ),
    "math": ("수식이 되지 않고 부호가 그대로 찍힙니다.", "글과 <sup>, <sub>로 쓰십시오."),
    "emphasis": (
        "강조가 되지 않고 '*'가 그대로 찍힙니다.",
        "**글**처럼 부호를 글에 붙이고 같은 문단에서 닫으십시오.",
    ),
    "underscores": (
        "'_'로 쓴 강조는 조사 앞에서 닫히지 않고, 코드의 이름이라면 '_'가 사라집니다.",
        "강조는 **글**이나 *글*로, 코드는 `…`로 쓰십시오.",
    ),
    "stars": ("숫자 사이의 '*'가 기울임이 되어 사라집니다.", "'\\*'나 '×'로 쓰십시오."),
    "tick": ("코드가 닫히지 않아 '`'가 그대로 찍힙니다.", "'`'로 닫거나 지우십시오."),
    "break": ("줄 끝의 '\\'는 줄을 바꾸지 않고 그대로 찍힙니다.", "<br>로 쓰십시오."),
    "attributes": (
        "속성이 붙지 않고 글자로 찍힙니다.",
        "**글**{.이름}처럼 강조나 링크에 붙여 쓰거나 지우십시오.",
    ),
    "icon": ("이 사이트에 없는 그림 문자라 글로 찍힙니다.", "지우십시오."),
    "comment": ("주석이 닫히지 않았습니다.", "'-->'로 닫으십시오."),
    "footnote": ("정의가 없는 각주입니다.", "[^이름]: 글 꼴로 정의하거나 지우십시오."),
    "note-colon": ("각주의 정의에 콜론이 없습니다.", "'[^이름]: 글'로 쓰십시오."),
    "note-inside": ("다른 도구의 각주입니다.", "글[^1] 뒤에 '[^1]: 글'로 정의하십시오."),
    "note-unused": (
        "부르는 곳이 없어 보이지 않는 각주입니다.",
        "글에 [^이름]을 쓰거나 지우십시오.",
    ),
    "note-twice": ("같은 이름의 각주가 또 있어 하나가 보이지 않습니다.", "이름을 바꾸십시오."),
    "reference": ("정의가 없는 링크입니다.", "[글](주소)로 쓰거나 [이름]: 주소를 더하십시오."),
}
"""By kind: message and hint on what is printed as text, or lost."""
_HTML = {
    "tag": (
        "쓸 수 없는 HTML로 읽혀 보이지 않거나 페이지를 바꿉니다.",
        "글이라면 `…`로 감싸거나 <를 &lt;로 쓰십시오.",
    ),
    "attribute": (
        "쓸 수 없는 속성이나 주소라 태그가 글자로 보입니다.",
        "지우십시오. 쓸 수 있는 것: class, id, title, lang과 그 요소에 필요한 것.",
    ),
    "handler": ("HTML에 스크립트를 쓸 수 없습니다.", "이 속성을 지우십시오."),
    "unclosed": (
        "닫히지 않은 HTML이라 뒤의 글까지 그 안에 듭니다.",
        "짝이 되는 태그로 닫으십시오.",
    ),
    "unopened": ("여는 태그가 없어 사라지는 HTML입니다.", "짝을 맞추거나 지우십시오."),
    "raw": (
        "HTML 안의 마크다운이라 부호가 그대로 찍힙니다.",
        "태그에 markdown을 쓰거나(<div markdown>) HTML로 쓰십시오.",
    ),
}


def _leftovers(project: Project, page: Page) -> Iterator[Finding]:
    spoilt = spoilt_lines(page) if page.leftovers else set()
    for left in page.leftovers:
        if left.line in spoilt:
            continue
        rule = HTML if left.kind in _HTML else LEFTOVER
        message, hint = (_HTML | _SHOWN)[left.kind]
        new = _MENDS[left.kind](left.text) if left.kind in _MENDS else ""
        yield on(
            page,
            left.line,
            left.column,
            rule=rule,
            message=f"'{_short(left)}': {message}" if left.text.strip() else message,
            hint=hint,
            length=len(left.text.partition("\n")[0]),
            mend=(left.text, new) if new else None,
        )


def _refused(project: Project, page: Page) -> Iterator[Finding]:
    """What Markdown made of a page and a page may not hold, where nothing else has told of it."""
    shown = compiled(project.memo, page.key, page.lang)
    told = [left.text for left in page.leftovers if left.kind in _HTML]
    dead = dead_links(project.memo, page.key, page.lang) if shown and shown.refused else ()
    for refused in shown.refused[:_MOST_TOLD] if shown else ():
        is_link = any(
            target in unescape(refused.attribute)
            for target in (unescape(one).strip() for one in dead)
        )
        is_told = any(refused.text.startswith(text) or text in refused.text for text in told)
        start = _place(page, refused)
        if (
            is_link
            or is_told
            or _is_end(refused, shown, told)
            or (start is None and page.lang != SOURCE_LANG)
        ):
            continue  # in a translation it may be of the Korean that stands in for a section
        place = place_in_body(page, start or 0)
        message, hint = _HTML["attribute" if refused.attribute else "tag"]
        text = refused.attribute or refused.text
        message = f"'{_cut(text)}': {message}"
        yield on(page, place.line, place.column, rule=HTML, message=message, hint=hint)


_MOST_TOLD = 50
"""Pieces of markup of which a page is told: what comes of one that is never closed may be thousands."""


def _is_end(refused: Refused, shown: Content | None, told: list[str]) -> bool:
    """Whether a tag ends an element of which another one tells."""
    if not refused.text.startswith("</"):
        return False
    start = f"<{refused.text[2:-1].strip()}".lower()
    others = [other.text for other in shown.refused] if shown else []
    return any(text.lower().startswith(start) for text in (*others, *told))


def _place(page: Page, refused: Refused) -> int | None:
    """Where what was refused was typed, as an offset in the body; None where it cannot be found."""
    value = refused.attribute.partition("=")[2].strip("\"'")
    typed = (refused.text, refused.attribute, value)
    found = (page.body.find(text) for text in typed if text)
    return next((start for start in found if start >= 0), None)


def _short(left: Leftover) -> str:
    return _cut(left.text)


def _cut(text: str) -> str:
    text = text.strip().partition("\n")[0]
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


_LONGEST = 30


def _after_blank_line(old: str) -> str:
    return f"\n{old}"


def _item(old: str) -> str:
    """The mark of a list's item, where one of another kind stands; empty for what may be none."""
    number = re.fullmatch(r"( *)(\d+)[.)] *", old)
    if number:
        return f"{number[1]}{number[2]}. "
    return "- " if re.fullmatch(r" {0,3}[•‣◦∙·－-] *", old) else ""


def _in_plain_signs(old: str) -> str:
    """The line that opens a box or tab, with plain marks and quotes; empty where that is none."""
    found = _BOX_LINE.fullmatch(old.replace("！", "!"))
    if found is None:
        return ""
    title = found["title"].strip(" \"'“”‘’「」『』")
    new = " ".join(filter(None, (found["mark"], found["kind"], title and f'"{title}"')))
    return new if title and '"' not in title and BOX.match(new) else ""


_BOX_LINE = re.compile(
    r"(?P<mark> {0,3}(?:!!!|\?\?\?\+?|===[!+]?)) ?(?P<kind>[a-z]*)(?P<title>(?: |[\"'“‘「『]).*)"
)


def _call(old: str) -> str:
    """A call between the braces of a call; empty for what is none."""
    inner = old.strip("{}｛｝ ")
    return f"{{{{ {inner} }}}}" if inner.partition("(")[0] in DIRECTIVES else ""


def _strong(old: str) -> str:
    """Emphasis with its signs at its words; empty where only one sign is there."""
    words = old.strip("*＊ ")
    sign = "**" if old.startswith(("**", "＊＊")) else "*"
    return f"{sign}{words}{sign}" if words else ""


def _without_underscores(old: str) -> str:
    """Emphasis by stars; empty for what may be a name of code."""
    sign = "*" * (len(old) - len(old.lstrip("_")))
    return f"{sign}{old.strip('_')}{sign}" if re.search("[가-힣]", old) else ""


def _turned(old: str) -> str:
    text, _, target = old.partition(")[")
    return f"[{text[1:]}]({target[:-1]})"


_MENDS: dict[str, Callable[[str], str]] = {
    "list": _after_blank_line,
    "table-behind": _after_blank_line,
    "table-tail": _after_blank_line,
    "behind-fence": _after_blank_line,
    "list-sign": _item,
    "numbering": lambda old: f"{old.rstrip(' .')}\\. " if len(old.strip(" .")) > 3 else "",
    "nested": lambda old: "    ",
    "outside": moved_in,
    "box": _in_plain_signs,
    "heading": lambda old: re.sub(r"^ *(＃+)", lambda marks: "#" * len(marks[1]), old),
    "heading-moved": str.lstrip,
    "quote": lambda old: ">",
    "rule": lambda old: "---",
    "braces": _call,
    "link-apart": lambda old: re.sub(r"\]\s+\(", "](", old),
    "link-wide": lambda old: old.translate(str.maketrans("［］（）", "[]()")),
    "link-turned": _turned,
    "address": lambda old: "" if old.startswith("www.") else f"<{old}>",
    "emphasis": _strong,
    "underscores": _without_underscores,
    "stars": lambda old: old.replace("*", "\\*"),
    "break": lambda old: "<br>",
    "note-colon": lambda old: f"{old.rstrip()}: ",
}
"""What has to stand there instead, by kind, where that is certain; empty where it is not."""

CHECKS = (Check(_leftovers, (LEFTOVER, HTML)), Check(_refused, (HTML,)))
