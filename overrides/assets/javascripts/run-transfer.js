/* Hands a run over as a file, a link or Markdown, and opens a run from elsewhere only after the reader agrees. */
const { make, button, run, clock, times, boxes, strings, runFile, runCard: { offer } } = runbook;

const download = (ending, type, text) => {
  const name = `${run.variant}-${run.current().name}`.replace(/[^\p{L}\p{M}\p{N}.-]+/gu, "-") + ending;
  const url = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
};
const saveJson = () => download(".json", "application/json", `${JSON.stringify(runFile.fileOf(run.exported()), null, 2)}\n`);
const link = async () => location.href.split(/[?#]/)[0] + await runFile.toFragment(run.exported());

const saveMarkdown = async () => {
  const zero = clock.start(run.current());
  const text = runFile.toMarkdown(run.exported(), await boxes.ask(), {
    strings,
    stateOf: run.stateOf,
    when: (moment) => times.full(Date.parse(moment), run.zone()),
    t0: Number.isNaN(zero) ? "" : times.full(zero, run.current().zone),
    now: times.full(Date.now(), run.zone()),
  });
  download(".md", "text/markdown", text);
};

const refuse = (key, values) => offer.replaceChildren(make("p", { class: "rb-form__missing", role: "alert" }, strings(key, values)));
/* Describes a run from elsewhere and offers to open it. A run of another release can also be carried over at once. */
const propose = (data) => {
  const given = runFile.readRun(data);
  if (!given) return refuse("receive.wrong");
  if (given.variant !== run.variant) return refuse("receive.other", { system: given.variant });
  const moments = Object.values(given.answers).map(({ at }) => at).sort();
  const when = times.full(Date.parse(moments.at(-1) || given.at || given.began) || Date.now(), clock.ownZone());
  const known = run.list().some(({ id, release }) => id === given.id && release === given.release);
  const isOther = given.release !== run.release;
  const person = given.person || strings("ticks.nobody");
  const text = strings(known ? "receive.known" : "receive.new", { name: given.name, person, n: moments.length, when });
  const choice = (key, values, action, more) => button(strings(key, values), () => {
    offer.replaceChildren();
    action();
  }, more);
  const accept = choice(known ? "receive.join" : "receive.open", {}, () => {
    run.merge(given);
    runbook.status(strings("receive.done", { name: given.name }));
  }, { class: "rb-button rb-button--main" });
  const carry = choice("receive.carry", { release: run.release }, () => {
    run.merge(given);
    runbook.need("carry-over").then(() => runbook.carryOver(given));
  });
  offer.replaceChildren(make("div", { class: "rb-offer", role: "group", "aria-label": strings("receive.title") },
    make("p", { dir: "auto" }, text + (isOther ? ` ${strings("run.other-release", { release: given.release || "–" })}` : "")),
    make("div", { class: "rb-form__buttons" }, accept, isOther && run.release ? carry : "", choice("receive.leave", {}, () => {}))));
  accept.focus();
  return offer.scrollIntoView({ block: "center" });
};
const proposeFrom = (reading) => reading.then(propose).catch(() => refuse("receive.wrong"));

const receive = () => {
  const fragment = location.hash;
  runbook.setAddress(location.href.split("#")[0]);
  return proposeFrom(runFile.fromFragment(fragment));
};
const readFile = (file) => (file.size > runFile.MAX_BYTES ? refuse("receive.wrong") : proposeFrom(file.text().then(JSON.parse)));

runbook.handOver = { saveJson, saveMarkdown, link, receive, readFile };
