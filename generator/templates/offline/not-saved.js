/* The page that the worker shows instead of a page that is not kept: it tries again by itself, and has a list of the kept pages. */
const escaped = (text) => String(text).replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
const EMERGENCY = "emergency/index.html";
const BETWEEN_TRIES = 3000;
const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:36rem;padding:1rem}
ul{border-top:1px solid #8888;list-style:none;margin:.6rem 0 0;padding:.6rem 0 0}li:first-child{font-weight:700}
a{display:block;padding:.6rem 0}button{font:inherit;font-weight:700;min-height:2.75rem;padding:0 1.5rem}`;

/* Runs in the page: opens the wanted page as soon as the server answers. A device may have a network long before the server answers.
   Who taps a link wants that page: a reload on top of it would win. */
const tryAgain = (patience) => {
  let isLeaving = false;
  const again = () => isLeaving || location.reload();
  addEventListener("beforeunload", () => { isLeaving = true; });
  addEventListener("pageshow", () => { isLeaving = false; });
  const look = async () => {
    const answer = document.hidden ? null : await fetch(location.href, { method: "HEAD", cache: "no-store" }).catch(() => null);
    if (answer && answer.status < 500) again();
    else setTimeout(look, patience);
  };
  document.querySelector("button").addEventListener("click", () => location.reload());
  addEventListener("online", again);
  setTimeout(look, patience);
};

/* Returns links to all kept pages: for each system the emergency page first; the system in whose folder the address is comes first.
   A link has the title in the HTML of its page, without the names of system and site behind it. */
const keptLinks = async ({ url, systems, pages, textOf, address }) => {
  const link = async (path, text = "", system = "") => {
    const [, title] = text ? [] : /<title>(.*?)(?: - [^<]*)?<\/title>/s.exec(await textOf(path)) || [];
    const name = title && title.replace(` · ${escaped(system)}`, "");
    return `<li><a href="${escaped(address(path))}" dir="auto">${name || escaped(text || path)}</a></li>`;
  };
  const isOpen = ({ id }) => url.startsWith(address(`${id}/`));
  const shared = pages.filter((path) => !systems.some(({ id }) => path.startsWith(`${id}/`)))
    .sort((one, other) => Number(other === "index.html") - Number(one === "index.html"));
  const lists = [...systems.filter(isOpen), ...systems.filter((one) => !isOpen(one))].map(({ id, title }) => {
    const own = pages.filter((path) => path.startsWith(`${id}/`));
    const names = { [`${id}/${EMERGENCY}`]: `${title}: ${BUILD.words.emergency}`, [`${id}/index.html`]: title };
    return [...Object.keys(names).filter((path) => own.includes(path)), ...own.filter((path) => !names[path])]
      .map((path) => link(path, names[path], title));
  });
  lists.push(shared.map((path) => link(path, path === "index.html" ? BUILD.words.home : "")));
  const found = await Promise.all(lists.filter(({ length }) => length).map((list) => Promise.all(list)));
  return found.map((list) => `<ul>${list.join("")}</ul>`).join("");
};

self.notSaved = async (kept) => {
  const { language, direction, words } = BUILD;
  const reached = self.navigator.onLine ? words.silent : words.offline;
  const page = `<!doctype html><html lang="${escaped(language)}" dir="${direction}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${escaped(words.title)}</title><link rel="icon" href="data:,"><style>${STYLE}</style></head>
<body><main><h1>${escaped(words.title)}</h1><p>${escaped(reached)} ${escaped(words.waiting)}</p>
<p><button type="button">${escaped(words.retry)}</button></p><h2>${escaped(words.saved)}</h2>${await keptLinks(kept)}</main>
<script>(${tryAgain})(${BETWEEN_TRIES})</script></body></html>`;
  return new Response(page, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" } });
};
