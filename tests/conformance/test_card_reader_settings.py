"""Settings and links of single card reader drivers: baud rates, USB descriptors, the photograph's decoder."""

from pathlib import Path

import pytest

from bench.emulators.card_layouts import SAMPLE_PERSON
from bench.emulators.card_reader import CardReaderEmulator
from bench.emulators.packet_wire import PacketWire
from contract.device_lines import Arm, CardLifted, CardPicture, CardSeen, DeviceState, DeviceStatus
from contract.failures import FailureCode
from contract.roles import Role
from tests.conformance.heard import Heard
from tests.transcripts.holders import PHOTO


def test_a_wrong_baud_rate_is_a_silent_reader_and_auto_finds_the_right_one() -> None:
    emulator = CardReaderEmulator(baud=57600)
    wrong = {"driver": "sdt_serial", "port": emulator.path, "baud": 115200}
    with Heard(Role.CARD_READER, wrong) as heard:
        assert heard.wait_state(DeviceState.FAULT).failure is not None
    with Heard(Role.CARD_READER, {**wrong, "baud": "auto"}) as heard:
        heard.wait_state(DeviceState.READY)
        heard.send(Arm(visit=1))
        emulator.put_card(SAMPLE_PERSON)
        heard.wait(CardSeen)
    emulator.close()


def test_an_appended_address_replaces_the_printed_one_when_asked_for() -> None:
    emulator = CardReaderEmulator()
    settings = {"driver": "sdt_serial", "port": emulator.path, "new_address": True}
    with Heard(Role.CARD_READER, settings) as heard:
        heard.send(Arm(visit=1))
        emulator.put_card(SAMPLE_PERSON, new_address="四川省成都市青羊区新址路3号")
        assert heard.wait(CardSeen).card.address == "四川省成都市青羊区新址路3号"
    emulator.close()


def test_a_reader_with_one_endpoint_each_way_is_told_by_its_descriptors() -> None:
    emulator = CardReaderEmulator(wire=PacketWire(b"\x01\x82"))
    with Heard(Role.CARD_READER, {"driver": "sdt_usb", "port": emulator.path}) as heard:
        heard.wait_state(DeviceState.READY)
        heard.send(Arm(visit=1))
        emulator.put_card(SAMPLE_PERSON)
        heard.wait(CardSeen)
    emulator.close()


@pytest.mark.parametrize(
    ("port", "code"),
    [
        ("usb:zz", FailureCode.CONFIG_INVALID),
        ("usb:0400:ffff", None),
        ("/dev/hidraw-none", FailureCode.DEVICE_UNPLUGGED),
    ],
)
def test_a_reader_that_is_not_on_usb_is_said(port: str, code: FailureCode | None) -> None:
    driver = "sdt_usb" if port.startswith("usb") else "sdt_hid"
    with Heard(Role.CARD_READER, {"driver": driver, "port": port}) as heard:
        failure = heard.wait(DeviceStatus, lambda status: status.failure is not None).failure
        assert failure is not None
        # without libusb on this machine that is what has to be told
        assert failure.code in ((code,) if code else (FailureCode.DEVICE_UNPLUGGED, FailureCode.DEVICE_LIBRARY))


@pytest.mark.parametrize(
    ("program", "picture"),
    [
        ("printf 'BM'; cat", b"BM" + PHOTO),
        ("cat", None),
        ("printf BM; exit 3", None),
        ("kill -9 $$", None),
        ("printf BM; cat /dev/zero | head -c 900000", None),
        ("sleep 30", None),
    ],
)
def test_a_photograph_is_decoded_by_a_program_that_may_break(
    tmp_path: Path, program: str, picture: bytes | None
) -> None:
    decoder = tmp_path / "decoder"
    decoder.write_text(f"#!/bin/sh\n{program}\n", "utf-8")
    decoder.chmod(0o755)
    emulator = CardReaderEmulator()
    settings = {"driver": "sdt_serial", "port": emulator.path, "photo_decoder": [str(decoder)]}
    with Heard(Role.CARD_READER, settings) as heard:
        heard.wait_state(DeviceState.READY)
        heard.send(Arm(visit=1))
        emulator.put_card(SAMPLE_PERSON)
        heard.wait(CardSeen)
        if picture is not None:
            assert heard.wait(CardPicture).picture == picture
        emulator.lift_card()
        heard.wait(CardLifted)
        assert heard.count(CardPicture) == (picture is not None)
    emulator.close()


def test_a_decoder_that_is_not_there_is_said() -> None:
    settings = {"driver": "sdt_serial", "port": "/dev/null", "photo_decoder": ["/opt/none"]}
    with Heard(Role.CARD_READER, settings) as heard:
        failure = heard.wait_state(DeviceState.FAULT).failure
        assert failure is not None
        assert failure.code is FailureCode.CONFIG_INVALID
