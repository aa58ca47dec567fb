// Elements. Text goes in as text nodes only: nothing that a client says is ever parsed as HTML.
export const byId = (id) => document.getElementById(id);

/// Makes an element. Attributes that start with "on" are listeners; null, undefined and false are left out.
export function el(tag, attributes = {}, ...children) {
    return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
    return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
        if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
        else setAttribute(element, name, value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return element;
}

export function setAttribute(element, name, value) {
    if (value === null || value === undefined || value === false) element.removeAttribute(name);
    else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value === true ? "" : value);
}

/// Sets text if it differs, so that what stays the same costs no layout.
export function setText(element, text) {
    const wanted = String(text);
    if (element.textContent !== wanted) element.textContent = wanted;
}

export function button(label, onclick, attributes = {}) {
    return el("button", { type: "button", onclick, ...attributes }, label);
}

export function field(label, input, attributes = {}) {
    return el("label", attributes, label, input);
}

export function select(options, attributes = {}) {
    return el(
        "select",
        attributes,
        options.map(([value, label]) => el("option", { value }, label ?? value)),
    );
}

/// Makes the options of a <select> these names, and keeps what is chosen if it is still there.
export function setOptions(list, names) {
    const present = [...list.options].map((option) => option.value);
    if (present.length === names.length && present.every((name, i) => name === names[i])) return;
    const chosen = list.value;
    list.replaceChildren(...names.map((name) => el("option", { value: name }, name)));
    if (names.includes(chosen)) list.value = chosen;
}
