// A record that was missed, anywhere in the text: its characters are selected, or found by their words.
const text = () => $$(".paper [id^='t']").map((run) => run.textContent).join("");
const points = (string) => [...string].length;

// Where a selection lies, in code points of the text as read; null where it is not in the text.
function selectedSpan() {
  const selection = getSelection();
  if (!page.edges || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!$(".paper")?.contains(range.commonAncestorContainer)) return null;
  const held = $$(".paper [id^='t'], .paper [id^='u']").filter((run) => run.getClientRects().length && range.intersectsNode(run));
  if (!held.length) return null;
  const offset = (run, node, at, otherwise) => {
    if (!run.id.startsWith("t") || !run.contains(node)) return otherwise;
    const before = document.createRange();
    before.setStart(run, 0);
    before.setEnd(node, at);
    return page.edges[number(run)] + points(before.toString());
  };
  const number = (run) => Number(run.id.slice(1));
  const numbers = held.map(number);
  const first = held[numbers.indexOf(Math.min(...numbers))];
  const last = held[numbers.lastIndexOf(Math.max(...numbers))];
  return bare(
    offset(first, range.startContainer, range.startOffset, page.edges[number(first)]),
    offset(last, range.endContainer, range.endOffset, page.edges[number(last) + 1]));
}

// A span without the blanks at its ends, and its characters.
function bare(start, end) {
  const characters = [...text()].slice(start, end);
  while (characters.length && !characters[0].trim()) { characters.shift(); start += 1; }
  while (characters.length && !characters.at(-1).trim()) { characters.pop(); end -= 1; }
  return characters.length ? { start, end, text: characters.join("") } : null;
}

function add(span) {
  const host = $("#added .said");
  closeForms();
  $("#added").hidden = false;
  if (narrow.matches) pane("records");
  missed(host, span, guess(span.text));
}

const here = $("#here");
let span = null;
document.addEventListener("selectionchange", () => {
  span = selectedSpan();
  here.hidden = !span || span.end - span.start > 200;
  if (!here.hidden) $("q", here).textContent = span.text;
});
here.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
here.addEventListener("click", () => { const wanted = span; getSelection().removeAllRanges(); add(wanted); });

// The same without a pointer: words that are looked for, and the places where they stand.
const finding = $("#finding");
const AROUND = 40;
const FOUND = 30;
$("#add").addEventListener("click", () => { finding.showModal(); find(); });
function find() {
  const wanted = finding.querySelector("input").value.trim();
  const whole = text();
  const places = [];
  for (let at = wanted ? whole.indexOf(wanted) : -1; at >= 0 && places.length < FOUND; at = whole.indexOf(wanted, at + 1)) places.push(at);
  $(".found", finding).textContent = wanted ? `${places.length}${places.length === FOUND ? "+" : ""}` : "";
  $("ul", finding).replaceChildren(...places.map((at) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    const mark = document.createElement("mark");
    button.type = "button";
    mark.textContent = wanted;
    button.append(`…${whole.slice(Math.max(0, at - AROUND), at)}`, mark, `${whole.slice(at + wanted.length, at + wanted.length + AROUND)}…`);
    button.addEventListener("click", () => {
      const start = points(whole.slice(0, at));
      finding.close();
      add({ start, end: start + points(wanted), text: wanted });
    });
    item.append(button);
    return item;
  }));
}
finding.querySelector("input").addEventListener("input", find);
finding.querySelector("form").addEventListener("submit", (event) => {
  if (event.submitter?.value === "close") return;
  event.preventDefault();
  $("ul button", finding)?.focus();
});
