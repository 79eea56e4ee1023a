const replacements: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, found => replacements[found] ?? '');

/** Text that is HTML already. Made by `html` alone, so that nothing from a record gets onto the page unescaped. */
export class Markup {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  static of(strings: readonly string[], values: readonly Content[]): Markup {
    const parts = strings.map((part, index) => part + rendered(values[index] ?? ''));
    return new Markup(parts.join(''));
  }

  toString(): string {
    return this.#text;
  }
}

export type Content = string | number | Markup | readonly Content[];

function rendered(content: Content): string {
  if (content instanceof Markup) return content.toString();
  if (typeof content === 'string') return escaped(content);
  if (typeof content === 'number') return String(content);
  return content.map(rendered).join('');
}

/** HTML or SVG around values: strings are escaped, other markup is taken as it is. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return Markup.of(strings, values);
}

/** In place of a part that has nothing to say. */
export const nothing: Markup = html``;
