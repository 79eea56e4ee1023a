import { assertFails, assertSucceeds } from '@firebase/rules-unit-testing';
import { ACTORS, OWNER_UID } from './actors.ts';
import { PERMITTED_PROFILES, REFUSED_CHANGES, REFUSED_PROFILES } from './profile-cases.ts';
import type { RulesWorld } from './rules-world.ts';

export const PROFILE = `users/${OWNER_UID}`;

/** `createdAt` and `stripeStatus` stand for whatever the server keeps on a profile. */
export const STORED = {
  displayName: 'Olga Owner',
  phone: '+1 614 555 0100',
  locale: 'en-US',
  address: { line1: '1 High St', city: 'Columbus', state: 'OH', postalCode: '43004', country: 'US' },
  createdAt: new Date(0),
  stripeStatus: 'known',
};

/** What a student may write of the profile, up to each bound and not one character further. */
export function describeProfile(world: () => RulesWorld): void {
  const owner = () => world().as(ACTORS.owner);

  describe('the first write of a profile', () => {
    beforeEach(() => world().remove(PROFILE));

    test.each(PERMITTED_PROFILES)('is taken with $name', async ({ fields }) => {
      await assertSucceeds(owner().doc(PROFILE).set(fields));
    });

    test.each(REFUSED_PROFILES)('is refused with $name', async ({ fields }) => {
      await assertFails(owner().doc(PROFILE).set(fields));
      expect(await world().read(PROFILE)).toBeUndefined();
    });
  });

  describe('a later change of a profile', () => {
    beforeEach(() => world().put(PROFILE, STORED));

    test.each(PERMITTED_PROFILES)(
      'is taken with $name and leaves the server’s fields',
      async ({ fields }) => {
        await assertSucceeds(owner().doc(PROFILE).set(fields, { merge: true }));
        const { stripeStatus } = STORED;
        expect(await world().read(PROFILE)).toMatchObject({ ...fields, stripeStatus });
      },
    );

    test.each([...REFUSED_PROFILES, ...REFUSED_CHANGES])('is refused with $name', async ({ fields }) => {
      await assertFails(owner().doc(PROFILE).update(fields));
      expect(await world().read(PROFILE)).toMatchObject({ ...STORED, createdAt: expect.anything() });
    });

    test('is refused when it replaces the whole document and so drops what the server keeps there', async () => {
      await assertFails(owner().doc(PROFILE).set({ displayName: 'Olga Owner' }));
    });

    test('is refused once the account was deleted: its token lives on for a while', async () => {
      await world().put(PROFILE, { ...STORED, displayName: '', deletedAt: new Date(0) });
      await assertFails(owner().doc(PROFILE).update({ displayName: 'Olga Owner' }));
      expect(await world().read(PROFILE)).toMatchObject({ displayName: '' });
    });

    test('is refused to another student, who may not even repeat what is there', async () => {
      await assertFails(
        world().as(ACTORS.otherStudent).doc(PROFILE).update({ displayName: STORED.displayName }),
      );
    });
  });
}
