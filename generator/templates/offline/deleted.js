/* The release is deleted: this worker removes all files that it kept, and itself. Pages then come from the network alone. */
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  const own = `runbook:${new URL("./", self.location).pathname}:`;
  const forget = async () => {
    for (const name of await caches.keys()) if (name.startsWith(own)) await caches.delete(name);
    await self.registration.unregister();
  };
  event.waitUntil(forget());
});
