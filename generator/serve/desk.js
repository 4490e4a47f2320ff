(() => {
  "use strict";
  const { page, version } = document.currentScript.dataset;
  const box = document.querySelector("#communique-desk [data-faults]");
  let events = null;
  // A browser keeps six connections to a host, so a tab that nobody sees gives
  // its own back; it is told what it missed when it asks again.
  const listen = () => {
    if (document.hidden) {
      events?.close();
      events = null;
      return;
    }
    if (events) return;
    events = new EventSource("/.communique/events?" + new URLSearchParams({ page, version }));
    events.addEventListener("reload", () => { events.close(); location.reload(); });
    events.addEventListener("faults", (e) => { if (box.innerHTML !== e.data) box.innerHTML = e.data; });
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pageshow", (e) => { if (e.persisted) location.reload(); });
  listen();
})();
