// Shows openapi.json for people. Everything is put into the page as text, never as HTML.
"use strict";

const byId = (id) => document.getElementById(id);

function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {}))
        made.setAttribute(key, value);
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
}

/** Words with `code` in them. */
function prose(words) {
    return words.split("`").map((part, index) => (index % 2 ? element("code", {}, part) : part));
}

function resolved(api, thing) {
    if (!thing || !thing.$ref)
        return thing;
    return thing.$ref.slice(2).split("/").reduce((place, name) => place[name], api);
}

/** A schema as a JSON-like outline, with what it says of each member behind it. */
function outline(api, schema, indent = "", depth = 0) {
    const it = resolved(api, schema) || {};
    const words = (text) => (text ? "  // " + text : "");
    if (it.const !== undefined)
        return JSON.stringify(it.const) + words(it.description);
    if (it.oneOf)
        return it.oneOf.map((one) => outline(api, one, indent, depth + 1)).join("\n" + indent + "or ");
    const type = Array.isArray(it.type) ? it.type.join(" | ") : it.type || "any";
    if (type.startsWith("object") && it.properties && depth < 8) {
        const required = new Set(it.required || []);
        const lines = Object.entries(it.properties).map(([name, member]) => {
            const optional = required.has(name) ? "" : "?";
            return indent + "  " + name + optional + ": " + outline(api, member, indent + "  ", depth + 1);
        });
        return "{" + words(it.description) + "\n" + lines.join("\n") + "\n" + indent + "}";
    }
    if (type.startsWith("array"))
        return "[ " + outline(api, it.items, indent, depth + 1) + " ]" + words(it.description);
    const limits = [];
    if (it.enum)
        limits.push(it.enum.join(" | "));
    if (it.minimum !== undefined || it.maximum !== undefined)
        limits.push((it.minimum ?? "") + " … " + (it.maximum ?? ""));
    if (it.default !== undefined)
        limits.push("default " + JSON.stringify(it.default));
    return type + (limits.length ? " (" + limits.join(", ") + ")" : "") + words(it.description);
}

function schemaBlock(api, content) {
    const schema = Object.values(content || {})[0]?.schema;
    return schema ? element("pre", { class: "schema", tabindex: "0" }, outline(api, schema)) : null;
}

function parameterTable(api, parameters) {
    if (!parameters.length)
        return null;
    const rows = parameters.map((parameter) => {
        const it = resolved(api, parameter);
        return element("tr", {}, element("td", {}, element("code", {}, it.name)),
                       element("td", {}, it.in + (it.required ? ", required" : "")),
                       element("td", {}, it.description || ""));
    });
    return element("table", {}, element("tbody", {}, ...rows));
}

function answers(api, responses) {
    return Object.entries(responses).map(([status, answer]) => {
        const it = resolved(api, answer);
        const title = status + " " + it.description;
        if (!status.startsWith("2"))
            return element("p", { class: "quiet" }, title);
        return element("div", {}, element("p", {}, title), schemaBlock(api, it.content));
    });
}

function route(api, path, method, operation, shared) {
    const made = element("section", { class: "route", id: operation.operationId },
        element("h3", {}, element("span", { class: "method" }, method.toUpperCase()), element("span", { class: "path" }, path)),
        element("p", {}, operation.summary),
        operation.description ? element("p", { class: "quiet" }, ...prose(operation.description)) : null);
    const parameters = [...shared, ...(operation.parameters || [])];
    if (parameters.length)
        made.append(element("h4", {}, "Parameters"), parameterTable(api, parameters));
    if (operation.requestBody)
        made.append(element("h4", {}, "Body"), schemaBlock(api, operation.requestBody.content));
    const details = element("details", {}, element("summary", {}, "Answers"), ...answers(api, operation.responses));
    made.append(details);
    made.dataset.words = [method, path, operation.summary, operation.description || ""].join(" ").toLowerCase();
    return made;
}

function show(api) {
    byId("summary").textContent = api.info.summary;
    byId("version").textContent = "version " + api.info.version;
    const routes = byId("routes");
    const contents = byId("contents");
    routes.replaceChildren(element("p", {}, ...prose(api.info.description)));
    for (const tag of api.tags) {
        const list = element("ul", {});
        const group = element("div", {}, element("h2", {}, tag.name), element("p", { class: "quiet" }, tag.description));
        for (const [path, item] of Object.entries(api.paths)) {
            for (const [method, operation] of Object.entries(item)) {
                if (!operation.tags || !operation.tags.includes(tag.name))
                    continue;
                group.append(route(api, path, method, operation, item.parameters || []));
                list.append(element("li", {}, element("a", { href: "#" + operation.operationId }, operation.summary)));
            }
        }
        routes.append(group);
        contents.append(element("h4", {}, tag.name), list);
    }
}

function filter(words) {
    const wanted = words.toLowerCase().split(/\s+/);
    for (const section of document.querySelectorAll("section.route"))
        section.hidden = !wanted.every((word) => section.dataset.words.includes(word));
}

fetch("/openapi.json")
    .then((answer) => answer.json())
    .then((api) => {
        show(api);
        byId("filter").addEventListener("input", (event) => filter(event.target.value));
        if (location.hash)
            document.getElementById(location.hash.slice(1))?.scrollIntoView();
    })
    .catch((error) => byId("routes").replaceChildren(element("p", {}, "openapi.json could not be read: " + error.message)));
