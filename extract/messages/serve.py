"""What `chitieu serve` says, on the command line and on its pages: key: (English, Vietnamese)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "serve.name": ("Chỉ Tiêu", "Chỉ Tiêu"),
    "help.serve": (
        "The office's own page: drag documents in, review, compare, track.",
        "Trang làm việc của cơ quan: đưa văn bản vào, rà soát, so sánh, theo dõi.",
    ),
    "help.serve.folder": (
        "Folder of outputs; it is made where there is none.",
        "Thư mục đầu ra; nếu chưa có thì được tạo.",
    ),
    "help.serve.port": (
        "Port to listen at (0: any that is free).",
        "Cổng lắng nghe (0: cổng bất kỳ còn trống).",
    ),
    "help.serve.host": (
        "Address to listen at; other machines reach it only where it is another than 127.0.0.1.",
        "Địa chỉ lắng nghe; chỉ khi khác 127.0.0.1 thì máy khác mới vào được.",
    ),
    "help.serve.address": (
        "What people type, where that is another: https://name, of the proxy before it.",
        "Địa chỉ mọi người gõ, nếu khác: https://tên của máy chủ trung gian đứng trước.",
    ),
    "help.serve.token": (
        "A code that lets anybody in who knows it, at least 16 characters (else CHITIEU_TOKEN; else each printed "
        "address lets one person in).",
        "Mã chung cho mọi người, ít nhất 16 ký tự (nếu không: CHITIEU_TOKEN; nếu không nữa thì mỗi địa chỉ được in ra "
        "chỉ dùng cho một người).",
    ),
    "help.serve.no_browser": ("Do not open a browser.", "Không tự mở trình duyệt."),
    "use.serve": ("name a folder: chitieu serve DIR", "hãy nêu thư mục: chitieu serve THƯ_MỤC"),
    "use.serve.token": (
        "--token: at least 16 characters, so that nobody guesses it",
        "--token: ít nhất 16 ký tự để không ai đoán được",
    ),
    "use.serve.port": (
        "cannot listen at {host}, port {port} ({error}); name another with --port",
        "không lắng nghe được ở {host}, cổng {port} ({error}); hãy nêu cổng khác bằng --port",
    ),
    "use.serve.address": (
        "--address: a scheme and a name, as https://chitieu.example.vn",
        "--address: gồm giao thức và tên, ví dụ https://chitieu.example.vn",
    ),
    "use.serve.taken": (
        "another server works on {path}",
        "một máy chủ khác đang chạy trên thư mục {path}",
    ),
    "serve.open": (
        "Open this address (it lets one person in): {address}",
        "Mở địa chỉ này (dùng cho một người): {address}",
    ),
    "serve.open_to_all": (
        "Open this address, and sign in with the code: {address}",
        "Mở địa chỉ này rồi đăng nhập bằng mã chung: {address}",
    ),
    "serve.stop": ("Ctrl+C ends it.", "Nhấn Ctrl+C để dừng."),
    "serve.unencrypted": (
        "Other machines can reach this, and what is sent is not encrypted: put it behind a proxy with https "
        "(docs/serve.md).",
        "Máy khác truy cập được, và dữ liệu truyền đi không mã hóa: hãy đặt sau máy chủ trung gian có https "
        "(docs/serve.md).",
    ),
    "serve.skip": ("To the content", "Đến nội dung chính"),
    "serve.pages": ("Pages", "Các trang"),
    "serve.language": ("Language", "Ngôn ngữ"),
    "serve.back": ("To the documents", "Về danh sách văn bản"),
    "serve.sign_in": ("Sign in", "Vào trang làm việc"),
    "serve.sign_in.name": ("Your name", "Họ và tên"),
    "serve.sign_in.why": (
        "It stands beside every judgment of yours.",
        "Tên được ghi cạnh mỗi nhận xét của anh, chị.",
    ),
    "serve.sign_in.token": ("Invitation code", "Mã mời"),
    "serve.sign_in.do": ("Sign in", "Vào"),
    "serve.sign_in.no_name": (
        "A name is needed: letters, at most 60 characters.",
        "Cần có họ tên: bằng chữ, không quá 60 ký tự.",
    ),
    "serve.sign_in.wrong": (
        "This invitation is not valid (any more). Ask a colleague who is signed in for a new one, or start the server "
        "again: it prints one.",
        "Mã mời không đúng hoặc đã được dùng. Hãy nhờ đồng nghiệp đang đăng nhập mời lại, hoặc khởi động lại máy chủ "
        "để nhận địa chỉ mới.",
    ),
    "serve.sign_in.too_many": (
        "Too many wrong codes: try again in a minute.",
        "Nhập sai quá nhiều lần: hãy thử lại sau một phút.",
    ),
    "serve.sign_out": ("Sign out", "Thoát"),
    "serve.invite": ("Invite a reviewer", "Mời người rà soát"),
    "serve.invite.how": (
        "Give this address to one person. It is good once, for seven days.",
        "Gửi địa chỉ này cho một người. Địa chỉ dùng được một lần, trong bảy ngày.",
    ),
    "serve.invite.address": ("Address", "Địa chỉ"),
    "serve.documents": ("Documents", "Văn bản"),
    "serve.documents.none": ("No documents yet.", "Chưa có văn bản nào."),
    "serve.document": ("Document", "Văn bản"),
    "serve.province": ("Province", "Tỉnh"),
    "serve.number": ("Number", "Số, ký hiệu"),
    "serve.records": ("Records", "Bản ghi"),
    "serve.reviewed": ("Reviewed", "Đã rà soát"),
    "serve.reviewed_of": ("{reviewed} of {records}", "{reviewed}/{records}"),
    "serve.error.403": (
        "This form is not valid any more. Open the page anew.",
        "Biểu mẫu không còn hiệu lực. Hãy mở lại trang.",
    ),
    "serve.error.404": ("There is no such page.", "Không có trang này."),
    "serve.error.405": ("This cannot be done here.", "Không thực hiện được ở đây."),
    "serve.error.413": ("This is larger than an upload may be.", "Dung lượng vượt mức cho phép."),
    "serve.error.414": ("This address is too long.", "Địa chỉ này quá dài."),
    "serve.error.421": ("Nothing is served at this address.", "Không có trang nào ở địa chỉ này."),
    "serve.error.422": ("What was sent does not fit here.", "Nội dung đã gửi không hợp lệ."),
    "serve.error.429": (
        "Too many wrong codes came in. Try again in a minute.",
        "Có quá nhiều mã sai. Hãy thử lại sau một phút.",
    ),
    "serve.error.500": (
        "Something failed here; what was saved before is kept. Try again, or tell who runs this server.",
        "Máy chủ gặp lỗi; những gì đã lưu vẫn còn. Hãy thử lại hoặc báo người phụ trách máy chủ.",
    ),
    "serve.error.501": (
        "A part that this needs is not installed on the server.",
        "Máy chủ chưa cài phần mềm cần cho việc này.",
    ),
    "serve.error.503": (
        "This takes longer than usual. Try again in a moment.",
        "Việc này lâu hơn thường lệ. Hãy thử lại sau ít phút.",
    ),
    "serve.error.folder": (
        "The folder of outputs is not there at present. Whoever runs the server can tell why.",
        "Hiện không tìm thấy thư mục đầu ra. Hãy hỏi người quản lý máy chủ.",
    ),
    "serve.error.other": ("That did not work.", "Không thực hiện được."),
}
