"""What stands round every page: navigation, top bar, footer, palette, keys, toasts."""
