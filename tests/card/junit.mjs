/** A reporter of node:test that writes JUnit XML, which older versions of Node.js do not have. */

const escaped = (text) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

export default async function* junit(events) {
  yield "<testsuite>\n";
  for await (const { type, data } of events) {
    if (type !== "test:pass" && type !== "test:fail") continue;
    const error = data.details?.error;
    const failure = type === "test:fail" ? `<failure message="${escaped(String(error?.cause ?? error))}"/>` : "";
    yield `<testcase name="${escaped(data.name)}">${failure}</testcase>\n`;
  }
  yield "</testsuite>\n";
}
