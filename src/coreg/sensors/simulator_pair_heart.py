"""What moves a made-up heart's rate over a session, each mechanism by itself: curves on an even grid of 4 Hz.

Theory. Heart rate is taken as a sum of what is known to move it in a seated person, each in beats a minute.

- *Very slow drift*: the spectrum of heart rate falls about as 1/f (Kobayashi & Musha 1982, IEEE Trans
  Biomed Eng 29:456; Task Force 1996, Circulation 93:1043).
- *Arousal*: sympathetic bursts come a few a minute at rest (as skin conductance shows them: Boucsein 2012,
  Electrodermal Activity, 2nd ed.: 1 to 3, more when aroused), and the sinus node answers to them as a low-pass with
  a corner near 0.02 Hz (Berger, Saul & Cohen 1989, Am J Physiol 256:H142): a rise within 5 s, gone after half a
  minute. It is what two people may have in common.
- *Mayer waves* around 0.1 Hz, each person's own (Julien 2006, Cardiovasc Res 70:12).
- *Respiratory sinus arrhythmia*: a sine at a breathing rate that wanders from breath to breath, with a depth that
  does too (Hirsch & Bishop 1981, Am J Physiol 241:H620).
- *A set of stimulation*: the heart slows a little for some seconds at its start (an orienting response), rises
  during it, and once more after it with the deep breath and the sentence that follow (after Sack et al. 2008, J
  Anxiety Disord 22:1264; Elofsson et al. 2008, J Anxiety Disord 22:622). No two sets move it by the same.
- *Speaking* raises it by some beats within seconds (Lynch et al. 1980, J Nerv Ment Dis 168:526; Linden 1987,
  Psychosom Med 49:562).

Beats come where the integral of the rate passes whole numbers (integral pulse frequency modulation: Hyndman & Mohn
1975, Automedica 1:239), and the time of each strays by some milliseconds. Sizes are drawn for each person from
ranges around those of short resting recordings (Nunan et al. 2010, Pacing Clin Electrophysiol 33:1407).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

GRID_HZ = 4.0
SECONDS_PER_MINUTE = 60.0
SLOWEST_BPM, FASTEST_BPM = 42.0, 140.0  # our choice: nobody seated leaves these

_MAYER_HZ = 0.1  # Julien 2006
_BURST_S = 5.0  # Berger 1989: t·exp(-t/5) has half its power below 0.02 Hz
_BURSTS_PER_MIN = 4.0  # Boucsein 2012: at the upper end of rest
_RATE_WANDER, _RATE_MEMORY_S = 0.12, 40.0  # our choice, as simulator_person
_DEPTH_WANDER, _DEPTH_MEMORY_S = 0.25, 60.0  # our choice, as simulator_person
_SET_DIP_S, _SET_RISE_S, _AFTER_S = 4.0, 10.0, 6.0  # our choice: when the dip, the rise, and what follows peak
_SET_DIP, _SET_AFTER = -0.6, 0.8  # our choice: against the rise
_SET_REACH_S = 90.0
_SET_WANDER = 0.3  # our choice: log-SD of a set's size from set to set
_SPEECH_S = 6.0  # our choice: time constant of the rise on speaking

Curve = NDArray[np.float64]
Stretch = tuple[float, float]


@dataclass(frozen=True, slots=True)
class PairPhysique:
    """One person's sizes: standard deviations of drift, arousal and Mayer waves, amplitudes of the rest."""

    rest_bpm: float
    breath_hz: float
    rsa_bpm: float
    mayer_bpm: float
    drift_bpm: float
    arousal_bpm: float
    set_bpm: float
    speech_bpm: float
    jitter_s: float = 0.005


@dataclass(frozen=True, slots=True)
class Spectrum:
    """How broad the rhythms are that are nobody's in common.

    Measured on hours of three real recordings and a quarter of one (nsr001, pyhrv's, hrv's): the heart rate's
    standard deviation between 0.13 and 0.18 Hz is 0.4 to 0.7 of that between 0.07 and 0.13 Hz, and one slow rhythm
    carries 0 to 12 in 100 minutes. These defaults give 0.3 to 0.55, and 0 to 10; `NARROW` less, and up to 32.

    Attributes
    ----------
    drift_exponent, drift_to_hz
        How steeply the power of the drift falls, and up to where there is any.
    mayer_sd_hz
        Width of the waves around 0.1 Hz.
    """

    drift_exponent: float = 1.0
    drift_to_hz: float = 0.4
    mayer_sd_hz: float = 0.025


# What was written down first, from the literature's words alone: no drift above very low frequencies, narrow waves.
NARROW = Spectrum(drift_to_hz=0.04, mayer_sd_hz=0.015)


def unit(curve: Curve) -> Curve:
    """Return a curve with mean 0 and standard deviation 1."""
    centred = curve - curve.mean()
    return np.asarray(centred / centred.std())


def drift(rng: np.random.Generator, n: int, spectrum: Spectrum) -> Curve:
    """Return noise whose power falls as a power of the frequency, and is nothing above the last; unit variance."""
    hz = np.fft.rfftfreq(n, 1.0 / GRID_HZ)
    size = np.zeros(hz.size)
    is_slow = (hz > 0.0) & (hz <= spectrum.drift_to_hz)
    size[is_slow] = hz[is_slow] ** (-spectrum.drift_exponent / 2.0)
    return unit(np.fft.irfft(size * np.fft.rfft(rng.normal(size=n)), n))


def mayer_waves(rng: np.random.Generator, n: int, spectrum: Spectrum) -> Curve:
    """Return a band of noise around 0.1 Hz; unit variance."""
    hz = np.fft.rfftfreq(n, 1.0 / GRID_HZ)
    size = np.exp(-0.5 * ((hz - _MAYER_HZ) / spectrum.mayer_sd_hz) ** 2)
    return unit(np.fft.irfft(size * np.fft.rfft(rng.normal(size=n)), n))


def bursts(rng: np.random.Generator, n: int) -> Curve:
    """Return arousal as bursts at random times and of random sizes, low-passed; unit variance."""
    share = _BURSTS_PER_MIN / SECONDS_PER_MINUTE / GRID_HZ
    impulses = np.where(rng.random(n) < share, rng.exponential(size=n), 0.0)
    return unit(_answered(impulses, _rise_and_fall(_BURST_S)))


def noise(rng: np.random.Generator, n: int, memory_s: float) -> Curve:
    """Return arousal without bursts: noise that forgets itself over `memory_s`; unit variance."""
    return unit(_wander(rng, n, 1.0, memory_s))


def breathing(rng: np.random.Generator, n: int, rate_hz: float) -> Curve:
    """Return a sine of amplitude 1 at a rate, and of a depth, that wander."""
    hz = rate_hz * np.exp(_wander(rng, n, _RATE_WANDER, _RATE_MEMORY_S))
    depth = np.exp(_wander(rng, n, _DEPTH_WANDER, _DEPTH_MEMORY_S))
    return np.asarray(depth * np.sin(2.0 * np.pi * (np.cumsum(hz) / GRID_HZ + rng.random())))


def set_response(rng: np.random.Generator, n: int, sets_s: Sequence[Stretch]) -> Curve:
    """Return the answer to sets: of size 1 at its height, and a little more or less from set to set."""
    response = np.zeros(n)
    at_start = _SET_DIP * _rise_and_fall(_SET_DIP_S) + _rise_and_fall(_SET_RISE_S)
    after = _SET_AFTER * _rise_and_fall(_AFTER_S)
    for start_s, end_s in sets_s:
        size = np.exp(_SET_WANDER * rng.normal())
        _add(response, size * at_start, start_s)
        _add(response, size * after, end_s)
    return response


def speech_response(n: int, speech_s: Sequence[Stretch]) -> Curve:
    """Return the answer to one's own speech: up to 1 while it goes on."""
    speaks = np.zeros(n)
    for start_s, end_s in speech_s:
        speaks[int(start_s * GRID_HZ) : int(end_s * GRID_HZ)] = 1.0
    t_s = np.arange(int(_SET_REACH_S * GRID_HZ)) / GRID_HZ
    decay = np.exp(-t_s / _SPEECH_S)
    return _answered(speaks, decay / decay.sum())


def beat_times_s(rng: np.random.Generator, rate_bpm: Curve, jitter_s: float) -> Curve:
    """Return when the heart beats: where the integral of its rate passes whole numbers, give or take the jitter."""
    rate_hz = np.clip(rate_bpm, SLOWEST_BPM, FASTEST_BPM) / SECONDS_PER_MINUTE
    turns = np.cumsum(rate_hz) / GRID_HZ
    whole = np.arange(1.0, np.floor(turns[-1]))
    times_s = np.interp(whole, turns, np.arange(1, rate_bpm.size + 1) / GRID_HZ)
    return np.asarray(times_s + jitter_s * rng.normal(size=times_s.size))


def _rise_and_fall(peak_s: float) -> Curve:
    """Return (t/peak)·exp(1 - t/peak), which is 1 at its peak."""
    t = np.arange(int(_SET_REACH_S * GRID_HZ)) / GRID_HZ / peak_s
    return np.asarray(t * np.exp(1.0 - t))


def _add(curve: Curve, piece: Curve, at_s: float) -> None:
    first = int(at_s * GRID_HZ)
    end = min(curve.size, first + piece.size)
    curve[first:end] += piece[: max(0, end - first)]


def _answered(impulses: Curve, answer: Curve) -> Curve:
    """Return the convolution, by Fourier; nothing wraps around."""
    n = impulses.size
    n_room = 1 << (n + answer.size - 1).bit_length()
    return np.fft.irfft(np.fft.rfft(impulses, n_room) * np.fft.rfft(answer, n_room), n_room)[:n]


def _wander(rng: np.random.Generator, n: int, sd: float, memory_s: float) -> Curve:
    """Return a curve that strays around zero with this standard deviation and comes back (Ornstein-Uhlenbeck)."""
    hz = np.fft.rfftfreq(n, 1.0 / GRID_HZ)
    size = 1.0 / np.sqrt(1.0 + (2.0 * np.pi * hz * memory_s) ** 2)
    return sd * unit(np.fft.irfft(size * np.fft.rfft(rng.normal(size=n)), n))
