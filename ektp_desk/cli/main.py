"""`ektp-desk`: without a command it opens the desk."""

from __future__ import annotations

import gc
from importlib import import_module
from pathlib import Path

import click

from ektp_desk.cli.common import data_option, telling
from ektp_desk.cli.window import open_window
from ektp_desk.logs import LOG, start_log
from ektp_desk.memory import close_memory
from ektp_desk.seal.files import refuse_irregular, telling_disk_errors
from ektp_desk.settings import folders, language
from ektp_desk.words import _, speak, teach_libraries

speak(language())  # before any command writes its help
teach_libraries()

# Each command by the module that holds it, and its name there.
_COMMANDS = {
    "office": ("office", "office"),
    "import": ("lists", "import_"),
    "report": ("paper.report", "report"),
    "manual": ("paper.manual", "manual"),
    "backup": ("keeping.backup", "backup"),
    "restore": ("keeping.backup", "restore"),
    "doctor": ("keeping.doctor", "doctor"),
    "self-test": ("keeping.self_test", "self_test"),
    "rehearse": ("rehearse", "rehearse"),
    "verify": ("checks", "verify"),
    "courier": ("courier", "courier"),
    "salvage": ("keeping.salvage", "salvage"),
    "rebuild": ("checks", "rebuild"),
    "hub": ("hub", "hub"),
    "sync": ("sync", "sync"),
}


class Commands(click.Group):
    """Loads a command when it is called by name: the window shall not wait for any."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """In order."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  the same
        """Load a command; None when there is none of this name."""
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"ektp_desk.cli.{module}"), name)
        return command


@click.group(
    cls=Commands,
    invoke_without_command=True,
    help=_("Meja kerja perekaman e-KTP. Tanpa perintah: membuka jendela meja."),
)
@data_option
@click.option("--sample", is_flag=True, help=_("Buka kantor contoh; semua orangnya buatan."))
@click.option("--keys-fd", type=int, hidden=True)
@click.option("--handed-over", is_flag=True, hidden=True)
@click.pass_context
@telling
def main(
    ctx: click.Context, *, data: Path | None, sample: bool, keys_fd: int | None, handed_over: bool
) -> None:
    """Start the log, then the window when no command was given."""
    close_memory()
    refuse_irregular(folders().state / LOG)
    with telling_disk_errors():
        start_log(folders().state)
    if ctx.invoked_subcommand is not None:
        if data is not None or sample:  # a command would act on another folder than was named
            raise click.UsageError(_("Tulis --data dan --sample di belakang perintahnya."))
        gc.enable()
    else:
        ctx.exit(open_window(data, sample=sample, keys_fd=keys_fd, handed=handed_over))
