"""The declarations in plain words, each agreed to by its own tick; the full text one tap away; the signature."""

import msgspec

from contract.codes import Profile
from kiosk.journey.events import On
from kiosk.screens.form_words import declaration_said
from kiosk.screens.parts import Choice, Press
from kiosk.screens.shown import Scene
from kiosk.text_entry.strokes import is_signed


class SignShown(msgspec.Struct, frozen=True):
    title: str
    second: str
    declarations: tuple[Choice, ...]
    all: Press
    full_text: Press
    by_card: Press
    """Offered to who does not look; the window has no button for it."""
    pad: str
    strokes: list[list[tuple[float, float]]]
    again: str
    hint: str
    wrong: bool
    left: Press
    primary: Press


def sign_shown(scene: Scene) -> SignShown:
    session, words = scene.session, scene.words
    declarations = session.form.declarations if session.form is not None else ()
    agreed = all(declaration.id in session.declared for declaration in declarations)
    signed = session.signed_by_card or is_signed(session.strokes.get("signature", []))
    by_card = session.non_visual and session.card is not None and scene.site.card_signs and not signed
    return SignShown(
        title=words.text("sign-title"),
        second=words.text("sign-second", count=words.text(f"sign-count-{min(len(declarations), 9)}")),
        declarations=tuple(
            Choice(
                declaration_said(words, declaration),
                on=declaration.id in session.declared,
                act=On.DECLARE.value,
                argument={"id": declaration.id, "agreed": declaration.id not in session.declared},
            )
            for declaration in declarations
        ),
        all=Press(
            words.text("sign-all-agreed" if agreed else "sign-agree-all"),
            On.DECLARE.value,
            {"id": "all", "agreed": True},
            "check",
            enabled=not agreed,
            reason=words.text("sign-all-agreed"),
        ),
        full_text=Press(words.text("sign-full-text"), On.FULL_TEXT.value, "declarations", "file-text"),
        by_card=Press(words.text("aloud-card-sign"), On.SIGN_BY_CARD.value) if by_card else Press(),
        pad="signature",
        strokes=session.strokes.get("signature", []),
        again=words.text("sign-again"),
        hint=words.text("sign-hint-brief" if session.profile is Profile.ELDER else "sign-hint"),
        wrong=bool(session.errors) and not signed,
        left=Press(words.text("form-help"), On.HELP.value, icon="heart-handshake"),
        primary=Press(
            words.text("form-changed" if session.editing else "sign-done"),
            On.NEXT.value,
            icon="check" if session.editing else "arrow-right",
            enabled=agreed and signed,
            reason=words.text("sign-not-agreed" if not agreed else "sign-not-signed"),
        ),
    )
