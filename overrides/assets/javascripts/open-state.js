/* What a run has answered on the boxes of a phase, handed over to a sheet in its address: `#open=`. Pure. */
/** What somebody said about a box: an answer with its reason and way, or a note. @typedef {{what: What, at: string, by: string,
      text: string, way: string}} Said */
/** A box with its state in the run, the answers that count and the notes; `parts` is the number of boxes directly below it. Boxes about
    which nobody said anything are not here.
    @typedef {{address: string, state: State, parts: number, said: Said[], notes: Said[]}} Opened */
/** A value of a blank that somebody noted, for a cell with the address of its row; several if people noted different ones.
    @typedef {{blank: string, row: string, said: Said[]}} Noted */
/** A run as a sheet needs it. `version` is that of the sheet, `at` the moment of the state; moments are ISO 8601 in UTC.
    `drill` is empty if the run is not a drill.
    @typedef {{variant: string, version: string, name: string, hold: string, drill: string, zone: string, began: string, at: string,
      boxes: Opened[], values: Noted[]}} OpenState */
const STATES = /** @type {State[]} */ (["open", "mixed", "done", "na", "failed", "changed", "differs"]);
const WHAT = /** @type {What[]} */ (["done", "seen", "signed", "na", "failed", "open", "note", "blank"]);
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const ADDRESS = /^[a-z0-9.-]{1,600}$/;
const BLANK = /^[a-z][a-z0-9-]{0,99}$/;
const [MAX_TEXT, MAX_BOXES, MAX_CHARACTERS] = [2000, 5000, 1500000];
const KEY = "#open=";
const FACTS = ["variant", "version", "name", "hold", "drill", "zone", "began", "at"];

/** Returns what a run says about the boxes of lists. @type {(lists: List[], run: RunState, labels: Boxes["labels"]) => Opened[]} */
const openedIn = (lists, run, labels) => lists.flatMap(({ boxes: rows }) => {
  const { stateOf, statesOf } = runbook.answers;
  const states = statesOf(rows, (/** @type {string} */ address, /** @type {string} */ print) => stateOf(run.answerOf(address), print));
  return rows.flatMap(([depth, address], at) => {
    const saidIn = (/** @type {RunEvent} */ event) => {
      const label = event.way && labels?.ways[`${address}.choices.${event.way}`];
      const way = label ? runbook.plainText(label) : event.way || "";
      return { what: event.what, at: event.at, by: run.by(event), text: (event.text || "").trim(), way };
    };
    const answer = run.held.get(`answer ${run.current(address)}`);
    const heads = answer ? answer.contradicts ? answer.heads : [answer.event] : [];
    const notes = (run.held.get(`note ${run.current(address)}`)?.heads || []).map(saidIn).filter(({ text }) => text);
    const end = rows.findIndex(([other], index) => index > at && other <= depth);
    const parts = rows.slice(at + 1, end < 0 ? rows.length : end).filter(([other]) => other === depth + 1).length;
    const said = states[at] === "open" ? [] : heads.map(saidIn);
    return states[at] === "open" && !notes.length ? [] : [{ address, state: states[at], parts, said, notes }];
  });
});

/** Returns the values of blanks that people noted, without those of secrets.
    @type {(run: RunState, secrets: Record<string, string>) => Noted[]} */
const valuesIn = (run, secrets) => [...run.held.values()].flatMap(({ event: { what, blank = "", address }, heads, contradicts, event }) => {
  if (what !== "blank" || Object.hasOwn(secrets, blank)) return [];
  const said = (contradicts ? heads : [event]).map((one) => /** @type {Said} */ (
    { what, at: one.at, by: run.by(one), text: (one.text || "").trim(), way: "" }));
  return said.some(({ text }) => text) ? [{ blank, row: address ? run.current(address) : "", said }] : [];
});

/** @type {(text: string) => string} */
const toBase64 = (text) => {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
};
/** @type {(text: string) => string} */
const fromBase64 = (text) => {
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
};
/** Returns the fragment with a state. People have numbers, and moments are in seconds. @type {(state: OpenState) => string} */
const toFragment = ({ boxes, values, ...facts }) => {
  const all = [...boxes.flatMap(({ said, notes }) => [...said, ...notes]), ...values.flatMap(({ said }) => said)];
  const people = [...new Set(all.map(({ by }) => by))];
  const short = (/** @type {Said} */ { what, at, by, text, way }) =>
    [WHAT.indexOf(what), Math.floor(Date.parse(at) / 1000), people.indexOf(by), ...(text || way ? [text] : []), ...(way ? [way] : [])];
  const rows = boxes.map(({ address, state, parts, said, notes }) =>
    [address, STATES.indexOf(state), parts, said.map(short), ...(notes.length ? [notes.map(short)] : [])]);
  const noted = values.map(({ blank, row, said }) => [blank, row, said.map(short)]);
  return KEY + toBase64(JSON.stringify({ ...facts, people, rows, noted }));
};
const textOf = (/** @type {unknown} */ given) => (typeof given === "string" ? given.slice(0, MAX_TEXT) : "");
/** @type {(people: unknown[], given: any) => Said} */
const readSaid = (people, [what, at, by, text, way]) => {
  if (!WHAT[what]) throw new RangeError();
  return { what: WHAT[what], at: new Date(at * 1000).toISOString(), by: textOf(people[by]), text: textOf(text), way: textOf(way) };
};
/** Returns the state in a fragment, which anybody can write; null if there is none that can be read.
    @type {(fragment: string) => OpenState | null} */
const fromFragment = (fragment) => {
  if (!fragment.startsWith(KEY) || fragment.length > MAX_CHARACTERS) return null;
  try {
    const { people, rows, noted, ...given } = JSON.parse(fromBase64(fragment.slice(KEY.length)));
    if (![given.began, given.at].every((moment) => MOMENT.test(moment)) || rows.length + noted.length > MAX_BOXES) return null;
    const read = (/** @type {any} */ one) => readSaid(people, one);
    const boxes = /** @type {any[][]} */ (rows).map(([address, state, parts, said, notes = []]) => {
      if (!ADDRESS.test(address) || !STATES[state] || !(parts >= 0)) throw new RangeError();
      return { address, state: STATES[state], parts, said: said.map(read), notes: notes.map(read) };
    });
    const values = /** @type {any[][]} */ (noted).map(([blank, row, said]) => {
      if (!BLANK.test(blank) || (row !== "" && !ADDRESS.test(row))) throw new RangeError();
      return { blank, row, said: said.map(read) };
    });
    const facts = Object.fromEntries(FACTS.map((fact) => [fact, textOf(given[fact])]));
    return /** @type {OpenState} */ (/** @type {unknown} */ ({ ...facts, boxes, values }));
  } catch {
    return null;
  }
};

runbook.openState = { KEY, openedIn, valuesIn, toFragment, fromFragment };
