"""The comment on a pull request: a stranger's report is data, and the workflows give it no more."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from kb.changes.comment import (
    LIMIT,
    MARKER,
    RefusedError,
    bounded,
    comment,
    main,
    neutral,
    number_of,
)

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TRUSTED = re.compile(
    r"github\.(?:token|repository|repository_owner"
    r"|event\.(?:repository\.(?:name|default_branch)|pull_request\.(?:base\.sha|number)"
    r"|workflow_run\.(?:id|html_url|head_sha|head_branch|head_repository\.id)))"
    r"|runner\.temp|steps\.\w+\.outputs\.\w+"
)
"""What the expressions of a workflow may name: of the rest, some is what a stranger types."""


def workflow(name: str) -> dict[str, Any]:
    found: dict[Any, Any] = yaml.safe_load(
        (ROOT / ".github" / "workflows" / name).read_text("utf-8")
    )
    return found | {"on": found[True]}  # YAML 1.1 takes `on` for a truth


def steps(name: str) -> list[dict[str, Any]]:
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


def runs(name: str) -> str:
    return "\n".join(step.get("run", "") for step in steps(name))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_workflow_gives_rights_to_what_a_pull_request_brings(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "pull_request_target" not in text and "secrets." not in text
    assert "actions/cache" not in text and "cache:" not in text
    for expression in re.findall(r"\$\{\{(.*?)\}\}", text):
        assert TRUSTED.fullmatch(expression.strip()), expression


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_what_runs_the_code_of_a_pull_request_has_no_token_and_no_right_to_write(
    path: Path,
) -> None:
    found = workflow(path.name)
    if "pull_request" not in found["on"]:
        return
    assert found["permissions"] == {"contents": "read"}
    for job in found["jobs"].values():
        if "permissions" in job:  # it takes what main has made, and nothing else
            assert job["if"] == "github.ref == 'refs/heads/main'"
            assert not any("run" in step or "checkout" in step["uses"] for step in job["steps"])
            continue
        for step in job["steps"]:
            assert "token" not in str(step).lower()
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_script_is_put_together_from_what_others_type(path: Path) -> None:
    for step in steps(path.name):
        named = re.findall(r"\$\{\{(.*?)\}\}", step.get("run", ""))
        assert all("repository" in name for name in named), step["run"]


def test_a_pull_request_is_built_without_rights_and_by_the_commands_of_writers() -> None:
    found = workflow("preview.yml")
    assert found["on"] == "pull_request" and found["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in found["jobs"].values())
    checkout = next(step for step in steps("preview.yml") if "checkout" in step.get("uses", ""))
    assert checkout["with"]["persist-credentials"] is False
    assert "make report" in runs("preview.yml") and "make build" in runs("preview.yml")


def test_the_way_out_is_a_job_of_its_own() -> None:
    jobs = workflow("site.yml")["jobs"]
    assert [step.get("run") for step in jobs["way-out"]["steps"]][-1] == "make way-out"
    assert "needs" not in jobs["way-out"] and "permissions" not in jobs["way-out"]


def test_its_report_and_its_site_are_kept_the_report_even_where_the_build_fails() -> None:
    kept = [
        step["with"]["name"] for step in steps("preview.yml") if "upload" in step.get("uses", "")
    ]
    assert kept == ["report", "site"]
    order = [step.get("run", step.get("with", {}).get("name")) for step in steps("preview.yml")]
    assert order.index("report") < order.index("make build")


def test_the_comment_is_made_by_main_alone_from_one_artifact() -> None:
    found = workflow("comment.yml")
    assert list(found["on"]) == ["workflow_run"]
    assert found["on"]["workflow_run"]["workflows"] == [workflow("preview.yml")["name"]]
    assert found["permissions"] == {}
    [job] = found["jobs"].values()
    assert job["permissions"] == {"actions": "read", "contents": "read", "pull-requests": "write"}
    used = [step["uses"].partition("@")[0] for step in job["steps"] if "uses" in step]
    assert used == ["actions/checkout", "actions/download-artifact"]
    checkout, download = job["steps"][:2]
    assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    assert checkout["with"]["persist-credentials"] is False
    assert download["with"]["name"] == "report" and "runner.temp" in download["with"]["path"]


def test_what_reads_the_artifact_has_no_token_and_what_has_it_reads_a_clean_text() -> None:
    read, post = [step for step in steps("comment.yml") if "run" in step]
    assert "kb.changes.comment" in read["run"] and "TOKEN" not in str(read["env"])
    assert "/report" not in post["run"] and MARKER in post["run"]
    assert ".head.sha" in post["run"] and "$HEAD" in post["run"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_named_by_what_they_hold(path: Path) -> None:
    for step in steps(path.name):
        assert re.search(r"@[0-9a-f]{40}$", step.get("uses", f"@{'0' * 40}"))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<script>", "<·script>"),
        ("@octocat", "@·octocat"),
        ("&#64;octocat &lt;b>", "&·#·64;octocat &·lt;b>"),
        ("![p](https://x.example/p)", "!·[p]·(https:·//x.example/p)"),
        ("[a]: //x.example", "[a]·: //x.example"),
        ("www.x.example", "www·.x.example"),
        ("owner/name#12 GH-12", "owner/name#·12 GH·-12"),
        ("```mermaid", "```·mermaid"),
        ("/close", "·/close"),
        ("가\u202e나\u200b다\x00", "가나다"),
        ("## 수치\n\n| `a/b` | ~~1~~ **2** |", "## 수치\n\n| `a/b` | ~~1~~ **2** |"),
    ],
)
def test_a_strangers_signs_are_only_words(typed: str, shown: str) -> None:
    assert neutral(typed).replace("\u200b", "·") == shown


@given(st.text(alphabet="<@&#![](:/w.gh-1`~ \n가", max_size=60))
def test_no_text_has_a_live_sign_left(typed: str) -> None:
    live = r"<[^\u200b]|@[^\u200b]|!\[|\]\(|://|#\d|&[#\w]"
    assert not re.search(live, neutral(typed))


def test_a_comment_fits_and_begins_with_its_mark() -> None:
    text = comment("가나다 라마바\n" * 20_000)
    assert text.startswith(MARKER + "\n") and len(text) <= LIMIT + len(MARKER) + 1
    assert text.endswith("나머지는 `report.html`에 있다.\n")
    assert bounded("짧다\n") == "짧다\n"


@pytest.mark.parametrize("typed", ["", "0", "-1", "12a", "1; ls", "1\n2", "١", "9" * 12])
def test_a_number_is_digits_alone(typed: str) -> None:
    with pytest.raises(RefusedError):
        number_of(typed)


def test_a_report_becomes_a_number_and_a_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "number").write_text("17\n")
    (tmp_path / "report.md").write_text("# 뜻\n<b>", "utf-8")
    main(tmp_path, tmp_path / "comment.md")
    assert capsys.readouterr().out == "17\n"
    assert (tmp_path / "comment.md").read_text("utf-8") == f"{MARKER}\n# 뜻\n<\u200bb>"


def test_a_link_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "number").write_text("17")
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "report.md").symlink_to(tmp_path / "secret")
    with pytest.raises(SystemExit, match=r"report\.md 파일이 없다"):
        main(tmp_path, tmp_path / "comment.md")
    assert not (tmp_path / "comment.md").exists()
