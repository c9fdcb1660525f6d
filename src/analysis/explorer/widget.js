// Draws what view.py describes. Text is only ever set as text, never as markup.

const LAYERS = [
  ["actors", "Actors"],
  ["positions", "Positions"],
  ["meetings", "Meetings"],
  ["statements", "Statements"],
  ["dates", "Dates"],
];

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "class") made.className = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

// Cuts a paragraph where marks begin or end. Offsets are code points, a string's are UTF-16 units.
function segments(paragraph, items) {
  const points = Array.from(paragraph.text);
  const last = paragraph.start + points.length;
  const inside = [];
  for (const item of items) {
    for (const [start, end] of item.spans) {
      if (start < last && end > paragraph.start) {
        inside.push([Math.max(start, paragraph.start), Math.min(end, last), item]);
      }
    }
  }
  const cuts = new Set([paragraph.start, last]);
  for (const [start, end] of inside) cuts.add(start).add(end);
  const order = [...cuts].sort((one, other) => one - other);
  const found = [];
  for (let index = 0; index + 1 < order.length; index += 1) {
    const [start, end] = [order[index], order[index + 1]];
    const over = inside.filter(([from, to]) => from <= start && to >= end);
    found.push({
      text: points.slice(start - paragraph.start, end - paragraph.start).join(""),
      items: over.map(([, , item]) => item),
    });
  }
  return found;
}

class Explorer {
  constructor(model, root) {
    this.model = model;
    this.root = root;
    this.layer = "actors";
    this.selected = null;
    this.filters = { actor: "", side: "", type: "", least: 0 };
    this.form = null;
    this.build();
    this.onView = () => {
      this.refresh();
    };
    this.onMessage = (message) => this.say(message);
    model.on("change:view", this.onView);
    model.on("msg:custom", this.onMessage);
    this.refresh();
  }

  destroy() {
    this.model.off("change:view", this.onView);
    this.model.off("msg:custom", this.onMessage);
  }

  get view() {
    return this.model.get("view");
  }

  build() {
    this.text = element("div", {
      class: "parley-text",
      tabindex: "0",
      role: "region",
      "aria-label": "Article",
    });
    this.tabs = element("div", { class: "parley-tabs", role: "group", "aria-label": "What to show" });
    this.bar = element("div", { class: "parley-filters" });
    this.count = element("p", { class: "parley-count", role: "status" });
    this.list = element("ol", { class: "parley-list" });
    this.notice = element("p", { class: "parley-notice", role: "status" });
    this.extra = element("div", { class: "parley-extra" });
    this.panel = element(
      "div",
      { class: "parley-panel", tabindex: "0", role: "region", "aria-label": "What was found" },
      element("div", { class: "parley-head" }, this.tabs, this.bar, this.count, this.notice),
      this.extra,
      this.list,
    );
    this.root.append(element("div", { class: "parley-explorer" }, this.text, this.panel));
  }

  refresh() {
    this.drawTabs();
    this.drawFilters();
    this.draw();
  }

  layerItems() {
    return this.view.items.filter((item) => item.layer === this.layer);
  }

  shown() {
    const { actor, side, type, least } = this.filters;
    return this.layerItems().filter(
      (item) =>
        (!actor || item.actors.includes(actor)) &&
        (!side || item.sides.includes(side)) &&
        (!type || item.type === type) &&
        (item.confidence === null || item.confidence >= least),
    );
  }

  drawTabs() {
    this.tabs.replaceChildren(
      ...LAYERS.map(([layer, name]) => {
        const number = this.view.items.filter((item) => item.layer === layer).length;
        return element(
          "button",
          {
            type: "button",
            "data-layer": layer,
            "aria-pressed": String(layer === this.layer),
            onclick: () => this.show(layer),
          },
          `${name} ${number}`,
        );
      }),
    );
  }

  show(layer) {
    this.layer = layer;
    this.selected = null;
    this.form = null;
    this.filters.type = "";
    this.refresh();
    const button = this.tabs.querySelector(`[data-layer="${layer}"]`);
    if (button) button.focus();
  }

  drawFilters() {
    const items = this.layerItems();
    const choices = (values) => [...new Set(values)].sort((one, other) => one.localeCompare(other));
    const select = (key, name, values) => {
      const options = [element("option", { value: "" }, `any ${name}`)];
      if (this.filters[key] && !values.includes(this.filters[key])) values.push(this.filters[key]);
      for (const value of values) {
        const chosen = this.filters[key] === value;
        options.push(element("option", { value, selected: chosen }, value));
      }
      return element(
        "label",
        {},
        element("span", {}, name),
        element(
          "select",
          {
            "data-filter": key,
            onchange: (event) => {
              this.filters[key] = event.target.value;
              this.draw();
            },
          },
          ...options,
        ),
      );
    };
    const measured = items.some((item) => item.confidence !== null);
    const output = element("output", {}, `${Math.round(this.filters.least * 100)} %`);
    const slider = element("input", {
      type: "range",
      min: "0",
      max: "100",
      step: "5",
      value: String(Math.round(this.filters.least * 100)),
      "data-filter": "least",
      disabled: !measured,
      oninput: (event) => {
        this.filters.least = Number(event.target.value) / 100;
        output.textContent = `${event.target.value} %`;
        this.draw();
      },
    });
    this.bar.replaceChildren(
      select("actor", "actor", choices(items.flatMap((item) => item.actors))),
      select("side", "side", this.view.sides.map((side) => side.name)),
      select("type", "type", choices(items.map((item) => item.type))),
      element("label", {}, element("span", {}, "confidence at least ", output), slider),
    );
  }

  colour(item) {
    const side = this.view.sides.find(({ name }) => item.sides.includes(name));
    return side ? side.colour : this.view.neutral;
  }

  draw() {
    const shown = this.shown();
    const all = this.layerItems().length;
    const name = LAYERS.find(([layer]) => layer === this.layer)[1].toLowerCase();
    const none = `No ${name} were found in ${this.view.articles.length > 1 ? "these articles" : "this article"}.`;
    this.count.textContent = all === 0 ? none : `${shown.length} of ${all} ${name}`;
    if (this.selected && !shown.some((item) => item.key === this.selected)) this.selected = null;
    this.drawText(shown);
    this.list.replaceChildren(...shown.map((item) => this.row(item)));
    this.drawAdding();
  }

  drawText(shown) {
    const top = this.text.scrollTop;
    const blocks = [];
    this.view.articles.forEach((article, number) => {
      const items = shown.filter((item) => item.article === number);
      const about = article.published ? `published ${article.published}` : "no date of publication";
      const first = article.paragraphs[0];
      const titled = first && first.kind === "title";
      blocks.push(
        ...(titled ? [] : [element("h3", {}, article.title)]),
        element("p", { class: "parley-about" }, about),
        ...article.paragraphs.map((paragraph) => this.paragraph(paragraph, items, article, number)),
      );
    });
    this.text.replaceChildren(...blocks);
    this.text.scrollTop = top;
  }

  paragraph(paragraph, items, article, number) {
    const parts = segments(paragraph, items).map((segment) => {
      if (segment.items.length === 0) return document.createTextNode(segment.text);
      const on = segment.items.some((item) => item.key === this.selected);
      const first = segment.items[0];
      const mark = element(
        "mark",
        {
          class: on ? "parley-on" : null,
          title: segment.items.map((item) => item.title).join("\n"),
          onclick: () => this.cycle(segment.items),
        },
        segment.text,
      );
      mark.style.setProperty("--parley-side", this.colour(first));
      return mark;
    });
    return element(
      "p",
      {
        class: paragraph.kind === "body" ? null : `parley-${paragraph.kind.replace(" ", "-")}`,
        dir: paragraph.direction,
        lang: article.language || null,
        "data-article": String(number),
        "data-start": String(paragraph.start),
      },
      element("span", { class: "parley-number", "aria-hidden": "true" }, String(paragraph.number)),
      ...parts,
    );
  }

  // A word may belong to several items: clicking on it again goes to the next.
  cycle(items) {
    const at = items.findIndex((item) => item.key === this.selected);
    this.select(items[(at + 1) % items.length].key, true);
  }

  select(key, fromText = false) {
    this.form = null;
    this.selected = this.selected === key && !fromText ? null : key;
    this.draw();
    const row = this.list.querySelector('[aria-expanded="true"]');
    if (row) {
      if (fromText) row.scrollIntoView({ block: "nearest" });
      else row.focus();
    }
    const mark = this.text.querySelector(".parley-on");
    if (mark && !fromText) this.bring(mark);
  }

  // Scrolls the text only, not the notebook around it.
  bring(mark) {
    const box = mark.getBoundingClientRect();
    const around = this.text.getBoundingClientRect();
    if (box.top < around.top || box.bottom > around.bottom) {
      this.text.scrollTop += box.top - around.top - around.height / 3;
    }
  }

  row(item) {
    const open = item.key === this.selected;
    const confidence =
      item.confidence === null ? "" : `${Math.round(item.confidence * 100)} % confidence`;
    const button = element(
      "button",
      {
        type: "button",
        class: "parley-item",
        "data-key": item.key,
        "aria-expanded": String(open),
        onclick: () => this.select(item.key),
      },
      element("span", { class: "parley-title" }, item.title),
      element(
        "span",
        { class: "parley-sub" },
        [item.type, confidence, item.corrected].filter(Boolean).join(" · "),
      ),
    );
    button.style.setProperty("--parley-side", this.colour(item));
    if (!open) return element("li", {}, button);
    const facts = item.facts.flatMap(([label, value]) => [
      element("dt", {}, label),
      element("dd", {}, value),
    ]);
    return element("li", {}, button, element("dl", {}, ...facts), this.actions(item));
  }

  // --- corrections ------------------------------------------------------------------------------

  actions(item) {
    if (!this.view.editable) return null;
    const fields = this.view.editable[item.layer];
    const buttons = [];
    const act = (label, does) =>
      buttons.push(element("button", { type: "button", "data-act": label.toLowerCase(), onclick: does }, label));
    act("Accept", () => this.send("accept", item));
    act("Reject", () => this.send("reject", item));
    if (fields && fields.length) {
      act("Edit", () => {
        this.form = this.form === "edit" ? null : "edit";
        this.draw();
      });
    }
    const bar = element("div", { class: "parley-actions" }, ...buttons);
    if (this.form !== "edit") return bar;
    return element("div", {}, bar, this.fields(fields, item.values || {}, "Save", (values) => {
      const before = item.values || {};
      const changed = Object.fromEntries(
        Object.entries(values).filter(([name, value]) => (before[name] || "") !== value),
      );
      if (Object.keys(changed).length) this.send("edit", item, changed);
    }));
  }

  fields(fields, values, label, done) {
    const inputs = {};
    const rows = fields.map((field) => {
      const value = values[field.name] || "";
      let input;
      if (field.choices) {
        const choices = ["", ...field.choices];
        if (!choices.includes(value)) choices.push(value);
        input = element(
          "select",
          { "data-field": field.name },
          ...choices.map((one) => element("option", { value: one, selected: one === value }, one || "–")),
        );
      } else {
        input = element("input", { type: "text", value, "data-field": field.name });
      }
      inputs[field.name] = input;
      return element("label", {}, element("span", {}, field.label), input);
    });
    return element(
      "form",
      {
        class: "parley-form",
        onsubmit: (event) => {
          event.preventDefault();
          done(Object.fromEntries(Object.entries(inputs).map(([name, one]) => [name, one.value.trim()])));
        },
      },
      ...rows,
      element("button", { type: "submit", "data-act": "save" }, label),
    );
  }

  drawAdding() {
    if (!this.view.editable || !this.view.addable[this.layer]) {
      this.extra.replaceChildren();
      return;
    }
    const name = LAYERS.find(([layer]) => layer === this.layer)[1].toLowerCase().replace(/s$/, "");
    const button = element(
      "button",
      {
        type: "button",
        "data-act": "add",
        // The click must not take away the selection that it is about.
        onmousedown: (event) => event.preventDefault(),
        onclick: () => {
          const place = this.place();
          if (!place) {
            this.say({ text: "First select in the article the words that it rests on.", error: true });
            return;
          }
          this.form = { place };
          this.drawAdding();
        },
      },
      `Add ${name === "actor" ? "an" : "a"} ${name} from selected words`,
    );
    const children = [button];
    if (this.form && this.form.place) {
      const { place } = this.form;
      children.push(
        element("p", { class: "parley-quoted" }, `“${place.text}”`),
        this.fields(this.view.addable[this.layer], {}, "Add", (values) => {
          const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value));
          this.model.send({ op: "add", layer: this.layer, values: given, ...place });
        }),
      );
    }
    this.extra.replaceChildren(...children);
  }

  // The selected words as article and code points, or null.
  place() {
    const root = this.root.getRootNode();
    const selection = root.getSelection ? root.getSelection() : document.getSelection();
    if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const paragraph = (node) =>
      (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest("p[data-start]");
    const from = paragraph(range.startContainer);
    const to = paragraph(range.endContainer);
    if (!from || from !== to || !this.text.contains(from)) return null;
    const before = document.createRange();
    before.setStart(from.querySelector(".parley-number").nextSibling || from, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const text = range.toString();
    const start = Number(from.dataset.start) + Array.from(before.toString()).length;
    const lead = Array.from(text).length - Array.from(text.trimStart()).length;
    const words = text.trim();
    if (!words) return null;
    return {
      article: Number(from.dataset.article),
      start: start + lead,
      end: start + lead + Array.from(words).length,
      text: words,
    };
  }

  send(op, item, values = {}) {
    this.model.send({ op, article: item.article, layer: item.layer, id: item.id, values });
  }

  say(message) {
    this.notice.textContent = message.text;
    this.notice.classList.toggle("parley-error", Boolean(message.error));
    if (!message.error) {
      this.form = null;
      this.drawAdding();
      this.draw();
    }
  }
}

export default {
  render({ model, el }) {
    const explorer = new Explorer(model, el);
    return () => explorer.destroy();
  },
};
