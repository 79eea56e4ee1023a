/** Why this name cannot be printed; undefined where it can. */
export function nameProblem(name: string): string | undefined {
  if (name.trim() === '') return 'Please enter your name.';
  return /\p{L}/u.test(name) ? undefined : 'A name has at least one letter.';
}

export function phoneProblem(phone: string): string | undefined {
  return phone.trim() === '' || /^[+\d][\d\s()./-]{3,31}$/.test(phone.trim())
    ? undefined
    : 'Please enter a number such as +1 555 010 0200.';
}
