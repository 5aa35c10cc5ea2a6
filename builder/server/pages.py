"""The pages of a live poll: for voters without any script, for the presenter with moving bars."""

from __future__ import annotations

import io
import json
from html import escape

from builder.languages.language import language_of
from builder.polls.questions import Question
from builder.server.live import LivePolls
from builder.server.words import words_of

STYLE = """
:root{color-scheme:light;--ink:#14213d;--ground:#fff;--accent:#1d5c57;--line:#5b6472;--soft:#eef3f2}
*{box-sizing:border-box}body{margin:0;font:1.125rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--ground)}
main{max-width:40rem;margin:0 auto;padding:1rem}h1{font-size:1.5rem;line-height:1.25}fieldset{border:0;padding:0;margin:0 0 2rem}
legend{font-size:1.375rem;font-weight:700;padding:0;margin-block-end:.5rem}
label{display:flex;gap:.75rem;align-items:center;min-height:3.25rem;padding:.75rem 1rem;margin:.5rem 0;border:2px solid var(--line);border-radius:.5rem}
label:focus-within,label:hover{background:var(--soft);border-color:var(--accent)}input{width:1.5rem;height:1.5rem;flex:none;accent-color:var(--accent)}
button{font:inherit;font-weight:700;min-height:3.25rem;padding:.5rem 2rem;border:0;border-radius:.5rem;color:#fff;background:var(--accent);width:100%}
button:focus-visible,a:focus-visible,input:focus-visible{outline:3px solid #b45309;outline-offset:3px}
.note{padding:.75rem 1rem;border-inline-start:.35rem solid var(--accent);background:var(--soft)}footer{font-size:1rem;color:#3d4654;margin-block-start:2rem}
nav a{display:inline-block;padding:.6rem .8rem;color:var(--accent)}
.bars{display:grid;gap:.75rem;max-width:none}.bar{display:grid;grid-template-columns:minmax(8rem,1fr) 2fr 4rem;gap:1rem;align-items:center}
.bar meter{width:100%;height:2rem}.poll{border-block-start:1px solid var(--line);padding-block:1rem}.poll button{width:auto}
.wide{max-width:70rem}.qr{width:14rem}.address{font-size:2rem;font-weight:700;overflow-wrap:anywhere}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
"""
SCRIPT = """
const base = document.body.dataset.base;
const send = (path, body) => fetch(base + path, {method: "POST", headers: {"X-Fandeck": "presenter", "Content-Type": "application/json"}, body: JSON.stringify(body)});
async function start() {
  const token = location.hash.slice(1);
  if (token) { await send("/present/enter", {token}); history.replaceState(null, "", location.pathname); }
  const stream = new EventSource(base + "/present/events");
  stream.onmessage = (event) => { for (const poll of JSON.parse(event.data)) show(poll); };
  stream.onerror = () => { document.getElementById("state").textContent = "…"; };
  stream.onopen = () => { document.getElementById("state").textContent = ""; };
  for (const button of document.querySelectorAll("button[data-poll]"))
    button.addEventListener("click", () => send("/present/state", {poll: button.dataset.poll, open: button.getAttribute("aria-pressed") !== "true"}));
}
function show(poll) {
  const place = document.getElementById("poll-" + poll.id);
  place.querySelector("[data-respondents]").textContent = poll.respondents;
  const button = place.querySelector("button");
  button.setAttribute("aria-pressed", poll.open); button.textContent = poll.open ? button.dataset.close : button.dataset.open;
  for (const [option, count] of Object.entries(poll.counts)) {
    const bar = place.querySelector(`[data-option="${CSS.escape(option)}"]`);
    bar.querySelector("meter").max = Math.max(poll.respondents, 1); bar.querySelector("meter").value = count;
    bar.querySelector("output").textContent = count;
  }
}
start();
"""  # fmt: skip


def _page(title: str, language: str, base: str, body: str, head: str = "") -> str:
    direction = "rtl" if language_of(language).is_rtl else "ltr"
    return (
        f'<!doctype html><html lang="{escape(language)}" dir="{direction}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(title)}</title>'
        f'<link rel="stylesheet" href="{escape(base)}/style.css">{head}</head><body data-base="{escape(base)}">{body}</body></html>'
    )


def voting_page(live: LivePolls, language: str, voter: str, base: str, note: str = "") -> str:
    """Return the page for voters: every open poll as a form, or that none is open."""
    words, said = words_of(language)
    own = f' lang="{said}"' if said != language else ""
    parts, forms = [], 0
    if note:
        parts.append(f'<p class="note" role="status"{own}>{escape(words[note])}</p>')
    for question in live.by_language[language]:
        if question.id not in live.open:
            continue
        if live.has_voted(question.id, voter):
            parts.append(f"<h2>{escape(question.text)}</h2><p{own}>{escape(words['voted'])}</p>")
            continue
        forms += 1
        parts.append(_form(question, words, own, live.form_token(voter, question.id), base, language))
    if not forms:
        parts.append(f"<p{own}>{escape(words['waiting'])}</p>")
    links = "".join(
        f'<a href="{escape(base)}/?lang={escape(each)}" hreflang="{escape(each)}" lang="{escape(each)}">{escape(each)}</a>'
        for each in live.by_language if each != language
    )  # fmt: skip
    refresh = "" if forms else '<meta http-equiv="refresh" content="5">'
    heading = escape(words["vote"])
    body = (
        f"<main><h1{own}>{heading}</h1>{''.join(parts)}<footer><p{own}>{escape(words['privacy'])}</p>"
        f"{'<nav>' + links + '</nav>' if links else ''}</footer></main>"
    )
    return _page(words["vote"], language, base, body, refresh)


def _form(question: Question, words: dict[str, str], own: str, token: str, base: str, language: str) -> str:
    kind = "checkbox" if question.multiple else "radio"
    required = "" if question.multiple else " required"
    choices = "".join(
        f'<label><input type="{kind}" name="choice" value="{escape(each.id)}"{required}><span>{escape(each.text)}</span></label>'
        for each in question.choices
    )
    hint = words["several" if question.multiple else "one"]
    return (
        f'<form method="post" action="{escape(base)}/vote/{escape(question.id)}?lang={escape(language)}"><fieldset>'
        f"<legend>{escape(question.text)}</legend><p{own}>{escape(hint)}</p>{choices}</fieldset>"
        f'<input type="hidden" name="token" value="{token}"><button{own}>{escape(words["vote"])}</button></form>'
    )


def presenter_page(live: LivePolls, base: str, address: str) -> str:
    """Return the page for whoever presents: the address to vote at, and every poll with its bars."""
    parts = []
    for question in live.questions:
        bars = "".join(
            f'<div class="bar" data-option="{escape(each.id)}"><span>{escape(each.text)}</span>'
            f'<meter min="0" max="1" value="0" aria-label="{escape(each.text)}"></meter><output>0</output></div>'
            for each in question.choices
        )
        parts.append(
            f'<section class="poll" id="poll-{escape(question.id)}"><h2>{escape(question.text)}</h2>'
            f'<p><button data-poll="{escape(question.id)}" aria-pressed="false" data-open="Open" data-close="Close">Open</button> '
            f'<span data-respondents>0</span></p><div class="bars">{bars}</div></section>'
        )
    shown = address.partition("://")[2].rstrip("/")
    body = (
        f'<main class="wide"><h1>fandeck</h1><p class="address">{escape(shown)}</p><img class="qr" src="{escape(base)}/qr.svg" '
        f'alt="QR: {escape(shown)}"><p id="state" role="status"></p>{"".join(parts)}</main><script src="{escape(base)}/present.js"></script>'
    )
    return _page("fandeck", live.language, base, body)


def qr_svg(address: str) -> bytes:
    """Return the QR code of an address as SVG."""
    import segno

    stream = io.BytesIO()
    segno.make(address, error="m", micro=False).save(stream, kind="svg", scale=8, border=3, xmldecl=False)
    return stream.getvalue()


def state_event(live: LivePolls) -> str:
    """Return what the presenter's page shows, as JSON."""
    return json.dumps([
        {"id": each.id, "open": each.id in live.open, "counts": live.tallies[each.id].counts, "respondents": live.tallies[each.id].respondents}
        for each in live.questions
    ])  # fmt: skip
