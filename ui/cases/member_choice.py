"""Choosing somebody from the team's directory."""

from mdt_desktop.services.cases.case_page import Surroundings
from ui.widgets.combo_box import ComboBox


def member_choice(around: Surroundings, chosen: str = "", name: str = "Key worker") -> ComboBox:
    """Everybody active with what they do; nobody until one is chosen."""
    items: list[tuple[str, object]] = [("Choose who", "")]
    for member in around.members:
        items.append((", ".join(part for part in (member.name, member.job_title) if part), member.id))
    box = ComboBox(name, tuple(items), height=38)
    # A long job title must not widen the form.
    box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    box.set_value(chosen)
    return box
