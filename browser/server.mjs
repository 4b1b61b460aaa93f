// A dossier and its workbench, for one run.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/** Builds a dossier of the captures in `pile` and serves it; `close` ends both. */
export async function serve(restated, pile) {
  const folder = mkdtempSync(join(tmpdir(), "restated-walk-"));
  const dossier = join(folder, "walk.db");
  const built = spawnSync(restated, ["build", pile, "-o", dossier], { encoding: "utf8" });
  if (built.status !== 0) throw new Error(`restated build failed: ${built.stderr}`);
  const server = spawn(restated, ["serve", dossier, "--port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
  const address = await new Promise((resolve, reject) => {
    let said = "";
    server.stderr.on("data", (bytes) => {
      said += bytes;
      const found = said.match(/http:\/\/[\d.:]+\//);
      if (found) resolve(found[0]);
    });
    server.on("exit", (code) => reject(new Error(`restated serve ended with ${code}: ${said}`)));
  });
  const close = () => {
    server.removeAllListeners("exit");
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  return { address, dossier, close };
}

/** Exports the report on a dossier beside it, and gives its address. */
export function report(restated, dossier) {
  const path = join(dirname(dossier), "report.html");
  const exported = spawnSync(restated, ["export", dossier, "--format", "html", "-o", path], { encoding: "utf8" });
  if (exported.status !== 0) throw new Error(`restated export failed: ${exported.stderr}`);
  return pathToFileURL(path).href;
}
