"""What `--help` says of the commands around extraction: key: (English, Vietnamese)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "app": (
        "Comparable target records out of Vietnamese provincial resolutions.",
        "Trích mục tiêu, kết quả so sánh được từ nghị quyết, kế hoạch, báo cáo của các tỉnh.",
    ),
    "exit_codes": (
        "Exit codes: 0 all read; 1 some documents failed (the others are written, the failed ones named); 2 wrong use, "
        "or the system refuses; 130 Ctrl-C, 143 TERM: what is done is kept.",
        "Mã thoát: 0 đọc được tất cả; 1 một số văn bản lỗi (các văn bản khác vẫn được ghi, "
        "văn bản lỗi được nêu tên); 2 dùng sai hoặc hệ thống từ chối; 130 Ctrl-C, 143 TERM: phần đã xong được giữ.",
    ),
    "panel.commands": ("Commands", "Lệnh"),
    "panel.arguments": ("Arguments", "Tham số"),
    "panel.options": ("Options", "Tùy chọn"),
    "help.usage": ("Usage:", "Cách dùng:"),
    "help.options_metavar": ("[OPTIONS]", "[TÙY-CHỌN]"),
    "help.command_metavar": ("COMMAND [ARGUMENTS]...", "LỆNH [THAM-SỐ]..."),
    "help.default": ("[default: {}]", "[mặc định: {}]"),
    "help.stdin_name": (
        "Name of the document read from standard input (PATH -).",
        "Tên của văn bản đọc từ đầu vào chuẩn (ĐƯỜNG-DẪN -).",
    ),
    "help.completion": (
        "Print the script that completes this command in bash, zsh or fish.",
        "In tập lệnh hoàn thành dòng lệnh cho bash, zsh hoặc fish.",
    ),
    "help.completion.shell": ("bash, zsh or fish.", "bash, zsh hoặc fish."),
    "help.help": ("Show this message and exit.", "Hiện hướng dẫn này rồi thoát."),
    "help.lang": (
        "Language of help and messages: en or vi (else CHITIEU_LANG, else LANG).",
        "Ngôn ngữ của hướng dẫn và thông báo: en hoặc vi (nếu không: CHITIEU_LANG, rồi LANG).",
    ),
    "help.patterns": (
        "Folder of your own rule data, which adds to the shipped and overrides it by id; may be given several times "
        "(else CHITIEU_PATTERNS).",
        "Thư mục quy tắc riêng, bổ sung và thay thế quy tắc có sẵn theo id; có thể nêu nhiều lần "
        "(nếu không: CHITIEU_PATTERNS).",
    ),
    "help.learn": (
        "Weigh anew with your own gold and verdicts, into a file for --weights.",
        "Học lại trọng số từ bản chuẩn và nhận xét rà soát của mình, ghi vào tệp dùng cho --weights.",
    ),
    "help.learn.given": (
        "Gold files (*.jsonl), folders of them, verdict files of review pages.",
        "Tệp chuẩn (*.jsonl), thư mục chứa chúng, tệp nhận xét từ trang rà soát.",
    ),
    "help.learn.texts": (
        "Folder of the documents, if they do not lie beside their gold.",
        "Thư mục chứa văn bản, nếu không nằm cạnh tệp chuẩn.",
    ),
    "help.learn.out": ("File to write.", "Tệp cần ghi."),
    "help.weights": (
        "File of your own weights, as `learn` writes it (else CHITIEU_WEIGHTS).",
        "Tệp trọng số riêng do lệnh `learn` ghi (nếu không: CHITIEU_WEIGHTS).",
    ),
    "help.extract": (
        "Extract the records of documents into a folder.",
        "Trích mục tiêu, kết quả của các văn bản vào một thư mục.",
    ),
    "help.extract.paths": (
        "Documents of any kind (text, Word, sheets, PDF, scans, web pages), or folders of them; - for standard "
        "input; also addresses (s3://...).",
        "Văn bản thuộc mọi loại (chữ, Word, bảng tính, PDF, bản quét, trang web), hoặc thư mục chứa chúng; - là đầu "
        "vào chuẩn; cả địa chỉ (s3://...).",
    ),
    "help.extract.out": (
        "Folder for <document>.json, targets.csv and targets.jsonl.",
        "Thư mục nhận <văn bản>.json, targets.csv và targets.jsonl.",
    ),
    "help.quiet": ("Say only what failed.", "Chỉ nêu những gì bị lỗi."),
    "help.json": ("Print JSON instead of text.", "In JSON thay cho văn bản thường."),
    "help.show": (
        "Show the records of one document, or list a folder.",
        "Hiện mục tiêu, kết quả của một văn bản, hoặc liệt kê một thư mục.",
    ),
    "help.show.file": (
        "A written <document>.json, a document to extract on the fly (- for standard input), or a folder of either.",
        "Tệp <văn bản>.json đã ghi, văn bản cần trích ngay (- là đầu vào chuẩn), hoặc thư mục chứa chúng.",
    ),
    "help.restore": (
        "Put back the diacritics that a wrong OCR language or a mark-stripper took.",
        "Khôi phục dấu tiếng Việt bị mất do nhận dạng sai ngôn ngữ hoặc bị lược bỏ.",
    ),
    "help.restore.file": ("The damaged document.", "Văn bản bị hỏng dấu."),
    "help.restore.diff": (
        "Show raw and restored lines side by side, doubtful words marked.",
        "Hiện dòng gốc và dòng đã khôi phục cạnh nhau, đánh dấu từ còn nghi ngờ.",
    ),
    "help.evaluate": ("Measure outputs against gold.", "Đo đầu ra so với bản gán nhãn chuẩn."),
    "help.evaluate.pairs": (
        "Gold and output files in turn: GOLD.jsonl OUTPUT.json ...",
        "Lần lượt tệp chuẩn và tệp đầu ra: CHUẨN.jsonl ĐẦU-RA.json ...",
    ),
    "help.evaluate.gold": ("Folder of *.jsonl gold files.", "Thư mục chứa các tệp chuẩn *.jsonl."),
    "help.evaluate.outputs": (
        "Folder of outputs that go with --gold.",
        "Thư mục đầu ra ứng với --gold.",
    ),
    "help.evaluate.indicators": (
        "TSV of the indicator ids the gold was annotated with; an id outside it counts as `other` "
        "(else INDICATORS.tsv beside the gold, else the catalogue).",
        "Tệp TSV các mã chỉ tiêu dùng khi gán nhãn; mã ngoài tệp này tính là `other` "
        "(nếu không: INDICATORS.tsv cạnh tệp chuẩn, rồi danh mục).",
    ),
    "help.evaluate.bag": (
        "Pair on unit and value, not on spans (another rendering of the annotated text).",
        "Ghép theo đơn vị và giá trị thay vì vị trí (khi văn bản là một bản thể hiện khác).",
    ),
    "help.evaluate.show": (
        "Show up to N faults of each sort per document.",
        "Hiện tối đa N lỗi mỗi loại cho từng văn bản.",
    ),
    "help.indicators": ("List the indicator catalogue.", "Liệt kê danh mục chỉ tiêu."),
    "help.version": ("Print the version.", "In phiên bản."),
    "help.show.why": (
        "Follow the record of this id: what was observed, what it weighs, the confidence (FILE may be a folder).",
        "Theo dõi bản ghi có mã này: đã thấy gì, trọng số bao nhiêu, độ tin cậy (TỆP có thể là thư mục).",
    ),
    "help.show.page": (
        "Also show where each value stands: page and rectangle, or characters.",
        "Hiện cả vị trí của mỗi giá trị: trang và khung, hoặc ký tự.",
    ),
    "help.jobs": ("Worker processes (0: one a processor).", "Số tiến trình xử lý (0: mỗi bộ xử lý một tiến trình)."),
    "help.engine": (
        "Where documents are worked on: local (this machine) or ray (a cluster; docs/cluster.md).",
        "Nơi xử lý văn bản: local (máy này) hoặc ray (cụm máy; docs/cluster.md).",
    ),
    "help.address": (
        "Address of the Ray cluster (else RAY_ADDRESS, else one on this machine alone).",
        "Địa chỉ cụm Ray (nếu không: RAY_ADDRESS, rồi một cụm chỉ trên máy này).",
    ),
    "help.time_limit": ("Seconds that one document may take.", "Số giây tối đa cho một văn bản."),
    "help.memory_limit": ("Megabytes of memory that one document may take.", "Số MB bộ nhớ tối đa cho một văn bản."),
    "help.max_mb": (
        "Largest file, unpacked or not, in megabytes.",
        "Dung lượng tệp lớn nhất (kể cả khi giải nén), tính bằng MB.",
    ),
    "help.max_pages": ("Most pages of one document.", "Số trang tối đa của một văn bản."),
    "help.no_ocr": (
        "Read no scans: pages without text are an error.",
        "Không nhận dạng bản quét: trang không có chữ là lỗi.",
    ),
    "help.no_cache": (
        "Do every document anew, also those an earlier run has done (what it found is kept in CHITIEU_CACHE, "
        "else in the user's cache folder).",
        "Làm lại mọi văn bản, kể cả văn bản lần chạy trước đã làm (bản ghi cũ lưu ở CHITIEU_CACHE, "
        "nếu không thì ở thư mục cache của người dùng).",
    ),
}
