// Bundles the extension into `dist`, or with `--tests` each test into `out`. `--release` leaves out the source maps.
import { build } from "esbuild";
import { readdirSync } from "node:fs";

const tests = process.argv.includes("--tests");
const release = process.argv.includes("--release");

await build({
  entryPoints: tests ? readdirSync("test").map((name) => `test/${name}`) : ["src/extension.ts"],
  outdir: tests ? "out" : "dist",
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["vscode"],
  minify: release,
  sourcemap: !release,
  logLevel: "warning",
});
