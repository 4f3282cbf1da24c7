"""The real command: sockets that say nothing, an orderly end, another process, nginx before it."""

import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

import psutil
import pytest

from kiosk.model.request import MoveKind
from store import layout
from store.tiny import TinyStore
from tests.lab import machine
from tests.school import RECORD, School
from tests.web.conftest import CLAIM
from tests.web.served import SETTINGS, Served, free_port, served

TOLD = "编码有效"
CERTIFICATE = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=xj")


@pytest.fixture
def page(school: School, tmp_path: Path) -> Iterator[Served]:
    del school
    with served(tmp_path) as one:
        yield one


def get(port: int, path: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def test_two_hundred_silent_sockets_do_not_stop_the_next(page: Served, sheet: str) -> None:
    with ExitStack() as stack:
        for number in range(200):
            one = stack.enter_context(socket.create_connection(("127.0.0.1", page.port)))
            one.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n" if number % 2 else b"")
        began = time.perf_counter()
        status, text = get(page.port, sheet)
        assert (status, TOLD in text) == (200, True)
        assert time.perf_counter() - began < 1
        assert psutil.Process(page.process.pid).memory_info().rss < 120 << 20


def test_a_dispute_and_a_reply_of_another_process_are_on_the_page_within_a_second(
    school: School, page: Served
) -> None:
    sheet = f"/S/{school.declare([CLAIM]).declarations[-1].sheet_id}"
    number = school.student().requests[-1].number
    began = time.perf_counter()
    assert "待受理" in get(page.port, sheet)[1]
    school.requests.move(number, MoveKind.TAKE, "staff:lin")
    assert "在办" in get(page.port, sheet)[1]
    assert time.perf_counter() - began < 1


def test_a_request_that_runs_is_answered_before_the_end(
    school: School, page: Served, sheet: str
) -> None:
    assert isinstance(school.store, TinyStore)
    counted = layout.misses(school.page._key("address", "127.0.0.1"))
    phone = HTTPConnection("127.0.0.1", page.port, timeout=10)
    phone.request("GET", sheet)
    shown = phone.getresponse()
    found = re.search(r'name="token" value="(\w+)"', shown.read().decode())
    assert found
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": shown.headers["Set-Cookie"].partition(";")[0],
    }
    with school.store._files.locked(counted):
        phone.request("POST", sheet, f"act=open&tail=000000&token={found[1]}", headers)
        while not _waits_for_a_lock(page.process.pid):
            assert page.process.poll() is None
        page.process.terminate()
        while _answers(page.port):
            pass
    answer = phone.getresponse()
    assert (answer.status, "还可试 4 次" in answer.read().decode()) == (403, True)
    phone.close()
    assert page.stop() == 0
    assert page.log[-1]["status"] == 403


def _waits_for_a_lock(pid: int) -> bool:
    waiting = (line.split() for line in Path("/proc/locks").read_text().splitlines())
    return any(words[1] == "->" and str(pid) in words for words in waiting)


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except ConnectionError:
        return False
    return True


def test_what_it_logs_holds_neither_code_nor_address(page: Served, sheet: str) -> None:
    get(page.port, sheet)
    with socket.create_connection(("127.0.0.1", page.port)) as one:
        one.sendall(b"\x16\x03\x01 not HTTP\r\n\r\n")
        assert one.recv(100).startswith(b"HTTP/1.0 400")
    assert page.stop() == 0
    assert page.log[0]["route"] == "/{S}/{code}"
    text = "".join(page.said)
    assert not any(secret in text for secret in (sheet[3:], "127.0.0.1", RECORD.name))


HOST = b"\r\nHost: x\r\n"
ECHO = b"echo.of.it"
SMUGGLED = HOST + b"Content-Length: 6\r\n%b\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
NO_HTTP = {
    "a method of its own": ECHO + b" / HTTP/1.1" + HOST + b"\r\n",
    "a path that is none": b"GET /" + ECHO + b"\xff HTTP/1.1" + HOST + b"\r\n",
    "a place that is none": b"GET http://" + ECHO + b":99999999/ HTTP/1.1" + HOST + b"\r\n",
    "another version": b"GET /" + ECHO + b" HTTP/9.9" + HOST + b"\r\n",
    "a header's name": b"GET / HTTP/1.1" + HOST + b"<" + ECHO + b">: x\r\n\r\n",
    "a long header": b"GET / HTTP/1.1" + HOST + b"X: " + ECHO * 900 + b"\r\n\r\n",
    "a long path": b"GET /" + ECHO * 900 + b" HTTP/1.1" + HOST + b"\r\n",
    "many headers": b"GET / HTTP/1.1" + HOST + b"X: y\r\n" * 999 + b"\r\n",
    "two hosts": b"GET / HTTP/1.1" + HOST + b"Host: " + ECHO + b"\r\n\r\n",
    "two ends": b"POST / HTTP/1.1" + SMUGGLED % b"Transfer-Encoding: chunked\r\n",
    "two lengths": b"POST / HTTP/1.1" + SMUGGLED % b"Content-Length: 5\r\n",
    "chunks misspelled": b"POST / HTTP/1.1" + SMUGGLED % b"Transfer-Encoding : chunked\r\n",
    "an expectation": b"GET / HTTP/1.1"
    + HOST
    + b"Connection: close\r\nExpect: "
    + ECHO
    + b"\r\n\r\n",
}


def test_what_is_no_http_is_refused_without_a_word_of_it(page: Served) -> None:
    for name, sent in NO_HTTP.items():
        with socket.create_connection(("127.0.0.1", page.port), timeout=10) as one:
            one.sendall(sent)
            answer = b"".join(iter(partial(one.recv, 65536), b""))
        head, _, body = answer.partition(b"\r\n\r\n")
        assert head.split(b" ", 1)[1][:3] in {b"400", b"417"}, name
        assert answer.count(b"HTTP/1.") == 1, name
        assert b"\r\nServer: hedui" in head, name
        assert not [word for word in (b"ython", b"aiohttp", ECHO) if word in answer], name
        assert len(body) < 40, name


def test_a_taken_port_is_told_in_one_line(school: School, tmp_path: Path) -> None:
    del school
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        text = SETTINGS.format(base_url=f"http://127.0.0.1:{port}", port=port)
        (tmp_path / "kiosk.toml").write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "kiosk.cli", "--home", str(tmp_path), "serve"]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert str(port) in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


needs_nginx = pytest.mark.skipif(
    not shutil.which("nginx", path="/usr/sbin:/usr/bin") or not shutil.which("openssl"),
    reason="nginx or openssl is missing: apt-get install nginx-light openssl",
)


@needs_nginx
def test_the_sample_for_nginx_is_taken_and_leads_to_the_page(
    school: School, page: Served, sheet: str, tmp_path: Path
) -> None:
    del school
    port, plain = free_port(), free_port()
    conf = _nginx_conf(tmp_path, page.port, port, plain)
    nginx = [shutil.which("nginx", path="/usr/sbin:/usr/bin") or "", "-c", str(conf)]
    nginx += ["-p", str(tmp_path), "-e", str(tmp_path / "error.log")]
    subprocess.run([*nginx, "-t"], check=True, capture_output=True)
    with subprocess.Popen([*nginx, "-g", "daemon off;"]) as running:
        try:
            while not _answers(port):
                assert running.poll() is None
            trusting = ssl.create_default_context(cafile=tmp_path / "cert.pem")
            trusting.check_hostname = False
            connection = HTTPSConnection("127.0.0.1", port, timeout=10, context=trusting)
            connection.request("GET", sheet)
            answer = connection.getresponse()
            assert (answer.status, TOLD in answer.read().decode()) == (200, True)
            connection.close()
            assert _place_named(plain, Host="evil.example").startswith("https://xj.example.edu.cn/")
        finally:
            running.terminate()
    logged = (tmp_path / "hedui.log").read_text(encoding="utf-8")
    assert " GET 200 " in logged
    for one in (logged, (tmp_path / "hedui-error.log").read_text(encoding="utf-8")):
        assert not any(said in one for said in ("127.0.0.1", sheet, "xj.example"))


def _place_named(port: int, **headers: str) -> str:
    """Return where an answer sends its visitor."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/S/x", headers=headers)
    place = connection.getresponse().headers["Location"]
    connection.close()
    return place


def _nginx_conf(folder: Path, page: int, port: int, plain: int) -> Path:
    """Write the file of a lab machine, with this test's ports, files and certificate."""
    subprocess.run(
        [*CERTIFICATE, "-keyout", "key.pem", "-out", "cert.pem"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    text = dict(machine().files())["etc/nginx/sites-available/kiosk.conf"]
    for shipped, here in {
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "    listen [::]:80;\n": "",
        "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
        "    listen [::]:443 ssl;\n": "",
        "127.0.0.1:8484": f"127.0.0.1:{page}",
        "/etc/ssl/private/xj.example.edu.cn.key": str(folder / "key.pem"),
        "/etc/ssl/xj.example.edu.cn.pem": str(folder / "cert.pem"),
        "/var/log/nginx": str(folder),
    }.items():
        assert shipped in text
        text = text.replace(shipped, here)
    conf = folder / "nginx.conf"
    main = f"pid {folder}/nginx.pid;\nevents {{}}\nhttp {{\n{text}\n}}\n"
    conf.write_text(main, encoding="utf-8")
    return conf
