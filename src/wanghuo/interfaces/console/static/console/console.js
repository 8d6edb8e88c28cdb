// Improves pages that already work without it: keyboard, one submission per form,
// choice of rows, messages when the server cannot be reached.
(() => {
  const words = document.getElementById("words").dataset;

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const box = document.querySelector(".top-search input");
      if (box && box.offsetParent) {
        event.preventDefault();
        box.focus();
        box.select();
      }
    }
    if (event.key === "Escape") {
      const open = event.target.closest("details[open]") || document.querySelector(".person-menu[open], .column-choice[open]");
      if (open) {
        open.open = false;
        open.querySelector("summary").focus();
      }
      if (location.hash === "#menu") location.hash = "content";
    }
  });

  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll(".person-menu[open], .column-choice[open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
  });

  // A form is sent once. The button comes back when the page is shown again from memory.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.target || event.submitter?.formTarget) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    const button = event.submitter;
    setTimeout(() => {
      if (!button || !form.dataset.sent) return;
      button.setAttribute("aria-disabled", "true");
      say(words.sending);
    }, 0);
  });
  const free = (root) => {
    for (const form of root.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
    }
  };
  window.addEventListener("pageshow", () => free(document));
  document.addEventListener("htmx:afterRequest", () => free(document));

  function say(sentence) {
    const line = document.getElementById("status-line");
    if (line) line.textContent = sentence;
  }
  for (const failure of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, () => {
      let notice = document.getElementById("connection-notice");
      if (!notice) {
        notice = document.createElement("div");
        notice.id = "connection-notice";
        notice.className = "notice tone-soon";
        notice.setAttribute("role", "alert");
        const head = document.querySelector(".page-head");
        if (!head) return;
        head.after(notice);
      }
      notice.textContent = words.failed;
    });
  }
  document.addEventListener("htmx:beforeSwap", (event) => {
    // A refusal is an answer to be read, not an error to be dropped.
    if ([403, 404, 409, 422].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  // Addresses of lists name only the filters that are set.
  document.addEventListener("htmx:configRequest", (event) => {
    if (!event.target.matches("[data-drop-empty]")) return;
    const parameters = event.detail.parameters;
    for (const name of [...Object.keys(parameters)]) if (parameters[name] === "") delete parameters[name];
  });

  // Choosing rows of a list.
  const chosenBar = () => {
    const bar = document.querySelector(".bulk-bar");
    if (!bar) return;
    const boxes = [...document.querySelectorAll("input[name=chosen]")];
    const count = boxes.filter((box) => box.checked).length;
    bar.classList.toggle("is-active", count > 0);
    const told = bar.querySelector("[data-chosen]");
    if (told) told.textContent = told.dataset.chosen.replace("{count}", count);
    const all = document.querySelector("[data-choose-all]");
    if (all) {
      all.checked = count > 0 && count === boxes.length;
      all.indeterminate = count > 0 && count < boxes.length;
    }
  };
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-choose-all]")) {
      for (const box of document.querySelectorAll("input[name=chosen]")) box.checked = event.target.checked;
    }
    if (event.target.matches("[data-choose-all], input[name=chosen]")) chosenBar();
  });
  document.addEventListener("htmx:afterSwap", chosenBar);
  chosenBar();

  // On a phone the tree of organizations opens only when asked for.
  const tree = document.querySelector(".tree > details");
  if (tree && window.matchMedia("(max-width: 991px)").matches) tree.open = false;

  // How many required fields are still empty. Some are required unless another says something.
  for (const told of document.querySelectorAll("[data-fields-left]")) {
    const form = told.closest("form");
    const dependent = form.querySelectorAll("[data-required-unless]");
    const count = () => {
      for (const field of dependent) {
        const [name, answer] = field.dataset.requiredUnless.split("=");
        field.required = form.elements[name].value !== answer;
      }
      const names = new Set();
      for (const field of form.elements) {
        if (!field.required || field.disabled || !field.name) continue;
        const isEmpty = field.type === "radio" || field.type === "checkbox"
          ? !form.querySelector(`[name="${CSS.escape(field.name)}"]:checked`)
          : !field.value.trim();
        if (isEmpty) names.add(field.name);
      }
      told.hidden = false;
      told.textContent = names.size ? told.dataset.some.replace("{count}", names.size) : told.dataset.none;
    };
    form.addEventListener("input", count);
    count();
  }
})();
