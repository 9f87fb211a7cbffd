"""Hand-made documents: extractions for tests that need no pipeline."""

from __future__ import annotations

from typing import Any

from extract.contract.model import Extraction, Target
from extract.readers import Source

PHU_YEN = {
    "code": "54",
    "name": "Phú Yên",
    "successor": {"code": "66", "name": "Đắk Lắk"},
}

_MEASURE: dict[str, Any] = {
    "unit": "percent", "unit_text": None, "relation": "ge", "value": 80, "upper": None,
    "out_of": None, "band": None, "direction": None, "per": None,
}  # fmt: skip
_TARGET: dict[str, Any] = {
    "id": "procedure.online_full-2025",
    "kind": "target",
    "indicator": {
        "id": "procedure.online_full",
        "name": "Tỷ lệ TTHC là dịch vụ công trực tuyến toàn trình",
        "text": "thủ tục hành chính",
    },
    "qualifier": None,
    "period": {"type": "by", "start": None, "end": 2025},
    "baseline": None,
    "level": None,
    "exclusion": None,
    "confidence": 0.9,
    "why": [{"rule": "value.percent", "start": 10, "end": 13}],
}


def target(start: int = 10, end: int = 13, text: str = "80%", **changes: Any) -> Target:
    """A target at a span; measure and top-level fields can be changed by name."""
    data: dict[str, Any] = {**_TARGET, "id": f"{_TARGET['id']}-{start}"}
    measure = dict(_MEASURE)
    for name, value in changes.items():
        (measure if name in measure else data)[name] = value
    sentence = {"start": max(start - 10, 0), "end": end + 9, "text": f"Tối thiểu {text} hồ sơ."}
    source = {
        "start": start, "end": end, "text": text, "sentence": sentence, "section": ["II", "1", "a)"],
        "page": None, "alignment": "exact",
    }  # fmt: skip
    return Target.model_validate({**data, "measure": measure, "source": {**source, **data.pop("source", {})}})


def extraction(*targets: Target, id: str = "phu-yen", **head: Any) -> Extraction:
    """A document with these targets (one at 10..13 if none are given); head fields by name."""
    document = {
        "id": id, "source": f"corpora/{id}.txt", "sha256": "0" * 64, "media_type": "text/plain",
        "title": "Kế hoạch cải cách hành chính", "type": "decision", "number": "12/QĐ-UBND",
        "issued": "2021-12-30", "issuer": "UBND tỉnh Phú Yên", "province": PHU_YEN, "district": None,
        "signer": None, "horizon": {"start": 2021, "end": 2025, "basis": "title"}, "text_state": "clean",
    }  # fmt: skip
    return Extraction.model_validate(
        {
            "schema": "chitieu/1",
            "document": {**document, **head},
            "targets": [each.model_dump() for each in targets or (target(),)],
            "rejected": [{"start": 0, "end": 4, "text": "2021", "reason": "date"}],
            "warnings": [],
        }
    )


def extractor(source: Source) -> Extraction:
    """A stand-in for the pipeline: one target a document, the document's own id and path."""
    return extraction(id=source.id, source=source.path, sha256=source.sha256, media_type=source.media_type)


VARIETY = (
    target(0, 3),
    target(4, 14, "25 - 30/63", unit="rank", relation="between", value=25, upper=30, out_of=63),
    target(20, 35, "trung bình cao", unit="band", value=None, band="trung bình cao", relation="eq"),
    target(40, 46, "84,11%", value=84.11, relation="eq", kind="actual", period=None, level="district"),
    target(50, 53, "10%", value=10, direction="decrease", per="year", baseline={"start": 2021, "end": 2021}),
    target(60, 74, "130 triệu đồng", unit="money", unit_text="triệu đồng", value=130),
    target(
        80,
        83,
        "37%",
        indicator={"id": None, "name": "tỷ lệ che phủ rừng", "text": "Tỷ lệ che phủ rừng"},
        exclusion="không tính rừng tre",
        period={"type": "asof", "start": None, "end": None},
        qualifier="rừng tự nhiên",
        confidence=1.0,
    ),
)
"""Records of every shape the contract knows."""
