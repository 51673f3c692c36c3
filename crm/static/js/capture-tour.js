// The first day: a card goes from zone to zone of the real page. Nothing is blocked; Escape or "Beenden" ends it for good.
const card = document.getElementById("rundgang");
const steps = [...card.querySelectorAll("[data-shows]")];
const next = card.querySelector("[data-next]");
const onward = next.textContent;
let at = 0;

function show(step, led = true) {
  document.querySelector(".tour-target")?.classList.remove("tour-target");
  at = step;
  steps.forEach((each, place) => {
    each.hidden = place !== at;
    each.querySelector("h2").id = place === at ? "rundgang-titel" : "";
  });
  card.querySelector("[data-step]").textContent = at + 1;
  card.querySelector("[data-steps]").textContent = steps.length;
  card.querySelector("[data-back]").hidden = at === 0;
  next.textContent = at === steps.length - 1 ? next.dataset.last : onward;
  const target = document.querySelector(steps[at].dataset.shows);
  target.classList.add("tour-target");
  if (led) target.scrollIntoView({ block: "center" });
  const { top, bottom } = target.getBoundingClientRect();
  card.dataset.place = (top + bottom) / 2 < innerHeight / 2 ? "below" : "above";
  if (led) next.focus({ preventScroll: true });
}

// Whoever works instead of reading on is not stopped: the card goes along, and out of the way of the next key.
function follow(step) {
  if (card.open && step > at) show(step, false);
}

function end() {
  card.close();
  document.querySelector(".tour-target")?.classList.remove("tour-target");
  document.getElementById("wer").focus();
  const token = document.querySelector("meta[name=csrf-token]").content;
  fetch(card.dataset.ends, { method: "POST", headers: { "X-CSRFToken": token, "HX-Request": "true" }, keepalive: true });
}

card.addEventListener("click", ({ target }) => {
  if (target.closest("[data-leaves]")) end();
  else if (target.closest("[data-back]")) show(at - 1);
  else if (target.closest("[data-next]")) at === steps.length - 1 ? end() : show(at + 1);
});

document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || !card.open || document.querySelector(":popover-open")) return;
    event.preventDefault();
    event.stopPropagation();
    end();
  },
  true,
);

document.addEventListener("htmx:afterSettle", ({ detail }) => detail.target?.id === "person" && document.querySelector("[data-chosen]") && follow(1));
document.addEventListener("change", ({ target }) => target.name === "topic" && follow(3));

card.show();
show(0);
