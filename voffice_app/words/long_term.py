"""The words of time-stamps and of the long-term archive (PAdES levels, ETSI EN 319 142-1)."""

LEVELS = ("B-B", "B-T", "B-LT", "B-LTA")
"""From a bare signature to one that stays provable; a file is as good as the weakest of its signatures."""

STAMPED = "Đã có lúc {at} (mức {level})"
NOT_SET = "{level}, chưa cấu hình dấu thời gian"
AFTER_ISSUE = "{level}, sẽ bổ sung sau khi ban hành"
UNDER_WAY = "{level}, đang bổ sung"
WAITING = "{level}, đang chờ: {reason} Thử lại lúc {at}."
FAILED = "{level}, chưa bổ sung được: {reason}"

WANTED = {"archive": "Tạo bản lưu trữ", "renew": "Gia hạn dấu thời gian"}
STATE = {"waiting": "Đang chờ", "doing": "Đang làm", "done": "Đã xong", "failed": "Lỗi"}

SET = "Máy chủ dấu thời gian: {url}. Văn bản đã ban hành được bổ sung dấu thời gian và bằng chứng (mức B-LTA)."
UNSET = "Chưa cấu hình máy chủ dấu thời gian: chữ ký ở mức B-B. Đặt VOFFICE_TSA_URL; văn bản đã ban hành vẫn nằm chờ."
NO_SERVER = "Chờ cấu hình máy chủ dấu thời gian"
COUNTED = "{done} tệp đã có bản lưu trữ, {waiting} đang chờ, {failed} lỗi, {overdue} quá hạn."
