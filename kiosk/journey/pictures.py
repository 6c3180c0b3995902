"""Pictures of papers and faces in a visit: whose they are, who takes them, how many may be. Pure.

A picture belongs to a material or to a field of the form, by its id. It stays in memory until it is sealed.
"""

import struct
from dataclasses import dataclass, field

from contract.device_lines import DeviceState
from contract.failures import FailureCode
from contract.form import FieldType, FormDef, Material, Option, Source
from contract.pictures import CaptureKind, PictureHint
from contract.roles import Role

PAGES_OF_ONE = 12
PICTURES_AT_MOST = 40
BYTES_AT_MOST = 32 * 1024 * 1024
"""Of all pictures of a visit, with room left for the chunks that one header can name (contract/chunks.py)."""

EXIF_TURNS = (1, 8, 3, 6)
"""EXIF orientation for 0, 1, 2, 3 quarter turns anticlockwise, the way the button's arrow goes."""
SOI = b"\xff\xd8"
PHOTO_SOURCES = frozenset({"card", "camera", "scan"})
"""Keys of the options of a field that says where the photograph comes from (FORMS.md, photo_src)."""


@dataclass(frozen=True)
class Picture:
    """One page as it was taken. `turn`: quarter turns anticlockwise that the resident asked for."""

    name: str
    """Of this visit, e.g. "7"; never used twice."""
    jpeg: bytes = field(repr=False)
    hints: tuple[PictureHint, ...] = ()
    turn: int = 0

    @property
    def shown_as(self) -> str:
        """Name of the picture as it lies now."""
        return f"{self.name}-{self.turn}"


@dataclass
class Taking:
    """What is being photographed just now."""

    of: str
    kind: CaptureKind
    in_form: bool
    """Asked as a question of the form, not on the page of materials."""
    device: Role = Role.CAMERA
    hints: tuple[PictureHint, ...] | None = None
    """Of the live picture; None: there was none yet."""
    asked: str = ""
    """capture_id of the picture that is awaited."""
    went_wrong: FailureCode | None = None
    """Why the last one was not taken."""
    taken: Picture | None = None
    """To be looked at: kept or taken again."""
    picked: int = 0
    """Which kept page is picked, from 0."""


def kind_of_material(material: Material) -> CaptureKind:
    return CaptureKind.PORTRAIT if material.from_card_photo else CaptureKind.DOCUMENT


KIND_OF_FIELD = {FieldType.PHOTO: CaptureKind.PORTRAIT, FieldType.SCAN: CaptureKind.DOCUMENT}


def takers(
    kind: CaptureKind, camera: DeviceState, camera_takes: frozenset[CaptureKind], document_scanner: DeviceState
) -> tuple[Role, ...]:
    """Devices that are there and can take such a picture, the one that shows a live picture first."""
    found = []
    if camera is DeviceState.READY and kind in camera_takes:
        found.append(Role.CAMERA)
    if document_scanner is DeviceState.READY and kind is CaptureKind.DOCUMENT:
        found.append(Role.DOCUMENT_SCANNER)
    return tuple(found)


def is_full(pictures: dict[str, tuple[Picture, ...]], of: str) -> bool:
    """No more pages can be taken: of this paper, or of all papers together."""
    every = [picture for pages in pictures.values() for picture in pages]
    return (
        len(pictures.get(of, ())) >= PAGES_OF_ONE
        or len(every) >= PICTURES_AT_MOST
        or sum(len(picture.jpeg) for picture in every) >= BYTES_AT_MOST
    )


def content_of(picture: Picture) -> bytes:
    """The JPEG as it is handed in. A turn is written into its head, so nothing is packed a second time."""
    if picture.turn == 0 or not picture.jpeg.startswith(SOI):
        return picture.jpeg
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, EXIF_TURNS[picture.turn], 0)
    tiff = b"MM\x00\x2a" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    body = b"Exif\x00\x00" + tiff
    return SOI + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + picture.jpeg[2:]


def file_name(of: str, page: int) -> str:
    """Name under which the centre finds the page of a material or field; `page` from 0."""
    return f"{of}-{page + 1}.jpg"


def photo_sources(form: FormDef) -> dict[str, tuple[Option, ...]]:
    """Fields that say where the photograph comes from, with their options; answered by what is given, never asked."""
    return {
        each.id: each.options
        for each in form.fields
        if each.source is Source.KIOSK and each.options and {option.key for option in each.options} <= PHOTO_SOURCES
    }
