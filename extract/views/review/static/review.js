// Text and records, linked both ways; filters; the rules behind a record.
const page = parsed("data");
const cards = $$(".cards > li");
const rejected = $$("#rejected li");
const highlights = $$(".paper a.hl, .paper a.mark");
for (const link of highlights) link.members = link.dataset.records.split(" ").map(Number);
const narrow = matchMedia("(max-width: 899px)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let chosen = -1;
const disputed = new Set(); // ids of records on which reviewers differ; only a server knows

const card = (place) => $("article", cards[place]);
const visible = (place) => !cards[place].hidden;

// The elements of some runs, on the side of the text that is shown (raw before restored).
function runs([first, last]) {
  const found = [];
  const letter = document.body.classList.contains("view-restored") ? "u" : "t";
  for (let run = first; run < last; run++) {
    const element = document.getElementById(letter + run);
    if (element) found.push(element);
  }
  return found;
}

const bothSides = (span) => {
  const found = [];
  for (let run = span[0]; run < span[1]; run++) {
    for (const letter of ["t", "u"]) {
      const element = document.getElementById(letter + run);
      if (element) found.push(element);
    }
  }
  return found;
};

function pane(name) {
  document.body.classList.toggle("pane-text", name === "text");
  document.body.classList.toggle("pane-records", name === "records");
  for (const button of $$("[data-pane]")) button.setAttribute("aria-pressed", button.dataset.pane === name);
}

function into(element, block) {
  const far = Math.abs(element.getBoundingClientRect().top) > 2 * innerHeight; // nobody wants to watch a document fly by
  element.scrollIntoView({ block, behavior: calm.matches || far ? "auto" : "smooth" });
}

function flash(elements) {
  for (const element of elements) {
    element.classList.remove("flash");
    void element.offsetWidth; // starts the animation anew
    element.classList.add("flash");
  }
}

function showInText(span) {
  const [first] = runs(span);
  if (!first) return;
  if (narrow.matches) pane("text");
  into(first, "center");
  flash(bothSides(span));
}

function choose(place, { text = true, records = true, focus = false } = {}) {
  if (!cards[place]) return;
  lit([]);
  for (const element of $$(".chosen")) element.classList.remove("chosen");
  chosen = place;
  const article = card(place);
  article.classList.add("chosen");
  for (const link of highlights) if (link.members.includes(place)) link.classList.add("chosen");
  if (records) into(article, narrow.matches ? "start" : "nearest");
  if (focus) article.focus({ preventScroll: true });
  if (text && !narrow.matches) showInText(page.records[place].runs);
  try { history.replaceState(null, "", `${location.pathname}${location.search}#${encodeURIComponent(article.id)}`); } catch { /* not from here */ }
}

// Records in the order they are shown in: that of the text, or the least sure first.
let order = cards.map((_, place) => place);
function arrange(by) {
  const sure = (place) => page.records[place].sure;
  order = cards.map((_, place) => place);
  if (by === "doubt") order.sort((a, b) => sure(a) - sure(b) || a - b);
  $(".cards").append(...order.map((place) => cards[place]));
}

function step(by) {
  for (let at = chosen < 0 ? (by < 0 ? order.length : -1) : order.indexOf(chosen); ; ) {
    at += by;
    if (at < 0 || at >= order.length) return;
    if (visible(order[at])) return choose(order[at], { focus: true });
  }
}

// A highlight of several records goes from one to the next with every click.
function follow(link) {
  const open = link.members.filter(visible);
  const members = open.length ? open : link.members;
  const next = members[(members.indexOf(chosen) + 1) % members.length];
  if (!visible(next)) $("#filters").reset();
  if (narrow.matches) pane("records");
  choose(next, { text: false, focus: true });
  flash(bothSides(page.records[next].runs));
}

function chooseRejected(place, text) {
  for (const element of $$(".chosen")) element.classList.remove("chosen");
  $("#rejected").open = true;
  rejected[place].classList.add("chosen");
  if (text) return showInText(page.rejected[place].runs);
  if (narrow.matches) pane("records");
  into(rejected[place], "center");
  rejected[place].focus({ preventScroll: true });
}

// The characters of a rule, lit while it is pointed at; pressed, they stay lit and are scrolled to.
function lit(elements, button = null) {
  for (const element of $$(".paper .on")) element.classList.remove("on");
  for (const element of $$(".rule[aria-pressed='true']")) element.setAttribute("aria-pressed", "false");
  for (const element of elements) element.classList.add("on");
  button?.setAttribute("aria-pressed", "true");
}

const spanOf = (button) => page.records[Number(button.closest("li[data-place]").dataset.place)].why[Number(button.dataset.why)];

document.addEventListener("mouseover", (event) => {
  const rule = event.target.closest(".rule");
  if (rule) lit(bothSides(spanOf(rule)));
  const number = event.target.closest(".show-rejected .x");
  if (number) number.title = $(`.reason .${language()}`, rejected[number.dataset.x])?.textContent ?? "";
});
document.addEventListener("mouseout", (event) => {
  if (event.target.closest(".rule") && !$(".rule[aria-pressed='true']")) lit([]);
});

document.addEventListener("click", (event) => {
  const target = event.target;
  const highlight = target.closest(".paper a.hl, .paper a.mark");
  if (highlight) { event.preventDefault(); return follow(highlight); }
  const rule = target.closest(".rule");
  if (rule) {
    const again = rule.getAttribute("aria-pressed") === "true";
    lit(again ? [] : bothSides(spanOf(rule)), again ? null : rule);
    if (!again) showInText(spanOf(rule));
    return;
  }
  const jump = target.closest(".jump");
  const number = target.closest(".show-rejected .paper .x");
  if (number) return chooseRejected(Number(number.dataset.x), false);
  const other = target.closest("#rejected li");
  if (other && jump) { event.preventDefault(); setRejected(true); return chooseRejected(Number(other.dataset.x), true); }
  const item = target.closest("li[data-place]");
  if (!item) return;
  const place = Number(item.dataset.place);
  if (jump) { event.preventDefault(); choose(place, { records: false, text: false }); return showInText(page.records[place].runs); }
  if (!target.closest("button, a, input, select, label, summary, form") && !String(getSelection())) choose(place);
});

function setRejected(on) {
  document.body.classList.toggle("show-rejected", on);
  $("#show-rejected").checked = on;
  if (on) $("#rejected").open = true;
}
$("#show-rejected").addEventListener("change", (event) => setRejected(event.target.checked));

for (const button of $$("[data-view]")) {
  button.addEventListener("click", () => setView(button.dataset.view));
}
function setView(view) {
  for (const each of $$("[data-view]")) {
    document.body.classList.toggle("view-" + each.dataset.view, each.dataset.view === view);
    each.setAttribute("aria-pressed", each.dataset.view === view);
  }
}
for (const button of $$("[data-pane]")) button.addEventListener("click", () => pane(button.dataset.pane));

const filters = $("#filters");
const unfold = () => { $(".more").open = !narrow.matches; }; // folded on a phone
narrow.addEventListener("change", unfold);
unfold();
function filter() {
  const wanted = asked(filters.elements.find);
  let shown = 0;
  let active = 0;
  const fields = ["indicator", "kind", "level", "year", "doubt"].filter((name) => filters.elements[name].value !== "*");
  const verdict = filters.elements.verdict.value;
  active = fields.length + (verdict !== "*");
  page.records.forEach((record, place) => {
    const fits = fields.every((name) => record.facts[name] === filters.elements[name].value)
      && (verdict === "*" || verdict === judgement(place) || (verdict === "conflict" && disputed.has(page.records[place].id))) && has(record.find, wanted);
    cards[place].hidden = !fits;
    shown += fits;
  });
  for (const link of highlights) link.classList.toggle("dim", !link.members.some(visible));
  $("#shown").textContent = shown;
  $(".nothing").hidden = shown > 0 || page.records.length === 0;
  $(".filters .active").textContent = active ? `(${active})` : "";
}
filters.addEventListener("input", filter);
filters.addEventListener("submit", (event) => { event.preventDefault(); step(1); });

filters.elements.order.addEventListener("change", (event) => { arrange(event.target.value); remember(); }); // it stands outside the form

// Filters stay in the address, so that a reload or a link shows the same records; where it may not be changed, in the browser.
const NAMES = ["find", "indicator", "kind", "level", "year", "doubt", "verdict", "order"];
const usual = (name) => (name === "find" ? "" : name === "order" ? "text" : "*");
const memory = `chitieu-filters:${page.document.id}`;
function remember() {
  const query = new URLSearchParams(location.search);
  for (const name of NAMES) {
    const { value } = filters.elements[name];
    if (value === usual(name)) query.delete(name); else query.set(name, value);
  }
  const asked = String(query);
  try { history.replaceState(null, "", `${location.pathname}${asked && "?"}${asked}${location.hash}`); } catch { /* not from here */ }
  try { sessionStorage.setItem(memory, asked); } catch { /* nothing is kept */ }
}
function remembered() {
  let given = location.search;
  try { given ||= sessionStorage.getItem(memory) ?? ""; } catch { /* nothing was kept */ }
  const query = new URLSearchParams(given);
  for (const name of NAMES) {
    const field = filters.elements[name];
    const value = query.get(name);
    if (value === null || (field.options && ![...field.options].some((option) => option.value === value))) continue;
    field.value = value;
    if (name === "order") arrange(value);
  }
}
filters.addEventListener("input", remember);
filters.addEventListener("change", remember);
filters.addEventListener("reset", (event) => {  // at once: a reload may follow before a timer runs
  event.preventDefault();
  for (const name of NAMES) filters.elements[name].value = usual(name);
  arrange("text");
  filter();
  remember();
});

function fromAddress() {
  let id = location.hash.slice(1);
  try { id = decodeURIComponent(id); } catch { /* as it is */ }
  const place = cards.findIndex((item) => $("article", item).id === id);
  if (place >= 0) { pane("records"); choose(place, { focus: true }); }
}
addEventListener("hashchange", fromAddress);
