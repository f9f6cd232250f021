/* Codes numbers and words into few bytes: what came often before takes less than a bit. Pure, and the same in every browser, because it
   adds, multiplies and divides only. Links depend on every figure here: to change one, take another letter for the new kind of link.
   An encoder and a decoder have the same functions: these take the value to write, and return the value that is written or read. */
const { UnreadableRun } = runbook.readingRuns;
const ONE = 65536;
const LEAST = 16;
const PATIENCE = 1.4;
const MAX_SEEN = 60;
const MAX_BITS = 3000000;
const MAX_LENGTH = 48;
/* How many values none to three bytes can have, and how much a guess from so many bytes before counts. */
const VALUES = [1, 256, 65536, 16777216];
const WEIGHTS = [1, 4, 16, 40];
/* Text that words are likely to resemble; both sides have read it before they begin. */
const LIKELY = [
  "not needed for this release", "does not apply here, see the ticket", "already done in staging and verified by the team",
  "no changes to the database", "waiting for the customer", "we do not use it in this environment", "the backup was checked before",
  "only one instance is running, so there is nothing to restart", "was replaced last week", "agreed with the lead on call",
  "restarted the service and it works again", "retried, then it was fine", "will be done tomorrow morning",
  "monitoring and alerts are silenced until the end of the deployment", "Asia/Dhaka", "Europe/Berlin", "America/New_York",
  "2026-12-01T22:00", "2027.01", "",
].join("\0");
/** @typedef {{chance: number, seen: number}} Guess How likely a bit is 1, in 65536ths, and how often it has been seen. */
/** @typedef {(chance: number, bit: number) => number} CodeBit Codes one bit of which the chance is known. */

/** @type {(guesses: Map<string | number, Guess>, key: string | number) => Guess} */
const guessAt = (guesses, key) => {
  const known = guesses.get(key) || { chance: ONE / 2, seen: 0 };
  if (!known.seen) guesses.set(key, known);
  return known;
};
/** @type {(guess: Guess, bit: number) => void} */
const learn = (guess, bit) => {
  guess.chance += (bit * ONE - guess.chance) / (guess.seen + PATIENCE);
  guess.seen = Math.min(guess.seen + 1, MAX_SEEN);
};
const likely = (/** @type {number} */ chance) => Math.max(LEAST, Math.min(ONE - LEAST, Math.floor(chance)));

/** Returns a function for the bytes of words: a byte is guessed from none to three bytes before it. */
const wordModel = () => {
  const guesses = new Map();
  let before = 0;
  return (/** @type {CodeBit} */ code, /** @type {number} */ byte) => {
    let found = 1;
    for (let at = 7; at >= 0; at -= 1) {
      const known = VALUES.map((values, order) => guessAt(guesses, (order * VALUES[3] + (before % values)) * 256 + found));
      const weights = known.map(({ seen }, order) => WEIGHTS[order] * (seen / (seen + 2)) + 0.01);
      const chance = known.reduce((sum, guess, order) => sum + guess.chance * weights[order], 0) / weights.reduce((sum, one) => sum + one);
      const bit = code(likely(chance), (byte >> at) & 1);
      for (const guess of known) learn(guess, bit);
      found = found * 2 + bit;
    }
    before = (before * 256 + found - 256) % VALUES[3];
    return found - 256;
  };
};

/** @param {CodeBit} codeBit */
const coderOf = (codeBit) => {
  const guesses = new Map();
  const nextByte = wordModel();
  let left = MAX_BITS;
  /** @type {CodeBit} */
  const code = (chance, bit) => {
    left -= 1;
    if (left < 0) throw new UnreadableRun("size");
    return codeBit(chance, bit);
  };
  for (const byte of new TextEncoder().encode(LIKELY)) nextByte((_chance, bit) => bit, byte);

  const guessed = (/** @type {string} */ key, /** @type {number} */ bit) => {
    const guess = guessAt(guesses, key);
    const coded = code(likely(guess.chance), bit);
    learn(guess, coded);
    return coded;
  };
  /** Codes a whole number from 0 on: how many binary digits it has, then these. Numbers of one kind resemble each other.
      @type {(kind: string, value?: number) => number} */
  const number = (kind, value = 0) => {
    const digits = (value + 1).toString(2).slice(1);
    let length = 0;
    while (guessed(`${kind} ${length}`, Number(digits.length > length))) {
      length += 1;
      if (length > MAX_LENGTH) throw new UnreadableRun("form");
    }
    let found = 1;
    for (let at = 0; at < length; at += 1) {
      const bit = Number(digits[at]);
      found = found * 2 + (at < 3 ? guessed(`${kind} ${length} ${found}`, bit) : code(ONE / 2, bit));
    }
    return found - 1;
  };
  /** Codes a text, which ends with a zero byte. @type {(value?: string) => string} */
  const word = (value = "") => {
    const wanted = [...new TextEncoder().encode(value.replaceAll("\0", "")), 0];
    const found = [];
    for (let byte = -1; byte; found.push(byte)) byte = nextByte(code, wanted[found.length] || 0);
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(found.slice(0, -1)));
  };
  /** Codes hexadecimal digits that nothing can guess. @type {(length: number, value?: string) => string} */
  const hex = (length, value = "") => {
    const bits = Array.from(value, (digit) => parseInt(digit, 16).toString(2).padStart(4, "0")).join("");
    const found = Array.from({ length: length * 4 }, (_none, at) => code(ONE / 2, Number(bits[at] || 0))).join("");
    return (found.match(/.{4}/g) || []).map((digit) => parseInt(digit, 2).toString(16)).join("");
  };
  return { number, word, hex };
};
/** @typedef {ReturnType<typeof coderOf>} Coder */

/** Returns where to split a range for a bit. @type {(low: number, high: number, chance: number) => number} */
const middle = (low, high, chance) => low + Math.floor(((high - low) * chance) / ONE);
/** Returns a range without the first byte of its ends. @type {(low: number, high: number) => [low: number, high: number]} */
const shifted = (low, high) => [(low << 8) >>> 0, ((high << 8) | 255) >>> 0];
/** Returns an encoder, and `end`, which returns the bytes. @returns {Coder & {end(): Uint8Array}} */
const openEncoder = () => {
  const bytes = /** @type {number[]} */ ([]);
  let [low, high] = [0, 2 ** 32 - 1];
  const coder = coderOf((chance, bit) => {
    const split = middle(low, high, chance);
    [low, high] = bit ? [low, split] : [split + 1, high];
    for (; low >>> 24 === high >>> 24; [low, high] = shifted(low, high)) bytes.push(low >>> 24);
    return bit;
  });
  return { ...coder, end: () => Uint8Array.from([...bytes, (low >>> 24) + 1]) };
};
/** Returns a decoder of bytes; after the last byte there are zeros. @type {(bytes: Uint8Array) => Coder} */
const openDecoder = (bytes) => {
  let [low, high, at] = [0, 2 ** 32 - 1, 4];
  let value = new DataView(Uint8Array.from([...bytes.slice(0, 4), 0, 0, 0, 0]).buffer).getUint32(0);
  return coderOf((chance) => {
    const split = middle(low, high, chance);
    const bit = Number(value <= split);
    [low, high] = bit ? [low, split] : [split + 1, high];
    for (; low >>> 24 === high >>> 24; [low, high] = shifted(low, high)) {
      value = ((value << 8) | (bytes[at] || 0)) >>> 0;
      at += 1;
      if (at > bytes.length + 4) throw new UnreadableRun("form");
    }
    return bit;
  });
};

runbook.bitCoder = { openEncoder, openDecoder };
