"use strict";
// Filters, languages and the panel with the sentences. All text goes in as text, never as markup.
(() => {
  const root = document.documentElement;
  const form = document.getElementById("filters");
  const rows = [...document.querySelectorAll("#table tr.r")];
  const parts = [...document.querySelectorAll("#table tbody[data-part]")];
  const flags = [...form.querySelectorAll("[data-flag]")];
  const names = JSON.parse(document.getElementById("names").textContent);
  const panel = document.getElementById("panel");
  const body = document.getElementById("panel-body");
  let data = null;

  const normal = (text) => text.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
  const facts = rows.map((row) => ({ row, flags: row.dataset.f.split(" "), ...row.dataset }));

  function filter() {
    const want = Object.fromEntries(new FormData(form));
    const on = flags.filter((flag) => flag.getAttribute("aria-pressed") === "true").map((flag) => flag.dataset.flag);
    // "At least two places" narrows what the others choose.
    const narrowed = on.includes("several");
    if (narrowed) on.splice(on.indexOf("several"), 1);
    const words = normal(want.q || "");
    let count = 0;
    for (const fact of facts) {
      const fits =
        (!want.kind || fact.k === want.kind) &&
        (!want.domain || fact.d === want.domain) &&
        (!want.tier || fact.t === want.tier) &&
        (!want.year || fact.y === want.year) &&
        (!want.view || fact.v === want.view) &&
        (!narrowed || fact.flags.includes("several")) &&
        (!on.length || on.some((flag) => fact.flags.includes(flag))) &&
        words.every((word) => fact.s.includes(word));
      if (fact.row.hidden === fits) fact.row.hidden = !fits;
      count += fits;
    }
    for (const part of parts) part.hidden = !part.querySelector("tr.r:not([hidden])");
    document.getElementById("shown").textContent = String(count);
    document.getElementById("none").hidden = count > 0;
    root.dataset.group = want.group;
    remember();
  }

  // What is chosen stands in the address, so that it can be sent to somebody and survives a reload; what it opens with
  // does not.  It is the fragment: pages from the disk have no other part that may be changed.
  const opens = form.dataset.opens;
  const mapForm = document.getElementById("map-form");
  const own = () => [...form.elements, ...(mapForm ? mapForm.elements : [])].filter((e) => e.name);
  const first = new Map(own().map((e) => [e.name, e.value]));
  const firstLanguage = root.dataset.lang;
  let ready = false;
  const pressed = () => flags.filter((flag) => flag.getAttribute("aria-pressed") === "true").map((flag) => flag.dataset.flag).join(" ");

  function remember() {
    if (!ready) return;
    const said = new URLSearchParams();
    for (const e of own()) if (e.value !== first.get(e.name)) said.set(e.name, e.name === "map" ? maps.rows[e.value].vi : e.value);
    if (pressed() !== opens) said.set("rows", pressed());
    if (root.dataset.lang !== firstLanguage) said.set("lang", root.dataset.lang);
    const now = said.size ? `#${said}` : location.hash.includes("=") ? "#" : location.hash;
    if (now !== location.hash && !(now === "#" && !location.hash)) history.replaceState(null, "", now);
  }

  function recall() {
    const said = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
    for (const e of own()) {
      let value = said.get(e.name) ?? first.get(e.name);
      if (e.name === "map" && said.has("map")) value = String(Math.max(0, maps.rows.findIndex((row) => row.vi === said.get("map"))));
      e.value = value;
      if (e.value !== value) e.value = first.get(e.name);
    }
    const on = (said.get("rows") ?? opens).split(" ");
    for (const flag of flags) flag.setAttribute("aria-pressed", String(on.includes(flag.dataset.flag)));
    const language = said.get("lang");
    speak(language === "vi" || language === "en" ? language : firstLanguage);
    filter();
    draw();
  }

  function speak(language) {
    root.lang = root.dataset.lang = language;
    for (const button of document.querySelectorAll("[data-set-lang]"))
      button.setAttribute("aria-pressed", String(button.dataset.setLang === language));
    for (const element of document.querySelectorAll("[data-vi]")) {
      if (element.tagName === "INPUT") element.placeholder = element.dataset[language];
      else element.textContent = element.dataset[language];
    }
    document.title = document.querySelector(`h1 [lang=${language}]`).textContent;
    remember();
  }

  const make = (tag, text, css) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (css) element.className = css;
    return element;
  };
  const both = (vi, en) => {
    const span = make("span");
    for (const [language, text] of [["vi", vi], ["en", en]]) {
      const part = make("span", text);
      part.lang = language;
      span.append(part);
    }
    return span;
  };
  const named = (key) => both(names[key][1], names[key][0]);

  function card(number) {
    const [doc, sentence, mark, vi, en, text, whenVi, whenEn, inferred, converted, verdict, part, except, section, confidence, link] =
      data.records[number];
    const [id, title, issued] = data.documents[doc];
    const card = make("article");
    card.append(make("p", [id, issued].filter(Boolean).join(" · "), "from"));
    if (title) card.append(make("p", title, "lead"));
    const head = make("h3");
    head.append(both(vi, en));
    card.append(head);
    const quote = make("blockquote");
    const words = data.sentences[sentence];
    if (mark.length) quote.append(words.slice(0, mark[0]), make("mark", words.slice(...mark)), words.slice(mark[1]));
    else quote.append(words);
    quote.lang = "vi";
    card.append(quote);
    const list = make("dl");
    const tell = (key, value) => {
      if (!value) return;
      const term = make("dt");
      term.append(named(key));
      const told = make("dd");
      told.append(value);
      list.append(term, told);
    };
    tell("wording", text);
    tell("period", whenVi && both(whenVi, whenEn));
    tell("part", part);
    tell("exclusion", except);
    tell("section", section);
    tell("confidence", both(String(confidence).replace(".", ","), String(confidence)));
    card.append(list);
    for (const key of [verdict && `verdict.${verdict}`, inferred && "inferred", converted && "converted"]) {
      if (!key) continue;
      const note = make("p", undefined, "note");
      note.append(named(key));
      card.append(note);
    }
    if (link) {
      const anchor = make("a");
      anchor.href = link;
      anchor.append(named("open_review"));
      card.append(anchor);
    }
    return card;
  }

  // The map: as many classes as there are values, five at most; what has no figure is hatched and has no class.
  const maps = names.maps;
  const CLASSES = 5;
  const told = (spot) => both(spot[3], spot[4]);

  function classes(numbers) {
    const sorted = [...new Set(numbers)].sort((a, b) => a - b);
    const size = Math.ceil(sorted.length / CLASSES) || 1;
    return new Map(sorted.map((number, at) => [number, Math.floor(at / size)]));
  }

  function draw() {
    if (!mapForm) return;
    const { map, cut } = Object.fromEntries(new FormData(mapForm));
    const row = maps.rows[map];
    const of = new Map();
    for (const spot of row.spots) for (const code of spot[cut === "today" ? 0 : 1]) of.set(code, [...(of.get(code) ?? []), spot]);
    const shown = new Map([...of].map(([code, spots]) => [code, spots[0]]));
    const rank = classes([...shown.values()].map((spot) => spot[2]));
    const most = Math.max(0, ...rank.values());
    const step = (number) => (most ? Math.round((rank.get(number) * (CLASSES - 1)) / most) : 2);
    const language = root.dataset.lang === "vi" ? "vi" : "en";
    const word = (spot) => (language === "vi" ? spot[3] : spot[4]);
    document.querySelector(".mapped").dataset.cut = cut;
    const svg = document.querySelector(`svg.map.${cut}`);
    svg.querySelector("title").textContent = row[language];
    for (const shape of svg.querySelectorAll("[data-c]")) {
      const code = shape.dataset.c;
      const spot = shown.get(code);
      shape.setAttribute("class", spot ? `p m${step(spot[2])}` : "p");
      if (spot) shape.dataset.r = String(spot[8]);
      else delete shape.dataset.r;
      const none = names.map_none[language === "vi" ? 1 : 0];
      shape.querySelector("title").textContent = `${maps.names[cut][code] ?? code}: ${spot ? word(spot) : none}`;
    }
    const scale = document.getElementById("map-scale");
    const groups = new Map();
    for (const spot of shown.values()) groups.set(step(spot[2]), [...(groups.get(step(spot[2])) ?? []), spot]);
    const items = [...groups].sort(([a], [b]) => a - b).map(([at, spots]) => {
      spots.sort((a, b) => a[2] - b[2]);
      const item = make("li");
      item.append(make("i", undefined, `swatch m${at}`), told(spots[0]));
      const last = spots[spots.length - 1];
      if (last[2] !== spots[0][2]) item.append(" ", named("map_to"), " ", told(last));
      return item;
    });
    const none = make("li");
    none.append(make("i", undefined, "swatch"), named("map_none"));
    scale.replaceChildren(...items, none);
    const table = document.getElementById("map-table");
    table.caption.replaceChildren(both(row.vi, row.en));
    table.tBodies[0].replaceChildren(...[...of].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([code, spots]) => spots.map((spot, at) => {
      const line = make("tr");
      const head = make("th");
      head.scope = "row";
      if (!at) head.append(make("i", undefined, `swatch m${step(spot[2])}`));
      const name = maps.names[cut][code] ?? code;
      head.append(make("span", name, at ? "sr" : ""));
      if (spot[7] && spot[7] !== name) head.append(make("small", spot[7]));
      const button = make("button", undefined, "v plain");
      button.type = "button";
      button.dataset.r = String(spot[8]);
      const bold = make("b");
      bold.append(told(spot));
      button.append(bold);
      const value = make("td");
      value.append(button);
      const year = make("td", spot[5] ?? "");
      if (spot[9]) {
        const why = make("span", " ", "sr");
        why.append(named("inferred"));
        year.append(make("sup", "*", "inferred"), why);
      }
      line.append(head, value, year, make("td", spot[6], "from-document"));
      return line;
    })));
    const without = Object.entries(maps.names[cut]).filter(([code]) => !of.has(code)).map(([, name]) => name);
    const rest = document.getElementById("map-none");
    rest.hidden = !without.length;
    rest.querySelector("summary").replaceChildren(`${without.length} `, named("map_none_of"));
    rest.querySelector("p").textContent = without.join(", ");
  }

  document.addEventListener("click", (event) => {
    const part = event.target.closest("nav.parts a");
    if (part) {
      // The fragment holds what is chosen: the page is scrolled without it.
      event.preventDefault();
      const section = document.querySelector(part.getAttribute("href"));
      section.tabIndex = -1;
      section.scrollIntoView();
      section.focus({ preventScroll: true });
      return;
    }
    const language = event.target.closest("[data-set-lang]");
    const flag = event.target.closest("[data-flag]");
    const value = event.target.closest("[data-r]");
    if (language) {
      speak(language.dataset.setLang);
      draw();
    }
    else if (flag) {
      flag.setAttribute("aria-pressed", String(flag.getAttribute("aria-pressed") !== "true"));
      filter();
    } else if (value) {
      data ??= JSON.parse(document.getElementById("data").textContent);
      body.replaceChildren(...value.dataset.r.split(" ").map((number) => card(Number(number))));
      panel.showModal();
      panel.scrollTop = 0;
    } else if (event.target === panel) panel.close();
  });
  // Of large sets charts and reports are laid out only when they are opened.
  document.addEventListener("toggle", (event) => {
    const template = event.target.open && event.target.matches("[data-lazy]") && event.target.querySelector("template");
    if (template) template.replaceWith(template.content);
  }, true);
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  mapForm?.addEventListener("input", () => {
    draw();
    remember();
  });
  mapForm?.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", recall);
  form.addEventListener("reset", () => {
    for (const flag of flags) flag.setAttribute("aria-pressed", String(flag.dataset.flag === opens));
    setTimeout(filter);
  });
  // On a narrow screen rows are drawn as cards, which would cost the table its meaning for a screen reader.
  const narrow = matchMedia("(max-width: 640px)");
  const roles = () => {
    if (!narrow.matches || root.dataset.roles) return;
    root.dataset.roles = "set";
    for (const table of document.querySelectorAll("#table, .answers")) {
      const give = (selector, role) => table.querySelectorAll(selector).forEach((e) => e.setAttribute("role", role));
      table.setAttribute("role", "table");
      give("thead, tbody", "rowgroup");
      give("tr", "row");
      give("td", "cell");
      give("th[scope=row]", "rowheader");
      give("th[scope=col], th[scope=colgroup]", "columnheader");
    }
  };
  narrow.addEventListener("change", roles);
  roles();
  recall();
  ready = true;
})();
