const base = document.body.dataset.base;

const send = (path, body) =>
  fetch(base + path, {
    method: "POST",
    headers: { "X-Fandeck": "presenter", "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

function show(poll) {
  const place = document.getElementById("poll-" + poll.id);
  place.classList.toggle("open", poll.open);
  place.querySelector("[data-respondents]").textContent = poll.said;
  const button = place.querySelector("button");
  button.setAttribute("aria-pressed", poll.open);
  button.textContent = poll.open ? button.dataset.close : button.dataset.open;
  for (const [option, { count, said }] of Object.entries(poll.counts)) {
    const bar = place.querySelector(`[data-option="${CSS.escape(option)}"]`);
    const meter = bar.querySelector("meter"), most = Math.max(poll.respondents, 1);
    meter.max = most;
    meter.value = count;
    meter.style.setProperty("--share", `${(100 * count) / most}%`);
    bar.querySelector("output").textContent = said;
  }
}

async function start() {
  // The token comes in the fragment, which no server sees and no history keeps.
  const token = location.hash.slice(1);
  if (token) {
    await send("/present/enter", { token });
    history.replaceState(null, "", location.pathname);
  }
  const stream = new EventSource(base + "/present/events");
  const state = document.getElementById("state");
  stream.onmessage = (event) => JSON.parse(event.data).forEach(show);
  stream.onerror = () => { state.textContent = "…"; };
  stream.onopen = () => { state.textContent = ""; };
  for (const button of document.querySelectorAll("button[data-poll]"))
    button.addEventListener("click", () =>
      send("/present/state", { poll: button.dataset.poll, open: button.getAttribute("aria-pressed") !== "true" }));
}

start();
