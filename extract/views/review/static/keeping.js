// Verdicts as a page from the disk keeps them: in this browser, saved as a file, loaded from one.
const FORMAT = "chitieu-verdicts/1";
const store = `chitieu-verdicts:${page.document.id}:${page.document.sha256}`;

function keep() {
  if (!kept.set(store, JSON.stringify(ledger))) tell("unkept", true);
}

$("#reviewer").addEventListener("change", (event) => {
  ledger.reviewer = event.target.value.trim();
  kept.set("chitieu-reviewer", ledger.reviewer);
  begin();
  keep();
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
  return before().filter((each) => !ledger.verdicts.some((said) => alike(said, each))).map((each) => ({ ...each, verdict: "withdrawn", note: "", at: now() }));
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
  keep();
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
