"""What `coreg dyad --classic` prints of measures from the literature: as JSON and as a table in words."""

from collections.abc import Sequence

import click

from coreg.cli.output import Json
from coreg.domain.classic import ClassicMeasure, ClassicName, Exchanged

_WORDS = {
    ClassicName.WCC_PEAK_Z: "Boker: windowed cross-correlation, mean z of peaks",
    ClassicName.WCC_LAG_S: "Boker: mean lag of peaks in s (positive: client first)",
    ClassicName.WCC_ZERO_LAG_Z: "Boker: windowed cross-correlation, mean z without lag",
    ClassicName.CONCORDANCE_INDEX: "Marci: concordance index",
    ClassicName.SUSY_Z: "SUSY: mean |z|",
    ClassicName.SUSY_SURROGATE_Z: "SUSY: mean |z| of surrogates",
    ClassicName.SUSY_ES: "SUSY: effect size of |z|",
    ClassicName.SUSY_SIGNED_Z: "SUSY: mean z with its sign",
}
_HEAD = ("Measures from the literature, of heart rate", "value", "p shuffled", "p within kinds")
_CAUTION = """
For comparison with what others published. p: how often half-minutes paired anew give as much or more; shuffled,
as their authors do it, people who only feel the same sets look alike. docs/METRICS.md says how often each errs."""


def classic_body(measures: Sequence[ClassicMeasure]) -> dict[str, Json]:
    """The measures by name as JSON."""
    return {
        one.name.value: {
            "value": one.value,
            "shuffled": _exchanged(one.shuffled),
            "set_aligned": _exchanged(one.set_aligned),
        }
        for one in measures
    }


def print_classic(measures: Sequence[ClassicMeasure]) -> None:
    """Print a line for each measure, and what to make of them."""
    rows = [_HEAD, *(_row(one) for one in measures)]
    widths = [max(len(row[k]) for row in rows) for k in range(len(_HEAD))]
    click.echo()
    for name, *cells in rows:
        numbers = "  ".join(cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
        click.echo(f"{name.ljust(widths[0])}  {numbers}".rstrip())
    click.echo(_CAUTION)


def _row(one: ClassicMeasure) -> tuple[str, str, str, str]:
    value = "not known" if one.value is None else f"{one.value:.3f}"
    return _WORDS[one.name], value, _p(one.shuffled), _p(one.set_aligned)


def _p(null: Exchanged | None) -> str:
    if null is None:
        return ""
    return "not known" if null.p is None else f"{null.p:.3f}"


def _exchanged(null: Exchanged | None) -> dict[str, Json] | None:
    if null is None:
        return None
    return {
        "n_segments": null.n_segments,
        "matched": null.matched,
        "mean": null.mean,
        "sd": null.sd,
        "p": null.p,
    }
