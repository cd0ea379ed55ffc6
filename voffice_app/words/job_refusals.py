"""Why a background job waits or has failed, in words: exports, the archive folder, mail."""

JOBS = {
    "job_failed": "Việc nền gặp lỗi lạ và đã được ghi vào nhật ký máy chủ. Dữ liệu còn nguyên; bấm “Làm lại ngay”.",
    "job_killed": "Máy chủ đã dừng ba lần khi làm việc này nên không thử tiếp. Dữ liệu còn nguyên; xem nhật ký máy chủ "
    "rồi bấm “Làm lại ngay”.",
}
