// Serves a folder, as a static host does: node tests/e2e/serve.mjs [FOLDER] [PORT]
//
// Nothing is cached and nothing is compressed; a file that is not there is a 404, not the page.
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".py": "text/x-python; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

const folder = resolve(process.argv[2] ?? fileURLToPath(new URL("../../dist", import.meta.url)));
const port = Number(process.argv[3] ?? 4173);

/** The file that a request asks for, or undefined if there is none within the folder. */
function find(url) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, "http://localhost").pathname);
  } catch {
    return undefined;
  }
  let file = join(folder, normalize(path));
  if (file !== folder && !file.startsWith(folder + sep)) return undefined;
  if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
  return existsSync(file) ? file : undefined;
}

const server = createServer((request, response) => {
  const file = find(request.url);
  if (file === undefined) {
    response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("not found\n");
    return;
  }
  response.writeHead(200, {
    "cache-control": "no-store",
    "content-length": statSync(file).size,
    "content-type": TYPES[extname(file)] ?? "application/octet-stream",
  });
  if (request.method === "HEAD") response.end();
  else createReadStream(file).pipe(response);
});

server.listen(port, "127.0.0.1", () => {
  console.log(`${folder} is served at http://127.0.0.1:${server.address().port}/`);
});
