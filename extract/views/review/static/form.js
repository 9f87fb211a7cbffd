// The form in which a record is written as it should be: few fields first, the rest folded.
const PLAIN = ["kind", "indicator_text", "unit", "unit_text", "relation", "band", "direction", "per", "level", "exclusion", "qualifier", "responsible", "label", "parent"];
const MORE = ["place", "responsible", "label", "parent", "qualifier"];
const NUMBERS = ["value", "upper", "out_of"];

// What a record holds that the form does not ask for: more of a place than its name.
const beyond = (record, found) => (record.place && record.place.name === found.place?.name ? { place: record.place } : {});

// The records that one can be a part of: all others of the page, and the one that it names where the page has none such.
function parents(select, host, named) {
  const own = host.closest("li[data-place]")?.dataset.place;
  page.records.forEach((record, place) => {
    if (String(place) === own) return;
    select.append(new Option(`${place + 1} · ${record.text} · ${record.name[language() === "vi" ? 1 : 0]}`, record.id));
  });
  if (named && ![...select.options].some((option) => option.value === named)) select.append(new Option(named, named));
}

// What can be guessed of a number that was no record.
function guess(text) {
  const number = text.match(/\d+(?:[.,]\d+)?/)?.[0] ?? "";
  return {
    kind: "target", indicator: "other", indicator_text: "", unit: text.includes("%") ? "percent" : "count", unit_text: null, relation: "eq",
    value: numeral(number) ?? null, upper: null, out_of: null, band: null, direction: null, per: null, period: null, baseline: null,
    level: null, exclusion: null,
  };
}

// A number as people write it; undefined where it could be read in two ways (1.752) or in none.
function numeral(text) {
  const bare = text.trim();
  if (bare === "") return null;
  if (!/^-?\d+([.,]\d+)?$/.test(bare) || /^-?\d{1,3}\.\d{3}$/.test(bare)) return undefined;
  return Number(bare.replace(",", "."));
}

function form(host, about, record, note, { keep: done, remove, asked = record }) {
  closeForms();
  const element = $("#form").content.firstElementChild.cloneNode(true);
  const fields = element.elements;
  const decimal = (value) => (value === null || value === undefined ? "" : String(value).replace(".", language() === "vi" ? "," : "."));
  parents(fields.parent, host, record.parent);
  for (const name of PLAIN) fields[name].value = record[name] ?? "";
  fields.place.value = record.place?.name ?? "";
  combobox(fields.indicator, record.indicator ?? "other");
  for (const name of NUMBERS) fields[name].value = decimal(record[name]);
  fields.period_type.value = record.period?.type ?? "";
  for (const name of ["period", "baseline"]) {
    for (const end of ["start", "end"]) fields[`${name}_${end}`].value = record[name]?.[end] ?? "";
  }
  fields.note.value = note ?? "";
  $(".about", element).textContent = about;
  $("[data-remove]", element).hidden = !remove;
  const close = () => { element.remove(); show(); (host.closest("article") ?? host.closest("li, section")).focus({ preventScroll: true }); };
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    const [found, wrongs] = written(fields);
    for (const field of element.elements) field.setAttribute("aria-invalid", wrongs.some(([name]) => name === field.name));
    $(".wrongs", element).textContent = wrongs.map(([name, key]) => `${say("form." + name.replace(/_.*/, ""))}: ${say(key)}`).join(" · ");
    if (wrongs.length) {
      const bad = fields[wrongs[0][0]];
      if (bad.closest("details")) bad.closest("details").open = true;
      return bad.focus();
    }
    close();
    done(stated({ ...found, ...beyond(record, found) }, record, asked), fields.note.value.trim());
  });
  const fit = () => fitted(element);
  element.addEventListener("change", fit);
  fit();
  $("[data-cancel]", element).addEventListener("click", close);
  $("[data-remove]", element).addEventListener("click", () => { close(); remove(); });
  host.append(element);
  fields.indicator.focus({ preventScroll: true });
  into(element, "nearest");
}

// Without the fields that a verdict may leave out, where they were neither changed nor judged before.
function stated(found, shown, asked) {
  const kept = { ...found };
  for (const name of MORE) {
    if (!(name in asked) && JSON.stringify(kept[name] ?? null) === JSON.stringify(shown[name] ?? null)) delete kept[name];
  }
  return kept;
}

// Fields that only some records need: shown where they say something, or another field asks for them.
function fitted(element) {
  const fields = element.elements;
  const band = fields.unit.value === "band";
  $("[data-for='upper']", element).hidden = fields.relation.value !== "between" && !fields.upper.value;
  $("[data-for='band']", element).hidden = !band && !fields.band.value;
  $("[data-for='value']", element).hidden = band && !fields.value.value;
  $("[data-for='period_start']", element).hidden = !["during", "annual"].includes(fields.period_type.value) && !fields.period_start.value;
  $("[data-for='period_end']", element).hidden = ["", "asof"].includes(fields.period_type.value) && !fields.period_end.value;
  const filled = $$(".rest input, .rest select", element).filter((field) => field.value).length;
  $(".filled", element).textContent = filled ? `(${filled})` : "";
}

const closeForms = () => { for (const each of $$("form.fix")) each.remove(); };

// The record that a form holds, and what is wrong with it as [field, word].
function written(fields) {
  const text = (name) => fields[name].value.trim() || null;
  const wrongs = [];
  const number = (name) => {
    const value = numeral(fields[name].value);
    if (value === undefined) wrongs.push([name, "form.bad_number"]);
    return value ?? null;
  };
  const year = (name) => {
    const value = number(name);
    if (value !== null && (!Number.isInteger(value) || value < 1000)) wrongs.push([name, "form.bad_number"]);
    return value;
  };
  const span = (name) => {
    const years = { start: year(`${name}_start`), end: year(`${name}_end`) };
    if (years.start && years.end && years.start > years.end) wrongs.push([`${name}_start`, "form.backwards"]);
    return years;
  };
  const record = {
    kind: text("kind"), indicator: picked(fields.indicator), indicator_text: text("indicator_text") ?? "", unit: text("unit"),
    unit_text: text("unit_text"), relation: text("relation"), value: number("value"), upper: number("upper"), out_of: number("out_of"),
    band: text("band"), direction: text("direction"), per: text("per"), period: null, baseline: null, level: text("level"),
    exclusion: text("exclusion"), qualifier: text("qualifier"), responsible: text("responsible"), label: text("label"), parent: text("parent"),
    place: text("place") === null ? null : { name: text("place"), level: null, code: null },
  };
  const period = { type: text("period_type"), ...span("period") };
  if (period.type === "asof") { period.start = null; period.end = null; }
  if (period.type && period.type !== "asof" && period.type !== "annual" && period.end === null) wrongs.push(["period_end", "form.need_year"]);
  if (period.type === "during" && period.start === null) wrongs.push(["period_start", "form.need_start"]);
  if (period.type === "in") period.start ??= period.end;
  if (period.type) record.period = period;
  const baseline = span("baseline");
  if (baseline.start !== null || baseline.end !== null) record.baseline = { start: baseline.start ?? baseline.end, end: baseline.end ?? baseline.start };
  if (record.indicator === undefined) wrongs.push(["indicator", "form.bad_indicator"]);
  if (record.unit === "band" ? !record.band : record.value === null && !wrongs.some(([name]) => name === "value")) {
    wrongs.push(record.unit === "band" ? ["band", "form.need_band"] : ["value", "form.need_value"]);
  }
  if (record.relation === "between" && record.unit !== "band" && record.upper === null) wrongs.push(["upper", "form.need_upper"]);
  return [record, wrongs];
}

