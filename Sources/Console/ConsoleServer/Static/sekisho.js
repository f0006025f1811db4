"use strict";
// Pages work without this file. It asks before grave orders and renews the parts of a page that have changed.

document.addEventListener("submit", (event) => {
  const asked = event.submitter?.dataset.confirm || event.target.dataset.confirm;
  if (asked && !window.confirm(asked)) event.preventDefault();
});

const live = document.body.dataset.live;
const mark = document.getElementById("live");
let renewing = false;
let again = false;

function isBusy(region) {
  const active = document.activeElement;
  return active !== null && region.contains(active) && active.matches("input, select");
}

function replace(region, fresh) {
  const open = [...region.querySelectorAll("details[open]")].map((details) => details.id);
  region.innerHTML = fresh.innerHTML;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
}

async function renew() {
  if (renewing) { again = true; return; }
  renewing = true;
  do {
    again = false;
    const answer = await fetch(window.location.href, { credentials: "same-origin" });
    if (answer.redirected) { window.location.reload(); return; }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const region of document.querySelectorAll("[data-region]")) {
      const fresh = page.querySelector(`[data-region="${region.dataset.region}"]`);
      if (fresh && fresh.innerHTML !== region.innerHTML && !isBusy(region)) replace(region, fresh);
    }
  } while (again);
  renewing = false;
}

function follow() {
  const source = new EventSource(live);
  let first = true;
  source.addEventListener("open", () => { if (mark) mark.hidden = false; });
  source.addEventListener("error", () => { if (mark) mark.hidden = true; });
  source.addEventListener("message", () => {
    if (!first) renew().catch(() => { renewing = false; });
    first = false;
  });
  source.addEventListener("end", () => {
    source.close();
    if (mark) mark.hidden = true;
    renew().catch(() => { renewing = false; });
  });
}

if (live) follow();
