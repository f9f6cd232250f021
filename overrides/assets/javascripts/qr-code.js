/* Draws a text as a QR code: byte mode, all versions, error correction L or M (ISO/IEC 18004:2015). Pure. */
/** Squares that are dark have 1, row by row; without the quiet zone around the code.
    @typedef {{size: number, version: number, level: "L" | "M", mask: number, squares: Uint8Array}} QrCode */
/* For each version from 1 (table 9): the codewords for error correction in each block, and the number of blocks. From version 6 on, what
   fits with level M fits in a smaller code with level L, and large squares are easier to read than small ones with more correction. */
const CORRECTION = {
  L: [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, ...Array(14).fill(30)],
  M: [10, 16, 26, 18, 24],
};
const BLOCKS = {
  L: [
    ...[1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15],
    ...[16, 17, 18, 19, 19, 20, 21, 22, 24, 25],
  ],
  M: [1, 1, 1, 2, 2],
};
const LEVEL_BITS = { L: 1, M: 0 };
const BYTE_MODE = 4;
const [PAD, OTHER_PAD] = [0xec, 0x11];
const FORMAT_MASK = 0x5412;
const MASKS = /** @type {((x: number, y: number) => boolean)[]} */ ([
  (x, y) => (x + y) % 2 === 0, (_x, y) => y % 2 === 0, (x) => x % 3 === 0, (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0, (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0, (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]);
/* The pattern of a finder, as the bits of a number. */
const FINDER = 0b1011101;

/** Returns the centres of the alignment patterns in one direction. @type {(version: number) => number[]} */
const centresOf = (version) => {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = version === 32 ? 26 : Math.ceil((4 * version + 4) / (2 * count - 2)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_none, at) => 4 * version + 10 - step * (count - 2 - at))];
};
/** Returns how many codewords a version has. @type {(version: number) => number} */
const codewordsOf = (version) => {
  const count = centresOf(version).length;
  const alignment = count && 25 * (count * count - 3) - 10 * (count - 2);
  return Math.floor(((16 * version + 128) * version + 64 - alignment - (version > 6 ? 36 : 0)) / 8);
};
/** Returns how many codewords of a version are data. @type {(version: number, level: "L" | "M") => number} */
const dataOf = (version, level) => codewordsOf(version) - CORRECTION[level][version - 1] * BLOCKS[level][version - 1];
const countBits = (/** @type {number} */ version) => (version < 10 ? 8 : 16);
/** Returns how many bytes fit. @type {(version: number, level: "L" | "M") => number} */
const capacityOf = (version, level) => Math.floor((8 * dataOf(version, level) - 4 - countBits(version)) / 8);

/** Returns the data codewords: mode, length, bytes, end, padding.
    @type {(bytes: Uint8Array, version: number, level: "L" | "M") => number[]} */
const codewords = (bytes, version, level) => {
  const bits = /** @type {number[]} */ ([]);
  const put = (/** @type {number} */ value, /** @type {number} */ length) => {
    for (let at = length - 1; at >= 0; at -= 1) bits.push((value >> at) & 1);
  };
  put(BYTE_MODE, 4);
  put(bytes.length, countBits(version));
  for (const byte of bytes) put(byte, 8);
  const all = dataOf(version, level);
  put(0, Math.min(4, 8 * all - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  const found = Array.from({ length: bits.length / 8 }, (_none, at) => parseInt(bits.slice(8 * at, 8 * at + 8).join(""), 2));
  return [...found, ...Array.from({ length: all - found.length }, (_none, at) => (at % 2 ? OTHER_PAD : PAD))];
};
/* Powers and logarithms in the field of 256 elements. */
const [POWERS, LOGS] = [new Uint8Array(255), new Uint8Array(256)];
for (let at = 0, value = 1; at < 255; at += 1) {
  POWERS[at] = value;
  LOGS[value] = at;
  value = value > 127 ? (value << 1) ^ 0x11d : value << 1;
}
const times = (/** @type {number} */ one, /** @type {number} */ other) => (one && other ? POWERS[(LOGS[one] + LOGS[other]) % 255] : 0);
/** Returns the codewords of a block for error correction: the rest of a division. @type {(data: number[], length: number) => number[]} */
const correctionOf = (data, length) => {
  let divisor = [1];
  for (let at = 0; at < length; at += 1) {
    divisor = [...divisor, 0].map((value, index) => value ^ times(divisor[index - 1] || 0, POWERS[at]));
  }
  let rest = /** @type {number[]} */ (Array(length).fill(0));
  for (const value of data) {
    const factor = value ^ rest[0];
    rest = [...rest.slice(1), 0].map((one, at) => one ^ times(divisor[at + 1], factor));
  }
  return rest;
};
/** Divides the data into blocks, and takes one codeword of each block in turn.
    @type {(data: number[], version: number, level: "L" | "M") => number[]} */
const interleaved = (data, version, level) => {
  const [count, length] = [BLOCKS[level][version - 1], CORRECTION[level][version - 1]];
  const short = Math.floor(data.length / count);
  const firstLong = count - (data.length % count);
  const blocks = Array.from({ length: count }, (_none, at) => {
    const start = at * short + Math.max(0, at - firstLong);
    return data.slice(start, start + short + (at < firstLong ? 0 : 1));
  });
  const corrections = blocks.map((block) => correctionOf(block, length));
  const inTurn = (/** @type {number[][]} */ lists) => {
    const most = Math.max(...lists.map((list) => list.length));
    return Array.from({ length: most }, (_none, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
  };
  return [...inTurn(blocks), ...inTurn(corrections)];
};
/** Appends the rest of a division to bits, so that readers find errors.
    @type {(value: number, length: number, divisor: number) => number} */
const protectedBits = (value, length, divisor) => {
  let rest = value;
  for (let at = 0; at < length; at += 1) rest = (rest << 1) ^ ((rest >> (length - 1)) * divisor);
  return (value << length) | rest;
};

/** Draws what does not depend on the data. `fixed` has 1 where no data can be.
    @type {(version: number) => {size: number, squares: Uint8Array, fixed: Uint8Array}} */
const frameOf = (version) => {
  const size = 4 * version + 17;
  const [squares, fixed] = [new Uint8Array(size * size), new Uint8Array(size * size)];
  const set = (/** @type {number} */ x, /** @type {number} */ y, /** @type {boolean} */ isDark) => {
    if (x < 0 || y < 0 || x >= size || y >= size) return;
    squares[y * size + x] = Number(isDark);
    fixed[y * size + x] = 1;
  };
  /* Rings around a centre: dark and light in turn. */
  const rings = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ radius, /** @type {number[]} */ light) => {
    for (let dy = -radius; dy <= radius; dy += 1) {
      for (let dx = -radius; dx <= radius; dx += 1) set(x + dx, y + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))));
    }
  };
  for (let at = 0; at < size; at += 1) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) rings(x, y, 4, [2, 4]);
  const centres = centresOf(version);
  const last = size - 7;
  for (const y of centres) for (const x of centres) if (![x, y].includes(6) || (x !== y && ![x, y].includes(last))) rings(x, y, 2, [1]);
  if (version > 6) {
    const bits = protectedBits(version, 12, 0x1f25);
    for (let at = 0; at < 18; at += 1) {
      const [near, far] = [Math.floor(at / 3), size - 11 + (at % 3)];
      set(near, far, Boolean((bits >> at) & 1));
      set(far, near, Boolean((bits >> at) & 1));
    }
  }
  return { size, squares, fixed };
};
/** Returns the places of the two copies of the format, from the first bit. @type {(size: number) => [x: number, y: number][][]} */
const formatPlaces = (size) => {
  const along = [0, 1, 2, 3, 4, 5, 7, 8];
  const first = [...along.map((y) => [8, y]), ...along.slice(0, -1).reverse().map((x) => [x, 8])];
  const second = Array.from({ length: 15 }, (_none, at) => (at < 8 ? [size - 1 - at, 8] : [8, size - 15 + at]));
  return /** @type {[number, number][][]} */ ([first, second]);
};

/** Counts what makes a code hard to read: long runs, blocks, patterns like a finder, and more dark than light (7.8.3).
    @type {(size: number, squares: Uint8Array) => number} */
const penaltyOf = (size, squares) => {
  const at = (/** @type {number} */ x, /** @type {number} */ y, /** @type {boolean} */ isTurned) =>
    squares[isTurned ? x * size + y : y * size + x];
  let [penalty, dark] = [0, 0];
  for (const isTurned of [false, true]) {
    for (let y = 0; y < size; y += 1) {
      let [run, last] = [0, 0];
      /* The last squares as bits, with the light ones around the code. */
      for (let x = 0; x < size + 4; x += 1) {
        last = ((last << 1) | (x < size ? at(x, y, isTurned) : 0)) & 0x7fff;
        const isAfterLight = (last & 0x7ff) === FINDER;
        const isBeforeLight = (last & 0x7ff) === FINDER << 4 && last >> 11 !== 0;
        if (isAfterLight || isBeforeLight) penalty += 40;
        run = x && (last & 1) === ((last >> 1) & 1) ? run + 1 : 1;
        if (run >= 5 && x < size) penalty += run === 5 ? 3 : 1;
      }
    }
  }
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const one = at(x, y, false);
      dark += one;
      const isBlock = x && y && one === at(x - 1, y, false) && one === at(x, y - 1, false) && one === at(x - 1, y - 1, false);
      if (isBlock) penalty += 3;
    }
  }
  return penalty + 10 * Math.floor(Math.abs((20 * dark) / (size * size) - 10));
};

/** Draws a text as the smallest code that it fits in, with error correction M if the same size has room for it. Returns null for a text of
    more than 2,953 bytes. @type {(text: string) => QrCode | null} */
const encode = (text) => {
  const bytes = new TextEncoder().encode(text);
  const version = BLOCKS.L.findIndex((_none, at) => capacityOf(at + 1, "L") >= bytes.length) + 1;
  if (!version) return null;
  const level = version <= BLOCKS.M.length && capacityOf(version, "M") >= bytes.length ? "M" : "L";
  const { size, squares, fixed } = frameOf(version);
  const formats = formatPlaces(size);
  for (const [x, y] of [...formats.flat(), [8, size - 8]]) fixed[y * size + x] = 1;
  squares[(size - 8) * size + 8] = 1;
  const data = interleaved(codewords(bytes, version, level), version, level);
  /* Two columns at a time from the right, up and down in turn; the column of the timing pattern has no data. */
  let place = 0;
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2) {
    const isUp = ((right + (right < 7 ? 1 : 0)) & 2) === (size & 2 ? 2 : 0);
    for (let step = 0; step < size; step += 1) {
      for (const x of [right, right - 1]) {
        const y = isUp ? size - 1 - step : step;
        if (fixed[y * size + x]) continue;
        squares[y * size + x] = ((data[place >> 3] || 0) >> (7 - (place & 7))) & 1;
        place += 1;
      }
    }
  }
  const masked = MASKS.map((isTurned, mask) => {
    const found = squares.map((square, at) => (fixed[at] ? square : square ^ Number(isTurned(at % size, Math.floor(at / size)))));
    const bits = protectedBits((LEVEL_BITS[level] << 3) | mask, 10, 0x537) ^ FORMAT_MASK;
    for (const places of formats) places.forEach(([x, y], at) => (found[y * size + x] = (bits >> at) & 1));
    return { mask, squares: found, penalty: penaltyOf(size, found) };
  });
  const best = masked.reduce((one, other) => (other.penalty < one.penalty ? other : one));
  return { size, version, level, mask: best.mask, squares: best.squares };
};

runbook.qrCode = { encode };
