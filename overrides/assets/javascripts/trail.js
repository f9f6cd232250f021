/* Decides which page has a way back, and where it leads. Pure: this script uses no page. */
/** Where somebody came from: a page, the address of the place on it, and both in words.
    @typedef {{page: string, href: string, place: string, title: string}} Back */
/** The ways back of the pages of a visit, and the page that a link was followed to.
    @typedef {{backs: Record<string, Back>, next: string}} Trail */

/** Reads a trail that was kept as text; anybody may have written it. @type {(text: string | null, base: string) => Trail} */
const read = (text, base) => {
  try {
    const { backs, next } = JSON.parse(text || "");
    const isOurs = (/** @type {any} */ back) => ["page", "href", "place", "title"].every((key) => typeof back[key] === "string")
      && back.href.startsWith(base);
    return { backs: Object.fromEntries(Object.entries(backs).filter(([, back]) => isOurs(back))), next: String(next) };
  } catch {
    return { backs: {}, next: "" };
  }
};
/** Returns the pages that ways back lead to from a page, the nearest first. @type {(trail: Trail, page: string) => string[]} */
const chain = ({ backs }, page) => {
  const found = /** @type {string[]} */ ([]);
  for (let at = backs[page]?.page; at && !found.includes(at); at = backs[at]?.page) found.push(at);
  return found;
};
/** Returns the trail after somebody follows a link from one page to another. Who goes to a page that the ways back lead to, goes back.
    @type {(trail: Trail, to: string, back: Back) => Trail} */
const follow = (trail, to, back) => {
  const behind = chain(trail, back.page);
  const isBack = behind.includes(to);
  const left = isBack ? [back.page, ...behind.slice(0, behind.indexOf(to))] : [to];
  const backs = Object.fromEntries(Object.entries(trail.backs).filter(([page]) => !left.includes(page)));
  return { backs: isBack ? backs : { ...backs, [to]: back }, next: to };
};
/** Returns the trail on a page that opens. A page that is opened in another way, as by search, has no way back.
    @type {(trail: Trail, page: string, isNew: boolean) => Trail} */
const arrive = ({ backs, next }, page, isNew) => {
  const { [page]: own, ...others } = backs;
  return { backs: own && (!isNew || next === page) ? backs : others, next: "" };
};

runbook.trail = { read, follow, arrive };
