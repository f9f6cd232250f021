/* The blanks in commands: which values they take, what is copied, and which values an address gives. Pure: no page and no storage. */
/** A blank of the data. A value is the id of one of the `choices` if there are any, else the whole value matches the `pattern`. A choice
    is an id, which commands have, and the text that people read.
    @typedef {{id: string, label: string, pattern: string, choices: [id: string, text: string][], secret: boolean, kind?: string}} Blank */
/** A part of a command: its text, or a blank whose value replaces the text. @typedef {{text: string, blank?: Blank}} Piece */
/** A value for the shell is valid, but a shell could interpret it; people noted different values without knowing of each other.
    @typedef {"" | "empty" | "invalid" | "shell" | "differs"} Problem */

const MOST = 200;
const PLAIN = /^[A-Za-z0-9._/@:+=-]*$/;
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
/** Returns whether a whole value matches a pattern. Patterns that only Python understands allow plain values.
    @type {(pattern: string, value: string) => boolean} */
const matches = (pattern, value) => {
  try {
    return new RegExp(`^(?:${pattern})$`).test(value);
  } catch {
    return PLAIN.test(value) && !value.startsWith("-");
  }
};
/** Days and times that exist: an input of the browser shows no other. @type {Record<string, (value: string) => boolean>} */
const EXISTS = {
  date: (value) => !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value),
  time: (value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value),
};
/** @type {(blank: Blank, value: string) => boolean} */
const isValid = ({ choices, pattern, kind = "" }, value) => {
  if (choices.length) return choices.some(([id]) => id === value);
  return value.length <= MOST && !CONTROLS.test(value) && matches(pattern, value) && (EXISTS[kind]?.(value) ?? true);
};
/** Returns the form of the values of a blank in words. @type {(blank: Blank) => string} */
const formOf = ({ choices, pattern }) => choices.map(([id]) => id).join(", ") || pattern;
/** Returns why a value cannot be copied within a command, or in a text that no shell reads; empty if it can.
    @type {(blank: Blank, value: string, inText?: boolean) => Problem} */
const problemOf = (blank, value, inText = false) => {
  if (!value) return "empty";
  if (!isValid(blank, value)) return "invalid";
  return inText || PLAIN.test(value) ? "" : "shell";
};
/** Returns the command to copy, and the same command without its secrets to show; or its first problem. `differing` are the ids of blanks
    for which people noted different values.
    @type {(pieces: Piece[], values: Record<string, string>, differing?: Set<string>, inText?: boolean) =>
      {command: string, shown: string, problem: Problem, blank?: Blank}} */
const filled = (pieces, values, differing = new Set(), inText = false) => {
  const parts = pieces.map(({ text, blank }) => {
    const value = blank ? (values[blank.id] || "").trim() : "";
    const problem = !blank ? "" : differing.has(blank.id) ? "differs" : problemOf(blank, value, inText);
    return { text: blank ? value : text, shown: blank && !blank.secret ? value : text, blank, problem };
  });
  const { problem, blank } = /** @type {{problem: Problem, blank?: Blank}} */ (parts.find((part) => part.problem) || { problem: "" });
  const joined = (/** @type {"text" | "shown"} */ name) => (problem ? "" : parts.map((part) => part[name]).join(""));
  return { command: joined("text"), shown: joined("shown"), problem, blank };
};
/** Returns the values that the query of an address gives to blanks, and the blanks whose values are refused.
    @type {(query: string, blanks: Blank[]) => {values: Record<string, string>, refused: Blank[]}} */
const fromQuery = (query, blanks) => {
  const given = new URLSearchParams(query);
  const values = /** @type {Record<string, string>} */ ({});
  const refused = /** @type {Blank[]} */ ([]);
  for (const blank of blanks) {
    const text = (given.get(blank.id) || "").trim();
    if (!text) continue;
    const value = blank.kind === "time" ? text.padStart(5, "0") : text;
    if (blank.secret || !isValid(blank, value)) refused.push(blank);
    else values[blank.id] = value;
  }
  return { values, refused };
};
/** Reads the values that were kept for the visit, as text by id. @type {(text: string | null) => Record<string, string>} */
const keptIn = (text) => {
  try {
    const kept = Object.entries(JSON.parse(text || "") || {}).filter(([, value]) => typeof value === "string");
    return /** @type {Record<string, string>} */ (Object.fromEntries(kept));
  } catch {
    return {};
  }
};

runbook.blanks = { isValid, formOf, problemOf, filled, fromQuery, keptIn };
