"""Every colour of the window, named by what it is for: light, dark, and high contrast.

The only module with hex values. Style sheet, palette and painted widgets read it through `Theme`.
"""

import msgspec

from mdt_desktop.domain import vocabulary

# role: (light, dark). Source: the design's table 3.1.
PAIRS: dict[str, tuple[str, str]] = {
    "canvas": ("#F3F6F5", "#0E1514"),
    "nav": ("#E9EEEC", "#0A100F"),
    "surface": ("#FFFFFF", "#161F1E"),
    "sunken": ("#EEF2F1", "#101817"),
    "hover": ("#F1F5F4", "#1B2625"),
    "sel": ("#DFF0F1", "#12363A"),
    "border": ("#D3DBD8", "#2A3836"),
    "border2": ("#75837F", "#7C8C88"),
    "text": ("#13201E", "#E9F0EE"),
    "text2": ("#3F4D4A", "#BCC9C5"),
    "text3": ("#56645F", "#98A7A3"),
    "accent": ("#0A5F6C", "#62C6D1"),
    "accentH": ("#074B55", "#8AD9E1"),
    "accentSoft": ("#DCEEF0", "#123539"),
    "accentText": ("#07505B", "#8FDCE4"),
    "onAccent": ("#FFFFFF", "#05272C"),
    "focus": ("#1F4FD8", "#8FB4FF"),
    "red": ("#A8201A", "#FFA39C"),
    "redSoft": ("#FCE8E6", "#3B1917"),
    "redLine": ("#E3A6A2", "#7A3833"),
    "amber": ("#7A4A00", "#F5C368"),
    "amberSoft": ("#FFF0D2", "#35270B"),
    "amberLine": ("#E0B55F", "#72561C"),
    "amberSolid": ("#B86B00", "#E0A030"),
    "green": ("#17633A", "#86D6A2"),
    "greenSoft": ("#E0F2E6", "#12301E"),
    "greenLine": ("#9CCDAE", "#2F6644"),
    "blue": ("#27479A", "#A9C2FF"),
    "blueSoft": ("#E5ECFB", "#1A2645"),
    "blueLine": ("#A9BCEB", "#3D5492"),
    "plum": ("#6A2A78", "#E1B0EC"),
    "plumSoft": ("#F4E6F7", "#331B39"),
    "plumLine": ("#D2AEDB", "#6B3F76"),
    "tier1": ("#5C6B67", "#A3B2AE"),
    "tier2": ("#2F5DA8", "#8DB6F5"),
    "tier3": ("#6A2A78", "#E1B0EC"),
    "s_primary": ("#0A5F6C", "#62C6D1"),
    "s_community": ("#245FA0", "#7FB5F0"),
    "s_mental": ("#6D3FA0", "#BFA0EC"),
    "s_social": ("#A3432A", "#F09F86"),
    "s_acute": ("#8A5A00", "#E3B760"),
    "s_vcse": ("#2E6B34", "#8CCB92"),
    "neutralSoft": ("#E8EDEB", "#22302E"),
    "scrim": ("#0B1413", "#000000"),
}

SOFT_ROLES = ("accentSoft", "redSoft", "amberSoft", "greenSoft", "blueSoft", "plumSoft", "neutralSoft")
LINE_ROLES = ("redLine", "amberLine", "greenLine", "blueLine", "plumLine")
SCRIM_OPACITY = 0.46
SECTOR_TINT = 0.16  # share of the sector's colour in an avatar's disc
KEY_HINT_TINT = 0.18  # share of the text's colour behind a key hint on a filled button


class Tone(msgspec.Struct, frozen=True):
    """The roles of a coloured box: fill, decorative edge, strong text and icon."""

    soft: str
    line: str
    strong: str


TONES: dict[str, Tone] = {
    "neutral": Tone("neutralSoft", "border", "text2"),
    "accent": Tone("accentSoft", "accent", "accentText"),
    "red": Tone("redSoft", "redLine", "red"),
    "amber": Tone("amberSoft", "amberLine", "amber"),
    "green": Tone("greenSoft", "greenLine", "green"),
    "blue": Tone("blueSoft", "blueLine", "blue"),
    "plum": Tone("plumSoft", "plumLine", "plum"),
}


def sector_role(code: str) -> str:
    """The colour role of a sector code: six colours serve the nineteen sectors; a new code is the sixth."""
    return f"s_{vocabulary.group('sector', code.upper()) or 'vcse'}"


def colour_table(dark: bool, high_contrast: bool = False) -> dict[str, str]:
    """Role to hex. High contrast drops quiet text, faint lines and tints (design 3.2)."""
    table = {role: pair[dark] for role, pair in PAIRS.items()}
    if not high_contrast:
        return table
    table["text2"] = table["text3"] = table["text"]
    table["border"] = table["border2"]
    for soft in SOFT_ROLES:
        table[soft] = table["surface"]
    for tone in TONES.values():
        if tone.line in LINE_ROLES:
            table[tone.line] = table[tone.strong]
    return table


def mix(top: str, base: str, share: float) -> str:
    """`share` (0 to 1) of `top` painted over `base`, as hex."""
    pairs = zip(_channels(top), _channels(base), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def contrast(first: str, second: str) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _channels(value: str) -> tuple[int, int, int]:
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)


def _luminance(value: str) -> float:
    linear = [_linear(channel / 255) for channel in _channels(value)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
