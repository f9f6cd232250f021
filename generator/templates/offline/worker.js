/* Keeps pages for when the network is down: every emergency page, and all pages of the systems that the reader visited.
   Above this text is BUILD, about the build, and `not-saved.js`. A changed file changes BUILD, so browsers see another worker.
   The worker compares each file with its digest, and a build replaces the earlier one only when all its files are kept.
   While the network works, pages come from the network; the worker asks no other host. */
const ROOT = new URL("./", self.location);
const OURS = `runbook:${ROOT.pathname}:`;
const NAME = OURS + BUILD.name;
const DIGEST = "X-Runbook-Digest";
/* No file has such a path. For each kept system, an entry below this path has the time when it was kept; that without a name is about the
   shared files, and that with a dot has the time when the server last confirmed this build as the current one. */
const MARKS = ".kept/";
const CONFIRMED = ".";
const DECLARED = /(?:\brefuses(?:\?\.)?\(|--rb-build-[\w-]+:)\s*["'`]([0-9a-f]{10})["'`]/;
const PAGE = /^(?!404\.html|.*\/sheets\/).*\.html$/;
const AT_ONCE = 6;
const PATIENCE = { usual: 4000, tired: 700, rest: 60000 };

let tiredUntil = 0;
const served = new Map(); // for each window: the digest of its page, and whether the page is a kept copy
const keeping = new Map(); // for each system: its download, which windows share

/* Returns the address of a file of the build. */
const address = (path) => new URL(encodeURI(path).replaceAll("?", "%3F").replaceAll("#", "%23"), ROOT).href;
/* Finds a kept file by its address, without query and fragment. */
const keptFile = (url) => {
  const { pathname } = new URL(url);
  return caches.match(new URL(pathname.endsWith("/") ? `${pathname}index.html` : pathname, ROOT).href, { cacheName: NAME });
};
const builds = async () => (await caches.keys()).filter((name) => name.startsWith(OURS));

const digestOf = async (bytes) => {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
};

const notifyWindows = async (news) => {
  for (const client of await self.clients.matchAll({ includeUncontrolled: true, type: "window" })) client.postMessage(news);
};
/* Loads a file as published. Servers give ages in whole seconds, so the browser's cache may have an older copy; then it is left out. */
const download = async (path, digest, cache = "no-cache") => {
  const answer = await fetch(address(path), { cache });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  const bytes = await answer.arrayBuffer();
  if ((await digestOf(bytes)) !== digest) {
    if (cache === "reload") throw new Error(`${path}: not what was published`);
    return download(path, digest, "reload");
  }
  const headers = new Headers(answer.headers); // the host's policy goes with the page
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  headers.set(DIGEST, digest);
  return new Response(bytes, { headers });
};
/* Finds the same file in an earlier build, or returns null. */
const inherited = async (path, digest) => {
  for (const cacheName of await builds()) {
    const known = await caches.match(address(path), { cacheName });
    if (known && known.headers.get(DIGEST) === digest) return known;
  }
  return null;
};

/* Returns the paths of all kept files. A browser may have removed some of them, so nothing else knows what is kept. */
const keptPaths = async (name = NAME) =>
  new Set((await (await caches.open(name)).keys()).map(({ url }) => decodeURIComponent(url.slice(ROOT.href.length))));
const keptPages = async () => [...(await keptPaths())].filter((path) => PAGE.test(path));
const isWhole = (paths, files) => Object.keys(files).every((path) => paths.has(path));

const keepFiles = async (cache, files) => {
  const paths = await keptPaths();
  const missing = Object.entries(files).filter(([path]) => !paths.has(path));
  const waiting = missing.values(); // shared by the loops below, which each take the next file
  const work = async () => {
    for (const [path, digest] of waiting) await cache.put(address(path), (await inherited(path, digest)) || (await download(path, digest)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
};

const list = async (cache, { path, digest }) => {
  await keepFiles(cache, { [path]: digest });
  return (await cache.match(address(path))).json();
};

const mark = (cache, system) => cache.put(address(MARKS + system), Response.json({ at: new Date().toISOString() }));
const timeOf = async (system) => {
  const found = await caches.match(address(MARKS + system), { cacheName: NAME });
  return found ? (await found.json()).at : "";
};
/* Returns a kept list, without asking the network; null if it is not kept. */
const keptList = async ({ path }) => {
  const found = await keptFile(address(path));
  return found ? found.json() : null;
};

/* Keeps a system, and what is missing of the files that all readers need; an empty system means only these. */
const keepSystem = async (system) => {
  const cache = await caches.open(NAME);
  const { systems, files: shared } = await list(cache, BUILD.list);
  await keepFiles(cache, shared);
  if (!(await timeOf(""))) await mark(cache, "");
  if (!Object.hasOwn(systems, system)) return;
  const { files } = await list(cache, systems[system].list);
  const before = await keptPaths();
  try {
    await keepFiles(cache, files);
    if (!isWhole(before, files) || !(await timeOf(system))) await mark(cache, system);
  } catch (error) {
    for (const path of Object.keys(files)) if (!before.has(path)) await cache.delete(address(path));
    throw error;
  }
};
const removeSystem = async (system) => {
  const { systems, files: shared } = await keptList(BUILD.list);
  const found = await keptList(systems[system].list);
  const cache = await caches.open(NAME);
  await cache.delete(address(MARKS + system));
  for (const path of Object.keys(found ? found.files : {})) if (!Object.hasOwn(shared, path)) await cache.delete(address(path));
};

const markedSystems = async (name) =>
  [...(await keptPaths(name))].filter((path) => path.startsWith(MARKS)).map((path) => path.slice(MARKS.length))
    .filter((system) => system && system !== CONFIRMED);
/* Returns every system with its title, its size in bytes and, if all its files are kept, the time when it was kept. */
const allSystems = async () => {
  const [found, paths] = [await keptList(BUILD.list), await keptPaths()];
  return Promise.all(Object.entries(found ? found.systems : {}).map(async ([id, { title, bytes, list: own }]) => {
    const known = await keptList(own);
    return { id, title, bytes, at: known && isWhole(paths, known.files) ? await timeOf(id) : "" };
  }));
};

const reason = (error) => (error.name === "QuotaExceededError" ? "full" : String(error.message || error));
/* Keeps the files that all readers need, and the systems that an earlier build kept. */
const install = async () => {
  const earlier = (await builds()).filter((name) => name !== NAME);
  const cache = await caches.open(NAME);
  try {
    await keepFiles(cache, (await list(cache, BUILD.list)).files);
    await mark(cache, "");
    for (const name of earlier) for (const system of await markedSystems(name)) await keepSystem(system);
  } catch (error) {
    await caches.delete(NAME);
    await notifyWindows({ failed: reason(error) });
    throw error;
  }
  await self.skipWaiting();
};

const activate = async () => {
  for (const name of await builds()) if (name !== NAME) await caches.delete(name);
  await self.clients.claim();
  await notifyWindows({ changed: true });
};
/* Returns the answer from the network; null if it fails. If a kept file exists, also null for an answer that is slow or strange. */
const fromNetwork = async (request, hasKept) => {
  const isPage = request.mode === "navigate";
  /* Loads pages past the browser's cache, because without an age from the server browsers guess one. The browser follows redirections. */
  const sent = isPage ? fetch(request.url, { cache: "no-cache", headers: request.headers, redirect: "manual" }) : fetch(request);
  /* An answer is strange if the server is broken, or redirects a script or style, such as to a login page after a session ended. */
  const isStrange = ({ status, redirected, type }) => status >= 500 || (!isPage && (redirected || type === "opaque"));
  const answer = sent.then((found) => (hasKept && isStrange(found) ? null : found), () => null);
  if (!hasKept) return answer;
  const patience = Date.now() < tiredUntil ? PATIENCE.tired : PATIENCE.usual;
  const found = await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, patience, null))]);
  if (!found) tiredUntil = Date.now() + PATIENCE.rest;
  return found;
};

/* Returns the page for a page that is not kept. An address without its last slash leads to the page that it means. */
const notKept = async (url) => {
  const { origin, pathname, search } = new URL(url);
  if (await keptFile(`${origin}${pathname}/`)) return Response.redirect(`${origin}${pathname}/index.html${search}`);
  const pages = await keptPages();
  const textOf = async (path) => (await keptFile(address(path))).text();
  return self.notSaved({ url, systems: await allSystems(), pages, textOf, address });
};

const remember = (client, fact) => {
  if (client) served.set(client, fact);
  if (served.size > 200) served.delete(served.keys().next().value);
};

const answerPage = async (event) => {
  const kept = await keptFile(event.request.url);
  const found = await fromNetwork(event.request, Boolean(kept));
  if (found) {
    const copy = found.ok && !found.redirected && kept ? found.clone() : null;
    remember(event.resultingClientId, { kept: false, digest: copy ? copy.arrayBuffer().then(digestOf) : null });
    return found;
  }
  if (kept) remember(event.resultingClientId, { kept: true, digest: kept.headers.get(DIGEST) });
  return kept || notKept(event.request.url);
};
/* Returns the build that a kept style or script declares, or an empty text. */
const declared = async (kept) => (DECLARED.exec(await kept.clone().text()) || ["", ""])[1];
/* Answers with a kept file if the page is a kept copy, so that they fit together, or if it is of the build that the address asks for.
   Without a network, a page gets a file of another build only if it will refuse it, and then offers to reload. */
const answerPart = async (event) => {
  const kept = await keptFile(event.request.url);
  const page = served.get(event.clientId);
  const build = new URL(event.request.url).searchParams.get("d");
  const own = kept && build && (await declared(kept));
  const fits = build && kept && (own === build || (kept.headers.get(DIGEST) || "").startsWith(build));
  if (kept && (fits || (page && page.kept))) return kept;
  const spare = build && !own ? null : kept;
  return (await fromNetwork(event.request, Boolean(spare))) || spare || Response.error();
};
/* Tells a window since when pages are kept, whether its system is kept, and whether a newer build has another version of its page. */
const state = async (client, { url, system, edition, digest }) => {
  const page = served.get(client) || { kept: false, digest: null };
  const shown = digest || (await page.digest);
  const file = await keptFile(url);
  const known = file ? file.headers.get(DIGEST) : null;
  const since = await timeOf("");
  const [all, paths] = [await keptList(BUILD.list), await keptPaths()];
  const own = all && Object.hasOwn(all.systems, system) ? await keptList(all.systems[system].list) : null;
  return {
    date: BUILD.date || since,
    confirmed: (await timeOf(CONFIRMED)) || since,
    kept: Boolean(own) && isWhole(paths, own.files),
    some: Boolean(all) && isWhole(paths, all.files),
    copy: page.kept,
    digest: shown || known,
    edition: BUILD.name,
    newer: Boolean(edition && edition !== BUILD.name && file && known !== shown),
  };
};

/* A window asks for the state, and may ask to keep or to remove a system. Only a window can ask the server for another worker, so it says
   whether the server has confirmed this build. With `saved`, the answer lists all systems and the paths of all kept pages. */
const answerMessage = async ({ data, ports, source }) => {
  const { keep, remove, confirmed, saved } = data;
  if (confirmed === BUILD.name) await mark(await caches.open(NAME), CONFIRMED);
  if (remove) await removeSystem(remove);
  const isAsked = typeof keep === "string";
  if (isAsked && !keeping.has(keep)) {
    keeping.set(keep, keepSystem(keep).then(() => null, reason).finally(() => keeping.delete(keep)));
  }
  const failed = (isAsked && (await keeping.get(keep))) || null;
  const more = saved ? { systems: await allSystems(), pages: await keptPages() } : {};
  ports[0].postMessage({ ...(await state(source.id, data)), failed, ...more });
};

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => event.waitUntil(answerMessage(event)));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(ROOT.href) || request.headers.has("Range")) return;
  event.respondWith(request.mode === "navigate" ? answerPage(event) : answerPart(event));
});
