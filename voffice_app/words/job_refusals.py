"""Why a background job waits or has failed, in words: exports, the archive folder, mail."""

JOBS = {
    "job_failed": "Việc nền gặp lỗi lạ và đã được ghi vào nhật ký máy chủ. Dữ liệu còn nguyên; bấm “Làm lại ngay”.",
    "job_killed": "Máy chủ đã dừng ba lần khi làm việc này nên không thử tiếp. Dữ liệu còn nguyên; xem nhật ký máy chủ "
    "rồi bấm “Làm lại ngay”.",
    # the archive folder
    "archive_no_room": "Ổ đĩa của thư mục lưu trữ đã đầy. Chưa mất gì: việc đang chờ và tự làm tiếp khi có chỗ trống.",
    "archive_unwritable": "Không ghi được vào thư mục lưu trữ. Chưa mất gì: việc đang chờ. Kiểm tra ổ đĩa, quyền ghi "
    "và VOFFICE_ARCHIVE.",
    "archive_missing": "Thiếu tệp trong thư mục lưu trữ. Bản gốc vẫn còn trong hệ thống; bấm “Chép lại”.",
    "archive_differs": "Có tệp trong thư mục lưu trữ không còn như khi ghi. Bản gốc vẫn còn trong hệ thống; “Chép lại” "
    "sẽ giữ tệp lạ bên cạnh để xem xét.",
    "archive_strange": "Có tệp lạ trong thư mục lưu trữ, không do hệ thống ghi. Xem xét rồi chuyển đi nơi khác.",
    "archive_unfinished": "Thư mục của văn bản chưa ghi xong hoặc mất danh sách mã băm; bấm “Chép lại”.",
    "archive_stale": "Văn bản (theo số thứ tự trong hệ thống) chưa có hoặc đã thay đổi; chạy voffice archive build.",
    "archive_signature": "Chữ ký số của tệp không còn hợp lệ khi kiểm tra lại. Bản gốc vẫn còn trong hệ thống.",
    # mail
    "mail_not_set": "Chưa cấu hình máy chủ thư nên thư đang chờ, chưa mất. Bộ phận CNTT đặt VOFFICE_SMTP_HOST.",
    "mail_server_down": "Máy chủ thư không trả lời; thư đang chờ và sẽ được gửi lại, chưa mất.",
    "mail_not_trusted": "Kết nối với máy chủ thư không an toàn (chứng thư không tin cậy hoặc không mã hóa) nên "
    "chưa gửi. Thư đang chờ; bộ phận CNTT kiểm tra VOFFICE_SMTP_TLS và chứng thư của máy chủ.",
    "mail_login_refused": "Máy chủ thư không nhận tài khoản gửi thư. Thư đang chờ; bộ phận CNTT kiểm tra tên và "
    "mật khẩu.",
    "mail_login_letters": "Tên hoặc mật khẩu gửi thư có chữ có dấu hay ký tự lạ mà giao thức thư không nhận. Thư đang "
    "chờ, chưa mất; bộ phận CNTT đặt mật khẩu chỉ gồm chữ không dấu, số và dấu thường.",
    "mail_sender_refused": "Máy chủ thư không cho gửi từ địa chỉ này. Thư đang chờ; bộ phận CNTT kiểm tra "
    "VOFFICE_SMTP_FROM.",
    "mail_deferred": "Máy chủ thư chưa nhận thư này và hẹn thử lại. Thư đang chờ, chưa mất.",
    "mail_refused": "Máy chủ thư từ chối thư này. Kiểm tra địa chỉ rồi gửi lại, hoặc gửi bằng cách khác.",
    "mail_unsure": "Máy chủ dừng đúng lúc đang gửi nên chưa rõ thư đã đến chưa. Hỏi nơi nhận trước khi gửi lại.",
    "mail_withdrawn": "Văn bản đã thu hồi, đã trả lại hoặc đã hủy mục vào sổ trước khi thư đi nên thư không gửi nữa.",
    "mail_address_wrong": "Địa chỉ thư không đúng nên chưa gửi. Văn bản vẫn đã ban hành; gửi bằng cách khác.",
    "mail_not_open": "Thư này đã gửi, đang gửi hoặc đang chờ nên không đổi được. Tải lại trang để xem.",
    "mail_note_missing": "Ghi đã gửi bằng cách nào, cho ai, ngày nào rồi lưu lại; chưa có gì thay đổi.",
}
