// The table of documents: search, filters, order.
const body = $(".documents tbody");
let rows = [...body.rows]; // in the order they are shown in
const MOST = 300; // rows laid out before all are asked for (the style sheet does so until this runs)
let all = false;
const filters = $("#filters");
const heads = $$(".documents thead button");
const column = { province: 1, type: 2, state: 11 };
// What each row is filtered by, read once.
const facts = new Map(rows.map((row) => [row, {
  find: row.dataset.find,
  provinces: [row.cells[column.province].firstChild.data, row.cells[column.province].querySelector(".today")?.textContent],
  type: row.cells[column.type].dataset.w.slice("type.".length),
  state: row.cells[column.state].dataset.w.slice("state.".length),
}]));

function filter() {
  const wanted = asked(filters.elements.find);
  const { province, type, state } = filters.elements;
  let shown = 0;
  for (const row of rows) {
    const fact = facts.get(row);
    const fits = (province.value === "*" || fact.provinces.includes(province.value)) && (type.value === "*" || fact.type === type.value)
      && (state.value === "*" || fact.state === state.value) && has(fact.find, wanted);
    shown += fits;
    const hidden = !fits || (!all && shown > MOST);
    if (row.hidden !== hidden) row.hidden = hidden;
  }
  body.classList.remove("first");
  $("#all").hidden = all || shown <= MOST;
  $("#shown").textContent = shown;
  $(".nothing").hidden = shown > 0;
}
$("#all").addEventListener("click", () => { all = true; filter(); });
filters.addEventListener("input", filter);
filters.addEventListener("reset", () => setTimeout(filter));
filters.addEventListener("submit", (event) => event.preventDefault());

const compare = new Intl.Collator("vi", { numeric: true }).compare;
const cell = (row, at) => row.cells[at].firstChild.textContent;

function sort(button) {
  const at = Number(button.dataset.column);
  const numbers = button.dataset.sort === "number";
  const head = button.closest("th");
  // Numbers begin with the most, words with the first.
  const [one, other] = numbers ? ["descending", "ascending"] : ["ascending", "descending"];
  const order = head.getAttribute("aria-sort") === one ? other : one;
  for (const each of $$(".documents thead th")) each.setAttribute("aria-sort", each === head ? order : "none");
  const keyed = rows.map((row) => [numbers ? Number(cell(row, at)) : cell(row, at), row]);
  const sign = order === "ascending" ? 1 : -1;
  keyed.sort(([a], [b]) => sign * (numbers ? a - b : compare(a, b)));
  rows = keyed.map(([, row]) => row);
  body.append(...rows);
  filter();
}
for (const button of heads) button.addEventListener("click", () => sort(button));

// Rows hold their words once, in one language; on a phone, where they are cards, the style sheet names the figures.
let written = root.lang;
document.addEventListener("spoken", () => {
  heads.forEach((button, at) => root.style.setProperty(`--column-${at}`, JSON.stringify(($(`.${language()}`, button) ?? button).textContent)));
  root.style.setProperty("--today", JSON.stringify(say("today")));
  if (written === language()) return;
  written = language();
  for (const element of $$("[data-w]", body)) element.firstChild.data = say(element.dataset.w);
});
document.addEventListener("keydown", (event) => {
  const field = document.activeElement.closest("input, select");
  if (event.key === "/" && !field) { event.preventDefault(); filters.elements.find.focus(); }
  if (event.key === "Escape" && field === filters.elements.find) { field.value = ""; filter(); }
});
start();
filter();
