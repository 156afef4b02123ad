"""Nobody else gets in: what other sites in the same browser, and other names of this machine, get."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from support.desk import ADDRESS, PORT, TOKEN, make_client, make_project, opening

HTML = {"accept": "text/html"}


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[TestClient]:
    """A browser that never opened the printed address."""
    with make_client(make_project(tmp_path)) as client:
        yield client


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[TestClient]:
    with opening(make_project(tmp_path)) as client:
        yield client


def test_the_printed_address_gives_a_session_that_other_sites_and_scripts_do_not_have(
    stranger: TestClient,
) -> None:
    answer = stranger.get(f"/?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert TOKEN not in cookie
    assert "Ferry crews" in stranger.get("/").text


@pytest.mark.parametrize("query", ["", "?token=", "?token=guessed", f"?token={TOKEN}x"])
@pytest.mark.parametrize("path", ["/", "/read/ferry-strike", "/desk.js", "/desk.css"])
def test_without_the_token_nothing_is_shown(stranger: TestClient, path: str, query: str) -> None:
    answer = stranger.get(path + query)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert "erry" not in answer.text


def test_a_guessed_session_is_none(stranger: TestClient) -> None:
    stranger.cookies.set(f"factsheet-desk-{PORT}", "guessed")
    assert stranger.get("/").status_code == 403


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:80", "", "[::1]:8765"]
)
def test_a_name_that_was_bound_to_this_machine_gets_nothing(reader: TestClient, host: str) -> None:
    for path in ("/", f"/?token={TOKEN}"):
        answer = reader.get(path, headers={"host": host})
        assert answer.status_code == 421
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("site", ["cross-site", "same-site", "anything"])
def test_what_another_site_asks_for_is_refused(reader: TestClient, site: str) -> None:
    assert reader.get("/", headers={"sec-fetch-site": site}).status_code == 403
    assert reader.get("/", headers={"sec-fetch-site": "same-origin"}).status_code == 200


@pytest.mark.parametrize(
    "origin",
    [None, "null", "https://evil.example", "http://127.0.0.1", f"http://localhost:{PORT}", ""],
)
def test_a_write_comes_from_our_own_pages(reader: TestClient, origin: str | None) -> None:
    headers = {} if origin is None else {"origin": origin}
    assert reader.post("/do/undo", json={}, headers=headers).status_code == 403
    if origin is not None:
        assert reader.get("/", headers=headers).status_code == 403


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain", ""]
)
def test_a_form_writes_nothing(reader: TestClient, kind: str) -> None:
    headers = {"origin": ADDRESS, "content-type": kind}
    assert reader.post("/do/undo", content="{}", headers=headers).status_code == 415


@pytest.mark.parametrize("length", ["17000000", "-1", "1e3", ""])
def test_what_is_too_large_is_not_read(reader: TestClient, length: str) -> None:
    headers = {
        "origin": ADDRESS,
        "content-type": "application/json",
        "content-length": length,
    }
    assert reader.post("/do/undo", content="{}", headers=headers).status_code == 413


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH"])
def test_no_other_site_is_told_that_it_may_ask(reader: TestClient, method: str) -> None:
    answer = reader.request(method, "/", headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_every_answer_has_the_headers_that_keep_it_to_itself(stranger: TestClient) -> None:
    for answer in (
        stranger.get("/"),
        stranger.get("/", headers={"host": "evil.example"}),
        stranger.get(f"/?token={TOKEN}"),
        stranger.get("/"),
        stranger.get("/desk.js"),
        stranger.get("/nowhere"),
    ):
        headers = answer.headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"
        assert headers["cross-origin-resource-policy"] == "same-origin"


def test_pages_hold_nothing_that_the_policy_forbids(reader: TestClient) -> None:
    for path in ("/", "/read/ferry-strike"):
        page = reader.get(path).text
        assert "<style" not in page
        assert " style=" not in page
        assert " onclick=" not in page
        assert "<script>" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/read/../../etc/passwd",
        "/read/..%2f..%2fetc%2fpasswd",
        "/read/%2e%2e%2fferry-strike",
        "/read/ferry-strike%00",
        "/read/.snapshots",
        "/..%2fdesk.js",
        "/desk.css/../../page.html",
    ],
)
def test_no_address_leads_out_of_the_facts(reader: TestClient, path: str) -> None:
    answer = reader.get(path, headers=HTML)
    assert answer.status_code in (403, 404)
    assert "root:" not in answer.text


def test_the_text_of_an_article_is_text(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    copy = project / ".snapshots" / "ferry-strike.txt"
    copy.write_text('It said <script>alert("x")</script> & more.\n', "utf-8")
    with opening(project) as client:
        page = client.get("/read/ferry-strike").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(" in page
