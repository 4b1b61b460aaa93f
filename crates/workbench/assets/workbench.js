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
