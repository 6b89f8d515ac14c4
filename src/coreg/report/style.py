"""How a page looks in HTML, on a screen and on paper."""

from coreg.report import colours

_STYLE = """\
@page {{ size: A4; margin: 11mm 14mm; }}
* {{ box-sizing: border-box; }}
body {{ margin: 0; background: {ground}; color: {text}; font: {size}pt/1.36 Inter, "Segoe UI", "Helvetica Neue",
  Arial, sans-serif; font-variant-numeric: tabular-nums; }}
main {{ width: 210mm; max-width: 100%; margin: 8mm auto; padding: 11mm 14mm; background: {panel}; }}
header {{ display: grid; grid-template-columns: 1fr auto; column-gap: 8mm; align-items: baseline; }}
h1 {{ font-size: 15pt; line-height: 1.2; font-weight: 600; margin: 0; }}
h2, caption {{ font-size: 1.06em; font-weight: 600; margin: 0 0 .3em; text-align: left; }}
p, dl, figure {{ margin: 0; }}
p, dd {{ overflow-wrap: anywhere; }}
.copy, .facts, footer, .legend, .at {{ color: {muted}; }}
.who {{ font-size: 11pt; text-align: right; min-width: 0; }}
.copy {{ text-align: right; grid-column: 2; grid-row: 2; }}
.facts {{ grid-column: 1; grid-row: 2; }}
.banner {{ margin-top: 1.2mm; padding: .8mm 2.5mm; border-radius: 1mm; font-weight: 600; }}
.simulated {{ color: {simulated}; background: {simulated_ground}; }}
.notice {{ color: {notice}; background: {notice_ground}; }}
.people {{ margin: 2mm 0 2.5mm; }}
.people div {{ display: flex; gap: 2mm; }}
dt {{ font-weight: 600; white-space: nowrap; }}
dd {{ margin: 0; }}
.client {{ color: {client}; }}
.second {{ color: {second}; }}
svg {{ display: block; width: 100%; height: auto; }}
.beside {{ display: grid; grid-template-columns: minmax(0, 1fr) 168pt; column-gap: 7mm; margin-top: 3mm; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; font-size: .95em; line-height: 1.24; }}
th, td {{ padding: .05em .1em; text-align: right; font-weight: 400; white-space: nowrap; }}
thead th {{ font-size: .84em; line-height: 1.2; color: {muted}; vertical-align: bottom; white-space: initial;
  border-bottom: .5pt solid {muted}; padding-bottom: .25em; }}
tbody th {{ font-weight: 600; }}
tbody tr + tr {{ border-top: .4pt solid {grid}; }}
small {{ font-size: .92em; }}
sup {{ font-size: .72em; line-height: 0; }}
.legend {{ font-size: .9em; margin-top: .5em; }}
section {{ margin-top: .8em; }}
section p + p {{ margin-top: .15em; }}
.curve {{ margin-bottom: .4em; }}
footer {{ margin-top: 1em; padding-top: .5em; border-top: .5pt solid {grid}; font-size: .85em; }}
tr, section p, figure {{ break-inside: avoid; }}
@media (max-width: 700px) {{ .beside {{ display: block; }} main {{ padding: 5mm; margin: 0; }} }}
@media print {{
  body {{ background: none; print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
  main {{ width: auto; margin: 0; padding: 0; }}
}}
"""


def style(size_pt: float) -> str:
    """Return the style sheet for words of this size."""
    return _STYLE.format(
        size=f"{size_pt:g}",
        text=colours.TEXT,
        muted=colours.MUTED,
        panel=colours.PANEL,
        ground=colours.GROUND,
        grid=colours.GRID,
        client=colours.CLIENT,
        second=colours.THERAPIST,
        simulated=colours.SIMULATED,
        simulated_ground=colours.SIMULATED_GROUND,
        notice=colours.NOTICE,
        notice_ground=colours.NOTICE_GROUND,
    )
