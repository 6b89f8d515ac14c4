"""The composition root: the only room that knows every other. Builds sessions for the window and for the commands.

Rooms are imported where they are needed: the window's shell must be up before numpy and numba are loaded.
"""

from coreg.app.amending import amend_file as amend_file
from coreg.app.amending import amend_kept as amend_kept
from coreg.app.cut_off import end_in_vault as end_in_vault
from coreg.app.cut_off import end_there as end_there
from coreg.app.cut_off import plan_to_resume as plan_to_resume
from coreg.app.cut_off import plan_to_resume_kept as plan_to_resume_kept
from coreg.app.doors import doors as doors
from coreg.app.files import erase as erase
from coreg.app.files import erase_from_file as erase_from_file
from coreg.app.files import write_import as write_import
from coreg.app.notes import erase_kept as erase_kept
from coreg.app.plans import new_header as new_header
from coreg.app.plans import one_strap as one_strap
from coreg.app.plans import replay_plan as replay_plan
from coreg.app.plans import scan_straps as scan_straps
from coreg.app.plans import session_path as session_path
from coreg.app.plans import simulated_plan as simulated_plan
from coreg.app.plans import strap_plan as strap_plan
from coreg.app.reports import report as report
from coreg.app.reports import report_kept as report_kept
from coreg.app.reports import report_of_file as report_of_file
from coreg.app.review import file_review as file_review
from coreg.app.review import kept_review as kept_review
from coreg.app.warm_up import warm_up as warm_up
