"""What `chitieu suggest` and `chitieu accept` say: key: (English, Vietnamese)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "help.suggest": (
        "Propose entries (YAML) for indicators that the catalogue does not have.",
        "Đề xuất mục mới (YAML) cho các chỉ tiêu mà danh mục chưa có.",
    ),
    "help.suggest.folder": (
        "Folder of documents, or of outputs of `chitieu extract`.",
        "Thư mục văn bản, hoặc thư mục đầu ra của `chitieu extract`.",
    ),
    "help.suggest.fewest": (
        "Only what at least N statements name.",
        "Chỉ những gì có ít nhất N câu nêu tên.",
    ),
    "suggest.head": (
        "{documents:document/documents} read, {entries:entry/entries} proposed. Keep those you want, then: "
        "chitieu accept FILE --patterns DIR",
        "Đã đọc {documents} văn bản, đề xuất {entries} mục. Giữ lại mục cần dùng rồi chạy: "
        "chitieu accept TỆP --patterns THƯ-MỤC",
    ),
    "help.accept": (
        "Take entries that `suggest` proposed into your own rules.",
        "Đưa các mục do `suggest` đề xuất vào bộ quy tắc riêng.",
    ),
    "help.accept.file": (
        "File of entries, as `chitieu suggest` prints it.",
        "Tệp các mục, như `chitieu suggest` in ra.",
    ),
    "help.accept.only": (
        "Only the entry of this id; may be given several times.",
        "Chỉ nhận mục có mã này; có thể nêu nhiều lần.",
    ),
    "use.no_entries_file": (
        "name the file of entries that `chitieu suggest` printed",
        "hãy nêu tệp các mục do `chitieu suggest` in ra",
    ),
    "use.no_patterns": (
        "say which folder of rules takes them: --patterns DIR (or CHITIEU_PATTERNS)",
        "hãy nêu thư mục quy tắc nhận các mục: --patterns THƯ-MỤC (hoặc CHITIEU_PATTERNS)",
    ),
    "use.no_entries": ("{path}: no list of entries in it ({error})", "{path}: không có danh sách mục nào ({error})"),
    "use.no_entry": ("{path}: no entry {id}", "{path}: không có mục {id}"),
    "accept.written": (
        "{count:entry/entries} taken into {files}; use it with --patterns {folder}",
        "Đã nhận {count} mục vào {files}; dùng với --patterns {folder}",
    ),
    "accept.known": ("{count:entry was/entries were} there already", "{count} mục đã có từ trước"),
    "accept.refused": ("refused: {id}: {told}", "không nhận: {id}: {told}"),
    "accept.nothing": ("nothing was written", "chưa ghi gì"),
    "accept.few_examples": ("needs two examples or more", "cần ít nhất hai ví dụ"),
    "accept.no_counterexample": ("needs a counterexample", "cần một phản ví dụ"),
    "accept.example": (
        "its example names another entry, or none: {text}",
        "ví dụ dẫn tới mục khác hoặc không mục nào: {text}",
    ),
    "accept.counterexample": ("its counterexample names it: {text}", "phản ví dụ lại dẫn tới chính mục này: {text}"),
    "accept.unit": (
        "its first example does not name it in the unit {text}",
        "ví dụ đầu không dẫn tới mục này với đơn vị {text}",
    ),
    "accept.takes": ("takes an example of another entry: {text}", "lấy mất ví dụ của mục khác: {text}"),
    "accept.schema": ("{text}", "{text}"),
    "accept.id": (
        "an id is small letters, digits and _, in parts with a point between: domain.name",
        "mã gồm chữ thường không dấu, chữ số và _, các phần cách nhau bằng dấu chấm: lĩnh_vực.tên",
    ),
    "accept.twice": ("stands twice", "xuất hiện hai lần"),
    "accept.taken": ("another entry has this id", "mã này đã thuộc về mục khác"),
    "accept.folder": ("the folder has an entry that is none: {text}", "thư mục có một mục không hợp lệ: {text}"),
    "accept.no_list": (
        "this file of the folder is no list of entries",
        "tệp này trong thư mục không phải danh sách mục",
    ),
}
