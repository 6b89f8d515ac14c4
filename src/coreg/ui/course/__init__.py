"""A course and a comparison on the screen: the drawings of the pages, in the window's own colours and letters."""
