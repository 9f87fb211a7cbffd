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
    const words = normal(want.q || "");
    let count = 0;
    for (const fact of facts) {
      const fits =
        (!want.kind || fact.k === want.kind) &&
        (!want.domain || fact.d === want.domain) &&
        (!want.tier || fact.t === want.tier) &&
        (!want.year || fact.y === want.year) &&
        (!on.length || on.some((flag) => fact.flags.includes(flag))) &&
        words.every((word) => fact.s.includes(word));
      if (fact.row.hidden === fits) fact.row.hidden = !fits;
      count += fits;
    }
    for (const part of parts) part.hidden = !part.querySelector("tr.r:not([hidden])");
    document.getElementById("shown").textContent = String(count);
    document.getElementById("none").hidden = count > 0;
    root.dataset.group = want.group;
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

  document.addEventListener("click", (event) => {
    const language = event.target.closest("[data-set-lang]");
    const flag = event.target.closest("[data-flag]");
    const value = event.target.closest("[data-r]");
    if (language) speak(language.dataset.setLang);
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
  form.addEventListener("reset", () => {
    for (const flag of flags) flag.setAttribute("aria-pressed", "false");
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
  filter();
})();
