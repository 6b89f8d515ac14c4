"""Clock anchors: a clock that was set is noticed, a clock that drifts or a computer that slept isn't blamed."""

from coreg.recording.anchors import AnchorWatch, boot_id

S = 1_000_000_000
NOON = 1_772_366_400 * S


def test_a_clock_set_by_an_hour_is_a_step() -> None:
    watch = AnchorWatch()
    assert watch.compare(NOON, 100 * S, None).utc_step_s is None
    assert watch.compare(NOON - 3540 * S, 160 * S, None).utc_step_s == -3600.0


def test_drift_below_half_a_second_is_none() -> None:
    watch = AnchorWatch()
    watch.compare(NOON, 100 * S, None)
    assert watch.compare(NOON + 60_400_000_000, 160 * S, None).utc_step_s is None


def test_steps_are_counted_from_the_anchor_before() -> None:
    watch = AnchorWatch()
    watch.compare(NOON, 0, None)
    assert watch.compare(NOON + 65 * S, 60 * S, None).utc_step_s == 5.0
    assert watch.compare(NOON + 125 * S, 120 * S, None).utc_step_s is None


def test_the_computers_start_has_one_name() -> None:
    assert boot_id() == boot_id() != ""


def test_an_anchor_taken_now_has_seen_no_step() -> None:
    watch = AnchorWatch()
    watch.take()
    assert watch.take().utc_step_s is None
