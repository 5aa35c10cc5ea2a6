"""Polls written for a tool, read back by a reader that somebody else wrote: questions, options and right answers are equal."""

from __future__ import annotations

import json
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.polls.project import PollProject
from tests.polls.test_export import OPTIONS, QUESTIONS, export
from tests.tools.browser import browser
from tests.tools.npm import node, packages

RIGHT = {"toets": ["Vier: ja"]}
SEVERAL = ("wensen",)
GIFT = """
import gift from 'gift-pegjs'; import {readFileSync} from 'fs';
console.log(JSON.stringify(gift.parse(readFileSync(process.argv[1], 'utf8'))));
"""
CONVERT = """
import {convertPackageFile} from '@citolab/qti-convert/qti-convert-node';
await convertPackageFile(process.argv[1], process.argv[2]);
"""
ZOOM = """
import type {MeetingsCreateMeetingPollRequestBody as Poll} from '@zoom/rivet/meetings';
export const polls: Poll[] = %s;
"""
PAGE = '<!doctype html><script src="/player.js"></script><qti-item><item-container></item-container></qti-item>'
SHOWN = """async name => {
    const frame = document.querySelector('item-container');
    const item = await new Promise(resolve => {
        document.addEventListener('qti-assessment-item-connected', event => resolve(event.detail ?? event.target), {once: true});
        frame.setAttribute('item-url', '/' + name);
    });
    const value = name => item.variables.find(each => each.identifier === name).value;
    await customElements.whenDefined('qti-simple-choice');
    await new Promise(resolve => setTimeout(resolve, 200));
    const asked = item.querySelector('qti-choice-interaction'), choices = [...asked.querySelectorAll('qti-simple-choice')];
    const right = [], given = [];
    for (const choice of choices) {
        choice.click();
        await item.updateComplete;
        item.processResponse();
        given.push([value('RESPONSE')].flat().length);
        if (Number(value('SCORE')) > 0) right.push(choice.textContent);
    }
    return {question: asked.querySelector('qti-prompt').textContent, options: choices.map(each => each.textContent), right, given};
}"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> PollProject:
    return PollProject(tmp_path_factory.mktemp("polls"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as made:
        yield made


@pytest.mark.node
def test_gift_is_read_by_a_parser(project: PollProject) -> None:
    made = node(packages("fandeck-gift", "gift-pegjs@1.0.2"), GIFT, export(project, "gift"))
    (question,) = json.loads(made)
    assert question["type"] == "MC" and question["title"] == "toets"
    assert question["stem"]["text"] == QUESTIONS[1]
    assert [each["text"]["text"] for each in question["choices"]] == OPTIONS["toets"]
    assert [each["text"]["text"] for each in question["choices"] if each["isCorrect"]] == RIGHT["toets"]


@pytest.mark.node
@pytest.mark.browser
@pytest.mark.parametrize("tool", ["qti", "qti3"])
def test_qti_is_asked_by_a_player(project: PollProject, tool: str, chromium: Any, tmp_path: Path) -> None:
    root = packages("fandeck-qti", "@citolab/qti-convert@0.3.52", "@citolab/qti-components@7.27.4")
    file = export(project, tool)
    if tool == "qti":  # the player takes 3.0; what reads 2.2 makes it so
        node(root, CONVERT, file, tmp_path / "3.zip")
        file = tmp_path / "3.zip"
    with zipfile.ZipFile(file) as package:
        files = {name: package.read(name) for name in package.namelist()}
    files["player.js"] = (root / "node_modules/@citolab/qti-components/cdn/index.global.js").read_bytes()
    page = chromium.new_page()
    page.route("**/*", lambda route: route.fulfill(**_answer(files, route.request.url)))
    for number, slide in enumerate(OPTIONS):
        page.goto("http://qti.test/")
        shown = page.evaluate(SHOWN, f"items/{slide}.xml")
        assert shown["question"] == QUESTIONS[number]
        assert shown["options"] == OPTIONS[slide]
        assert shown["right"] == RIGHT.get(slide, [])
        assert shown["given"] == [n if slide in SEVERAL else 1 for n in range(1, len(OPTIONS[slide]) + 1)]


def _answer(files: dict[str, bytes], address: str) -> dict[str, Any]:
    name = address.removeprefix("http://qti.test/")
    if not name:
        return {"body": PAGE, "content_type": "text/html"}
    kind = "text/javascript" if name.endswith(".js") else "application/xml"
    return {"body": files[name], "content_type": kind} if name in files else {"status": 404}


@pytest.mark.node
def test_zoom_takes_the_polls_by_its_own_types(project: PollProject, tmp_path: Path) -> None:
    root = packages("fandeck-zoom", "@zoom/rivet@0.4.0", "typescript@5.8.3")
    polls = export(project, "zoom-api").read_text()

    def told(text: str) -> str:
        file = root / f"{tmp_path.name}.mts"
        file.write_text(ZOOM % text)
        options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022", file.name]
        try:
            return subprocess.run(["npx", "tsc", *options], cwd=root, capture_output=True, text=True).stdout
        finally:
            file.unlink()

    assert told(polls) == ""
    assert "is not assignable to type" in told(polls.replace('"single"', '"one"'))
