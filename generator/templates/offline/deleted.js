/* The worker of a release that was deleted: removes all files that the release kept, and itself. Pages then come only from the network. */
const forget = async () => {
  const own = `runbook:${new URL("./", self.location).pathname}:`;
  for (const name of await caches.keys()) if (name.startsWith(own)) await caches.delete(name);
  await self.registration.unregister();
};
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(forget()));
