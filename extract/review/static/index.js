// The table of documents: search, filters, order.
const body = $(".documents tbody");
const rows = [...body.rows];
const filters = $("#filters");
const heads = $$(".documents thead button");

function filter() {
  const wanted = asked(filters.elements.find);
  const { province, type, state } = filters.elements;
  let shown = 0;
  for (const row of rows) {
    const { find, today } = row.dataset;
    const fits = (province.value === "*" || row.dataset.province === province.value || today === province.value)
      && (type.value === "*" || row.dataset.type === type.value)
      && (state.value === "*" || row.dataset.state === state.value) && has(find, wanted);
    row.hidden = !fits;
    shown += fits;
  }
  $("#shown").textContent = shown;
  $(".nothing").hidden = shown > 0;
}
filters.addEventListener("input", filter);
filters.addEventListener("reset", () => setTimeout(filter));
filters.addEventListener("submit", (event) => event.preventDefault());

const compare = new Intl.Collator("vi", { numeric: true }).compare;
// A cell's text in the language that is shown.
const cell = (row, column) => (row.cells[column].querySelector(`:scope > .${language()}, :scope > a`) ?? row.cells[column]).textContent;

function sort(button) {
  const column = Number(button.dataset.column);
  const numbers = button.dataset.sort === "number";
  const head = button.closest("th");
  // Numbers begin with the most, words with the first.
  const order = head.ariaSort === "none" ? (numbers ? "descending" : "ascending") : head.ariaSort === "ascending" ? "descending" : "ascending";
  for (const each of $$(".documents thead th")) each.setAttribute("aria-sort", "none");
  head.setAttribute("aria-sort", order);
  const keyed = rows.map((row) => [numbers ? Number(cell(row, column)) : cell(row, column), row]);
  const sign = order === "ascending" ? 1 : -1;
  keyed.sort(([a], [b]) => sign * (numbers ? a - b : compare(a, b)));
  body.append(...keyed.map(([, row]) => row));
}
for (const button of heads) button.addEventListener("click", () => sort(button));

// On a phone rows are cards, and each figure needs its name.
document.addEventListener("spoken", () => {
  const names = heads.map((button) => ($(`.${language()}`, button) ?? button).textContent);
  for (const row of rows) for (const each of row.querySelectorAll(".num")) each.dataset.label = names[each.cellIndex];
});
document.addEventListener("keydown", (event) => {
  const field = document.activeElement.closest("input, select");
  if (event.key === "/" && !field) { event.preventDefault(); filters.elements.find.focus(); }
  if (event.key === "Escape" && field === filters.elements.find) { field.value = ""; filter(); }
});
start();
filter();
