// Files are dragged onto the page; the queue is told as it goes on.
const bring = document.getElementById("bring");
const files = document.getElementById("files");
const said = document.getElementById("bring-told");
const jobs = document.getElementById("jobs");
const wording = JSON.parse(document.getElementById("job-words").textContent);
const token = document.documentElement.dataset.csrf;

async function deliver(list) {
  if (!list.length) return;
  const body = new FormData();
  for (const file of list) body.append("files", file);
  if (bring.elements.replace.checked) body.append("replace", "1");
  said.className = "";
  said.textContent = wording.sending;
  let answer = null;
  try {
    answer = await fetch("/uploads", { method: "POST", headers: { "X-CSRF-Token": token, Accept: "application/json" }, body });
  } catch { /* told below */ }
  const told = answer && (answer.ok || answer.status === 422) ? await answer.json() : null;
  const bad = told ? told.files.filter((each) => each.error) : [];
  said.textContent = bad.length ? bad.map((each) => `${each.file}: ${each.error}`).join(" · ") : told ? wording.sent : wording.refused;
  said.className = bad.length || !told ? "wrong" : "";
  bring.reset();
  look(true);
}
bring.addEventListener("submit", (event) => { event.preventDefault(); deliver([...files.files]); });
files.addEventListener("change", () => deliver([...files.files]));
let within = 0;
for (const [name, step] of [["dragenter", 1], ["dragleave", -1]]) {
  document.addEventListener(name, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    within += step;
    bring.classList.toggle("over", within > 0);
  });
}
document.addEventListener("dragover", (event) => { if (event.dataTransfer?.types.includes("Files")) event.preventDefault(); });
document.addEventListener("drop", (event) => {
  if (!event.dataTransfer?.files.length) return;
  event.preventDefault();
  within = 0;
  bring.classList.remove("over");
  deliver([...event.dataTransfer.files]);
});

const again = document.querySelector("#jobs form")?.cloneNode(true);
function row(job) {
  const item = document.createElement("li");
  item.className = job.state;
  const state = document.createElement("span");
  state.className = "state";
  state.textContent = wording[job.state];
  const name = document.createElement(job.state === "done" ? "a" : "span");
  if (job.state === "done") name.href = `/documents/${encodeURIComponent(job.document)}`;
  name.textContent = job.name;
  name.lang = "vi";
  item.append(state, " ", name);
  for (const text of [job.records === null ? null : wording.records.replace("#", job.records), job.problem]) {
    if (!text) continue;
    const sub = document.createElement("span");
    sub.className = "sub";
    sub.textContent = text;
    item.append(" ", sub);
  }
  if (again && ["failed", "done"].includes(job.state)) {
    const form = again.cloneNode(true);
    form.action = `/uploads/${job.number}/again`;
    form.querySelector("button").setAttribute("aria-label", `${form.querySelector("button").textContent}: ${job.name}`);
    item.append(" ", form);
  }
  return item;
}

let open = Number(jobs.dataset.open);
let timer = 0;
async function look(expected = false) {
  clearTimeout(timer);
  let told = null;
  try {
    const answer = await fetch("/progress?most=50", { headers: { Accept: "application/json" } });
    told = answer.ok ? await answer.json() : null;
  } catch { /* another time */ }
  if (told) {
    const { waiting, working, done, failed } = told.counts;
    const before = open;
    open = waiting + working;
    jobs.hidden = told.jobs.length === 0;
    if (open) document.querySelector("#jobs details").open = true;
    const text = wording.counts.replace("#o", open).replace("#d", done).replace("#f", failed) + (told.trouble ? ` · ${wording.trouble}` : "");
    const counts = document.getElementById("jobs-counts");
    if (counts.textContent !== text) counts.textContent = text;
    const progress = document.getElementById("jobs-progress");
    progress.max = Math.max(1, open + done + failed);
    progress.value = done + failed;
    document.getElementById("jobs-list").replaceChildren(...told.jobs.map(row));
    if (before && !open) return location.reload(); // the list of documents is longer now
  }
  if (open || expected || !told) timer = setTimeout(look, 1500);
}
if (open) look();
