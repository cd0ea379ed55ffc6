"""What is said when an act on posts, delegations, signing powers or units is refused."""

PEOPLE = {
    "acting_outside_scope": "Việc này nằm ngoài phạm vi bạn được giao làm thay. Chưa có gì thay đổi; hãy để "
    "chính người giao thực hiện, hoặc chuyển về chức vụ của bạn.",
    "delegation_ended": "Thời gian làm thay đã kết thúc. Việc vừa rồi chưa được thực hiện, không mất gì; hãy tải "
    "lại trang để làm việc bằng chức vụ của mình.",
    "delegation_overlaps": "Trong thời gian này, {person} đã được giao làm thay phạm vi “{scope}”. Chưa lưu gì; "
    "kết thúc việc giao đó trước, hoặc chọn ngày khác.",
    "delegate_not_fit": "Chỉ giao làm thay cho cấp phó, công chức, viên chức đang công tác tại đơn vị (không "
    "giao cho văn thư). Chưa lưu gì; hãy chọn người khác.",
    "unit_renamed_by_act": "Tên, cơ quan chủ quản, ký hiệu, địa danh đã ghi trên văn bản nên không sửa ở đây. Chưa lưu "
    "gì; hãy dùng nút Đổi tên, có quyết định và ngày hiệu lực.",
    "giver_not_head": "Chỉ người đứng đầu đơn vị giao làm thay được. Chưa lưu gì.",
    "scopes_missing": "Chưa chọn phạm vi làm thay. Chưa lưu gì; hãy đánh dấu ít nhất một phạm vi.",
    "term_backwards": "Ngày kết thúc phải từ ngày bắt đầu trở đi. Chưa lưu gì; hãy sửa lại ngày.",
    "term_over": "Thời gian này đã qua. Chưa lưu gì; hãy chọn ngày kết thúc từ hôm nay trở đi.",
    "paper_missing": "Chưa ghi văn bản làm căn cứ (số, ngày). Chưa lưu gì; hãy ghi thêm.",
    "not_a_deputy": "Chỉ phân công lĩnh vực, phụ trách thay cho cấp phó đang công tác tại đơn vị. Chưa lưu gì.",
    "covers_self": "Người vắng mặt và người phụ trách thay phải là hai người khác nhau. Chưa lưu gì.",
    "absent_not_leader": "Người vắng mặt phải là lãnh đạo đang công tác tại đơn vị. Chưa lưu gì.",
    "cover_overlaps": "Trong thời gian này đã có người khác phụ trách thay. Chưa lưu gì; hãy kết thúc việc đó trước.",
    "field_taken": "Lĩnh vực này trong thời gian đó đã giao cho {person}. Chưa lưu gì; hãy kết thúc phân công cũ "
    "trước.",
    "field_missing": "Chưa ghi lĩnh vực. Chưa lưu gì; hãy ghi tên lĩnh vực.",
    "authority_not_fit": "Chức vụ này không ký được với tư cách đó. Chưa lưu gì; hãy chọn người hoặc tư cách khác.",
    "authority_unbounded": "Thừa ủy quyền (TUQ.) phải có ngày kết thúc và nội dung được ủy quyền. Chưa lưu gì; "
    "hãy ghi đủ.",
    "authority_scan_missing": "Chưa đính kèm bản chụp văn bản ủy quyền. Chưa lưu gì; hãy đính kèm rồi lưu lại.",
    "authority_body_missing": "Thay mặt (TM.) cần tên tập thể và chức danh trong tập thể đó. Chưa lưu gì; hãy ghi đủ.",
    "order_not_in_rules": "Thừa lệnh (TL.) phải được quy định trong quy chế của đơn vị. Chưa lưu gì; hãy thêm "
    "quy định “Cho phép ký thừa lệnh (TL.)” trước.",
    "ended_before": "Việc giao này đã kết thúc từ trước. Không cần làm gì thêm.",
    "same_person_both_steps": "Người soạn không tự kiểm tra thể thức văn bản của mình. Văn bản vẫn nguyên; nhờ "
    "văn thư khác, hoặc quy chế đơn vị cho phép văn thư kiêm người soạn.",
    "handover_changed": "Việc đang dở của người bàn giao vừa thay đổi. Chưa bàn giao gì; danh sách đã tải lại, "
    "hãy xem lại rồi lập biên bản.",
    "successor_missing": "Chưa chọn người nhận cho: {work}. Chưa bàn giao gì; hãy chọn đủ người nhận.",
    "successor_not_fit": "{person} không nhận được “{work}”: cần {roles}. Chưa bàn giao gì; hãy chọn người khác.",
    "handover_in_signing": "Đang có lần ký số dở dang của người này. Chưa bàn giao gì; hãy ký xong hoặc hủy lần ký đó.",
    "post_ended": "Chức vụ này đã kết thúc từ trước. Không cần bàn giao thêm.",
    "leave_day_wrong": "Ngày cuối giữ chức vụ phải từ ngày nhận chức đến hôm nay. Chưa bàn giao gì; hãy sửa ngày.",
    "name_same": "Tên mới giống tên hiện nay. Chưa thay đổi gì.",
    "merge_same": "Chọn hai đơn vị khác nhau. Chưa thay đổi gì.",
    "merge_other_kind": "Chỉ nhập hai đơn vị cùng loại. Chưa thay đổi gì.",
    "merge_own_unit": "Không nhập đơn vị mà bạn đang làm việc. Chưa thay đổi gì.",
    "merge_numbered": "Còn {count} văn bản đã cấp số, đã ký mà chưa ban hành. Chưa thay đổi gì; hãy ban hành "
    "hoặc hủy trước.",
    "merge_signing": "Còn {count} lần ký số đang dở. Chưa thay đổi gì; hãy ký xong hoặc hủy trước.",
    "merge_certificates": "Còn {count} chứng thư số của cơ quan đang dùng. Chưa thay đổi gì; hãy thu hồi trước "
    "(mục Chứng thư, chữ ký, dấu).",
    "unit_closed": "Đơn vị này đã ngừng hoạt động. Chưa thay đổi gì; hãy chọn đơn vị đang hoạt động.",
    "change_stale": "Dữ liệu đã thay đổi từ lúc xem trước. Chưa thay đổi gì; hãy xem lại rồi thực hiện.",
    "split_nobody": "Chưa chọn người nào sang đơn vị mới. Chưa thay đổi gì; hãy chọn ít nhất một người.",
    "change_in_future": "Chỉ thực hiện được từ ngày quyết định có hiệu lực. Chưa thay đổi gì; hãy quay lại vào "
    "ngày đó.",
    "merge_held": "Còn {count} số giữ trước chưa dùng. Chưa thay đổi gì; hãy dùng hoặc hủy các số này trước.",
    "split_left": "Người được chọn còn {count} việc mà văn bản ở lại đơn vị cũ ({first}). Chưa thay đổi gì; "
    "hãy bàn giao, phân công lại trước.",
    "post_has_work": "Chức vụ này còn {count} việc đang dở: {work}. Chưa kết thúc; hãy bàn giao ở mục “Bàn giao công "
    "việc”.",
}
