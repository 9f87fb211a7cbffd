"""What is said of wrong use, and the names of arguments: key: (English, Vietnamese)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "use.no_gold_given": ("name gold or verdict files", "hãy nêu tệp chuẩn hoặc tệp nhận xét"),
    "use.no_out_file": ("say where to write: --out FILE", "hãy nêu nơi ghi: --out TỆP"),
    "use.nothing_to_learn": (
        "no record of these files teaches anything",
        "không bản ghi nào trong các tệp này dùng để học được",
    ),
    "use.weights": ("--weights: no such file: {path}", "--weights: không có tệp: {path}"),
    "use.patterns": ("--patterns: no such folder: {path}", "--patterns: không có thư mục: {path}"),
    "use.rules": ("fault in the rule data: {error}", "lỗi trong dữ liệu quy tắc: {error}"),
    "use.no_folder": ("name a folder", "cần nêu một thư mục"),
    "use.lang": ("--lang takes en or vi, not {value!r}", "--lang nhận en hoặc vi, không phải {value!r}"),
    "use.no_paths": (
        "name at least one document or folder",
        "hãy nêu ít nhất một văn bản hoặc thư mục",
    ),
    "use.no_out": ("say where to write: --out DIR", "hãy nêu nơi ghi: --out THƯ-MỤC"),
    "use.empty_path": (
        'a path is empty; for the folder you are in: "."',
        'có đường dẫn rỗng; thư mục hiện tại là "."',
    ),
    "use.empty_out": (
        'the folder of --out is empty; for the folder you are in: "."',
        '--out rỗng; thư mục hiện tại là "."',
    ),
    "use.file_host": (
        "{address} names a file of another machine; for one of this machine: file:///PATH",
        "{address} là tệp của máy khác; tệp trên máy này: file:///ĐƯỜNG-DẪN",
    ),
    "use.no_here": (
        "the working folder is gone; go to another one",
        "thư mục hiện hành không còn; hãy chuyển sang thư mục khác",
    ),
    "use.system": ("the system refuses: {error}", "hệ thống từ chối: {error}"),
    "use.stopped": ("stopped by {signal}", "đã dừng do {signal}"),
    "use.no_file": ("name the file to show", "hãy nêu tệp cần hiện"),
    "use.missing": ("no such file or folder: {path}", "không có tệp hoặc thư mục: {path}"),
    "use.closed": ("{path} cannot be read: permission denied", "không đọc được {path}: không có quyền"),
    "use.out": ("cannot write to {path}: {error}", "không ghi được vào {path}: {error}"),
    "use.evaluate": (
        "give GOLD OUTPUT pairs, or --gold DIR --outputs DIR, or, without gold, --outputs DIR alone",
        "hãy nêu từng cặp CHUẨN ĐẦU-RA, hoặc --gold THƯ-MỤC --outputs THƯ-MỤC, hoặc chỉ --outputs THƯ-MỤC khi không "
        "có bản chuẩn",
    ),
    "use.no_gold": ("no *.jsonl in {path}", "không có tệp *.jsonl trong {path}"),
    "use.option": ("no such option: {name}", "không có tùy chọn {name}"),
    "use.option_value": ("{name} needs a value", "tùy chọn {name} cần một giá trị"),
    "use.option_no_value": ("{name} takes no value", "tùy chọn {name} không nhận giá trị"),
    "use.number": ("{name} takes a number", "tùy chọn {name} nhận một số"),
    "use.number_from": (
        "{name} takes a number, {least} or more",
        "tùy chọn {name} nhận một số, từ {least} trở lên",
    ),
    "use.command": ("no such command: {name}", "không có lệnh {name}"),
    "use.arguments": ("too many arguments: {given}", "thừa tham số: {given}"),
    "use.meant": (" (did you mean {name!r}?)", " (có phải ý bạn là {name!r}?)"),
    "use.shell": ("say for which shell: {shells}", "hãy nêu trình dòng lệnh: {shells}"),
    "use.wrong": ("{detail}", "dùng sai lệnh ({detail})"),
    "use.see": ("See {command} --help.", "Xem {command} --help."),
    "use.nothing_to_show": ("{path}: no outputs and no documents in it", "{path}: không có đầu ra hay văn bản nào"),
    "use.own_table": (
        "{path} is a table that chitieu wrote, no document; show a <document>.json, or the folder: "
        "chitieu show {folder}",
        "{path} là bảng do chitieu ghi, không phải văn bản; hãy xem tệp <văn bản>.json, hoặc cả thư mục: "
        "chitieu show {folder}",
    ),
    "use.stdin": (
        "nothing comes from standard input; for instance: chitieu show - < FILE",
        "đầu vào chuẩn không có gì; ví dụ: chitieu show - < TỆP",
    ),
    "use.stdin_twice": ("- stands for standard input, once", "- là đầu vào chuẩn, chỉ nêu một lần"),
    "use.stdin_name": ("--stdin-name: no name of a file: {name}", "--stdin-name: không phải tên tệp: {name}"),
    "use.no_record": ("no record has this id: {id}", "không bản ghi nào có mã này: {id}"),
    "use.no_source": (
        "the document itself is needed to weigh anew, and is not at hand: {path}",
        "cần chính văn bản để cân nhắc lại, nhưng không có ở đây: {path}",
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
    "metavar.DIR": ("DIR", "THƯ-MỤC"),
    "metavar.FILE": ("FILE", "TỆP"),
    "metavar.PATH": ("PATH", "ĐƯỜNG-DẪN"),
    "metavar.SECONDS": ("SECONDS", "GIÂY"),
    "metavar.ADDRESS": ("ADDRESS", "ĐỊA-CHỈ"),
    "metavar.FORMAT": ("FORMAT", "DẠNG"),
    "metavar.DOCUMENT": ("DOCUMENT", "VĂN-BẢN"),
    "metavar.NAME": ("NAME", "TÊN"),
    "metavar.ID": ("ID", "MÃ"),
    "metavar.GOLD": ("GOLD", "CHUẨN"),
    "metavar.OUTPUT": ("OUTPUT", "ĐẦU-RA"),
    "metavar.OLD": ("OLD", "CŨ"),
    "metavar.[NEW]": ("[NEW]", "[MỚI]"),
    "metavar.VERDICTS": ("VERDICTS", "NHẬN-XÉT"),
    "metavar.GOLD-OR-VERDICTS": ("GOLD-OR-VERDICTS", "CHUẨN-HOẶC-NHẬN-XÉT"),
    "metavar.SHELL": ("SHELL", "TRÌNH-LỆNH"),
}
