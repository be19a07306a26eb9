"""`python -m tests.bench [--json] [--only ACT]`: measure, tell, and exit 1 where a limit is exceeded."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from tests.bench.acts import (
    asked,
    beside,
    carry,
    held,
    hub,
    hub_links,
    hub_years,
    load,
    paper,
    regency,
    save,
    sign_in,
    start,
    taking,
)
from tests.bench.measuring import Row
from tests.bench.office import BenchOffice, make_office

ACTS: dict[str, Callable[[BenchOffice, Path], Row]] = {
    "save_finished_recording": save.measure,
    "save_beside_others": beside.measure,
    "seal_recording": carry.seal,
    "mirror_recording": carry.mirror,
    "save_beside_mirror": carry.save_beside,
    "queries_number_given": asked.number_given,
    "queries_person_served": asked.person_served,
    "start_to_sign_in": start.measure,
    "sign_in_to_queue": sign_in.measure,
    "visit_pdf": paper.measure,
    "load_list": load.measure,
    "crowded_day_held": held.measure,
    "take_in_run": taking.measure,
}
# Over a store that takes minutes to make, once for all of them: measured when they are named.
HEAVY: dict[str, Callable[..., Row]] = {**regency.ACTS, "regency_take_in": taking.measure_years}
# A hub's, over processes of its own: measured when they are named.
HUB: dict[str, Callable[..., Row]] = {**hub.ACTS, **hub_links.ACTS, "hub_after_years": hub_years.measure}
_NAMES = click.Choice([*ACTS, *HEAVY, *HUB])


@click.command(help="Measure the desk against the bare libraries, in the same run on the same machine.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")
@click.option(
    "--only", "names", multiple=True, type=click.Choice([*ACTS, *HEAVY, *HUB]), help="Measure this act alone."
)
def main(*, as_json: bool, names: Sequence[str]) -> None:
    """Measure every act, or the named ones; exit 1 unless all hold."""
    rows = measure(names or list(ACTS))
    click.echo(json.dumps(document(rows), indent=1) if as_json else table(rows))
    sys.exit(0 if all(row.holds for row in rows) else 1)


def measure(names: Sequence[str]) -> list[Row]:
    """Measure acts one after another on one sample office."""
    rows = []
    with TemporaryDirectory(prefix="ektp-desk-bench-") as folder:
        office = make_office(Path(folder) / "office")
        for name in names:
            click.echo(f"{name} …", err=True)
            rows.append((ACTS | HEAVY | HUB)[name](office, Path(folder) / name))
            click.echo(_line(rows[-1]), err=True)  # what was measured is not lost with a run that is stopped
    return rows


def document(rows: Sequence[Row]) -> dict[str, list[dict[str, Any]]]:
    return {"rows": [row.as_json() for row in rows]}


def table(rows: Sequence[Row]) -> str:
    """For a person to read."""
    head = f"{'act':<26} {'size':<8} {'floor':>12} {'ours':>12} {'unit':<5} {'ratio':>6} {'limit':>6}"
    return "\n".join([head, *map(_line, rows)])


def _line(row: Row) -> str:
    figures = f"{row.floor:>12.2f} {row.ours:>12.2f} {row.unit:<5} {row.ratio:>6.2f} {row.limit:>6.2f}"
    return f"{row.act:<26} {row.size:<8} {figures}  {'holds' if row.holds else 'EXCEEDED'}"


if __name__ == "__main__":
    main()
