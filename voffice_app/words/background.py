"""What the system does in the background, and what IT and clerks do about it, as a timeline tells it."""

ACTS = {
    "archive": "bổ sung dấu thời gian để lưu trữ dài hạn",
    "retry_archive": "cho làm lại việc lưu trữ dài hạn",
    "retry_job": "cho làm lại việc nền",
    "mail_sent": "gửi thư điện tử",
    "mail_failed": "không gửi được thư điện tử",
    "mail_unsure": "chưa rõ thư điện tử đã đến",
    "mail_again": "cho gửi lại thư điện tử",
    "archive_again": "cho chép lại vào thư mục lưu trữ",
    "mail_elsewhere": "ghi đã gửi bằng cách khác",
}
