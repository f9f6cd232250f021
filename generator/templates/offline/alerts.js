/* A press on an alert shows the list that it is about: in the window that has its page, else in a new one. */
const followAlert = async ({ data }) => {
  if (!data || !String(data.url).startsWith(ROOT.href)) return;
  const page = (url) => url.split(/[?#]/)[0];
  const windows = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
  const shown = windows.find(({ url }) => page(url) === page(data.url));
  if (!shown) await self.clients.openWindow(data.url);
  else await shown.focus().then((client) => client.navigate(data.url)).catch(() => {});
};
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(followAlert(event.notification));
});
