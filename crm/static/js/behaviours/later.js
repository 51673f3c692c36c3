// What a page can wait for is fetched when everything else is there: links and forms work before it comes.
const later = document.querySelector("meta[name=later]")?.content;
if (later && document.readyState === "complete") import(later);
else if (later) addEventListener("load", () => import(later), { once: true });
