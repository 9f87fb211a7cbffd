"use strict";
// Filters that stand in the address, and languages.
(() => {
  const root = document.documentElement;
  const form = document.getElementById("filters");
  const flags = [...form.querySelectorAll("[data-flag]")];
  const places = [...document.querySelectorAll("[data-place]")];
  const cards = [...document.querySelectorAll("[data-card]")];
  const normal = (text) => text.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
  const facts = cards.map((card) => ({ card, place: card.closest("[data-place]").dataset.place, ...card.dataset }));

  function filter() {
    const want = Object.fromEntries(new FormData(form));
    const on = flags.filter((flag) => flag.getAttribute("aria-pressed") === "true").map((flag) => flag.dataset.flag);
    const words = normal(want.q || "");
    let count = 0;
    for (const fact of facts) {
      const statuses = fact.s.split(" ");
      const fits =
        (!want.place || fact.place === want.place) &&
        (!want.due || fact.d.split(" ").includes(want.due)) &&
        (!on.length || on.some((flag) => statuses.includes(flag))) &&
        words.every((word) => fact.q.includes(word));
      fact.card.hidden = !fits;
      count += fits && !statuses.includes("no_goal");
    }
    for (const part of document.querySelectorAll("[data-part]")) part.hidden = !part.querySelector("[data-card]:not([hidden])");
    for (const place of places) place.hidden = !place.querySelector("[data-card]:not([hidden])");
    document.getElementById("shown").textContent = String(count);
    document.getElementById("none").hidden = places.some((place) => !place.hidden);
    const kept = new URLSearchParams(Object.entries({ ...want, status: on.join(".") }).filter(([, value]) => value));
    if (root.lang !== root.dataset.first) kept.set("lang", root.lang);
    const address = String(kept);
    if (address !== location.hash.slice(1)) history.replaceState(null, "", address ? `#${address}` : location.pathname + location.search);
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

  function read() {
    const kept = new URLSearchParams(location.hash.slice(1));
    for (const name of ["place", "due", "q"]) form.elements[name].value = kept.get(name) || "";
    const on = (kept.get("status") || "").split(".");
    for (const flag of flags) flag.setAttribute("aria-pressed", String(on.includes(flag.dataset.flag)));
    speak(["vi", "en"].includes(kept.get("lang")) ? kept.get("lang") : root.dataset.first);
    filter();
  }

  document.addEventListener("click", (event) => {
    const language = event.target.closest("[data-set-lang]");
    const flag = event.target.closest("[data-flag]");
    if (language) speak(language.dataset.setLang);
    if (flag) flag.setAttribute("aria-pressed", String(flag.getAttribute("aria-pressed") !== "true"));
    if (language || flag) filter();
  });
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    for (const flag of flags) flag.setAttribute("aria-pressed", "false");
    setTimeout(filter);
  });
  addEventListener("hashchange", () => { if (/^#($|(place|due|q|status|lang)=)/.test(location.hash)) read(); });
  read();
})();
