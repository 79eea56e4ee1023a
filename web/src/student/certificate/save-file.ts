/** Hands a file to the browser's downloads. */
export function saveFile(input: { fileName: string; base64: string; contentType: string }): void {
  const { fileName, base64, contentType } = input;
  const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: contentType }));
  const link = document.createElement('a');
  Object.assign(link, { href: address, download: fileName });
  link.click();
  // Not at once: the browser may still be reading it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
