"""The chime, made of two falling tones: no file ships, and nobody's recording is needed."""

from __future__ import annotations

import io
import math
import wave
from array import array
from functools import cache

RATE = 22_050  # samples a second
_TONES = ((0.0, 784.0), (0.38, 622.0))  # begins after so many seconds, Hz: a third down, as doorbells have it
_LENGTH = 1.4  # seconds
_FADE = 3.2  # how fast a tone dies away, a second
_LOUD = 0.42  # of what the samples can hold, each tone


@cache
def chime_wav() -> bytes:
    """Give the chime as a WAV file: one channel, 16 bits, 22,050 samples a second."""
    samples = [0.0] * int(RATE * _LENGTH)
    for begins, pitch in _TONES:
        start = int(begins * RATE)
        for at in range(start, len(samples)):
            past = (at - start) / RATE
            attack = min(1.0, past / 0.008)  # without it the tone begins with a click
            samples[at] += _LOUD * attack * math.exp(-_FADE * past) * math.sin(math.tau * pitch * past)
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(array("h", (round(32_767 * sample) for sample in samples)).tobytes())
    return held.getvalue()
