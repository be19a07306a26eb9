"""`office user`: who may sign in with what roles, and new passphrases, each told once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TypeVar

import click

from ektp_desk.cli.common import Signing, find_user, read_passphrase, signing_options, telling, write_json
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.recovery import keys_of_page, reset_by_page
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.roles import Role
from ektp_desk.usecases.admin.commands import (
    NewUser,
    add_user,
    change_own_passphrase,
    change_user,
    give_key,
    remove_user,
    reset_passphrase,
)
from ektp_desk.usecases.admin.queries import ACTIVE, users
from ektp_desk.usecases.session import Session
from ektp_desk.words import _
from ektp_desk.words.roles import roles_words

R = TypeVar("R")
_ROLES = click.Choice([role.value for role in Role])


@click.group(help=_("Pengguna: siapa yang boleh masuk, dengan peran apa."))
def user() -> None:
    """Hold the commands."""


def _json_option(command: Callable[..., R]) -> Callable[..., R]:
    return click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))(command)


def _role_option(command: Callable[..., R]) -> Callable[..., R]:
    text = _("Peran; boleh lebih dari sekali.")
    return click.option("--role", "roles", type=_ROLES, multiple=True, help=text)(command)


@user.command("list", help=_("Sebutkan semua pengguna."))
@signing_options
@_json_option
@telling
def list_(*, signing: Signing, as_json: bool) -> None:
    """Name every user."""
    with _signed_in(signing) as (session, _typed):
        found = users(session)
    if as_json:
        write_json({"users": [asdict(facts) for facts in found]})
        return
    for facts in found:
        state = _("dihapus") if facts.state != ACTIVE else ""
        missing = "" if facts.has_passphrase or state else _("belum punya kata sandi")
        if facts.offers_key and not state:
            missing = _("kunci dari laptop {laptops} belum sah").format(laptops=", ".join(facts.offered_on))
        click.echo(" · ".join(filter(None, [facts.name, roles_words(facts.roles), state, missing])))


@user.command(help=_("Tambahkan pengguna; kata sandinya disebutkan satu kali."))
@click.argument("name")
@_role_option
@signing_options
@_json_option
@telling
def add(*, name: str, roles: tuple[str, ...], signing: Signing, as_json: bool) -> None:
    """Let somebody in."""
    with _signed_in(signing) as (session, _typed):
        made = add_user(session, name, roles)
    _tell(name, made, as_json=as_json)


@user.command(help=_("Ganti nama atau peran pengguna."))
@click.argument("name")
@click.option("--name", "new_name", metavar="NAME", help=_("Nama baru."))
@_role_option
@signing_options
@_json_option
@telling
def change(
    *, name: str, new_name: str | None, roles: tuple[str, ...], signing: Signing, as_json: bool
) -> None:
    """Change name or roles."""
    with _signed_in(signing) as (session, _typed):
        made = change_user(session, _find(session, name), name=new_name, roles=roles or None)
    _tell(new_name or name, made, as_json=as_json)


@user.command(help=_("Beri kata sandi baru: untuk diri sendiri, oleh ADB, atau dengan halaman pemulihan."))
@click.argument("name")
@click.option("--recovery-fd", type=int, metavar="N", help=_("Baca 27 kata pemulihan dari deskriptor N."))
@signing_options
@_json_option
@telling
def reset(*, name: str, recovery_fd: int | None, signing: Signing, as_json: bool) -> None:
    """Give a new passphrase."""
    if recovery_fd is not None:
        with Desk(signing.folders, today=signing.today) as desk:
            words = reset_by_page(desk, keys_of_page(desk.slots, read_passphrase(recovery_fd)), name)
        _tell(name, NewUser("", words), as_json=as_json)
        return
    with _signed_in(signing) as (session, typed):
        who = _find(session, name)
        if who == session.user.id:
            made = change_own_passphrase(session, typed)
        else:
            made = reset_passphrase(session, who)
    _tell(name, made, as_json=as_json)


@user.command(help=_("Hapus pengguna: tidak dapat masuk lagi; catatannya tetap ada."))
@click.argument("name")
@click.option("--reason", default="", metavar="TEXT", help=_("Alasan, untuk jurnal."))
@signing_options
@_json_option
@telling
def remove(*, name: str, reason: str, signing: Signing, as_json: bool) -> None:
    """Let somebody in no longer."""
    with _signed_in(signing) as (session, _typed):
        remove_user(session, _find(session, name), reason=reason)
    if as_json:
        write_json({"user": name, "removed": True})
    else:
        click.echo(_("{user} tidak dapat masuk lagi.").format(user=name))


@user.command("confirm-key", help=_("Sahkan kunci yang dibuat petugas sendiri saat masuk (ADB)."))
@click.argument("name")
@signing_options
@_json_option
@telling
def confirm_key(*, name: str, signing: Signing, as_json: bool) -> None:
    """Say of a key that it is somebody's."""
    with _signed_in(signing) as (session, _typed):
        give_key(session, _find(session, name))
    _tell(name, None, as_json=as_json)


@contextmanager
def _signed_in(signing: Signing) -> Iterator[tuple[Session, str]]:
    """Sign in, and give what was typed beside the session: one's own new passphrase asks for the old one."""
    with Desk(signing.folders, today=signing.today) as desk:
        who = find_user(desk, signing.user)
        typed = read_passphrase(signing.passphrase_fd)
        yield desk.sign_in(who, typed), typed


def _find(session: Session, name: str) -> str:
    for facts in users(session):
        if facts.name == name and facts.state == ACTIVE:
            return facts.id
    raise EktpError("user.unknown")


def _tell(name: str, made: NewUser | None, *, as_json: bool) -> None:
    """Say what was done; a passphrase only when one was made."""
    if as_json:
        write_json({"user": name} | ({"passphrase": made.passphrase} if made else {}))
    elif made:
        click.echo(_("Kata sandi {user}: {passphrase}").format(user=name, passphrase=made.passphrase))
    else:
        click.echo(_("{user} diganti.").format(user=name))
