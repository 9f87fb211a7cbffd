// What a reviewer says of the records. `keep` and `recall` are of keeping.js (in the browser) or saving.js (on a server).
const ledger = { reviewer: "", complete: false, verdicts: [] };

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

// Every verdict goes through here; taken back, it is told as `withdrawn`.
function put(entry, before = null) {
  if (before) take(before);
  if (entry.verdict !== "withdrawn") ledger.verdicts.push(entry);
  keep(entry);
}

const entryFor = (place, verdict, record = null, note = "") => {
  const { id, start, end, text } = page.records[place];
  return { id, start, end, value_text: text, verdict, record, note, at: now() };
};
// What was missed is known by what it says; any other record by its id.
const about = (record) => JSON.stringify([record.kind, record.indicator, record.level ?? null, record.period?.end ?? null]);
const gone = (entry) => ({ ...entry, verdict: "withdrawn", record: entry.id === null ? entry.record : null });
const watchers = []; // what else is told when verdicts have changed
const done = []; // the places judged and what was said of them before, to undo

function give(place, verdict, record, note = "") {
  const before = of(place);
  done.push([place, before]);
  put(verdict ? entryFor(place, verdict, record, note) : gone(before), before);
  changed();
  if (verdict) onward(place);
}

function undo() {
  const [place, before] = done.pop() ?? [];
  if (place === undefined) return;
  const current = of(place);
  if (before) put({ ...before, at: now() }, current);
  else if (current) put(gone(current), current);
  changed();
  choose(place, { focus: true });
}

// The next record without a verdict, unless the reader switched that off.
function onward(place) {
  if (!$("#onward").checked) return;
  const open = (at) => visible(at) && !of(at);
  const from = order.indexOf(place);
  const next = [...order.slice(from + 1), ...order.slice(0, from)].find(open);
  if (next === undefined) return tell(order.every((at) => of(at)) ? "all.judged" : "all.shown");
  choose(next, { focus: true, text: !narrow.matches });
}

// All that are shown and were left open are right, once the reader says so again.
const rest = $("#rest");
const restOpen = () => order.filter((place) => visible(place) && !of(place));
$("#rest-button").addEventListener("click", () => {
  const count = restOpen().length;
  if (!count) return tell("all.shown");
  $(".restcount", rest).textContent = count;
  rest.showModal();
});
rest.addEventListener("close", () => {
  if (rest.returnValue !== "right") return;
  for (const place of restOpen()) {
    done.push([place, undefined]);
    put(entryFor(place, "right", page.records[place].gold));
  }
  changed();
});
$("#onward").checked = kept.get("chitieu-onward") !== "off";
$("#onward").addEventListener("change", (event) => kept.set("chitieu-onward", event.target.checked ? "on" : "off"));

function changed() {
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
  const asked = before?.record ?? record.gold;
  form($(".said", cards[place]), record.text, { ...record.whole, ...asked }, before?.note, {
    asked,
    keep: (fields, note) => give(place, "corrected", fields, note),
    remove: before && (() => give(place, null)),
  });
}

function missed(host, span, gold, entry = null) {
  const blank = { ...gold, indicator: gold.indicator ?? "other" };
  form(host, span.text, entry?.record ?? blank, entry?.note, {
    keep(fields, note) {
      const another = entry && about(entry.record) !== about(fields); // to the server a record of its own
      if (another) put(gone(entry), entry);
      put({ id: null, start: span.start, end: span.end, value_text: span.text, verdict: "missed", record: fields, note, at: now() }, entry);
      changed();
    },
    remove: entry && (() => { put(gone(entry), entry); changed(); }),
  });
}

function told(entry, open) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tag";
  button.textContent = sentenceOf(entry);
  button.addEventListener("click", open);
  return button;
}

const sentenceOf = ({ verdict, record, note }) => (
  `${say("verdict." + verdict)}${record && verdict !== "right" ? `: ${summary(record)}` : ""}${note ? ` · ${note}` : ""}`);

// Records that were added where the page has no number of its own.
function showAdded() {
  const loose = ledger.verdicts.filter((each) => each.verdict === "missed" && ![...page.records, ...page.rejected].some((span) => same(span, each)));
  const host = $("#added .said");
  if ($("form", host)) return;
  $("#added").hidden = loose.length === 0;
  host.replaceChildren(...loose.map((each) => {
    const span = { start: each.start, end: each.end, text: each.value_text };
    const tag = told(each, () => missed(host, span, each.record, each));
    tag.prepend(`“${each.value_text}” `);
    return tag;
  }));
}

function summary(record) {
  const amount = record.value === null ? record.band : [record.value, record.upper].filter((v) => v !== null).join("–");
  const until = record.period?.end ? ` · ${record.period.end}` : "";
  return `${say("kind." + record.kind)} ${say("relation." + record.relation).split(" ")[0]} ${amount} ${say("unit." + record.unit)} · ${nameOf(record.indicator)}${until}`;
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
      note.addEventListener("change", () => put({ ...entry, note: note.value.trim(), at: now() }, of(place)));
      parts.unshift(note);
    }
    host.replaceChildren(...parts);
  });
  page.rejected.forEach((span, place) => {
    const host = $(".said", rejected[place]);
    if (!$("form", host)) host.replaceChildren(...missedAt(span).map((each) => told(each, () => missed(host, span, guess(span.text), each))));
  });
  $("#judged").textContent = count;
  $("#progress").value = count;
  showAdded();
  if ($("#reviewer")) $("#reviewer").value = ledger.reviewer;
  $("#complete").checked = ledger.complete;
  for (const also of watchers) also();
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
document.addEventListener("spoken", show);
