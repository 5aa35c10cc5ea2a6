// The preview's page: it shows what the server sends, and keeps the slide, the scroll and the choice of the window.
const $ = (selector, place = document) => place.querySelector(selector);
const made = (name, facts = {}, ...children) => {
  const element = Object.assign(document.createElement(name), facts);
  element.append(...children);
  return element;
};
const post = (path, body) =>
  fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

const address = new URL(location);
const choice = { audience: "", language: "", brand: "" };
for (const name of Object.keys(choice)) choice[name] = address.searchParams.get(name) ?? "";
const slidesPlace = $("#slides"), fonts = new Set();
let slides = [], now = "", chosen = null, stream = null;

const place = () => Math.max(0, slides.findIndex((each) => each.id === now));
const article = (id) => document.getElementById("slide-" + id);

function remember() {
  const next = new URL(location);
  for (const [name, value] of Object.entries(choice)) value ? next.searchParams.set(name, value) : next.searchParams.delete(name);
  next.hash = now;
  history.replaceState(null, "", next);
}

function go(number, focus = false) {
  if (!slides.length) return;
  now = slides[Math.min(Math.max(number, 0), slides.length - 1)].id;
  chosen = null;
  show();
  if (document.body.classList.contains("overview")) article(now).scrollIntoView({ block: "nearest" });
  if (focus) $("#stage").focus();
}

function look(view) {
  document.body.classList.toggle("overview", view === "overview");
  document.body.classList.toggle("single", view !== "overview");
  $("[data-do=overview]").setAttribute("aria-pressed", view === "overview");
  if (view === "overview") article(now)?.scrollIntoView({ block: "center" });
  else $("#stage").scrollTop = 0;
}

function show() {
  const slide = slides[place()];
  $("#empty").hidden = slides.length > 0;
  $("#number").textContent = slides.length ? `${place() + 1} / ${slides.length}` : "";
  for (const each of slides) article(each.id).classList.toggle("now", each.id === now);
  for (const link of document.querySelectorAll("#outline a")) {
    if (link.dataset.id === now) {
      link.setAttribute("aria-current", "true");
      link.scrollIntoView({ block: "nearest" });
    } else link.removeAttribute("aria-current");
  }
  $("#notes div").replaceChildren(...(slide?.notes.length ? slide.notes : ["–"]).map((text) => made("p", { textContent: text })));
  if (slide) for (const name of ["lang", "dir"]) $("#notes div")[name] = slidesPlace[name];
  for (const group of document.querySelectorAll(".chosen")) group.classList.remove("chosen");
  if (!chosen) tell(currentPart());
  remember();
}

async function tell(part) {
  const shown = $("#source");
  if (!part) return shown.replaceChildren();
  const query = new URLSearchParams({ ...choice, ...part });
  const answer = await fetch("place?" + query);
  if (!answer.ok) return shown.replaceChildren();
  const at = await answer.json();
  const button = made("button", { type: "button", textContent: "Open" });
  button.addEventListener("click", () => open(part));
  shown.replaceChildren(made("span", { textContent: `${at.file}:${at.line}` }), button);
}

async function open(part) {
  const answer = await post("open", { ...choice, ...part });
  if (!answer.ok) return;
  const at = await answer.json();
  if (!at.opened) location.href = at.address;
}

const currentPart = () => {
  const slide = slides[place()];
  return slide && { source: slide.source, field: "", words: "", ...chosen };
};

function drawSlide(slide, svg) {
  let element = article(slide.id);
  if (!element) {
    element = made("article", { id: "slide-" + slide.id });
    slidesPlace.append(element);
  }
  if (svg !== undefined) {
    element.innerHTML = svg;
    element.classList.remove("fresh");
    requestAnimationFrame(() => element.classList.add("fresh"));
  }
  element.setAttribute("aria-label", `${slide.number}: ${slide.title}`);
  element.toggleAttribute("data-stale", slide.stale);
  element.toggleAttribute("data-hidden", slide.hidden);
  return element;
}

function drawOutline() {
  $("#outline ol").replaceChildren(...slides.map((slide) => {
    const mark = slide.findings ? [made("span", { className: "mark", textContent: slide.findings, title: "findings" })] : [];
    const link = made("a", { href: "#" + slide.id, className: (slide.section ? "section " : "") + (slide.hidden ? "hid" : "") },
      made("span", { className: "n", textContent: slide.number }), made("span", { textContent: slide.title, dir: "auto", lang: slidesPlace.lang }), ...mark);
    link.dataset.id = slide.id;
    link.addEventListener("click", (event) => { event.preventDefault(); look("single"); go(slide.number - 1, true); });
    return made("li", {}, link);
  }));
}

function drawFindings(found) {
  $("#findings").hidden = !found.length;
  $("#findings output").textContent = found.length;
  $("#findings ol").replaceChildren(...found.map((each) => {
    const button = made("button", { type: "button", textContent: each.message });
    button.addEventListener("click", () => {
      const number = slides.findIndex((slide) => slide.source === each.slide);
      if (number >= 0) { look("single"); go(number); }
    });
    const item = made("li", { className: each.severity }, button);
    if (each.file) item.append(made("p", { className: "where", textContent: each.file + (each.line ? `:${each.line}:${each.column}` : "") }));
    if (each.hint) item.append(made("p", { className: "hint", textContent: each.hint }));
    if (each.frame?.length) item.append(made("pre", { tabIndex: 0 }, ...each.frame.map(([line, text]) =>
      made(line === each.line ? "b" : "span", { textContent: `${String(line).padStart(4)}  ${text}\n` }))));
    return item;
  }));
}

// Where slides run from the right, what comes next is on the left: the buttons, their arrows, the keys.
function turn(rtl) {
  slidesPlace.dir = $("#steps").dir = rtl ? "rtl" : "ltr";
  for (const each of document.querySelectorAll("[data-arrow]")) each.textContent = (each.dataset.arrow === "next") === rtl ? "←" : "→";
}

function take(state) {
  const former = place(), had = slides.length > 0;
  document.documentElement.style.setProperty("--ratio", state.ratio);
  $("#title").textContent = state.title;
  document.title = `${state.title} – fandeck`;
  slidesPlace.lang = state.language;
  turn(state.rtl);
  for (const face of state.fonts) {
    if (fonts.has(face.name)) continue;
    fonts.add(face.name);
    document.fonts.add(new FontFace(face.family, `url(fonts/${face.name})`, { weight: String(face.weight), style: face.italic ? "italic" : "normal" }));
  }
  slides = state.slides.map((each, n) => ({ ...each, number: n + 1 }));
  const kept = new Set(slides.map((each) => "slide-" + each.id));
  for (const element of [...slidesPlace.children]) if (!kept.has(element.id)) element.remove();
  slides.forEach((slide, n) => {
    const element = drawSlide(slide, state.svg[slide.id]);
    if (slidesPlace.children[n] !== element) slidesPlace.insertBefore(element, slidesPlace.children[n] ?? null);
  });
  if (!slides.some((each) => each.id === now)) now = had ? slides[Math.min(former, slides.length - 1)]?.id ?? "" : slides.find((each) => "#" + each.id === wanted)?.id ?? slides[0]?.id ?? "";
  drawOutline();
  drawFindings(state.findings);
  show();
  const status = $("#state");
  status.className = "";
  status.textContent = `${state.took} ms`;
  document.body.dataset.turn = Number(document.body.dataset.turn ?? 0) + 1;
}

function listen() {
  stream?.close();
  stream = new EventSource("events?" + new URLSearchParams(choice));
  stream.onmessage = (event) => take(JSON.parse(event.data));
  stream.onerror = () => {
    const status = $("#state");
    status.className = "lost";
    status.textContent = "Not connected. Start fandeck preview again: this page goes on by itself, or open the address that it prints.";
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 1500);
  };
}

async function offer() {
  const answer = await fetch("choices");
  if (!answer.ok) return;
  const told = await answer.json();
  const option = (value, text) => made("option", { value, textContent: text });
  const fill = (name, options) => {
    const select = $(`[name=${name}]`);
    select.replaceChildren(...options);
    select.value = choice[name];
    if (select.selectedIndex < 0) select.selectedIndex = 0;
  };
  fill("audience", [option("", "Plain"), ...told.audiences.map(([id, name]) => option(id, name))]);
  fill("language", told.languages.map(([tag, name], n) => option(n ? tag : "", name)));
  fill("brand", [option("", "As the session says"), ...told.brands.map((each) => option(each, each))]);
}

$("#choices").addEventListener("change", (event) => {
  choice[event.target.name] = event.target.value;
  listen();
});
const actions = {
  back: () => go(place() - 1),
  next: () => go(place() + 1),
  overview: () => look(document.body.classList.contains("overview") ? "single" : "overview"),
  notes: () => $("[data-do=notes]").setAttribute("aria-pressed", !document.body.classList.toggle("plain")),
  help: () => $("#help").showModal(),
};
for (const button of document.querySelectorAll("[data-do]")) button.addEventListener("click", actions[button.dataset.do]);
slidesPlace.addEventListener("click", (event) => {
  const element = event.target.closest("article");
  if (!element) return;
  const id = element.id.slice("slide-".length);
  if (document.body.classList.contains("overview")) {
    event.preventDefault();
    look("single");
    return go(slides.findIndex((each) => each.id === id));
  }
  const link = event.target.closest("a");
  const leads = link?.getAttribute("href") ?? "";
  if (link) event.preventDefault();
  if (leads.startsWith("#")) {
    const number = slides.findIndex((each) => each.id === leads.slice(1) || each.source === leads.slice(1));
    if (number >= 0) return go(number);
  }
  const part = event.target.closest("[data-field]");
  for (const group of document.querySelectorAll(".chosen")) group.classList.remove("chosen");
  part?.classList.add("chosen");
  chosen = part && { field: part.dataset.field, words: part.textContent };
  tell(currentPart());
});
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("select, dialog, input")) return;
  const [left, right] = slidesPlace.dir === "rtl" ? [actions.next, actions.back] : [actions.back, actions.next];
  const keys = {
    ArrowLeft: left, ArrowRight: right, PageUp: actions.back, PageDown: actions.next,
    Home: () => go(0), End: () => go(slides.length - 1),
    o: actions.overview, n: actions.notes, "?": actions.help,
    e: () => open(currentPart()),
    f: () => {
      const after = [...slides.slice(place() + 1), ...slides.slice(0, place() + 1)].find((each) => each.findings);
      if (after) go(after.number - 1);
    },
    Escape: () => look("single"),
  };
  if (event.key === "Enter" && document.body.classList.contains("overview") && event.target === $("#stage")) return look("single");
  if (!keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});

// The token comes in the fragment, which no server sees; it is exchanged for a cookie.
const wanted = location.hash;
if (/^#[\w-]{32,}$/.test(wanted)) {
  const token = wanted.slice(1);
  history.replaceState(null, "", location.pathname + location.search);
  await post("enter", { token });
}
offer();
listen();
