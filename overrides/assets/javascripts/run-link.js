/* A run as the fragment of a link: `#run=e`, a check of the rest, and the packed events. Links of version 0.1, `z` and `j`, stay readable.
   Pure. */
const { FORMAT, UnreadableRun, readLog } = runbook.readingRuns;
const { readFile } = runbook.runFile;
const { tableOf, completed, hashOf } = runbook.shortAddresses;
const { pack, unpack } = runbook.eventPacking;
const MAX_BYTES = 1000000;
const MAX_CHARACTERS = 1500000;
const CHECK = 6;

/** @type {(bytes: Uint8Array) => string} */
const toBase64 = (bytes) =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
/** @type {(text: string) => Uint8Array} */
const fromBase64 = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
const checkOf = (/** @type {string} */ text) => hashOf(text).slice(0, CHECK);

/** Returns the fragment of a link with a run. Addresses that are in `boxes`, the boxes of the run's release, are written as short hashes;
    without `boxes` all are written in full. @type {(run: RunKey, events: RunEvent[], boxes: Boxes | null) => string} */
const toFragment = (run, events, boxes) => {
  const data = boxes || { title: "", phases: [] };
  const text = toBase64(pack(run, completed(events, [data]).events, tableOf(data)));
  return `#run=e${checkOf(text)}${text}`;
};
/** @type {(text: string) => RunLog} */
const fromEvents = (text) => {
  if (text.slice(0, CHECK) !== checkOf(text.slice(CHECK))) throw new UnreadableRun("form");
  const log = readLog({ format: FORMAT, ...unpack(fromBase64(text.slice(CHECK))) });
  if (!log) throw new UnreadableRun("form");
  return log;
};
/** Unpacks bytes of version 0.1, up to a maximum length. @type {(bytes: Uint8Array) => Promise<Uint8Array>} */
const inflate = async (bytes) => {
  if (!window.DecompressionStream) throw new UnreadableRun("browser");
  let length = 0;
  const limit = new TransformStream({
    transform(piece, to) {
      length += piece.length;
      if (length > MAX_BYTES) to.error(new UnreadableRun("size"));
      else to.enqueue(piece);
    },
  });
  const pieces = new Blob([/** @type {any} */ (bytes)]).stream().pipeThrough(new DecompressionStream("deflate-raw")).pipeThrough(limit);
  try {
    return new Uint8Array(await new Response(pieces).arrayBuffer());
  } catch {
    throw new UnreadableRun(length > MAX_BYTES ? "size" : "form");
  }
};
/** @type {(text: string, isPacked: boolean) => Promise<RunLog>} */
const fromAnswers = async (text, isPacked) => {
  const bytes = fromBase64(text);
  return readFile(new TextDecoder().decode(isPacked ? await inflate(bytes) : bytes));
};
/** Reads the fragment of a link with a run; throws `UnreadableRun` and nothing else. Addresses and fingerprints can be short: complete them
    with the boxes of the run's release and of this page (`shortAddresses.completed`). @type {(fragment: string) => Promise<RunLog>} */
const fromFragment = async (fragment) => {
  const [, kind, text = ""] = /^#run=([ezj])([\w-]*)$/.exec(fragment) || [];
  if (text.length > MAX_CHARACTERS) throw new UnreadableRun("size");
  if (!kind) throw new UnreadableRun("form");
  try {
    return await (kind === "e" ? fromEvents(text) : fromAnswers(text, kind === "z"));
  } catch (error) {
    throw error instanceof UnreadableRun ? error : new UnreadableRun("form");
  }
};

runbook.runLink = { toFragment, fromFragment };
