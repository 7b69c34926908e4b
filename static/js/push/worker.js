// Shows what comes by web push, and opens "For you" when it is tapped. It keeps nothing and reads no page.
self.addEventListener("push", (event) => {
  const said = event.data?.json();
  if (!said) return;
  const { title, text, key, urgent } = said;
  // The same key is the same message: a repeat takes the place of the first one.
  const looks = { body: text, tag: key, renotify: urgent, requireInteraction: urgent };
  event.waitUntil(self.registration.showNotification(title, looks));
});

async function open() {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = pages.find((page) => new URL(page.url).pathname === self.HOME);
  return there ? there.focus() : self.clients.openWindow(self.HOME);
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open());
});
