"""A session as files for other programs: one file per format. Knows the domain's words and nothing more of ours."""
