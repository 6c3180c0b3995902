"""What a camera may be shown, drawn here: a printed page on a table, a drawn face before a wall."""

import cv2
import numpy as np

Picture = np.ndarray
PAGE_WIDTH, PAGE_HEIGHT = 840, 1188
CORNERS = ((210.0, 120.0), (980.0, 160.0), (1040.0, 1180.0), (150.0, 1130.0))
"""Of the page in `page_on_table`, from the top left clockwise."""


def page(number: int = 1) -> Picture:
    """A printed sheet, 840 × 1188: a black bar at the top left tells up from down, `number` bars tell which page."""
    sheet = np.full((PAGE_HEIGHT, PAGE_WIDTH, 3), 238, np.uint8)
    cv2.rectangle(sheet, (60, 60), (300, 110), [20, 20, 20], -1)
    for bar in range(number):
        cv2.rectangle(sheet, (700, 60 + bar * 40), (780, 80 + bar * 40), [20, 20, 20], -1)
    for row in range(24):
        top = 170 + row * 40
        for word in range(9):
            left = 60 + word * 82
            cv2.putText(sheet, f"{row * 9 + word:03}", (left, top), cv2.FONT_HERSHEY_SIMPLEX, 0.9, [40, 40, 40], 2)
    return sheet


def page_on_table(sheet: Picture | None = None, corners: tuple[tuple[float, float], ...] = CORNERS) -> Picture:
    """The sheet as a camera sees it from above and aslant: 1200 × 1300."""
    sheet = page() if sheet is None else sheet
    height, width = sheet.shape[:2]
    rows, columns = np.mgrid[0:1300, 0:1200]
    wood = 95 + 12 * np.sin(columns * 0.02 + np.sin(rows * 0.01)) + 4 * np.sin(rows * 0.7)
    table = np.stack([wood * 0.55, wood * 0.75, wood], axis=2).astype(np.uint8)
    start = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    through = cv2.getPerspectiveTransform(start, np.array(corners, np.float32))
    seen = cv2.warpPerspective(sheet, through, (1200, 1300), flags=cv2.INTER_AREA)
    covers = cv2.warpPerspective(np.full((height, width), 255, np.uint8), through, (1200, 1300)) > 127
    table[covers] = seen[covers]
    return table


def with_lamp(picture: Picture, at: tuple[int, int], size: int) -> Picture:
    """A lamp's reflection."""
    light = np.zeros(picture.shape[:2], np.float32)
    cv2.circle(light, at, size, [1.0], -1)
    light = cv2.GaussianBlur(light, (0, 0), size * 0.15)[:, :, None]
    return np.clip(picture + light * 230, 0, 255).astype(np.uint8)


def drawn_face(ground: tuple[int, int, int] = (236, 238, 240), size: int = 300) -> Picture:
    """Somebody's head, drawn: 960 × 1280. `size`: width of the head in pixels."""
    scene = np.full((960, 1280, 3), ground, np.uint8)
    across, down = 640, 430

    def oval(x: float, y: float, wide: float, high: float, colour: list[int]) -> None:
        centre = (round(across + x * size), round(down + y * size))
        cv2.ellipse(scene, centre, (round(wide * size), round(high * size)), 0, 0, 360, colour, -1, cv2.LINE_AA)

    oval(0, 1.35, 1.05, 0.65, [90, 60, 50])  # shoulders
    oval(0, 0.62, 0.24, 0.32, [140, 165, 200])  # neck
    oval(0, -0.22, 0.54, 0.55, [35, 35, 40])  # hair
    oval(0, 0.04, 0.47, 0.62, [160, 185, 220])  # face
    oval(0, -0.42, 0.45, 0.24, [35, 35, 40])
    for side in (-1, 1):
        oval(side * 0.2, -0.02, 0.13, 0.075, [105, 125, 160])  # sockets
        oval(side * 0.2, 0.0, 0.095, 0.042, [235, 235, 235])
        oval(side * 0.2, 0.0, 0.04, 0.042, [30, 30, 35])
        oval(side * 0.2, -0.13, 0.13, 0.025, [40, 40, 45])  # brows
        oval(side * 0.05, 0.22, 0.03, 0.02, [95, 110, 150])
        oval(side * 0.3, 0.2, 0.1, 0.1, [150, 175, 215])
    oval(0, 0.12, 0.045, 0.12, [175, 200, 232])  # nose
    oval(0, 0.25, 0.08, 0.03, [120, 140, 180])
    oval(0, 0.40, 0.16, 0.045, [95, 95, 165])  # mouth
    oval(0, 0.395, 0.13, 0.012, [60, 60, 110])
    oval(0, 0.56, 0.1, 0.03, [140, 165, 205])
    return cv2.GaussianBlur(scene, (0, 0), size * 0.008)
