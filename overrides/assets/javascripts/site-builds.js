/* Finds the builds of search indexes in the list `builds.js` of the site. No cache answers for the list: each question has its own address.
   Pages do not have these builds themselves, so an edit in one system changes no page of another. */
const { addScript, site, withBuild } = runbook;
const FRESH = 10000;
let builds = null;
let asked = 0;
let question = null;

const ask = () => {
  if (Date.now() - asked > FRESH) {
    [builds, asked] = [null, Date.now()];
    question = addScript(new URL(`builds.js?at=${asked}`, site.base).href, () => builds).catch(() => {
      asked = 0;
      return {};
    });
  }
  return question;
};
/* Loads a script that the list names, and returns the result of `result`. */
const add = async (path, result) => {
  const { [path]: build } = await ask();
  return addScript(withBuild(new URL(path.split("/").map(encodeURIComponent).join("/"), site.base), build), result);
};

runbook.siteBuilds = { load: (found) => (builds = found), add };
