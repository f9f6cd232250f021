/* Opens the search: by its button, by a key, and by a shared link. What finds loads then; meanwhile the field takes what is typed. */
const { make, need, site, filters, strings, setAddress } = runbook;
const PHASES = ["prepare", "deploy-day", "follow-up", "operate", "rollback", "incident"];
let loading = null;

const field = runbook.searchField(strings("search.field"), { enterkeyhint: "go", input: () => {
  search.isEntered = false;
  if (search.update) search.update();
  else load();
} });
const status = make("p", { class: "rb-search__status", role: "status" });
const dialog = runbook.dialog(strings("search.title"), "rb-search", field, status);
/* Enter opens the first result as soon as there is one. */
field.addEventListener("keydown", (event) => event.key === "Enter" && (search.isEntered = true));

/* Loads what finds, and then searches. If that fails, the next letter tries again. */
const load = (given) => {
  status.textContent ||= strings("search.loading");
  const failed = () => {
    loading = null;
    status.textContent = strings("search.broken");
  };
  loading ||= need("search-dialog").then(() => dialog.open && search.start(given), failed);
};
const open = (given = {}) => {
  if (dialog.open) return;
  search.isEntered = false;
  search.address ||= location.href;
  if (given.query) field.value = given.query;
  runbook.open(dialog);
  field.focus();
  field.select();
  if (search.start) search.start(given);
  else load(given);
};
const search = (runbook.search = /** @type {any} */ ({ dialog, field, status, PHASES, address: "", isEntered: false, open }));

for (const one of document.querySelectorAll("[data-rb-search]")) one.addEventListener("click", () => open());
dialog.addEventListener("close", () => {
  if (dialog.open || !search.address) return;
  setAddress(search.address);
  search.address = "";
});
/* A shared link opens the same search. On the page of a phase, role and blocking alone filter the page instead. */
const params = new URLSearchParams(location.search);
const given = { ...filters.filterOf(params), query: params.get("q") || "", phase: params.get("phase") || "" };
const filtersPage = PHASES.includes(site.pageOfSystem.split("/")[0]);
if (given.query || given.phase || (!filtersPage && (given.role || given.blocking))) {
  open(given);
  search.address = filters.withQuery(location.href, { q: "", phase: "", ...(filtersPage ? {} : { role: "", blocking: "" }) });
}
addEventListener("load", () => runbook.prefetch("search-dialog"));
