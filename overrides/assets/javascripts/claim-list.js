/* Lists on the card of the run who has what and has not finished it, with links. */
const { make, setContent, run, boxes, strings, claims, plainText } = runbook;
const place = make("div", { class: "rb-run__claims" });

const pageOf = (phase) => (phase === run.phase ? "" : new URL(`${run.place.dataset.rbRoot}/${phase}/index.html`, location.href).href);
const linkOf = ({ address, phase, short, name }) => {
  const [label, title] = [short, name].map(plainText);
  return make("a", { href: `${pageOf(phase)}#${address}`, title: title === label ? null : title, dir: "auto" }, label);
};
const show = () => {
  const data = run.hasClaims() && run.current() && boxes.known();
  const open = data ? claims.openClaims(data.phases, run.claimOf, run.stateOf) : [];
  const lines = claims.byPerson(open).map(([name, those]) => make("li", {}, make("bdi", {}, name), ": ",
    ...those.flatMap((one, at) => [at ? ", " : "", linkOf(one)])));
  setContent(place, ...(lines.length ? [make("p", {}, strings("claim.list")), make("ul", {}, ...lines)] : []));
};
run.place.querySelector(".rb-run__notes").after(place);
run.onChange(show);
boxes.ask().then(show, () => {});
