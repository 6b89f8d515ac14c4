"""The colours of a printed page: those of the light screen, chosen so that none is needed to read it in grey."""

from coreg.domain.person import Role

TEXT, MUTED, PANEL, GROUND = "#1F2529", "#515B61", "#FFFFFF", "#FAF8F4"
CLIENT, THERAPIST, TOGETHER = "#005B96", "#7F4400", "#3E5C4B"
SET_SHADE, TOGETHER_SHADE, GRID, HATCH = "#E9E6DF", "#9DB3A6", "#E2E3E4", "#BFC2C4"
USUAL, COUNTS = "#DDE9E2", "#8A8F92"
NOTICE, NOTICE_GROUND = "#5A3B00", "#FFF1D6"
SIMULATED, SIMULATED_GROUND = "#43307A", "#E8E1F5"

LINE = {Role.CLIENT: CLIENT, Role.THERAPIST: THERAPIST}
SHAPE = {Role.CLIENT: "●", Role.THERAPIST: "◆"}
