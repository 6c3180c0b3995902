"""A picture → JPEG of bounded size. Pure."""

import cv2

from devices.camera.document import Frame

QUALITIES = (88, 75, 60, 45)
PICTURE_BYTES = 4 * 1024 * 1024


def packed_jpeg(picture: Frame, qualities: tuple[int, ...] = QUALITIES, most: int = PICTURE_BYTES) -> bytes | None:
    """With the first quality that fits `most` bytes; None: even the last does not."""
    for quality in qualities:
        done, packed = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
        if done and packed.size <= most:
            return packed.tobytes()
    return None
