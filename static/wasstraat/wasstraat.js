/* Wasstraat: the little that htmx and the browser do not do themselves. Every page works without this file. */
(() => {
  "use strict";
  const melding = () => document.getElementById("melding");
  const zeg = (zin) => { const plek = melding(); if (plek) plek.textContent = zin; };
  const richt = (doel) => { if (doel) { doel.focus({ preventScroll: true }); doel.scrollIntoView({ block: "nearest" }); } };

  // Busy buttons. Not `disabled`: that would drop the button's own name and value from what is sent.
  const bezig = (knop) => {
    if (!knop || knop.getAttribute("aria-busy")) return;
    knop.dataset.rust = knop.innerHTML;
    knop.setAttribute("aria-busy", "true");
    knop.textContent = knop.dataset.bezig || "Bezig…";
  };
  const klaar = (knop) => {
    if (!knop || !knop.getAttribute("aria-busy")) return;
    knop.removeAttribute("aria-busy");
    knop.innerHTML = knop.dataset.rust;
  };
  const knopVan = (form, gebruikt) => gebruikt || form.querySelector("button:not([type=button])");
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (e.defaultPrevented && !form.hasAttribute("hx-post")) return;
    if (form.method !== "post" || "geenBezig" in form.dataset) return;
    const knop = knopVan(form, e.submitter);
    if (knop && knop.getAttribute("aria-busy")) { e.preventDefault(); e.stopImmediatePropagation(); return; }
    setTimeout(() => bezig(knop));
  }, true);
  // Back button: the page comes from memory, with its buttons as they were left.
  window.addEventListener("pageshow", () => document.querySelectorAll("button[aria-busy]").forEach(klaar));

  // Focus after a swap: first what is wrong, else what the answer points at. htmx itself keeps focus by id.
  const vind = (binnen, wat) => (binnen.matches(wat) ? binnen : binnen.querySelector(wat));
  document.addEventListener("htmx:afterSettle", (e) => {
    const binnen = e.detail.elt;
    if (!binnen || !binnen.querySelector || binnen.id === "melding") return;
    richt(vind(binnen, ".foutsamenvatting") || vind(binnen, "[aria-invalid=true]") || vind(binnen, "[data-focus]"));
  });
  document.addEventListener("htmx:afterRequest", (e) => {
    const bron = e.detail.elt;
    if (bron.matches("form")) bron.querySelectorAll("button[aria-busy]").forEach(klaar);
    else klaar(bron);
  });

  // Autosave: the status line says what happened; while the network is away it tries again.
  const regelVan = (bron) => {
    const doel = (bron.getAttribute && bron.getAttribute("hx-target")) || "";
    const regel = doel.startsWith("#") && document.getElementById(doel.slice(1));
    return regel && regel.classList.contains("bewaard") ? regel : null;
  };
  const nietBewaard = (e) => {
    const regel = regelVan(e.detail.elt);
    if (!regel) { zeg("Dat is niet gelukt. Probeer het opnieuw."); return; }
    regel.dataset.stand = "fout";
    regel.textContent = "Niet bewaard, we proberen het opnieuw.";
    clearTimeout(regel.nogeens);
    regel.nogeens = setTimeout(() => window.htmx.trigger(e.detail.elt, "blur"), 5000);
  };
  ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach((soort) => document.addEventListener(soort, nietBewaard));
  document.addEventListener("htmx:beforeRequest", (e) => { const regel = regelVan(e.detail.elt); if (regel) regel.textContent = "Bezig met bewaren…"; });
  document.addEventListener("htmx:afterOnLoad", (e) => { const regel = regelVan(e.detail.elt); if (regel && e.detail.xhr.status < 400) delete regel.dataset.stand; });

  // The user menu closes with Escape and with a click beside it.
  const menu = () => document.querySelector("details.gebruiker[open]");
  document.addEventListener("keydown", (e) => { const open = e.key === "Escape" && menu(); if (open) { open.open = false; open.querySelector("summary").focus(); } });
  document.addEventListener("click", (e) => { const open = menu(); if (open && !open.contains(e.target)) open.open = false; });

  // On load: to the errors; and say the message of the previous page aloud, which a live region does not do by itself.
  document.addEventListener("DOMContentLoaded", () => {
    richt(document.querySelector(".foutsamenvatting"));
    const plek = melding();
    if (!plek || !plek.childElementCount) return;
    const stem = document.createElement("span");
    stem.className = "verborgen";
    const zin = plek.textContent;
    setTimeout(() => { plek.append(stem); stem.textContent = zin; }, 100);
    setTimeout(() => stem.remove(), 4000);
  });
})();
