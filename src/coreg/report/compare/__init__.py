"""Two sessions side by side: on the same scales, without a verdict."""
