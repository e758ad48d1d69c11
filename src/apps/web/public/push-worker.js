// Shows call-ups as notes while no page is open. It keeps nothing and answers no request of the pages.
self.addEventListener('push', (event) => {
  const note = event.data ? event.data.json() : {};
  event.waitUntil(
    self.registration.showNotification(String(note.title ?? ''), {
      body: String(note.body ?? ''),
      // The same tag again replaces the note: a repeat after a crash shows once.
      tag: String(note.tag ?? ''),
      requireInteraction: true,
      data: { url: String(note.url ?? '/') },
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const target = new URL(event.notification.data.url, self.location.origin);
  // A note opens pages of this system and no others.
  if (target.origin === self.location.origin) event.waitUntil(self.clients.openWindow(target.href));
});
