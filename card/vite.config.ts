import { defineConfig } from "vitest/config";

const BANNER = `/*!
 * DIoL card, Apache-2.0. Built from card/ by scripts/build-card; do not edit.
 * Contains Lit, Copyright Google LLC, BSD-3-Clause.
 */`;

export default defineConfig({
  build: {
    lib: { entry: "src/main.ts", formats: ["es"], fileName: () => "diol-card.js" },
    outDir: process.env.OUT ?? "../custom_components/diol/frontend",
    emptyOutDir: true,
    target: "es2022",
    rolldownOptions: { output: { minify: true, banner: BANNER, comments: false } },
  },
  test: {
    environment: "happy-dom",
    include: ["test/**/*.test.ts"],
    // Times are drawn in the zone of Home Assistant, never in that of the machine.
    env: { TZ: "Pacific/Kiritimati" },
  },
});
