"""What is known of strap models, and nothing that isn't: each fact has its evidence in hardware/straps/.

A field is None where nobody has measured or quoted it. Files and facts are held together by a test.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StrapFacts:
    """One model.

    Attributes
    ----------
    name
        Words that mark the model in its advertised name or device information; case and punctuation don't count.
    latency_s
        How long after the beat its RR arrives over the Heart Rate Service (median).
    sends_rr
        Whether its Heart Rate Measurement carries RR intervals.
    is_optical
        Whether it measures pulse in tissue and not the heart's electricity.
    supports_contact
        Whether the contact bits say something.
    n_connections
        How many Bluetooth links it holds at once.
    """

    model: str
    name: tuple[str, ...]
    latency_s: float | None = None
    sends_rr: bool | None = None
    is_optical: bool | None = None
    supports_contact: bool | None = None
    n_connections: int | None = None


# In this order a name is tried: the longer mark before the shorter one that it contains.
STRAPS = (
    StrapFacts("Polar H7", ("polar h7",), sends_rr=True, is_optical=False),
    StrapFacts("Polar H9", ("polar h9",), sends_rr=True, is_optical=False),
    StrapFacts("Polar H10", ("polar h10",), latency_s=2.6, sends_rr=True, is_optical=False),
    StrapFacts("Polar OH1", ("polar oh1",), sends_rr=True, is_optical=True),
    StrapFacts("Polar Verity Sense", ("polar sense", "verity sense"), sends_rr=False, is_optical=True),
    StrapFacts("Movesense", ("movesense",), latency_s=0.4, sends_rr=True, is_optical=False),
    StrapFacts(
        "Garmin HRM-Dual", ("hrm dual",), latency_s=0.7, sends_rr=True, is_optical=False, supports_contact=False
    ),
    StrapFacts("Garmin HRM-Pro", ("hrm pro",), sends_rr=True),
    StrapFacts("Wahoo TRACKR", ("trackr",), latency_s=2.1, sends_rr=True, is_optical=False),
    StrapFacts("Wahoo TICKR FIT", ("tickr fit",)),
    StrapFacts("Wahoo TICKR", ("tickr",), sends_rr=True, n_connections=3),
    StrapFacts("CooSpo H808S", ("h808s",)),
    StrapFacts("Magene H64", ("magene h64",)),
    StrapFacts("Decathlon Dual HR", ("zt26d",), sends_rr=True, is_optical=False),
)

_BY_MODEL = {facts.model: facts for facts in STRAPS}


def model_of(name: str | None, manufacturer: str | None, model_number: str | None) -> str | None:
    """Return the model that a strap's advertised name or device information gives away, or None.

    >>> model_of("HRM-Dual:123456", None, None)
    'Garmin HRM-Dual'
    >>> model_of("Anna's watch", None, None) is None
    True
    """
    said = _plain(" ".join(part for part in (name, manufacturer, model_number) if part))
    for facts in STRAPS:
        if any(f" {mark} " in f" {said} " for mark in facts.name):
            return facts.model
    return None


def facts_of(model: str) -> StrapFacts | None:
    """Return what is known of a model, None where it isn't in the table."""
    return _BY_MODEL.get(model)


def _plain(words: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", words.lower()))
