// The review page. The server renders pages and decides everything; this script shows one entry at a
// time, keeps the preview beside it alive, and turns keys into the same buttons that a mouse presses.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const secret = $('meta[name="l10n"]').content;

/** An element with properties and children; text is always text. */
function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "on") for (const [type, run] of Object.entries(value)) node.addEventListener(type, run);
    else if (name in node && name !== "lang" && name !== "dir") node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

let toastTimer;
function toast(text) {
  const place = $(".toast");
  place.textContent = text;
  place.classList.add("shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => place.classList.remove("shown"), 4000);
}

class Failed extends Error {
  constructor(status, data) {
    super([data.error, data.cause, data.fix && `→ ${data.fix}`].filter(Boolean).join(" "));
    Object.assign(this, { status, data });
  }
}

async function ask(path, body) {
  const options = body === undefined ? {} : {
    method: "POST", body: JSON.stringify(body), keepalive: true,
    headers: { "content-type": "application/json", "x-l10n": secret },
  };
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Failed(0, { error: "The review is not running any more.", fix: "start `l10n review` again" });
  }
  const told = (answer.headers.get("content-type") ?? "").includes("json");
  const data = told ? await answer.json() : { error: await answer.text() };
  if (!answer.ok) throw new Failed(answer.status, data);
  return data;
}

/** Runs what a person asked for; what goes wrong is said. */
const attempt = (work) => async (...args) => {
  try {
    return await work(...args);
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    toast(error.message);
  }
};

const STATES = ["approved", "draft", "stale", "untranslated"];
const COLORS = ["--approved", "--draft", "--stale", "--sunken"];
function meter(node, counts) { // one gradient: a board of 2,400 bars of four elements each took a second
  const total = counts.reduce((a, b) => a + b, 0) || 1;
  let end = 0;
  const stops = counts.map((count, i) => {
    const start = end;
    end += (100 * count) / total;
    return `var(${COLORS[i]}) ${start}% ${end}%`;
  });
  node.style.backgroundImage = `linear-gradient(to right, ${stops})`;
}

// --- the board ---------------------------------------------------------------------------------

async function board() {
  const cells = await ask("/api/board");
  const totals = {};
  for (const link of $$("[data-cell]")) {
    const [counts, problem, found] = cells[link.dataset.cell] ?? [[0, 0, 0, 0], "no catalog yet", null];
    const all = counts.reduce((a, b) => a + b, 0);
    const done = all ? Math.floor((100 * counts[0]) / all) : 0;
    meter($(".meter", link), counts);
    const errors = found?.[0] ? ` · ${found[0]} ✗` : "";
    $(".figure", link).textContent = problem ? "—" : `${done} %${errors}`;
    link.classList.toggle("wrong", Boolean(found?.[0]));
    link.title = problem || STATES.map((name, i) => `${counts[i]} ${name}`).join(", ");
    link.setAttribute("aria-label", `${link.dataset.cell}: ${problem || `${done} % approved, ${link.title}`}`);
    const sum = (totals[link.dataset.cell.split("/")[0]] ??= [0, 0, 0, 0]);
    counts.forEach((count, i) => (sum[i] += count));
  }
  for (const row of $$("#totals li")) {
    const sum = totals[row.dataset.locale] ?? [0, 0, 0, 0];
    const all = sum.reduce((a, b) => a + b, 0);
    $(".percent", row).textContent = `${all ? Math.floor((100 * sum[0]) / all) : 0} %`;
    $(".sub", row).textContent = all === sum[0] ? "all approved" : `${(all - sum[0]).toLocaleString("en")} to review`;
    meter($(".meter", row), sum);
  }
  document.body.dataset.ready = String(Math.round(performance.now()));
}

function startBoard() {
  attempt(board)();
  $("#find").addEventListener("input", (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    for (const row of $$("#matrix tr")) row.hidden = !row.dataset.domain.toLowerCase().includes(wanted);
  });
  addEventListener("focus", attempt(board));
}

// --- the editor --------------------------------------------------------------------------------

let data; // what the page came with: place, languages
let rows = new Map(); // id → row
let shown = []; // ids in the order of the queue
let entry = null; // the entry that is edited, with its evidence
let mark = ""; // fingerprint of the catalog that the rows are of
const filter = { risk: new Set(), check: new Set(), q: "" };
const api = (name, query = "") => `/api/${name}/${data.place}${query}`;
const field = () => $("#field");
const isDirty = () => entry !== null && field().value !== entry.msgstr;

// Texts with marks: runs of a text are cut where a mark begins or ends.

function painted(text, marks, options = {}) {
  const cuts = [...new Set([0, text.length, ...marks.flatMap((m) => [m.start, m.end])])]
    .filter((cut) => cut >= 0 && cut <= text.length).sort((a, b) => a - b);
  const made = new DocumentFragment();
  for (let i = 0; i + 1 < cuts.length; i++) {
    const over = marks.filter((m) => m.start <= cuts[i] && m.end >= cuts[i + 1]);
    const run = text.slice(cuts[i], cuts[i + 1]);
    if (!over.length) { made.append(run); continue; }
    const kinds = over.map((m) => `m-${m.kind}${m.verdict === "ok" ? "" : ` v-${m.verdict}`}`);
    const starts = over.filter((m) => m.start === cuts[i]).map(() => "m-first");
    const label = over.map((m) => m.label).filter(Boolean).join(" · ");
    made.append(el("mark", { className: [...new Set([...kinds, ...starts])].join(" "), title: options.silent ? "" : label }, run));
  }
  return made;
}

function compared(runs) {
  const tags = { same: "span", gone: "del", new: "ins" };
  return runs.map(([kind, text]) => el(tags[kind], {}, text));
}

// The queue: only the rows in sight exist.

const ROW = 68;
function drawList() {
  const list = $("#list"), first = Math.max(0, Math.floor(list.scrollTop / ROW) - 4);
  const last = Math.min(shown.length, Math.ceil((list.scrollTop + list.clientHeight) / ROW) + 4);
  const holder = $(".rows", list);
  holder.style.blockSize = `${shown.length * ROW}px`;
  const made = [];
  for (let i = first; i < last; i++) made.push(drawRow(rows.get(shown[i]), i));
  holder.replaceChildren(...made);
  list.setAttribute("aria-activedescendant", entry && made.some((row) => row.id === `row-${entry.id}`) ? `row-${entry.id}` : "");
}

function drawRow(row, index) {
  const current = entry?.id === row.id;
  const worst = row.findings.length ? el("span", { className: "flag" }, String(row.findings.length)) : null;
  const made = el(
    "div",
    { id: `row-${row.id}`, className: `row r-${row.risk} s-${row.state}`, role: "option",
      "aria-selected": current, "aria-setsize": shown.length, "aria-posinset": index + 1,
      on: { click: () => attempt(open)(row.id) } },
    el("span", { className: "state" }, LABELS[row.risk], worst),
    el("span", { className: "one", lang: data.source.tag, dir: data.source.dir }, row.source),
    el("span", { className: "two", lang: data.language.tag, dir: data.language.dir }, row.target || "—"),
  );
  made.style.insetBlockStart = `${index * ROW}px`;
  return made;
}

const LABELS = {
  error: "Error", doubtful: "Doubtful", stale: "Needs work", untranslated: "Untranslated",
  draft: "Draft", clean: "Short draft", approved: "Approved",
};

function take(queue, steady = false) {
  rows = new Map(queue.rows.map((row) => [row.id, row]));
  shown = steady ? ahead(queue.shown) : queue.shown;
  mark = queue.mark;
  const total = rows.size, counts = [0, 0, 0, 0];
  for (const row of rows.values()) counts[STATES.indexOf(row.state)]++;
  meter($("#progress .meter"), counts);
  $("#progress .figure").textContent = `${counts[0]} of ${total} approved`;
  $("#checking").hidden = !queue.left;
  $("#checking").textContent = `checking… ${queue.left} left`;
  const clean = queue.counts.clean;
  $("#batch").hidden = !clean;
  $("#batch").textContent = `Approve ${clean} short draft${clean === 1 ? "" : "s"} together…`;
  drawFilters(queue.counts);
  drawList();
}

/** A new order for what is ahead of the reviewer; what lies behind stays where it was. */
function ahead(fresh) {
  const left = new Set(fresh);
  const behind = shown.slice(0, shown.indexOf(entry?.id) + 1).filter((id) => left.delete(id));
  return [...behind, ...left];
}

function drawFilters(counts) {
  const chip = (group, name, label, count) => el(
    "button",
    { className: `chip r-${name}`, [`data-${group}`]: name, "aria-pressed": filter[group].has(name), on: { click: attempt(() => {
      filter[group].has(name) ? filter[group].delete(name) : filter[group].add(name);
      return refresh();
    }) } },
    label, " ", el("b", {}, String(count)),
  );
  const risks = Object.keys(LABELS).filter((name) => counts[name] || filter.risk.has(name));
  const checks = Object.keys(counts).filter((name) => name.startsWith("check:")).map((name) => name.slice(6));
  const had = document.activeElement?.closest("#filters") && document.activeElement.className;
  $("#filters").replaceChildren(
    ...risks.map((name) => chip("risk", name, LABELS[name], counts[name] ?? 0)),
    ...[...new Set([...checks, ...filter.check])].map((name) => chip("check", name, name.replaceAll("_", " "), counts[`check:${name}`] ?? 0)),
  );
  if (had) $$("#filters button").find((one) => one.className === had)?.focus();
}

async function refresh(steady = false) {
  const query = new URLSearchParams();
  for (const name of ["risk", "check"]) for (const value of filter[name]) query.append(name, value);
  if (filter.q) query.append("q", filter.q);
  const wrong = $("#search-wrong");
  try {
    take(await ask(api("queue", `?${query}`)), steady);
    wrong.hidden = true;
  } catch (error) {
    if (!(error instanceof Failed) || error.status !== 422) throw error;
    wrong.textContent = error.message;
    wrong.hidden = false;
  }
}

function reveal() {
  const list = $("#list"), at = shown.indexOf(entry?.id) * ROW;
  if (at >= 0 && (at < list.scrollTop || at + ROW > list.scrollTop + list.clientHeight)) {
    list.scrollTop = Math.max(0, at - list.clientHeight / 3);
  }
  drawList();
}

/** The next id in the queue, or in the direction given; undefined at its end. */
function neighbour(step) {
  const at = shown.indexOf(entry?.id);
  return at < 0 ? shown[0] : shown[at + step];
}

// One entry.

async function open(id, { focus = false } = {}) {
  const from = document.activeElement;
  if (!id || !(await leave())) return;
  const made = await ask(api("entry", `?id=${id}`));
  // Typed while the answer was on its way: a second click on the row must not undo it.
  if (isDirty() && (entry.id === id || !(await leave()))) return;
  show(made);
  reveal();
  if (focus && document.activeElement === from) field().focus(); // unless they went elsewhere meanwhile
  history.replaceState(null, "", `#${id}`);
  soon(id);
}

/** Asks for what stands beside an entry once somebody stays at it. */
function soon(id) {
  $("#matches").replaceChildren(el("p", { className: "soft" }, "…"));
  $(".others").replaceChildren();
  clearTimeout(soon.timer);
  soon.timer = setTimeout(() => entry?.id === id && around(id), 150);
}

/** Saves what was typed; false when the reviewer has to look at it first. */
async function leave() {
  if (isDirty()) await act("save");
  return !isDirty();
}

function show(made) {
  entry = made;
  const code = (text) => [...text].length;
  $("#badge").textContent = made.risk === "approved" ? "Approved" : LABELS[made.risk];
  $("#badge").className = `badge r-${made.risk}`;
  $("#entry-title").textContent = `${made.role || "text"}${made.word === "joined" ? ", joined" : ""}`;
  $("#where").textContent = `${made.place + 1} of ${rows.size}`;
  $("#path").textContent = made.section;
  $("#path").lang = data.source.tag;
  const told = [made.reason && `Rejected: ${made.reason}`, told_of(made.draft)].filter(Boolean).join(" · ");
  $("#reason").textContent = told;
  $("#reason").hidden = !told;
  const notes = made.note.split("\n").slice(1).join("\n");
  $("#note").textContent = notes;
  $("#note").hidden = !notes;
  $("#source-count").textContent = `${code(made.msgid)} characters`;
  $("#diff").hidden = !made.previous;
  if (made.previous) $("#diff .text").replaceChildren(...compared(made.previous));
  field().value = made.msgstr;
  field().readOnly = made.plural;
  $("#comment").value = made.comments;
  $("#extracted").textContent = made.note;
  $("#talk").open = Boolean(made.comments);
  $("#undo").disabled = !made.undo;
  $("#undo").title = made.undo ? `Undo: ${made.undo}` : "Nothing to undo";
  judge(made);
  point();
}

function told_of(draft) {
  if (!draft) return "";
  const parts = [draft.problem ? `${draft.engine}: ${draft.problem.replaceAll("-", " ")}` : `draft by ${draft.engine}`];
  if (draft.logprob) parts.push(`probability ${Math.round(100 * Math.exp(Number(draft.logprob)))} % a word`);
  if (draft.adapted) parts.push(`${draft.adapted} adapted from ${draft.from}`);
  if (draft.repaired) parts.push(`repaired: ${draft.repaired}`);
  if (draft.doubt) parts.push(`doubtful: ${draft.doubt.replaceAll("-", " ")}`);
  if (draft.touched) parts.push("changed by a person");
  return parts.join(", ");
}

/** Shows what depends on the text as it is typed. */
function judge(made) {
  const text = field().value, lines = text.split("\n").length;
  $("#source").replaceChildren(painted(entry.msgid, made.sourceMarks));
  field().marks = made.targetMarks;
  mirror();
  $("#target-count").textContent = `${[...text].length} characters${lines > 1 ? `, ${lines} lines` : ""}`;
  $("#facts").replaceChildren(...made.facts.map(fact));
  $("#facts").hidden = !made.facts.length;
  $("#problems").replaceChildren(...made.problems.map(problem));
  drawMasks(made.masks, text);
  drawTerms(made.facts.filter((one) => one.kind === "term"));
  $("#save").disabled = !isDirty();
  $("#approve").disabled = !text.trim() && entry.word !== "joined";
  entry.problems = made.problems;
  entry.masks = made.masks;
}

const SIGNS = { ok: "✓", wrong: "✗", missing: "?", extra: "+" };
const WORDS = { ok: "right", wrong: "wrong", missing: "missing", extra: "not in the source" };
function fact(one) {
  const side = (text, value, lang) => el("span", { className: "side" },
    el("b", { lang: lang.tag, dir: lang.dir }, text || "—"), value && value !== text ? el("span", { className: "value" }, ` = ${value}`) : null);
  return el("li", { className: `fact v-${one.verdict}` },
    el("span", { className: "sign", role: "img", "aria-label": WORDS[one.verdict] }, SIGNS[one.verdict]),
    side(one.source, one.kind === "term" && one.sourceValue === one.source ? "" : one.sourceValue, data.source),
    el("span", { className: "arrow", "aria-hidden": "true" }, "↔"),
    side(one.target, one.targetValue, data.language));
}

function problem(one, index) {
  const number = index === 0 ? " first" : "";
  return el("li", { className: `problem e-${one.severity}` },
    el("span", { className: "kind" }, `${one.severity} · ${one.check.replaceAll("_", " ")}`),
    el("span", { className: "message" }, one.message),
    el("span", { className: "does" },
      one.fix ? el("button", { className: `fix${number}`, title: one.fix, on: { click: () => fix(one.fix) } }, "Put right", one.expected ? ": " : "", one.expected ? el("b", { lang: data.language.tag, dir: data.language.dir }, one.expected) : null) : null,
      ["structure", "injection", "joined"].includes(one.check) ? null
        : el("button", { className: `quiet waive${number}`, on: { click: attempt(() => act("waive", { check: one.check })) } }, "Waive")));
}

function fix(text) {
  write(text);
  field().focus();
}

/** Replaces the whole text, in the field's own undo history. */
function write(text) {
  const box = field();
  box.focus();
  box.select();
  if (text) document.execCommand("insertText", false, text);
  else document.execCommand("delete");
}

function insert(text) {
  field().focus();
  document.execCommand("insertText", false, text);
}

function drawMasks(masks, text) {
  const left = missing(masks, text);
  const copy = el("button", { className: "quiet", on: { click: () => write(entry.msgid) } }, "Copy source");
  const spaces = el("button", { className: "quiet", "aria-pressed": document.body.classList.contains("spaces"), on: { click: (event) => {
    const on = document.body.classList.toggle("spaces");
    event.target.setAttribute("aria-pressed", on);
    mirror();
  } } }, "Show spaces");
  $("#masks").replaceChildren(
    ...masks.map((mask, i) => el("button", { className: `mask${left.includes(i) ? " left" : ""}`, title: left.includes(i) ? "Insert; it is missing" : "Insert once more", on: { click: () => insert(mask) } }, mask)),
    copy, spaces,
  );
}

/** Where each mask of the source stands in a text, each as often as the source has it; -1: nowhere. */
function placed(masks, text) {
  let rest = text;
  return masks.map((mask) => {
    const at = rest.indexOf(mask);
    if (at >= 0) rest = rest.slice(0, at) + "\u0000".repeat(mask.length) + rest.slice(at + mask.length);
    return at;
  });
}

/** The positions in the list of the masks that the text has not. */
const missing = (masks, text) => placed(masks, text).flatMap((at, i) => (at < 0 ? [i] : []));

function drawTerms(facts) {
  $("#terms").hidden = !facts.length;
  $(".terms").replaceChildren(...facts.map((one) => el("li", { className: `v-${one.verdict}` },
    el("b", { lang: data.source.tag }, one.source), " → ", el("b", { lang: data.language.tag, dir: data.language.dir }, one.target),
    one.verdict === "ok" ? " ✓ " : " not used ",
    el("button", { className: "quiet", on: { click: () => insert(one.target) } }, "Insert"),
    el("button", { className: "quiet", on: { click: attempt(() => rename(one.sourceValue || one.source, one.target)) } }, "Rename everywhere…"))));
}

// The text field: a plain text area, with what stands behind its letters drawn in a mirror. Masks
// (code, link targets, tags) are crossed, deleted and kept as one character.

function mirror() {
  const text = field().value;
  const marks = [...(field().marks ?? [])];
  if (document.body.classList.contains("spaces")) {
    for (const match of text.matchAll(/[ \n]/g)) marks.push({ start: match.index, end: match.index + 1, kind: "seen", verdict: "ok" });
  }
  $("#mirror").replaceChildren(painted(text, marks, { silent: true }), "\n");
}

/** Moves marks with the text around them until the server has looked again. */
function shift(marks, old, now) {
  let head = 0, tail = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const by = now.length - old.length, end = old.length - tail;
  return marks.filter((m) => m.end <= head || m.start >= end)
    .map((m) => (m.start >= end ? { ...m, start: m.start + by, end: m.end + by } : m));
}

/** Those that the server has seen, and those of the source that stand in the text at this moment. */
function masksIn() {
  const masks = entry?.masks ?? [];
  const here = placed(masks, field().value).flatMap((at, i) => (at < 0 ? [] : [{ start: at, end: at + masks[i].length }]));
  return [...(field().marks ?? []).filter((m) => m.kind === "mask"), ...here];
}

function guard(event) {
  const box = field();
  if (event.isComposing || box.readOnly) return;
  let { selectionStart: start, selectionEnd: end } = box;
  const back = event.inputType.startsWith("deleteContentBackward"), ahead = event.inputType === "deleteContentForward";
  if (start === end && back) start -= 1;
  if (start === end && ahead) end += 1;
  const hit = masksIn().filter((m) => (start === end ? m.start < start && start < m.end : m.start < end && start < m.end));
  const cut = hit.some((m) => m.start < start || m.end > end);
  if (!cut) return;
  event.preventDefault();
  if (start === end) { // typing inside of one goes behind it
    box.setSelectionRange(hit[0].end, hit[0].end);
    if (event.data) document.execCommand("insertText", false, event.data);
    return;
  }
  box.setSelectionRange(Math.min(start, ...hit.map((m) => m.start)), Math.max(end, ...hit.map((m) => m.end)));
  if (event.inputType.startsWith("delete")) document.execCommand("delete");
  else if (event.data) document.execCommand("insertText", false, event.data);
}

let lastCaret = 0;
function snap() {
  const box = field();
  if (document.activeElement !== box || box.selectionStart !== box.selectionEnd) return;
  const at = box.selectionStart, inside = masksIn().find((m) => m.start < at && at < m.end);
  if (inside) box.setSelectionRange(...Array(2).fill(at > lastCaret ? inside.end : inside.start));
  lastCaret = box.selectionStart;
}

// While typing: one question at a time, the newest text next.

let asking = false, before = "";
async function live() {
  const box = field();
  box.marks = shift(box.marks ?? [], before, box.value);
  before = box.value;
  mirror();
  $("#save").disabled = !isDirty();
  if (asking) return;
  asking = true;
  try {
    for (let text = null; entry && text !== field().value; ) {
      text = field().value;
      const id = entry.id;
      const made = await ask(api("live"), { id, text });
      if (entry?.id !== id) continue;
      if (text === field().value) judge(made);
      redraw(made.passage);
    }
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    toast(error.message);
  } finally {
    asking = false;
  }
}

// Actions.

async function act(action, more = {}) {
  const id = entry.id, text = field().value;
  if (action !== "waive" && text !== entry.msgstr && !("text" in more)) more = { ...more, text };
  try {
    return done(await ask(api("edit"), { id, version: entry.version, action, ...more }), action);
  } catch (error) {
    if (!(error instanceof Failed) || error.status !== 409 || !error.data.conflict) throw error;
    const answer = await conflict(error.data, text);
    if (answer === "ours" && error.data.theirs) {
      entry.version = error.data.theirs.version;
      return act(action, { ...more, text });
    }
    if (answer === "theirs") await refresh();
    return null;
  }
}

function done(made, action) {
  mark = made.mark;
  rows.set(made.id, made);
  if (entry?.id === made.id) show(made);
  redraw(made.passage);
  summary();
  if (action === "approve") toast("Approved");
  return made;
}

/** Counts again from the rows, without asking. */
function summary() {
  const counts = [0, 0, 0, 0], risks = {};
  for (const row of rows.values()) {
    counts[STATES.indexOf(row.state)]++;
    risks[row.risk] = (risks[row.risk] ?? 0) + 1;
    for (const check of new Set(row.findings.map(([name]) => name))) risks[`check:${check}`] = (risks[`check:${check}`] ?? 0) + 1;
  }
  meter($("#progress .meter"), counts);
  $("#progress .figure").textContent = `${counts[0]} of ${rows.size} approved`;
  $("#batch").hidden = !risks.clean;
  $("#batch").textContent = `Approve ${risks.clean} short draft${risks.clean === 1 ? "" : "s"} together…`;
  drawFilters(risks);
  drawList();
}

const approve = attempt(async () => {
  const next = neighbour(1);
  if (!(await act("approve"))) return;
  if (next) await open(next, { focus: document.activeElement === field() });
  else toast("Approved. That was the last sentence of this list.");
});

const undo = attempt(async () => {
  const made = await ask("/api/undo", {});
  if (!made.title) return toast("Nothing to undo");
  await refresh();
  const here = made.entries.filter((one) => one.place === data.place);
  const id = here[0]?.id ?? entry?.id;
  entry = null;
  if (id) await open(id);
  reload();
  toast(`Undone: ${made.title}`);
});

async function conflict(told, text) {
  if (!told.theirs) {
    toast("This sentence is gone from the catalog; your text is still in the field.");
    return "edit";
  }
  $("#conflict-diff").replaceChildren(...compared(told.diff));
  $("#conflict-theirs").textContent = told.theirs.msgstr || "—";
  $("#conflict-state").textContent = `(${told.theirs.word})`;
  $("#conflict-ours").textContent = text || "—";
  const answer = await dialog("#conflict-dialog");
  if (answer === "theirs") {
    rows.set(told.theirs.id, told.theirs);
    show(told.theirs);
  }
  if (answer === "edit" || !answer) entry.version = told.theirs.version;
  return answer || "edit";
}

function dialog(selector) {
  const box = $(selector);
  box.returnValue = "";
  box.showModal();
  return new Promise((resolve) => box.addEventListener("close", () => resolve(box.returnValue), { once: true }));
}

const reject = attempt(async () => {
  $("#why").value = "";
  if ((await dialog("#reject-dialog")) === "yes") await act("reject", { reason: $("#why").value });
});

const batch = attempt(async () => {
  if (!(await leave())) return;
  const clean = [...rows.values()].filter((row) => row.risk === "clean").sort((a, b) => a.place - b.place);
  if (!clean.length) return;
  $("#batch-title").textContent = `${clean.length} short drafts`;
  $("#batch-list").replaceChildren(...clean.map((row) => el("label", {},
    el("input", { type: "checkbox", checked: true, value: row.id }),
    el("span", { lang: data.source.tag }, row.source),
    el("span", { lang: data.language.tag, dir: data.language.dir }, row.target))));
  const button = $("#batch-dialog .primary");
  const count = () => (button.textContent = `Approve ${$$("#batch-list :checked").length}`);
  $("#batch-list").onchange = count;
  count();
  if ((await dialog("#batch-dialog")) !== "yes") return;
  const entries = $$("#batch-list :checked").map((box) => ({ id: box.value, version: rows.get(box.value).version }));
  const made = await ask(api("approve"), { entries });
  const id = entry?.id;
  await refresh();
  entry = null;
  if (id) await open(id);
  reload();
  toast(`${made.done} approved together`);
});

const rename = async (term, target) => {
  if (!(await leave())) return;
  const found = await ask(`/api/term/${data.language.locale}?${new URLSearchParams({ term })}`);
  $("#rename-title").textContent = `${term} → ${target}`;
  $("#rename-to").value = target;
  $("#rename-count").textContent = `The term stands in ${found.count} sentence${found.count === 1 ? "" : "s"} of this language. Where they say “${target}”, they will say the new one.`;
  $("#rename-uses").replaceChildren(...found.uses.map((use) => el("li", {},
    el("span", { lang: data.source.tag }, use.source), el("span", { lang: data.language.tag, dir: data.language.dir }, use.target || "—"))));
  if ((await dialog("#rename-dialog")) !== "yes") return;
  const made = await ask(`/api/rename/${data.language.locale}`, { term, to: $("#rename-to").value });
  const id = entry.id;
  await refresh();
  entry = null;
  await open(id);
  reload();
  toast(`Renamed in ${made.done} places`);
};

// What stands beside an entry, asked for after it is on the screen.

async function around(id) {
  let told;
  try {
    told = await ask(api("context", `?id=${id}`));
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    return $("#matches").replaceChildren(el("p", { className: "soft" }, error.message));
  }
  if (entry?.id !== id) return;
  entry.matches = told.matches;
  $("#matches").replaceChildren(...(told.matches.length ? told.matches.map(match) : [el("p", { className: "soft" }, "Nothing alike in the translation memory.")]));
  $("#others").hidden = !told.others.length;
  $(".others").replaceChildren(...told.others.map((one) => el("li", {},
    el("span", { className: "soft" }, `${one.name}, ${one.word}`), el("span", { lang: one.tag, dir: one.dir }, one.msgstr))));
  $$("#engines button").forEach((button) => (button.disabled = false));
  $("#engines").replaceChildren(...$$("#engines button"));
}

function match(one, index) {
  return el("div", { className: "match" },
    el("button", { className: "use", title: index === 0 ? "Alt+T" : "", on: { click: () => write(one.msgstr) } },
      el("span", { className: "score" }, one.score ? `${one.score} %` : one.by),
      el("span", { lang: data.language.tag, dir: data.language.dir }, one.msgstr)),
    one.msgid ? el("p", { className: "soft" }, el("span", { lang: data.source.tag }, one.msgid === entry.msgid ? "the same source" : one.msgid), ` · ${one.by}, ${one.domain}${one.adapted ? ", figures adapted" : ""}`) : null);
}

const drawEngines = attempt(async () => {
  const { engines } = await ask("/api/engines");
  $("#engines").replaceChildren(...engines.map((name) => el("button", { className: "quiet", on: { click: attempt(async (event) => {
    const button = event.currentTarget, id = entry.id;
    button.disabled = true;
    toast(`${name} is at work…`);
    try {
      const { text } = await ask(api("suggest"), { id, engine: name });
      if (entry?.id === id) $("#engines").prepend(match({ msgstr: text, by: name, score: 0, msgid: "" }, 1));
      toast(`${name} has answered`);
    } finally {
      button.disabled = false;
    }
  }) } }, `Ask ${name}`)));
});

// The preview: the published page in a frame without scripts. The frame is as tall as its page, and a
// pane of glass over it takes the clicks: no browser need run anything inside.

const frames = () => $$("#frames .frame");
const paper = (frame) => $("iframe", frame).contentDocument;

function reload() {
  for (const frame of frames()) load(frame, true);
}

async function load(frame, again = false) {
  const side = frame.dataset.side, view = $("#frames").dataset.view;
  if (view !== "both" && view !== side) return;
  if (frame.dataset.loaded && !again) return;
  frame.dataset.loaded = "1";
  const address = `/preview/${side}/${data.place}`;
  if (!again) {
    frame.classList.add("loading");
    $("iframe", frame).src = address;
    return;
  }
  const answer = await fetch(address);
  if (!answer.ok) return toast("The preview cannot be shown as it is now.");
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const old = paper(frame), swap = (selector) => {
    const [a, b] = [$(selector, old), $(selector, fresh)];
    if (a && b && a.outerHTML !== b.outerHTML) a.replaceWith(old.adoptNode(b));
  };
  const [olds, news] = [old, fresh].map((page) => [...($(".l10n-body", page)?.children ?? [])]);
  swap(".l10n-head");
  if (olds.length !== news.length) swap(".l10n-body");
  else olds.forEach((one, i) => one.outerHTML !== news[i].outerHTML && one.replaceWith(old.adoptNode(news[i])));
  point(false);
}

function settle(frame) {
  const page = paper(frame), sheet = $("iframe", frame);
  if (!page?.body) return;
  frame.classList.remove("loading");
  const fit = () => {
    sheet.style.blockSize = `${page.body.offsetHeight}px`;
    if (frame.waits) point(); // it was not on the screen when the sentence was opened
  };
  new ResizeObserver(fit).observe(page.body);
  fit();
  point();
}

/** Puts the blocks of a passage in the place of their namesakes. */
function redraw(passage) {
  const frame = $('.frame[data-side="target"]'), page = paper(frame);
  if (!passage || !page?.body || !frame.dataset.loaded) return;
  const fresh = new DOMParser().parseFromString(passage, "text/html");
  for (const part of $$("[data-l10n-leaf]", fresh)) {
    const old = $(`[data-l10n-leaf="${part.dataset.l10nLeaf}"]`, page);
    if (!old || old.localName !== part.localName) continue;
    if (old.innerHTML !== part.innerHTML) old.replaceChildren(...part.cloneNode(true).childNodes);
    for (const name of ["data-l10n-state", "lang", "dir"]) {
      if (part.hasAttribute(name)) old.setAttribute(name, part.getAttribute(name));
      else old.removeAttribute(name);
    }
    part.remove();
  }
  for (const run of $$("[data-l10n-at]", fresh)) {
    const old = $(`[data-l10n-at="${run.dataset.l10nAt}"]`, page);
    if (!old || $("[data-l10n-at]", run)) continue;
    old.replaceChildren(...run.cloneNode(true).childNodes);
    old.removeAttribute("lang");
    old.removeAttribute("dir");
  }
  point(false);
  document.body.dataset.drawn = String(Number(document.body.dataset.drawn ?? 0) + 1);
}

/** Shows on the page which sentence is edited. */
function point(scroll = true) {
  for (const frame of frames()) {
    const page = paper(frame);
    if (!page?.body || !entry) continue;
    $$(".l10n-current", page).forEach((one) => one.classList.remove("l10n-current"));
    const here = $$(`[data-l10n-key="${entry.id}"]`, page);
    here.forEach((one) => one.classList.add("l10n-current"));
    if (!scroll || !here.length) continue;
    frame.waits = !frame.clientHeight || !page.body.offsetHeight;
    if (frame.waits) continue;
    const box = here[0].getBoundingClientRect();
    if (box.top < frame.scrollTop + 40 || box.bottom > frame.scrollTop + frame.clientHeight - 40) {
      frame.scrollTop = Math.max(0, box.top - frame.clientHeight / 3);
    }
  }
}

function under(frame, event) {
  const page = paper(frame), box = $("iframe", frame).getBoundingClientRect();
  const hit = page?.elementFromPoint(event.clientX - box.left, event.clientY - box.top);
  return hit?.closest("[data-l10n-key]") ?? $("[data-l10n-key]", hit?.closest("[data-l10n-leaf]") ?? page.createElement("p"));
}

function startPreview() {
  for (const frame of frames()) {
    $("iframe", frame).addEventListener("load", () => settle(frame));
    const glass = $(".glass", frame);
    glass.addEventListener("click", attempt(async (event) => {
      const hit = under(frame, event);
      if (!hit) return;
      await open(hit.dataset.l10nKey, { focus: true });
      tab("edit");
    }));
    let last = null;
    glass.addEventListener("mousemove", (event) => {
      const hit = under(frame, event);
      if (hit === last) return;
      last?.classList.remove("l10n-hover");
      hit?.classList.add("l10n-hover");
      glass.style.cursor = hit ? "pointer" : "default";
      last = hit;
    });
  }
  for (const button of $$("[data-view]", $(".switch"))) {
    button.addEventListener("click", () => {
      $("#frames").dataset.view = button.dataset.view;
      $$("[data-view]", $(".switch")).forEach((one) => one.setAttribute("aria-pressed", one === button));
      frames().forEach((frame) => load(frame));
    });
  }
}

// Keys.

const KEYS = [
  ["Ctrl+Enter", "a", "Approve and go on", approve],
  ["Alt+↓", "j", "Next sentence", () => attempt(open)(neighbour(1), { focus: inField() })],
  ["Alt+↑", "k", "Previous sentence", () => attempt(open)(neighbour(-1), { focus: inField() })],
  ["", "Enter", "Edit the text", () => field().focus()],
  ["Escape", "", "Leave the field", () => $("#list").focus()],
  ["Ctrl+S", "s", "Save without approving", () => attempt(act)("save")],
  ["Alt+F", "f", "Put the first finding right", () => $(".fix")?.click()],
  ["Alt+W", "w", "Waive the first finding", () => $(".waive")?.click()],
  ["Alt+R", "r", "Reject with a reason", reject],
  ["Alt+C", "c", "Copy the source", () => write(entry.msgid)],
  ["Alt+M", "m", "Insert the next missing mask", () => {
    const [next] = missing(entry.masks, field().value);
    if (next !== undefined) insert(entry.masks[next]);
  }],
  ["Alt+T", "t", "Take the first suggestion", () => $(".match .use")?.click()],
  ["Alt+E", "e", "Ask the first engine for another draft", () => $("#engines > button")?.click()],
  ["Alt+J", "", "Join to the sentence before", () => $("#fold").click()],
  ["Alt+U", "u", "Undo the last action", undo],
  ["Alt+B", "b", "Approve short drafts together", batch],
  ["Alt+V", "v", "Translation, source, both", () => {
    const buttons = $$("[data-view]", $(".switch")), at = buttons.findIndex((one) => one.getAttribute("aria-pressed") === "true");
    buttons[(at + 1) % buttons.length].click();
  }],
  ["Alt+/", "/", "Search", () => $("#search").focus()],
  ["Alt+H", "?", "This list", () => $("#help").click()],
];
const MAC = /Mac|iPhone|iPad/.test(navigator.platform);
const CODES = { ArrowDown: "↓", ArrowUp: "↑", Slash: "/" };
const inField = () => document.activeElement === field();

function pressed(event) {
  if ($("dialog[open]") || event.isComposing) return;
  const typing = event.target.matches("input:not([type=checkbox]), textarea, select");
  const letter = /^[a-z]$/i.test(event.key) ? event.key.toUpperCase()
    : event.code.startsWith("Key") ? event.code.slice(3) : CODES[event.code] ?? event.key; // other scripts, by place
  // AltGr is Ctrl and Alt, and on a Mac Alt writes letters: there it is Ctrl and Alt that calls us
  const alt = event.altKey && event.ctrlKey === MAC, ctrl = (event.ctrlKey || event.metaKey) && !event.altKey;
  const modified = ctrl ? `Ctrl+${letter}` : alt ? `Alt+${letter}` : event.altKey ? "none" : event.key === "Escape" ? "Escape" : "";
  const wanted = modified
    ? KEYS.find(([name]) => name === modified)
    : !typing && $("#single").checked && KEYS.find(([, single]) => single === (event.key > "\x7f" && event.key.length === 1 ? letter.toLowerCase() : event.key));
  if (!wanted || (modified === "Escape" && !typing)) return;
  if (event.key === "Enter" && !modified && event.target.matches("button, a, summary")) return;
  event.preventDefault();
  wanted[3]();
}

function drawKeys() {
  const caps = (name) => (name ? name.split("+").map((cap) => el("kbd", {}, MAC ? { Ctrl: "⌘", Alt: "⌃⌥" }[cap] ?? cap : cap)) : []);
  $("#keys").append(el("table", {}, el("thead", {}, el("tr", {}, ...["Action", "In a field", "Elsewhere"].map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", {}, ...KEYS.map(([name, single, what]) => el("tr", {}, el("th", { scope: "row" }, what),
      el("td", {}, ...caps(name)), el("td", {}, ...caps(single)))))));
}

// What other programs do meanwhile, and how far the checks are.

const MANY = 500; // rows that are worth drawing again while the checks are at work
let behind = true, touched = false;
/** One at a time, and none while the reviewer is asked something: two would open the same dialog. */
const pulse = async () => {
  if (document.hidden || pulse.busy || $("dialog[open]")) return;
  pulse.busy = true;
  try {
    await look();
  } finally {
    pulse.busy = false;
  }
};

async function look() {
  const known = mark;
  const told = await ask(api("pulse", behind ? "?behind=1" : ""));
  if (behind) $("#behind").hidden = !told.behind;
  behind = false;
  if (mark !== known) return; // an edit of ours came between: what was told is old
  const checked = !$("#checking").hidden;
  if (told.left) $("#checking").textContent = `checking… ${told.left} left`;
  // the list may have been read again, for other reasons, before this sentence was
  const late = entry && rows.has(entry.id) && rows.get(entry.id).version !== entry.version;
  if (told.mark !== mark || late) await overtaken(told.mark !== mark);
  else if ((checked && !told.left) || (told.left && rows.size < MANY)) {
    await refresh(touched);
    if (!touched && shown[0] !== entry?.id) await open(shown[0]); // what the checks found comes first
    else if (entry && !isDirty() && rows.get(entry.id)?.findings.length !== entry.problems.length) await reopen();
  }
}

async function reopen() {
  const made = await ask(api("entry", `?id=${entry.id}`));
  if (entry?.id === made.id && !isDirty()) show(made);
}

async function overtaken(changed) {
  const old = entry?.version;
  await refresh(touched);
  reload();
  behind = true;
  const now = entry && rows.get(entry.id);
  if (!now || now.version === old) return changed && toast("Another program changed this catalog; it is shown as it is now.");
  if (isDirty()) return attempt(act)("save");
  await reopen();
  toast("Another program changed this sentence; it is shown as it is now.");
}

function tab(name) {
  $(".desk").dataset.tab = name;
  $$(".tabs button").forEach((one) => one.setAttribute("aria-pressed", one.dataset.tab === name));
  if (name === "preview") point();
  if (name === "queue") reveal();
}

function startEditor() {
  data = JSON.parse($("#data").textContent);
  take(data);
  startPreview();
  drawKeys();

  const on = (selector, type, run) => $(selector).addEventListener(type, run);
  on("#list", "scroll", drawList);
  on("#list", "keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey) return;
    event.preventDefault();
    attempt(open)(neighbour(step));
  });
  on("#approve", "click", approve);
  on("#save", "click", () => attempt(act)("save"));
  on("#reject", "click", reject);
  on("#fold", "click", () => attempt(act)("fold"));
  on("#undo", "click", undo);
  on("#batch", "click", batch);
  on("#help", "click", () => dialog("#help-dialog"));
  on("#previous", "click", () => attempt(open)(neighbour(-1)));
  on("#next", "click", () => attempt(open)(neighbour(1)));
  on("#comment-save", "click", () => attempt(act)("comment", { comment: $("#comment").value }));
  on("#update", "click", attempt(async () => {
    if (!(await leave())) return;
    await ask(api("update"), {});
    location.reload();
  }));
  on("#field", "input", live);
  on("#field", "beforeinput", guard);
  on("#field", "focus", () => (before = field().value));
  on("#field", "scroll", () => ($("#mirror").scrollTop = field().scrollTop));
  document.addEventListener("selectionchange", snap);
  document.addEventListener("keydown", pressed);
  for (const type of ["keydown", "pointerdown"]) document.addEventListener(type, () => (touched = true), true);
  let waiting;
  on("#search", "input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      filter.q = event.target.value;
      attempt(refresh)();
    }, 120);
  });
  for (const name of ["article", "locale"]) {
    on(`#${name}`, "change", attempt(async () => {
      if (!(await leave())) return;
      location.href = `/review/${$("#locale").value}/${$("#article").value}${name === "locale" && entry ? `#${entry.id}` : ""}`;
    }));
  }
  $$(".tabs button").forEach((one) => one.addEventListener("click", () => tab(one.dataset.tab)));
  $("#single").checked = localStorage.getItem("l10n-single") !== "off";
  on("#single", "change", (event) => localStorage.setItem("l10n-single", event.target.checked ? "on" : "off"));
  addEventListener("pagehide", () => isDirty() && attempt(act)("save"));
  addEventListener("resize", drawList);
  addEventListener("focus", attempt(pulse));
  setInterval(attempt(pulse), 3000);

  const wanted = location.hash.slice(1);
  touched = rows.has(wanted);
  if (data.first) show(data.first);
  const other = touched && wanted !== entry.id ? attempt(open)(wanted) : Promise.resolve(soon(entry?.id));
  other.then(() => {
    reveal();
    document.body.dataset.ready = String(Math.round(performance.now()));
    requestAnimationFrame(() => frames().forEach((frame) => load(frame))); // after the text is seen
    setTimeout(drawEngines, 400);
    setTimeout(attempt(pulse), 1000);
  });
}

if (document.body.classList.contains("board")) startBoard();
else startEditor();
