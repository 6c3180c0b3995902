"""(role, driver name in config/station.toml) → "module:Class". kiosk.spec reads it for hidden imports."""

import importlib
from typing import cast

from contract.failures import Failed, FailureCode, Retry
from contract.roles import Role
from devices.driver import DriverClass

DRIVERS: dict[tuple[Role, str], str] = {
    (Role.CARD_READER, "sdt_serial"): "devices.card_reader.sdt_serial:SdtSerial",
    (Role.CARD_READER, "sdt_usb"): "devices.card_reader.sdt_usb:SdtUsb",
    (Role.CARD_READER, "sdt_hid"): "devices.card_reader.sdt_usb:SdtHid",
    (Role.CAMERA, "v4l2"): "devices.camera.v4l2:V4l2Camera",
    (Role.CAMERA, "mjpeg"): "devices.camera.mjpeg:MjpegCamera",
    (Role.CAMERA, "picture_files"): "devices.camera.picture_files:PictureFiles",
    (Role.DOCUMENT_SCANNER, "sane"): "devices.document_scanner.sane:SaneScanner",
    (Role.SCANNER, "serial_lines"): "devices.scanner.serial_lines:SerialLines",
    (Role.SCANNER, "hid_wedge"): "devices.scanner.hid_wedge:HidWedge",
    (Role.PAGE_PRINTER, "ipp"): "devices.page_printer.ipp:IppPrinter",
    (Role.SOCIAL_CARD, "pcsc_social"): "devices.social_card.pcsc_social:PcscSocial",
    (Role.LIGHTS, "serial_relay"): "devices.lights.serial_relay:SerialRelay",
    (Role.KEYPAD, "evdev_keys"): "devices.keypad.evdev_keys:EvdevKeys",
    (Role.LOUDSPEAKER, "portaudio"): "devices.loudspeaker.voice_clips:VoiceClips",
    (Role.MICROPHONE, "portaudio"): "devices.microphone.portaudio:PortAudioMicrophone",
    (Role.MICROPHONE, "pcm_stream"): "devices.microphone.pcm_stream:PcmStream",
    (Role.RECEIPT_PRINTER, "escpos"): "devices.receipt_printer.escpos:EscposPrinter",
}


def modules() -> list[str]:
    """Every module a driver lives in, for the frozen station."""
    from devices.microphone.engines import modules as engine_modules

    return sorted({target.split(":")[0] for target in DRIVERS.values()} | set(engine_modules()))


def drivers_of(role: Role) -> list[str]:
    return sorted(name for of, name in DRIVERS if of is role)


def driver_class(role: Role, name: str) -> DriverClass:
    """The class of a driver. Raises Failed(CONFIG_INVALID) when no such driver is known."""
    target = DRIVERS.get((role, name))
    if target is None:
        raise Failed(
            FailureCode.CONFIG_INVALID,
            f"no driver {name!r} is known for the role {role.value}",
            f"choose one of: {', '.join(drivers_of(role))}",
            Retry.NEVER,
        )
    module, _, found = target.partition(":")
    return cast(DriverClass, getattr(importlib.import_module(module), found))
