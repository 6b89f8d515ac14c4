"""The language is settled before any screen is imported: `COREG_LANGUAGE=de python -m tests.languages.windows`."""

from coreg.languages import begin

begin()
