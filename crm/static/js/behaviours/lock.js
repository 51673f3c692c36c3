// A shared device locks itself when nobody touched it for data-lock-after seconds, in whichever of its windows. What
// was typed is kept by drafts. While somebody types the server is told once a minute. Without a network nothing can be
// locked there: then the worker of the offline pages shows that nobody is there, and the server counts by itself.
const MINUTE = 60_000;
const STEP = 5_000;
const KEY = "touched";
const { lockAfter, lock, lockScreen, awake, person } = document.body.dataset;

function post(address, words) {
  const token = document.querySelector("meta[name=csrf-token]").content;
  const headers = { "X-CSRFToken": token, "Anklang-Awake": "1" };
  return fetch(address, { method: "POST", headers, body: new URLSearchParams(words) });
}

if (lockAfter && person) {
  let told = Date.now();
  let locking = false;
  const touched = () => Number(localStorage.getItem(KEY)) || 0;
  const touch = () => localStorage.setItem(KEY, String(Date.now()));

  async function leave() {
    if (locking) return;
    locking = true;
    try {
      const answer = await post(lock, { next: location.pathname + location.search });
      location.assign(answer.url);
    } catch {
      locking = false;
      if (navigator.serviceWorker?.controller) location.assign(lockScreen);
    }
  }

  async function say() {
    told = Date.now();
    try {
      const answer = await post(awake, {});
      if (answer.redirected) location.assign(answer.url); // locked elsewhere, or revoked
    } catch {
      // no network: told again with the next touch
    }
  }

  function look() {
    if (Date.now() - touched() > Number(lockAfter) * 1000) leave();
  }

  for (const sign of ["pointerdown", "keydown", "input"]) {
    document.addEventListener(
      sign,
      () => {
        if (Date.now() - touched() > Number(lockAfter) * 1000) return look(); // woken up too late
        touch();
        if (Date.now() - told > MINUTE / 2) say();
      },
      { capture: true, passive: true },
    );
  }
  touch();
  setInterval(look, STEP);
  document.addEventListener("visibilitychange", () => document.hidden || look());
}
