import { deleteField, increment, serverTimestamp, Timestamp } from 'firebase/firestore';

/** A write to a profile, told by what it carries. */
export interface ProfileCase {
  readonly name: string;
  readonly fields: { readonly [field: string]: unknown };
}

const text = (length: number): string => 'x'.repeat(length);
const ONE_MEGABYTE = 1_000_000;

const FULL_ADDRESS = {
  line1: text(200),
  line2: text(200),
  city: text(100),
  state: text(100),
  postalCode: text(20),
  country: text(60),
};

/** Each bound is here with its last permitted length; one more is in the refused ones. */
export const PERMITTED_PROFILES: readonly ProfileCase[] = [
  { name: 'a name alone', fields: { displayName: 'Zoë O’Neil-Åström' } },
  { name: 'a name of 100 characters', fields: { displayName: text(100) } },
  { name: 'a telephone number of 32 characters', fields: { phone: text(32) } },
  { name: 'a locale of 35 characters', fields: { locale: text(35) } },
  { name: 'every line of an address at its bound', fields: { address: FULL_ADDRESS } },
  { name: 'an empty address', fields: { address: {} } },
  {
    name: 'all four fields',
    fields: { displayName: 'Olga', phone: '+1', locale: 'en', address: { city: 'Columbus' } },
  },
];

const tooLongAddressLines: readonly ProfileCase[] = Object.entries(FULL_ADDRESS).map(([line, longest]) => ({
  name: `address.${line} of ${longest.length + 1} characters`,
  fields: { address: { [line]: `${longest}x` } },
}));

const wrongTypes: readonly ProfileCase[] = [
  { name: 'a number for a name', fields: { displayName: 7 } },
  { name: 'null for a name', fields: { displayName: null } },
  { name: 'a list for a name', fields: { displayName: ['Olga'] } },
  { name: 'a map for a name', fields: { displayName: { first: 'Olga' } } },
  { name: 'an instant for a name', fields: { displayName: Timestamp.fromMillis(0) } },
  { name: 'the server’s time for a name', fields: { displayName: serverTimestamp() } },
  { name: 'a counter for a telephone number', fields: { phone: increment(1) } },
  { name: 'true for a locale', fields: { locale: true } },
  { name: 'text for an address', fields: { address: '1 High St' } },
  { name: 'a list for an address', fields: { address: ['1 High St'] } },
  { name: 'null for an address', fields: { address: null } },
  { name: 'a map inside an address line', fields: { address: { line1: { street: { number: 1 } } } } },
  { name: 'a number for a postal code', fields: { address: { postalCode: 43_004 } } },
];

const foreignFields: readonly ProfileCase[] = [
  { name: 'isAdmin', fields: { displayName: 'Olga', isAdmin: true } },
  { name: 'a role', fields: { role: 'admin' } },
  { name: 'a balance', fields: { displayName: 'Olga', creditBalance: 100_000 } },
  { name: 'a Stripe customer', fields: { stripeCustomerId: 'cus_of_somebody_else' } },
  { name: 'a field that differs in case', fields: { displayname: 'Olga' } },
  { name: 'an unknown address line', fields: { address: { line1: '1 High St', isAdmin: true } } },
];

/** Refused as a first write and as a change alike. */
export const REFUSED_PROFILES: readonly ProfileCase[] = [
  { name: 'a name of 101 characters', fields: { displayName: text(101) } },
  { name: 'a telephone number of 33 characters', fields: { phone: text(33) } },
  { name: 'a locale of 36 characters', fields: { locale: text(36) } },
  ...tooLongAddressLines,
  ...wrongTypes,
  ...foreignFields,
];

/** Refused too; apart, because they need a world of their own. */
export const OVERSIZED_PROFILES: readonly ProfileCase[] = [
  { name: 'a name of one megabyte', fields: { displayName: text(ONE_MEGABYTE) } },
  { name: 'an address of one megabyte', fields: { address: { line1: text(ONE_MEGABYTE) } } },
];

/** Refused as a change: these touch what the server keeps, or reach into the address by a dotted path. */
export const REFUSED_CHANGES: readonly ProfileCase[] = [
  { name: 'another creation time', fields: { createdAt: Timestamp.fromMillis(1) } },
  { name: 'the removal of a field that the server keeps', fields: { stripeStatus: deleteField() } },
  { name: 'an unknown address line by its path', fields: { 'address.isAdmin': true } },
  { name: 'a map in an address line by its path', fields: { 'address.line1.street': '1 High St' } },
];
