// The page's two switches: its language, and which sorts of change are shown.
const root = document.documentElement;
root.classList.add("js");

function choose(language) {
  root.lang = root.dataset.lang = language;
  document.title = root.dataset[language === "vi" ? "titleVi" : "titleEn"];
  for (const button of document.querySelectorAll(".langs button")) {
    button.setAttribute("aria-pressed", String(button.value === language));
  }
}

function hide() {
  const off = [...document.querySelectorAll(".tally button")].filter((b) => b.getAttribute("aria-pressed") === "false");
  root.dataset.hide = off.map((button) => button.value).join(" ");
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.closest(".langs")) return choose(button.value);
  button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") === "false"));
  hide();
});
choose(root.dataset.lang);
