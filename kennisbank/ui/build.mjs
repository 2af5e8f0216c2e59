// Bundles the CSS and the ES modules into build/static/kennisbank.
//
//   npm run build                              every theme in static_src/css/thema-*.css
//   KENNISBANK_THEMA=gemeente npm run build    only that theme
//   KENNISBANK_THEMA=/elders/thema-x.css ...   a theme that lives outside this repository, as thema-x.css
//   npm run watch                              again after every change
import * as esbuild from "esbuild";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "../..");
const source = path.join(here, "static_src");
const target = path.join(root, "build/static/kennisbank");

// Evergreen browsers and the long-lived releases that government laptops run.
const browsers = ["chrome111", "edge111", "firefox115", "safari16.4"];

const options = {
  bundle: true,
  minify: true,
  target: browsers,
  outdir: target,
  outbase: source,
  assetNames: "fonts/[name]",
  loader: { ".woff2": "file", ".woff": "empty", ".svg": "file", ".png": "file" },
  legalComments: "none",
  logLevel: "warning",
  absWorkingDir: root,
  nodePaths: [path.join(root, "node_modules")],
};

const files = (folder, extension) =>
  fs
    .readdirSync(path.join(source, folder))
    .filter((name) => name.endsWith(extension))
    .map((name) => path.join(source, folder, name));

function themes() {
  const chosen = process.env.KENNISBANK_THEMA?.trim();
  if (!chosen) return files("css", ".css").filter((file) => path.basename(file).startsWith("thema-"));
  const file = chosen.endsWith(".css") ? path.resolve(chosen) : path.join(source, "css", `thema-${chosen}.css`);
  if (!fs.existsSync(file)) throw new Error(`Theme ${chosen} not found: ${file} does not exist.`);
  return [file];
}

const entries = (list, folder) =>
  list.map((file) => ({ in: file, out: `${folder}/${path.basename(file).replace(/\.\w+$/, "")}` }));

/** Remove the custom properties that no rule uses, directly or through another property. */
function thin(theme, rules) {
  const declarations = /(--[a-zA-Z0-9_-]+):((?:[^;{}"']|"[^"]*"|'[^']*')*);?/g;
  const uses = (text) => [...text.matchAll(/var\(\s*(--[a-zA-Z0-9_-]+)/g)].map((match) => match[1]);
  const values = new Map();
  for (const [, name, value] of theme.matchAll(declarations)) {
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  const keep = new Set();
  const queue = [...uses(rules), ...uses(theme.replace(declarations, ""))];
  while (queue.length) {
    const name = queue.pop();
    if (keep.has(name)) continue;
    keep.add(name);
    for (const value of values.get(name) ?? []) queue.push(...uses(value));
  }
  return theme.replace(declarations, (whole, name) => (keep.has(name) ? whole : ""));
}

function thinThemes(names) {
  const rules = fs.readFileSync(path.join(target, "css/kennisbank.css"), "utf8");
  for (const name of names) {
    const file = path.join(target, "css", name);
    // The example theme hangs its tokens on a class of its own; ours count everywhere.
    const theme = fs
      .readFileSync(file, "utf8")
      .replaceAll(".voorbeeld-theme", ":root")
      .replaceAll(',url() format("woff")', "");
    fs.writeFileSync(file, thin(theme, rules));
  }
}

function report() {
  const rows = [];
  for (const folder of ["css", "js", "fonts", "img"]) {
    for (const name of fs.readdirSync(path.join(target, folder)).sort()) {
      const content = fs.readFileSync(path.join(target, folder, name));
      rows.push([`${folder}/${name}`, content.length, zlib.gzipSync(content, { level: 9 }).length]);
    }
  }
  for (const [name, raw, gzip] of rows) {
    console.log(`${name.padEnd(42)} ${String(raw).padStart(8)} bytes ${String(gzip).padStart(7)} gzip`);
  }
}

async function build() {
  const chosen = themes();
  fs.rmSync(target, { recursive: true, force: true });
  const css = [path.join(source, "css/kennisbank.css"), path.join(source, "css/beheer.css"), ...chosen];
  await esbuild.build({ ...options, entryPoints: entries(css, "css") });
  await esbuild.build({ ...options, format: "esm", entryPoints: entries(files("js", ".js"), "js") });
  thinThemes(chosen.map((file) => path.basename(file)));
  fs.cpSync(path.join(source, "img"), path.join(target, "img"), { recursive: true });
  report();
}

await build();
if (process.argv.includes("--watch")) {
  let timer;
  fs.watch(source, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => build().catch((error) => console.error(error.message)), 150);
  });
}
