// What it is about: a topic from the long list takes the last tile, a choice fetches answers and promise.
const PROMISED_BY = ["topic", "channel", "voice", "picks_up"];
const SOFT_HYPHEN = "\u00ad";
const byId = (id) => document.getElementById(id);

function tileFor(line) {
  const { value } = line;
  const tiles = [...document.querySelectorAll(".tiles .tile")];
  const known = tiles.find((tile) => tile.dataset.topic === value);
  if (known) return known;
  const last = tiles.at(-1);
  const label = line.closest("label");
  last.dataset.topic = value;
  last.querySelector("input").value = value;
  last.querySelector(".icon").replaceWith(label.querySelector(".icon").cloneNode(true));
  last.querySelector("span").replaceWith(label.querySelector("span").cloneNode(true));
  return last;
}

function putOnTile() {
  const line = document.querySelector("[data-picks]:checked");
  if (line) tileFor(line).querySelector("input").checked = true;
}

function choose(value) {
  const line = document.querySelector(`[data-picks][value="${value}"]`);
  if (!line) return;
  tileFor(line).querySelector("input").checked = true;
  htmx.trigger("#antworten", "topic-chosen");
}

const plain = (line) => line.textContent.replaceAll(SOFT_HYPHEN, "").trim().toLowerCase();

function filter(input) {
  const wanted = input.value.trim().toLowerCase();
  const list = byId(input.dataset.filters);
  for (const line of list.querySelectorAll(".topic-line")) line.hidden = !plain(line).includes(wanted);
  for (const group of list.querySelectorAll(".topic-group")) group.hidden = !group.querySelector(".topic-line:not([hidden])");
  list.querySelector("[data-nothing]").hidden = Boolean(firstLine(list));
  for (const line of list.querySelectorAll(".is-next")) line.classList.remove("is-next");
  if (wanted) firstLine(list)?.classList.add("is-next");
}

// A topic that begins with what was typed comes before one that only has it inside.
function firstLine(list) {
  const wanted = list.querySelector("[data-filters]").value.trim().toLowerCase();
  const lines = [...list.querySelectorAll(".topic-line:not([hidden])")];
  const begins = (line) => plain(line).split(/[\s,]+/).some((word) => word.startsWith(wanted));
  return lines.find((line) => plain(line).startsWith(wanted)) ?? lines.find(begins) ?? lines[0];
}

// What was typed leads to one topic: Enter takes the first, no further tap is needed.
function takeFirst(input) {
  const line = input.value.trim() && firstLine(byId(input.dataset.filters))?.querySelector("input");
  if (!line) return;
  line.checked = true;
  line.dispatchEvent(new Event("change", { bubbles: true }));
  byId(input.dataset.filters).hidePopover();
}

// "Mehr" says what was set behind it.
function sayMore(form) {
  const when = form.querySelector("[name=happened]:checked");
  const product = form.elements.product?.selectedOptions[0];
  if (!when) return; // the reduced view asks for neither
  const words = [];
  if (when.value === "earlier") words.push(form.elements.earlier.value || when.closest("label").textContent.trim());
  else if (when.value !== "now") words.push(when.closest("label").textContent.trim());
  if (product?.value) words.push(product.textContent.trim());
  const voice = form.querySelector(".more-facts [name=voice]:checked");
  if (voice) words.push(voice.closest("label").textContent.trim());
  const place = form.querySelector("[data-more-words]");
  place.dataset.usual ??= place.textContent;
  place.textContent = words.join(", ") || place.dataset.usual;
  place.parentElement.classList.toggle("is-set", words.length > 0);
}

document.addEventListener("change", ({ target }) => {
  const form = target.closest("#erfassen");
  if (!form) return;
  if (target.name === "campaign_pick") form.elements.campaign_code.value = "";
  if (target.matches("[data-single]") && target.checked) {
    for (const other of form.querySelectorAll(`[name="${target.name}"]`)) if (other !== target) other.checked = false;
  }
  if (target.name === "earlier") form.querySelector("[name=happened][value=earlier]").checked = true;
  if (target.closest(".segments-channel:first-of-type")) form.querySelector(".segment-more")?.setAttribute("aria-expanded", "false");
  if (target.name === "topic") htmx.trigger("#antworten", "topic-chosen");
  if (PROMISED_BY.includes(target.name)) htmx.trigger("#versprechen", "promise-asked");
  if (["happened", "earlier", "product", "voice"].includes(target.name)) sayMore(form);
});

document.addEventListener("input", ({ target }) => {
  if (target.name === "campaign_code") for (const pick of document.querySelectorAll("[name=campaign_pick]")) pick.checked = false;
  if (target.matches("[data-filters]")) filter(target);
});

document.addEventListener("click", (event) => {
  const taken = event.target.closest("[data-takes-topic]"); // the topic of an answer that was searched for
  if (taken) choose(taken.dataset.takesTopic);
  const more = event.target.closest(".segment-more");
  if (more) more.setAttribute("aria-expanded", String(more.getAttribute("aria-expanded") !== "true"));
  const pointed = event.detail > 0; // arrows in the list click too, but do not close it
  if (pointed && event.target.matches("[data-picks]")) byId("alle-anliegen").hidePopover();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  if (event.target.matches("[data-picks]")) byId("alle-anliegen").hidePopover();
  if (event.target.matches("[data-filters]")) takeFirst(event.target);
});

document.addEventListener(
  "toggle",
  ({ target, newState }) => {
    if (target.id !== "alle-anliegen" || newState !== "closed") return;
    putOnTile();
    const search = target.querySelector("[data-filters]");
    search.value = "";
    filter(search);
  },
  true,
);

document.addEventListener("capture:restored", ({ target, detail }) => {
  if (detail.topic) choose(detail.topic);
  sayMore(target);
});
