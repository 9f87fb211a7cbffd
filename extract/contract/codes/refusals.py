"""Why a file is not read, and what to do about it: the causes behind each code of errors.py, in both languages."""

from __future__ import annotations

from extract.contract.codes.causes import Cause

_AGAIN = ("get the file again", "lấy lại tệp gốc")
_LOOK = ("check what it is, and leave it out", "kiểm tra đó là tệp gì và bỏ ra")
_WORD = ("fetch it again, or open and save it in Word", "lấy lại tệp, hoặc mở và lưu lại trong Word")
_MB = ("if the file is sound, raise --max-mb", "nếu tệp bình thường, hãy tăng --max-mb")
_SAVE = ("open it in the program it was made with and save it anew", "mở bằng chương trình đã tạo ra tệp rồi lưu lại")
_TIME = ("give it more time: --time-limit", "tăng thời gian: --time-limit")
_REPORT = ("report it, with the document if you may", "báo lỗi, kèm văn bản nếu được phép")

FAILURES: dict[str, Cause] = {
    "missing.file": Cause("no such file", "không có tệp này", ("check its name", "kiểm tra lại tên tệp")),
    "unreadable.system": Cause(
        "{reason}",
        "không mở được tệp ({reason})",
        ("see who may read the file", "kiểm tra quyền đọc tệp"),
    ),
    "unreadable.unopened": Cause(
        "cannot be opened", "không mở được tệp", ("see who may read the file", "kiểm tra quyền đọc tệp")
    ),
    "unreadable.not_regular": Cause("not a regular file", "không phải tệp thường", ("name a file", "hãy nêu một tệp")),
    "unreadable.store": Cause(
        "{reason}",
        "không lấy được tệp ({reason})",
        ("see whether the store answers and lets you read", "kiểm tra kho lưu trữ và quyền đọc"),
    ),
    "empty.file": Cause("the file is empty", "tệp rỗng", _AGAIN),
    "empty.text": Cause("there is no text in it", "tệp không có chữ", _AGAIN),
    "empty.page": Cause("the page has no text", "trang mạng không có chữ", _AGAIN),
    "empty.page_of_its_own": Cause(
        "the page has no text of its own ({do})",
        "trang mạng không có nội dung riêng ({do})",
        ("save the page that shows the document", "hãy lưu trang hiện văn bản"),
    ),
    "empty.pages": Cause("there is no text on its pages", "các trang không có chữ", _AGAIN),
    "not_a_document.format": Cause(
        "not a document (text, Word, sheet, PDF, slides, scan, web page, or an archive or message with such)",
        "không phải văn bản (chữ, Word, bảng tính, PDF, trình chiếu, bản quét, trang web; zip, thư chứa chúng)",
        _LOOK,
    ),
    "not_a_document.archive": Cause(
        "an archive of a kind that is not opened here ({do})",
        "gói nén thuộc loại không mở được ở đây ({do})",
        ("unpack it, or pack it anew as .zip", "giải nén, hoặc nén lại dưới dạng .zip"),
    ),
    "not_a_document.binary": Cause("a binary file, not text", "tệp nhị phân, không phải chữ", _LOOK),
    "not_a_document.binary_page": Cause("a binary file, not a web page", "tệp nhị phân, không phải trang web", _LOOK),
    "not_a_document.page": Cause("the page cannot be parsed", "không phân tích được trang web", _LOOK),
    "not_a_document.packing": Cause(
        "packed in a way that no word processor uses", "nén theo cách không trình soạn thảo nào dùng", _SAVE
    ),
    "not_a_document.no_word": Cause("there is no Word document in it", "bên trong không có văn bản Word", _LOOK),
    "not_a_document.sheet_binary": Cause(
        "a binary workbook ({do})", "bảng tính dạng nhị phân ({do})", ("save it as .xlsx", "hãy lưu lại dạng .xlsx")
    ),
    "not_a_document.no_sheets": Cause("there is no sheet in it", "bên trong không có trang tính", _LOOK),
    "not_a_document.own_table": Cause(
        "a table of records that this program wrote", "bảng bản ghi do chính chương trình này ghi ra", _LOOK
    ),
    "not_a_document.office": Cause(
        "an old Office file, but neither Word nor Excel ({do})",
        "tệp Office đời cũ nhưng không phải Word hay Excel ({do})",
        ("save slides as .pptx; leave anything else out", "bản trình chiếu thì lưu lại dạng .pptx; tệp khác thì bỏ ra"),
    ),
    "not_a_document.not_for_libreoffice": Cause(
        "no document that LibreOffice would be asked to read", "không phải văn bản cần LibreOffice đọc", _LOOK
    ),
    "not_a_document.several": Cause(
        "a file that holds {count} documents ({do})",
        "tệp chứa {count} văn bản ({do})",
        ("have them read one by one: chitieu extract", "để chitieu extract đọc từng văn bản"),
    ),
    "not_a_document.method": Cause(
        "packed by a method that is not read here ({do})",
        "nén theo cách không đọc được ở đây ({do})",
        ("pack it anew as a plain zip", "nén lại dưới dạng zip thông thường"),
    ),
    "not_a_document.no_slides": Cause("there are no slides in it", "bên trong không có trang trình chiếu", _LOOK),
    "empty.packed": Cause("there is no document in it", "bên trong không có văn bản", _LOOK),
    "encrypted.packed": Cause(
        "protected by a password within its archive or message ({do})",
        "được khóa bằng mật khẩu trong gói nén hoặc thư ({do})",
        ("unpack it and read what comes out", "giải nén rồi đọc tệp lấy ra"),
    ),
    "encrypted.office": Cause(
        "protected by a password ({do})",
        "tệp có mật khẩu ({do})",
        ("save it without one", "hãy lưu lại không có mật khẩu"),
    ),
    "encrypted.pdf": Cause(
        "protected by a password ({do})",
        "tệp có mật khẩu ({do})",
        ("save it without one and try again", "hãy lưu lại không có mật khẩu rồi thử lại"),
    ),
    "truncated.pdf": Cause(
        "the PDF is damaged or cut off and cannot be opened ({do})",
        "tệp PDF bị hỏng hoặc bị cắt, không mở được ({do})",
        _AGAIN,
    ),
    "truncated.image": Cause(
        "the image is damaged or cut off and cannot be opened ({do})",
        "tệp ảnh bị hỏng hoặc bị cắt, không mở được ({do})",
        _AGAIN,
    ),
    "truncated.pdf_without_text": Cause(
        "the PDF is damaged or cut off, none of its text is left ({do})",
        "tệp PDF bị hỏng hoặc bị cắt, không còn chữ nào ({do})",
        ("get it again", "lấy lại tệp gốc"),
    ),
    "truncated.no_page": Cause("no page of it could be read", "không đọc được trang nào", _AGAIN),
    "truncated.archive": Cause("the file is damaged or was cut short ({do})", "tệp bị hỏng hoặc bị cắt ({do})", _WORD),
    "truncated.mail": Cause(
        "the message is damaged or was cut short ({do})",
        "thư bị hỏng hoặc bị cắt ({do})",
        ("save it again from the mail program", "lưu lại thư từ chương trình thư"),
    ),
    "truncated.office": Cause(
        "the file is damaged or was cut short: nothing could be read ({do})",
        "tệp bị hỏng hoặc bị cắt, không đọc được gì ({do})",
        ("open and save it in Word", "mở và lưu lại trong Word"),
    ),
    "truncated.unparsed": Cause(
        "its text cannot be parsed: the file is damaged ({do})",
        "không phân tích được nội dung: tệp bị hỏng ({do})",
        ("open and save it in Word", "mở và lưu lại trong Word"),
    ),
    "truncated.sheets": Cause(
        "the workbook is damaged or was cut short ({do})",
        "bảng tính bị hỏng hoặc bị cắt ({do})",
        ("open and save it in Excel", "mở và lưu lại trong Excel"),
    ),
    "too_large.file": Cause(
        "{size} MB; the limit is {most} MB (--max-mb)", "{size} MB; giới hạn là {most} MB (--max-mb)", _MB
    ),
    "too_large.unpacked": Cause(
        "it unpacks to more than {most} MB (--max-mb)", "giải nén ra hơn {most} MB (--max-mb)", _MB
    ),
    "too_large.part": Cause(
        "a part of it unpacks to more than {most} MB", "một phần của tệp giải nén ra hơn {most} MB", _SAVE
    ),
    "too_large.entries": Cause(
        "an archive of more than {most} entries is no document", "gói nén hơn {most} mục không phải văn bản", _LOOK
    ),
    "too_large.bomb": Cause(
        "it is packed like a decompression bomb, not like a document",
        "tệp nén như bom nén, không như văn bản",
        _SAVE,
    ),
    "too_large.members": Cause(
        "more than {most} documents in one file",
        "hơn {most} văn bản trong một tệp",
        ("part it into several files", "chia thành nhiều tệp"),
    ),
    "too_large.depth": Cause(
        "packed in more than {most} containers within each other, as bombs are",
        "nén lồng nhau hơn {most} lớp, như bom nén",
        _LOOK,
    ),
    "too_large.parts": Cause(
        "a message of more than {most} parts or header lines", "thư có hơn {most} phần hoặc dòng tiêu đề", _LOOK
    ),
    "too_large.pixels": Cause(
        "a picture of more than {most} million points",
        "ảnh hơn {most} triệu điểm ảnh",
        ("save it smaller", "lưu lại ảnh nhỏ hơn"),
    ),
    "too_large.xml": Cause(
        "its XML is nested or repeated beyond any document's",
        "XML bên trong lồng nhau hoặc lặp lại quá mức của một văn bản",
        _SAVE,
    ),
    "too_large.entities": Cause(
        "its XML declares entities, as no word processor does and bombs do",
        "XML bên trong khai báo thực thể: trình soạn thảo không làm vậy, bom nén thì có",
        _SAVE,
    ),
    "too_large.groups": Cause(
        "its groups are nested too deeply to be a document", "các nhóm RTF lồng nhau quá sâu so với một văn bản", _SAVE
    ),
    "too_large.elements_nested": Cause(
        "its elements are nested too deeply to be a document",
        "các thẻ của trang lồng nhau quá sâu so với một văn bản",
        _LOOK,
    ),
    "too_large.elements": Cause("a page of more than {most} elements", "trang web có hơn {most} thẻ", _LOOK),
    "too_large.pages": Cause(
        "{count} pages; the limit is {most} (--max-pages)",
        "{count} trang; giới hạn là {most} (--max-pages)",
        ("if the file is sound, raise --max-pages", "nếu tệp bình thường, hãy tăng --max-pages"),
    ),
    "too_large.sheets": Cause(
        "{count} sheets; no document has more than {most}",
        "{count} trang tính; văn bản không có quá {most} trang tính",
        ("part it into several files", "chia thành nhiều tệp"),
    ),
    "too_large.characters": Cause(
        "more than {most} million characters of text",
        "hơn {most} triệu ký tự",
        ("part it into several files", "chia thành nhiều tệp"),
    ),
    "unknown_encoding.text": Cause(
        "in no known encoding of Vietnamese ({do})",
        "không nhận ra bảng mã tiếng Việt ({do})",
        ("save it as UTF-8 and try again", "hãy lưu lại dưới dạng UTF-8 rồi thử lại"),
    ),
    "not_vietnamese.document": Cause("the text is not Vietnamese", "văn bản không phải tiếng Việt", _LOOK),
    "no_text_layer.ocr_off": Cause(
        "a scan without a text layer, and OCR is switched off (--no-ocr)",
        "bản quét không có lớp chữ, và việc nhận dạng đang tắt (--no-ocr)",
        ("leave --no-ocr out", "bỏ --no-ocr"),
    ),
    "no_text_layer.no_tesseract": Cause(
        "a scan without a text layer, and tesseract is not installed: {do}",
        "bản quét không có lớp chữ, và chưa cài tesseract: {do}",
        ("apt-get install tesseract-ocr tesseract-ocr-vie", "apt-get install tesseract-ocr tesseract-ocr-vie"),
    ),
    "no_text_layer.pictures": Cause(
        "it holds pictures and no text ({do})",
        "tệp chỉ có ảnh, không có chữ ({do})",
        ("save it as PDF and read that", "hãy lưu thành PDF rồi đọc tệp PDF"),
    ),
    "needs_libreoffice.missing": Cause(
        "it is read through LibreOffice: {do}",
        "định dạng này đọc qua LibreOffice: {do}",
        (
            "apt-get install libreoffice-writer, or save it as .docx",
            "apt-get install libreoffice-writer, hoặc lưu lại dạng .docx",
        ),
    ),
    "time_out.no_page": Cause(
        "no page of it could be read in time (--time-limit)", "không kịp đọc trang nào (--time-limit)", _TIME
    ),
    "time_out.before": Cause(
        "the time was over before it could be read (--time-limit)",
        "hết thời gian trước khi đọc được (--time-limit)",
        _TIME,
    ),
    "time_out.libreoffice": Cause(
        "LibreOffice had not read it after {seconds} seconds", "LibreOffice chưa đọc xong sau {seconds} giây", _SAVE
    ),
    "time_out.alone": Cause("not read after {seconds} seconds", "chưa đọc xong sau {seconds} giây", _SAVE),
    "time_out.worker": Cause(
        "not done after {seconds} seconds (--time-limit)", "chưa xong sau {seconds} giây (--time-limit)", _TIME
    ),
    "out_of_memory.limit": Cause(
        "more than {most} MB of memory (--memory-limit)",
        "cần hơn {most} MB bộ nhớ (--memory-limit)",
        ("raise --memory-limit, or run fewer at once: --jobs", "tăng --memory-limit, hoặc giảm số tiến trình: --jobs"),
    ),
    "crashed.worker": Cause(
        "the reader crashed (exit {status}); nothing was read",
        "bộ đọc bị lỗi nặng (mã thoát {status}), không đọc được gì",
        _REPORT,
    ),
    "crashed.lost": Cause(
        "lost its worker {times} times; nothing was read",
        "mất tiến trình xử lý {times} lần, không đọc được gì",
        ("see whether the cluster's machines have memory left", "kiểm tra bộ nhớ của các máy trong cụm"),
    ),
    "internal_error.raised": Cause("{error}", "lỗi của chương trình ({error})", _REPORT),
    "symbolic_link.found": Cause(
        "a symbolic link; {do}",
        "liên kết tượng trưng; {do}",
        ("name what it leads to instead", "hãy nêu thẳng tệp mà nó trỏ đến"),
    ),
    "no_documents.folder": Cause(
        "no documents in this folder", "thư mục không có văn bản", ("name another folder", "hãy nêu thư mục khác")
    ),
    "unkept.store": Cause(
        "{reason}",
        "không ghi được đầu ra ({reason})",
        ("see whether the store answers and lets you write", "kiểm tra kho lưu trữ và quyền ghi"),
    ),
    "unkept.output": Cause(
        "its output {name} cannot be written ({reason}); {do}",
        "không ghi được đầu ra {name} ({reason}); {do}",
        ("see what stands there under that name", "kiểm tra thứ đang mang tên đó trong thư mục"),
    ),
    "not_an_extraction.damaged": Cause(
        "no extraction ({detail})",
        "không phải đầu ra của chitieu, hoặc đã hỏng ({detail})",
        ("make it anew: chitieu extract", "tạo lại: chitieu extract"),
    ),
    "same_id.left_out": Cause(
        "the same document id as {other}; this one is left out",
        "cùng mã văn bản với {other}; tệp này bị bỏ ra",
        ("keep one of them in the folder", "chỉ giữ một tệp trong thư mục"),
    ),
    "same_id.nothing_written": Cause(
        "nothing written, two outputs have the same id: {id}",
        "không ghi gì, hai đầu ra trùng mã: {id}",
        ("keep one of them in the folder", "chỉ giữ một tệp trong thư mục"),
    ),
    "not_gold.record": Cause(
        "no gold record ({detail})",
        "không phải bản ghi chuẩn ({detail})",
        ("mend the line", "sửa lại dòng này"),
    ),
    "not_gold.range": Cause(
        "no stretch of a text ({detail})",
        "không phải một đoạn của văn bản ({detail})",
        ('write {{"start": 0, "end": 100}}', 'ghi theo dạng {{"start": 0, "end": 100}}'),
    ),
    "not_gold.list": Cause(
        "no list of indicators ({detail})",
        "không phải danh sách chỉ tiêu ({detail})",
        ("write it as a table in UTF-8", "ghi lại thành bảng mã UTF-8"),
    ),
    "not_verdicts.damaged": Cause(
        "no verdict file ({detail})",
        "không phải tệp nhận xét ({detail})",
        ("save the verdicts from the review page again", "lưu lại nhận xét từ trang rà soát"),
    ),
    "another_text.judged": Cause(
        "judged another text than that of {output} ({id})",
        "nhận xét về văn bản khác với văn bản của {output} ({id})",
        ("extract the text that was judged", "trích lại văn bản đã được nhận xét"),
    ),
    "unknown_indicator.ids": Cause(
        "indicators that the catalogue does not have: {ids}",
        "chỉ tiêu không có trong danh mục: {ids}",
        ("mend the ids, or add them to patterns/indicators/", "sửa mã, hoặc thêm vào patterns/indicators/"),
    ),
    "no_text.gold": Cause(
        "no document of the name {stem} beside it; {do}",
        "không có văn bản tên {stem} bên cạnh; {do}",
        ("say with --texts where the documents are", "hãy nêu thư mục văn bản bằng --texts"),
    ),
    "judged_twice.text": Cause(
        "{other} judges another version of the same document; {do}",
        "{other} nhận xét một phiên bản khác của văn bản này; {do}",
        ("import one of them", "hãy chọn một tệp"),
    ),
    "judged_twice.record": Cause(
        "reviewers differ on “{value}” at {start} ({reviewers}), which is left open; {do}",
        "ý kiến khác nhau về “{value}” ở vị trí {start} ({reviewers}), được để ngỏ; {do}",
        ("settle it and import again", "hãy thống nhất rồi nhập lại"),
    ),
}
"""Every cause of each code; `partial` is told by the warning of that code."""
