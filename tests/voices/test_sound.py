"""How a spoken word becomes a clip."""

import math

import pytest

from display.voices.sound import LOUDNESS, PEAK, Sound, faded, level, trimmed

RATE = 22_050


def silence(seconds: float) -> list[float]:
    return [0.0] * round(RATE * seconds)


def tone(seconds: float, loud: float) -> list[float]:
    return [loud * math.sin(at / 10) for at in range(round(RATE * seconds))]


def test_the_silence_around_a_word_is_cut_off_and_the_pause_within_it_is_not() -> None:
    word = tone(0.2, 0.5) + silence(0.3) + tone(0.2, 0.5)

    cut = trimmed(Sound(RATE, silence(1) + word + silence(1)))

    assert len(word) < len(cut.samples) < len(word) + 0.1 * RATE
    assert max(cut.samples) == max(word)


def test_a_soft_beginning_is_part_of_the_word() -> None:
    soft = tone(0.1, 0.02)

    cut = trimmed(Sound(RATE, silence(0.5) + soft + tone(0.3, 0.5)))

    assert len(cut.samples) > len(soft) + 0.3 * RATE


@pytest.mark.parametrize("loud", [0.05, 0.9])
def test_all_words_become_equally_loud(loud: float) -> None:
    assert level(Sound(RATE, tone(0.3, loud))).loudness == pytest.approx(LOUDNESS)


def test_a_word_with_a_sharp_peak_is_not_distorted() -> None:
    sharp = tone(0.3, 0.05)
    sharp[100] = 1

    assert max(level(Sound(RATE, sharp)).samples) == pytest.approx(PEAK)


def test_a_clip_begins_and_ends_in_silence() -> None:
    clip = faded(Sound(RATE, [1.0] * RATE)).samples

    assert (clip[0], clip[-1], clip[RATE // 2]) == (0, 0, 1)
