"""What needs a person, one decision at a time: the services' own views of it."""

from mdt_desktop.services.conflicts.item import AttentionItem
from mdt_desktop.services.conflicts.quarantine import Quarantined
from mdt_desktop.services.conflicts.views import Clash
from mdt_desktop.services.syncing.requests import RequestView

Decision = RequestView | Clash | AttentionItem | Quarantined
