/** How somebody is called here: by name, else by address, else by id; a deleted account has neither name nor address. */
export function personName(person: {
  readonly userId: string;
  readonly displayName: string | null;
  readonly email: string | null;
}): string {
  const name = person.displayName?.trim() ?? '';
  if (name !== '') return name;
  return person.email ?? person.userId;
}
