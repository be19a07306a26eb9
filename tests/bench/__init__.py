"""Our speed as ratios to the bare libraries, measured in the same run: `python -m tests.bench`."""
