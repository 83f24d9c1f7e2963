// Which scripts are checked: every folder of tsconfig.json's list, so that a folder is named in one place.
import { readFileSync } from "node:fs";
import js from "@eslint/js";
import globals from "globals";

const { include } = JSON.parse(readFileSync(new URL("tsconfig.json", import.meta.url), "utf8"));

export default [
  { ignores: ["**", "!**/", ...include.map((folder) => `!${folder}/**`)] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: "latest", globals: globals.browser },
    rules: {
      "no-control-regex": "off", // text from outside has them
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }], // what a method must take and does not need
    },
  },
];
