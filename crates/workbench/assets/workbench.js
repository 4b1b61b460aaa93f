// What scripts add; every page works without them.
"use strict";

// Text of captures is put in as text and nothing else. What nobody sees is shown, as in pages.
const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const shown = (text) => text.replace(HIDDEN, (c) =>
  `‹U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}›`);

/** An element with text, attributes and others in it. */
function make(name, { text, ...attributes } = {}, ...inside) {
  const element = document.createElement(name);
  if (text !== undefined) element.textContent = shown(text);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

/* A claim's sentence, where the reader is. */

let opened = 0;

async function open(link) {
  const turn = ++opened;
  let found;
  try {
    const answer = await fetch(`/claim/${encodeURIComponent(link.dataset.claim)}.json`);
    if (!answer.ok) throw new Error(answer.statusText);
    found = await answer.json();
  } catch {
    // The page that the link leads to says what is wrong.
    location.assign(link.href);
    return;
  }
  if (turn === opened) show(found, link);
}

function show({ claim, sentence, article, questions, place }, link) {
  const close = make("button", { type: "button", text: "Close" });
  const said = make("p", { class: "said" });
  said.append(sentence.source_id
    ? make("a", { href: `/source/${sentence.source_id}`, text: sentence.source })
    : make("span", { text: sentence.source }));
  if (sentence.via.length > 0) {
    said.append(make("span", { class: "faint", text: ` through ${sentence.via.join("; ")}` }));
  }
  for (const note of sentence.notes) said.append(" ", make("span", { class: "chip", text: note }));
  const dialog = make("dialog", { class: "claim-card", "aria-labelledby": "claim-card" },
    make("h2", { id: "claim-card", text: claim.figure ? claim.figure.text : claim.kind }),
    make("blockquote", { class: "sentence", dir: "auto" },
      make("span", { text: sentence.before }),
      make("mark", { text: sentence.words }),
      make("span", { text: sentence.after })),
    said);
  for (const question of questions) {
    dialog.append(make("p", { class: "said", text: "answers " },
      make("a", { href: `/question/${question.id}`, text: question.text })));
  }
  if (article) {
    const published = article.published ? article.published.edtf : "undated";
    dialog.append(make("p", { class: "said" },
      make("bdi", { text: article.title }),
      make("span", { class: "faint", text: ` ${article.outlet ?? "no outlet named"} · ${published}` })));
  }
  dialog.append(make("p", { class: "doors" }, make("a", { href: place, autofocus: "", text: "In its article" }), close));
  close.addEventListener("click", () => dialog.close());
  // A click beside the card closes it, as Escape does.
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => { dialog.remove(); link.focus(); });
  document.body.append(dialog);
  dialog.showModal();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-claim]");
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || !window.HTMLDialogElement) return;
  event.preventDefault();
  open(link);
});

/* From cell to cell of a matrix with the arrow keys. */

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

document.addEventListener("keydown", (event) => {
  const cell = event.target.closest?.(".matrix td");
  const step = STEPS[event.key];
  if (!cell || !step || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = [...cell.closest("tbody").rows];
  let row = rows.indexOf(cell.parentElement);
  let column = cell.cellIndex;
  for (;;) {
    row += step[0];
    column += step[1];
    const there = rows[row]?.cells[column];
    if (!there) return;
    // Cells without an answer are passed over.
    const link = there.querySelector("a");
    if (link) {
      event.preventDefault();
      link.focus();
      return;
    }
  }
});

/* What can be copied has a button for it. */

if (navigator.clipboard) {
  for (const text of document.querySelectorAll("pre.copy")) {
    const button = make("button", { type: "button", class: "copier", text: "Copy" });
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    text.before(button);
  }
}

/* A note in the margin that is led to is opened, and so is what hides the target of a link. */

function reveal() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let above = target; above; above = above.parentElement) {
    if (above instanceof HTMLDetailsElement) above.open = true;
  }
}

addEventListener("hashchange", reveal);
reveal();

/* Captures that are added: dropped anywhere on the page, sent with progress, followed without reload. */

const PAUSE = 1000;

/** Shows in `place` how additions get on, as their own page tells it; `told` hears each time. */
async function follow(place, told = () => {}) {
  for (;;) {
    let found;
    try {
      const answer = await fetch("/adding");
      if (!answer.ok) throw new Error(answer.statusText);
      found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("additions");
    } catch {
      // The server may be there again in a moment.
      found = null;
    }
    const busy = !found || found.dataset.busy === "true";
    // What did not change is left alone: it may have the focus.
    if (found && place.innerHTML !== found.innerHTML) place.replaceChildren(...found.children);
    if (found) told(place);
    if (!busy) return;
    await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
  }
}

const additions = document.getElementById("additions");
if (additions?.dataset.busy === "true") follow(additions);

const zone = document.querySelector(".zone");
if (zone) {
  const input = zone.querySelector("input");
  const button = zone.querySelector("button");
  const bar = make("progress", { max: "1", value: "0", "aria-label": "sent", hidden: "" });
  const said = make("p", { class: "said", role: "status" });
  const list = make("div");
  zone.querySelector("p").append(make("span", { class: "faint", text: " or drop files anywhere on this page " }), bar);
  zone.append(said);
  zone.after(list);

  const say = (text) => { if (said.textContent !== text) said.textContent = text; };

  const tooMuch = (files) => {
    const bytes = files.reduce((sum, file) => sum + file.size, 0);
    const large = files.find((file) => file.size > Number(zone.dataset.file));
    if (large) return `${shown(large.name)} is too large to be sent: restated build reads files of any size.`;
    if (bytes > Number(zone.dataset.upload)) return "These files are too large together: send fewer at a time.";
    if (files.length > Number(zone.dataset.files)) return `At most ${zone.dataset.files} files are taken at a time.`;
    return null;
  };

  const watch = () => follow(list, () => {
    const last = list.querySelector(".addition h2")?.textContent ?? "";
    const step = list.querySelector(".addition [aria-current]")?.textContent;
    const brought = list.querySelector(".addition h2 + p")?.textContent ?? "";
    say(step ? `Being added: ${step}` : `${last}: ${brought}`);
  }).then(() => {
    button.disabled = false;
    said.append(" ", make("a", { href: "/", text: "Show the stories as they are now" }));
  });

  const send = (files) => {
    if (button.disabled || files.length === 0) return;
    const refused = tooMuch(files);
    if (refused) {
      say(refused);
      return;
    }
    const form = new FormData();
    for (const file of files) form.append("captures", file);
    const request = new XMLHttpRequest();
    const failed = (why) => {
      button.disabled = false;
      bar.hidden = true;
      say(why);
    };
    request.open("POST", zone.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    });
    request.addEventListener("error", () => failed("The files did not arrive: a folder cannot be sent, and restated must be running."));
    request.addEventListener("load", () => {
      bar.hidden = true;
      if (request.status === 202) {
        zone.reset();
        watch();
        return;
      }
      try {
        const { title, detail } = JSON.parse(request.responseText);
        failed(`${title}. ${detail}`);
      } catch {
        failed("The files were refused.");
      }
    });
    button.disabled = true;
    bar.value = 0;
    bar.hidden = false;
    say(files.length === 1 ? "Sending one file" : `Sending ${files.length} files`);
    request.send(form);
  };

  zone.addEventListener("submit", (event) => {
    event.preventDefault();
    send([...input.files]);
  });
  // A file that is dropped beside the zone would be opened in place of the page.
  const carries = (event) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    zone.classList.add("over");
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) zone.classList.remove("over");
  });
  addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    zone.classList.remove("over");
    send([...event.dataTransfer.files]);
  });
  // Somebody's files may be on their way already.
  fetch("/adding.json").then((answer) => answer.json()).then(({ busy }) => {
    if (!busy) return;
    button.disabled = true;
    watch();
  }).catch(() => {});
}
