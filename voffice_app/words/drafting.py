"""The words of drafting: comments on pages, how a document is issued, its copies, whom it goes to."""

COMMENT_KIND = {"content": "Nội dung", "format": "Thể thức", "opinion": "Ý kiến"}
ON_OLD = "trên bản trước"
SEE_COMMENTS = "Xem {count} góp ý trên trang."

COMMENT_SAID = {
    "comment": "Đã gửi góp ý.",
    "answer": "Đã trả lời góp ý.",
    "settle": "Góp ý đã xong.",
    "reopen": "Đã mở lại góp ý.",
    "ask": "Đã xin ý kiến.",
}

PAPER = {True: "Điện tử và bản giấy", False: "Chỉ bản điện tử"}
PAPER_SAID = {True: "Văn bản được phát hành cả bản giấy.", False: "Văn bản chỉ phát hành bản điện tử."}
PROPOSED = "người soạn đề nghị"

COPY_FORM = {"sy": "Sao y", "sl": "Sao lục", "trs": "Trích sao"}
COPY_CODE = {"sy": "SY", "sl": "SL", "trs": "TrS"}

DIFFERS = (
    "Tư cách ký trên trang khác với lựa chọn",
    "Trên trang ghi «{page}», còn người ký được chọn là «{chosen}». Sửa dòng trên họ tên trong tệp, hoặc chọn lại "
    "người ký trước khi trình.",
)
