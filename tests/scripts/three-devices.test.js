/* Three devices in one run: whatever happens in which order, they end with one truth. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { devicesOf, shown, interleavings } = require("./three_devices.js");
const { derive } = globalThis.runbook.runState;

const VISA = "checklists.till.items.visa";
const ORDERS = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

/* Every kind of step of a device in short scripts; `send` gives all that the device has to another one. */
const STEPS = {
  done: (device) => device.record({ what: "done", address: VISA }),
  open: (device) => device.record({ what: "open", address: VISA }),
  na: (device) => device.record({ what: "na", address: VISA, text: `reason of ${device.node}` }),
  parent: (device) => device.record({ what: "done", address: VISA, through: "checklists.till" }),
  note: (device) => device.record({ what: "note", address: VISA, text: `note of ${device.node}` }),
  t0: (device) => device.record({ what: "t0", t0: `2026-12-01T22:0${device.events.length}`, zone: "UTC" }),
  undo: (device) => {
    const last = device.events.findLast(({ id }) => id.endsWith(device.node));
    if (last) device.record({ what: "undo", undoes: [last.id] });
  },
};
const SCRIPTS = [
  [["done", "send 1", "open"], ["na", "send 2"], ["note", "send 0"]],
  [["na", "send 1"], ["parent", "send 0", "open"], ["done", "undo", "send 1"]],
  [["done", "undo", "send 2"], ["done", "send 0"], ["undo", "na", "send 1"]],
  [["t0", "send 1", "t0"], ["t0", "send 2"], ["t0", "note", "send 0"]],
  [["note", "send 2", "note"], ["note", "undo", "send 0"], ["open", "send 1"]],
  [["done", "send 1", "undo"], ["send 0", "open", "send 2"], ["parent", "send 0", "na"]],
];
for (const [at, scripts] of SCRIPTS.entries()) {
  test(`model check ${at}: in each interleaving of three devices, all orders of joining end the same, and nothing is missing`, () => {
    const all = interleavings(scripts);
    assert.ok(all.length >= 210, String(all.length));
    for (const order of all) {
      const devices = devicesOf(600, 0, -600);
      const written = [];
      for (const [number, step] of order) {
        const device = devices[number];
        const before = device.events.length;
        const [name, to] = step.split(" ");
        if (to) devices[to].receive(device.events);
        else STEPS[name](device);
        if (!to) written.push(...device.events.slice(before));
      }
      const joined = ORDERS.map((way) => way.flatMap((one) => devices[one].events));
      const [first, ...others] = joined.map(shown);
      for (const other of others) assert.equal(other, first, JSON.stringify(order));
      assert.equal(shown([...joined[0], ...joined[0]]), first);
      /* Every device that knows all shows the same, also after it knew some of it before. */
      for (const device of devices) {
        device.receive(joined[0]);
        assert.equal(shown(device.events), first);
      }
      const state = derive(joined[0]);
      assert.equal(state.events.length, written.length);
      for (const event of written.filter(({ address }) => address)) {
        assert.ok(state.historyOf(event.address).some((one) => one.event === event), JSON.stringify(order));
      }
      /* An answer never counts against one whose writer knew it, whatever the clocks show. */
      for (const { event, heads } of state.held.values()) {
        const replaced = new Set(state.events.filter(({ id }) => !state.isUndone(id)).flatMap(({ replaces = [] }) => replaces));
        assert.ok(heads.includes(event) && !heads.some(({ id }) => replaced.has(id)), JSON.stringify(order));
      }
    }
  });
}

/* Random numbers that are the same in every run of the tests. */
const randomOf = (seed) => {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
};
const ADDRESSES = Array.from({ length: 8 }, (_one, at) => `checklists.till.items.i${at}`);
for (let seed = 1; seed <= 40; seed += 1) {
  test(`two hours of three phones that are offline half of the time, ${seed}: one truth, and nothing that anybody wrote is missing`, () => {
    const random = randomOf(seed);
    const devices = devicesOf(600, 0, -600);
    const texts = [];
    for (let step = 0; step < 120; step += 1) {
      const device = devices[random(3)];
      const address = ADDRESSES[random(ADDRESSES.length)];
      const text = `${seed} ${step} of ${device.node}`;
      const kind = random(12);
      if (kind === 0) STEPS.undo(device);
      else if (kind === 1) device.record({ what: "undo", undoes: device.events.filter(() => random(4) === 0).map(({ id }) => id) });
      else if (kind < 5) {
        const to = devices[random(3)];
        if (random(2)) to.receive(device.events.filter(() => random(5)));
        else to.receive(device.events);
      } else {
        const what = ["done", "open", "na", "failed", "note", "t0", "hold"][kind - 5];
        const isText = ["na", "failed", "note", "hold"].includes(what);
        device.record({ what, ...(["t0", "hold"].includes(what) ? {} : { address }), ...(isText && { text }), ...(what === "t0" && { t0: text, zone: "UTC" }) });
        if (isText || what === "t0") texts.push(text);
      }
    }
    const all = devices.flatMap(({ events }) => events);
    for (const device of devices) device.receive(all);
    const [first, ...others] = devices.map(({ events }) => shown(events));
    for (const other of others) assert.equal(other, first);
    const known = new Set(derive(all).events.map(({ text, t0 }) => text ?? t0));
    assert.deepEqual(texts.filter((text) => !known.has(text)), []);
    /* Somebody who then answers everything again settles all that contradicts. */
    const state = derive(devices[0].events);
    const differing = ADDRESSES.filter((address) => state.answerOf(address)?.contradicts);
    for (const address of differing) devices[0].record({ what: "done", address });
    const settled = derive(devices[0].events);
    assert.deepEqual(differing.map((address) => settled.answerOf(address).contradicts), differing.map(() => undefined));
  });
}
