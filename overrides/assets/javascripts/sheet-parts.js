/* The page of a sheet, for the scripts that change it: its texts, what its address asks for, the notice and the number of its boxes. */
const { clock } = runbook;
/* If the policy of the server blocks the style in the page, its rules for the head and foot of the paper go into the linked style. */
const own = document.querySelector("style");
const linked = /** @type {HTMLLinkElement} */ (document.querySelector("link[rel=stylesheet]"));
if (own && !own.sheet && linked && linked.sheet) {
  /* The first rule for pages, and all that is before the second, are in the linked style, too. */
  for (const rule of own.textContent.split(/^(?=@page)/m).slice(2)) linked.sheet.insertRule(rule, linked.sheet.cssRules.length);
}
const notice = document.querySelector("[data-notice]");
const texts = JSON.parse(notice.dataset.words);
const query = new URLSearchParams(location.search);
const asked = (name) => (query.get(name) || "").trim();
const make = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });

/* Fills in the values of a form; beside texts of the other direction, isolates enclose both, as in `text/catalogue.py`. */
const fill = (form, values) => {
  if (!texts.isolates) return clock.filled(form, values);
  const [start, firstStrong, end] = texts.isolates;
  const isolated = Object.entries(values).map(([key, value]) => [key, `${firstStrong}${value}${end}`]);
  return `${start}${clock.filled(form, Object.fromEntries(isolated))}${end}`;
};
/* Says in a line of the notice what is wrong, with links to choose from: what each adds to the address, and its text. */
const say = (text, links = []) => {
  const line = make("span", text, { className: "notice__line" });
  for (const [more, label] of links) {
    const search = new URLSearchParams([...[...query].filter(([name]) => !(name in more)), ...Object.entries(more)]);
    line.append(" ", make("a", label, { href: `?${search}${location.hash}` }));
  }
  notice.append(line);
};
/* Changes what is at an edge of each page of paper, such as `top-left`. */
const escaped = (text) => text.replace(/[^A-Za-z0-9 ]/gu, (letter) => `\\${letter.codePointAt(0).toString(16)} `);
const changeEdge = (place, declaration) => {
  const { sheet } = own.sheet ? own : linked;
  sheet.insertRule(`@page { @${place} { ${declaration}; } }`, sheet.cssRules.length);
};
const writeAtEdge = (place, text) => changeEdge(place, `content: "${escaped(text)}"`);
/* Counts the boxes that are left, in the last line and at the foot of each page of paper. */
const counted = (forms, n, values = {}) =>
  fill(forms[new Intl.PluralRules(texts.language).select(n)] || forms.other, { n, ...values });
const showTally = () => {
  const boxes = counted(texts.boxes, document.querySelectorAll("main [data-box]").length);
  document.querySelector(".end").textContent = fill(texts.end, { boxes });
  writeAtEdge("bottom-left", boxes);
};
/* Gives the sheet another title, which says what it is beside its old title. */
const writeTitle = (form, values = {}) => {
  const title = document.querySelector("h1");
  title.textContent = fill(form, { sheet: title.textContent, ...values });
  document.title = `${title.textContent} · ${notice.dataset.system}`;
  writeAtEdge("top-left", `${notice.dataset.system} · ${title.textContent}`);
};

runbook.sheet = { texts, about: notice.dataset, asked, make, fill, say, counted, changeEdge, writeTitle, showTally };
