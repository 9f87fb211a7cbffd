"""The columns of every table that is written: name, type, where the value comes from, what it means.

`targets.csv`, `targets.jsonl`, every export and the data frames are made from these rows alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from extract.contract.codes import enumerated
from extract.contract.model import (
    Direction,
    DocumentType,
    Extraction,
    Kind,
    Level,
    PeriodType,
    Relation,
    Unit,
)
from extract.write.json import plain
from extract.write.viewed import Counted, Placed, Rejected, record_views

Cell = str | int | float | None
Row = dict[str, Cell]
Type = Literal["string", "integer", "number", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `path` leads from what `viewed` shows to the value, `en` and `vi` say what it means.

    `brief` columns stand in the targets.csv of `chitieu extract` too; `required` ones are never empty.
    """

    name: str
    path: str
    en: str
    vi: str
    type: Type = "string"
    enum: tuple[str, ...] = ()
    required: bool = False
    brief: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, the columns that are its key, and whether its `document` is one of `documents`."""

    name: str
    en: str
    vi: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    linked: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names, in order."""
        return tuple(column.name for column in self.columns)


@cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(path.split("."))


def _looked_up(view: Any, path: str) -> Any:
    """What a dotted path leads to; None as soon as anything on the way is None."""
    for name in _steps(path):
        view = getattr(view, name)
        if view is None:
            return None
    return view if type(view) is str else plain(view)


def row_of(view: Placed | Counted | Rejected, columns: Iterable[Column]) -> Row:
    """One row: the value of each column, whole floats as integers, dates in ISO form."""
    return {column.name: _looked_up(view, column.path) for column in columns}


def rows_of(table: Table, extraction: Extraction) -> list[Row]:
    """The rows of one document, in the order of its text."""
    views: Iterable[Placed | Counted | Rejected]
    if table is DOCUMENTS:
        views = [Counted(extraction)]
    elif table is REJECTED:
        views = [Rejected(extraction.document, each) for each in extraction.other_numbers]
    else:
        views = record_views(extraction)
    return [row_of(view, table.columns) for view in views]


_PROVINCE = (
    Column(
        "province_code", "head.province.code",
        "Code (General Statistics Office) of the province in force on the date of issue",
        "Mã tỉnh (Tổng cục Thống kê) có hiệu lực vào ngày ban hành",
    ),
    Column("province", "head.province.name", "Name of that province", "Tên tỉnh đó"),
    Column(
        "successor_code", "current.code",
        "Code of the province of today (since 2025-07-01); the same where nothing changed",
        "Mã tỉnh hiện nay (từ 01/7/2025); giữ nguyên nếu tỉnh không thay đổi",
    ),
    Column("successor", "current.name", "Name of the province of today", "Tên tỉnh hiện nay"),
    Column("district", "head.district", "District, where the document is a district's own",
           "Huyện, nếu là văn bản của cấp huyện"),
)  # fmt: skip
_TYPE = Column(
    "type", "head.type", "Type of document", "Loại văn bản", enum=get_args(DocumentType), required=True
)  # fmt: skip
_NUMBER = Column("number", "head.number", "Number and symbol of the document", "Số, ký hiệu văn bản")
_ISSUED = Column("issued", "head.issued", "Date of issue", "Ngày ban hành", "date")
_DOCUMENT = Column("document", "head.id", "Id of the document", "Mã văn bản", required=True)

TARGETS = Table(
    "targets",
    "Commitments and reported results, one row a record, each tied to its characters in the source.",
    "Mục tiêu cam kết và kết quả báo cáo, mỗi dòng một bản ghi, gắn với đúng vị trí trong văn bản gốc.",
    ("document", "id"),
    (
        *_PROVINCE, _DOCUMENT, _TYPE, _NUMBER, _ISSUED,
        Column("indicator_id", "target.indicator.id",
               "Indicator of the catalogue; empty where none fits",
               "Mã chỉ tiêu trong danh mục; trống nếu không có mục phù hợp"),
        Column("indicator_name", "indicator_name",
               "The catalogue's name of the indicator, else the words of the text",
               "Tên chỉ tiêu theo danh mục, nếu không có thì theo lời văn"),
        Column("indicator_text", "target.indicator.text",
               "The words of the text that name the indicator",
               "Lời văn nêu chỉ tiêu"),
        Column("qualifier", "target.qualifier",
               "The part of the indicator that the record is about",
               "Bộ phận của chỉ tiêu mà bản ghi nói đến"),
        Column("kind", "target.kind",
               "target: a commitment; actual: a reported result or starting point",
               "target: mục tiêu cam kết; actual: kết quả báo cáo hoặc mức xuất phát",
               enum=get_args(Kind), required=True),
        Column("level", "target.level", "Tier of government", "Cấp chính quyền", enum=get_args(Level)),
        Column("period_type", "target.period.type",
               "by: by the end year; in: in that year; during: over the years; annual: each of them; asof: to date",
               "by: đến năm; in: trong năm; during: cả giai đoạn; annual: từng năm; asof: đến nay",
               enum=get_args(PeriodType)),
        Column("period_start", "target.period.start", "First year", "Năm đầu", "integer"),
        Column("period_end", "target.period.end", "Last year", "Năm cuối", "integer"),
        Column("year", "target.period.end",
               "The year to compare by: the last one; empty where the text names none",
               "Năm dùng để so sánh: năm cuối; trống nếu văn bản không nêu", "integer"),
        Column("unit", "target.measure.unit", "What the value counts", "Loại giá trị",
               enum=get_args(Unit), required=True),
        Column("unit_text", "target.measure.unit_text",
               "The unit's words, for money, points, count and quantity",
               "Đơn vị theo lời văn, đối với money, points, count, quantity"),
        Column("relation", "target.measure.relation",
               f"How the value binds. {enumerated('relation', 'en')} value and upper. "
               "Of a rank it is on the number (le 30: among the first 30)",
               f"Quan hệ với giá trị. {enumerated('relation', 'vi')} từ value đến upper. "
               "Với thứ hạng tính theo con số (le 30: trong nhóm 30 đứng đầu)",
               enum=get_args(Relation), required=True),
        Column("value", "target.measure.value",
               "The number, in the unit as written; empty for a band",
               "Con số theo đơn vị trong văn bản; trống nếu là xếp loại", "number"),
        Column("upper", "target.measure.upper", "Upper end of a range", "Cận trên của khoảng", "number"),
        Column("out_of", "target.measure.out_of", "Of how many (the 63 of 30/63)", "Trên tổng số (63 trong 30/63)",
               "number"),
        Column("band", "target.measure.band", "Band in words (khá, trung bình cao)", "Xếp loại bằng chữ"),
        Column("direction", "target.measure.direction",
               "Of a change by an amount; empty for a level", "Chiều thay đổi; trống nếu là mức đạt",
               enum=get_args(Direction)),
        Column("per", "target.measure.per", "year: each year anew", "year: mỗi năm", enum=("year",)),
        Column("value_base", "base.value",
               "The number in `unit_base`, so that quantities compare however they are spelt; "
               "empty where the unit's words are not known",
               "Con số theo unit_base để so sánh dù viết theo đơn vị nào; trống nếu chưa biết đơn vị", "number"),
        Column("upper_base", "base.upper", "Upper end of a range in `unit_base`", "Cận trên của khoảng theo unit_base",
               "number"),
        Column("unit_base", "base.unit",
               "Base unit, a UCUM code; in braces what is counted and currencies ({VND}/{person}/a)",
               "Đơn vị gốc theo mã UCUM; trong ngoặc nhọn là thứ được đếm và loại tiền ({VND}/{person}/a)"),
        Column("baseline_start", "target.baseline.start",
               "First year that a change is measured from", "Năm đầu của mốc so sánh", "integer"),
        Column("baseline_end", "target.baseline.end",
               "Last year that a change is measured from", "Năm cuối của mốc so sánh", "integer"),
        Column("exclusion", "target.exclusion", "What is excepted, as written", "Phần loại trừ, theo lời văn"),
        Column("place", "target.place.name",
               "Area or body the value belongs to, where it is another than the document's own",
               "Địa bàn hoặc đơn vị của giá trị, nếu khác với địa bàn của văn bản"),
        Column("place_level", "target.place.level", "Tier of that place", "Cấp hành chính của địa bàn đó",
               enum=get_args(Level)),
        Column("place_code", "target.place.code",
               "Code (General Statistics Office) of that place, if it is a province",
               "Mã (Tổng cục Thống kê) của địa bàn đó, nếu là tỉnh"),
        Column("responsible", "target.responsible", "Who is charged with it, as written",
               "Cơ quan chịu trách nhiệm, theo lời văn"),
        Column("label", "target.label", "The goal's own number in the document (Chỉ tiêu 3, 2.1.4)",
               "Số thứ tự của mục tiêu trong văn bản (Chỉ tiêu 3, 2.1.4)"),
        Column("parent", "target.parent", "Id of the record that this one is a part of",
               "Mã bản ghi mà bản ghi này là một phần"),
        Column("sentence", "target.source.sentence.text",
               "The sentence, readable (lines joined, notes taken out)",
               "Câu chứa giá trị, dạng dễ đọc (đã nối dòng, bỏ chú thích)", required=True),
        Column("section", "section",
               "Labels of the headings and items around it, outermost first",
               "Nhãn các mục chứa câu, từ ngoài vào trong"),
        Column("start", "target.source.start",
               "First character of the value in the document as read (code points)",
               "Vị trí ký tự đầu của giá trị trong văn bản gốc (tính theo điểm mã)", "integer", required=True),
        Column("end", "target.source.end",
               "Character after its last", "Vị trí ngay sau ký tự cuối", "integer", required=True),
        Column("confidence", "target.confidence", "How sure the record is, 0 to 1", "Độ tin cậy, từ 0 đến 1",
               "number", required=True),
        Column("reviewed", "target.reviewed.verdict",
               "What a person said of it: right, corrected (the row is as corrected), added (it had been missed); "
               "empty: nobody has looked",
               "Ý kiến người kiểm tra: right (đúng), corrected (đã sửa, dòng này theo bản sửa), "
               "added (máy bỏ sót, đã bổ sung); trống: chưa kiểm tra",
               enum=("right", "corrected", "added")),
        Column("reviewed_by", "target.reviewed.by", "Who said so", "Người kiểm tra"),
        Column("id", "target.id", "Id of the record in its document", "Mã bản ghi trong văn bản", required=True),
        Column("text", "target.source.text", "The value as written", "Giá trị theo nguyên văn",
               required=True, brief=False),
        Column("sentence_start", "target.source.sentence.start",
               "First character of the sentence", "Vị trí ký tự đầu của câu", "integer", required=True, brief=False),
        Column("sentence_end", "target.source.sentence.end",
               "Character after its last", "Vị trí ngay sau ký tự cuối của câu", "integer", required=True, brief=False),
        Column("page", "target.source.page",
               "Page, where the document has pages", "Số trang, nếu văn bản có trang", "integer", brief=False),
        Column("cell", "target.source.cell",
               "Cell, where the document is a workbook or table (Sheet1!D12; of a merged one the first)",
               "Ô chứa giá trị, nếu văn bản là bảng tính (Sheet1!D12; ô gộp lấy ô đầu)", brief=False),
        Column("alignment", "target.source.alignment",
               "restored: damaged text around it was put right",
               "restored: đoạn văn bản quanh giá trị bị hỏng và đã được phục hồi",
               enum=("exact", "restored"), required=True, brief=False),
        Column("rules", "rules",
               "Ids of the rules that made the record, parted by spaces",
               "Mã các quy tắc tạo ra bản ghi, cách nhau bằng dấu cách", brief=False),
    ),
)  # fmt: skip

DOCUMENTS = Table(
    "documents",
    "The documents that were read, one row a document.",
    "Các văn bản đã đọc, mỗi dòng một văn bản.",
    ("document",),
    (
        *_PROVINCE, _DOCUMENT, _TYPE, _NUMBER, _ISSUED,
        Column("title", "head.title", "What the document says it is about", "Trích yếu"),
        Column("issuer", "head.issuer", "Organ that issued it", "Cơ quan ban hành"),
        Column("signer", "head.signer", "Who signed it", "Người ký"),
        Column("horizon_start", "head.horizon.start",
               "First year the document as a whole plans for", "Năm đầu của thời kỳ văn bản hướng đến", "integer"),
        Column("horizon_end", "head.horizon.end",
               "Last year it plans for; no record takes it over",
               "Năm cuối của thời kỳ; không tự gán cho bản ghi", "integer"),
        Column("horizon_basis", "head.horizon.basis",
               "Where these years are from: title, term of office, most goals",
               "Căn cứ của thời kỳ: tiêu đề, nhiệm kỳ, đa số mục tiêu", enum=("title", "term", "goals")),
        Column("n_targets", "n_targets", "Number of commitments", "Số mục tiêu cam kết", "integer", required=True),
        Column("n_actuals", "n_actuals", "Number of reported results", "Số kết quả báo cáo", "integer", required=True),
        Column("n_rejected", "n_rejected",
               "Number of other numbers, each with a reason in `rejected`",
               "Số con số khác, đều có lý do trong bảng `rejected`", "integer", required=True),
        Column("warnings", "warnings", "Codes of warnings, parted by spaces",
               "Mã các cảnh báo, cách nhau bằng dấu cách"),
        Column("warning_messages", "warning_messages", "What the warnings say, one a line",
               "Nội dung các cảnh báo, mỗi dòng một cảnh báo"),
        Column("text_state", "head.text_state",
               "restored: diacritics were put back", "restored: dấu tiếng Việt đã được phục hồi",
               enum=("clean", "restored"), required=True),
        Column("media_type", "head.media_type", "Format of the file", "Định dạng tệp", required=True),
        Column("source", "head.source", "Path of the file as it was given", "Đường dẫn tệp như đã nêu", required=True),
        Column("sha256", "head.sha256", "SHA-256 of the file's bytes", "Mã băm SHA-256 của tệp", required=True),
    ),
    linked=False,
)  # fmt: skip

REJECTED = Table(
    "rejected",
    "Every other number of the documents, with the reason why it is no record.",
    "Mọi con số khác trong văn bản, kèm lý do vì sao không phải bản ghi.",
    ("document", "start", "end"),
    (
        _DOCUMENT,
        Column("start", "rejection.start", "First character (code points)", "Vị trí ký tự đầu (tính theo điểm mã)",
               "integer", required=True),
        Column("end", "rejection.end", "Character after the last", "Vị trí ngay sau ký tự cuối",
               "integer", required=True),
        Column("text", "rejection.text", "The number as written", "Con số theo nguyên văn", required=True),
        Column("reason", "rejection.reason", "Why it is no record (docs/records.md)",
               "Lý do không phải bản ghi (docs/records.md)", required=True),
    ),
)  # fmt: skip

TABLES = (TARGETS, DOCUMENTS, REJECTED)
