"""Screenshots and scans through OCR; the model comes with the package, nothing is loaded at run time."""

from __future__ import annotations

import io
import logging
import re
import threading
import warnings
from functools import cache
from typing import Any

from diagnose.intake.content import Content
from diagnose.intake.files.extras import needed
from diagnose.intake.files.paper import Paper

LARGEST_IMAGE = 50_000_000
MOST_PIXELS = 40_000_000
_SMALL_SIDE = 1_600
_SURE = 0.5
_WHAT = "A picture"
_ONE_AT_A_TIME = threading.Lock()


def read_image(content: Content) -> Paper:
    """The text of a picture, a line a line."""
    needed(content, "rapidocr", "ocr", _WHAT)
    lines = lines_of(content, pixels_of(content))
    if not lines:
        raise content.error(
            "No text was found in the picture.", "A screenshot or scan of a notice was expected.",
            "Take it again, larger and sharper, or type the text.",
        )  # fmt: skip
    return Paper("\n".join(lines), read_by="ocr")


def boxes_of(content: Content, pixels: Any) -> list[tuple[Any, str]]:
    """The texts in a picture (an array of pixels), each with the four corners of its box in points."""
    needed(content, "rapidocr", "ocr", _WHAT)
    needed(content, "onnxruntime", "ocr", _WHAT)
    with _ONE_AT_A_TIME:
        # Its guess at lines upside down spoils long ones; pictures of letters stand upright.
        found = _engine()(pixels, use_cls=False)
    if found.txts is None:
        return []
    return [
        (box, text.strip())
        for box, text, sure in zip(found.boxes.tolist(), found.txts, found.scores, strict=True)
        if sure >= _SURE and text.strip()
    ]


def lines_of(content: Content, pixels: Any) -> list[str]:
    """The lines of text in a picture (an array of pixels), from top to bottom."""
    return _in_lines(boxes_of(content, pixels))


# Letters of two scripts that look alike: between Katakana they are Katakana, elsewhere Chinese characters.
_MISREAD = {"一": "ー", "口": "ロ", "力": "カ", "二": "ニ", "工": "エ", "夕": "タ", "卜": "ト", "八": "ハ"}
_IN_KATAKANA = re.compile(rf"(?<=[\u30a1-\u30fc])[{''.join(_MISREAD)}](?=[\u30a1-\u30fc])")
_NO_LONG_VOWEL = re.compile("(?<=[\u3041-\u3093\u4e00-\u9fff])ー(?=[\u4e00-\u9fff])")


def _spelt(line: str) -> str:
    """A line of Japanese with the letters that only look like those that were read."""
    line = _IN_KATAKANA.sub(lambda found: _MISREAD[found[0]], line)
    return _NO_LONG_VOWEL.sub("一", line)


def _in_lines(seen: list[tuple[Any, str]]) -> list[str]:
    """Boxes that stand at one height are one line, read from the left."""
    placed = sorted(
        (min(y for _, y in box), max(y for _, y in box), min(x for x, _ in box), text) for box, text in seen
    )
    lines: list[list[tuple[float, float, float, str]]] = []
    for item in placed:
        top, bottom, _, _ = item
        last = lines[-1][-1] if lines else None
        if last and (top + bottom) / 2 < last[1] - (last[1] - last[0]) * 0.25:
            lines[-1].append(item)
        else:
            lines.append([item])
    return [_spelt(" ".join(text for *_, text in sorted(line, key=lambda item: item[2]))) for line in lines]


@cache
def _engine() -> Any:
    """The reader, made once: loading its model takes a second."""
    from rapidocr import RapidOCR

    level = logging.getLogger("RapidOCR").level
    engine = RapidOCR(
        params={"Global.log_level": "critical", "EngineConfig.onnxruntime.intra_op_num_threads": 2}
    )
    logging.getLogger("RapidOCR").setLevel(max(level, logging.CRITICAL))
    return engine


def pixels_of(content: Content) -> Any:
    image = needed(content, "PIL.Image", "ocr", _WHAT)
    raw = content.raw(LARGEST_IMAGE)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = image.open(io.BytesIO(raw))
            wide, high = picture.size
            if wide * high > MOST_PIXELS:
                raise _too_large(content, wide, high)
            return _array(picture)
    except image.DecompressionBombError as error:
        raise _too_large(content, 0, 0) from error
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError, KeyError) as error:
        raise content.error(
            "The picture is damaged, or of a kind that is not read.",
            "A PNG, JPEG, WebP, TIFF or GIF was expected.",
            "Open it and save it as PNG.",
        ) from error


def _array(picture: Any) -> Any:
    import numpy
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(picture)
    if upright.mode in ("RGBA", "LA", "P"):
        upright = upright.convert("RGBA")
        white = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(white, upright)
    # Small letters of a screen are read better at twice their size.
    if max(upright.size) < _SMALL_SIDE:
        upright = upright.resize((upright.width * 2, upright.height * 2), Image.Resampling.BICUBIC)
    # The reader expects blue, green, red.
    return numpy.ascontiguousarray(numpy.asarray(upright.convert("RGB"))[:, :, ::-1])


def _too_large(content: Content, wide: int, high: int) -> Exception:
    size = f"of {wide:,} x {high:,} points " if wide else ""
    return content.error(
        f"The picture {size}is too large.",
        f"At most {MOST_PIXELS // 1_000_000} million points were expected.",
        "Cut it down to the notice.",
    )
