"""One device: whose it is, what it may do, and the way out of the team."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mdt_desktop.services.syncing import rights_of_devices
from mdt_desktop.services.syncing.devices import DeviceView
from ui.cases.sheet import Sheet
from ui.jobs import Jobs
from ui.sync.roles import ROLE_ITEMS
from ui.widgets.boxes import Row
from ui.widgets.button import Button
from ui.widgets.checkbox import CheckBox
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.text import Text

ADMIN = "An admin invites, admits and removes. A team needs two: one may be ill, or leave."
COUNTS = "What it wrote so far stays as it is; the new role counts from here on."


class DeviceSheet(Sheet):
    """`done(device)` once its role is changed; `removing` asks for the removal to be confirmed."""

    removing = Signal()

    def __init__(self, page: QWidget, jobs: Jobs, device: DeviceView) -> None:
        super().__init__(page, jobs, device_words(device), COUNTS, deed="Change role")
        self._device = device
        self.role = ComboBox("Role", ROLE_ITEMS, height=38)
        if device.role is not None:
            self.role.set_value(device.role.value)
        self.admin = CheckBox("Admin of the team", checked=device.admin)
        self.add_field("role", Field("Role", self.role))
        self.body.add(self.admin, Text(ADMIN, "small", colour="text2", wrap=True))
        self.remove = Button("Remove this device from the team", kind="danger", icon="user-x")
        self.remove.clicked.connect(self.removing)
        self.body.add(12, Row().add(self.remove, None))
        self.remove.setVisible(not device.this)

    def values(self) -> dict[str, Any]:
        return {"role": self.role.value(), "admin": self.admin.isChecked()}

    def start(self, values: dict[str, Any]) -> None:
        self.jobs.do(
            rights_of_devices.change_role, self._device.id, **values, done=self.finished, failed=self.refused
        )


def device_words(device: DeviceView) -> str:
    """“Joanne Price, laptop B”; the founding device has no letter."""
    who = device.member or "Somebody"
    return f"{who}, laptop {device.letter}" if device.letter else f"{who}’s laptop"
