"""Pictures as telephones and web pages have them (.webp, .heic, .avif), read as a scanned page."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any
from warnings import catch_warnings

from extract.contract.failures import ReadError, notice
from extract.readers.content import Content, Options

_MOST_PIXELS = 100_000_000
_MEDIA = {"WEBP": "image/webp", "HEIF": "image/heic", "AVIF": "image/avif"}


def content(data: bytes, name: str, options: Options) -> Content:
    """The text of a picture.  Raises ReadError (truncated, too_large, and what pdf.content raises)."""
    from extract.readers.pdf import pdf

    drawn, media, frames = bitmap(data)
    if len(drawn) > max(options.max_bytes, 3 * _MOST_PIXELS):
        raise ReadError("too_large.unpacked", most=options.max_bytes // 1_000_000)
    found = pdf.content(drawn, name, options)
    told = (notice("left_out.frames", count=frames - 1),) if frames > 1 else ()
    return replace(found, media_type=media, notices=(*found.notices, *told))


def bitmap(data: bytes) -> tuple[bytes, str, int]:
    """The picture as a BMP, as it is meant to be held; its media type, and how many pictures the file has."""
    import pillow_heif
    from PIL import Image, ImageOps

    pillow_heif.register_heif_opener()
    try:
        with catch_warnings(action="ignore"), Image.open(io.BytesIO(data), formats=[*_MEDIA]) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise ReadError("too_large.pixels", most=_MOST_PIXELS // 1_000_000)
            media, frames = _MEDIA[image.format or "WEBP"], int(getattr(image, "n_frames", 1))
            upright: Any = ImageOps.exif_transpose(image)
            out = io.BytesIO()
            _on_white(upright).save(out, "BMP")
            return out.getvalue(), media, frames
    except (ReadError, MemoryError):
        raise
    except Exception as error:  # the decoders raise whatever the damage leads to
        raise ReadError("truncated.image") from error


def _on_white(image: Any) -> Any:
    """Without transparency."""
    from PIL import Image

    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    image = image.convert("RGBA")
    white = Image.new("RGBA", image.size, "white")
    white.alpha_composite(image)
    return white.convert("RGB")
