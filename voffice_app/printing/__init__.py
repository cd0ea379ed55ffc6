"""Papers the system makes itself: letters laid out by Decree 30/2020/NĐ-CP."""
