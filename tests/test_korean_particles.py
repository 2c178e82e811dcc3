"""Particles fit the last sound of the word before them, Hangul or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.korean.particles import PAIRS, PARTICLES, Final, final_sound, josa, particle

VOWEL = """
    SageMaker MLflow Kubeflow Databricks AI OpenAI Neptune.ai docker Kubernetes PyTorch TensorFlow
    GitHub Microsoft Azure Snowflake Edge API GPU EU SDK AWS GCP IoT NIST ISO agent drift node lake
    cloud blog update core software store interface service Vertex Gartner W&B C++ 38.2% 12% $ 2 4
    5 9 1,234 1,000,000,000,000 bit data Ray Flask network benchmark LLMs MLOps LLMOps 5km 100ms
    task loop pipelines NAVER PoC 209억달러 머신러닝기사 ㅏ
"""
RIEUL = """
    Google Apple Oracle model tool AutoML ML SQL R 1 7 8 3.1 2,021 scale module 서울 2월말 ㄹ
"""
CONSONANT = """
    Amazon Python pipeline Neptune Chrome LLM Seldon training stack Git dataset Copilot robot market
    app web lab Anthropic Elastic JSON 0 3 6 10 100 1000 2,000 30,000 100,000,000 2.0 2.50 5kg $4.1B
    $612M team system platform book SHAP LIME ManpowerGroup 2028년 시장 엣지추론 ㄱ C#
"""


def cases() -> list[tuple[str, Final]]:
    table = ((VOWEL, Final.VOWEL), (RIEUL, Final.RIEUL), (CONSONANT, Final.CONSONANT))
    return [(word, final) for words, final in table for word in words.split()]


@pytest.mark.parametrize(("word", "final"), cases())
def test_the_last_sound_is_that_of_the_word_read_aloud(word: str, final: Final) -> None:
    assert final_sound(word) is final


@pytest.mark.parametrize(
    ("word", "pair", "expected"),
    [
        ("SageMaker", "은/는", "SageMaker는"),
        ("MLflow", "이/가", "MLflow가"),
        ("AutoML", "을/를", "AutoML을"),
        ("AutoML", "으로/로", "AutoML로"),
        ("Vertex AI", "과/와", "Vertex AI와"),
        ("209억 달러", "으로/로", "209억 달러로"),
        ("38.2%", "이다/다", "38.2%다"),
        ("MLOps 2.0", "은/는", "MLOps 2.0은"),
        ("서울", "으로부터/로부터", "서울로부터"),
        ("실험 추적", "이라/라", "실험 추적이라"),
        ("연합 학습(federated learning)", "은/는", "연합 학습(federated learning)은"),
        ("모니터링(서빙)", "으로/로", "모니터링(서빙)으로"),
        ("(예시)", "이/가", "(예시)가"),
        ("“모델”", "을/를", "“모델”을"),
        ("Gemini Enterprise Agent Platform", "은/는", "Gemini Enterprise Agent Platform은"),
        ("漢字", "은/는", "漢字은(는)"),
        ("漢字", "으로/로", "漢字(으)로"),
        ("", "이다/다", "(이)다"),
    ],
)
def test_the_particle_stands_right_behind_the_word(word: str, pair: str, expected: str) -> None:
    assert josa(word, pair) == expected


def test_an_unknown_pair_is_named_in_korean_with_the_nearest_one() -> None:
    with pytest.raises(ValueError, match=r"'은는'.*혹시 '은/는'"):
        josa("모델", "은는")


def test_every_form_of_every_pair_is_known_as_a_particle() -> None:
    assert {form for pair in PAIRS.values() for form in pair} <= PARTICLES
    assert {"의", "에서는", "으로도", "들은", "까지"} <= PARTICLES
    assert "" not in PARTICLES


@given(st.text(min_size=1, max_size=12), st.sampled_from(sorted(PAIRS)))
def test_any_text_gets_one_of_the_forms_or_both(word: str, pair: str) -> None:
    after_consonant, after_vowel = PAIRS[pair]
    added = particle(word, pair)
    assert added in (after_consonant, after_vowel) or "(" in added


@given(st.characters(min_codepoint=ord("가"), max_codepoint=ord("힣")))
def test_hangul_takes_the_form_of_its_final_consonant(syllable: str) -> None:
    has_final = (ord(syllable) - ord("가")) % 28 != 0
    assert particle(syllable, "은/는") == ("은" if has_final else "는")


@given(st.text(alphabet="가각갈AIML2 ", min_size=1), st.sampled_from(["”", "’", ".", " ", "》"]))
def test_closing_punctuation_changes_nothing(word: str, closing: str) -> None:
    assert particle(word + closing, "은/는") == particle(word, "은/는")
