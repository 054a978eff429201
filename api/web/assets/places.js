// SPDX-License-Identifier: GPL-3.0-or-later
// Names of places as one writes, for every field with data-places: without this, a name or number is written in full.
const lang = document.documentElement.lang;
for (const field of document.querySelectorAll("input[data-places]")) {
  let asked = 0;
  let timer;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const mine = ++asked;
      const typed = field.value.split(",")[0].trim();
      if (typed.length < 2) return;
      try {
        const answer = await fetch(`/api/v1/places?q=${encodeURIComponent(typed)}&limit=8&lang=${lang}`);
        if (!answer.ok || mine !== asked) return;
        const { places } = await answer.json();
        field.list.replaceChildren(...places.map((place) => {
          const option = document.createElement("option");
          option.value = place.label;
          if (place.population) option.label = `${place.label} (${place.population.toLocaleString(lang)})`;
          return option;
        }));
      } catch {
        // Completion is a convenience: the search works without it.
      }
    }, 120);
  });
}
