// Serves the empty page of the kept list, and what it needs, without a connection. It never sees a list.
const NAME = `list-${self.VERSION}`;

self.addEventListener("install", (event) => {
  const fill = caches.open(NAME).then((cache) => cache.addAll([self.PAGE, ...self.FILES]));
  event.waitUntil(fill.then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("list-") && name !== NAME;
  const tidy = caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))));
  event.waitUntil(tidy.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname !== self.PAGE && !self.FILES.includes(pathname)) return;
  event.respondWith(caches.match(pathname, { cacheName: NAME }).then((kept) => kept ?? fetch(event.request)));
});
