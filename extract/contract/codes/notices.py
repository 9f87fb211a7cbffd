"""Why a document has a warning, and what to do about it: the causes behind each code of warnings.py."""

from __future__ import annotations

from extract.contract.codes.causes import Cause

_AGAIN = ("get it again", "lấy lại tệp gốc")
_TIME = ("give it more time: --time-limit", "tăng thời gian: --time-limit")
_COMPARE = ("compare figures with the pages", "đối chiếu số liệu với trang gốc")
_ADD = ("add it to the records by hand, if you know it", "tự bổ sung nếu biết")

NOTICES: dict[str, Cause] = {
    "issued_unknown.head": Cause("No date of issue was found.", "Không tìm thấy ngày ban hành.", _ADD),
    "province_unknown.text": Cause(
        "Nothing in the text settles which province it is of.", "Văn bản không cho biết thuộc tỉnh nào.", _ADD
    ),
    "province_inferred.places": Cause(
        "{province} is not named as the province; it was taken from: {places}.",
        "Văn bản không nêu tỉnh {province}; tên được suy ra từ: {places}.",
    ),
    "province_inferred.damaged_name": Cause(
        "{province} is not named as the province; it was taken from: a damaged name.",
        "Văn bản không nêu tỉnh {province}; tên được suy ra từ một tên bị hỏng.",
    ),
    "no_targets.document": Cause(
        "No commitment or result was found in this document.",
        "Không tìm thấy mục tiêu hay kết quả nào trong văn bản này.",
    ),
    "encoding.read": Cause("read as {encoding}", "đọc theo bảng mã {encoding}"),
    "encoding.fonts": Cause("text of {font} fonts put right", "đã chuyển chữ của bộ phông {font}"),
    "encoding.mojibake": Cause(
        "UTF-8 text that had been taken for {encoding} put right",
        "đã sửa chữ UTF-8 bị đọc nhầm thành {encoding}",
        ("compare names with the original", "đối chiếu tên riêng với bản gốc"),
    ),
    "bad_bytes.replaced": Cause(
        "{count} characters could not be read (they stand as U+FFFD)",
        "{count} ký tự không đọc được (thay bằng U+FFFD)",
        _AGAIN,
    ),
    "left_out.menus": Cause(
        "{count} characters of menus and the like left out", "đã bỏ {count} ký tự của trình đơn và các phần tương tự"
    ),
    "left_out.hidden": Cause("{count} characters of hidden text left out", "đã bỏ {count} ký tự chữ ẩn"),
    "left_out.comments": Cause("{count} comments left out", "đã bỏ {count} nhận xét"),
    "left_out.comments_at": Cause(
        "{count} comments left out; they stand behind: {places}", "đã bỏ {count} nhận xét; vị trí sau: {places}"
    ),
    "left_out.embedded": Cause(
        "{count} embedded objects not read",
        "không đọc {count} đối tượng nhúng",
        ("read them as files of their own", "đọc chúng như tệp riêng"),
    ),
    "left_out.hidden_sheets": Cause(
        "{count} hidden sheets not read: {sheets}",
        "không đọc {count} trang tính ẩn: {sheets}",
        ("unhide them if they count", "bỏ ẩn nếu cần đọc"),
    ),
    "left_out.hidden_cells": Cause(
        "{rows} hidden rows and {columns} hidden columns left out of sheet {sheet}",
        "đã bỏ {rows} hàng ẩn và {columns} cột ẩn của trang tính {sheet}",
        ("unhide them, or clear the filter, if they count", "bỏ ẩn hoặc bỏ lọc nếu cần đọc"),
    ),
    "left_out.error_cells": Cause(
        "{count} cells with an error in place of a value left out: {cells}",
        "đã bỏ {count} ô báo lỗi thay cho giá trị: {cells}",
        ("mend their formulas", "sửa công thức của các ô đó"),
    ),
    "left_out.formulas": Cause(
        "{count} formulas without a stored value left out: {cells}",
        "đã bỏ {count} công thức chưa có giá trị lưu trong tệp: {cells}",
        ("open and save the file in Excel", "mở và lưu lại tệp trong Excel"),
    ),
    "left_out.struck_cells": Cause(
        "what is struck through in {count} cells left out: {cells}",
        "đã bỏ phần chữ gạch ngang trong {count} ô: {cells}",
    ),
    "left_out.speaker_notes": Cause(
        "the speaker's notes of {count} slides left out",
        "đã bỏ ghi chú của người trình bày ở {count} trang trình chiếu",
    ),
    "left_out.slides": Cause("{count} hidden slides left out", "đã bỏ {count} trang trình chiếu bị ẩn"),
    "left_out.frames": Cause(
        "{count} further pictures of the file not read",
        "không đọc {count} ảnh khác trong tệp",
        ("save each as a file of its own", "lưu mỗi ảnh thành tệp riêng"),
    ),
    "left_out.pictures": Cause(
        "{count} large pictures not read",
        "không đọc {count} ảnh lớn",
        ("save the file as PDF and read that", "lưu thành PDF rồi đọc tệp PDF"),
    ),
    "partial.cut_off": Cause(
        "the file is cut off; {count} pages are left of it ({do})", "tệp bị cắt; chỉ còn {count} trang ({do})", _AGAIN
    ),
    "partial.ocr_off": Cause(
        "pages without a text layer were not read ({pages}): OCR is switched off",
        "không đọc các trang không có lớp chữ ({pages}): việc nhận dạng đang tắt",
        ("leave --no-ocr out", "bỏ --no-ocr"),
    ),
    "partial.no_tesseract": Cause(
        "pages without a text layer were not read ({pages}): tesseract is not installed: {do}",
        "không đọc các trang không có lớp chữ ({pages}): chưa cài tesseract: {do}",
        ("apt-get install tesseract-ocr tesseract-ocr-vie", "apt-get install tesseract-ocr tesseract-ocr-vie"),
    ),
    "partial.pages": Cause(
        "pages {pages} of {count} could not be read; page {page}: {reason}",
        "không đọc được các trang {pages} trên {count}; trang {page}: {reason}",
        _AGAIN,
    ),
    "partial.page_rest": Cause(
        "the rest of page {page} could not be read: {reason}",
        "không đọc được phần còn lại của trang {page}: {reason}",
        _AGAIN,
    ),
    "partial.pages_late": Cause(
        "pages 1-{last} of {count} read; page {page}: the time limit was reached (--time-limit)",
        "đã đọc trang 1-{last} trên {count}; trang {page}: hết thời gian cho phép (--time-limit)",
        _TIME,
    ),
    "partial.no_page_late": Cause(
        "no page of {count} read; page {page}: the time limit was reached (--time-limit)",
        "không đọc được trang nào trên {count}; trang {page}: hết thời gian cho phép (--time-limit)",
        _TIME,
    ),
    "partial.ocr_late": Cause(
        "pages {pages} of {count} not read by OCR: the time limit was reached (--time-limit)",
        "chưa nhận dạng các trang {pages} trên {count}: hết thời gian cho phép (--time-limit)",
        _TIME,
    ),
    "partial.ocr_page_late": Cause(
        "page {page} not read by OCR: it took longer than a page may (--time-limit)",
        "trang {page} chưa được nhận dạng: quá thời gian cho một trang (--time-limit)",
        _TIME,
    ),
    "partial.ocr_page": Cause(
        "page {page} not read by OCR: {reason}", "trang {page} không nhận dạng được: {reason}", _AGAIN
    ),
    "picture_unread.ocr_off": Cause(
        "page {page}: pictures not read ({places}, points from the upper left): OCR is switched off",
        "trang {page}: không đọc ảnh ({places}, tính bằng điểm từ góc trên trái): việc nhận dạng đang tắt",
        ("leave --no-ocr out", "bỏ --no-ocr"),
    ),
    "picture_unread.no_tesseract": Cause(
        "page {page}: pictures not read ({places}, points from the upper left): tesseract is not installed",
        "trang {page}: không đọc ảnh ({places}, tính bằng điểm từ góc trên trái): chưa cài tesseract",
        ("apt-get install tesseract-ocr tesseract-ocr-vie", "apt-get install tesseract-ocr tesseract-ocr-vie"),
    ),
    "picture_unread.no_print": Cause(
        "page {page}: no print could be read in pictures ({places}, points from the upper left)",
        "trang {page}: không đọc được chữ nào trong ảnh ({places}, tính bằng điểm từ góc trên trái)",
        _COMPARE,
    ),
    "partial.word_late": Cause(
        "the time was over before the end of the document (--time-limit)",
        "hết thời gian trước khi đọc hết văn bản (--time-limit)",
        _TIME,
    ),
    "partial.web_late": Cause(
        "the time was over before the end of the page (--time-limit)",
        "hết thời gian trước khi đọc hết trang (--time-limit)",
        _TIME,
    ),
    "partial.sheets_late": Cause(
        "the time was over before the end of the sheets (--time-limit)",
        "hết thời gian trước khi đọc hết các trang tính (--time-limit)",
        _TIME,
    ),
    "partial.sheet": Cause(
        "sheet {sheet} not read: it is damaged ({do})",
        "không đọc trang tính {sheet}: bị hỏng ({do})",
        ("open and save the file in Excel", "mở và lưu lại tệp trong Excel"),
    ),
    "partial.cells": Cause(
        "some cells of sheet {sheet} not read: it is damaged ({do})",
        "không đọc một số ô của trang tính {sheet}: bị hỏng ({do})",
        ("open and save the file in Excel", "mở và lưu lại tệp trong Excel"),
    ),
    "partial.other": Cause("{notice}", "chỉ đọc được một phần ({notice})"),  # told by another version of the program
    "reread.page": Cause(
        "page {page}: text layer replaced by OCR ({before} → {after})",
        "trang {page}: lớp chữ được thay bằng kết quả nhận dạng ({before} → {after})",
        _COMPARE,
    ),
    "reread.letters": Cause(
        "page {page}: {count} letters of the text layer have no character; read by OCR instead",
        "trang {page}: {count} chữ cái của lớp chữ không có mã ký tự; đã nhận dạng từ ảnh",
        _COMPARE,
    ),
    "letters_lacking.page": Cause(
        "page {page}: {count} letters of the text layer have no character and are missing",
        "trang {page}: {count} chữ cái của lớp chữ không có mã ký tự nên bị thiếu",
        _COMPARE,
    ),
    "layer_kept.page": Cause(
        "page {page}: damaged text layer kept, OCR reads no better ({before}, {after})",
        "trang {page}: giữ lớp chữ hỏng, nhận dạng không tốt hơn ({before}, {after})",
        _COMPARE,
    ),
    "ocr.pages": Cause(
        "{count} of {all} pages were read by OCR: compare figures with them",
        "{count} trên {all} trang được nhận dạng từ ảnh: hãy đối chiếu số liệu với trang gốc",
        _COMPARE,
    ),
    "unmarked_print.page": Cause(
        "page {page}: printed without Vietnamese marks", "trang {page}: in không dấu tiếng Việt", _COMPARE
    ),
    "ocr_mended.words": Cause(
        "{count} words put right that OCR misread: {words}", "đã sửa {count} chữ nhận dạng sai: {words}", _COMPARE
    ),
    "ocr_mended.many": Cause(
        "{count} words put right that OCR misread: {words} and {more} more",
        "đã sửa {count} chữ nhận dạng sai: {words} và {more} chữ nữa",
        _COMPARE,
    ),
    "repaired.pdf": Cause(
        "the PDF was damaged; its structure was mended before it was read",
        "tệp PDF bị hỏng; cấu trúc đã được sửa trước khi đọc",
        _AGAIN,
    ),
    "struck_text.words": Cause(
        "struck through, and left out: “{words}”", "chữ bị gạch ngang, không đọc: “{words}”", _COMPARE
    ),
    "struck_text.many": Cause(
        "{count} more stretches that are struck through were left out",
        "còn {count} chỗ bị gạch ngang khác, không đọc",
        _COMPARE,
    ),
    "tracked_changes.counts": Cause(
        "{inserted} insertions taken in, {deleted} deletions left out",
        "đã nhận {inserted} chỗ chèn, bỏ {deleted} chỗ xóa",
        ("accept or refuse the changes in Word for a settled text", "chấp nhận hoặc từ chối thay đổi trong Word"),
    ),
    "truncated.tag": Cause(
        "the page ends within a tag: what followed is missing", "trang kết thúc giữa một thẻ: thiếu phần sau", _AGAIN
    ),
    "truncated.groups": Cause(
        "the file ends before its text does: what followed is missing",
        "tệp kết thúc trước khi hết chữ: thiếu phần sau",
        _AGAIN,
    ),
    "table_unread.no_names": Cause(
        "{count} tables with numbers gave no record: no column says what is measured",
        "{count} bảng có số liệu nhưng không đọc được: không cột nào cho biết đo lường điều gì",
        _COMPARE,
    ),
    "table_unread.no_values": Cause(
        "{count} tables with numbers gave no record: no column holds values",
        "{count} bảng có số liệu nhưng không đọc được: không cột nào chứa giá trị",
        _COMPARE,
    ),
    "table_unread.no_numbers": Cause(
        "{count} tables with numbers gave no record: no number stands under a head that says what it is",
        "{count} bảng có số liệu nhưng không đọc được: không số nào nằm dưới tiêu đề cho biết nó là gì",
        _COMPARE,
    ),
    "table_cut.rows": Cause(
        "{count} rows not read: more table cells than a document has",
        "không đọc {count} hàng: bảng nhiều ô hơn mức của một văn bản",
    ),
    "table_cut.sheet": Cause(
        "{count} rows not read, as there are more cells than a document has, of sheet {sheet}",
        "không đọc {count} hàng vì nhiều ô hơn mức của một văn bản, trang tính {sheet}",
        ("part it into several files", "chia thành nhiều tệp"),
    ),
    "table_cut.cells": Cause("a table was read up to {most} cells", "một bảng chỉ được đọc đến {most} ô"),
    "text_restored.words": Cause(
        "Diacritics were restored in {count} words; {doubtful} of them are doubtful.",
        "Đã khôi phục dấu cho {count} từ; {doubtful} từ còn nghi ngờ.",
        ("compare doubtful words with the original", "đối chiếu các từ còn nghi ngờ với bản gốc"),
    ),
    "paragraph_failed.stage": Cause(
        "A paragraph could not be read; its records are missing ({stage}: {error}).",
        "Một đoạn không đọc được; thiếu các bản ghi của đoạn đó ({stage}: {error}).",
        _COMPARE,
    ),
    "read_simply.stage": Cause(
        "A part could not be read as it is meant and was read more simply ({stage}: {error}).",
        "Có phần không đọc được đúng như dự định nên được đọc đơn giản hơn ({stage}: {error}).",
        _COMPARE,
    ),
    "head_failed.stage": Cause(
        "A part of the head could not be read and is left empty ({stage}: {error}).",
        "Có phần của thông tin đầu văn bản không đọc được nên bị bỏ trống ({stage}: {error}).",
        _ADD,
    ),
    "review_conflict.records": Cause(
        "Reviewers differ; records left as the extractor had them: {count} ({do}): {records}",
        "Người kiểm tra có ý kiến khác nhau; số bản ghi giữ như máy đọc: {count} ({do}): {records}",
        ("settle them: chitieu apply --settle NAME", "quyết định bằng: chitieu apply --settle TÊN"),
    ),
    "review_text_changed.records": Cause(
        "The text below reviewed records has changed since: {count} ({do}): {records}",
        "Phần văn bản của {count} bản ghi đã kiểm tra nay đã thay đổi ({do}): {records}",
        ("look at them again", "nên kiểm tra lại"),
    ),
    "review_not_found.records": Cause(
        "Reviewed records no longer found: {count} ({do}): {records}",
        "Không còn tìm thấy {count} bản ghi đã kiểm tra ({do}): {records}",
        ("look at them again", "nên kiểm tra lại"),
    ),
    "not_vietnamese.left": Cause(
        "Most of this text does not read as Vietnamese; it was left as it is.",
        "Phần lớn văn bản không đọc được như tiếng Việt; giữ nguyên.",
    ),
}
"""Every cause of each code."""
