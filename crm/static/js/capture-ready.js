// The outcome keys say what is still open until everything is there. They stay focusable all the time; pressed too
// early they lead to what is missing. Ctrl+Enter solves, Ctrl+Shift+Enter opens a case.
const NAMES = ["new_first_name", "new_last_name", "new_organisation"];
const WAYS = ["new_phone", "new_email"];
const formOf = () => document.getElementById("erfassen");
const filled = (form, names) => names.some((name) => form.elements[name]?.value.trim());

const aLetterArrives = (form) => filled(form, ["new_street"]) && filled(form, ["new_postal_code", "new_city"]);

function unreachable(form, who) {
  return who === "new" ? !filled(form, WAYS) && !aLetterArrives(form) : Boolean(form.querySelector("[data-unreachable]"));
}

function missing(form, needs) {
  const who = form.elements.who?.value ?? "";
  const gaps = [];
  if (needs.includes("who") && !who) gaps.push(["personWord", "#wer"]);
  if (needs.includes("who") && who === "new" && !filled(form, NAMES)) gaps.push(["nameWord", "#new_last_name"]);
  if (needs.includes("topic") && !form.querySelector("[name=topic]:checked")) gaps.push(["topicWord", ".tile input"]);
  if (needs.includes("way") && who && unreachable(form, who)) {
    if (!form.elements.text.value.trim()) gaps.push(["noteWord", "#notiz"]);
    if (!form.elements.picks_up.checked) gaps.push(["pickupWord", "[name=picks_up]"]);
  }
  return gaps;
}

function show(key, gaps) {
  if (gaps.length) key.setAttribute("aria-disabled", "true");
  else key.removeAttribute("aria-disabled");
  const words = key.querySelector("[data-open-words]");
  if (!words) return;
  const end = key.closest(".end");
  const list = new Intl.ListFormat(end.dataset.lang, { type: "conjunction" });
  words.hidden = !gaps.length;
  words.textContent = gaps.length ? `${end.dataset.open} ${list.format(gaps.map(([word]) => end.dataset[word]))}` : "";
  key.querySelector("[data-ready]").hidden = gaps.length > 0;
}

// Among the open cases, and among those solved lately, what is about the chosen topic comes first.
function preferTopic(form) {
  const list = form.querySelector(".open-cases");
  const topic = form.querySelector("[name=topic]:checked")?.value;
  if (!list || !topic || "picked" in list.dataset || list.dataset.topic === topic) return;
  const radios = [...list.querySelectorAll("[name=case]")];
  if (!radios[0].checked) return;
  list.dataset.topic = topic;
  const rank = ({ dataset }) => 4 * ("solved" in dataset) + 2 * ("justOpened" in dataset) + (dataset.topic !== topic);
  radios.sort((one, other) => rank(one) - rank(other));
  list.append(...radios.map((radio) => radio.closest("label")));
  radios[0].checked = true;
}

function sayCase(form) {
  const chosen = form.querySelector("[name=case][type=radio]:checked");
  const key = form.querySelector(".act-join");
  if (!chosen || !key) return;
  key.querySelector(".act-word").textContent = chosen.dataset.word ?? key.closest(".end").dataset.joinWord.replace("{}", chosen.dataset.number);
  key.querySelector(".act-say").textContent = chosen.dataset.matter;
}

function update() {
  const form = formOf();
  if (!form) return;
  const who = form.elements.who?.value ?? "";
  if (who && !unreachable(form, who)) form.elements.picks_up.checked = false;
  for (const key of form.querySelectorAll("[data-needs]")) show(key, missing(form, key.dataset.needs.split(" ")));
  preferTopic(form);
  sayCase(form);
  form.dataset.live = "";
}

for (const moment of ["input", "change", "htmx:afterSettle", "capture:restored"]) document.addEventListener(moment, update);

document.addEventListener("change", ({ target }) => {
  if (target.matches("[name=case][type=radio]")) target.closest(".open-cases").dataset.picked = "";
});

document.addEventListener(
  "click",
  (event) => {
    const key = event.target.closest?.("[data-needs][aria-disabled=true]");
    if (!key) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const [, place] = missing(formOf(), key.dataset.needs.split(" "))[0];
    formOf().querySelector(place)?.focus();
  },
  true,
);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !formOf()) return;
  event.preventDefault();
  formOf().querySelector(event.shiftKey ? ".act-promise" : ".act-solved").click();
});

// Missing questions stand one after the other: an answer or "Überspringen" brings the next.
function turn(question, to) {
  if (!to?.matches("[data-asks]")) return;
  question.hidden = true;
  to.hidden = false;
}

function startAsking() {
  document.querySelectorAll("#fragen [data-asks]").forEach((question, place) => (question.hidden = place > 0));
}

document.addEventListener("htmx:oobAfterSwap", startAsking);
document.addEventListener("htmx:load", startAsking);

document.addEventListener("change", ({ target }) => {
  const question = target.closest("[data-asks]");
  if (question && !target.hasAttribute("data-deeper")) setTimeout(() => turn(question, question.nextElementSibling), 450);
});

document.addEventListener("click", ({ target }) => {
  const question = target.closest("[data-asks]");
  if (target.closest("[data-goes-back]")) turn(question, question.previousElementSibling);
  if (!target.closest("[data-skips]")) return;
  for (const chip of question.querySelectorAll("input")) chip.checked = false;
  for (const typed of question.querySelectorAll("[name^=told_]:not([type=checkbox])")) typed.value = "";
  if (question.nextElementSibling) turn(question, question.nextElementSibling);
  else question.hidden = true;
});

startAsking();
update();
