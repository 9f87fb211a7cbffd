// Verdicts as a server keeps them: each is sent at once, and waits in this browser as long as it could not be.
const address = `/documents/${encodeURIComponent(page.document.id)}/verdicts`;
const queueKey = `chitieu-queue:${page.document.id}:${page.document.sha256}:${page.reviewer}`;
const ownKey = `${queueKey}:${crypto.getRandomValues(new Uint32Array(2)).join("-")}`; // two pages of a document keep apart what waits
const PAUSES = [1, 2, 5, 10, 20]; // seconds between two tries
let queue = [];
let tries = 0;
let timer = 0;
let sending = false;
let info = page; // what the server told last
let others = [];

function keepQueue() {
  const safe = queue.length ? kept.set(ownKey, JSON.stringify(queue)) : (forget(ownKey), true);
  $(".ledger").dataset.state = queue.length ? "waiting" : "saved";
  return safe;
}

function forget(key) {
  try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
}

// What pages of this document left unsent; it is ours to send from now on.
function inherited() {
  const found = [];
  let keys = [];
  try { keys = Object.keys(localStorage).filter((key) => key === queueKey || key.startsWith(`${queueKey}:`)); } catch { /* none */ }
  for (const key of keys) {
    try { found.push(...JSON.parse(kept.get(key))); } catch { /* nothing that could be read */ }
  }
  queue = found.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  if (keepQueue()) for (const key of keys) forget(key);
}

function keep(entry) {
  if (!entry) return;
  queue.push(entry);
  keepQueue();
  tell("saving"); // at once: what is said of an earlier one must not be taken for this one
  clearTimeout(timer);
  tries = 0;
  timer = setTimeout(send, 0); // "the rest is right" goes in one piece
}

// What a word is on: a record by its id, one that was missed by its place and what it is.
const topic = (entry) => entry.id ?? `${entry.start}-${entry.end}-${about(entry.record)}`;

// The last word on each record of the queue, as the server takes it.
function sayings(batch) {
  const last = new Map();
  for (const entry of batch) last.set(topic(entry), entry);
  return [...last.values()].map(saying);
}

function saying(entry) {
  const { id, verdict, record, note, start, end, value_text, settles = false } = entry;
  if (id === null) return { verdict, record, start, end, value_text, note }; // missed, or that taken back
  const said = { id, version: info.versions[id] ?? null, verdict, note, settles };
  // Where somebody corrected it, "right" is of what this page shows.
  if (verdict === "right" && (settles || info.corrected.includes(id))) return { ...said, verdict: "corrected", record };
  return verdict === "corrected" ? { ...said, record } : said;
}

async function ask(path, body = null) {
  const headers = { Accept: "application/json" };
  if (body) Object.assign(headers, { "Content-Type": "application/json", "X-CSRF-Token": root.dataset.csrf });
  try {
    return await fetch(path, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body) });
  } catch {
    return null; // no way to the server
  }
}

async function send() {
  if (sending || !queue.length) return;
  sending = true;
  const batch = queue.slice(0, 500);
  tell("saving");
  const verdicts = sayings(batch);
  const answer = await ask(address, { verdicts });
  const told = answer?.ok || answer?.status === 409 ? await latest() : null;
  sending = false;
  if (answer?.ok) {
    queue = queue.slice(batch.length);
    tries = 0;
    keepQueue();
    if (told) heard(told);
    if (queue.length) return send();
    return tell("saved");
  }
  if (answer?.status === 409 && told && tries < PAUSES.length) { // somebody spoke meanwhile: what they said is shown, and ours is kept too
    heard(told);
    tries += 1;
    return send();
  }
  if (answer?.redirected || [401, 403].includes(answer?.status)) return tell("saving.signed_out", true);
  if ([400, 404, 409].includes(answer?.status)) return tell("saving.changed", true);
  if (answer?.status === 422) return refused(batch);
  tell("saving.failed", true);
  timer = setTimeout(send, 1000 * PAUSES[Math.min(tries, PAUSES.length - 1)]);
  tries += 1;
}

// One that the server does not take must not hold up the others: each is sent alone, the bad one is told.
async function refused(batch) {
  const bad = [];
  for (const entry of batch) {
    const answer = await ask(address, { verdicts: sayings([entry]) });
    if (answer?.status === 422) bad.push(entry);
    else if (!answer?.ok) return tell("saving.failed", true);
    queue = queue.filter((each) => each !== entry);
    keepQueue();
    const again = await latest();
    if (again) heard(again);
  }
  tell("saving.refused", true);
  for (const entry of bad) take(ledger.verdicts.find((each) => each.id === entry.id && same(each, entry)));
  show();
}

addEventListener("online", () => { clearTimeout(timer); send(); });
addEventListener("beforeunload", (event) => { if (queue.length && !keepQueue()) event.preventDefault(); });
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && catchUp());
addEventListener("pageshow", (event) => event.persisted && catchUp());

// What was said elsewhere since the server made this page: by others, in another window, or by the page before this
// one, whose last word was on its way as this one was being made.
async function catchUp() {
  if (queue.length) return send();
  const told = await latest();
  if (told) heard(told);
}

async function latest() {
  const answer = await ask(address.replace(/verdicts$/, "said"));
  try { return answer?.ok ? await answer.json() : null; } catch { return null; } // signed out, or cut off
}

// What the others say, and where we differ.
function heard(told) {
  info = told;
  lay(told.mine);
  others = told.others;
  disputed.clear();
  for (const id of told.conflicts) disputed.add(id);
  show();
}

// My words: those the server has, and over them those that wait. One that reads the same stays the very same object,
// for forms that are open on it.
function lay(mine) {
  const reads = ({ id, start, end, verdict, record, note }) => JSON.stringify([id, start, end, verdict, record && Object.entries(record).sort(), note]);
  const before = new Map(ledger.verdicts.map((each) => [reads(each), each]));
  const words = new Map(mine.map((each) => [topic(each), each]));
  for (const entry of queue) {
    words.delete(topic(entry));
    if (entry.verdict !== "withdrawn") words.set(topic(entry), entry);
  }
  ledger.verdicts = [...words.values()].map((each) => before.get(reads(each)) ?? each);
}

function settle(place, entry) {
  const before = of(place);
  if (before) take(before);
  const record = page.records[place];
  const verdict = entry.verdict === "right" ? "right" : entry.verdict;
  const mine = { ...entryFor(place, verdict, entry.record, entry.note), settles: true };
  ledger.verdicts.push(mine);
  keep(mine);
  disputed.delete(record.id);
  changed();
}

function telling(place, entry, own) {
  const line = document.createElement("p");
  line.className = `other ${entry.verdict}`;
  const name = document.createElement("strong");
  name.textContent = own ? say("mine") : entry.by;
  line.append(name, ` ${sentenceOf(entry)} `);
  if (disputed.has(page.records[place].id)) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = say("settle");
    button.setAttribute("aria-label", `${say("settle")}: ${own ? say("mine") : entry.by}, ${say("verdict." + entry.verdict)}`);
    button.addEventListener("click", () => settle(place, entry));
    line.append(button);
  } else if (!own && !of(place)) { // with one press the same is said
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = say("agree");
    button.setAttribute("aria-label", `${say("agree")}: ${entry.by}, ${say("verdict." + entry.verdict)}`);
    button.addEventListener("click", () => give(place, entry.verdict, entry.record));
    line.append(button);
  }
  return line;
}

watchers.push(() => {
  page.records.forEach((record, place) => {
    const article = card(place);
    let host = $(".others", article);
    if (!host) {
      host = document.createElement("div");
      host.className = "others";
      $(".said", article).before(host);
    }
    const said = others.filter((each) => each.id === record.id && same(each, record));
    const split = disputed.has(record.id);
    article.classList.toggle("disputed", split);
    const lines = said.map((entry) => telling(place, entry, false));
    if (split && of(place)) lines.unshift(telling(place, of(place), true));
    if (split) {
      const head = document.createElement("p");
      head.className = "split";
      head.textContent = say("differ");
      lines.unshift(head);
    }
    host.replaceChildren(...lines);
  });
  const extra = others.filter((each) => each.verdict === "missed");
  const list = $("#added .others");
  if (list) {
    list.replaceChildren(...extra.map((entry) => {
      const line = document.createElement("p");
      line.className = "other missed";
      line.textContent = `${entry.by}: “${entry.value_text}” ${sentenceOf(entry)}`;
      return line;
    }));
    if (extra.length) $("#added").hidden = false;
  }
  const both = page.records.filter((record, place) => of(place) || others.some((each) => each.id === record.id)).length;
  $("#together").textContent = both;
});
$("#complete").closest("label").hidden = true; // gold only: a page from the disk asks it

function recall() {
  ledger.reviewer = page.reviewer;
  inherited();
  lay(page.mine);
  others = page.others;
  for (const id of page.conflicts) disputed.add(id);
  $("#kept").textContent = say("kept.server");
  catchUp().then(() => {
    if (!queue.length && ledger.verdicts.length && !$(".ledger .message").textContent) tell("saved");
  });
}
