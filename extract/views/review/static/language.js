"use strict";
// Finding elements, keeping small things in this browser, and the two languages.
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const parsed = (id) => JSON.parse(document.getElementById(id).textContent);
const words = parsed("words");
const root = document.documentElement;

// Storage may be forbidden for files from the disk: then nothing is kept, and the page says so.
const kept = {
  get(key) {
    try { return localStorage.getItem(key); } catch { return null; }
  },
  set(key, value) {
    try { localStorage.setItem(key, value); return true; } catch { return false; }
  },
};

const language = () => root.lang;
const say = (key) => (words[key] || [key, key])[language() === "vi" ? 1 : 0];

function speak(wanted) {
  root.lang = wanted;
  for (const option of $$("option[data-en]")) option.textContent = option.dataset[wanted];
  for (const name of ["aria-label", "placeholder"]) {
    for (const element of $$(`[data-${name}-en]`)) element.setAttribute(name, element.getAttribute(`data-${name}-${wanted}`));
  }
  for (const button of $$("[data-language]")) button.setAttribute("aria-pressed", button.dataset.language === wanted);
  document.dispatchEvent(new Event("spoken"));
}

for (const button of $$("[data-language]")) {
  button.addEventListener("click", () => {
    speak(button.dataset.language);
    kept.set("chitieu-language", button.dataset.language);
  });
}

// Text as it is searched: lower case, without diacritics, đ as d (page.folded does the same).
const folded = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");
const has = (text, wanted) => wanted.every((word) => text.includes(word));
const asked = (field) => folded(field.value).split(/\s+/).filter(Boolean);

function start() {
  if (root.dataset.csrf) return speak(root.lang); // a server knows what its reader speaks
  const wanted = kept.get("chitieu-language");
  speak(wanted === "vi" || wanted === "en" ? wanted : root.lang);
}
