"""Other programs' recordings of one person's RR intervals: a file a format, and one that tells them apart."""
