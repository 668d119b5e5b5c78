"""What a test has left of the program other than it found it, for the tests that follow in its process."""

import sys

Rules = dict[tuple[str, str], object]


def rules() -> Rules:
    """Every constant, function and class that a module of the program has by now."""
    return {
        (module, name): value
        for module, one in list(sys.modules.items())
        if module.startswith("mdt_desktop.")
        for name, value in vars(one).items()
        if name.isupper() or callable(value)
    }


def changed(before: Rules) -> list[str]:
    """Names of those which are another now, or gone."""
    now = rules()
    return [".".join(where) for where, rule in before.items() if now.get(where) is not rule]
