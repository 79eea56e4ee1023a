/**
 * The file of each function that `index.js` exports, by the function's name. Its form is held by a test of the
 * architecture; a line of another form would be a function that is not deployed, so it is an error here.
 */
export function functionEntries(indexText) {
  const entries = {};
  for (const line of indexText.split('\n')) {
    if (!/^\s*(export|import)\b/.test(line)) continue;
    const found = /^export \{ ([\w, ]+) \} from '\.\/([\w/-]+\.js)';$/.exec(line);
    if (found === null) throw new Error(`index.js has a line that names no function: ${line}`);
    const [, names = '', file] = found;
    for (const name of names.split(', ')) entries[name] = file;
  }
  return entries;
}
