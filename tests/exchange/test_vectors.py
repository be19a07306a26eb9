"""What is checked in never changes: the product and a second reader of the forms hold it, both ways."""

from __future__ import annotations

import ast
import io
import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import msgspec
import pytest
from nacl.signing import SigningKey

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.arrived import RUN_EVENTS, Arrived
from ektp_desk.seal.age import LINES_BYTES, open_sealed
from ektp_desk.wire import limits
from ektp_desk.wire.envelope import head_of, open_content, read_object, seal_object, write_object
from ektp_desk.wire.events import events_as_bytes
from ektp_desk.wire.heads import DropList, OfficeVerdict, PackageHead, Receipt
from ektp_desk.wire.pack import PackDamage, PackWriter, kind_of_entry, read_pack
from ektp_desk.wire.package import Package, write_package
from ektp_desk.wire.part import cut, join, read_part
from tests.exchange import making, plain
from tests.exchange.reading import read_sent
from tests.exchange.scene import (
    AGE,
    HUB,
    KEYS,
    LAPTOP,
    OFFICE,
    ROOT,
    TO,
    VECTORS,
    Sending,
    a_run,
    arrived,
    drop_list,
    package_head,
    receipt,
    sent,
    taken,
    verdict,
)

HERE = Path(__file__).parent
SHOWN = ("header", "salt", "body", "signature", "second", "digest", "link")
SENT = ("run", "reissued", "package", "receipt", "verdict", "droplist")


def vector(name: str) -> Any:
    return json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))


def held(event: Arrived) -> dict[str, str | None]:
    """An event as a vector shows it."""
    said = event._asdict()
    return {name: making.shown_value(name, said[name]) for name in SHOWN}


def refused(data: bytes, by: str) -> str:
    with pytest.raises(EktpError) as error:
        read_sent(data, Sending(by))
    return error.value.code


def test_the_second_reader_knows_nothing_of_the_product() -> None:
    for path in (HERE / "plain.py", HERE / "making.py"):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
        names |= {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
        assert {name for name in names if name.partition(".")[0] == "ektp_desk"} == set()


def test_the_page_says_the_limits_that_hold() -> None:
    kib = {"a head": limits.HEAD, "the lines of an age file before its content": LINES_BYTES}
    kib |= {"an event's header": limits.EVENT_HEADER}
    mib = {"an entry: what travels in one piece": limits.ENTRY, "a pack, when it is written": limits.PACK}
    mib |= {"a whole that parts make; so an object or a file at all": limits.WHOLE}
    mib |= {"a package's content, unzipped": limits.PACKAGE}
    lists = {
        "names in an audience": limits.AUDIENCE,
        "a run's events; its content, unzipped": f"{RUN_EVENTS}; {limits.RUN >> 20} MiB",
        "ranges in a receipt or verdict; files in one": f"{limits.SPANS}; {limits.NAMED}",
        "keys of one visit": limits.VISIT_KEYS,
        "office desks of a package; the key of one, sealed": f"{limits.DESKS}; {limits.OFFICE_KEY >> 10} KiB",
        "machines and disks in a receipt": limits.PLACES,
        "names in a sheet of a drop list": limits.DROPPED,
        "copies in a verdict; ranges of each": f"{limits.COPIES}; {limits.KEPT}",
        "letters, lists, stretches, receipts of a package": (
            f"{limits.LETTERS}, {limits.LISTS}, {limits.STRETCHES:,}, {limits.RECEIPTS:,}"
        ),
        "a kit's content, unzipped; its stretches, visits": (
            f"{limits.KIT >> 20} MiB; {limits.STRETCHES:,}, {limits.KIT_VISITS}"
        ),
    }
    said = {name: f"{size >> 10} KiB" for name, size in kib.items()} | lists
    said |= {name: f"{size >> 20} MiB" for name, size in mib.items()}
    page = (HERE.parents[1] / "docs" / "format.md").read_text(encoding="utf-8")
    table = page.partition("| What | At most |\n| --- | --- |\n")[2].partition("\n\n")[0]

    assert set(table.splitlines()) == {f"| {name} | {most} |" for name, most in said.items()}
    assert f"{limits.PART:,} bytes" in page
    assert f"after {limits.TRIES:,} marks" in page


def test_keys_are_named_alike() -> None:
    for name, key in KEYS["devices"].items():
        public = bytes(SigningKey(bytes.fromhex(key["seed"])).verify_key)
        assert (public.hex(), plain.key_name(public)) == (key["public"], key["by"])
        assert (Sending(name).public.hex(), Sending(name).by) == (key["public"], key["by"])
    founder, page = (bytes.fromhex(KEYS[name]) for name in ("founder", "recovery"))
    assert plain.root_of(founder, page) == ROOT


@pytest.mark.parametrize("name", SENT)
def test_both_read_an_object_of_old_alike(name: str) -> None:
    known = vector(name)
    data, by = b64decode(known["object"]), Sending(known["by"])

    second = plain.read_object(data)
    plain.check(second, by.public, ROOT)
    ours = arrived(data, by)

    assert second["name"] == ours.name == known["name"]
    assert second["head"] == json.loads(ours.head) == known["head"]
    head = head_of(ours)
    ours_said = json.loads(msgspec.json.encode(head))
    later = ours_said.keys() - known["head"].keys()  # fields that were added since have their default
    assert {field: known["head"][field] for field in ours_said.keys() - later} == {
        field: ours_said[field] for field in ours_said.keys() - later
    }
    defaults = {one.encode_name: one.default for one in msgspec.structs.fields(head)}
    assert [field for field in later if getattr(head, field) != defaults[field]] == []


@pytest.mark.parametrize("name", ["run", "package"])
@pytest.mark.parametrize("reader", ["office", "recovery", "visit:v1"])
def test_both_open_for_each_of_the_audience_and_nobody_else(name: str, reader: str) -> None:
    known = vector(name)
    data, secret = b64decode(known["object"]), AGE[reader][0]
    if reader in known["opens_with"]:
        content = bytes.fromhex(known["content"])
        assert open_content(arrived(data, Sending(known["by"])), {reader: (secret,)}, most=2**20) == content
        assert plain.open_object(plain.read_object(data), [secret], 2**20) == content
    else:
        with pytest.raises(EktpError, match=r"^object\.not_for_us$"):
            open_content(arrived(data, Sending(known["by"])), {reader: (secret,)}, most=2**20)
        with pytest.raises(plain.Refused):
            plain.open_object(plain.read_object(data), [secret], 2**20)


@pytest.mark.parametrize(("name", "by"), [("run", LAPTOP), ("reissued", OFFICE)])
def test_both_read_the_events_of_a_run_alike(name: str, by: Sending) -> None:
    known = vector(name)
    run = read_sent(b64decode(known["object"]), by)
    second = plain.read_events(bytes.fromhex(known["content"]), known["head"])

    assert isinstance(run, list)
    assert [held(event) for event in run] == making.shown(second) == known["events"]
    assert plain.files_of(second) == known["head"]["files"]
    assert events_as_bytes(run).hex() == plain.write_events(second).hex() == known["content"]


def test_both_read_a_package_alike() -> None:
    known = vector("package")
    package = read_sent(b64decode(known["object"]), OFFICE)
    manifest, (stretch,), (inner,) = plain.read_package(bytes.fromhex(known["content"]))

    assert isinstance(package, Package)
    assert manifest == known["manifest"]
    assert (package.letters, package.slots) == (manifest["letters"], b64decode(manifest["slots"]))
    assert [msgspec.to_builtins(one) for one in package.lists] == manifest["lists"]
    assert [held(event) for event in package.runs[0]] == making.shown(stretch) == known["events"]
    assert list(package.receipts) == [inner]
    assert isinstance(read_sent(inner, HUB), Receipt)


@pytest.mark.parametrize("case", vector("refused"), ids=lambda case: case["why"])
def test_what_nobody_may_take_is_refused_by_name(case: Any) -> None:
    assert refused(b64decode(case["bytes"]), case["by"]) == case["code"]
    if case["code"] != "object.newer":
        with pytest.raises(plain.Refused):
            making.read_whole(b64decode(case["bytes"]), case["by"])


def test_parts_of_old_are_cut_and_joined_by_both() -> None:
    known = vector("part")
    whole = making.stream(known["size"])
    ours = list(cut(whole))

    assert ours == plain.cut(whole)
    assert [plain.sha(part).hex() for part in ours] == [part["name"] for part in known["parts"]]
    assert [part[:76].hex() for part in ours] == [part["starts"] for part in known["parts"]]
    assert join(map(read_part, plain.cut(whole))) == plain.join(ours[::-1]) == whole
    assert plain.sha(whole).hex() == known["sha256"]


@pytest.mark.parametrize("name", vector("pack")["packs"])
def test_packs_of_old_give_what_they_gave(name: str) -> None:
    known = vector("pack")
    case = known["packs"][name]
    pack = b64decode(case["pack"])
    given = list(read_pack(io.BytesIO(pack)))
    entries = [one for one in given if isinstance(one, bytes)]

    assert [plain.sha(entry).hex() for entry in entries] == [known["entries"][at] for at in case["given"]]
    assert [[one.place, one.reason.value] for one in given if isinstance(one, PackDamage)] == case["damages"]
    assert list(plain.read_pack(pack)) == entries
    kinds = [known["kinds"][at] for at in case["given"]]
    assert [plain.kind_of(entry) for entry in entries] == kinds
    assert [kind_of_entry(entry).value for entry in entries] == kinds


# What one writes the other reads


def test_the_second_reader_reads_a_run_of_ours() -> None:
    run = a_run(taken(), None, taken("cd" * 32, 5))
    data = sent(run)
    made = plain.read_object(data)
    plain.check(made, LAPTOP.public, ROOT)
    read = plain.read_events(plain.open_object(made, [AGE["recovery"][0]], 2**23), made["head"])

    assert making.shown(read) == [held(event) for event in run]
    assert plain.files_of(read) == made["head"]["files"]
    assert made["head"]["audience"] == ["office", "recovery"]


def test_the_second_reader_reads_a_package_of_ours() -> None:
    inner = write_object(receipt(), HUB.sign)
    package = Package({"A": "laptop"}, (), b"slots", (a_run(visit=""),), (inner,))
    to = {"visit:v1": AGE["visit:v1"][1]}
    made = plain.read_object(write_package(package_head(), package, to=to, sign=OFFICE.sign))
    plain.check(made, OFFICE.public, ROOT)
    manifest, stretches, receipts = plain.read_package(plain.open_object(made, [AGE["visit:v1"][0]], 2**25))

    assert manifest["letters"] == {"A": "laptop"}
    assert making.shown(stretches[0]) == [held(event) for event in a_run(visit="")]
    assert receipts == [inner]
    assert (made["head"]["kind"], made["head"]["number"]) == ("package", 1)


@pytest.mark.parametrize(("said", "by"), [(receipt(), HUB), (verdict(), OFFICE), (drop_list(), OFFICE)])
def test_the_second_reader_reads_what_ours_says(
    said: Receipt | OfficeVerdict | DropList, by: Sending
) -> None:
    made = plain.read_object(write_object(said, by.sign))
    plain.check(made, by.public, ROOT)
    plain.check_statement(made["head"])

    assert made["head"] == json.loads(json.dumps(msgspec.to_builtins(said)))


def test_ours_reads_what_the_second_writer_writes() -> None:
    """The vectors are of the second writer; here one of today, with a field that is added later."""
    events = making.chained()
    head = making.run_head(events, added="later")
    data = plain.seal_object(head, plain.write_events(events), list(TO.values()), LAPTOP.seed)
    run = read_sent(data, LAPTOP)

    assert isinstance(run, list)
    assert [held(event) for event in run] == making.shown(events)
    assert b'"added":"later"' in read_object(data).head


def test_both_write_a_pack_alike() -> None:
    entries = [b"", b"age-encryption.org/v1\n", write_object(receipt(), HUB.sign)]
    written = io.BytesIO()
    writer = PackWriter(written.write)

    assert [writer.add(entry) for entry in entries] == [True] * 3
    assert written.getvalue() == plain.write_pack(entries)


def test_both_write_the_same_bytes_around_what_chance_decides() -> None:
    head = making.package_vector()["head"]
    again = msgspec.json.decode(plain.json_as(head), type=PackageHead)
    to = {name: AGE[name][1] for name in head["audience"]}
    ours = read_object(seal_object(again, b"content", to=to, sign=OFFICE.sign))

    assert json.loads(ours.head) == head
    assert open_sealed(ours.payload, AGE["recovery"][0]) == plain.padded(ours.head, b"content")
    second = plain.read_object(plain.write_raw(ours.head, OFFICE.seed, ours.payload))
    assert ours.signature == second["signature"]
