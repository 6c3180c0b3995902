"""What is kept where a card stood in for a signature → PNG bytes: a picture that people at the centre read."""

from datetime import datetime
from io import BytesIO

from contract.codes import Language
from kiosk.config import ASSETS
from kiosk.words import words_of


def card_signature_png(at: datetime) -> bytes:
    """Black on white, one bit a pixel: what was done instead of signing, and when. Needs no window."""
    from PIL import Image, ImageDraw, ImageFont  # with the first one that is needed

    words = words_of(ASSETS / "words", Language.ZH)
    lines = (words.text("sign-card-picture"), words.text("sign-card-picture-second"), f"{at:%Y-%m-%d %H:%M}")
    picture = Image.new("1", (720, 360), 1)
    pen, font = ImageDraw.Draw(picture), ImageFont.truetype(str(ASSETS / "fonts" / "NotoSansSC-Regular.ttf"), 48)
    for number, text in enumerate(lines):
        pen.text((24, 60 + 84 * number), text, font=font, fill=0)
    held = BytesIO()
    picture.save(held, "PNG")
    return held.getvalue()
