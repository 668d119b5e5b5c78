"""Stopping what waits."""

import threading

from mdt_desktop.sync.network import local_address
from mdt_desktop.sync.stop import Stop


def test_what_is_set_before_or_while_waiting_ends_the_wait() -> None:
    stop, ended = Stop(), threading.Event()
    with stop.calling(ended.set):
        thread = threading.Thread(target=stop.set)
        thread.start()
        assert stop.wait(60)
        thread.join()
    assert ended.is_set()
    called: list[int] = []
    with stop.calling(lambda: called.append(1)):
        assert called == [1]


def test_who_has_left_is_not_called() -> None:
    stop, called = Stop(), []
    with stop.calling(lambda: called.append(1)):
        pass
    stop.set()
    assert called == []


def test_asking_for_the_way_out_needs_no_network() -> None:
    assert local_address() == local_address()
