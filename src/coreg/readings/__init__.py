"""From beats to numbers a person can read. Pure and stateful: no clock, disk, thread or Qt."""
