export type Operator = '==' | '<' | '<=' | '>' | '>=' | 'in';

const ranks: readonly string[] = ['undefined', 'null', 'boolean', 'number', 'date', 'string'];

function rankOf(value: unknown): number {
  if (value === null) return ranks.indexOf('null');
  if (value instanceof Date) return ranks.indexOf('date');
  return ranks.indexOf(typeof value);
}

function plain(value: unknown): number | string | boolean {
  if (value instanceof Date) return value.getTime();
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean' ? value : 0;
}

/** Firestore's order of values, as far as the product's queries need it: first by type, then by value. */
export function compareValues(one: unknown, other: unknown): number {
  const byType = rankOf(one) - rankOf(other);
  if (byType !== 0) return byType;
  const [a, b] = [plain(one), plain(other)];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Whether a filter lets a stored value through. Comparisons only meet values of their own type. */
export function isMatch(input: { stored: unknown; operator: Operator; value: unknown }): boolean {
  const { stored, operator, value } = input;
  if (operator === 'in')
    return Array.isArray(value) && value.some(each => isMatch({ stored, operator: '==', value: each }));
  if (stored === undefined || rankOf(stored) !== rankOf(value)) return false;
  const order = compareValues(stored, value);
  switch (operator) {
    case '==':
      return order === 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}
