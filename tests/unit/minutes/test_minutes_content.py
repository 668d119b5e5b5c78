import subprocess
import sys
from dataclasses import replace

import msgspec
import pytest
from minutes_sample import PRINTED, minutes

from mdt_desktop.minutes.content import (
    Quorum,
    content_hash,
    is_signed,
    read_snapshot,
    short_hash,
    snapshot_bytes,
    snapshot_hash,
    title,
)
from mdt_desktop.minutes.layout import lay_out


def test_a_snapshot_reads_back_to_the_same_content_and_hash():
    content = minutes()
    again = read_snapshot(snapshot_bytes(content))
    assert again == content
    assert content_hash(again) == content_hash(content) == snapshot_hash(snapshot_bytes(content))


def test_the_hash_is_256_bits_of_lower_case_hex_and_pages_show_eight_digits():
    full = content_hash(minutes())
    assert len(bytes.fromhex(full)) == 32
    assert short_hash(full) == full[:8]


def test_every_key_of_the_snapshot_is_sorted():
    def keys_in_order(value: object) -> bool:
        if isinstance(value, dict):
            return list(value) == sorted(value) and all(map(keys_in_order, value.values()))
        return all(map(keys_in_order, value)) if isinstance(value, list) else True

    assert keys_in_order(msgspec.msgpack.decode(snapshot_bytes(minutes())))


@pytest.mark.parametrize(
    "change",
    [{"purpose": "Another purpose"}, {"version": 2}, {"learning": ()}, {"people": minutes().people[1:]}],
)
def test_any_change_of_content_changes_the_hash(change: dict[str, object]):
    assert content_hash(minutes(**change)) != content_hash(minutes())


def test_printing_another_copy_does_not_change_the_hash_on_its_pages():
    shown = short_hash(content_hash(minutes())).encode()
    for copy in (1, 2):
        pdf = lay_out(minutes(), replace(PRINTED, copy=copy)).pdf
        assert shown.decode() in first_page_text(pdf)


def first_page_text(pdf: bytes) -> str:
    from mdt_desktop.minutes.pages import page_text

    return page_text(pdf, 0)


def test_a_snapshot_without_its_optional_fields_still_reads():
    bare = msgspec.msgpack.decode(snapshot_bytes(minutes()))
    for field in ("learning", "gaps", "deaths", "amendments"):
        bare.pop(field, None)
    assert read_snapshot(msgspec.msgpack.encode(bare)).learning == ()


@pytest.mark.parametrize("damaged", [b"", b"\xc1", b"\x80", snapshot_bytes(minutes())[:-9]])
def test_damaged_snapshots_are_not_read(damaged: bytes):
    with pytest.raises(msgspec.MsgspecError):
        read_snapshot(damaged)


def test_minutes_of_an_inquorate_meeting_are_titled_notes():
    assert title(minutes()) == "Huddle minutes"
    assert title(minutes(quorum=Quorum(rule="Chair", met=False))) == "Huddle notes – not quorate"


def test_only_signed_versions_count_as_signed():
    assert [is_signed(minutes(status=status)) for status in ("draft", "circulated", "final", "amended")] == [
        False,
        False,
        True,
        True,
    ]


def test_content_and_pages_load_no_pdf_library():
    script = (
        "import sys, mdt_desktop.minutes.content, mdt_desktop.minutes.printed, mdt_desktop.minutes.pages;"
        "print(sorted({'reportlab', 'pikepdf', 'pypdfium2', 'uharfbuzz'} & set(sys.modules)))"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"
