"""Where a heartbeat comes in: straps that are real, simulated or replayed."""
