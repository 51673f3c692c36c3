// A message that leaves by itself: data-expires holds seconds, data-seconds inside shows what is left.
// Nobody loses it while reading: it stays as long as it is pointed at or holds the focus.
function start(message) {
  let left = Number(message.dataset.expires);
  const shown = message.querySelector("[data-seconds]");
  const tick = setInterval(() => {
    if (!message.isConnected) return clearInterval(tick);
    if (message.matches(":hover, :focus-within")) return;
    left -= 1;
    if (shown) shown.textContent = left;
    if (left > 0) return;
    clearInterval(tick);
    message.remove();
  }, 1000);
}

const startAll = (root) => root.querySelectorAll("[data-expires]").forEach(start);

new MutationObserver((changes) => {
  for (const node of changes.flatMap((change) => [...change.addedNodes])) {
    if (node.nodeType !== Node.ELEMENT_NODE) continue;
    if (node.matches("[data-expires]")) start(node);
    startAll(node);
  }
}).observe(document.body, { childList: true, subtree: true });

startAll(document);
