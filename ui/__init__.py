"""The window of MDT Desktop: Qt widgets over the services of `mdt_desktop`."""

from ui.signatures import put_off

put_off()  # before anything here imports PySide6
