// Keeps what is typed until the server has accepted it: over a closed tab, a lost connection,
// a session that ended. A draft belongs to one person and one address on this device.
(() => {
  const PREFIX = "draft:";
  const SENT = "draft-sent";
  const person = document.body.dataset.person;
  const kept = (key) => JSON.parse(localStorage.getItem(key) || "null");
  const isSignIn = document.querySelector("[data-sign-in]");
  const sent = JSON.parse(sessionStorage.getItem(SENT) || "null");

  if (isSignIn) {
    if (!sent) return;
    // The session ended under a form: say so, and come back to the page it was typed on.
    sessionStorage.setItem(SENT, JSON.stringify({ ...sent, interrupted: true }));
    const notice = document.querySelector("[data-was-interrupted]");
    if (notice) notice.hidden = false;
    const next = document.querySelector("input[name=next]");
    if (next) next.value = sent.page;
    return;
  }
  if (!person) return;

  const forms = [...document.querySelectorAll("form[data-draft]")];
  const keyOf = (form, index) => `${PREFIX}${person}:${location.pathname}:${form.id || index}`;
  const fields = (form) => [...form.elements].filter((field) => field.name
    && !field.name.startsWith("csrf") && field.name !== "_once"
    && !["password", "file", "hidden", "submit", "button"].includes(field.type));
  const read = (form) => fields(form).map((field) => [field.name, field.type === "checkbox" || field.type === "radio"
    ? field.checked : field.multiple ? [...field.selectedOptions].map((option) => option.value) : field.value, field.value]);

  // What was sent has been answered: with another page, or with the same one and its errors.
  if (sent) {
    const wasRefused = document.querySelector("[aria-invalid=true], .refusal, form .notice[role=alert]") || document.body.dataset.failed;
    const elsewhere = location.pathname !== sent.page.split("?")[0];
    if (!sent.interrupted && (elsewhere || !wasRefused) && !document.querySelector(".refusal") && !wasRefused) {
      localStorage.removeItem(sent.key);
    }
    sessionStorage.removeItem(SENT);
  }

  forms.forEach((form, index) => {
    const key = keyOf(form, index);
    const atFirst = JSON.stringify(read(form));
    const draft = kept(key);
    const isAnswer = form.querySelector("[aria-invalid=true], .notice[role=alert]");
    if (draft && !isAnswer && JSON.stringify(draft) !== atFirst) restore(form, draft, key);
    let timer;
    const keep = () => {
      const now = JSON.stringify(read(form));
      if (now === atFirst) localStorage.removeItem(key);
      else localStorage.setItem(key, now);
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(keep, 250);
    });
    form.addEventListener("submit", (event) => {
      clearTimeout(timer);
      keep();
      if (event.submitter?.formTarget) return;
      sessionStorage.setItem(SENT, JSON.stringify({ key, page: location.pathname + location.search }));
    });
  });

  // Somebody quick may have typed before this script came; what is typed now is worth more.
  function isUntouched(field) {
    if (field.type === "checkbox" || field.type === "radio") return field.checked === field.defaultChecked;
    if (field.options) return [...field.options].every((option) => option.selected === option.defaultSelected)
      || (!field.multiple && field.selectedIndex <= 0);
    return field.value === field.defaultValue;
  }

  function restore(form, draft, key) {
    const waiting = fields(form);
    for (const [name, value, option] of draft) {
      const place = waiting.findIndex((field) => field.name === name
        && (!["checkbox", "radio"].includes(field.type) || field.value === option));
      if (place < 0) continue;
      const [field] = waiting.splice(place, 1);
      if (!isUntouched(field)) continue;
      if (field.type === "checkbox" || field.type === "radio") field.checked = value;
      else if (field.multiple) for (const choice of field.options) choice.selected = value.includes(choice.value);
      else field.value = value;
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
    const words = document.getElementById("words").dataset;
    const notice = document.createElement("div");
    notice.className = "notice tone-wait";
    notice.setAttribute("role", "status");
    const text = document.createElement("div");
    text.textContent = `${words.restored} `;
    const discard = document.createElement("button");
    discard.type = "button";
    discard.className = "btn-link";
    discard.textContent = words.discard;
    discard.addEventListener("click", () => {
      localStorage.removeItem(key);
      form.reset();
      notice.remove();
    });
    text.append(discard);
    notice.append(text);
    form.prepend(notice);
  }

  // Signing out on purpose leaves nothing behind on a shared machine.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-clears-drafts]")) return;
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
    sessionStorage.removeItem(SENT);
  });
})();
