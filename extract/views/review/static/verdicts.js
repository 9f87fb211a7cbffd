// What a reviewer says of the records: kept in this browser, saved as a file, loaded from one.
const FORMAT = "chitieu-verdicts/1";
const store = `chitieu-verdicts:${page.document.id}:${page.document.sha256}`;
const ledger = { reviewer: "", complete: false, verdicts: [] };
const catalogued = new Set($$("#catalogue option").map((option) => option.value));

const now = () => new Date().toISOString();
const same = (a, b) => a.start === b.start && a.end === b.end;
const of = (place) => ledger.verdicts.find((each) => each.id === page.records[place].id && same(each, page.records[place]));
const missedAt = (span) => ledger.verdicts.filter((each) => each.verdict === "missed" && same(each, span));
const judgement = (place) => of(place)?.verdict ?? "open";
const take = (entry) => { ledger.verdicts = ledger.verdicts.filter((each) => each !== entry); };

function tell(key, bad = false) {
  const message = $(".ledger .message");
  message.textContent = key ? say(key) : "";
  message.classList.toggle("bad", bad);
}

function keep() {
  if (!kept.set(store, JSON.stringify(ledger))) tell("unkept", true);
}

function give(place, verdict, record, note = "") {
  const { id, start, end, text } = page.records[place];
  take(of(place));
  if (verdict) ledger.verdicts.push({ id, start, end, value_text: text, verdict, record, note, at: now() });
  changed();
}

function changed() {
  keep();
  show();
  if (filters.elements.verdict.value !== "*") filter();
}

// Right and wrong at one press; pressed again, the verdict is taken back. A correction opens the form.
function judge(place, verdict) {
  if (verdict === "corrected") return correct(place);
  const before = of(place);
  if (before?.verdict === verdict) return give(place, null);
  closeForms();
  give(place, verdict, verdict === "right" ? page.records[place].gold : null, before?.note);
}

function correct(place) {
  const record = page.records[place];
  const before = of(place);
  form($(".said", cards[place]), record.text, before?.record ?? record.gold, before?.note, {
    keep: (fields, note) => give(place, "corrected", fields, note),
    remove: before && (() => give(place, null)),
  });
}

function missed(host, span, gold, entry = null) {
  const blank = { ...gold, indicator: gold.indicator ?? "other" };
  form(host, span.text, entry?.record ?? blank, entry?.note, {
    keep(fields, note) {
      if (entry) take(entry);
      ledger.verdicts.push({ id: null, start: span.start, end: span.end, value_text: span.text, verdict: "missed", record: fields, note, at: now() });
      changed();
    },
    remove: entry && (() => { take(entry); changed(); }),
  });
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

function form(host, about, record, note, { keep: done, remove }) {
  closeForms();
  // What this form does not ask stays as it was said.
  const more = Object.fromEntries(["place", "responsible", "label", "parent", "qualifier"].filter((name) => name in record).map((name) => [name, record[name]]));
  const element = $("#form").content.firstElementChild.cloneNode(true);
  const fields = element.elements;
  const decimal = (value) => (value === null || value === undefined ? "" : String(value).replace(".", language() === "vi" ? "," : "."));
  for (const name of ["kind", "indicator", "indicator_text", "unit", "unit_text", "relation", "band", "direction", "per", "level", "exclusion"]) {
    fields[name].value = record[name] ?? "";
  }
  for (const name of ["value", "upper", "out_of"]) fields[name].value = decimal(record[name]);
  fields.period_type.value = record.period?.type ?? "";
  for (const name of ["period", "baseline"]) {
    for (const end of ["start", "end"]) fields[`${name}_${end}`].value = record[name]?.[end] ?? "";
  }
  fields.note.value = note ?? "";
  $(".about", element).textContent = about;
  $("[data-remove]", element).hidden = !remove;
  const close = () => { element.remove(); show(); (host.closest("article") ?? host.closest("li")).focus({ preventScroll: true }); };
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    const [found, wrongs] = written(fields);
    for (const field of element.elements) field.setAttribute("aria-invalid", wrongs.some(([name]) => name === field.name));
    $(".wrongs", element).textContent = wrongs.map(([name, key]) => `${say("form." + name.replace(/_.*/, ""))}: ${say(key)}`).join(" · ");
    if (wrongs.length) return fields[wrongs[0][0]].focus();
    done({ ...more, ...found }, fields.note.value.trim());
    close();
  });
  $("[data-cancel]", element).addEventListener("click", close);
  $("[data-remove]", element).addEventListener("click", () => { remove(); close(); });
  host.append(element);
  fields.kind.focus({ preventScroll: true });
  into(element, "nearest");
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
    kind: text("kind"), indicator: text("indicator") ?? "other", indicator_text: text("indicator_text") ?? "", unit: text("unit"),
    unit_text: text("unit_text"), relation: text("relation"), value: number("value"), upper: number("upper"), out_of: number("out_of"),
    band: text("band"), direction: text("direction"), per: text("per"), period: null, baseline: null, level: text("level"),
    exclusion: text("exclusion"),
  };
  const period = { type: text("period_type"), ...span("period") };
  if (period.type === "asof") { period.start = null; period.end = null; }
  if (period.type && period.type !== "asof" && period.end === null) wrongs.push(["period_end", "form.need_year"]);
  if ((period.type === "during" || period.type === "annual") && period.start === null) wrongs.push(["period_start", "form.need_start"]);
  if (period.type === "in") period.start ??= period.end;
  if (period.type) record.period = period;
  const baseline = span("baseline");
  if (baseline.start !== null || baseline.end !== null) record.baseline = { start: baseline.start ?? baseline.end, end: baseline.end ?? baseline.start };
  if (!catalogued.has(record.indicator)) wrongs.push(["indicator", "form.bad_indicator"]);
  if (record.unit === "band" ? !record.band : record.value === null && !wrongs.some(([name]) => name === "value")) {
    wrongs.push(record.unit === "band" ? ["band", "form.need_band"] : ["value", "form.need_value"]);
  }
  if (record.relation === "between" && record.unit !== "band" && record.upper === null) wrongs.push(["upper", "form.need_upper"]);
  return [record, wrongs];
}

function told(entry, open) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tag";
  button.textContent = `${say("verdict." + entry.verdict)}: ${summary(entry.record)}${entry.note ? ` · ${entry.note}` : ""}`;
  button.addEventListener("click", open);
  return button;
}

function summary(record) {
  const amount = record.value === null ? record.band : [record.value, record.upper].filter((v) => v !== null).join("–");
  const until = record.period?.end ? ` · ${record.period.end}` : "";
  return `${say("kind." + record.kind)} ${say("relation." + record.relation).split(" ")[0]} ${amount} ${say("unit." + record.unit)} · ${record.indicator}${until}`;
}

function show() {
  let count = 0;
  page.records.forEach((record, place) => {
    const entry = of(place);
    count += Boolean(entry);
    for (const button of $$("[data-verdict]", cards[place])) button.setAttribute("aria-pressed", button.dataset.verdict === entry?.verdict);
    const cell = $(`tr[data-row="${place}"] .judgement`);
    cell.textContent = entry ? `${say("verdict." + entry.verdict)}${entry.note ? `: ${entry.note}` : ""}` : "";
    const host = $(".said", cards[place]);
    if ($("form", host)) return;
    const parts = missedAt(record).map((each) => told(each, () => missed(host, record, record.gold, each)));
    if (entry?.record && entry.verdict === "corrected") {
      parts.unshift(told(entry, () => correct(place)));
    } else if (entry) {
      const note = document.createElement("input");
      note.value = entry.note;
      note.placeholder = say("form.note");
      note.setAttribute("aria-label", say("form.note"));
      note.addEventListener("change", () => { entry.note = note.value.trim(); entry.at = now(); keep(); });
      parts.unshift(note);
    }
    host.replaceChildren(...parts);
  });
  page.rejected.forEach((span, place) => {
    const host = $(".said", rejected[place]);
    if (!$("form", host)) host.replaceChildren(...missedAt(span).map((each) => told(each, () => missed(host, span, guess(span.text), each))));
  });
  $("#judged").textContent = count;
  $("#reviewer").value = ledger.reviewer;
  $("#complete").checked = ledger.complete;
  const strays = ledger.verdicts.filter((each) => each.id !== null && !page.records.some((r) => r.id === each.id && same(r, each)));
  if (strays.length) $(".ledger .message").textContent = `${strays.length} ${say("verdict.strays")}`;
}

document.addEventListener("click", (event) => {
  const verdict = event.target.closest("[data-verdict]");
  const another = event.target.closest("[data-missed]");
  const item = event.target.closest("li[data-place], #rejected li");
  if (verdict) {
    const place = Number(item.dataset.place);
    if (chosen !== place) choose(place, { records: false });
    judge(place, verdict.dataset.verdict);
  } else if (another && item.dataset.place) {
    const record = page.records[Number(item.dataset.place)];
    missed($(".said", item), record, record.gold);
  } else if (another) {
    const span = page.rejected[Number(item.dataset.x)];
    missed($(".said", item), span, guess(span.text));
  }
});
$("#reviewer").addEventListener("change", (event) => {
  ledger.reviewer = event.target.value.trim();
  kept.set("chitieu-reviewer", ledger.reviewer);
  begin();
  changed();
});
$("#complete").addEventListener("change", (event) => { ledger.complete = event.target.checked; keep(); });

// A reviewer who has judged this document before goes on from there; what is then taken back is said to be.
const before = () => page.stored[ledger.reviewer] ?? [];
function begin() {
  if (ledger.verdicts.length || !before().length) return;
  ledger.verdicts = before().map((each) => ({ ...each }));
  ledger.begun = ledger.reviewer;
}
const alike = (a, b) => a.id === b.id && same(a, b) && (a.id !== null || JSON.stringify(a.record) === JSON.stringify(b.record));
function withdrawn() {
  if (ledger.begun !== ledger.reviewer) return [];
  return before().filter((each) => !ledger.verdicts.some((now) => alike(now, each))).map((each) => ({ ...each, verdict: "withdrawn", note: "", at: now() }));
}

// The file: verdicts in the order of the text, and every number that has none.
function file() {
  const place = ({ id = null, start, end, text }) => ({ id, start, end, value_text: text });
  const open = page.records.filter((record, at) => !of(at)).map(place);
  const others = ledger.complete ? [] : page.rejected.filter((span) => !missedAt(span).length).map(place);
  const order = (a, b) => a.start - b.start || a.end - b.end;
  return {
    format: FORMAT, document: page.document, reviewer: ledger.reviewer, complete: ledger.complete,
    verdicts: [...ledger.verdicts, ...withdrawn()].sort(order), unjudged: [...open, ...others].sort(order),
  };
}

$("#save").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(file(), null, 1) + "\n"], { type: "application/json" }));
  link.download = `${page.file}.verdicts.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  tell("save.done");
});

// A verdict of a file as far as it is one; null else.  `chitieu evaluate` looks closer.
function sound(each) {
  const whole = each && Number.isInteger(each.start) && Number.isInteger(each.end) && each.start < each.end;
  const known = whole && ["right", "wrong", "corrected", "missed", "withdrawn"].includes(each.verdict);
  if (known && each.verdict === "withdrawn") return true;
  const record = known && (each.verdict === "wrong" ? each.record === null : typeof each.record?.unit === "string");
  return record && (each.verdict === "missed" ? each.id === null : typeof each.id === "string");
}

function accept(read) {
  if (read?.format !== FORMAT || !Array.isArray(read.verdicts) || !read.verdicts.every(sound)) return tell("load.wrong", true);
  if (read.document?.id !== page.document.id || read.document?.sha256 !== page.document.sha256) return tell("load.other", true);
  ledger.reviewer = String(read.reviewer ?? "");
  ledger.complete = read.complete === true;
  ledger.verdicts = read.verdicts.filter((each) => each.verdict !== "withdrawn").map(({ id, start, end, value_text, verdict, record, note, at }) => (
    { id, start, end, value_text: String(value_text), verdict, record, note: String(note ?? ""), ...(typeof at === "string" && { at }) }));
  tell("load.done");
  changed();
}

$("#load").addEventListener("change", async (event) => {
  const [chosenFile] = event.target.files;
  try {
    accept(JSON.parse(await chosenFile.text()));
  } catch {
    tell("load.wrong", true);
  }
  event.target.value = "";
});

function recall() {
  try {
    const read = JSON.parse(kept.get(store));
    if (Array.isArray(read?.verdicts) && read.verdicts.every(sound)) Object.assign(ledger, read);
  } catch { /* nothing that could be read */ }
  ledger.reviewer ||= kept.get("chitieu-reviewer") ?? "";
  begin();
  $("#kept").textContent = say(kept.set("chitieu-probe", "1") ? "kept" : "unkept");
}
document.addEventListener("spoken", show);
