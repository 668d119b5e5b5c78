"""A process that runs the demo huddle and says on standard output what has been acknowledged, line by line.

`python -m tests.integration.safety.huddle_player HOME found|play`. Killed at any moment, whatever it had said
must be in the store.
"""

import json
import sys
import time
from pathlib import Path

from mdt_desktop.services import drafts, profile
from mdt_desktop.services.demo import demo, demo_huddle
from mdt_desktop.services.huddle import attendance, capturing, huddles, running
from mdt_desktop.services.session import Session


def say(**words: str | int) -> None:
    """Acknowledge, as the screen does once the service has returned."""
    print(json.dumps(words), flush=True)


def play(session: Session) -> None:
    """Run the huddle of the story from wherever it stands."""
    huddle = huddles.upcoming(session)
    assert huddle is not None
    running.start(session, huddle.id)
    if not any(one.status == "present" for one in huddles.attendance_of(session, huddle.id)):
        attendance.attend(session, huddle.id, session.me().display_name)
    say(started=huddle.ref)
    for told in demo_huddle.script_of(session).items:
        item = demo_huddle.item_of(session, huddle, told.person)
        if item.status in ("discussed", "deferred"):
            continue
        running.begin_item(session, huddle.id, item.id)
        say(item=item.id)
        for line in told.capture_lines():
            for end in range(8, len(line), 24):
                drafts.keep(session, f"capture {item.id}", line[:end])
                say(draft=line[:end], item=item.id, position=session.store.position())
            capturing.capture(session, huddle.id, item.id, line)
            drafts.keep(session, f"capture {item.id}", "")
            say(line=line, item=item.id)
        running.finish_item(session, huddle.id, item.id)
        say(finished=item.id)
    say(all="done")


def main() -> None:
    """Found or play, then stay until killed."""
    home, what = Path(sys.argv[1]), sys.argv[2]
    session = demo.found_demo(home) if what == "found" else profile.unlock(home, demo.PASSPHRASE)
    say(ready=what)
    if what == "play":
        play(session)
        say(end="end")
    while what == "play":
        time.sleep(60)
    session.close()


if __name__ == "__main__":
    main()
