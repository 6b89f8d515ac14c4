"""From beats to numbers a person can read. Pure and stateful: no clock, disk, thread or Qt."""

DEFINITIONS = "1"  # of the numbers in docs/METRICS.md; grows when a number's definition changes
