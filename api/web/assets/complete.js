// SPDX-License-Identifier: GPL-3.0-or-later
// Completion of the search box, as the combobox of the ARIA authoring practices: the field keeps the focus, the arrows
// move through the list, Enter opens what is chosen, Escape closes. Without this module the form is a form.

const pause = 120; // milliseconds without a key before the server is asked
const fewest = 2; // letters

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

class Completion {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=search]");
    this.texts = form.dataset;
    this.list = element("ul", { id: "completions", class: "completions", role: "listbox", "aria-label": this.texts.completions });
    this.status = element("p", { class: "hidden", role: "status" });
    this.options = [];
    this.chosen = -1;
    this.list.hidden = true;
    form.append(this.list, this.status);
    for (const [key, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", this.list.id], ["aria-expanded", "false"]])
      this.input.setAttribute(key, value);
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    // The field keeps the focus while an option is pressed.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.open(option);
    });
  }

  later() {
    clearTimeout(this.timer);
    this.request?.abort();
    const typed = this.input.value.trim();
    if (typed.length < fewest) return this.close();
    this.timer = setTimeout(() => this.ask(typed), pause);
  }

  async ask(typed) {
    this.request = new AbortController();
    const address = new URL("/api/v1/suggest", location.href);
    address.search = new URLSearchParams({ q: typed, lang: document.documentElement.lang, limit: "8" });
    try {
      const answer = await fetch(address, { signal: this.request.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) return this.close();
      const { suggestions } = await answer.json();
      if (typed === this.input.value.trim() && document.activeElement === this.input) this.show(suggestions);
    } catch {
      // Superseded by the next letter, or no network: the form works all the same.
    }
  }

  show(suggestions) {
    this.choose(-1);
    this.options = suggestions.map((one, i) => this.option(one, i));
    this.list.replaceChildren(...this.options);
    this.status.textContent = this.texts.found.replace("{n}", this.options.length);
    this.expand(this.options.length > 0);
  }

  option(suggestion, i) {
    const name = element("span", suggestion.lang ? { class: "name", lang: suggestion.lang } : { class: "name" });
    for (const { text, match } of suggestion.pieces) name.append(match ? element("mark", {}, text) : text);
    const about = [this.texts[suggestion.kind], suggestion.label, suggestion.subdivision, suggestion.country?.label];
    if (suggestion.count > 1) about.push(suggestion.count.toLocaleString(document.documentElement.lang));
    const note = element("small", {}, about.filter(Boolean).join(" · "));
    return element("li", { id: `completion-${i}`, role: "option", "aria-selected": "false", "data-url": suggestion.links.html }, name, " ", note);
  }

  key(event) {
    const last = this.options.length - 1;
    if (event.key === "Escape" && !this.list.hidden) {
      this.close();
    } else if (event.key === "Enter" && this.chosen >= 0) {
      this.open(this.options[this.chosen]);
    } else if (event.key === "ArrowDown" && last >= 0) {
      this.expand(true);
      this.choose(this.chosen === last ? -1 : this.chosen + 1);
    } else if (event.key === "ArrowUp" && last >= 0) {
      this.expand(true);
      this.choose(this.chosen < 0 ? last : this.chosen - 1);
    } else {
      return;
    }
    event.preventDefault();
  }

  choose(i) {
    this.options[this.chosen]?.setAttribute("aria-selected", "false");
    this.chosen = i;
    const option = this.options[i];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  expand(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.choose(-1);
    this.expand(false);
    this.status.textContent = "";
  }

  open(option) {
    this.close();
    location.assign(option.dataset.url);
  }
}

const form = document.getElementById("search");
if (form) new Completion(form);
