"""What `chitieu serve` says, on the command line and on its pages: key: (English, Vietnamese)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
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
    "serve.error.other": ("That did not work.", "Không thực hiện được."),
}
