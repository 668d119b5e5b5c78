"""Whatever answers in a hub's place: the work is kept, said to wait, and one plain sentence says why."""

import ssl
import threading
from http import HTTPStatus
from pathlib import Path

import pytest

from mdt_desktop.refused import OutOfReach, Refused
from mdt_desktop.sync import http
from mdt_desktop.sync.engine import Synced
from mdt_desktop.sync.http import checked
from mdt_desktop.sync.hub_words import HubProblem
from mdt_desktop.wire.problems import Problem, ProblemType
from tests.integration.sync.odd_servers import Answering, drips, odd_server, says, says_and_ends
from tests.integration.sync.teams_that_sync import Crew

_SIGN_IN_PAGE = b"<html><body>Welcome to the clinic's guest network</body></html>"

# For localhost, trusted by nobody, and of no use to anybody.
_CERTIFICATE = """-----BEGIN CERTIFICATE-----
MIIBmjCCAUGgAwIBAgIUNH97NkN2Tp3IT0fsQc3JbGmi/ogwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjA4MTYzMFoYDzIxMjYxMDI5
MDgxNjMwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQ/gjrgeejD6vxpxm5nnTQmHtdW+yNs2TnYcqHwrSlYa61bVixwdcCj
+ZPGtm/v0P+epE0BaX2e7O5jmLlYYt6Po28wbTAdBgNVHQ4EFgQUlMCq6PHdCDIA
X8Tkb5IiupYFpHYwHwYDVR0jBBgwFoAUlMCq6PHdCDIAX8Tkb5IiupYFpHYwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDRwAwRAIgM5VNc6aYsIxpFlbgo4yn6wzw+BjBx1X3YuWJNFQm898CIARz
RZKzZl0KAd5x0HqVR5xud9ekvQamamCStcJ4r2z0
-----END CERTIFICATE-----
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgXHncLzX/So9DXhjN
6N30DfH9EZKUr3WkgLMc4iLn5yOhRANCAAQ/gjrgeejD6vxpxm5nnTQmHtdW+yNs
2TnYcqHwrSlYa61bVixwdcCj+ZPGtm/v0P+epE0BaX2e7O5jmLlYYt6P
-----END PRIVATE KEY-----
"""


def synced_with(crew: Crew, answering: Answering, tls: ssl.SSLContext | None = None) -> Synced:
    """What a sync with such a server comes to, something having been written."""
    laptop = crew.laptops[0]
    laptop.ways.clear()
    laptop.write("kept here")
    with odd_server(answering, tls) as port:
        laptop.use_hub(f"{'https' if tls else 'http'}://localhost:{port}")
        synced = laptop.sync()
        laptop.hubs.pop().close()
    return synced


def is_kept_and_said(synced: Synced, *words: str) -> None:
    (problem,) = synced.problems
    assert synced.waiting >= 1
    assert synced.last_confirmed is None
    assert not synced.reached[0].whole
    for word in words:
        assert word in problem
    assert problem.count(".") >= 1
    assert problem[0].isupper()
    assert problem.endswith(".")


@pytest.mark.parametrize(
    ("status", "more"),
    [
        ("200 OK", ""),
        ("302 Found", "Location: http://portal.example/\r\n"),
        ("511 Network", ""),
        ("404 No", ""),
    ],
)
def test_a_sign_in_page_is_not_the_hub(crew: Crew, status: str, more: str) -> None:
    synced = synced_with(crew, says(status, _SIGN_IN_PAGE, more=more))
    is_kept_and_said(synced, "sign-in page", "kept on this computer")
    assert synced.reached[0].out_of_reach


@pytest.mark.parametrize("status", [status for status in HTTPStatus if status >= 200])
def test_every_status_without_a_hubs_words(crew: Crew, status: HTTPStatus) -> None:
    bare = status in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)
    answering = (
        says_and_ends(f"HTTP/1.1 {status.value} x\r\n\r\n".encode())
        if bare
        else says(f"{status.value} x", b"?", "text/plain")
    )
    synced = synced_with(crew, answering)
    is_kept_and_said(synced)
    assert synced.reached[0].out_of_reach


@pytest.mark.parametrize("kind", list(ProblemType), ids=lambda kind: kind.slug)
def test_every_refusal_of_a_hub_is_a_sentence(kind: ProblemType) -> None:
    words = HubProblem(Problem(kind.uri, kind.title, kind.status), "https://hub.example.org").in_words()
    assert isinstance(words, Refused)
    assert str(words).endswith(".")
    assert "  " not in str(words)
    assert "{" not in str(words)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
        b"SSH-2.0-OpenSSH_9\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 3\r\n\r\nabc",
        b"HTTP/1.1 400 x\r\nContent-Type: application/problem+json\r\nContent-Length: 2\r\n\r\n{}",
    ],
)
def test_answers_that_are_cut_off_or_make_no_sense(crew: Crew, data: bytes) -> None:
    synced = synced_with(crew, says_and_ends(data))
    is_kept_and_said(synced)
    assert synced.reached[0].out_of_reach


def test_a_byte_at_a_time_comes_to_an_end(crew: Crew, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "_SILENCE_SECONDS", 0.3)
    stop = threading.Event()
    answer = (
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n" + b" " * 1000
    )
    try:
        synced = synced_with(crew, drips(answer, stop, 0.02))
    finally:
        stop.set()
    is_kept_and_said(synced, "too slow")


def test_silence_comes_to_an_end(crew: Crew, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "_SILENCE_SECONDS", 0.2)
    synced = synced_with(crew, lambda _line, _head: None)
    is_kept_and_said(synced, "did not answer in time")


def test_a_certificate_that_nobody_trusts(crew: Crew, tmp_path: Path) -> None:
    path = tmp_path / "certificate.pem"
    path.write_text(_CERTIFICATE)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(path)
    synced = synced_with(crew, says("200 OK"), tls)
    is_kept_and_said(synced, "does not trust the certificate", "IT service")


def test_nobody_there(crew: Crew) -> None:
    laptop = crew.laptops[0]
    laptop.ways.clear()
    with odd_server(says("200 OK")) as port:
        pass
    laptop.write("kept here")
    laptop.use_hub(f"http://localhost:{port}")
    is_kept_and_said(laptop.sync(), "can’t be reached")
    laptop.hubs.pop().close()


def test_a_proxy_that_says_no(crew: Crew, monkeypatch: pytest.MonkeyPatch) -> None:
    laptop = crew.laptops[0]
    laptop.ways.clear()
    laptop.write("kept here")
    with odd_server(says("407 Sign in", _SIGN_IN_PAGE)) as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        laptop.use_hub("https://hub.example.org")
        is_kept_and_said(laptop.sync(), "proxy")
        laptop.hubs.pop().close()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "hub.example.org",
        "ftp://hub.example.org",
        "https://",
        "https://a b/",
        "https://user:secret@hub.example.org",
        "https://hub.example.org/?x=1",
        "https://[::1",
    ],
)
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(Refused, match="address like"):
        checked(address)


@pytest.mark.parametrize("address", ["http://hub.example.org", "http://10.0.0.1"])
def test_an_address_that_is_not_protected(address: str) -> None:
    with pytest.raises(Refused, match="not protected"):
        checked(address)


def test_addresses_that_are_some() -> None:
    assert checked(" https://hub.example.org/ ") == "https://hub.example.org"
    assert checked("http://127.0.0.1:8080") == "http://127.0.0.1:8080"
    assert checked("http://[::1]:8080/") == "http://[::1]:8080"


def test_one_route_out_of_reach_holds_up_no_other(crew: Crew) -> None:
    laptop = crew.laptops[0]
    laptop.write("through the folder")
    with odd_server(says("200 OK", _SIGN_IN_PAGE)) as port:
        laptop.use_hub(f"http://127.0.0.1:{port}")
        laptop.ways.reverse()
        synced = laptop.sync()
        laptop.hubs.pop().close()
    assert (synced.waiting, synced.pushed, len(synced.problems)) == (0, 1, 1)
    assert [one.out_of_reach for one in synced.reached] == [True, False]
    assert issubclass(OutOfReach, Refused)
