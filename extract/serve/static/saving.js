// Verdicts as a server keeps them: each is sent at once, and waits in this browser as long as it could not be.
const address = `/documents/${encodeURIComponent(page.document.id)}/verdicts`;
const queueKey = `chitieu-queue:${page.document.id}:${page.document.sha256}:${page.reviewer}`;
const PAUSES = [1, 2, 5, 10, 20]; // seconds between two tries
let queue = [];
let tries = 0;
let timer = 0;
let sending = false;
let info = page; // what the server told last
let others = [];

function keepQueue() {
  const safe = queue.length ? kept.set(queueKey, JSON.stringify(queue)) : (kept.set(queueKey, "[]"), true);
  $(".ledger").dataset.state = queue.length ? "waiting" : "saved";
  return safe;
}

function keep(entry) {
  if (!entry) return;
  queue.push(entry);
  keepQueue();
  clearTimeout(timer);
  tries = 0;
  timer = setTimeout(send, 0); // "the rest is right" goes in one piece
}

// The last word on each record of the queue, as the server takes it.
function sayings(batch) {
  const last = new Map();
  for (const entry of batch) last.set(entry.id ?? `${entry.start}-${entry.end}-${JSON.stringify(entry.record)}`, entry);
  return [...last.values()].map(saying).filter(Boolean);
}

function saying(entry) {
  const { id, verdict, record, note, start, end, value_text, settles = false } = entry;
  if (verdict === "missed") return { verdict, record, start, end, value_text, note };
  if (id === null) { // one that was missed, taken back: it has an id on the server, if it came there
    const there = info.added.find((each) => same(each, entry));
    return there ? { id: there.id, version: info.versions[there.id], verdict } : null;
  }
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
  const answer = verdicts.length ? await ask(address, { verdicts }) : { ok: true };
  const refreshed = answer?.ok || answer?.status === 409 ? await ask(`${address.replace(/verdicts$/, "said")}`) : null;
  const told = refreshed?.ok ? await refreshed.json() : null;
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
    const verdicts = sayings([entry]);
    const answer = verdicts.length ? await ask(address, { verdicts }) : { ok: true };
    if (answer?.status === 422) bad.push(entry);
    else if (!answer?.ok) return tell("saving.failed", true);
    queue = queue.filter((each) => each !== entry);
    keepQueue();
    const again = await ask(address.replace(/verdicts$/, "said"));
    if (again?.ok) heard(await again.json());
  }
  tell("saving.refused", true);
  for (const entry of bad) take(ledger.verdicts.find((each) => each.id === entry.id && same(each, entry)));
  show();
}

addEventListener("online", () => { clearTimeout(timer); send(); });
addEventListener("beforeunload", (event) => { if (queue.length && !keepQueue()) event.preventDefault(); });
document.addEventListener("visibilitychange", async () => {
  if (document.visibilityState !== "visible" || queue.length) return;
  const answer = await ask(address.replace(/verdicts$/, "said"));
  if (answer?.ok) heard(await answer.json());
});

// What the others say, and where we differ.
function heard(told) {
  info = told;
  others = told.others;
  disputed.clear();
  for (const id of told.conflicts) disputed.add(id);
  show();
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
  ledger.verdicts = page.mine;
  try { queue = JSON.parse(kept.get(queueKey)) ?? []; } catch { queue = []; }
  for (const entry of queue) {
    const before = ledger.verdicts.find((each) => each.id === entry.id && same(each, entry) && (entry.id !== null || each.verdict === "missed"));
    if (before) take(before);
    if (entry.verdict !== "withdrawn") ledger.verdicts.push(entry);
  }
  others = page.others;
  for (const id of page.conflicts) disputed.add(id);
  $("#kept").textContent = say("kept.server");
  keepQueue();
  send();
}
