"""The shape of the store, step by step, as `sql/steps/` has it: a shipped step is never edited.

A step that widens a view sets the fact `refold`, and the next opening fills the views from the journal.
"""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database, Migrations

_FOLDER = Path(__file__).parent / "sql" / "steps"

steps = Migrations("desk")


@steps()
def m001_first_store(db: Database) -> None:
    """Make the journal, the views of the first release, and the search over names."""
    _run(db, "001_first_store")


@steps()
def m002_lists_people_users(db: Database) -> None:
    """Make the views of several users, lists of every kind, people that acts correct and join."""
    _run(db, "002_lists_people_users")


@steps()
def m003_visits(db: Database) -> None:
    """Let visits have a kind, a place, a team, a day that was moved, and be opened again."""
    _run(db, "003_visits")


@steps()
def m004_queue(db: Database) -> None:
    """Widen the queue's views: priority, homes, groups, papers that another laptop gave out."""
    _run(db, "004_queue")


@steps()
def m005_captures(db: Database) -> None:
    """A step has its sealed file, and the store remembers which files lie beside it."""
    _run(db, "005_captures")


@steps()
def m006_proved_closing(db: Database) -> None:
    """Let a visit tell whether a passphrase stands behind its signature."""
    _run(db, "006_proved_closing")


@steps()
def m007_fingers(db: Database) -> None:
    _run(db, "007_fingers")


@steps()
def m008_signatures(db: Database) -> None:
    _run(db, "008_signatures")


@steps()
def m009_held(db: Database) -> None:
    _run(db, "009_held")


@steps()
def m010_corrections(db: Database) -> None:
    _run(db, "010_corrections")


@steps()
def m011_holes(db: Database) -> None:
    _run(db, "011_holes")


@steps()
def m012_devices(db: Database) -> None:
    """Let laptops join by kits."""
    _run(db, "012_devices")


@steps()
def m013_letters(db: Database) -> None:
    _run(db, "013_letters")


@steps()
def m014_runs(db: Database) -> None:
    _run(db, "014_runs")


@steps()
def m015_packages(db: Database) -> None:
    _run(db, "015_packages")


@steps()
def m016_verdicts(db: Database) -> None:
    _run(db, "016_verdicts")


@steps()
def m017_packs_read(db: Database) -> None:
    _run(db, "017_packs_read")


@steps()
def m018_safety(db: Database) -> None:
    _run(db, "018_safety")


@steps()
def m019_list_parts(db: Database) -> None:
    _run(db, "019_list_parts")


@steps()
def m020_visit_runs(db: Database) -> None:
    _run(db, "020_visit_runs")


@steps()
def m021_double_recordings(db: Database) -> None:
    _run(db, "021_double_recordings")


@steps()
def m023_events_of_files(db: Database) -> None:
    _run(db, "023_events_of_files")


@steps()
def m024_part_givers(db: Database) -> None:
    _run(db, "024_part_givers")


@steps()
def m025_one_root(db: Database) -> None:
    _run(db, "025_one_root")


@steps()
def m026_packs_as_written(db: Database) -> None:
    _run(db, "026_packs_as_written")


@steps()
def m027_files_removed(db: Database) -> None:
    _run(db, "027_files_removed")


@steps()
def m029_drop_lists(db: Database) -> None:
    _run(db, "029_drop_lists")


@steps()
def m031_taken_runs(db: Database) -> None:
    _run(db, "031_taken_runs")


@steps()
def m032_packs_of_others(db: Database) -> None:
    _run(db, "032_packs_of_others")


@steps()
def m033_givers(db: Database) -> None:
    _run(db, "033_givers")


@steps()
def m034_erased_files(db: Database) -> None:
    _run(db, "034_erased_files")


@steps()
def m035_office_branches(db: Database) -> None:
    _run(db, "035_office_branches")


@steps()
def m036_hub(db: Database) -> None:
    _run(db, "036_hub")


@steps()
def m037_names(db: Database) -> None:
    """Search names as they are written and as they may be typed."""
    _run(db, "037_names")


@steps()
def m038_absences(db: Database) -> None:
    _run(db, "038_absences")


@steps()
def m039_reopenings(db: Database) -> None:
    _run(db, "039_reopenings")


@steps()
def m040_contacts(db: Database) -> None:
    _run(db, "040_contacts")


@steps()
def m041_targets(db: Database) -> None:
    _run(db, "041_targets")


def _run(db: Database, step: str) -> None:
    """Execute a step statement by statement: `executescript` would commit before it begins."""
    for statement in _statements((_FOLDER / f"{step}.sql").read_text(encoding="utf-8")):
        db.execute(statement)


def _statements(script: str) -> list[str]:
    """Cut a script at `;` line ends, keeping triggers whole."""
    found, lines = [], []
    for line in script.strip().splitlines():
        lines.append(line)
        inside = any(part.startswith("CREATE TRIGGER") for part in lines)
        if line.endswith(";") and (not inside or line == "END;"):
            found.append("\n".join(lines))
            lines = []
    return found
