// The strip under the bar: how many entries wait, whether there is a network, and that they arrived.
import { counts } from "./queue.js";

const strip = document.getElementById("netz");
const clock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
let since = navigator.onLine ? null : new Date();
let arrived = 0;
let until = 0;

const say = (word, n) => strip.dataset[`${word}${n === 1 ? "Single" : "Many"}`].replace("{n}", n);

function words(found) {
  if (found.refused) return say("refused", found.refused);
  if (found.waiting) return say(since ? "waiting" : "sending", found.waiting);
  if (found.unconfirmed) return say("unconfirmed", found.unconfirmed);
  return Date.now() < until ? say("sent", arrived) : "";
}

export async function show() {
  const found = await counts();
  const count = words(found);
  const net = since ? strip.dataset.since.replace("{time}", clock.format(since)) : "";
  strip.querySelector("[data-count]").innerHTML = count; // our own words from the page, and a number
  strip.querySelector("[data-net]").textContent = net;
  strip.querySelector("[data-net]").classList.toggle("phone-hide", Boolean(count));
  const link = strip.querySelector("a");
  link.hidden = !found.all || link.pathname === location.pathname;
  strip.hidden = !count && !net;
}

export function net(reached) {
  since = reached ? null : (since ?? new Date());
  return show();
}

export async function sent(number) {
  if (!number) return show();
  arrived += number;
  until = Date.now() + 8000;
  setTimeout(() => ((arrived = 0), show()), 8100);
  return show();
}
