"""What Korean and English put behind a stem, and the words that ask but do not name.

The lists travel in the index, so that the worker and the build agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.search.keys import keys, listed

# Particles, the copula, and the endings of verbs that change no syllable of the stem.
PARTICLES = listed("""
은 는 이 가 을 를 의 에 와 과 도 만 로 으로 나 이나 고 이고 며 이며 라 이라 란 이란 랑 이랑
에서 에게 께 한테 부터 까지 보다 처럼 마다 조차 마저 밖에 대로 만큼 같이
에는 에도 에만 에의 에서는 에서도 에서의 에게는 로는 으로는 로도 으로도 로의 으로의
로서 으로서 로써 으로써 로부터 으로부터 와는 과는 와의 과의 와도 과도 까지는 까지의 부터의
들 들은 들이 들을 들의 들에 들도 들과 들로 들에서 들에게
라는 이라는 라고 이라고 라면 이라면 면 이면 다 이다 입니다 이에요 예요 였다 이었다 인 인가 인가요 인지 일까
요 나요 가요 은가 는가 은가요 는가요 는지 은지 을까 을까요 죠 지요
적 적인 적으로 별 별로 상 중 간 용
기 게 지 면 던 는데 은데 지만 려면 려고 도록 면서 어서 아서 기에 기가 기를 기도 지는 지도
""")

# Endings that melt into a syllable are told by how they begin: 하다 and 되다 verbs, 시키다, pasts.
VERB_BEGINNINGS = listed("하 해 되 돼 시키 시켜 받 당하 당해 았 었 였 겠 습니 는다")

# Syllables that begin like 하 and 해 and are none of their forms: 은행 is not 은 with 해, 사항 not 사 with 하.
NO_VERB = "G[KO][RDWCZXVG](?![KOIJPUHNBMLY])"

# How verbs end whose stems melt into the ending, as keys: the pattern of what has melted, as far as it
# may be typed, and how the stem ends instead. 줄인다, 줄일, 줄였다 and 줄여 are all of 줄이.
_ON = r"(?:T\^.*|TJ?|EH?)?$"
VERB_FORMS = (
    (r"(?:[SFAQT]|S[EWRP].*|F[WRT].*|QS.*|T\^.*)$", ""),
    (f"U{_ON}", "L"),
    (f"NJ{_ON}", "N"),
    (f"HK{_ON}", "H"),
)
# What only verbs have behind their stems. 남는다 is so of 남느, which joins it to 남는 and 남는가.
VERB_MARKS = tuple(map(keys, ("ㄴ다", "는다")))

# What stands behind nouns and hardly behind another particle.
OF_NOUNS = tuple(map(keys, ("을", "를")))

# Room behind a beginning for the rest of an ending: -하였습니다만 has 16 keys behind 하.
VERB_ROOM = 16

# The shortest stem that may lose an ending: two syllables (이다 `DLEK`), or four letters.
SHORTEST_STEM = 4

ENGLISH = listed("""
s es e ed d er ers or ors ing ings ion ions ation ations ational ment ments ity ities y ies ied
al ally ly able ability ory ance ence ive ize izes ized izing ization ise ised ising isation ness
""")

STOP_WORDS = listed("""
무엇 무엇을 무엇이 무엇으로 방법 이유 뭐 뭐가 뭘 뭔가 뭐야 뭔지 무슨 어떤 어떻게 어떨까 얼마 얼마나 왜 언제 어디 어디서
누가 누구 어느 몇 및 등 그리고 또는 혹은 수 것 게 걸 건 거 때 중 더 가장 제일 좀 잘 이 그 저 안 못
대한 대해 대해서 관한 관해 위한 위해 위해서 통한 통해 따른 따라 관련 관련된
있나 있나요 있는 있는지 있는가 있다 있을까 있어 있습니까 없는 없나 없나요
되나 되나요 되는 되는지 된 돼 될까 하나 하나요 하는 하는지 한 할 할까 해야 하면 하려면 합니까 했나
알려줘 알려주세요 알고 싶어 싶은데 궁금해 설명해줘 설명해 뜻 의미 말하는 말인가 이란 란 건가 건가요 걸까
a an the of in on for to and or is are was were be been being it its this that these those there
what which who whom whose when where why how do does did can could should would will may might must
i we you they my our your their me us with by from at as into about than so if not no
have has had get got tell explain meaning please any some
""")


def endings() -> list[str]:
    """All endings as keys; `*` behind one that goes on (`GK*`: 하는, 한, 했다 …)."""
    whole = {keys(particle) for particle in PARTICLES} | set(ENGLISH)
    return sorted(whole) + [keys(beginning) + "*" for beginning in VERB_BEGINNINGS]


def open_endings() -> str:
    """The pattern of the endings that go on, as far as they may."""
    beginnings = "|".join(re.escape(keys(beginning)) for beginning in VERB_BEGINNINGS)
    return f"^(?!{NO_VERB})(?:{beginnings}).{{0,{VERB_ROOM}}}$"


class Stemmer:
    """Cuts endings off words given as keys; remembers what it has cut, as texts repeat words."""

    def __init__(self) -> None:
        found = endings()
        self._whole = {ending for ending in found if not ending.endswith("*")}
        self._open = re.compile(open_endings())
        self._heads = {ending[:2] for ending in found}
        self._stems: dict[str, tuple[str, ...]] = {}
        self._melted = [(re.compile(pattern), end) for pattern, end in VERB_FORMS]

    def stems(self, word: str) -> tuple[str, ...]:
        """What is left of `word` without each ending that it may have, longest stem first."""
        found = self.all_stems(word)
        return tuple(stem for stem in found if len(stem) >= SHORTEST_STEM) if found else found

    def all_stems(self, word: str) -> tuple[str, ...]:
        """The same with stems of one syllable, which are often none: 평가 is not 평 with 가."""
        if word not in self._stems:
            self._stems[word] = tuple(self._cut(word))
        return self._stems[word]

    def is_of_verb(self, rest: str) -> bool:
        """Whether the ending `rest` is that of a verb made of a noun: 한 of 평가한."""
        return bool(self._open.match(rest))

    def verb_stems(self, word: str) -> tuple[str, ...]:
        """What `word` may be a form of if it is a verb; most of it is none."""
        melted = (pattern.sub(end, word) for pattern, end in self._melted)
        return (*self.stems(word), *(stem for stem in melted if len(stem) >= SHORTEST_STEM))

    def _cut(self, word: str) -> Iterator[str]:
        for end in range(len(word) - 1, 1, -1):
            if word[end : end + 2] in self._heads and self._is_ending(word[end:]):
                yield word[:end]

    def _is_ending(self, rest: str) -> bool:
        return rest in self._whole or self.is_of_verb(rest)
