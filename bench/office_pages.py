"""Pages as an office prints them, in made-up wording, and what a scanner makes of them: for `words_right.py`."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pymupdf

SANS_AND_SERIF = {
    "FreeSerif": "/usr/share/fonts/truetype/freefont/FreeSerif{}.ttf",
    "FreeSans": "/usr/share/fonts/truetype/freefont/FreeSans{}.ttf",
    "DejaVuSerif": "/usr/share/fonts/truetype/dejavu/DejaVuSerif{}.ttf",
    "NotoSans": "/usr/share/fonts/truetype/noto/NotoSans-{}.ttf",
}
_BOLD = {"FreeSerif": "Bold", "FreeSans": "Bold", "DejaVuSerif": "-Bold", "NotoSans": "Bold"}
_PLAIN = {"NotoSans": "Regular"}

_SENTENCES = """
Tổ công tác liên ngành kiểm tra từng bến đò, lập sổ theo dõi và báo cáo Sở Xây dựng trước ngày {d}/{m}/2027.
Để bảo đảm nguồn nước tưới cho {n} ha lúa vụ hè thu, các trạm bơm vận hành từ sáng sớm đến chiều tối.
Trường học ở vùng cao được bổ sung {n} bộ bàn ghế, {s} phòng thí nghiệm và tủ sách dùng chung.
Mỗi thôn, bản bố trí ít nhất một cán bộ phụ trách việc tiếp nhận phản ánh của bà con về môi trường.
Đến hết năm 2028, tỷ lệ hộ dân dùng nước hợp vệ sinh đạt {p}%, riêng xã đảo không thấp hơn {q}%.
Việc nghiệm thu thực hiện theo Quyết định số {n}/QĐ-UBND và hướng dẫn kèm theo Công văn số {s}/STC-NS.
Doanh nghiệp nhỏ được hỗ trợ lãi suất vay mua máy móc, sửa chữa nhà xưởng và đào tạo thợ trẻ.
Bến cảng mới giảm thời gian bốc dỡ từ {s} giờ xuống còn {k} giờ, nhờ đó chi phí vận tải hạ đáng kể.
Ban quản lý rừng phòng hộ triển khai trồng dặm {n} ha, tỉa thưa và làm đường băng cản lửa trước mùa khô.
Người cao tuổi, trẻ mồ côi và hộ nghèo được cấp thẻ bảo hiểm y tế, khám sức khỏe định kỳ mỗi năm {k} lần.
Kinh phí dự kiến {p},{k} tỷ đồng, trong đó ngân sách tỉnh {q}%, phần còn lại do các đơn vị tự cân đối.
Những tuyến phố hay ngập phải nạo vét cống rãnh, lắp thêm van ngăn triều và biển cảnh báo độ sâu.
Thư viện tỉnh mở cửa cả thứ bảy, chủ nhật; số lượt bạn đọc tăng {p}% so với cùng kỳ năm trước.
Chợ đầu mối thu gom rau củ, thủy sản tươi sống, có kho lạnh sức chứa {n} tấn và bãi đỗ rộng rãi.
Các hợp tác xã ký kết tiêu thụ chè, cà phê, hồ tiêu với giá sàn, chia sẻ rủi ro khi thị trường biến động.
Lớp xóa mù chữ buổi tối thu hút {n} học viên, phần lớn là phụ nữ dân tộc thiểu số ở độ tuổi {s} đến {p}.
Sau bão, lực lượng xung kích dọn dẹp cây đổ, dựng lại nhà tốc mái và phát {n} suất quà cứu trợ.
Phòng Văn hóa rà soát di tích xuống cấp, lập hồ sơ xếp hạng và kêu gọi đóng góp tu bổ đình, chùa.
Tổ dân phố tự quản giữ gìn trật tự, hòa giải mâu thuẫn nhỏ ngay từ cơ sở, không để khiếu kiện kéo dài.
Bưu điện huyện trả kết quả hồ sơ tại nhà; {p}% người được hỏi tỏ ý hài lòng, {k}% chê giao chậm.
Trạm khuyến nông hướng dẫn ủ phân, diệt ốc bươu vàng, gieo sạ thưa và ghi nhật ký đồng ruộng.
Tàu cá dài từ {s} mét trở lên phải lắp thiết bị giám sát hành trình, tắt máy quá {k} giờ sẽ bị xử phạt.
Nghệ nhân truyền dạy hát then, đánh cồng chiêng, dệt thổ cẩm cho lứa trẻ trong dịp nghỉ hè.
Khu công nghiệp phía nam đã lấp đầy {p}% diện tích, tạo việc làm cho {n} lao động địa phương.
Cơ quan chủ trì gửi dự thảo lấy ý kiến, tổng hợp, giải trình rồi trình cấp có thẩm quyền xem xét.
Phấn đấu giảm {k}% số vụ tai nạn trên quốc lộ, xóa {s} điểm đen và lắp đèn tín hiệu ở ngã tư đông người.
Bác sĩ trẻ tình nguyện về trạm y tế xã được bố trí nhà ở, phụ cấp và cử đi học chuyên khoa.
Hệ thống tưới nhỏ giọt tiết kiệm {p}% lượng nước, phù hợp với đất cát ven biển thường xuyên thiếu mưa.
""".strip().splitlines()
_HEADS = ("MỤC ĐÍCH, YÊU CẦU", "NHIỆM VỤ VÀ GIẢI PHÁP", "KINH PHÍ THỰC HIỆN", "TỔ CHỨC THỰC HIỆN")
_ROWS = """
Tỷ lệ hộ nghèo theo chuẩn mới|%
Số giường bệnh trên một vạn dân|giường
Độ che phủ của rừng|%
Sản lượng tôm, cá nuôi|tấn
Chiều dài đường xã được rải nhựa|km
Tỷ lệ rác thải được phân loại tại nguồn|%
Số lớp học ghép phải xóa|lớp
Trẻ dưới năm tuổi thấp còi|%
Vốn đầu tư toàn xã hội|tỷ đồng
Hộ có nhà tiêu tự hoại|hộ
Diện tích cây ăn quả trồng mới|ha
Người được tập huấn sơ cứu|lượt
""".strip().splitlines()

_MARGIN, _FOOT = 70.0, 60.0
A4 = pymupdf.paper_rect("a4")


@dataclass(frozen=True, slots=True)
class Scan:
    """How a page is scanned: dots an inch, degrees of skew, grain (grey levels), JPEG quality."""

    dpi: int
    skew: float = 0.3
    grain: float = 8.0
    quality: int = 70


class _Sheet:
    """One page that is being written from the top; keeps every word that was put on it."""

    def __init__(self, font: str) -> None:
        self.document = pymupdf.open()
        self.page = self.document.new_page(width=A4.width, height=A4.height)
        pattern = SANS_AND_SERIF[font]
        self.faces = {
            b: pymupdf.Font(fontfile=pattern.format(_BOLD[font] if b else _PLAIN.get(font, ""))) for b in (0, 1)
        }
        self.size = 13.0 if font == "FreeSerif" else 11.5
        self.y = 62.0
        self.words: list[str] = []

    def line(
        self, text: str, x: float, *, bold: bool = False, size: float | None = None, y: float | None = None
    ) -> None:
        """A line of text at a place, in black."""
        writer = pymupdf.TextWriter(self.page.rect)
        writer.append((x, self.y if y is None else y), text, font=self.faces[bold], fontsize=size or self.size)
        writer.write_text(self.page, color=0.1)
        self.words += text.split()

    def centred(self, text: str, x0: float, x1: float, *, bold: bool = False, size: float | None = None) -> None:
        """A line in the middle between two edges."""
        wide = self.faces[bold].text_length(text, size or self.size)
        self.line(text, (x0 + x1 - wide) / 2, bold=bold, size=size)

    def wrapped(self, text: str, x0: float, x1: float, indent: float = 0.0) -> None:
        """A paragraph, its lines as full as they go."""
        line, at = "", x0 + indent
        for word in [*text.split(), None]:
            longer = f"{line} {word}".strip() if word else ""
            if word and self.faces[0].text_length(longer, self.size) <= x1 - at:
                line = longer
                continue
            self.line(line, at)
            self.y += 1.4 * self.size
            line, at = word or "", x0
        self.y += 4


def _said(rng: random.Random) -> str:
    many = rng.choice((rng.randint(101, 989), f"{rng.randint(1, 9)}.{rng.randint(100, 999)}"))
    figures = {
        "d": f"{rng.randint(1, 28):02}", "m": rng.randint(3, 12), "n": many,
        "s": rng.randint(11, 48), "p": rng.randint(51, 98), "q": rng.randint(31, 49), "k": rng.randint(2, 9),
    }  # fmt: skip
    return rng.choice(_SENTENCES).format(**figures)


def _prose(sheet: _Sheet, rng: random.Random) -> None:
    while sheet.y < A4.height - _FOOT - 90:
        sheet.wrapped(" ".join(_said(rng) for _ in range(rng.randint(2, 4))), _MARGIN + 15, A4.width - 55, 28)


def _list(sheet: _Sheet, rng: random.Random) -> None:
    number = 0
    for head, roman in zip(_HEADS, ("I.", "II.", "III.", "IV."), strict=True):
        sheet.line(f"{roman} {head}", _MARGIN + 28, bold=True)
        sheet.y += 1.6 * sheet.size
        for kind in rng.sample(("-", "+", "a)", "1."), 2):
            for _ in range(2):
                number += 1
                sheet.wrapped(f"{f'{number}.' if kind == '1.' else kind} {_said(rng)}", _MARGIN + 15, A4.width - 55, 28)
                if sheet.y > A4.height - _FOOT - 50:
                    return


def _letter(sheet: _Sheet, rng: random.Random) -> None:
    left, right = (45, 255), (270, A4.width - 40)
    date = f"Phú Thịnh, ngày {rng.randint(10, 28)} tháng {rng.randint(3, 12)} năm 2026"
    rows = (
        ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1),
        ("TỈNH PHÚ THỊNH", "Độc lập - Tự do - Hạnh phúc", 1),
        (f"Số: {rng.randint(20, 900)}/KH-UBND", date, 0),
    )
    for a, b, bold in rows:
        sheet.centred(a, *left, bold=bool(bold), size=11)
        sheet.centred(b, *right, bold=bool(bold), size=11)
        sheet.y += 18
        if b.startswith("Độc"):
            sheet.page.draw_line((360, sheet.y - 12), (500, sheet.y - 12), width=0.7)
    sheet.y += 14
    for title in ("KẾ HOẠCH", "Chăm lo đời sống vùng ven biển giai đoạn 2027 - 2030"):
        sheet.centred(title, 0, A4.width, bold=True)
        sheet.y += 1.6 * sheet.size
    while sheet.y < A4.height - 240:
        sheet.wrapped(" ".join(_said(rng) for _ in range(2)), _MARGIN + 15, A4.width - 55, 28)
    sheet.y += 12
    top = sheet.y
    for line in ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "", "", "", "Đỗ Khánh Quỳnh"):
        sheet.centred(line, 300, A4.width - 40, bold=True, size=12)
        sheet.y += 17
    sheet.y = top
    for line in ("Nơi nhận:", "- Như trên;", "- Các sở, ban, ngành;", "- Lưu: VT, KTTH."):
        sheet.line(line, 60, size=10)
        sheet.y += 13


def _table(sheet: _Sheet, rng: random.Random) -> None:
    sheet.wrapped(_said(rng) + " Các chỉ tiêu cụ thể như sau:", _MARGIN, A4.width - 55, 28)
    edges = (60, 95, 310, 375, 455, 535)
    pitch, top = 27.0, sheet.y
    rows = [("TT", "Chỉ tiêu", "Đơn vị", "Năm 2026", "Năm 2030")]
    for i, row in enumerate(rng.sample(_ROWS, len(_ROWS)), 1):
        name, unit = row.split("|")
        pair = [
            f"{rng.randint(2, 99)},{rng.randint(1, 9)}" if unit == "%" else f"{rng.randint(1, 40) * 37}"
            for _ in range(2)
        ]
        rows.append((str(i), name, unit, *pair))
    for row in rows:
        for text, x in zip(row, edges, strict=False):
            sheet.line(text, x + 4, size=10.5, y=sheet.y + 17, bold=row is rows[0])
        sheet.y += pitch
    dashes = "[1 2] 0"
    for i in range(len(rows) + 1):
        sheet.page.draw_line((edges[0], top + i * pitch), (edges[-1], top + i * pitch), width=0.8, dashes=dashes)
    for x in edges:
        sheet.page.draw_line((x, top), (x, sheet.y), width=0.8, dashes=dashes)
    sheet.y += 24
    while sheet.y < A4.height - _FOOT - 100:
        sheet.wrapped(_said(rng) + " " + _said(rng), _MARGIN, A4.width - 55, 28)


KINDS: dict[str, Callable[[_Sheet, random.Random], None]] = {
    "prose": _prose, "list": _list, "table": _table, "letter": _letter,
}  # fmt: skip


def page(kind: str, font: str, seed: int) -> tuple[bytes, list[str]]:
    """A page as PDF, and the words that stand on it in the order of writing."""
    sheet = _Sheet(font)
    KINDS[kind](sheet, random.Random(f"{kind}{font}{seed}"))
    return sheet.document.tobytes(garbage=3, deflate=True, no_new_id=True), sheet.words


def scanned(data: bytes, how: Scan, *, stamp: bool = False, line: str = "") -> bytes:
    """The pages of a PDF as a scanner gives them: one grey JPEG a page, at the size of paper.

    `stamp`: a pale round seal over the lower right of the last page; `line`: of text (a signature) over the image.
    """
    source, target = pymupdf.open(stream=data, filetype="pdf"), pymupdf.open()
    rng = np.random.default_rng(7)
    for sheet in source:
        whole = sheet.get_pixmap(
            matrix=pymupdf.Matrix(how.dpi / 72, how.dpi / 72).prerotate(how.skew), colorspace=pymupdf.csGRAY
        )
        grey = (
            np.frombuffer(whole.samples, np.uint8).reshape(whole.height, whole.stride)[:, : whole.width].astype(float)
        )
        high, wide = round(A4.height * how.dpi / 72), round(A4.width * how.dpi / 72)
        top, left = (grey.shape[0] - high) // 2, (grey.shape[1] - wide) // 2
        grey = grey[max(top, 0) : max(top, 0) + high, max(left, 0) : max(left, 0) + wide]
        grey = (grey + np.roll(grey, 1, 0) * 0.35 + np.roll(grey, 1, 1) * 0.35) / 1.7  # the lens
        if stamp and sheet.number == len(source) - 1:
            y, x = np.ogrid[: grey.shape[0], : grey.shape[1]]
            ring = np.hypot(y - 0.78 * grey.shape[0], x - 0.66 * grey.shape[1]) / (how.dpi / 72)
            grey[(ring > 44) & (ring < 47)] = np.minimum(grey[(ring > 44) & (ring < 47)], 150)
        rough = np.clip(grey * 0.92 + 12 + rng.normal(0, how.grain, grey.shape), 0, 255).astype(np.uint8)
        picture = pymupdf.Pixmap(pymupdf.csGRAY, rough.shape[1], rough.shape[0], rough.tobytes(), False)
        new = target.new_page(width=A4.width, height=A4.height)
        new.insert_image(new.rect, stream=picture.tobytes("jpeg", jpg_quality=how.quality), keep_proportion=False)
        if line:
            new.insert_text((60, 24), line, fontsize=8)
    made: bytes = target.tobytes(garbage=3, deflate=True, no_new_id=True)
    return made


def words_of(raw: str) -> list[str]:
    """The words of a text as read: without the bars of tables, the marks of headings and of notes."""
    return [
        w for w in re.sub(r"\|[-: |]+\|\n|\[\^\d+\]:?|\*\*|^#+ ", " ", raw, flags=re.M).replace("|", " ").split() if w
    ]


def pages_of(dpi: int, count: int) -> Iterator[tuple[str, Any, list[str]]]:
    """So many scanned pages at a resolution, of all kinds and fonts: a name, the PDF, its words."""
    skews = (0.3, -0.5, 3.0, -1.5, 0.0, 2.0, -3.0, 1.0)
    fonts, kinds = list(SANS_AND_SERIF), list(KINDS)
    for i in range(count):
        kind, font = kinds[i % 4], fonts[(i + i // 4) % 4]
        data, words = page(kind, font, i)
        skew = skews[(i + i // 8) % 8]
        yield f"{kind} {font} {skew:+}°", scanned(data, Scan(dpi, skew)), words
