// The data of all pages, and what surrounds them, are read once. Nothing but pages is written.
import { readFileSync, readdirSync } from "node:fs";

const read = (path) => JSON.parse(readFileSync(path, "utf8"));

export default function (config) {
  config.addGlobalData("rows", () => read("data/rows.json"));
  config.addGlobalData("frame", () => read("data/frame.json"));
  config.addGlobalData("pages", () =>
    readdirSync("data/pages").flatMap((kind) =>
      readdirSync(`data/pages/${kind}`).map((name) => ({
        ...read(`data/pages/${kind}/${name}`),
        url: `${kind}/${name.replace(/\.json$/, "")}/`,
      })),
    ),
  );
  return { dir: { input: "content", output: "public" } };
}
