// Single keys, which the help lets a reader switch off; then the page begins.
const help = $("#help");
$("#help-button").addEventListener("click", () => help.showModal());
$("#keys-on").checked = kept.get("chitieu-keys") !== "off";
$("#keys-on").addEventListener("change", (event) => kept.set("chitieu-keys", event.target.checked ? "on" : "off"));

function openWhy(place) {
  const why = $(".why", cards[place]);
  why.open = !why.open;
  if (why.open) into(why, "nearest");
}

function escape() {
  const open = $("form.fix");
  if (open) return $("[data-cancel]", open).click();
  lit([]);
  if (document.activeElement === filters.elements.find) {
    if (filters.elements.find.value) { filters.elements.find.value = ""; filter(); }
    return filters.elements.find.blur();
  }
  document.activeElement?.blur?.();
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  w: () => chosen >= 0 && openWhy(chosen),
  Enter: () => chosen >= 0 && openWhy(chosen),
  t: () => chosen >= 0 && showInText(page.records[chosen].runs),
  1: () => chosen >= 0 && judge(chosen, "right"),
  2: () => chosen >= 0 && judge(chosen, "wrong"),
  3: () => chosen >= 0 && judge(chosen, "corrected"),
  u: () => undo(),
  x: () => setRejected(!document.body.classList.contains("show-rejected")),
  "/": () => { filters.elements.find.focus(); filters.elements.find.select(); },
  "?": () => help.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open || rest.open) return;
  if (event.key === "Escape") return escape();
  const at = document.activeElement;
  const field = at.closest("input:not([type='checkbox']), select, textarea, form.fix");
  if (field || !keys[event.key] || !$("#keys-on").checked) return;
  if (event.key === "Enter" && at.closest("a, button, summary, input")) return;
  // Where the text has the focus, arrows scroll it.
  if (event.key.startsWith("Arrow") && at.closest("#text")) return;
  event.preventDefault();
  keys[event.key]();
});

recall();
pane("text");
if (narrow.matches && $("[data-view]")) setView("restored");
remembered();
start();
filter();
fromAddress();
