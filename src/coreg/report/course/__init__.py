"""The course of a therapy as words and a picture, the same on paper and on the screen."""
