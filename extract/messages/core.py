"""What the commands around extraction say: key: (English, Vietnamese)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "app": (
        "Comparable target records out of Vietnamese provincial resolutions.",
        "Trích mục tiêu, kết quả so sánh được từ nghị quyết, kế hoạch, báo cáo của các tỉnh.",
    ),
    "exit_codes": (
        "Exit codes: 0 all read; 1 some documents failed (the others are written, the failed ones named); 2 wrong use.",
        "Mã thoát: 0 đọc được tất cả; 1 một số văn bản lỗi (các văn bản khác vẫn được ghi, "
        "văn bản lỗi được nêu tên); 2 dùng sai.",
    ),
    "panel.commands": ("Commands", "Lệnh"),
    "panel.arguments": ("Arguments", "Tham số"),
    "panel.options": ("Options", "Tùy chọn"),
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
        "Học lại trọng số từ bản chuẩn và kết quả rà soát của mình, ghi vào tệp dùng cho --weights.",
    ),
    "help.learn.given": (
        "Gold files (*.jsonl), folders of them, verdict files of review pages.",
        "Tệp chuẩn (*.jsonl), thư mục chứa chúng, tệp kết quả rà soát từ trang rà soát.",
    ),
    "help.learn.texts": (
        "Folder of the documents, if they do not lie beside their gold.",
        "Thư mục chứa văn bản, nếu không nằm cạnh tệp chuẩn.",
    ),
    "help.learn.out": ("File to write.", "Tệp cần ghi."),
    "use.no_gold_given": ("name gold or verdict files", "hãy nêu tệp chuẩn hoặc tệp kết quả rà soát"),
    "use.no_out_file": ("say where to write: --out FILE", "hãy nêu nơi ghi: --out TỆP"),
    "use.nothing_to_learn": (
        "no record of these files teaches anything",
        "không bản ghi nào trong các tệp này dùng để học được",
    ),
    "learn.compared": (
        "{slot}: {documents} documents held out, {examples} values: loss {before:.3f} → {after:.3f}, "
        "right {right_before:.3f} → {right_after:.3f}; {verdict}",
        "{slot}: giữ riêng từng văn bản trong {documents} văn bản, {examples} giá trị: tổn thất {before:.3f} → "
        "{after:.3f}, đúng {right_before:.3f} → {right_after:.3f}; {verdict}",
    ),
    "learn.kept": ("better, taken", "tốt hơn, được dùng"),
    "learn.dropped": ("not better, left as it is", "không tốt hơn, giữ như cũ"),
    "learn.too_few": (
        "{slot}: left as it is, fewer than {fewest} documents teach it",
        "{slot}: giữ như cũ, vì có chưa đến {fewest} văn bản để học",
    ),
    "learn.written": ("written: {path} (use it with --weights)", "đã ghi: {path} (dùng với --weights)"),
    "learn.not_written": (
        "not written, because no slot would be read better: {path}",
        "không ghi, vì không phần nào được đọc tốt hơn: {path}",
    ),
    "help.weights": (
        "File of your own weights, as `learn` writes it (else CHITIEU_WEIGHTS).",
        "Tệp trọng số riêng do lệnh `learn` ghi (nếu không: CHITIEU_WEIGHTS).",
    ),
    "use.weights": ("--weights: no such file: {path}", "--weights: không có tệp: {path}"),
    "use.patterns": ("--patterns: no such folder: {path}", "--patterns: không có thư mục: {path}"),
    "use.rules": ("fault in the rule data: {error}", "lỗi trong dữ liệu quy tắc: {error}"),
    "help.extract": (
        "Extract the records of documents into a folder.",
        "Trích mục tiêu, kết quả của các văn bản vào một thư mục.",
    ),
    "help.extract.paths": (
        "Documents of any kind (text, Word, sheets, PDF, scans, web pages), or folders of them; also addresses (s3://...).",
        "Văn bản thuộc mọi loại (chữ, Word, bảng tính, PDF, bản quét, trang web), hoặc thư mục chứa chúng; cả địa chỉ (s3://...).",
    ),
    "help.extract.out": (
        "Folder for <document>.json, targets.csv and targets.jsonl.",
        "Thư mục nhận <văn bản>.json, targets.csv và targets.jsonl.",
    ),
    "help.quiet": ("Say only what failed.", "Chỉ nêu những gì bị lỗi."),
    "help.json": ("Print JSON instead of text.", "In JSON thay cho văn bản thường."),
    "help.show": (
        "Show the records of one document as a table.",
        "Hiện các mục tiêu, kết quả của một văn bản thành bảng.",
    ),
    "help.show.file": (
        "A written <document>.json, or a document to extract on the fly.",
        "Tệp <văn bản>.json đã ghi, hoặc văn bản cần trích ngay.",
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
    "restore.notice": ("note: {message} ({code})", "lưu ý: {message} ({code})"),
    "restore.raw": ("Raw", "Văn bản gốc"),
    "restore.restored": ("Restored", "Đã khôi phục"),
    "help.suggest": (
        "Propose catalogue entries (YAML) for indicators that the catalogue does not have.",
        "Đề xuất mục danh mục (YAML) cho các chỉ tiêu mà danh mục chưa có.",
    ),
    "help.suggest.folder": (
        "Folder of documents, or of outputs of `chitieu extract`.",
        "Thư mục văn bản, hoặc thư mục kết quả của `chitieu extract`.",
    ),
    "help.suggest.fewest": (
        "Only what is named at least so often.",
        "Chỉ những gì được nêu ít nhất chừng ấy lần.",
    ),
    "suggest.head": (
        "{documents} documents read; move what you accept, mended, to a file in patterns/indicators/.",
        "Đã đọc {documents} văn bản; mục nào chấp nhận thì sửa rồi chuyển vào một tệp trong patterns/indicators/.",
    ),
    "use.no_folder": ("name a folder", "cần nêu một thư mục"),
    "help.evaluate": ("Measure outputs against gold.", "Đo kết quả so với bản gán nhãn chuẩn."),
    "help.evaluate.pairs": (
        "Gold and output files in turn: GOLD.jsonl OUTPUT.json ...",
        "Lần lượt tệp chuẩn và tệp kết quả: CHUẨN.jsonl KẾT-QUẢ.json ...",
    ),
    "help.evaluate.gold": ("Folder of *.jsonl gold files.", "Thư mục chứa các tệp chuẩn *.jsonl."),
    "help.evaluate.outputs": (
        "Folder of outputs that go with --gold.",
        "Thư mục kết quả ứng với --gold.",
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
    "use.lang": ("--lang takes en or vi, not {value!r}", "--lang nhận en hoặc vi, không phải {value!r}"),
    "use.no_command": ("say what to do", "hãy nêu việc cần làm"),
    "use.no_paths": (
        "name at least one document or folder",
        "hãy nêu ít nhất một văn bản hoặc thư mục",
    ),
    "use.no_out": ("say where to write: --out DIR", "hãy nêu nơi ghi kết quả: --out THƯ-MỤC"),
    "use.no_file": ("name the file to show", "hãy nêu tệp cần hiện"),
    "use.missing": ("no such file or folder: {path}", "không có tệp hoặc thư mục: {path}"),
    "use.out": ("cannot write to {path}: {error}", "không ghi được vào {path}: {error}"),
    "use.evaluate": (
        "give GOLD OUTPUT pairs, or --gold DIR --outputs DIR, or, without gold, --outputs DIR alone",
        "hãy nêu từng cặp CHUẨN KẾT-QUẢ, hoặc --gold THƯ-MỤC --outputs THƯ-MỤC, hoặc chỉ --outputs THƯ-MỤC khi không "
        "có bản chuẩn",
    ),
    "use.no_gold": ("no *.jsonl in {path}", "không có tệp *.jsonl trong {path}"),
    "use.option": ("no such option: {name}", "không có tùy chọn {name}"),
    "use.wrong": ("{detail}", "dùng sai lệnh ({detail})"),
    "use.see": ("See {command} --help.", "Xem {command} --help."),
    "extract.progress": ("Extracting", "Đang trích"),
    "extract.written": (
        "{path}: {targets} records, {rejected} other numbers accounted for, {warnings} warnings",
        "{path}: {targets} bản ghi, {rejected} con số khác đã giải trình, {warnings} cảnh báo",
    ),
    "extract.total": (
        "{documents} documents, {targets} records in {out}",
        "{documents} văn bản, {targets} bản ghi trong {out}",
    ),
    "extract.unchanged": (
        "unchanged since an earlier run, not done again: {count} of {documents} documents",
        "không đổi so với lần chạy trước, không làm lại: {count}/{documents} văn bản",
    ),
    "extract.stale": (
        "left alone, from an earlier run: {path}",
        "giữ nguyên, của lần chạy trước: {path}",
    ),
    "extract.failed": ("failed: {path}: {message} [{code}]", "lỗi: {path}: {message} [{code}]"),
    "evaluate.document": (
        "{name}: wanted {wanted} given {given} found {found} strict {strict} | "
        "found F1 {found_f1:.3f} strict F1 {strict_f1:.3f}",
        "{name}: cần {wanted} đưa ra {given} tìm thấy {found} đúng hoàn toàn {strict} | "
        "F1 tìm thấy {found_f1:.3f} F1 chặt {strict_f1:.3f}",
    ),
    "evaluate.fields": ("fields right among found: {fields}", "trường đúng trong số tìm thấy: {fields}"),
    "evaluate.all": (
        "all: found F1 {found_f1:.3f} strict F1 {strict_f1:.3f} words {words:.3f}",
        "tất cả: F1 tìm thấy {found_f1:.3f} F1 chặt {strict_f1:.3f} từ ngữ {words:.3f}",
    ),
    "evaluate.places": ("places right: {placed} of {places}", "địa bàn đúng: {placed} trên {places}"),
    "evaluate.reliability": ("Confidence against truth", "Độ tin cậy so với thực tế"),
    "evaluate.band": ("confidence", "độ tin cậy"),
    "evaluate.records": ("records", "bản ghi"),
    "evaluate.mean": ("expected", "dự kiến đúng"),
    "evaluate.calibration": (
        "mean absolute calibration error: {error:.3f}",
        "sai số hiệu chuẩn tuyệt đối trung bình: {error:.3f}",
    ),
    "evaluate.expected": (
        "{name}: {records} records, of which {share:.1%} are expected to be wrong in some core field; "
        "{sure} at 0.9 and above",
        "{name}: {records} bản ghi, dự kiến {share:.1%} sai ở ít nhất một trường chính; {sure} có độ tin cậy từ 0,9",
    ),
    "evaluate.expected_all": ("all", "tất cả"),
    "evaluate.right": ("strictly right", "đúng hoàn toàn"),
    "column.kind": ("kind", "loại"),
    "column.indicator": ("indicator", "chỉ tiêu"),
    "column.level": ("tier", "cấp"),
    "column.value": ("value", "giá trị"),
    "column.period": ("period", "thời gian"),
    "column.section": ("section", "mục"),
    "column.confidence": ("conf.", "tin cậy"),
    "column.place": ("place", "vị trí"),
    "place.page": ("page {page}", "trang {page}"),
    "place.characters": ("characters {start}–{end}", "ký tự {start}–{end}"),
    "help.show.why": (
        "Follow the record of this id: what was observed, what it weighs, the confidence (FILE may be a folder).",
        "Theo dõi bản ghi có mã này: đã thấy gì, trọng số bao nhiêu, độ tin cậy (FILE có thể là thư mục).",
    ),
    "use.no_record": ("no record has this id: {id}", "không bản ghi nào có mã này: {id}"),
    "use.no_source": (
        "the document itself is needed to weigh anew, and is not at hand: {path}",
        "cần chính văn bản để cân nhắc lại, nhưng không có ở đây: {path}",
    ),
    "why.record": ("{name}: {value}", "{name}: {value}"),
    "why.rules": ("Rules that made it", "Quy tắc tạo nên bản ghi"),
    "why.slot.kind": ("Target or result: weighed", "Mục tiêu hay kết quả: cân nhắc"),
    "why.slot.measure": ("A record or not: weighed", "Là bản ghi hay không: cân nhắc"),
    "why.slot.period": ("The period: weighed", "Kỳ: cân nhắc"),
    "why.slot.record": ("The record as a whole: weighed", "Cả bản ghi: cân nhắc"),
    "why.weight": ("weight", "trọng số"),
    "why.seen": ("seen is that", "thấy rằng"),
    "why.words": ("words", "chữ"),
    "why.bias": ("counts for every value", "tính cho mọi giá trị"),
    "why.no_weight": ("(no weight)", "(không có trọng số)"),
    "why.sum.kind": (
        "sum {sum:+.2f}: a target at {likely:.3f}",
        "tổng {sum:+.2f}: là mục tiêu với xác suất {likely:.3f}",
    ),
    "why.sum.measure": (
        "sum {sum:+.2f}: a record at {likely:.3f}",
        "tổng {sum:+.2f}: là bản ghi với xác suất {likely:.3f}",
    ),
    "why.sum.period": (
        "sum {sum:+.2f}: of all it might be this one at {likely:.3f}",
        "tổng {sum:+.2f}: trong các kỳ có thể, là kỳ này với xác suất {likely:.3f}",
    ),
    "why.sum.record": (
        "sum {sum:+.2f}, calibrated {likely:.3f}: confidence {confidence:.2f}",
        "tổng {sum:+.2f}, sau hiệu chuẩn {likely:.3f}: độ tin cậy {confidence:.2f}",
    ),
    "help.show.page": (
        "Also show where each value stands: page and rectangle, or characters.",
        "Hiện cả vị trí của mỗi giá trị: trang và khung, hoặc ký tự.",
    ),
    "column.id": ("id", "mã"),
    "column.name_vi": ("name (vi)", "tên (vi)"),
    "column.name_en": ("name (en)", "tên (en)"),
    "period.by": ("by {end}", "đến {end}"),
    "period.in": ("{end}", "{end}"),
    "period.during": ("{start}–{end}", "{start}–{end}"),
    "period.annual": ("each year {start}–{end}", "hằng năm {start}–{end}"),
    "period.asof": ("to date", "đến nay"),
    "unit.rank": ("rank {number}", "hạng {number}"),
    "unit.places": ("{number} places", "{number} bậc"),
    "unit.minutes": ("{number} min", "{number} phút"),
    "unit.days": ("{number} days", "{number} ngày"),
    "per.year": ("{amount} a year", "{amount}/năm"),
    "baseline": ("{amount} (from {years})", "{amount} (so với {years})"),
    "extract.left_out": (
        "{count} data files left out (json, yaml, tables of records)",
        "đã bỏ qua {count} tệp dữ liệu (json, yaml, bảng bản ghi)",
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
    "use.engine": ("no such engine: {engine} ({engines})", "không có engine {engine} ({engines})"),
    "use.address": ("--address is for --engine ray", "--address chỉ dùng với --engine ray"),
    "use.unreachable": ("the address cannot be reached: {error}", "không kết nối được tới địa chỉ: {error}"),
    "use.extra": (
        "{module} is not installed: pip install 'chitieu[{extra}]'",
        "chưa cài {module}: pip install 'chitieu[{extra}]'",
    ),
    "use.ray": (
        "a package is missing (pip install 'chitieu[ray]'): {error}",
        "thiếu một gói (pip install 'chitieu[ray]'): {error}",
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
        "Làm lại mọi văn bản, kể cả văn bản lần chạy trước đã làm (kết quả cũ lưu ở CHITIEU_CACHE, "
        "nếu không thì ở thư mục cache của người dùng).",
    ),
    "extract.rate": ("{rate} documents/s", "{rate} văn bản/giây"),
}
