"""The `--speed` of commands that play a session: a number, or max."""

import click


class _Speed(click.ParamType[float | None]):
    """A factor above 0 as float, or None for "max"."""

    name = "X|max"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float | None:
        if value == "max":
            return None
        try:
            speed = float(str(value))
        except ValueError:
            speed = 0.0
        if not 0 < speed < float("inf"):
            self.fail(f"{value} isn't a speed: give a number above 0, or max", param, ctx)
        return speed


SPEED = _Speed()
