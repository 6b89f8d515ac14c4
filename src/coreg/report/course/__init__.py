"""The course of a therapy as a page and a picture: the same words and the same drawing on paper and on the screen."""
