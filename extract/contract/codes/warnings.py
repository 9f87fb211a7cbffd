"""What a reader of the records should know of a document: the codes of `warnings`."""

from __future__ import annotations

from extract.contract.codes.values import Words

WARNINGS: dict[str, Words] = {
    "issued_unknown": ("No date of issue was found.", "Không tìm thấy ngày ban hành."),
    "province_unknown": ("Nothing settles which province it is of.", "Không xác định được tỉnh."),
    "province_inferred": ("The province is not named; it was inferred.", "Văn bản không nêu tỉnh; tên được suy ra."),
    "no_targets": ("No commitment or result was found.", "Không tìm thấy mục tiêu hay kết quả nào."),
    "encoding": ("It was read in an old encoding.", "Văn bản dùng bảng mã cũ."),
    "bad_bytes": ("Some bytes of it are no characters.", "Có byte không phải ký tự."),
    "left_out": ("Parts that are not its text were left out.", "Đã bỏ các phần không thuộc nội dung văn bản."),
    "partial": ("Only a part of it was read.", "Chỉ đọc được một phần."),
    "reread": (
        "Pages with a damaged text layer were read from their pictures.",
        "Trang có lớp chữ hỏng được nhận dạng lại từ ảnh.",
    ),
    "layer_kept": (
        "A damaged text layer was kept: it reads better than the picture.",
        "Giữ lớp chữ hỏng vì đọc tốt hơn ảnh.",
    ),
    "letters_lacking": (
        "Letters of its text layer are missing: they are printed and stand for no character.",
        "Lớp chữ thiếu chữ cái: chữ được in nhưng không có mã ký tự.",
    ),
    "ocr": ("Pages were read by OCR, which may misread figures.", "Có trang nhận dạng từ ảnh, số có thể sai."),
    "picture_unread": ("A picture on a page of text was not read.", "Có ảnh trên trang chữ không được đọc."),
    "unmarked_print": (
        "Pages printed without Vietnamese marks were read letter by letter.",
        "Trang in không dấu được nhận dạng theo từng chữ cái.",
    ),
    "ocr_mended": (
        "Words that OCR misread were put right by the words around them.",
        "Một số chữ nhận dạng sai đã được sửa theo ngữ cảnh.",
    ),
    "repaired": ("The file was damaged and was mended.", "Tệp bị hỏng và đã được sửa."),
    "struck_text": ("Words that are struck through were left out.", "Đã bỏ phần chữ bị gạch ngang."),
    "tracked_changes": ("Insertions were taken in, deletions left out.", "Đã nhận phần chèn, bỏ phần xóa."),
    "truncated": ("The file ends too early; what is there was read.", "Tệp kết thúc sớm; đã đọc phần hiện có."),
    "table_unread": ("A table with numbers gave no record.", "Bảng có số liệu nhưng không đọc được bản ghi nào."),
    "table_cut": ("A table was too large and was cut.", "Bảng quá lớn nên bị cắt."),
    "text_restored": ("Lost diacritics were restored.", "Dấu tiếng Việt bị mất đã được khôi phục."),
    "paragraph_failed": (
        "A paragraph could not be read, or took too long; its records are missing.",
        "Một đoạn không đọc được hoặc mất quá nhiều thời gian; thiếu các bản ghi của đoạn đó.",
    ),
    "read_simply": (
        "A part could not be read as it is set (headings, tables, joined lines); it was read as plain lines.",
        "Có phần không đọc được theo đúng bố cục (đề mục, bảng, dòng nối) nên được đọc như các dòng thường.",
    ),
    "head_failed": (
        "A part of the head could not be read and is left empty.",
        "Có phần của thông tin đầu văn bản không đọc được nên bị bỏ trống.",
    ),
    "review_conflict": (
        "Reviewers differ on records; these were left as the extractor had them.",
        "Người kiểm tra có ý kiến khác nhau về một số bản ghi; các bản ghi đó được giữ như máy đọc.",
    ),
    "review_text_changed": (
        "The text below reviewed records has changed since.",
        "Phần văn bản của bản ghi đã kiểm tra nay đã thay đổi.",
    ),
    "review_not_found": (
        "Reviewed records are no longer found.",
        "Không còn tìm thấy bản ghi đã kiểm tra.",
    ),
    "not_vietnamese": ("Most of it does not read as Vietnamese.", "Phần lớn văn bản không đọc được như tiếng Việt."),
}
"""What each code means."""
