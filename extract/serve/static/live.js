// Forms of filters are asked for as soon as something is chosen; the address keeps what was chosen.
document.documentElement.classList.add("js");
for (const form of document.querySelectorAll("form[data-live]")) {
  form.addEventListener("change", () => form.requestSubmit());
  form.addEventListener("formdata", (event) => { // nothing that was left open stands in the address
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
  });
}
