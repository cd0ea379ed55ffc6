"""Refusals of drafting: comments on pages, capacities, recipients, enclosures, paper and certified copies."""

DRAFTING = {
    # comments on the page
    "comment_not_yours": "Lãnh đạo, văn thư của đơn vị và người được xin ý kiến mới góp ý trên trang. Văn bản giữ "
    "nguyên; nhờ người soạn bấm «Xin ý kiến» nếu cần góp ý.",
    "comment_too_late": "Văn bản đã đóng dấu hoặc đã hủy nên không góp ý trên trang được nữa. Góp ý trước còn nguyên.",
    "settle_not_yours": "Người soạn hoặc người đã góp ý mới đánh dấu là xong. Góp ý giữ nguyên.",
    "reopen_not_yours": "Chỉ người đã góp ý mới mở lại được. Góp ý giữ nguyên.",
    "anchor_off_page": "Chỗ góp ý nằm ngoài trang. Chưa ghi gì; kéo khung vào trong trang rồi gửi lại.",
    "ask_not_yours": "Người soạn hoặc người ký mới xin ý kiến về văn bản này. Văn bản giữ nguyên.",
    "asked_unknown": "Chưa chọn được người để xin ý kiến. Chọn một người đang công tác ở đơn vị rồi gửi lại.",
    # capacities
    "capacity_ended": "{signer} hôm nay không còn được ký với tư cách {capacity} ở lĩnh vực này. Văn bản giữ nguyên; "
    "người soạn chọn lại người ký, hoặc nhờ bộ phận CNTT ghi phân công, ủy quyền.",
    "signer_not_in_charge": "Người ký này không được phân công lĩnh vực của văn bản. Chưa lưu gì; chọn người phụ trách "
    "lĩnh vực, hoặc thủ trưởng.",
    # recipients
    "outsider_nameless": "Nơi nhận bên ngoài cần có tên. Chưa lưu gì; điền tên rồi lưu lại.",
    "outsider_email_bad": "Địa chỉ thư «{email}» không đúng dạng ten@noinhan.vn. Chưa lưu gì; sửa rồi lưu lại.",
    "outsiders_too_many": "Quá {limit} nơi nhận bên ngoài. Chưa lưu gì; bớt đi hoặc tách thành văn bản khác.",
    "set_nameless": "Nhóm nơi nhận cần có tên. Các đơn vị đã chọn vẫn còn; gõ tên rồi lưu lại.",
    "set_empty": "Chưa chọn đơn vị nào để lưu thành nhóm. Chọn ít nhất một đơn vị rồi lưu lại.",
    "set_taken": "Đã có nhóm nơi nhận tên «{name}». Đặt tên khác, hoặc bấm «Sửa» ở nhóm đó.",
    "set_not_yours": "Chỉ người đã lưu nhóm mới sửa hoặc bỏ được. Nhóm giữ nguyên; lưu một nhóm của riêng bạn nếu cần.",
    # enclosures
    "enclosure_absent": "Tệp kèm này không còn trong dự thảo. Tải lại trang để xem danh sách hiện nay.",
    "order_unknown": "Danh sách tệp kèm vừa thay đổi nên chưa sắp xếp được. Tải lại trang rồi sắp lại.",
    "source_absent": "Dự thảo chưa có tệp soạn thảo để gửi. Tải tệp .docx lên rồi chọn lại.",
    # electronic only, or on paper too
    "paper_not_yours": "Thủ trưởng đơn vị quyết định phát hành bản giấy; cấp phó ký văn bản quyết định được khi thủ "
    "trưởng chưa quyết định. Hình thức phát hành giữ nguyên.",
    "paper_too_late": "Văn bản đã ban hành hoặc đã hủy nên không đổi hình thức phát hành được nữa. Vẫn in bản giấy "
    "đóng dấu treo được khi cần.",
    "paper_not_issued": "Chỉ in bản giấy đóng dấu treo từ văn bản đã ban hành. Chưa ghi gì; ban hành xong rồi in.",
    "paper_given_to_missing": "Chưa ghi bản giấy giao cho ai. Điền nơi nhận rồi ghi lại.",
    "copies_count_wrong": "Số bản phải từ 1 đến {limit}. Chưa ghi gì; sửa số bản rồi ghi lại.",
    # certified copies on paper
    "copy_signer_missing": "Chọn lãnh đạo đơn vị ký bản sao. Chưa cấp số nào.",
    "copy_of_copy_needed": "Sao lục thực hiện từ bản sao nơi khác gửi đến, không từ bản gốc của đơn vị. Chưa cấp "
    "số nào; chọn «Sao y».",
}  # fmt: skip
