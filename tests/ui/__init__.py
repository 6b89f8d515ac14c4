"""The language is settled before any screen is imported: `COREG_LANGUAGE=de python -m tests.ui.screens OUT`."""

from coreg.languages import begin

begin()
