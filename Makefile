# Two commands do everything: `make demo` shows the program, `make test` passes its tests. Each does its own set-up.
# On Windows and macOS use the `uv run …` lines of the README instead.

SHELL := /bin/sh
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
RUN := $(UV) run --no-sync
READY := .venv/.ready
# Where Python is told to keep no bytecode, every start would compile every library anew.
COMPILE := $(if $(PYTHONDONTWRITEBYTECODE),--compile-bytecode)

.PHONY: demo test lint bench screens words rig clean

demo: $(READY)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	  $(RUN) coreg demo --out demo-output; \
	else \
	  echo "No screen here: playing 12 simulated minutes off-screen. Files go to demo-output/."; \
	  $(RUN) coreg demo --headless --minutes 12 --speed max --out demo-output; \
	fi

test: $(READY)
	$(RUN) pytest -n auto

lint: $(READY)
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(RUN) lint-imports

bench: $(READY)
	$(RUN) python -m benchmarks

# Pictures of every screen in every state, light and dark, at three sizes. They are to be looked at.
screens: $(READY)
	$(RUN) python -m tests.ui.screens screens-output

# Brings every language's catalogue up to the code and compiles it; says which sentences still wait: docs/TRANSLATING.md
words: $(READY)
	$(RUN) python -m tools.catalogues

# Level 3 of hardware/README.md: a Linux kernel for the tests that need a real Bluetooth stack. Debian; kept outside.
rig:
	hardware/rig/l3/build.sh

$(READY): pyproject.toml uv.lock tools/setup.sh
	@if [ ! -x "$(UV)" ] && ! command -v uv >/dev/null 2>&1; then sh tools/setup.sh uv; fi
	$(UV) sync --frozen $(COMPILE)
	sh tools/setup.sh qt
	@touch $(READY)

clean:
	rm -rf .venv .tools demo-output screens-output
