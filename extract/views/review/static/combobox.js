// The indicator, picked by its name: a field over a list that is searched without case or diacritics.
const catalogue = parsed("catalogue").map(([id, english, vietnamese]) => (
  { id, en: english, vi: vietnamese, find: folded(`${vietnamese} ${english} ${id}`) }));
const entryOf = new Map(catalogue.map((entry) => [entry.id, entry]));
const nameOf = (id) => entryOf.get(id)?.[language()] ?? id;
const OFFERED = 40;

// Entries that hold every word asked for, those whose name begins with them first.
function offered(text) {
  const wanted = folded(text).split(/\s+/).filter(Boolean);
  const whole = wanted.join(" ");
  const rank = (entry) => (folded(entry[language()]).startsWith(whole) ? 0 : folded(entry[language()]).includes(whole) ? 1 : 2);
  const found = catalogue.filter((entry) => has(entry.find, wanted));
  return found.map((entry) => [rank(entry), entry]).sort(([a], [b]) => a - b).slice(0, OFFERED).map(([, entry]) => entry);
}

// What a field names: the entry picked, else one of that very name or id; undefined where the catalogue has none.
function picked(field) {
  const text = field.value.trim();
  if (!text) return "other";
  if (field.dataset.id && nameOf(field.dataset.id) === text) return field.dataset.id;
  const key = folded(text);
  return catalogue.find((entry) => entry.id === text || folded(entry.vi) === key || folded(entry.en) === key)?.id;
}

function combobox(field, id) {
  const list = $("[role='listbox']", field.closest(".combo"));
  let options = [];
  let at = -1;
  const show = (open) => {
    list.hidden = !open;
    field.setAttribute("aria-expanded", String(open));
    if (!open) field.removeAttribute("aria-activedescendant");
  };
  const point = (place) => {
    at = place;
    options.forEach((option, each) => option.setAttribute("aria-selected", String(each === place)));
    if (place < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", options[place].id);
    options[place].scrollIntoView({ block: "nearest" });
  };
  const take = (chosenId) => {
    field.dataset.id = chosenId;
    field.value = nameOf(chosenId);
    show(false);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const offer = (text) => {
    options = offered(text).map((entry, place) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${place}`;
      option.setAttribute("role", "option");
      option.dataset.id = entry.id;
      option.append(entry[language()]);
      if (entry.id !== "other") {
        const small = document.createElement("small");
        small.textContent = entry.id;
        option.append(small);
      }
      return option;
    });
    list.replaceChildren(...options);
    point(-1);
    show(options.length > 0);
  };
  field.dataset.id = id;
  field.value = nameOf(id);
  field.addEventListener("input", () => offer(field.value));
  field.addEventListener("focus", () => field.select());
  field.addEventListener("click", () => { if (list.hidden) offer(""); });
  field.addEventListener("blur", () => setTimeout(() => show(false), 150));
  field.addEventListener("keydown", (event) => {
    const down = event.key === "ArrowDown";
    if (down || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) offer("");
      if (options.length) point((at + (down ? 1 : options.length - (at < 0 ? 0 : 1))) % options.length);
    } else if (event.key === "Enter" && !list.hidden && at >= 0) {
      event.preventDefault();
      take(options[at].dataset.id);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      show(false);
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role='option']");
    if (option) take(option.dataset.id);
  });
}
