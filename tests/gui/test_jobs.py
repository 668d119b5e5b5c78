"""Jobs: order, answers, stale answers, progress, cancelling, crashes, shutdown."""

import threading
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject
from shiboken6 import delete

from mdt_desktop.progress import Cancelled
from mdt_desktop.refused import Refused
from ui.jobs import Jobs


@dataclass
class FakeChanged:
    """What a commit broadcasts."""

    kind: str

    def touches(self, kind: str) -> bool:
        return kind == self.kind


@dataclass
class FakeSession:
    """A session that remembers who called it on which thread."""

    log: list[str] = field(default_factory=list)
    callbacks: list = field(default_factory=list)
    readers: list["FakeSession"] = field(default_factory=list)
    closed_on: str = ""

    def subscribe(self, callback) -> None:
        self.callbacks.append(callback)

    def reader(self) -> "FakeSession":
        self.readers.append(FakeSession(log=self.log))
        return self.readers[-1]

    def close(self) -> None:
        self.closed_on = threading.current_thread().name


def note(session: FakeSession, words: str) -> str:
    session.log.append(words)
    for callback in session.callbacks:
        callback(FakeChanged("case"))
    return words.upper()


def thread_name(session: FakeSession) -> str:
    return threading.current_thread().name


def refuse(session: FakeSession, secret: str) -> None:
    raise Refused("That did not work.")


def stumble(session: FakeSession, secret: str) -> None:
    raise KeyError(secret)


class Listener(QObject):
    """A receiver that keeps what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list = []

    def hear(self, answer: object) -> None:
        self.heard.append(answer)


@pytest.fixture
def session() -> FakeSession:
    return FakeSession()


@pytest.fixture
def jobs(qtbot, session):
    made = Jobs(session)
    yield made
    made.shutdown()


def settled(qtbot, jobs: Jobs) -> None:
    qtbot.waitUntil(jobs.idle)


def test_writes_run_in_order_and_answer_on_the_gui_thread(qtbot, jobs, session):
    heard = []
    for words in "abcdef":
        jobs.do(note, words, done=lambda answer: heard.append((answer, threading.current_thread())))
    settled(qtbot, jobs)
    assert session.log == list("abcdef")
    assert heard == [(letter, threading.main_thread()) for letter in "ABCDEF"]


def test_reads_have_their_own_thread_and_session(qtbot, jobs, session):
    heard = Listener()
    jobs.do(thread_name, done=heard.hear)
    jobs.ask(thread_name, done=heard.hear)
    jobs.ask(lambda reader: reader is session.readers[0], done=heard.hear)
    settled(qtbot, jobs)
    assert sorted(map(str, heard.heard)) == ["True", "reading", "writing"]


def test_what_changed_arrives_before_the_answer(qtbot, jobs):
    heard = []
    jobs.changed.connect(lambda changed: heard.append(changed.touches("case")))
    jobs.do(note, "a", done=heard.append)
    settled(qtbot, jobs)
    assert heard == [True, "A"]


def test_asking_again_drops_the_older_answer(qtbot, jobs):
    heard, gate = Listener(), threading.Event()
    jobs.ask(lambda _: gate.wait() and 1, done=heard.hear, key="list")
    jobs.ask(lambda _: 2, done=heard.hear, key="list")
    jobs.ask(lambda _: 3, done=heard.hear, key="other")
    gate.set()
    settled(qtbot, jobs)
    assert heard.heard == [2, 3]


def test_an_answer_for_a_deleted_receiver_is_dropped_but_the_write_stays(qtbot, jobs, session):
    listener, gate = Listener(), threading.Event()
    heard = listener.heard
    jobs.do(lambda _: gate.wait())
    jobs.do(note, "kept", done=listener.hear)
    delete(listener)
    gate.set()
    settled(qtbot, jobs)
    assert (session.log, heard) == (["kept"], [])


def test_progress_is_throttled_and_ends_with_the_total(qtbot, jobs):
    seen = []

    def count(session: FakeSession, progress) -> None:
        for done in range(10_001):
            progress(done, 10_000)

    jobs.do(count, progress=lambda done, total: seen.append((done, total)))
    settled(qtbot, jobs)
    assert seen[-1] == (10_000, 10_000)
    assert len(seen) < 1000


def test_cancelled_work_stops_at_its_next_report(qtbot, jobs):
    started, stopped, done = threading.Event(), [], []

    def endless(session: FakeSession, progress) -> None:
        while True:
            started.set()
            progress(1, 2)

    job = jobs.do(endless, progress=lambda *_: None, done=done.append, stopped=lambda: stopped.append(1))
    started.wait()
    job.cancel()
    settled(qtbot, jobs)
    assert (stopped, done) == ([1], [])


def test_a_refusal_reaches_its_caller_without_a_traceback(qtbot, jobs):
    heard = Listener()
    jobs.do(refuse, "secret", failed=heard.hear)
    settled(qtbot, jobs)
    assert str(heard.heard[0]) == "That did not work."
    assert heard.heard[0].__traceback__ is None


def test_a_refusal_nobody_handles_reaches_the_shell(qtbot, jobs):
    with qtbot.waitSignal(jobs.refused) as caught:
        jobs.ask(refuse, "secret", done=lambda _: None)
    assert str(caught.args[0]) == "That did not work."


def test_a_bug_makes_a_report_without_values(qtbot, jobs, tmp_path):
    with qtbot.waitSignal(jobs.crashed) as caught:
        jobs.do(stumble, "Ellison 999 027 6137")
    text = caught.args[0].save(tmp_path / "reports").read_text(encoding="utf-8")
    assert "builtins.KeyError" in text
    assert "stumble" in text
    assert "Ellison" not in text
    assert str(tmp_path.home()) not in text


def test_arguments_are_forgotten_once_the_work_has_ended(qtbot, jobs):
    job = jobs.do(note, "correct horse")
    settled(qtbot, jobs)
    assert job.work is None


def test_opening_keeps_the_session_on_the_writing_thread(qtbot):
    session, heard = FakeSession(), Listener()
    jobs = Jobs()
    jobs.open(lambda word: session, "correct horse", done=heard.hear)
    settled(qtbot, jobs)
    jobs.do(note, "a")
    settled(qtbot, jobs)
    jobs.shutdown()
    assert heard.heard == [session]
    assert session.log == ["a"]
    assert (session.closed_on, session.readers[0].closed_on) == ("writing", "reading")


def test_shutdown_finishes_the_writes_and_leaves_no_thread(qtbot, session):
    before = threading.active_count()
    jobs, heard = Jobs(session), []
    for words in "abc":
        jobs.do(note, words, done=heard.append)
    jobs.shutdown()
    assert session.log == ["a", "b", "c"]
    assert threading.active_count() == before
    assert jobs.do(note, "late").cancelled
    qtbot.waitUntil(jobs.idle)
    assert (session.log, heard) == (["a", "b", "c"], [])


def test_a_thread_of_its_own_takes_its_steps_on_the_writing_thread_in_turn(qtbot):
    session, answers = FakeSession(), []
    jobs = Jobs(session)

    def network() -> None:
        answers.append(jobs.on_session(thread_name))
        answers.append(jobs.on_session(lambda here: note(here, "step")))
        with pytest.raises(Refused):
            jobs.on_session(lambda here: refuse(here, "x"))

    thread = threading.Thread(target=network)
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive())
    assert answers == ["writing", "STEP"]
    assert session.log == ["step"]
    jobs.shutdown()


def test_a_step_that_comes_after_the_end_is_told_so(qtbot):
    jobs, told = Jobs(FakeSession()), []
    jobs.shutdown()

    def late() -> None:
        with pytest.raises(Cancelled):
            jobs.on_session(thread_name)
        told.append("late")

    thread = threading.Thread(target=late)
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive())
    assert told == ["late"]


def test_what_was_opened_before_it_heard_of_a_cancel_is_open(qtbot):
    session, heard, reached, go_on = FakeSession(), Listener(), threading.Event(), threading.Event()
    jobs, stopped = Jobs(), []

    def opener(progress):
        reached.set()
        assert go_on.wait(30)
        return session

    job = jobs.open(
        opener, done=heard.hear, progress=lambda *_: None, stopped=lambda: stopped.append(True)
    )  # fmt: skip
    assert reached.wait(30)
    job.cancel()
    go_on.set()
    settled(qtbot, jobs)
    jobs.shutdown()
    assert (heard.heard, stopped) == ([session], [])
