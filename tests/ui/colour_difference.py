"""How far apart two colours are (CIEDE2000), also for people who see with two kinds of cones.

Models: Machado, Oliveira, Fernandes 2009 (severity 1.0); Brettel, Viénot, Mollon 1997 and Viénot, Brettel, Mollon
1999 in the linear-RGB form of libDaltonLens. All work on linear sRGB.
"""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from coreg.ui.theme import rgb

Vector = NDArray[np.float64]
See = Callable[[str], Vector]

_MACHADO = {
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
_VIENOT = {
    "protan": [[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]],
    "deutan": [[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]],
}
_BRETTEL = {
    "protan": (
        [[0.14980, 1.19548, -0.34528], [0.10764, 0.84864, 0.04372], [0.00384, -0.00540, 1.00156]],
        [[0.14570, 1.16172, -0.30742], [0.10816, 0.85291, 0.03892], [0.00386, -0.00524, 1.00139]],
        [0.00048, 0.00393, -0.00441],
    ),
    "deutan": (
        [[0.36477, 0.86381, -0.22858], [0.26294, 0.64245, 0.09462], [-0.02006, 0.02728, 0.99278]],
        [[0.37298, 0.88166, -0.25464], [0.25954, 0.63506, 0.10540], [-0.01980, 0.02784, 0.99196]],
        [-0.00281, -0.00611, 0.00892],
    ),
    "tritan": (
        [[1.01277, 0.13548, -0.14826], [-0.01243, 0.86812, 0.14431], [0.07589, 0.80500, 0.11911]],
        [[0.93678, 0.18979, -0.12657], [0.06154, 0.81526, 0.12320], [-0.37562, 1.12767, 0.24796]],
        [0.03901, -0.02788, -0.01113],
    ),
}
_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_WHITE = np.array([0.95047, 1.0, 1.08883])


def seen_by(sight: str) -> list[See]:
    """What each model says that this sight makes of `#RRGGBB`, as CIELAB."""
    if sight == "normal":
        return [lambda colour: _lab(_linear(colour))]
    models: list[See] = [lambda colour: _lab(np.array(_MACHADO[sight]) @ _linear(colour))]
    models.append(lambda colour: _lab(_brettel(sight, _linear(colour))))
    if sight in _VIENOT:
        models.append(lambda colour: _lab(np.array(_VIENOT[sight]) @ _linear(colour)))
    return models


def _brettel(sight: str, linear: Vector) -> Vector:
    one, other, normal = _BRETTEL[sight]
    seen: Vector = np.array(one if np.dot(normal, linear) >= 0 else other) @ linear
    return seen


def _linear(colour: str) -> Vector:
    value = np.array(rgb(colour)) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def _lab(linear: Vector) -> Vector:
    share = (_XYZ @ np.clip(linear, 0, 1)) / _WHITE
    root = np.where(share > (6 / 29) ** 3, np.cbrt(share), share / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def ciede2000(one: Vector, other: Vector) -> float:
    """Sharma, Wu, Dalal 2005, equations 2 to 22."""
    mean_c = (math.hypot(*one[1:]) + math.hypot(*other[1:])) / 2
    g = 0.5 * (1 - math.sqrt(mean_c**7 / (mean_c**7 + 25**7)))
    (l1, c1, h1), (l2, c2, h2) = _polar(one, g), _polar(other, g)
    dh = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    d_l, d_c, d_h = l2 - l1, c2 - c1, 2 * math.sqrt(c1 * c2) * math.sin(math.radians(dh / 2))
    lightness, c = (l1 + l2) / 2, (c1 + c2) / 2
    h = (h1 + dh / 2) % 360
    cos = [math.cos(math.radians(k * h + shift)) for k, shift in ((1, -30), (2, 0), (3, 6), (4, -63))]
    t = 1 - 0.17 * cos[0] + 0.24 * cos[1] + 0.32 * cos[2] - 0.20 * cos[3]
    s_l = 1 + 0.015 * (lightness - 50) ** 2 / math.sqrt(20 + (lightness - 50) ** 2)
    s_c, s_h = 1 + 0.045 * c, 1 + 0.015 * c * t
    turn = 30 * math.exp(-(((h - 275) / 25) ** 2))
    r = -2 * math.sqrt(c**7 / (c**7 + 25**7)) * math.sin(math.radians(2 * turn))
    ls, cs, hs = d_l / s_l, d_c / s_c, d_h / s_h
    return math.sqrt(ls**2 + cs**2 + hs**2 + r * cs * hs)


def _polar(lab: Vector, g: float) -> tuple[float, float, float]:
    a, b = lab[1] * (1 + g), lab[2]
    return float(lab[0]), math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360
