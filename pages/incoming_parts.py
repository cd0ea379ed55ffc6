"""What the incoming screens share: the frame and the way back to the list."""

from state.base import Office
from voffice_app import ui

FRAME = ui.Frame.of(Office)
AT = "/van-ban-den"
