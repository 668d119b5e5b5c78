"""Spaces shared with colleagues: invitations, devices, joining and leaving, the exchange itself."""
